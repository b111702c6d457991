"""A figure told for another stretch: a month's for a voyage's, a match's for a season's."""

import pytest

from pipeline.checks.unit_mismatch import CHECK
from pipeline.records.verdict import Objection
from tests.build import dossier

OTHER = [
    ("Divers lost 1.1% of bone at the hip over the whole mission.", "Divers lost 1.1% of bone per month at the hip."),
    ("Bulls ate 14 kg of clover a week.", "Bulls ate 14 kg of clover per day."),
    (
        "Copper kettles cracked in 2.2% of kitchens every year.",
        "Copper kettles cracked in 2.2% of kitchens over six years.",
    ),
    ("Keepers made 14 dives over the season.", "Keepers made 14 dives per match."),
]
SAME = [
    ("Divers lost 1.1% of bone at the hip each month.", "Divers lost 1.1% of bone per month at the hip."),
    ("The toll brought in 4 million dollars in twelve months.", "The toll brought in 4 million dollars per year."),
    ("Bulls ate 14 kg of clover daily.", "Bulls ate 14 kg of clover per day."),
    ("Bulls ate 14 kg of clover a week.", "Calves ate 14 kg of hay per day."),
    ("Bulls ate 14 kg of clover a day.", "Bulls ate 14 kg of clover."),
    ("Keepers made 14 dives per game.", "Keepers made 14 dives per match."),
    (
        "Bulls ate 14 kg of clover a week.",
        "Bulls ate 14 kg of clover per week in May and 14 kg of clover per day in June.",
    ),
]


def told(claim: str, source: str) -> bool:
    found = CHECK.examine(dossier(claim, [source, "They were weighed twice."]))
    return any(isinstance(item, Objection) and item.verdict == "contradicted" for item in found)


@pytest.mark.parametrize(("claim", "source"), OTHER)
def test_another_stretch(claim: str, source: str) -> None:
    assert told(claim, source)


@pytest.mark.parametrize(("claim", "source"), SAME)
def test_the_same_stretch(claim: str, source: str) -> None:
    assert not told(claim, source)
