"""REG-002: a tie to the business, no approval and praise make a note together; two of the three do not."""

import pytest

from pipeline.checks.promotion import CHECK
from pipeline.records.source import Work
from pipeline.records.verdict import Objection
from tests.build import audited, reading, work
from tests.checks.renamed import with_kinds

TIE = "The spray is tested at our clinic in two towns."
OPEN = "The spray has not been approved by any regulator."
PRAISE = "The spray reduces migraine days in most people."


def found(text: str, *works: Work) -> list[Objection]:
    return [remark.objection for remark in CHECK.inspect(with_kinds(audited(text, *works)))]


@pytest.mark.parametrize(
    "tie",
    [
        TIE,
        "Our founder serves as a study doctor.",
        "Book your consultation today.",
        "We offer the spray in a quiet room.",
        "Join our waiting list for the spray.",
        "Our therapists know the spray well.",
    ],
)
def test_a_tie_no_approval_and_praise(tie: str) -> None:
    assert [each.code for each in found(f"{tie} {OPEN} {PRAISE}")] == ["REG-002"]


@pytest.mark.parametrize(
    "sign",
    [
        "It is a Schedule I substance.",
        "The spray is an investigational drug.",
        "The spray is still in clinical trials.",
    ],
)
def test_other_signs_that_nothing_is_approved(sign: str) -> None:
    assert found(f"{TIE} {sign} {PRAISE}")


def test_a_source_may_say_so_and_is_quoted() -> None:
    source = work(reading("The spray is an investigational product and not yet approved."))
    mine = found(f"{TIE} {PRAISE}", source)
    assert mine
    assert mine[0].passage is not None


def test_it_changes_no_verdict() -> None:
    assert [(each.verdict, each.severity) for each in found(f"{TIE} {OPEN} {PRAISE}")] == [(None, "should")]


@pytest.mark.parametrize(
    "text",
    [
        f"{OPEN} {PRAISE}",
        f"{TIE} {PRAISE}",
        f"{TIE} {OPEN} A trial will test whether the spray works.",
        f"{TIE} {OPEN}",
        f"Their founder built the clinic. {OPEN} {PRAISE}",
        f"Sign up for the newsletter. {OPEN} {PRAISE}",
        f"{TIE} The spray is approved for adults. Another one has not been approved. {PRAISE}",
        f"Our bodies need rest. {OPEN} {PRAISE}",
        f"{TIE} The town has not approved the budget. {PRAISE}",
    ],
)
def test_without_one_of_the_three_there_is_no_note(text: str) -> None:
    assert not found(text)
