"""One side in the claim and the other in the source: held back, never accused."""

import pytest

from pipeline.verdicts.kept_back.otherwise import otherwise


@pytest.mark.parametrize(
    ("claim", "passages"),
    [
        ("The choir bus will be kept.", ["The board decided to end the choir bus in May."]),
        ("Divers must take off the belt.", ["Divers can keep the belt on."]),
        ("Kites are allowed on the pier.", ["Kites are banned on the pier."]),
        ("The gel was rejected.", ["The agency approved the gel in June."]),
        ("Chess players were included.", ["Chess players were excluded."]),
        ("The powder should be taken in the morning.", ["The powder should be taken at bedtime."]),
    ],
)
def test_the_other_side_is_held_back(claim: str, passages: list[str]) -> None:
    assert otherwise(claim, passages)


@pytest.mark.parametrize(
    ("claim", "passages"),
    [
        ("The choir bus will be kept.", ["The board decided to keep the choir bus."]),
        ("Kites are allowed on the pier.", ["Kites are banned on the beach.", "They are allowed on the pier."]),
        ("The gel was rejected.", ["The gel was approved for adults and rejected for children."]),
        ("The choir bus is red.", ["The board decided to end the choir bus in May."]),
    ],
)
def test_the_same_side_or_both_is_not(claim: str, passages: list[str]) -> None:
    assert not otherwise(claim, passages)
