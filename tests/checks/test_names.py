"""NAM-001 on journals and authors, which only a record's own fields can name."""

import pytest

from pipeline.checks.names import CHECK
from pipeline.records.source import Metadata, Scope
from pipeline.records.verdict import Objection
from tests.build import dossier, reading, work

AUTHORS = ("Ingrid Solheim", "K. R. Venkataraman", "Jörg Müller", "Siobhán O’Brien")


def titles(claim: str, record: Metadata, scope: Scope = "full_text") -> list[str]:
    source = work(reading("Naps lowered blood pressure in nurses.", metadata=record, scope=scope))
    return [each.title for each in CHECK.examine(dossier(claim, source)) if isinstance(each, Objection)]


@pytest.mark.parametrize(
    ("claim", "real"),
    [
        ("The study was published in the Journal of Sleep Medicine.", "Hypertension Letters"),
        ("The paper appeared in JAMA Dermatology last year.", "British Journal of Dermatology"),
        ("A 2024 study in Nature Medicine followed 402 nurses.", "Sleep"),
        ("Writing in the New England Journal of Medicine, the team reports fewer strokes.", "Stroke"),
        ("It was published in the European Journal of Dermatology.", "British Journal of Dermatology"),
        ("The study, published in Nature Medicine, followed nurses.", "Nature"),
        ("According to a report in The Lancet, naps help.", "Annals of Internal Medicine"),
        ("The trial appeared in the BMJ in May.", "JAMA Psychiatry"),
    ],
)
def test_another_journal_than_the_record_is_named(claim: str, real: str) -> None:
    assert titles(claim, Metadata(journal=real)) == [f"The journal of record is {real}"]


@pytest.mark.parametrize(
    ("said", "real"),
    [
        ("the Journal of Sleep Medicine", "Journal of Sleep Medicine"),
        ("The Lancet", "Lancet (London, England)"),
        ("NEJM", "New England Journal Medicine"),
        ("N Engl J Med", "New England Journal of Medicine"),
        ("JAMA", "JAMA Psychiatry"),
        ("the Proceedings of the National Academy of Sciences", "Proc Natl Acad Sci U S A"),
        ("Br J Dermatol", "British Journal of Dermatology"),
        ("Science Magazine", "Science (New York, N.Y.)"),
        ("March", "Hypertension Letters"),
        ("Paris", "Hypertension Letters"),
    ],
)
def test_short_names_and_other_words_are_fine(said: str, real: str) -> None:
    assert not titles(f"The study was published in {said}.", Metadata(journal=real))


def test_another_study_s_journal_is_not_the_source_s() -> None:
    assert not titles("In an earlier study in The Lancet, naps did nothing.", Metadata(journal="Stroke"))


@pytest.mark.parametrize(
    "claim",
    [
        "Lead author Ingrid Solberg said that naps help.",
        "Dr. Solberg, who led the study, said that naps help.",
        "Bergmann and colleagues followed 402 nurses.",
        "Bergmann et al. followed 402 nurses.",
        "“Naps help,” said Tom Reed, the study’s senior author.",
    ],
)
def test_nobody_of_that_name_wrote_it(claim: str) -> None:
    assert [title for title in titles(claim, Metadata(authors=AUTHORS)) if title.endswith("is not among the authors")]


def test_a_slip_in_an_author_s_name_is_one() -> None:
    assert titles("Dr. Ingrid Solhiem said that naps help.", Metadata(authors=AUTHORS)) == [
        "“Solhiem” is “Solheim” in the source"
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "Lead author Ingrid Solheim said that naps help.",
        "Solheim and her colleagues followed 402 nurses.",
        "She and her colleagues followed 402 nurses.",
        "Nurses and their colleagues slept better.",
        "Mueller and colleagues followed 402 nurses.",
        "O'Brien et al. followed 402 nurses.",
        "K.R. Venkataraman, who led the study, said so.",
        "Dr. Inga Solberg, who was not involved, called it useful.",
    ],
)
def test_authors_however_they_are_written_and_other_people_are_fine(claim: str) -> None:
    assert not titles(claim, Metadata(authors=AUTHORS))


def test_an_abstract_s_record_may_stand_for_another_s_finding() -> None:
    assert not titles("Bergmann et al. followed 402 nurses.", Metadata(authors=AUTHORS), scope="abstract")
