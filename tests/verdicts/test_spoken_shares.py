"""A share as people say it stands beside the per cent that it rounds; another share does not; totals must stand."""

import pytest

from pipeline.facts import extract
from pipeline.verdicts.figures.filled import gaps
from pipeline.verdicts.figures.placement import figures_of, stands


@pytest.mark.parametrize(
    ("claim", "passage", "there"),
    [
        ("Seven in ten bakers slept better.", "Sleep improved in 69% of bakers.", True),
        ("Three quarters of the bakers slept better.", "Sleep improved in 74% of bakers.", True),
        ("One in seven bakers slept better.", "Sleep improved in 14% of bakers.", True),
        ("Seven in ten bakers slept better.", "Sleep improved in 58% of bakers.", False),
        ("One in seven bakers slept better.", "Sleep improved in 24% of bakers.", False),
        ("Sleep improved in 41 of 90 bakers.", "We studied 90 bakers; sleep improved in 41.", True),
        ("Sleep improved in 41 of 70 bakers.", "We studied 90 bakers; sleep improved in 41.", False),
    ],
)
def test_spoken_shares(claim: str, passage: str, *, there: bool) -> None:
    source = extract(passage)
    assert all(stands(fact, source) for fact in figures_of(extract(claim))) is there
    if there:
        assert "figure" not in gaps(claim, extract(claim), passage, source, passage)
