"""The stretch that a figure is told for: 1.1% a month is not 1.1% over the mission, 14 hits a match not 14 a season.

Both texts tell one figure in one unit, and each says for how long, for how many or how often. Where the stretches are
plainly two, and nowhere in the source the figure is told for the claim's, the claim is wrong.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.checks._heard import claimed, covered, of_one_matter, told_in, unheard
from pipeline.checks._misfits import is_figure
from pipeline.facts.slips import one_figure
from pipeline.lexicon import load
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage

COVERED = 0.55
"""Least share of the claim's names that the passage must tell."""
REACH = 64
"""Letters behind a figure in which it is told for what it is."""
APART = 1.5
"""Factor from which two stretches of time are two."""


class PeriodsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`periods.toml`."""

    per: str
    often: str
    over: str
    days: dict[str, float]
    adverbs: dict[str, str]
    named: dict[str, str]


class Period(NamedTuple):
    """What a figure is told for: its unit, how many days that is (0: no time), whether each time, and its words."""

    unit: str
    days: float
    each: bool
    words: str


class OtherPeriod(NamedTuple):
    """A figure of the claim, the same one in the source, and for what each is told."""

    fact: Fact
    source: Fact
    passage: Passage
    said: Period
    told: Period


@cache
def _file() -> PeriodsFile:
    return load("pipeline.checks", "periods.toml", PeriodsFile)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(getattr(_file(), name), re.IGNORECASE)


def other_periods(dossier: Dossier) -> Iterator[OtherPeriod]:
    """The figures of a claim that its source tells for another stretch."""
    text = dossier.claim.words
    asked = [(fact, said) for fact in dossier.claim.facts if is_figure(fact) and (said := period(text, fact))]
    if not asked:
        return
    claim = claimed(text, dossier.claim.facts)
    claim = claim._replace(
        names=tuple(name for name in claim.names if not _is_unit(text[name.start : name.end].lower()))
    )
    if not claim.names or unheard(claim, dossier):
        return
    for fact, said in asked:
        places = [
            (other, passage, period(passage.text, other))
            for passage in dossier.passages
            for other in passage.facts
            if _is_same(fact, other)
        ]
        if not places or any(told is None or not apart(said, told) for _, _, told in places):
            continue
        source, passage, told = max(places, key=lambda place: covered(claim, place[1]))
        near = covered(claim, passage) >= COVERED and of_one_matter(claim, told_in(passage, passage.facts))
        if near and told is not None:
            yield OtherPeriod(fact, source, passage, said, told)


def _is_same(fact: Fact, other: Fact) -> bool:
    """Whether two facts are one figure in one unit, whatever each is told per."""
    if not is_figure(other) or not one_figure(fact, other):
        return False
    if (fact.dimension == "frequency") != (other.dimension == "frequency"):
        return False
    bare = {"count", "number", "scale"}
    one, two = fact.unit.partition("/")[0], other.unit.partition("/")[0]
    return one == two and (bool(one) or {fact.dimension, other.dimension} <= bare)


def period(text: str, fact: Fact) -> Period | None:
    """For what a figure is told once, by its unit or by the words behind it; None where nothing says so."""
    _, _, per = fact.unit.partition("/")
    if per in _file().days:
        return _made(per, 1.0, f"per {per}", each=True)
    if fact.dimension in {"time", "frequency", "date"} or per:
        return None
    behind = re.split(r"[;:.](?: |$)|, | (?:and|but|while|whereas|than|against|versus) ", text[fact.end :][:REACH])[0]
    found = [match for name in ("per", "often", "over") if (match := _pattern(name).search(f" {behind}")) is not None]
    first = min(found, key=lambda match: match.start(), default=None)
    return _read(first) if first is not None else None


def _read(match: re.Match[str]) -> Period | None:
    told = match.groupdict()
    if told.get("often"):
        return _made(_file().adverbs[told["often"].lower()], 1.0, match[0], each=True)
    unit = (told.get("unit") or told.get("time") or "").lower()
    if "size" not in told:
        return _made(unit, 1.0, match[0], each=True)
    many = told["size"] or "one"
    size = float(many) if many.isdigit() else float(_SIZES.get(many.lower(), 1))
    return _made(_singular(unit), size, match[0], each=False)


_SIZES = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20,
}  # fmt: skip


def _singular(unit: str) -> str:
    return unit.removesuffix("es") if unit.endswith("ches") else unit.removesuffix("s")


def _is_unit(word: str) -> bool:
    """Whether a word only says for what a figure is told."""
    return _singular(word) in _file().days or _singular(word) in _file().named


def _made(unit: str, size: float, words: str, *, each: bool) -> Period | None:
    file = _file()
    if unit in file.days:
        return Period(unit, file.days[unit] * size, each, words)
    return Period(file.named[unit], 0.0, each, words) if unit in file.named else None


def apart(said: Period, told: Period) -> bool:
    """Whether two figures that are equal can't both be right: each is told for another stretch."""
    if not said.each and not told.each:
        return bool(said.days and told.days) and said.unit != told.unit and _far(said, told)
    if said.days and told.days:
        return _far(said, told)
    return said.unit != told.unit


def _far(said: Period, told: Period) -> bool:
    return max(said.days, told.days) >= APART * min(said.days, told.days)
