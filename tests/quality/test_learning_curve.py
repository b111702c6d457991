"""The figures of the learning curve, on chances that are easy to count."""

import numpy as np
import pytest

from benchmarks.learning_curve import area, recall_at

CHANCES = np.array([0.9, 0.8, 0.7, 0.6])


@pytest.mark.parametrize(
    ("right", "expected"),
    [([1, 1, 0, 0], 1.0), ([0, 0, 1, 1], 0.0), ([1, 0, 1, 0], 0.75)],
    ids=["in order", "turned round", "one pair of four"],
)
def test_area(right: list[float], expected: float) -> None:
    assert area(CHANCES, np.array(right)) == pytest.approx(expected)


def test_a_tie_is_half_a_right_order() -> None:
    assert area(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("right", "precision", "expected"),
    [
        ([1, 1, 0, 1], 0.93, 2 / 3),
        ([1, 1, 0, 1], 0.75, 1.0),
        ([0, 1, 1, 1], 0.93, 0.0),
        ([0, 1, 1, 1], 0.66, 1.0),
    ],
    ids=["before the first wrong one", "past it", "wrong at the top", "right again lower down"],
)
def test_recall_at_a_precision(right: list[float], precision: float, expected: float) -> None:
    assert recall_at(CHANCES, np.array(right), precision) == pytest.approx(expected)
