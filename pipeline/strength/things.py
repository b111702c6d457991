"""Conditions, substances and routes that a text names, with the names they share."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct, field

from pipeline.lexicon import load
from pipeline.strength.patterns import LONGEST, compile_words


class Named(NamedTuple):
    """Something that a text names: one name for all its names, its class or broader kind, and where."""

    name: str
    kind: str
    text: str
    start: int
    end: int


class ConditionFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`conditions.toml`: rows of name, broader condition and patterns."""

    reason: str
    condition: tuple[tuple[str, str, tuple[str, ...]], ...]


class SubstanceRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A class of substances, each with all its names."""

    names: tuple[tuple[str, ...], ...]
    reason: str
    class_: str = field(name="class")


class StemRow(Struct, frozen=True, forbid_unknown_fields=True):
    """An INN stem: names that end so are of one class, each a substance of its own."""

    patterns: tuple[str, ...]
    reason: str
    class_: str = field(name="class")


class RouteRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A way into the body."""

    name: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...]
    reason: str


class SubstanceFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`substances.toml`."""

    substance: tuple[SubstanceRow, ...]
    stem: tuple[StemRow, ...]
    route: tuple[RouteRow, ...]


@cache
def _conditions() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = load("pipeline.strength", "conditions.toml", ConditionFile).condition
    return tuple((name, broader, compile_words(words, f"conditions.toml: {name}")) for name, broader, words in rows)


@cache
def _substance_file() -> SubstanceFile:
    return load("pipeline.strength", "substances.toml", SubstanceFile)


@cache
def _substances() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (names[0], row.class_, compile_words(names, f"substances.toml: {names[0]}"))
        for row in _substance_file().substance
        for names in row.names
    )


@cache
def _stems() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = _substance_file().stem
    return tuple((row.class_, compile_words(row.patterns, f"substances.toml: {row.class_}")) for row in rows)


@cache
def _routes() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (
            row.name,
            compile_words(row.patterns, f"substances.toml: {row.name}"),
            compile_words(row.unless, f"substances.toml: {row.name}") if row.unless else None,
        )
        for row in _substance_file().route
    )


def broader(name: str) -> tuple[str, ...]:
    """The condition itself and every broader one."""
    above = {row[0]: row[1] for row in _conditions()}
    chain = [name]
    while above.get(chain[-1]) and above[chain[-1]] not in chain:
        chain.append(above[chain[-1]])
    return tuple(chain)


def covered(name: str, studied: set[str]) -> bool:
    """Whether a source on the `studied` conditions speaks of `name`: itself, one within it, or only the broader one.

    A broader name ("cancer") covers a kind of it unless the source names another kind ("melanoma") as well.
    """
    if any(name in broader(other) for other in studied):
        return True
    above = [wide for wide in broader(name)[1:] if wide in studied]
    return any(not any(wide in broader(other)[1:] for other in studied) for wide in above)


@lru_cache(maxsize=20_000)
def conditions(text: str) -> tuple[Named, ...]:
    """Conditions that `text` names, the longest name at each place, in text order.

    In "breast, lung and pancreatic cancer" each of the three is named, though only the last stands whole.
    """
    found = [
        Named(name, wide, match.group(), *match.span())
        for name, wide, pattern in _conditions()
        for match in pattern.finditer(text)
    ]
    return _longest((*found, *_sharing_a_head(text)))


_HEADS = (
    r"cancers?|tumou?rs?|carcinomas?|disease|failure|infections?|disorders?|pain|injury|arthritis|diabetes|dementia|"
    r"depression|asthma|epilepsy"
)
_MODIFIER = r"(?!(?:and|or|of|in|with|for|from|the|a|an)\b)[A-Za-z][\w’'-]{1,24}"
_COORDINATED = re.compile(
    rf"(?i)(?<![\w-])(?P<first>(?:{_MODIFIER}\s*,\s*){{0,6}}{_MODIFIER}),?\s+(?:and|or|and/or|as\s+well\s+as)\s+"
    rf"(?:{_MODIFIER}\s+)?{_MODIFIER}\s+(?P<head>{_HEADS})(?!\w)"
)
"""Modifiers that share one head noun: "heart and kidney failure"."""
_ONE = re.compile(_MODIFIER)


def _sharing_a_head(text: str) -> list[Named]:
    """The conditions of a coordination that the text names by their modifier alone."""
    found = []
    for match in _COORDINATED.finditer(text[:LONGEST]):
        for one in _ONE.finditer(text, *match.span("first")):
            whole = f"{one.group()} {match['head']}"
            found += [
                Named(name, wide, one.group(), *one.span())
                for name, wide, pattern in _conditions()
                if pattern.fullmatch(whole)
            ]
    return found


@lru_cache(maxsize=20_000)
def substances(text: str) -> tuple[Named, ...]:
    """Substances that `text` names, in text order; an unlisted name with an INN stem is a substance of its own."""
    found = [
        Named(name.lower(), kind, match.group(), *match.span())
        for name, kind, pattern in _substances()
        for match in pattern.finditer(text)
    ]
    found += [
        Named(match.group().lower(), kind, match.group(), *match.span())
        for kind, pattern in _stems()
        for match in pattern.finditer(text)
    ]
    return _longest(found)


@lru_cache(maxsize=20_000)
def routes(text: str) -> tuple[Named, ...]:
    """Ways into the body that `text` names."""
    found = []
    for name, pattern, unless in _routes():
        blocked = [match.span() for match in unless.finditer(text)] if unless else []
        found += [
            Named(name, "route", match.group(), *match.span())
            for match in pattern.finditer(text)
            if not any(start < match.end() and end > match.start() for start, end in blocked)
        ]
    return _longest(found)


def _longest(found: Iterable[Named]) -> tuple[Named, ...]:
    """Of names that overlap the longest stays."""
    kept: list[Named] = []
    for each in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda one: one.start))
