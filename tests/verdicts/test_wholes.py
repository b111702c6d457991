"""A figure of the source told of something else is never support; the same thing told otherwise may be."""

import pytest

from pipeline.verdicts.figures.wholes import by_the_day, counted_otherwise, of_another_turn, turned_round
from pipeline.verification import verify


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("A third of beekeepers had asthma.", "A third of asthma patients were beekeepers."),
        ("Forty per cent of left-handers had migraine.", "Among migraine patients, 40% were left-handers."),
        ("One in four vegans was anaemic.", "Of those with anaemia, 25% were vegans."),
    ],
)  # fmt: skip
def test_a_share_turned_round(claim: str, passage: str) -> None:
    assert turned_round(claim, passage)
    assert verify(claim, (passage,)).judged.verdict != "supported"


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("A third of beekeepers had asthma.", "Asthma was found in a third of beekeepers."),
        ("A third of beekeepers had asthma.", "A third of the beekeepers and a tenth of the gardeners had asthma."),
        ("Forty per cent of beekeepers had asthma.", "A third of asthma patients were beekeepers."),
        ("A third of beekeepers had asthma.", "A third of them had asthma."),
    ],
)
def test_a_share_of_the_same_people(claim: str, passage: str) -> None:
    assert not turned_round(claim, passage)


@pytest.mark.parametrize(
    ("claim", "passage", "told"),
    [
        ("Patients took 20 mg a day.", "Patients took 20 mg twice daily.", True),
        ("Each night the dogs got 5 ml daily.", "The dogs were given 5 ml every 8 hours.", True),
        ("Patients took 20 mg twice a day.", "Patients took 20 mg twice daily.", False),
        ("Patients took 20 mg a day.", "Patients took 20 mg once daily or 40 mg twice daily.", False),
        ("Patients took 40 mg a day.", "Patients took 20 mg twice daily.", False),
    ],
)
def test_doses_by_the_day(claim: str, passage: str, told: bool) -> None:  # noqa: FBT001
    assert by_the_day(claim, passage) is told


@pytest.mark.parametrize(
    ("claim", "passage", "told"),
    [
        ("Nine calves in ten had had the second jab.", "Cover was 91% for one jab and 72% for two jabs.", True),
        ("Seven calves in ten had had the second jab.", "Cover was 91% for one jab and 72% for two jabs.", False),
        ("Nine calves in ten had had the first jab.", "Cover was 91% for one jab and 72% for two jabs.", False),
        ("Nine calves in ten had a second look.", "Cover was 91% for one jab and 72% for two jabs.", False),
    ],
)
def test_which_of_several_turns(claim: str, passage: str, told: bool) -> None:  # noqa: FBT001
    assert of_another_turn(claim, passage) is told


@pytest.mark.parametrize(
    ("claim", "passage", "told"),
    [
        ("Not counting rent, a bed costs 90 euros a night.", "A bed costs 90 euros a night, rent included.", True),
        ("A bed costs 90 euros including rent.", "A bed costs 90 euros, excluding rent.", True),
        ("A bed costs 90 euros, rent included.", "A bed costs 90 euros including rent.", False),
        ("Not counting rent, a bed costs 90 euros.", "A bed costs 90 euros, meals included.", False),
    ],
)
def test_what_is_counted_in(claim: str, passage: str, told: bool) -> None:  # noqa: FBT001
    assert counted_otherwise(claim, passage) is told
