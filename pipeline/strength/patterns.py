"""Compiles the room's word lists: an entry is a name, its patterns and the reason why it is there.

A pattern is a regular expression in which a space stands for any white space; word borders are added at both ends.
It may not nest quantifiers, so that its time stays linear in the text.
"""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pipeline.errors import LexiconError
from pipeline.facts.needles import may_match
from pipeline.lexicon import load

_NESTED = re.compile(r"[+*]\s?\)(?:[+*]|\{\d+,\})")
"""An unbounded repetition of an unbounded repetition; a bounded one, `(?:\\w+ ){0,3}`, is fine."""


_CAPITALS = re.compile(r"[A-Z][A-Z\d-]+")


LONGEST = 6000
"""Characters of a statement that are read: no sentence is longer, and a hostile one must not cost time."""


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of a word list."""

    name: str
    patterns: tuple[str, ...]
    reason: str
    """Why these words stand here; an entry without one is refused."""
    level: int = 0
    """Rank on the list's own scale, where it has one."""
    unless: tuple[str, ...] = ()
    """The hit does not count where one of these overlaps it."""
    group: str = ""
    """What the entry has in common with others of its list."""


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of entries."""

    entry: tuple[Entry, ...]
    parts: dict[str, str] = {}
    """Words that stand in several patterns of the file, as `{name}` there."""


class Hit(NamedTuple):
    """Where an entry stands in a text."""

    entry: Entry
    text: str
    start: int
    end: int


class Compiled(NamedTuple):
    """An entry with its expressions."""

    entry: Entry
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


def compile_words(patterns: tuple[str, ...], where: str) -> re.Pattern[str]:
    """One expression for `patterns`, case ignored, word borders at both ends.

    Raises:
        LexiconError: a pattern is no regular expression, or could take more than linear time; `where` names it.
    """
    for pattern in patterns:
        if _NESTED.search(pattern):
            raise LexiconError(f"{where}: nested repetition in {pattern!r}")
        try:
            re.compile(pattern)
        except re.error as error:
            raise LexiconError(f"{where}: bad pattern {pattern!r}: {error}") from error
    body = _loose("|".join(f"({_case(pattern)}:{pattern})" for pattern in patterns))
    return re.compile(rf"(?i)(?<!\w)(?:{body})(?!\w)")


def compile_lexicon(lexicon: Lexicon, file: str) -> tuple[Compiled, ...]:
    """Every entry of `lexicon` compiled; `file` is only for messages.

    Raises:
        LexiconError: an entry without reason or patterns, a name used twice, or a bad pattern.
    """
    seen: set[str] = set()
    out = []
    for entry in lexicon.entry:
        where = f"{file}: entry {entry.name!r}"
        if not entry.reason.strip() or not entry.patterns:
            raise LexiconError(f"{where}: needs patterns and a reason")
        if entry.name in seen:
            raise LexiconError(f"{where}: stands there twice")
        seen.add(entry.name)
        whole = replace(
            entry, patterns=_filled(entry.patterns, lexicon.parts), unless=_filled(entry.unless, lexicon.parts)
        )
        unless = compile_words(whole.unless, where) if whole.unless else None
        out.append(Compiled(whole, compile_words(whole.patterns, where), unless))
    return tuple(out)


def _filled(patterns: tuple[str, ...], parts: dict[str, str]) -> tuple[str, ...]:
    """The patterns with the words of each part in the place of its name."""
    for name, words in parts.items():
        patterns = tuple(pattern.replace(f"{{{name}}}", words) for pattern in patterns)
    return patterns


@cache
def compiled(name: str) -> tuple[Compiled, ...]:
    """The list `<name>.toml` of this room, compiled once."""
    return compile_lexicon(load("pipeline.strength", f"{name}.toml", Lexicon), f"strength/{name}.toml")


@cache
def words_of(name: str, entry: str) -> str:
    """The alternatives of one entry of the list `name` as the body of an expression, spaces loosened."""
    found = next(each.entry for each in compiled(name) if each.entry.name == entry)
    return _loose("|".join(f"(?:{pattern})" for pattern in found.patterns))


@cache
def expression(name: str, entry: str) -> re.Pattern[str]:
    """One entry of the list `name`, compiled."""
    return next(each.pattern for each in compiled(name) if each.entry.name == entry)


def _case(pattern: str) -> str:
    """Names all in capitals are abbreviations: "AIDS" is no verb, "PET" no animal."""
    return "?-i" if _CAPITALS.fullmatch(pattern) else "?"


def _loose(body: str) -> str:
    """A space stands for any white space, ` ?` for perhaps some."""
    return body.replace(" ?", r"\s*").replace(" ", r"\s+")


def find(name: str, text: str) -> tuple[Hit, ...]:
    """Every hit of the list `name` in `text`, in text order; of overlapping hits of one list the longest stays."""
    text = text[:LONGEST]
    lower = text.lower()
    hits = [
        Hit(each.entry, match.group(), match.start(), match.end())
        for each in compiled(name)
        if may_match(each.pattern, lower)
        for match in each.pattern.finditer(text)
        if each.unless is None or not _overlaps(each.unless, text, match.start(), match.end())
    ]
    hits.sort(key=lambda hit: (hit.start - hit.end, hit.start))
    kept: list[Hit] = []
    taken = bytearray(len(text))
    for hit in hits:
        if not any(taken[hit.start : hit.end]):
            kept.append(hit)
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    return tuple(sorted(kept, key=lambda hit: hit.start))


def _overlaps(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether `pattern` matches somewhere that shares a character with `start:end` (looked for 80 characters round)."""
    left = max(start - 80, 0)
    window = text[left : end + 80]
    return any(left + m.start() < end and left + m.end() > start for m in pattern.finditer(window))
