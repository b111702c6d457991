"""What people have is no effect: "adults with raised pressure" tells of no rise."""

import pytest

from pipeline.verdicts.effects import effects


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
