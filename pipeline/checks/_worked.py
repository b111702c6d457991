"""Whether a figure of a claim follows from figures that stand together in the source.

"Altogether 62 were operated on" of 34 and 28, "half of the flocks" of 24 of 48, "107 stayed" of 146 and the 39 who
left, "up by nearly half" of 614 and 903. What can be worked out is nobody's slip: no other figure is its correction.
Two figures of one passage are asked, and only where the passage speaks of what the claim does.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.checks import Dossier
from pipeline.checks._standing import told_as
from pipeline.facts.derived import IN_WORDS, WORKED_OUT
from pipeline.facts.nouns import family
from pipeline.facts.parts import is_count
from pipeline.facts.roles import TOTALS
from pipeline.facts.slots import noun_fit
from pipeline.facts.values import relate
from pipeline.records.fact import Fact, Value
from pipeline.records.verdict import Passage

CROWD = 9
"""A passage with more figures of a kind holds, by chance, two that give any third."""
LEAST = 10
"""Counts below this are met by some sum or difference in most passages."""
_HELD = frozenset({"same", "compatible"})
_SHARES = frozenset({"percentage", "percentage_points"})
_NEVER = frozenset({"p_value", "confidence_interval", "confidence_level", "age", "bmi", "correlation", "total"})


def follows(fact: Fact, dossier: Dossier, near: Sequence[Passage]) -> bool:
    """Whether a figure is what two figures of one of the near passages come to."""
    if fact.value is None or fact.role in _NEVER or fact.dimension == "date" or fact.term == IN_WORDS:
        return False
    if any(_of_all(fact, passage.facts) for passage in near):
        return True
    said = dossier.claim.words
    wholes = [each for passage in dossier.passages for each in passage.facts if _is_whole(each)]
    if any(_meets(fact, told) for passage in near for told in _results(fact, passage.facts, said, wholes)):
        return True
    return any(left_of_a_whole(fact, dossier, passage) for passage in near)


def left_of_a_whole(fact: Fact, dossier: Dossier, passage: Passage) -> bool:
    """Whether a count is what the passage leaves of a whole; who took part in all is left of nothing."""
    if fact.role in TOTALS:
        return False
    every = [each for one in dossier.passages for each in one.facts if is_count(each)]
    return any(_meets(fact, told) for told in _others(fact, dossier.claim.words, passage.facts, every))


def lacks(text: str) -> bool:
    """Whether a text denies something of those whom it counts."""
    return _LACKS.search(text) is not None


_LACKS = re.compile(r"\b(?:no|not|none|nobody|no one|never|neither|nor|without)\b|n[’']t\b", re.IGNORECASE)
"""Of those who are counted something is denied."""


def _others(fact: Fact, said: str, facts: Sequence[Fact], every: Sequence[Fact]) -> Iterator[float]:
    """Those of whom a count was not told: 23 of "30 airports" beside "detected at 7 airports".

    The whole may stand in another passage; a small number is met by chance, unless the claim denies something of it.
    """
    if fact.dimension not in {"count", "number"} or not (_large(fact) or lacks(said[fact.end :])):
        return
    for part in facts:
        counted = is_count(part) or (part.dimension == "number" and _size(part) >= MANY)
        if not counted or noun_fit(fact, part) == "conflict":
            continue
        for one in every:
            alike = one.noun == part.noun if part.noun else _size(one) >= MANY
            if alike and _size(one) > _size(part):
                yield _size(one) - _size(part)


MANY = 100
"""Counts of so many give a third by no chance, whatever they are of: 645 of "1,650 of the deaths" and 2,295."""


def stands_in(fact: Fact, passage: Passage) -> bool:
    """Whether a passage tells the very figure, of whatever."""
    return any(told_as(fact, other) for other in passage.facts if other.term != IN_WORDS)


def adds_up(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a count is the sum or the difference of two that a passage tells, of whatever: "six" of four and two."""
    counts = [_size(other) for other in facts if is_count(other) and other.role != "total"]
    pairs = combinations(counts, 2) if len(counts) <= CROWD else ()
    return any(_size(fact) in {one + other, abs(one - other)} for one, other in pairs)


def _of_all(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether people of any kind are the sum of people of two kinds: six founders of four smiths and two carpenters."""
    kinds = [other for other in facts if family(other.noun) == "people" or other.noun not in {"", fact.noun}]
    return family(fact.noun) == "people" and len({other.noun for other in kinds}) > 1 and adds_up(fact, kinds)


def _is_whole(fact: Fact) -> bool:
    """Whether a count is that of a group: of those who had something, the source may tell the group elsewhere."""
    return is_count(fact) and (fact.role in TOTALS or fact.role in {"arm_size", "total"}) and _size(fact) >= LEAST


def _results(fact: Fact, facts: Sequence[Fact], said: str, wholes: Sequence[Fact]) -> Iterator[float]:
    """What the figures of a passage give, in the unit of the claim's."""
    if is_count(fact):
        yield from _rest_of_counts(facts)
        yield from _counts_of_shares(facts, wholes)
    plain = [other for other in facts if _single(other) is not None and other.term != WORKED_OUT]
    counts = [other for other in plain if is_count(other)]
    if fact.dimension in _SHARES | {"fold"}:
        if len(counts) <= CROWD:
            yield from _shares(fact, counts, [*counts, *wholes])
            if _EITHER.search(said):
                yield from _joint_shares(fact, counts, wholes)
        yield from _moves(fact, plain)
    alike = [other for other in plain if _alike(fact, other)]
    if len(alike) <= CROWD:
        values = [_size(other) for other in alike]
        if _adds_up(said) or (is_count(fact) and _large(fact)):
            yield from _sums(values)
        if fact.role == "change" or _COMPARED.search(said[fact.end :]) or (is_count(fact) and _large(fact)):
            yield from (abs(one - other) for one, other in combinations(values, 2))


def _rest_of_counts(facts: Sequence[Fact]) -> Iterator[float]:
    """Those left of a whole that is told with its part: 7 of "33 of 40"."""
    wholes = {(other.start, other.end): _size(other) for other in facts if other.role == "total"}
    for other in facts:
        whole = wholes.get((other.start, other.end))
        if whole is not None and other.role != "total" and is_count(other):
            yield whole - _size(other)


def _counts_of_shares(facts: Sequence[Fact], wholes: Sequence[Fact]) -> Iterator[float]:
    """How many a share of a whole comes to: 31% of 412,000."""
    shares = [_size(other) for other in facts if other.dimension == "percentage" and other.role != "change"]
    if len(shares) <= CROWD:
        counts = {_size(each) for each in (*wholes, *facts) if is_count(each) and _size(each) >= LEAST}
        yield from (share * whole / 100.0 for share in shares for whole in counts)


def _shares(fact: Fact, counts: Sequence[Fact], wholes: Sequence[Fact]) -> Iterator[float]:
    """A part of a whole, and what is left of it, in per cent."""
    if fact.dimension != "percentage" or fact.role == "change":
        return
    for part in counts:
        for whole in wholes:
            if whole is not part and _size(part) < _size(whole) and _size(whole) >= LEAST:
                yield 100.0 * _size(part) / _size(whole)
                if noun_fit(part, whole) != "conflict":
                    yield 100.0 - 100.0 * _size(part) / _size(whole)


def _joint_shares(fact: Fact, parts: Sequence[Fact], wholes: Sequence[Fact]) -> Iterator[float]:
    """Two parts of a whole together, in per cent: "died or needed surgery" of three, four and 26."""
    if fact.dimension != "percentage" or fact.role == "change":
        return
    for one, other in combinations(parts, 2):
        both = _size(one) + _size(other)
        yield from (100.0 * both / _size(whole) for whole in wholes if both < _size(whole))


_EITHER = re.compile(r"\bor\b", re.IGNORECASE)


def _moves(fact: Fact, plain: Sequence[Fact]) -> Iterator[float]:
    """By how much, and how many times, one figure is more or less than another like it."""
    if len(plain) > CROWD or (fact.role != "change" and fact.dimension != "fold"):
        return
    for one in plain:
        for other in plain:
            if one is other or (one.dimension, one.unit) != (other.dimension, other.unit) or not _size(other):
                continue
            ratio = _size(one) / _size(other)
            if fact.dimension == "fold":
                yield ratio
            elif fact.dimension == "percentage":
                yield 100.0 * abs(ratio - 1.0)


def _sums(values: Sequence[float]) -> Iterator[float]:
    if len(values) > 2:
        yield sum(values)
    yield from (one + other for one, other in combinations(values, 2))


def _alike(fact: Fact, other: Fact) -> bool:
    """Whether two figures are of one unit, and count no two sorts of things."""
    if fact.dimension in _SHARES and other.dimension in _SHARES:
        return fact.role == "change" or fact.dimension == "percentage_points"
    one_kind = is_count(fact) and is_count(other)
    return (one_kind or (fact.dimension == other.dimension and bool(fact.unit))) and fact.unit == other.unit


def _adds_up(said: str) -> bool:
    words = said.lower().replace(",", " ").split()
    return not _TOGETHER.isdisjoint(words)


_COMPARED = re.compile(
    r"^(?: [a-z]+)? (?:more|less|fewer|[a-z]+er|ahead|behind|apart)\b"
    r"(?! (?:year|week|month|day|hour|number|water|matter))",
    re.IGNORECASE,
)
"""`83 pounds cheaper`, `94 words ahead`: the figure is of a difference."""
_TOGETHER = frozenset({"together", "altogether", "combined", "all", "total", "both"})


def _large(fact: Fact) -> bool:
    return _size(fact) >= LEAST


def _meets(fact: Fact, told: float) -> bool:
    """Whether a worked-out value is the claim's, as roughly as the claim tells it."""
    value = fact.value
    if value is None or told <= 0:
        return False
    words = fact.dimension in _SHARES | {"fold"} and not any(sign.isdigit() for sign in fact.text)
    counted = fact.dimension == "count"
    relation, _ = relate(value, Value("exact", told, told, 0 if counted else 6), counted=counted, words=words)
    return relation in _HELD


def _single(fact: Fact) -> float | None:
    value = fact.value
    if value is None or value.low is None or value.low != value.high or fact.dimension in {"attribute", "date"}:
        return None
    return value.low


def _size(fact: Fact) -> float:
    return abs(_single(fact) or 0.0)
