"""REG-002: a tie to the business, no approval and praise make a note together; two of the three do not."""

import pytest

from pipeline.checks.promotion import CHECK
from pipeline.records.source import Work
from pipeline.records.verdict import Objection
from tests.build import audited, reading, work
from tests.checks.renamed import with_kinds
from tests.checks.sides import Sides

TIE = "The spray is tested at our clinic in two towns."
OPEN = "The spray has not been approved by any regulator."
PRAISE = "The spray reduces migraine days in most people."


def found(text: str, *works: Work) -> list[Objection]:
    return [remark.objection for remark in CHECK.inspect(with_kinds(audited(text, *works)))]


TIES = (
    TIE,
    "Our founder serves as a study doctor.",
    "Book your consultation today.",
    "We offer the spray in a quiet room.",
    "Join our waiting list for the spray.",
    "Our therapists know the spray well.",
)
SIGNS = (
    "It is a Schedule I substance.",
    "The spray is an investigational drug.",
    "The spray is still in clinical trials.",
)
SILENT = (
    f"{OPEN} {PRAISE}",
    f"{TIE} {PRAISE}",
    f"{TIE} {OPEN} A trial will test whether the spray works.",
    f"{TIE} {OPEN}",
    f"Their founder built the clinic. {OPEN} {PRAISE}",
    f"Sign up for the newsletter. {OPEN} {PRAISE}",
    f"{TIE} The spray is approved for adults. Another one has not been approved. {PRAISE}",
    f"Our bodies need rest. {OPEN} {PRAISE}",
    f"{TIE} The town has not approved the budget. {PRAISE}",
    f"The spray is tested at a university clinic in two towns. {OPEN} {PRAISE}",
    f"{TIE} {OPEN} The spray did not reduce migraine days.",
)
CASES = {"REG-002": Sides((*TIES, *SIGNS), SILENT)}


@pytest.mark.parametrize("tie", TIES)
def test_a_tie_no_approval_and_praise(tie: str) -> None:
    assert [each.code for each in found(f"{tie} {OPEN} {PRAISE}")] == ["REG-002"]


@pytest.mark.parametrize("sign", SIGNS)
def test_other_signs_that_nothing_is_approved(sign: str) -> None:
    assert found(f"{TIE} {sign} {PRAISE}")


def test_a_source_may_say_so_and_is_quoted() -> None:
    source = work(reading("The spray is an investigational product and not yet approved."))
    mine = found(f"{TIE} {PRAISE}", source)
    assert mine
    assert mine[0].passage is not None


def test_it_changes_no_verdict() -> None:
    assert [(each.verdict, each.severity) for each in found(f"{TIE} {OPEN} {PRAISE}")] == [(None, "should")]


@pytest.mark.parametrize("text", SILENT)
def test_without_one_of_the_three_there_is_no_note(text: str) -> None:
    assert not found(text)


NOTED = {
    "the writer alone has an interest": [
        f"{tie} {OPEN} {PRAISE}"
        for tie in (
            "My firm sells the spray.",
            "I am the managing director of the company behind it.",
            "I hold a patent on the spray.",
            "Our group invented the spray.",
            "I founded the start-up behind the spray.",
        )
    ],
    "nothing is approved, in other words": [
        f"{TIE} {sign} {PRAISE}"
        for sign in (
            "No agency has yet authorised the spray.",
            "The spray is still before the EMA.",
            "The spray has never been licensed in Europe.",
            "The spray awaits the regulator's decision.",
        )
    ],
    "another drug's approval says nothing of this one": [
        f"{TIE} {OPEN} {other} {PRAISE}"
        for other in (
            "Beta blockers are approved for use in adults.",
            "Unlike a licensed medicine such as ibuprofen, it works at once.",
            "Ibuprofen was approved by the FDA long ago.",
        )
    ],
}


@pytest.mark.parametrize("text", [pytest.param(text, id=f"{why}: {text}") for why in NOTED for text in NOTED[why]])
def test_each_tells_tie_praise_and_that_it_is_not_approved(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    ("praise", "other"),
    [
        ("Yoga eases back pain in our clients.", "Turmeric gel is an investigational product for back pain."),
        ("Hearing aids improve memory in our patients.", "A cochlear gene drug has not been approved."),
        ("Brushing prevents caries, our dentists find.", "The caries vaccine is an investigational drug."),
    ],
)
def test_what_is_not_approved_must_be_what_is_praised(praise: str, other: str) -> None:
    assert not found(f"{TIE} {praise}", work(reading(other)))
    assert not found(f"{TIE} {other} {praise}")


@pytest.mark.parametrize("text", ["I am a customer of the company.", "I run every morning.", "My company car is old."])
def test_no_interest(text: str) -> None:
    assert not found(f"{text} {OPEN} {PRAISE}")
