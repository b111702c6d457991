"""The words, times, ages and doses of a text that can tell one of several like figures from another.

A mark is a key and where it stands. Two texts that say the same of a figure hold the same keys, whatever stands
between: "after a year" and "at 12 months" are one time, "no tablets" and "without tablets" one denial.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.context import EMPTY, stem_of, words_of
from pipeline.facts.derived import IN_WORDS, WORKED_OUT
from pipeline.facts.linking import in_days
from pipeline.facts.nouns import lemma, turns
from pipeline.facts.numbers import fold, lexicon
from pipeline.records.fact import Fact


class Mark(NamedTuple):
    """A word, a time, a year or a dose that can tell figures apart."""

    start: int
    end: int
    key: str


_NTHS = {**lexicon().ordinals, "single": 1}
_TURN = re.compile(rf"\b(?P<nth>{'|'.join(_NTHS)}) (?P<noun>(?:{'|'.join(sorted(turns()))})s?)\b", re.IGNORECASE)
"""Which of those that are given or done so many times: "at the second visit"."""
_ORDER = re.compile(
    r"\b(?:before|after|during|first|second|third|fourth|last|without|not?|non|neither|never|none|nobody|lack\w*"
    r"|absen\w+|free|outside|except)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"without|not?|non|neither|never|none|nobody|lack\w*|absen\w+|free|outside|except")
_LETTER = re.compile(
    r"(?:(?<=[a-z] )|(?<=[a-z]-)|(?<=[(,;] )|(?<=\()|(?<=\[))(?:[A-H]|I{1,3}|IV|[1-9])(?![\w.,%-]*\d|[\w%])"
)
IDLE = re.compile(
    r"(?:was|were|is|are|had|has|have|did|do|does|been|became|occurr?\w*|report\w*|record\w*|observ\w*|saw|seen|found"
    r"|develop\w*|experienc\w*|receiv\w*|reach\w*|achiev\w*|fell|rose|dropp?\w*|declin\w*|increas\w*|decreas\w*|reduc\w*"
    r"|improv\w*|lower\w*|rais\w*|grew|grow\w*|last\w*|took|cost|costs|scored|averag\w*|amount\w*|total\w*|remain\w*"
    r"|confirm\w*|need\w*|requir\w*|show\w*|gave|given|gain\w*|lost|higher|lower|greater|smaller|more|less|associat\w*"
    r"|estimat\w*|arose|came|stood|lay|due|resulted|respectively|later|earlier|previously|initially|subsequently|immediately)",
    re.IGNORECASE,
)
"""Verbs and words of degree that stand beside any figure and tell none apart."""


def marks(text: str, facts: Sequence[Fact]) -> list[Mark]:
    """The marks of a text, in order; words within a quantity are none of their own."""
    folded = fold(text)
    told = [
        mark
        for fact in facts
        if (mark := _of_quantity(fact, bound=_BOUND.search(folded, max(0, fact.start - 16), fact.end) is not None))
    ]
    spans = sorted((fact.start, fact.end) for fact in facts if fact.value is not None)
    found = list(told)
    for word in words_of(folded):
        idle = IDLE.fullmatch(word.lower) or _DENIED.fullmatch(word.lower)
        if not idle and not _within(spans, word.start, word.end):
            found += [Mark(word.start, word.end, part) for part in _parts(word.lower, word.stem)]
    for match in _ORDER.finditer(folded):
        if not _within(spans, *match.span()):
            lower = match[0].lower()
            found.append(Mark(*match.span(), "without" if _DENIED.fullmatch(lower) else f"={lower}"))
    found += [
        Mark(*match.span(), f"{_NTHS[match['nth'].lower()]} x {lemma(match['noun'].lower())}")
        for match in _TURN.finditer(folded)
    ]
    for match in _LETTER.finditer(folded):
        if not _within(spans, *match.span()):
            found.append(Mark(*match.span(), f"#{match[0]}"))
    return sorted(found)


def _parts(lower: str, stem: str) -> list[str]:
    """The parts of a compound, and of "non-smokers" the denial."""
    if "-" not in lower:
        return [stem]
    denied, rest = (["without"], lower[4:]) if lower.startswith("non-") else ([], lower)
    return denied + [stem_of(part) for part in rest.split("-") if len(part) > 2 and part not in EMPTY]


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(spans, (end, 0))
    return any(first <= start and end <= last for first, last in spans[max(0, at - 4) : at])


_BOUND = re.compile(
    r"\b(?:over|under|above|below|after|before|past|beyond|(?:older|younger) than|aged?) (?:the age of )?"
    r"(?:\d|(?:twen|thir|for|fif|six|seven|eigh|nine)ty\b)",
    re.IGNORECASE,
)


def _of_quantity(fact: Fact, *, bound: bool) -> Mark | None:
    """A time, a date, an age or a dose as a mark; other figures tell nothing apart.

    A bare figure behind a word of a `bound` is an age: "after 30", "under 20".
    """
    if fact.dimension == "count" and fact.noun in turns() and fact.value is not None and fact.term != IN_WORDS:
        return Mark(fact.start, fact.end, f"{fact.value.low:g} x {fact.noun}") if fact.value.low else None
    if fact.dimension == "date" and fact.term:
        return Mark(fact.start, fact.end, f"@{fact.term}")
    if fact.dimension == "time" and fact.role in {"time_point", "follow_up", "duration"} and fact.term != WORKED_OUT:
        return Mark(fact.start, fact.end, in_days(fact)) if in_days(fact) else None
    if fact.value is not None and (fact.role == "age" or (bound and fact.dimension in BARE and not fact.noun)):
        end = fact.value.high if fact.value.low is None else fact.value.low
        return Mark(fact.start, fact.end, f"age {end:g}")
    if fact.dimension in _DOSED and fact.role in _DOSES and fact.value is not None and fact.value.low is not None:
        return Mark(fact.start, fact.end, f"dose {fact.value.low:g} {fact.unit.partition('/')[0]}")
    return None


BARE = frozenset({"number", "count"})
"""Dimensions of a figure without a unit."""
_DOSED = frozenset({"mass", "activity", "volume"})
_DOSES = frozenset({"dose", "arm_dose", "amount"})


def alike(one: str, other: str) -> bool:
    """Whether two marks are one: a month is 28 to 31 days, a year holds its months, "referred" is of "referral"."""
    if one == other:
        return True
    if one[:1] == other[:1] == "@":
        return one.startswith(other) or other.startswith(one)
    if one.startswith("day ") and other.startswith("day "):
        left, right = float(one[4:]), float(other[4:])
        return abs(left - right) <= TIME_PLAY * max(left, right)
    short, long = sorted((one, other), key=len)
    return ROOT <= len(short) >= len(long) - ENDING and short.isalpha() and long.startswith(short)


ROOT = 5
"""Letters of a stem from which a longer one that begins alike is of the same word."""
ENDING = 2
"""Letters by which it may be longer."""


TIME_PLAY = 0.12
