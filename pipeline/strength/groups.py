"""Groups of people by age, sex and stage of life: which a claim names, and whether a source has left them out.

A group is left out where the source studied one that excludes it (men for women) and next to none of its passages
shows any sign of it. Both readings are needed: one mention of the group makes the source a possible witness for it.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.errors import LexiconError
from pipeline.lexicon import load
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.strength.context import context
from pipeline.strength.patterns import LONGEST, compile_words

MAJORITY = 18.0
"""Years from which people count as adults (ICH E11 draws the line of paediatric studies between 16 and 18)."""
AGED = 60.0
"""Years from which people count as older (the United Nations' line)."""
ANYBODY = "people"
"""The group that only animals and cells leave out."""
_COUNTED = re.compile(
    r"(?i)(?:\b\d[\d,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|"
    r"seven|eigh|nine)ty(?:-\w+)?|hundreds?|thousands?))\s+(?:[\w-]+\s+){0,3}$"
)
"""A number before the group's name: whom the study took in."""
_REACH = 60
"""Characters before a name that such a number, or a word of doubt, may stand in."""


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A group with its words."""

    name: str
    claimed: tuple[str, ...]
    studied: tuple[str, ...]
    mentioned: tuple[str, ...]
    without: tuple[str, ...]
    reason: str
    unless: tuple[str, ...] = ()


class Untried(Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which nothing is claimed of a group, or by which it was not studied."""

    patterns: tuple[str, ...]
    reason: str


class GroupFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`groups.toml`."""

    untried: Untried
    """Before a group's name, in its clause."""
    wanting: Untried
    """Anywhere in the clause that names it."""
    group: tuple[Row, ...]


class Group(NamedTuple):
    """A row compiled."""

    name: str
    claimed: re.Pattern[str] | None
    studied: re.Pattern[str] | None
    mentioned: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    without: tuple[str, ...]


class Place(NamedTuple):
    """Where a text names a group."""

    group: str
    text: str
    start: int
    end: int


@cache
def _groups() -> dict[str, Group]:
    """Every group by name.

    Raises:
        LexiconError: a group without reason, or left out by one that has no row.
    """
    rows = load("pipeline.strength", "groups.toml", GroupFile).group
    names = {row.name for row in rows}
    for row in rows:
        if not row.reason.strip():
            raise LexiconError(f"strength/groups.toml: {row.name}: needs a reason")
        if unknown := set(row.without) - names:
            raise LexiconError(f"strength/groups.toml: {row.name}: without {sorted(unknown)}: no such group")
    return {row.name: _compiled(row) for row in rows}


def _compiled(row: Row) -> Group:
    where = f"strength/groups.toml: {row.name}"

    def words(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
        return compile_words(patterns, where) if patterns else None

    return Group(row.name, words(row.claimed), words(row.studied), words(row.mentioned), words(row.unless), row.without)


@cache
def _untried() -> re.Pattern[str]:
    entry = load("pipeline.strength", "groups.toml", GroupFile).untried
    return compile_words(entry.patterns, "strength/groups.toml: untried")


@cache
def _wanting() -> re.Pattern[str]:
    entry = load("pipeline.strength", "groups.toml", GroupFile).wanting
    return compile_words(entry.patterns, "strength/groups.toml: wanting")


def wanting(text: str, at: int) -> bool:
    """Whether the clause that names a group at `at` only calls for work on it, plans it, or says that it is missing."""
    clause = context(text).clause(at)
    return _wanting().search(text, clause.start, clause.end) is not None


def claimed(text: str) -> tuple[Place, ...]:
    """The groups of which `text` claims something, in text order; none where it only asks."""
    text = text[:LONGEST]
    where = context(text)
    if where.question:
        return ()
    found = [
        Place(group.name, match.group(), *match.span())
        for group in _groups().values()
        if group.claimed
        for match in group.claimed.finditer(text)
        if not _within(group.unless, text, match.start())
        and not any(span.holds(match.start()) for span in where.quoted)
    ]
    return tuple(sorted((each for each in found if not untried(text, each.start)), key=lambda each: each.start))


def untried(text: str, at: int) -> bool:
    """Whether what stands before the name at `at`, in its clause, keeps it from being claimed of."""
    where = context(text)
    start = max(where.clause(at).start, at - _REACH)
    return bool(_untried().search(text[start:at])) or any(span.holds(at) for span in where.hypothetical)


def _within(pattern: re.Pattern[str] | None, text: str, at: int) -> bool:
    return pattern is not None and any(m.start() <= at < m.end() for m in pattern.finditer(text, max(at - 40, 0)))


def mentions(name: str, passage: Passage) -> bool:
    """Whether the passage shows any sign that the group was studied, by word or by age; a call for that is none."""
    group, text = _groups()[name], passage.text[:LONGEST]
    if group.mentioned and any(not wanting(text, match.start()) for match in group.mentioned.finditer(text)):
        return True
    low, high = _ages(fact for fact in passage.facts if not wanting(text, fact.start))
    if name == "children":
        return low is not None and low < MAJORITY
    if name == "adults":
        return high is not None and high >= MAJORITY
    return name == "older people" and high is not None and high >= AGED


def _ages(facts: Iterable[Fact]) -> tuple[float | None, float | None]:
    """The least and the greatest age in years that the facts name; "18 and over" has no upper end that is known."""
    values = [fact.value for fact in facts if fact.role == "age" and fact.unit == "year" and fact.value is not None]
    if not values:
        return None, None
    lows = [value.low if value.low is not None else 0.0 for value in values]
    highs = [value.high if value.high is not None else 120.0 for value in values]
    return min(lows), max(highs)


def studied(name: str, passage: Passage, *, near: bool) -> Place | None:
    """Where the passage says that the group was studied: named at all in a `near` passage, else beside a number."""
    group = _groups()[name]
    if group.studied is None:
        return None
    text = passage.text[:LONGEST]
    for match in group.studied.finditer(text):
        if near or _COUNTED.search(text[max(match.start() - _REACH, 0) : match.start()]):
            return Place(name, match.group(), *match.span())
    return None


def rivals(name: str) -> tuple[str, ...]:
    """The groups a study of which leaves `name` out."""
    return _groups()[name].without
