"""How long an effect is said to last, and how long a source looked.

Two readings of the same kind of words: `lasting` finds what a claim says of the persistence of an effect ("lasting for
weeks", "long-term"), `watched` finds every span of time that a source can have followed people for ("at least 1 week",
"Day 57", "12-month follow-up").
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.strength.context import Context, context
from pipeline.strength.patterns import find, words_of

DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25, "decade": 3652.5}
VAGUE_PLURAL = 2.0
"""A bare plural ("weeks") claims two at least; "several" and "many" three."""
SUSTAINED_DAYS = 28.0
""""Sustained" claims four weeks at least, the shortest span over which trials call a response sustained."""
LASTING_DAYS = 56.0
""""Lasting" and "durable" claim twice that."""
LONG_TERM_DAYS = 182.0
""""Long-term" claims half a year at least; regulators ask six months or more of long-term use (ICH E1, 1994)."""
FOREVER = 36525.0

_NUMBER_WORDS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "twelve": 12.0, "half a": 0.5, "a couple of": 2.0, "a few": 3.0,
    "several": 3.0, "many": 3.0, "multiple": 3.0,
}  # fmt: skip
_NUMBER = words_of("durations", "number")
_UNIT = words_of("durations", "unit")
_EFFECT = words_of("durations", "effect")
_PERSISTS = words_of("durations", "persists")
_TIME = re.compile(
    rf"""(?ix)(?<![\w.])
    (?:(?P<unit2>day|week|month|year)s?\s+(?P<at>\d{{1,3}})\b(?!\s*(?:-|–)?\s*(?:{_UNIT}))
    |(?:(?P<low>\d+(?:\.\d+)?)\s*(?:to|-|–|—|or)\s*)?
    (?:(?P<number>{_NUMBER})[\s-]*)?(?:full\s+|whole\s+|more\s+|additional\s+)?(?P<unit>{_UNIT})(?P<plural>s?)\b)"""
)
_LASTING = re.compile(
    rf"""(?isx)\b(?:(?:{_EFFECT})\b[^.;:!?]{{0,60}}?\b(?:{_PERSISTS})\b
    |(?:{_PERSISTS})\b[^.;:!?]{{0,60}}?\b(?:{_EFFECT})\b
    |(?:{_EFFECT})\s+(?:for|over|through|up\s+to|beyond)\b)"""
)
_ACTING = re.compile(
    rf"(?i)\b(?:{words_of('durations', 'acts')})\b(?P<between>[^.,;:!?]{{0,50}}?)\bfor"
    rf"(?=\s+(?:at\s+least\s+|up\s+to\s+|over\s+)?(?:(?:{_NUMBER})[\s-]+)?(?:{_UNIT})s?\b)"
)
""""Relieves pain for years": a verb of benefit, and a time straight after "for"."""
_OF_OTHERS = re.compile(rf"(?i)\b(?:{words_of('durations', 'acts.not')})\b")
_PERSISTING = re.compile(rf"(?i)\b(?:(?:{_EFFECT})\s+(?:\w+\s+){{0,3}})?(?:{_PERSISTS})\b")
_LONG = re.compile(
    rf"""(?ix)\b(?:
      (?P<forever>{words_of("durations", "forever")})
    | (?P<long>{words_of("durations", "long")})
      (?=\s+(?:[\w,-]+\s+){{0,3}}(?:{_EFFECT}|{words_of("durations", "about")})\b)
    | (?P<run>(?:in|over)\s+the\s+long(?:er)?\s+(?:run|term|haul))
    | (?P<after>(?:{_EFFECT})\s+(?:(?:is|are|was|were|can\s+be|may\s+be)\s+)?(?:{words_of("durations", "long.after")}))
    )\b"""
)
_NOT_LASTING = re.compile(
    rf"""(?ix)\b(?:(?:{words_of("durations", "other.things")})\b[^,;.]{{0,30}}\b(?:{_PERSISTS}|took|takes?)
    |{words_of("durations", "onset")})\b"""
)
_LOOK_BACK = re.compile(rf"(?i)(?:{words_of('durations', 'look.back')})$")
_AGE_AFTER = re.compile(rf"(?i)^\s*(?:-\s*)?(?:{words_of('durations', 'age.after')})\b")


_BOUND_WORDS = 10
"""Characters that "at least" and its like may take up between "for" and the time."""


class Lasting(NamedTuple):
    """A length of time with the words that state it."""

    days: float
    text: str
    start: int
    end: int
    open_ended: bool = False
    """True for "long-term", "lasting", "permanent": no figure was named."""


def days_of(match: re.Match[str]) -> float:
    """Length in days of a `_TIME` match: a bare plural is two units, a range its upper end."""
    if match["unit2"]:
        return float(match["at"]) * DAYS[match["unit2"].lower()]
    unit = DAYS[match["unit"].lower()]
    number = (match["number"] or match["low"] or "").lower()
    if not number:
        return (VAGUE_PLURAL if match["plural"] else 1.0) * unit
    told = _NUMBER_WORDS.get(re.sub(r"\s+", " ", number))
    return (float(number) if told is None else told) * unit


@lru_cache(maxsize=50_000)
def spans_of_time(text: str) -> tuple[Lasting, ...]:
    """Every span of time in `text` that is no age, date or look back."""
    out = []
    for match in _TIME.finditer(text):
        if match["unit"] and not match["number"] and not match["low"] and not match["plural"]:
            continue  # "the day", "this week"
        if _LOOK_BACK.search(text[max(match.start() - 30, 0) : match.start()]) or _AGE_AFTER.match(text[match.end() :]):
            continue
        out.append(Lasting(days_of(match), match.group(), match.start(), match.end()))
    return tuple(out)


def lasting(text: str) -> tuple[Lasting, ...]:
    """What `text` says of how long an effect lasts, where it asserts it; the longest first."""
    around = context(text)
    times = spans_of_time(text)
    out = []
    for match in _LASTING.finditer(text):
        if _counts(around, match.start()) and _counts(around, match.end() - 1):
            out += [_widen(text, match, time) for time in _times_after(text, match, times)]
    for match in _ACTING.finditer(text):
        if not _OF_OTHERS.search(match["between"]) and _counts(around, match.start()):
            out += [
                Lasting(time.days, text[match.end() - 3 : time.end], match.end() - 3, time.end)
                for time in times
                if 0 <= time.start - match.end() <= _BOUND_WORDS
            ]
    for match in _LONG.finditer(text):
        figure = any(0 <= time.start - match.end() <= 15 for time in times) and not match["forever"]
        clause = around.clause(match.start())
        own = text[clause.start : clause.end]
        brings = find("efficacy", own) or find("lay_causes", own)
        moot = (match["forever"] or match["run"]) and not brings and not _PERSISTING.search(own)
        if _counts(around, match.start()) and not figure and not moot:
            days = FOREVER if match["forever"] else _open_days(match.group())
            out.append(Lasting(days, match.group(), match.start(), match.end(), open_ended=True))
    return tuple(sorted(set(out), key=lambda each: (-each.days, each.start)))


def _open_days(words: str) -> float:
    """Days that an open-ended word promises at least."""
    low = words.lower()
    if "long" in low or "year" in low or "permanent" in low:
        return LONG_TERM_DAYS
    return SUSTAINED_DAYS if "sustained" in low else LASTING_DAYS


def _times_after(text: str, match: re.Match[str], times: tuple[Lasting, ...]) -> list[Lasting]:
    """Times that the persistence governs: from its first word to 40 characters on, within the clause, not an onset."""
    found = []
    for time in times:
        if not match.start() <= time.start <= match.end() + 40:
            continue
        between = text[match.end() : time.start] if time.start > match.end() else ""
        lead = text[max(time.start - 25, 0) : time.start].lower()
        if re.search(r"[.;:!?]", between) or re.search(r"\b(?:within|after|in|every|first|as early as|by)\s*$", lead):
            continue
        if _NOT_LASTING.search(text[max(match.start() - 40, 0) : time.start]) and not re.search(
            rf"(?i)\b(?:{_EFFECT})\b", text[match.start() : time.start]
        ):
            continue
        found.append(time)
    return found


def _widen(text: str, match: re.Match[str], time: Lasting) -> Lasting:
    """The time with the words that make it one of an effect: the quote for the reader."""
    start = match.start()
    for near in _PERSISTING.finditer(text, match.start(), time.start):
        start = near.start()
    return Lasting(time.days, text[start : time.end], start, time.end)


def _counts(around: Context, at: int) -> bool:
    """Whether words at `at` assert: not denied, asked or supposed."""
    denied = around.governed(at, "negation") or any(
        scope.cue.entry.name == "unknown" for scope in around.governed(at, "speculation")
    )
    return not denied and not around.question and not any(span.holds(at) for span in around.hypothetical)


def watched(text: str) -> tuple[Lasting, ...]:
    """Spans of time in a passage of a source that may be a follow-up, a persistence or a time point; longest first."""
    return tuple(sorted(spans_of_time(text), key=lambda each: (-each.days, each.start)))
