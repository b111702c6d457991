"""COI-001: a result on a company's own word must say so; where the section tells it, or nobody gains, it is silent."""

import pytest

from pipeline.checks.interest import CHECK
from pipeline.records.source import SourceKind
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


@pytest.mark.xfail(reason="shares that authors hold are not read as an interest yet")
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
