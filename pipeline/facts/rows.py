"""Rows of like figures: which numbers of a sentence are told of several things in turn.

"Men ate 9.2 g and women 7.6 g a day": two figures of one kind, though the unit, or its period, stands once. A figure
that we worked out, an end of an interval, an age or a p-value is in no row.
"""

from collections.abc import Sequence

from pipeline.facts.derived import IN_WORDS, WORKED_OUT
from pipeline.facts.keys import BARE
from pipeline.facts.siblings import CAVEATS
from pipeline.facts.slots import noun_fit, role_fit
from pipeline.records.fact import Fact

MOST = 8
"""More like figures than this in a sentence are a table in prose: they are not told apart."""

_LEFT_OUT = frozenset({"confidence_level", "confidence_interval", "p_value", "total", "time_point", "age", "level"})


def row_of(fact: Fact, facts: Sequence[Fact]) -> list[Fact]:
    """A figure with those like it, in order: one kind, one unit, one thing counted; of a move only its end."""
    begun = {other.start for other in facts if other.role == "change" and other.term == WORKED_OUT}
    return [
        other
        for other in facts
        if other is fact
        or (other.start not in begun and _like(fact, other) and (other.end <= fact.start or fact.end <= other.start))
    ]


def single(fact: Fact) -> bool:
    """Whether a fact is one figure, or one range, that was read and not worked out."""
    value = fact.value
    return (
        value is not None
        and value.low is not None
        and (value.low == value.high or (value.kind == "range" and fact.dimension != "time"))
        and fact.dimension not in {"attribute", "date"}
        and (fact.role not in _LEFT_OUT or (fact.role == "time_point" and value.decimals > 0))
        and fact.term not in {WORKED_OUT, IN_WORDS}
    )


def _like(fact: Fact, other: Fact) -> bool:
    if not single(other) or CAVEATS.intersection(other.qualifiers):
        return False
    if (other.dimension, other.unit) != (fact.dimension, fact.unit):
        return _unit_once(fact, other)
    if role_fit(fact, other) == "conflict":
        return False
    return fact.dimension not in {"count", "number"} or noun_fit(fact, other) != "conflict"


BESIDE = 100
"""Characters between two figures of which one alone has the unit: "9.2 g and women 7.6 g per day"."""


def _unit_once(fact: Fact, other: Fact) -> bool:
    """Whether one of two figures leaves its unit, or the unit's period, to the other."""
    if max(fact.start - other.end, other.start - fact.end) > BESIDE:
        return False
    short, full = sorted((fact, other), key=lambda one: len(one.unit))
    if short.unit:
        return full.unit.partition("/")[0] == short.unit
    bare = short.dimension in BARE and not short.noun and short.role in {"count", "score", "amount"}
    return bare and full.dimension not in {"percentage", "time", "fold", *BARE} and "/" in full.unit
