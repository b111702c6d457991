"""Whether a number stands among other facts at all: equal, rounded, converted or worked out, in whatever role."""

from collections.abc import Iterable

from pipeline.facts.kinds import on_one_scale
from pipeline.facts.values import relate
from pipeline.records.fact import Fact

_BORNE = frozenset(("same", "compatible", "weaker"))


def number_stands(fact: Fact, others: Iterable[Fact]) -> bool:
    """Whether some other fact on the same scale has the value of `fact`.

    Slots (arm, outcome, time) are not asked: this says only that the figure is not made up. The complement of a
    percentage (80% stayed, 20% left) and the size of a change without its sign count as standing.
    """
    return any(_equal(fact, other) for other in others)


def _equal(fact: Fact, other: Fact) -> bool:
    pair = on_one_scale(fact, other)
    if pair is None:
        return False
    ours, theirs, slack = pair
    if relate(ours, theirs, counted=fact.dimension == "count", slack=slack)[0] in _BORNE:
        return True
    if fact.dimension == other.dimension == "percentage" and ours.low is not None and theirs.low is not None:
        return abs(ours.low + theirs.low - 100.0) < 1e-9
    return False
