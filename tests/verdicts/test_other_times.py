"""Figures of another time beside the claim's own: a passage that has all of the claim's keeps the others from counting."""

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
