"""What hangs together in a claim is looked for as it hangs together in the passage."""

import pytest

from pipeline.search.likeness import names
from pipeline.verdicts.covered import covering


def _values(claim: str, passage: str) -> dict[str, float]:
    return covering(claim, names(claim), passage, names(passage), passage)


def test_neighbours_that_stand_together_count_and_scattered_ones_do_not() -> None:
    claim = "Beavers flooded the meadow."
    near = _values(claim, "The meadow was flooded by beavers in spring.")
    far = _values(
        claim,
        "Beavers were counted by rangers, students, farmers and hunters; in another valley, where rivers rise late, "
        "snow covered every meadow.",
    )
    assert near["close"] > far["close"]


def test_order_is_told_apart() -> None:
    claim = "Wolves followed the deer."
    assert _values(claim, "Wolves followed deer.")["ordered"] > _values(claim, "Deer followed wolves.")["ordered"]


def test_the_worst_clause_is_told() -> None:
    whole = _values("Owls hunt mice, and ferries run late.", "Owls hunt mice at night, and ferries run late.")
    half = _values("Owls hunt mice, and ferries run late.", "Owls hunt mice at night.")
    assert whole["clause_least"] > half["clause_least"] == 0.0


@pytest.mark.parametrize(
    ("claim", "passage", "more"),
    [
        ("Tall hedges cooled the yard more than low ones.", "Forty yards were assigned to tall or low hedges.", 1.0),
        ("Tall hedges cooled the yard more than low ones.", "Yards with tall hedges were cooler.", 0.0),
        ("Forty yards took part.", "Forty yards were assigned to tall or low hedges.", 0.0),
    ],
)
def test_a_comparison_beside_how_the_study_was_made(claim: str, passage: str, more: float) -> None:
    assert _values(claim, passage)["design_more"] == more


def test_nothing_to_read_is_no_fault() -> None:
    assert _values("", "")["close"] == 0.0
