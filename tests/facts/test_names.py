"""Figures that name a thing are no quantities; ranges, however wide, stay ranges."""

import pytest

from pipeline.facts import extract


def _told(text: str) -> list[str]:
    return [fact.text for fact in extract(text) if fact.value is not None]


@pytest.mark.parametrize(
    "text",
    [
        "The antibody 10-1074 held the virus down.",
        "Macaques were given 10-1074 (V3 glycan) and 3BNC117.",
        "Illness was graded on an 8-point ordinal scale.",
    ],
)
def test_a_name_made_of_figures_measures_nothing(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The farms kept 20-1200 animals.", "20-1200"),
        ("They drank 2-1500 ml.", "2-1500 ml"),
        ("Scores of 10-40 were common.", "10-40"),
        ("They rose by 8 points on the scale.", "8 points"),
    ],
)
def test_a_range_or_a_gain_does(text: str, figure: str) -> None:
    assert any(figure in told for told in _told(text))
