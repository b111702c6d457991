"""Whether a passage bears out a figure that it does not print: told in speech, or reckoned from two that it prints.

"Nine in ten" is its 91%, "more than twice as often" its 13% beside 5%, "three days longer" its 8.8 beside 5.6 days,
"over 75" its "aged 75 and over". What is reckoned only bears a claim out; it never accuses. The two figures must be of
one kind and the only few of it: among many numbers any third is found by chance.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts.derived import IN_WORDS, WORKED_OUT
from pipeline.facts.kinds import RATIOS
from pipeline.facts.values import relate
from pipeline.lexicon import load, table
from pipeline.records.fact import Fact, Value


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`reckoned.toml`."""

    pointing: str
    share: str
    wholes: str
    as_many: str
    again: str
    gap: str
    all_but: str
    under: str
    more: str
    less: str
    spans: dict[str, float]


class Beside(NamedTuple):
    """A claim with the passage that its figures are looked for in."""

    claim: str
    passage: str
    source: Sequence[Fact]


FEW = 4
"""So many different figures of one kind may stand in a passage for a third to be reckoned from two of them."""
BOUND = 1.35
"""By which factor a figure may lie beyond the bound that words tell it by: "more than a third" of 37%, not of 80%."""
WORDED, NEARLY = 0.12, 0.85
"""Play of a multiple told in a word ("twice"); how far below its word "nearly" may lie."""
_FLOORS, _CEILINGS = frozenset({"more_than", "at_least"}), frozenset({"less_than", "at_most"})
_NO_FIGURE = frozenset({"confidence_level", "p_value", "confidence_interval", "total", "age"})


def reckoned(fact: Fact, beside: Beside) -> bool:
    """Whether the passage bears the claim's figure out though it does not print it."""
    return fact.value is not None and any(way(fact, fact.value, beside) for way in _WAYS)


@cache
def _lexicon() -> Lexicon:
    return load("pipeline.verdicts", "reckoned.toml", Lexicon)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    numbers = "|".join([*_words(), r"\d+(?:,\d{3})*"])
    return re.compile(getattr(_lexicon(), name).replace("{number}", f"(?:{numbers})"), re.IGNORECASE)


@cache
def _words() -> dict[str, int]:
    file = table("pipeline.facts", "numbers.toml")
    return {**file["words"], "hundred": 100, "thousand": 1000, "a hundred": 100, "a thousand": 1000}


def _number(word: str) -> int:
    low = word.lower().replace(",", "")
    return int(low) if low.isdigit() else _words()[low]


# --- told in speech ---------------------------------------------------------------------------------------------------


def _points_back(fact: Fact, value: Value, beside: Beside) -> bool:
    """What was named before is pointed at, and nothing is counted: "the two drugs", "of the two"."""
    return value.low == value.high == 2 and bool(_pattern("pointing").search(beside.claim[: fact.start]))


def _in_speech(fact: Fact, value: Value, beside: Beside) -> bool:
    """A share told by its two small numbers, of which each was read as a figure of its own: "nine in ten"."""
    for match in _pattern("share").finditer(beside.claim):
        part, whole = _number(match["part"]), _number(match["whole"])
        if not (match.start() <= fact.start and fact.end <= match.end() + _NOUN) or fact.start >= match.end():
            continue
        if (
            match["whole"].lower() not in _lexicon().wholes.split()
            or not part < whole
            or value.low not in (part, whole)
        ):
            continue
        how, said, step = (match["how"] or "").strip().lower(), 100.0 * part / whole, 100.0 / whole
        if any(_spoken(how, said, min(step / 3, 4.0), told) for told in _singles(beside, {"percentage"})):
            return True
    return False


_NOUN = 24
"""Letters of the noun that a number's fact may hold behind the share: "nine out of ten healthy blood samples"."""


def _spoken(how: str, said: float, play: float, told: float) -> bool:
    if how and how in _lexicon().under:
        return NEARLY * said <= told < said + play / 2
    if how and how in _lexicon().more:
        return said < told <= said * BOUND
    if how and how in _lexicon().less:
        return said / BOUND <= told < said
    return abs(said - told) <= play


def _bounded(fact: Fact, value: Value, beside: Beside) -> bool:
    """A share in words, near the passage's own: "more than a third", "fewer than half", "almost a quarter"."""
    if fact.dimension not in {"percentage", "fold"} or any(sign.isdigit() for sign in fact.text):
        return False
    if fact.dimension == "percentage" and _behind("as_many", fact, beside.claim):
        return False
    return any(_near(fact, value, told) for told in _singles(beside, {fact.dimension}))


def _printed(fact: Fact, value: Value, beside: Beside) -> bool:
    """A bare number, told without the passage's noun or unit: "over-70s", "than five do", "17 and not 29%"."""
    if fact.unit or fact.noun or fact.dimension not in {"number", "count"}:
        return False
    ends = {end for end in (value.low, value.high) if end is not None}
    alike = [other for other in beside.source if other.dimension in _TOLD_BARE]
    return bool(ends) and all(any(end in _ends(other) for other in alike) for end in ends)


_TOLD_BARE = frozenset({"time", "percentage", "count", "number", "fold"})
"""Kinds of which speech leaves the unit out; a weight or a length is told with it."""


def _per(fact: Fact, value: Value, beside: Beside) -> bool:
    """A unit that the passage tells per something more: "25 mg" of "25 mg/l", "two degrees" of "2 °C"."""
    if not fact.unit or value.low is None:
        return False
    return any(
        value.low in _ends(other) and (other.unit.startswith((f"{fact.unit}/", f"{fact.unit}C", f"{fact.unit}F")))
        for other in beside.source
    )


def _both_ends(fact: Fact, value: Value, beside: Beside) -> bool:
    """A range of which each end stands by itself ("between 30 and 100 minutes"), or narrowly round one figure."""
    if value.kind != "range" or value.low is None or value.high is None:
        return False
    alike = [other for other in beside.source if _kin(fact, other)]
    if all(any(end in _ends(other) for other in alike) for end in (value.low, value.high)):
        return True
    narrow = value.high <= value.low * BOUND
    return narrow and any(
        value.low <= (other.value.low or 0) and (other.value.high or 0) <= value.high
        for other in alike
        if other.value is not None and other.value.high
    )


_DAYS = {"min": 1 / 1_440, "minute": 1 / 1_440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0,
         "fortnight": 14.0, "decade": 3_650.0}  # fmt: skip
_ONE = re.compile(
    r"\b(?:last|previous|same|first|next|an?|one|each|every|per|half) (?:full )?"
    r"(year|month|week|day|decade|fortnight)\b",
    re.IGNORECASE,
)
_HYPHENED = re.compile(r"\b(\d{1,3}|[a-z]+)-(year|month|week|day|hour|minute)\b", re.IGNORECASE)
_ABOUT = 0.12


def _time(fact: Fact, value: Value, beside: Beside) -> bool:
    """A stretch of time told by another unit or another word: "a year", "12 months", "last year", "ten-year"."""
    if fact.dimension != "time" or fact.unit not in _DAYS or fact.role == "age":
        return False
    said = (value.high or value.low or 0.0) * _DAYS[fact.unit]
    return any(abs(said - told) <= _ABOUT * max(said, told) for told in _stretches(beside))


def _stretches(beside: Beside) -> Iterator[float]:
    for other in beside.source:
        if other.dimension == "time" and other.unit in _DAYS:
            yield from (end * _DAYS[other.unit] for end in _ends(other))
    for match in _ONE.finditer(beside.passage):
        yield _DAYS[match[1].lower()] * (0.5 if match[0].lower().startswith("half") else 1.0)
    for match in _HYPHENED.finditer(beside.passage):
        word = match[1].lower()
        if word.isdigit() or word in _words():
            yield _number(word) * _DAYS[match[2].lower()]
    words = beside.passage.lower().split()
    yield from (days for word, days in _lexicon().spans.items() if word in words)


def _years(fact: Fact, value: Value, beside: Beside) -> bool:
    """A stretch of years, reckoned from two dates: "over ten years"."""
    if fact.dimension != "time" or fact.unit != "year" or (value.low is None and value.high is None):
        return False
    years = sorted({int(match) for match in _YEAR.findall(beside.passage)})
    said = value.low if value.low is not None else value.high
    return len(years) == 2 and said is not None and 0 <= said - (years[1] - years[0]) <= 1  # "years" include both ends


_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


# --- reckoned from two figures ----------------------------------------------------------------------------------------


def _multiple(fact: Fact, value: Value, beside: Beside) -> bool:
    """From the figures of two sides, or from their ratio: "twice as often", "half as many", "a quarter fewer"."""
    as_many = _behind("as_many", fact, beside.claim)
    if _behind("again", fact, beside.claim):
        return any(_near(fact, value, 100.0 * (ratio - 1.0)) for ratio in _over(beside))
    if fact.dimension == "fold":
        under_one = (value.low if value.low is not None else value.high or 0.0) < 1.0
        return any(_near(fact, value, ratio) for ratio in (_under(beside) if under_one else _over(beside)))
    if fact.dimension != "percentage":
        return False
    if as_many:
        return any(_near(fact, value, 100.0 * ratio) for ratio in _under(beside))
    if fact.role != "change":
        return False
    down, up = ([100.0 - 100.0 * one for one in _under(beside)], [100.0 * one - 100.0 for one in _over(beside)])
    return any(
        _near(fact, value, told)
        for told in (down if fact.term == "down" else up if fact.term == "up" else (*down, *up))
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
    if _pattern("gap").search(around) is None:
        return False
    points = fact.dimension in {"percentage_points", "scale"}
    kinds = {"percentage"} if points else set[str]()
    return any(
        _near(fact, value, round(high - low, 6))
        for low, high in _pairs(beside, lambda other: other.unit == fact.unit or other.dimension in kinds)
    )


_AROUND = 36


def _part(fact: Fact, value: Value, beside: Beside) -> bool:
    """From a count and the count that it is a part of: "one in four", "fewer than half", "half of them"."""
    if fact.dimension != "percentage" or fact.role == "change" or _behind("as_many", fact, beside.claim):
        return False
    counts = sorted({end for other in beside.source if _counts(other) for end in _ends(other)})
    if not 2 <= len(counts) <= FEW:
        return False
    return any(_near(fact, value, 100.0 * part / whole) for part, whole in combinations(counts, 2) if whole)


def _left_out(fact: Fact, value: Value, beside: Beside) -> bool:
    """From the counts of all and of some: "all but two", and how many are left of all where some went."""
    counts = sorted({end for other in beside.source if _counts(other) for end in _ends(other)})
    if value.low is None or value.low != value.high or not 2 <= len(counts) <= FEW:
        return False
    match = _pattern("all_but").search(beside.claim)
    named = match is not None and match.start() <= fact.start < match.end()
    turned = fact.dimension in {"count", "number"} and value.low >= _TELLING
    return (named or turned) and any(whole - part == value.low for part, whole in combinations(counts, 2))


_TELLING = 20
"""Least count that two others hardly come to by chance."""


# --- how near ---------------------------------------------------------------------------------------------------------


def _near(fact: Fact, value: Value, told: float) -> bool:
    """Whether a figure is told by a claim's value, as exactly as the claim tells it."""
    said = value.low if value.kind in _FLOORS else value.high if value.kind in _CEILINGS else value.low
    if not said or told <= 0:
        return False
    if value.kind in _FLOORS:
        return said <= told * (1 + _EXACT) and told <= said * BOUND
    if value.kind in _CEILINGS:
        return told <= said * (1 + _EXACT) and said <= told * BOUND
    worded = not any(sign.isdigit() for sign in fact.text)
    if fact.term == "under":
        return NEARLY * said <= told <= said * (1.02 if worded else 1.0)
    if fact.term == "over":
        return said * 0.99 <= told <= said / NEARLY
    if worded and abs(said - told) <= WORDED * said:
        return True
    step = 0.5 * 10.0**-value.decimals
    if value.kind == "exact" and not worded:
        return abs(said - told) <= step
    return relate(value, Value("exact", told, told, 2), words=worded)[0] in {"same", "compatible"}


_EXACT = 1e-6


def _kin(fact: Fact, other: Fact) -> bool:
    return other.value is not None and (
        (other.dimension == fact.dimension and other.unit == fact.unit)
        or (not fact.unit and fact.dimension in {"number", "count"})
        or fact.unit.partition("/")[0] == other.unit.partition("/")[0] != ""
    )


def _ends(fact: Fact) -> frozenset[float]:
    value = fact.value
    return frozenset(end for end in (value.low, value.high) if end) if value is not None else frozenset()


def _singles(beside: Beside, dimensions: set[str]) -> Iterator[float]:
    for other in beside.source:
        value = other.value
        plain = other.dimension in dimensions and other.role not in _NO_FIGURE and other.term != IN_WORDS
        if plain and value is not None and value.low is not None and value.low == value.high:
            yield value.low


def _counts(fact: Fact) -> bool:
    return fact.dimension == "count" or (fact.dimension == "number" and fact.role in {"count", "total"})


def _pairs(beside: Beside, wanted: Callable[[Fact], bool] = lambda _: True) -> Iterator[tuple[float, float]]:
    """Two figures of one kind and unit, the lesser first; none where there are too many of the kind."""
    kinds: dict[tuple[str, str], set[float]] = {}
    for other in beside.source:
        value = other.value
        plain = other.dimension not in {"attribute", "date", "fold", "ratio"} and other.role not in _NO_FIGURE
        if not plain or value is None or not value.low or value.low != value.high or not wanted(other):
            continue
        if other.term == WORKED_OUT and other.role == "change":
            continue
        kind = "count" if other.dimension == "number" else other.dimension
        kinds.setdefault((kind, other.unit), set()).add(value.low)
    for values in kinds.values():
        if 2 <= len(values) <= FEW:
            yield from combinations(sorted(values), 2)


def _behind(name: str, fact: Fact, claim: str) -> bool:
    """Whether what stands behind a figure matches; the fact may hold the first words of "as many" itself."""
    own = name == "as_many" and _AS_MANY.search(fact.text) is not None
    return own or _pattern(name).search(claim[fact.end :]) is not None


_AS_MANY = re.compile(r"\bas (?:many|much|often)$", re.IGNORECASE)
_WAYS: tuple[Callable[[Fact, Value, Beside], bool], ...] = (
    _points_back, _in_speech, _bounded, _printed, _per, _both_ends, _time, _years, _multiple, _gap, _part, _left_out,
)  # fmt: skip
