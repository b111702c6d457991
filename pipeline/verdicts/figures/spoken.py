"""Whether a passage has a figure that the claim tells in speech: by small numbers, rounded, or without its unit.

"Nine in ten" is its 91%, "over-75s" its "aged 75 and over", "within a year" its "at 12 months".
"""

import re
from collections.abc import Callable, Iterator

from pipeline.records.fact import Fact, Value
from pipeline.verdicts.figures.beside import (
    BOUND,
    CEILINGS,
    NEARLY,
    WORDED,
    Beside,
    behind,
    ends,
    kin,
    lexicon,
    near,
    pattern,
    singles,
)  # fmt: skip
from pipeline.verdicts.reading.numbers import DAYS, number, number_words


def _points_back(fact: Fact, value: Value, beside: Beside) -> bool:
    """What was named before is pointed at, and nothing is counted: "the two drugs", "of the two"."""
    return value.low == value.high == 2 and bool(pattern("pointing").search(beside.claim[: fact.start]))


def _in_speech(fact: Fact, value: Value, beside: Beside) -> bool:
    """A share told by its two small numbers, of which each was read as a figure of its own: "nine in ten"."""
    for match in pattern("share").finditer(beside.claim):
        part, whole = number(match["part"]), number(match["whole"])
        if not (match.start() <= fact.start and fact.end <= match.end() + _NOUN) or fact.start >= match.end():
            continue
        if match["whole"].lower() not in lexicon().wholes.split() or not part < whole or value.low not in (part, whole):
            continue
        how, said, step = (match["how"] or "").strip().lower(), 100.0 * part / whole, 100.0 / whole
        if any(_spoken(how, said, min(step / 3, 4.0), told) for told in singles(beside, {"percentage"})):
            return True
    return False


_NOUN = 24
"""Letters of the noun that a number's fact may hold behind the share: "nine out of ten healthy blood samples"."""


def _spoken(how: str, said: float, play: float, told: float) -> bool:
    if how and how in lexicon().under:
        return NEARLY * said <= told < said + play / 2
    if how and how in lexicon().more:
        return said < told <= said * BOUND
    if how and how in lexicon().less:
        return said / BOUND <= told < said
    return abs(said - told) <= play


def _bounded(fact: Fact, value: Value, beside: Beside) -> bool:
    """A share in words, near the passage's own: "more than a third", "fewer than half", "almost a quarter"."""
    if fact.dimension not in {"percentage", "fold"} or any(sign.isdigit() for sign in fact.text):
        return False
    if fact.dimension == "percentage" and behind("as_many", fact, beside.claim):
        return False
    return any(near(fact, value, told) for told in singles(beside, {fact.dimension}))


def _printed(fact: Fact, value: Value, beside: Beside) -> bool:
    """A bare number, told without the passage's noun or unit: "over-70s", "than five do", "17 and not 29%"."""
    if fact.unit or fact.noun or fact.dimension not in {"number", "count"}:
        return False
    wanted = {end for end in (value.low, value.high) if end is not None}
    alike = [other for other in beside.source if other.dimension in _TOLD_BARE]
    return bool(wanted) and all(any(end in ends(other) for other in alike) for end in wanted)


_TOLD_BARE = frozenset({"time", "percentage", "count", "number", "fold"})
"""Kinds of which speech leaves the unit out; a weight or a length is told with it."""


def _per(fact: Fact, value: Value, beside: Beside) -> bool:
    """A unit that the passage tells per something more: "25 mg" of "25 mg/l", "two degrees" of "2 °C"."""
    if not fact.unit or value.low is None:
        return False
    return any(
        value.low in ends(other) and (other.unit.startswith((f"{fact.unit}/", f"{fact.unit}C", f"{fact.unit}F")))
        for other in beside.source
    )


def _both_ends(fact: Fact, value: Value, beside: Beside) -> bool:
    """A range of which each end stands by itself ("between 30 and 100 minutes"), or narrowly round one figure."""
    if value.kind != "range" or value.low is None or value.high is None:
        return False
    alike = [other for other in beside.source if kin(fact, other)]
    if all(any(end in ends(other) for other in alike) for end in (value.low, value.high)):
        return True
    if any(_round(value, other.value) for other in alike):
        return not any(sign.isdigit() for sign in fact.text)
    narrow = value.high <= value.low * BOUND
    return narrow and any(
        value.low <= (other.value.low or 0) and (other.value.high or 0) <= value.high
        for other in alike
        if other.value is not None and other.value.high
    )


def _round(one: Value, other: Value | None) -> bool:
    """Whether two ranges have the same ends, as words round them: "between a fifth and a third", 20 to 30%."""
    pairs = [(one.low, other.low), (one.high, other.high)] if other else [(None, None)]
    return all(a and b and abs(a - b) <= WORDED * max(a, b) for a, b in pairs)


def _in_range(fact: Fact, value: Value, beside: Beside) -> bool:
    """A rough figure within the narrow range that the passage tells: "about a tenth" of "9 to 13%"."""
    if value.kind != "about" or not value.low:
        return False
    return any(
        other.value is not None
        and other.value.kind == "range"
        and kin(fact, other)
        and (other.value.low or 0) <= value.low <= (other.value.high or 0) <= 2 * (other.value.low or 0)
        for other in beside.source
    )


def _under_age(fact: Fact, value: Value, beside: Beside) -> bool:
    """An age told by the last year that counts, or by the first that does not: "up to 14", "under 15 years"."""
    if fact.role != "age" or value.kind not in CEILINGS or not value.high:
        return False
    step = 1 if value.kind == "at_most" else -1
    return any(
        other.value is not None
        and other.value.kind in CEILINGS - {value.kind}
        and other.value.high == value.high + step
        for other in beside.source
        if other.unit == fact.unit
    )


_ONE = re.compile(
    r"\b(?:last|previous|same|first|next|an?|one|each|every|per|half) (?:full )?"
    r"(year|month|week|day|decade|fortnight)\b",
    re.IGNORECASE,
)
_HYPHENED = re.compile(r"\b(\d{1,3}|[a-z]+)-(year|month|week|day|hour|minute)\b", re.IGNORECASE)
_ABOUT = 0.12


def _time(fact: Fact, value: Value, beside: Beside) -> bool:
    """A stretch of time told by another unit or another word: "a year", "12 months", "last year", "ten-year"."""
    if fact.dimension != "time" or fact.unit not in DAYS or fact.role == "age":
        return False
    said = (value.high or value.low or 0.0) * DAYS[fact.unit]
    return any(abs(said - told) <= _ABOUT * max(said, told) for told in _stretches(beside))


def _stretches(beside: Beside) -> Iterator[float]:
    for other in beside.source:
        unit = other.unit.partition("/")[0]
        if other.dimension in {"time", "time_per"} and unit in DAYS:
            yield from (end * DAYS[unit] for end in ends(other))
    for match in _ONE.finditer(beside.passage):
        yield DAYS[match[1].lower()] * (0.5 if match[0].lower().startswith("half") else 1.0)
    for match in _HYPHENED.finditer(beside.passage):
        word = match[1].lower()
        if word.isdigit() or word in number_words():
            yield number(word) * DAYS[match[2].lower()]
    words = beside.passage.lower().split()
    yield from (days for word, days in lexicon().spans.items() if word in words)


WAYS: tuple[Callable[[Fact, Value, Beside], bool], ...] = (
    _points_back, _in_speech, _bounded, _printed, _per, _both_ends, _in_range, _under_age, _time,
)  # fmt: skip
"""Every way to tell in speech what the passage prints."""
