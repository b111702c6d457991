"""Figures of another time beside the claim's own: a passage that has all of the claim's keeps the others from counting."""

import pytest

from pipeline.verdicts.reading.outcomes import times
from pipeline.verification import verify

SOURCE = (
    "Ferritin fell by 21 µg/L in the tea group and by 4 µg/L in the water group at week 8.",
    "At week 16 ferritin had changed by -34 µg/L in the tea group and by -6 µg/L in the water group (p<0.001).",
    "Rooms were kept at 20 degrees.",
)


def test_figures_that_stand_in_one_passage_are_not_called_another_passages() -> None:
    claim = "After 16 weeks, ferritin had dropped by 34 µg/L in those who had tea and by 6 µg/L in those who had water."
    assert verify(claim, SOURCE).judged.verdict not in ("contradicted", "overstated")


def test_figures_of_the_other_time_are_still_told() -> None:
    claim = "At week 8 ferritin had fallen by 31 µg/L in the tea group and by 4 µg/L in the water group."
    assert verify(claim, SOURCE).judged.verdict == "contradicted"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("After 26 weeks they slept.", {"6 month"}),
        ("They slept half a year later.", {"6 month"}),
        ("It lasted fifteen weeks.", {"3.5 month"}),
        ("It lasted 1.5 years.", {"18 month"}),
        ("It lasted zero weeks.", {"0 day"}),
        ("It lasted twenty-one days.", set()),  # no single day
    ],
)
def test_a_time_is_read_in_one_way(text: str, told: set[str]) -> None:
    assert times(text) == told
