"""Whether a passage bears out a figure that it does not print: told in speech, or reckoned from two that it prints.

"Nine in ten" is its 91%, "more than twice as often" its 13% beside 5%, "three days longer" its 8.8 beside 5.6 days,
"over 75" its "aged 75 and over". What is reckoned only bears a claim out; it never accuses. The two figures must be of
one kind and the only few of it: among many numbers any third is found by chance.
"""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from pipeline.facts.derived import WORKED_OUT
from pipeline.facts.kinds import RATIOS
from pipeline.records.fact import Fact, Value
from pipeline.verdicts.figures import spoken
from pipeline.verdicts.figures.beside import NO_FIGURE, Beside, behind, counts, ends, near, pattern

FEW = 4
"""So many different figures of one kind may stand in a passage for a third to be reckoned from two of them."""


def reckoned(fact: Fact, beside: Beside) -> bool:
    """Whether the passage bears the claim's figure out though it does not print it."""
    return fact.value is not None and any(way(fact, fact.value, beside) for way in _WAYS)


def _years(fact: Fact, value: Value, beside: Beside) -> bool:
    """A stretch of years, reckoned from two dates: "over ten years"."""
    if fact.dimension != "time" or fact.unit != "year" or (value.low is None and value.high is None):
        return False
    years = sorted({int(match) for match in _YEAR.findall(beside.passage)})
    said = value.low if value.low is not None else value.high
    return len(years) == 2 and said is not None and 0 <= said - (years[1] - years[0]) <= 1  # "years" include both ends


_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def _multiple(fact: Fact, value: Value, beside: Beside) -> bool:
    """From the figures of two sides, or from their ratio: "twice as often", "half as many", "a quarter fewer"."""
    as_many = behind("as_many", fact, beside.claim)
    if behind("again", fact, beside.claim):
        return any(near(fact, value, 100.0 * (ratio - 1.0)) for ratio in _over(beside))
    if fact.dimension == "fold":
        under_one = (value.low if value.low is not None else value.high or 0.0) < 1.0
        return any(near(fact, value, ratio) for ratio in (_under(beside) if under_one else _over(beside)))
    if fact.dimension != "percentage":
        return False
    if as_many:
        return any(near(fact, value, 100.0 * ratio) for ratio in _under(beside))
    if fact.role != "change":
        return False
    down, up = ([100.0 - 100.0 * one for one in _under(beside)], [100.0 * one - 100.0 for one in _over(beside)])
    return any(
        near(fact, value, told) for told in (down if fact.term == "down" else up if fact.term == "up" else (*down, *up))
    )


def _under(beside: Beside) -> Iterator[float]:
    """Every way in which one side comes to a part of the other."""
    yield from (low / high for low, high in _pairs(beside))
    for other in beside.source:
        value = other.value
        if value is None or value.low is None or value.low != value.high:
            continue
        if other.role in RATIOS and 0 < value.low < 1:
            yield value.low
        if other.dimension == "percentage" and other.role == "change" and other.term == "down" and value.low < 100:
            yield 1.0 - value.low / 100.0


def _over(beside: Beside) -> Iterator[float]:
    """Every way in which one side comes to a multiple of the other."""
    yield from (high / low for low, high in _pairs(beside))
    for other in beside.source:
        value = other.value
        if value is None or value.low is None or value.low != value.high:
            continue
        if (other.role in RATIOS and value.low > 1) or other.dimension == "fold":
            yield value.low
        if other.dimension == "percentage" and other.role == "change" and other.term == "up":
            yield 1.0 + value.low / 100.0


def _gap(fact: Fact, value: Value, beside: Beside) -> bool:
    """The difference of two figures of one unit: "three days longer", "over ten points"."""
    around = beside.claim[max(0, fact.start - _AROUND) : fact.end + _AROUND]
    if pattern("gap").search(around) is None:
        return False
    points = fact.dimension in {"percentage_points", "scale"}
    kinds = {"percentage"} if points else set[str]()
    return any(
        near(fact, value, round(high - low, 6))
        for low, high in _pairs(beside, lambda other: other.unit == fact.unit or other.dimension in kinds)
    )


_AROUND = 36


def _part(fact: Fact, value: Value, beside: Beside) -> bool:
    """From a count and the count that it is a part of: "one in four", "fewer than half", "half of them"."""
    if fact.dimension != "percentage" or fact.role == "change" or behind("as_many", fact, beside.claim):
        return False
    found = sorted({end for other in beside.source if counts(other) for end in ends(other)})
    if not 2 <= len(found) <= FEW:
        return False
    return any(near(fact, value, 100.0 * part / whole) for part, whole in combinations(found, 2) if whole)


def _left_out(fact: Fact, value: Value, beside: Beside) -> bool:
    """From the counts of all and of some: "all but two", and how many are left of all where some went."""
    found = sorted({end for other in beside.source if counts(other) for end in ends(other)})
    if value.low is None or value.low != value.high or not 2 <= len(found) <= FEW:
        return False
    match = pattern("all_but").search(beside.claim)
    named = match is not None and match.start() <= fact.start < match.end()
    turned = fact.dimension in {"count", "number"} and value.low >= _TELLING
    return (named or turned) and any(whole - part == value.low for part, whole in combinations(found, 2))


_TELLING = 20
"""Least count that two others hardly come to by chance."""


def _pairs(beside: Beside, wanted: Callable[[Fact], bool] = lambda _: True) -> Iterator[tuple[float, float]]:
    """Two figures of one kind and unit, the lesser first; none where there are too many of the kind."""
    kinds: dict[tuple[str, str], set[float]] = {}
    for other in beside.source:
        value = other.value
        plain = other.dimension not in {"attribute", "date", "fold", "ratio"} and other.role not in NO_FIGURE
        if not plain or value is None or not value.low or value.low != value.high or not wanted(other):
            continue
        if other.term == WORKED_OUT and other.role == "change":
            continue
        kind = "count" if other.dimension == "number" else other.dimension
        kinds.setdefault((kind, other.unit), set()).add(value.low)
    for values in kinds.values():
        if 2 <= len(values) <= FEW:
            yield from combinations(sorted(values), 2)


_WAYS: tuple[Callable[[Fact, Value, Beside], bool], ...] = (*spoken.WAYS, _years, _multiple, _gap, _part, _left_out)
