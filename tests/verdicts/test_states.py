"""What people have is no effect: "adults with raised pressure" tells of no rise."""

import pytest

from pipeline.verdicts.reading.effects import effects
from pipeline.verification import verify


@pytest.mark.parametrize(
    "text",
    [
        "The trial tried brisk walks in adults with raised blood pressure.",
        "It was tried among older women with a reduced appetite.",
    ],
)
def test_a_state_that_people_have_is_no_effect(text: str) -> None:
    assert effects(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Night work was associated with raised blood pressure.",
        "Brisk walks raised blood pressure in adults with gout.",
        "The syrup came with reduced appetite.",
    ],
)
def test_what_is_linked_or_brought_about_is_one(text: str) -> None:
    assert [one.sign for one in effects(text)] != []


def test_a_state_on_one_side_turns_nothing_round() -> None:
    claim = "The trial tried brisk walks in adults with raised blood pressure."
    passages = (
        "Brisk walks on working days lowered blood pressure modestly in adults over ten weeks.",
        "Adults with a blood pressure above 140 mm Hg walked briskly on five days a week.",
        "Two fell.",
    )
    assert verify(claim, passages).judged.verdict not in ("contradicted", "overstated")
