"""How often: `twice daily`, `every two weeks`, `fortnightly`, `three times a week`; and what is taken so often.

`rhythms` finds them in a folded sentence as times a day. A dose or count that has a rhythm carries it as a qualifier
(`2 a day`), so that 500 mg twice daily is 1 g a day.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.facts import context
from pipeline.facts.numbers import lexicon
from pipeline.facts.place import Place
from pipeline.records.fact import Fact, Value

DAYS = {"hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.4375, "year": 365.25}
"""Length of a period in days; a month and a year in their mean length."""
_ADVERB = {
    "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "fortnightly": "fortnight",
    "biweekly": "fortnight", "monthly": "month", "yearly": "year", "annually": "year",
}  # fmt: skip
_SMALL = r"two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2}"
_PERIOD = r"day|night|week|fortnight|month|year"
_LY = r"daily|nightly|weekly|monthly|yearly|annually"
_TIMES = (
    rf"(?:(?P<once>once|twice|thrice|(?:{_SMALL}) times)"
    rf"(?: or (?:more|less|fewer))?"
    rf"(?: (?:a|per|each|every) (?P<per>hour|{_PERIOD})\b| (?P<adverb>fortnightly|{_LY})\b))"
)
_EVERY = (
    rf"(?:\b(?:every|each) (?:(?P<other>other|second)|(?P<nth>{_SMALL}))[ -]"
    r"(?P<unit>hour|day|night|week|month|year)s?\b)"
)
_ALONE = r"(?P<alone>\b(?:fortnightly|biweekly)\b)"
_BARE = rf"(?P<bare>\b(?:{_LY})\b|\b(?:a|per|each|every) (?:{_PERIOD})\b(?!-))"
_SIGS = {"b": 2.0, "t": 3.0, "q": 4.0}
"""Times a day of a prescription's Latin: b.i.d., t.i.d., q.i.d."""
_SIG = r"(?:\b(?P<sig>[btq])\.i\.d\b\.?|\b(?P<short>(?-i:[BTQ]ID|(?<=g )[btq]id))\b)"
_PATTERN = re.compile(rf"{_TIMES}|{_EVERY}|{_ALONE}|{_BARE}|{_SIG}", re.IGNORECASE)
_QUICK = re.compile(r"(?i:i\.?d\b)|daily|ly\b|\b(?:day|night|week|fortnight|month|year|hour)")


class Rhythm(NamedTuple):
    """So many times a day; `told` where the text counts ("twice a day"), not only names the period ("a day")."""

    start: int
    end: int
    rate: float
    told: bool


def rhythms(text: str) -> list[Rhythm]:
    """The rhythms of a folded sentence, in order."""
    if _QUICK.search(text) is None:
        return []
    return [_read(match) for match in _PATTERN.finditer(text)]


def _read(match: re.Match[str]) -> Rhythm:
    start, end = match.span()
    if match["once"]:
        period = DAYS[match["per"].lower()] if match["per"] else DAYS[_ADVERB[match["adverb"].lower()]]
        return Rhythm(start, end, _times(match["once"].lower()) / period, told=True)
    if match["unit"]:
        count = 2.0 if match["other"] else _number(match["nth"].lower())
        return Rhythm(start, end, 1.0 / (max(count, 1.0) * DAYS[match["unit"].lower()]), told=True)
    if match["sig"] or match["short"]:
        return Rhythm(start, end, _SIGS[(match["sig"] or match["short"])[0].lower()], told=True)
    if match["alone"]:
        return Rhythm(start, end, 1.0 / DAYS["fortnight"], told=True)
    word = match["bare"].lower()
    period = DAYS[_ADVERB[word]] if word in _ADVERB else DAYS[word.split()[-1]]
    return Rhythm(start, end, 1.0 / period, told=False)


def _times(word: str) -> float:
    first = word.split(maxsplit=1)[0]
    return {"once": 1.0, "twice": 2.0, "thrice": 3.0}.get(first) or _number(first)


def _number(word: str) -> float:
    return float(word) if word.isdigit() else float(lexicon().words[word])


def frequencies(original: str, place: Place, found: Iterable[Rhythm]) -> list[Fact]:
    """The rhythms that count, as facts of their own, in times a day."""
    out = []
    for each in found:
        if not each.told:
            continue
        out.append(
            Fact(
                dimension="frequency", role="frequency",
                text=original[each.start + place.offset : each.end + place.offset],
                start=each.start + place.offset, end=each.end + place.offset,
                value=Value("exact", each.rate, each.rate, 6), unit="/day",
                qualifiers=place.caveats, near=context.near(place.words, each.start, each.end),
            )
        )  # fmt: skip
    return out


_TAKEN = frozenset({"mass", "volume", "activity", "energy", "count", "money", "length"})
_GAP = 45
"""A rhythm stands at most so many characters behind its dose ("500 mg of metformin was given twice daily")."""
_STOP = re.compile(r"[,;:()]|\b(?:or|and|versus|vs|than|for|to)\b|\d")
_DAILY_BEFORE = re.compile(
    r"\b(?:daily|a day)(?: (?:total|dose|intake|of|oral|supplement\w*|consumption))* $", re.IGNORECASE
)


def paced(text: str, offset: int, facts: list[Fact], found: list[Rhythm]) -> list[Fact]:
    """Gives each dose and count the rhythm that stands right behind it, or `daily` right before."""
    if not found:
        return facts
    return [_paced(text, offset, fact, found) for fact in facts]


def _paced(text: str, offset: int, fact: Fact, found: list[Rhythm]) -> Fact:
    if fact.dimension not in _TAKEN or fact.role in {"total", "arm_size", "sample_size", "randomised", "enrolled"}:
        return fact
    start, end = fact.start - offset, fact.end - offset
    for each in found:
        gap = text[end : each.start]
        if each.start >= end and len(gap) <= _GAP and not _STOP.search(gap):
            return _with(fact, each.rate)
    return _with(fact, 1.0) if _DAILY_BEFORE.search(text[max(0, start - 40) : start]) else fact


def _with(fact: Fact, rate: float) -> Fact:
    return replace(fact, qualifiers=(*fact.qualifiers, f"{rate:.6g}{_MARK}"))


_MARK = " a day"


@lru_cache(maxsize=4096)
def _rate(qualifiers: tuple[str, ...], unit: str) -> float | None:
    for each in qualifiers:
        if each.endswith(_MARK) and each[0].isdigit():
            return float(each.removesuffix(_MARK))
    under = unit.rpartition("/")[2]
    return 1.0 / DAYS[under] if "/" in unit and under in DAYS else None


def rate_of(fact: Fact) -> float | None:
    """How many times a day a dose or count is taken: by its qualifier, or by a unit such as mg/week; None if untold."""
    return _rate(fact.qualifiers, fact.unit)


def by_day(fact: Fact) -> tuple[Value, str] | None:
    """The amount of one day and its unit without the period; None where no period is told."""
    rate = rate_of(fact)
    if rate is None or fact.value is None:
        return None
    ends = [None if end is None else end * rate for end in (fact.value.low, fact.value.high)]
    decimals = fact.value.decimals if rate == 1.0 else max(fact.value.decimals, 6)
    unit = fact.unit.rpartition("/")[0] if "/" in fact.unit and fact.unit.rpartition("/")[2] in DAYS else fact.unit
    return Value(fact.value.kind, ends[0], ends[1], decimals), unit
