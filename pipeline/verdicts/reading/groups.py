"""The names of groups and of what is measured: what `comparisons.py` finds and `compared.py` sets beside each other.

Names are stems as the search has them (`likeness.py`), without those that tell nothing. Names of what is missing carry
a mark, so that "not on warfarin" is no answer to "on warfarin". Two names are one where their meaning, their root, an
irregular form or the end of a compound says so; some are the only two of their kind ("upper", "lower").
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.likeness import DERIVED, Name, likeness, names, naming
from pipeline.verdicts.reading.degrees import Cue
from pipeline.verdicts.reading.senses import generic

Names = frozenset[str]
NOTHING: Names = frozenset()
SHORTEST = 5
"""Letters of a word that another may be made of."""


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`groups.toml`."""

    without: str
    hours: str
    rhythm: str
    at_hours: str
    effects: str
    things: str
    amounts: str
    rest: str
    numbers: str
    prefixes: str
    again: str
    roots: tuple[str, ...]
    phrases: tuple[str, ...]
    of_two: tuple[str, ...]


_WORDS = Sheet("pipeline.verdicts.reading", "groups.toml", Lexicon)
_pattern = _WORDS.pattern


# --- words of one use -------------------------------------------------------------------------------------------------


def rest() -> Names:
    """Who is no group of its own."""
    return _WORDS.words("rest", naming)


def effect_names() -> Names:
    """Names of an effect that do not say on what: "benefit", "cured"."""
    return _WORDS.words("effects", naming)


def kinds_of_things() -> Names:
    """What a source may call what it tests: "the device", "the drug"."""
    return _WORDS.words("things", naming)


def amounts() -> Names:
    """Names that tell only that something is measured: "level", "content"."""
    return _WORDS.words("amounts", naming)


@cache
def _pairs() -> frozenset[frozenset[str]]:
    lines = (line.split() for line in _WORDS.file.of_two)
    return frozenset(frozenset((naming(one), naming(other))) for one, other in lines)


@lru_cache(maxsize=16_384)
def of_two(one: str, other: str) -> bool:
    """Whether two names are the only two of their kind: "men" and "women", "upper" and "lower", "fed" and "unfed"."""
    short, long = sorted((one, other), key=len)
    return frozenset((one, other)) in _pairs() or (len(short) >= SHORTEST and long in (f"un{short}", f"non{short}"))


@cache
def _phrases() -> dict[tuple[str, str], str]:
    """Two words that stand for one: "low-income" for "poor"."""
    lines = (line.split() for line in _WORDS.file.phrases)
    return {(naming(first), naming(second)): naming(meant) for first, second, meant in lines}


def _numbers() -> Names:
    return _WORDS.words("numbers", naming)


# --- names, with those of what is missing marked ----------------------------------------------------------------------


class Named(NamedTuple):
    """A name where it stands."""

    name: str
    start: int
    end: int


MISSING = "¬"
REACH = 2
"""Names behind a denial that it reaches."""


def named(text: str, cues: Sequence[Cue]) -> list[Named]:
    """The telling names of a text, without the words that tell a way."""
    flat = _BRACKET.sub(lambda match: " " * len(match.group()), text)
    found = [
        name
        for name in names(flat)
        if (name.name not in generic() or _of_the_day(flat, name.start))
        and name.name not in _numbers()
        and not any(sign.isdigit() for sign in name.name)
        and not any(cue.start < name.end and name.start < cue.end for cue in cues)
    ]
    found = _joined(found)
    missing: set[int] = set()
    for match in _pattern("without").finditer(text):
        behind = [name for name in found if name.start >= match.end() - 1][:REACH]
        missing |= {name.start for name in behind if not _BREAK.search(text[match.end() : name.start])}
    return [Named(MISSING + name.name if name.start in missing else name.name, name.start, name.end) for name in found]


def _joined(found: Sequence[Name]) -> list[Name]:
    """Names with those that two words tell together as one."""
    told: list[Name] = []
    for name in found:
        meant = _phrases().get((told[-1].name, name.name)) if told and name.start - told[-1].end <= 1 else None
        if meant:
            told[-1] = told[-1]._replace(name=meant, end=name.end)
        else:
            told.append(name)
    return told


def _of_the_day(text: str, start: int) -> bool:
    """Whether "day" or "night" stands there as a time of its own: "at night", "by day"."""
    if _pattern("hours").match(text, start) is None:
        return False
    return _pattern("rhythm").match(text, start) is not None or _pattern("at_hours").search(text, 0, start) is not None


_BRACKET = re.compile(r"\([^()]*\)")
"""What stands in brackets are figures and short forms, and no group."""
_BREAK = re.compile(r"[,;:.()]|\b(?:than|but|while|whereas|had|has|have|was|were|is|are|did|does)\b")


def within(found: Sequence[Named], start: int, end: int) -> Names:
    """The names that stand between two places."""
    return frozenset(one.name for one in found if start <= one.start < end)


# --- names beside each other ------------------------------------------------------------------------------------------


def contrary(name: str) -> str:
    """The name of those without what those of a name have; and the other way round."""
    return name.removeprefix(MISSING) if name.startswith(MISSING) else MISSING + name


def alike(name: str, others: Names) -> bool:
    """Whether a name, or one of its meaning or root, stands among others."""
    return any(same(name, other) for other in others)


def same(one: str, other: str) -> bool:
    """Whether two names stand for one thing; those without it are others."""
    if one.startswith(MISSING) != other.startswith(MISSING):
        return False
    one, other = root(one.removeprefix(MISSING)), root(other.removeprefix(MISSING))
    return one == other or likeness(one, other) >= DERIVED or _compound(*sorted((one, other), key=len))


def _compound(short: str, long: str) -> bool:
    """Whether a word is of the other's kind by how it ends: "wheelchair" of "chair", not "antidepress" of "depress"."""
    return len(short) >= SHORTEST and long.endswith(short) and long.removesuffix(short) not in _prefixes()


def _prefixes() -> Names:
    return _WORDS.words("prefixes")


@cache
def _roots() -> dict[str, str]:
    groups = (line.split() for line in _WORDS.file.roots)
    return {naming(word): naming(group[0]) for group in groups for word in group}


def root(name: str) -> str:
    """A name without "re-", and an irregular form as its verb: "lost" is of losing, "rebleeding" of bleeding."""
    bare = name.removeprefix("re-").removeprefix("re") if len(name) >= LONG_ENOUGH else name
    return _roots().get(name) or _roots().get(bare) or (bare if bare in _verbs_again() else name)


LONG_ENOUGH = 6


def _verbs_again() -> Names:
    return _WORDS.words("again", naming)


def apart(one: Names, other: Names) -> Names:
    """The names of one that stand for nothing of the other; "night shift" is more than its "shift"."""
    return frozenset(name for name in one if not any(same(name, far) and not name.endswith(f"-{far}") for far in other))


def less(one: Names, other: Names) -> Names:
    """The names of one that stand for nothing of the other."""
    return frozenset(name for name in one if not alike(name, other))
