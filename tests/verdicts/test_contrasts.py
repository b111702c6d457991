"""What a passage asks is no result; who took part is one; a claim that leaves a question open asks for none."""

import pytest

from pipeline.verdicts.reading.contrasts import leaves_open, states_an_aim


@pytest.mark.parametrize(
    "text",
    [
        "Participants: 40 adults with hives.",
        "We examined whether honey soothes coughs.",
        "Objective: to compare two splints.",
        "It is unclear whether mites matter.",
    ],
)
def test_an_aim_is_seen(text: str) -> None:
    assert states_an_aim(text)


@pytest.mark.parametrize(
    "text",
    ["Participants over 65 made up 8% of the total.", "Settings were left as they were.", "Honey soothed coughs."],
)
def test_a_result_is_no_aim(text: str) -> None:
    assert not states_an_aim(text)


def test_a_claim_may_leave_the_question_open_itself() -> None:
    assert leaves_open("Whether honey soothes coughs was not looked into.")
    assert leaves_open("It is not known how long the effect lasts.")
    assert not leaves_open("Honey soothes coughs.")
