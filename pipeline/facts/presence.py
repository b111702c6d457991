"""Whether a number stands among other facts at all: equal, rounded, converted or worked out, in whatever role."""

from collections.abc import Iterable

from msgspec.structs import replace

from pipeline.facts.kinds import on_one_scale
from pipeline.facts.values import relate
from pipeline.records.fact import Fact, Value, ValueKind

_BORNE = frozenset(("same", "compatible"))
_BOUNDS = frozenset(("at_least", "at_most", "more_than", "less_than"))
EXACT = 1e-9
"""Play of binary fractions."""


def number_stands(fact: Fact, others: Iterable[Fact]) -> bool:
    """Whether every figure of `fact` (both ends of a range, the bound of "at least") stands on the same scale.

    Slots (arm, outcome, time) are not asked: this says only that the figure is not made up. Rounding and conversion
    count as standing, and so does the complement of a percentage (80% stayed, 20% left).
    """
    if fact.value is None:
        return True
    rest = tuple(others)
    if fact.value.kind in _BOUNDS and any(_bounds(fact, other) for other in rest):
        return True
    ends = dict.fromkeys(end for end in (fact.value.low, fact.value.high) if end is not None)
    return all(any(_equal(fact, end, other) for other in rest) for end in ends)


def _bounds(fact: Fact, other: Fact) -> bool:
    """Whether "more than 500" is said of a value such as 512."""
    pair = on_one_scale(fact, other)
    return pair is not None and relate(pair[0], pair[1], slack=pair[2])[0] in _BORNE


def _equal(fact: Fact, end: float, other: Fact) -> bool:
    """Whether `end` of `fact` is one of the ends of `other`, in the unit of `fact`."""
    kind: ValueKind = "about" if fact.value and fact.value.kind == "about" else "exact"
    single = replace(fact, value=Value(kind, end, end, fact.value.decimals if fact.value else 0))
    pair = on_one_scale(single, other)
    if pair is None:
        return False
    ours, theirs, slack = pair
    for told in dict.fromkeys(one for one in (theirs.low, theirs.high) if one is not None):
        point = Value("exact", told, told, theirs.decimals)
        if relate(ours, point, counted=fact.dimension == "count", slack=slack)[0] in _BORNE:
            return True
        if fact.dimension == other.dimension == "percentage" and abs(end + told - 100.0) < EXACT:
            return True
    return False
