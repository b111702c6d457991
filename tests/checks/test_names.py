"""NAM-001 on journals, which only a record's own field can name."""

import pytest

from pipeline.checks.names import CHECK
from pipeline.records.source import Metadata
from pipeline.records.verdict import Objection
from tests.build import dossier, reading, work


def titles(claim: str, journal: str) -> list[str]:
    source = work(reading("Naps lowered blood pressure in nurses.", metadata=Metadata(journal=journal)))
    return [each.title for each in CHECK.examine(dossier(claim, source)) if isinstance(each, Objection)]


def test_another_journal_than_the_record_is_named() -> None:
    assert titles("The study was published in the Journal of Sleep Medicine.", "Hypertension Letters") == [
        "The journal of record is Hypertension Letters"
    ]


@pytest.mark.parametrize(
    ("said", "real"),
    [
        ("the Journal of Sleep Medicine", "Journal of Sleep Medicine"),
        ("The Lancet", "Lancet (London, England)"),
        ("NEJM", "New England Journal Medicine"),
        ("N Engl J Med", "New England Journal of Medicine"),
        ("JAMA", "JAMA Psychiatry"),
        ("March", "Hypertension Letters"),
    ],
)
def test_short_names_and_other_words_are_fine(said: str, real: str) -> None:
    assert not titles(f"The study was published in {said}.", real)
