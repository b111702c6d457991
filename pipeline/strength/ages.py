"""The ages that a claim speaks of, and those that a source took in: told in words or in figures, in years.

"Babies" are younger than two, "women in their forties" between forty and fifty. A study of people aged 65 or older says
nothing of either. A mean age is no limit, and an age that was left out is none that was taken in.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.strength.gaps import gaps
from pipeline.strength.groups import untried, wanting
from pipeline.strength.patterns import LONGEST, compile_words

OLDEST = 120.0
_APART = 0.5
"""Years that must lie between the two: "from two years" and "up to two" are told of neighbours."""
_AVERAGE = re.compile(r"(?i)\b(?:mean|median|average|averag\w+)\b")
_REACH = 40
_TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_DECADES = dict(zip(_TENS, range(20, 100, 10), strict=True))
_DECADE = re.compile(rf"(?i)\bin (?:their|her|his) (?:early |mid-?|late )?({'|'.join(_DECADES)})\b")


_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = dict(zip(_WORDS, range(1, 13), strict=True))
_BOUND = re.compile(
    rf"(?i)\b(?:people|women|men|patients|children|adults|participants|those|anyone|boys|girls|volunteers|users|smokers)\s+"
    rf"(?:aged\s+)?(?:(?P<over>over|above|older\s+than|past)|(?P<under>under|below|younger\s+than))\s+(?:the\s+age\s+of\s+)?"
    rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})\b(?!\s*(?:%|per\b|weeks?|months?|days?|hours?|minutes?|k?g\b|mg\b|cm\b|of\b|[,.]\d))"
)
"""A bound of age told right after those whom it is of: "women over 38", "children under three"."""


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for an age of life, with its bounds in years."""

    name: str
    low: float
    high: float
    patterns: tuple[str, ...]
    reason: str


class AgeFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`ages.toml`."""

    age: tuple[Row, ...]


class Ages(NamedTuple):
    """A span of ages in years, and where a text tells it."""

    low: float
    high: float
    text: str
    start: int
    end: int


@cache
def _rows() -> tuple[tuple[Row, re.Pattern[str]], ...]:
    rows = load("pipeline.strength", "ages.toml", AgeFile).age
    return tuple((row, compile_words(row.patterns, f"strength/ages.toml: {row.name}")) for row in rows)


def claimed_ages(text: str, facts: Iterable[Fact]) -> list[Ages]:
    """The spans of ages of those whom a claim speaks of."""
    text = text[:LONGEST]
    found = [Ages(row.low, row.high, m.group(), *m.span()) for row, pattern in _rows() for m in pattern.finditer(text)]
    found += [
        Ages(float(_DECADES[m[1].lower()]), _DECADES[m[1].lower()] + 9.9, m.group(), *m.span())
        for m in _DECADE.finditer(text)
    ]
    found += [*_bounds(text), *(span for fact in facts if (span := _span(text, fact)) is not None)]
    return [each for each in found if not untried(text, each.start)]


def studied_ages(passages: Iterable[Passage]) -> list[tuple[Ages, Passage]]:
    """Every span of ages that a source says it took in."""
    return [
        (span, passage)
        for passage in passages
        for span in _told(passage)
        if not wanting(passage.text, span.start) and not _left_out(passage.text, span)
    ]


def excluded_ages(passages: Iterable[Passage]) -> list[tuple[Ages, Passage]]:
    """Every span of ages that a source says it left out."""
    return [(span, passage) for passage in passages for span in _told(passage) if _left_out(passage.text, span)]


def _told(passage: Passage) -> list[Ages]:
    """Every span of ages with a bound in a passage."""
    spans = [span for fact in passage.facts if (span := _span(passage.text, fact)) is not None]
    return [*spans, *_bounds(passage.text)]


def _bounds(text: str) -> list[Ages]:
    """Bounds told right after those whom they are of."""
    found = []
    for match in _BOUND.finditer(text[:LONGEST]):
        word = match["n"].lower()
        years = float(_NUMBERS.get(word) or word)
        low, high = (years, OLDEST) if match["over"] else (0.0, years)
        found.append(Ages(low, high, match.group(), *match.span()))
    return found


def within(mine: Ages, theirs: Ages) -> bool:
    """Whether all of one span lies in the other."""
    return theirs.low <= mine.low and mine.high <= theirs.high + _APART


def _left_out(text: str, span: Ages) -> bool:
    """Whether an age stands where a text says whom it left out."""
    return any(gap.start <= span.start < gap.end for gap in gaps(text))


def outside(mine: Ages, theirs: Ages) -> bool:
    """Whether two spans have nothing in common."""
    return mine.low > theirs.high + _APART or mine.high < theirs.low - _APART


def _span(text: str, fact: Fact) -> Ages | None:
    """An age with at least one bound, in years."""
    value = fact.value
    if fact.role != "age" or value is None or fact.unit not in ("year", "month"):
        return None
    if value.low == value.high or _AVERAGE.search(text[max(fact.start - _REACH, 0) : fact.start]):
        return None
    scale = 12.0 if fact.unit == "month" else 1.0
    low = value.low / scale if value.low is not None else 0.0
    high = value.high / scale if value.high is not None else OLDEST
    return Ages(low, high, fact.text, fact.start, fact.end)
