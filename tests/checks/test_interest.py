"""COI-001: a result on a company's own word must say so; where the section tells it, or nobody gains, it is silent."""

import pytest

from pipeline.checks.interest import CHECK
from pipeline.records.source import SourceKind
from tests.build import audited, reading, trial, work
from tests.checks.renamed import with_kinds

RESULT = "The spray reduces migraine days by a third."
RELEASE = "Southmere Therapeutics today announced that its spray cut migraine days."


def found(text: str, source: str, kind: SourceKind = "journal_article", sponsor: str = "") -> list[str]:
    record = trial(sponsor=sponsor) if sponsor else None
    cited = work(reading(source, trial=record), kind=kind)
    return [remark.objection.title for remark in CHECK.inspect(with_kinds(audited(text, cited)))]


@pytest.mark.parametrize(
    ("source", "kind", "sponsor"),
    [
        (RELEASE, "press_release", ""),
        ("We announce that the spray cut migraine days.", "press_release", ""),
        ("The company reported fewer migraine days.", "company_page", ""),
        ("The spray cut migraine days. This study was funded by Southmere Therapeutics.", "randomised_trial", ""),
        ("Three authors are employees of Southmere Pharma.", "journal_article", ""),
        ("Funding: Bluefin Biosciences Ltd.", "journal_article", ""),
        ("Southmere Therapeutics", "registry_record", "Southmere Therapeutics"),
        ("The trial was paid for by the manufacturer.", "randomised_trial", ""),
    ],
)
def test_an_interest_that_is_not_told(source: str, kind: SourceKind, sponsor: str) -> None:
    assert len(found(RESULT, source, kind, sponsor)) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{RESULT} The trial was funded by its maker.",
        f"The company announced the result. {RESULT}",
        "The spray reduces migraine days by a third, according to a press release.",
        f"{RESULT} Southmere Therapeutics sells it.",
        "The drugmaker says that the spray reduces migraine days by a third.",
    ],
)
def test_told_in_the_section(text: str) -> None:
    assert not found(text, RELEASE, "press_release")


@pytest.mark.parametrize(
    "source",
    [
        "The spray cut migraine days.",
        "This study was funded by the University of Eastmoor.",
        "The spray was supported by two nurses at home.",
    ],
)
def test_nobody_gains(source: str) -> None:
    assert not found(RESULT, source)


def test_no_result_needs_no_word() -> None:
    assert not found("The spray comes in a blue box.", RELEASE, "press_release")
