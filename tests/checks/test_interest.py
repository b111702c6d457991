"""COI-001: a result on a company's own word must say so; where the section tells it, or nobody gains, it is silent."""

import msgspec
import pytest

from pipeline.checks.interest import CHECK
from pipeline.records.source import Section, SourceKind
from tests.build import audited, reading, trial, work
from tests.checks.renamed import with_kinds
from tests.checks.sides import Sides

RESULT = "The spray reduces migraine days by a third."
RELEASE = "Southmere Therapeutics today announced that its spray cut migraine days."


def found(text: str, source: str, kind: SourceKind = "journal_article", sponsor: str = "") -> list[str]:
    record = trial(sponsor=sponsor) if sponsor else None
    cited = work(reading(source, trial=record), kind=kind)
    return [remark.objection.title for remark in CHECK.inspect(with_kinds(audited(text, cited)))]


UNTOLD = (
    (RELEASE, "press_release", ""),
    ("We announce that the spray cut migraine days.", "press_release", ""),
    ("The company reported fewer migraine days.", "company_page", ""),
    ("The spray cut migraine days. This study was funded by Southmere Therapeutics.", "randomised_trial", ""),
    ("Three authors are employees of Southmere Pharma.", "journal_article", ""),
    ("Funding: Bluefin Biosciences Ltd.", "journal_article", ""),
    ("Southmere Therapeutics", "registry_record", "Southmere Therapeutics"),
    ("The trial was paid for by the manufacturer.", "randomised_trial", ""),
    ("Funding: this work was paid for by Harrow Vale Dairy Ltd.", "journal_article", ""),
)
TOLD = (
    f"{RESULT} The trial was funded by its maker.",
    f"The company announced the result. {RESULT}",
    "The spray reduces migraine days by a third, according to a press release.",
    f"{RESULT} Southmere Therapeutics sells it.",
    "The drugmaker says that the spray reduces migraine days by a third.",
    f"{RESULT} The study was sponsored by the company that sells the spray.",
    f"{RESULT} Its authors are employed by Southmere Therapeutics.",
)
NO_INTEREST = (
    "The spray cut migraine days.",
    "This study was funded by the University of Eastmoor.",
    "The spray was supported by two nurses at home.",
    "The work was funded by the Medical Research Council.",
    "Nothing was paid for by a company, and no author has a competing interest.",
    "Patients bought the spray from a chemist of their choice.",
)
CASES = {"COI-001": Sides(UNTOLD, (*TOLD, *NO_INTEREST))}


@pytest.mark.parametrize(("source", "kind", "sponsor"), UNTOLD)
def test_an_interest_that_is_not_told(source: str, kind: SourceKind, sponsor: str) -> None:
    assert len(found(RESULT, source, kind, sponsor)) == 1


@pytest.mark.parametrize("source", ["The authors hold stock in Bluefin Biosciences."])
def test_shares_that_are_not_told(source: str) -> None:
    assert found(RESULT, source)


@pytest.mark.parametrize("text", TOLD)
def test_told_in_the_section(text: str) -> None:
    assert not found(text, RELEASE, "press_release")


@pytest.mark.parametrize("source", NO_INTEREST)
def test_nobody_gains(source: str) -> None:
    assert not found(RESULT, source)


def test_no_result_needs_no_word() -> None:
    assert not found("The spray comes in a blue box.", RELEASE, "press_release")


@pytest.mark.parametrize(
    ("source", "kind", "sponsor"),
    [
        ("Takeda", "registry_record", "Takeda"),
        ("The spray cut migraine days. Sponsored by Boehringer Ingelheim.", "randomised_trial", ""),
        ("Funding: Sanofi.", "journal_article", ""),
        ("Two authors are employed by Roche.", "journal_article", ""),
        ("Competing interests: one author has filed a patent on the nozzle.", "journal_article", ""),
        ("AB and CD hold patents on the spray.", "journal_article", ""),
    ],
)
def test_companies_known_by_name_and_authors_who_own_a_patent(source: str, kind: SourceKind, sponsor: str) -> None:
    assert len(found(RESULT, source, kind, sponsor)) == 1


def test_the_registry_s_class_of_the_sponsor_tells_a_company() -> None:
    text = "Larkfield Row\n\nINDUSTRY"
    at = text.index("INDUSTRY")
    fields = (Section("Lead sponsor", "field", 0, 13), Section("Class of the lead sponsor", "field", at, len(text)))
    read = msgspec.structs.replace(reading(text, trial=trial(sponsor="Larkfield Row")), sections=fields)
    assert list(CHECK.inspect(with_kinds(audited(RESULT, work(read, kind="registry_record")))))


@pytest.mark.parametrize(
    "source",
    [
        "The study was funded by the Novo Nordisk Foundation.",
        "The study was not funded by Pfizer.",
        "No author is an employee of Novartis.",
        "The authors hold no patent on the spray.",
        "The authors have not filed a patent.",
        "The patent office is in town.",
        "This work was supported by the Eastland Research Council. AG and PL designed it.",
    ],
)
def test_foundations_denials_and_initials_are_no_company(source: str) -> None:
    assert not found(RESULT, source)


@pytest.mark.parametrize(
    "text",
    [
        f"The company canteen serves rye. {RESULT}",
        f"She left a firm in the north. {RESULT}",
        f"The mayor announced a fair. {RESULT}".replace("The mayor", "the town's mayor"),
        f"A company of dancers was asked. {RESULT}",
    ],
)
def test_any_company_is_not_the_one_that_gains(text: str) -> None:
    assert found(text, RELEASE, "press_release")


@pytest.mark.parametrize(
    "text",
    [
        f"The firm behind the spray paid for the trial. {RESULT}",
        f"{RESULT} The trial was run by employees of the company.",
        f"{RESULT} The data come from its manufacturer.",
        f"The figures were released by the company. {RESULT}",
    ],
)
def test_a_firm_tied_to_the_study_is_told(text: str) -> None:
    assert not found(text, RELEASE, "press_release")


def test_another_name_of_the_same_maker_is_told() -> None:
    assert not found(f"{RESULT} Janssen sells it.", "The study was sponsored by Johnson & Johnson.")
