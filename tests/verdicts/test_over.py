"""What is over, to come, untold or of another outcome is never called supported; told as it stands, it may be."""

import pytest

from pipeline.verdicts.kept_back import over
from pipeline.verification import verify

NEVER = [
    ("The effect was still there after two years.", "The effect had disappeared at the two-year visit."),
    ("A sleep laboratory for children is open at the clinic.", "The clinic will open a sleep laboratory for children."),
    ("Nobody was ill when the trial ended.", "This trial cannot tell whether the diet prevents illness."),
    ("Drinking tea made no difference to weight.", "Tea was not associated with gout."),
    ("Coffee made no difference to sleep.", "Coffee was not associated with cancer."),
    ("The diet was compared with a drug.", "The diet was compared with usual advice."),
]


@pytest.mark.parametrize(("claim", "passage"), NEVER, ids=[claim[:40] for claim, _ in NEVER])
def test_such_a_claim_is_never_supported(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict != "supported"


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The effect had gone after two years.", "The effect had disappeared at the two-year visit."),
        ("The effect still held.", "The effect persisted, although the rash disappeared."),
    ],
)
def test_what_ended_may_be_told_to_have_ended(claim: str, passage: str) -> None:
    assert not over.ended(claim, passage)


def test_what_will_be_may_be_looked_ahead_to() -> None:
    assert over.to_come("The clinic is open.", "The clinic will open next year.")
    assert not over.to_come("The clinic is to open next year.", "The clinic will open next year.")


def test_what_cannot_be_told_may_be_told_so() -> None:
    assert over.untold("The diet prevents illness.", "The trial cannot tell whether the diet prevents illness.")
    assert not over.untold("The trial could not tell.", "The trial cannot tell whether the diet prevents illness.")


def test_one_outcome_told_by_two_names_is_one() -> None:
    assert not over.another_outcome(
        "The filters were no better for tired eyes than clear glass.",
        "Filters did not reduce eye strain compared with clear glass.",
    )
