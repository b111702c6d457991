"""Words of degree and of change, and the names that they are told of: what `comparisons.py` builds on.

A degree and its adjective are one word ("less common"), a part of it turns it ("half as often"), and each is of a kind:
an amount, a time, a worth. Names of what is missing carry a mark, so that "not on warfarin" is no answer to "on
warfarin".
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.search.likeness import DERIVED, likeness, names, naming
from pipeline.text import Token, tokens
from pipeline.verdicts.reading.effect_words import sign_of, words_of
from pipeline.verdicts.reading.senses import generic

Names = frozenset[str]
NOTHING: Names = frozenset()


class Degree(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind of degree."""

    more: str
    less: str


class Verbs(Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs that set one above another."""

    above: str
    below: str
    over: str
    under: str


class Patterns(Struct, frozen=True, forbid_unknown_fields=True):
    """How a comparison is built."""

    than: str
    alike: str
    times: str
    part: str
    fronted: str
    null: str
    denied: str
    denies: str
    idle: str
    clause: str
    joint: str
    without: str
    settings: str
    closes: str
    closes_with: str
    closes_in: str
    rest: str
    numbers: str
    again: str
    plain: str
    roots: tuple[str, ...]
    rose: str
    fell: str


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`degrees.toml`."""

    degrees: dict[str, Degree]
    verbs: Verbs
    patterns: Patterns


class Cue(NamedTuple):
    """A word that tells a way."""

    kind: str
    """What a degree is of: an amount, a time, a worth; "#" and its own name for any other."""
    sign: int
    form: Literal["degree", "change", "null"]
    start: int
    end: int


@cache
def _file() -> Lexicon:
    return load("pipeline.verdicts.reading", "degrees.toml", Lexicon)


@cache
def pattern(field: str) -> re.Pattern[str]:
    """A pattern of the file, compiled once."""
    return re.compile(getattr(_file().patterns, field), re.IGNORECASE)


@cache
def verb(field: str) -> re.Pattern[str]:
    """A pattern of verbs that set one above another."""
    return re.compile(getattr(_file().verbs, field), re.IGNORECASE)


@cache
def _degrees() -> dict[str, tuple[str, int]]:
    return {
        word: (kind, sign)
        for kind, one in _file().degrees.items()
        for sign, words in ((1, one.more), (-1, one.less))
        for word in words.split()
    }


@cache
def rest() -> Names:
    """Who is no group of its own."""
    return frozenset(naming(word) for word in _file().patterns.rest.split())


@cache
def _numbers() -> Names:
    return frozenset(naming(word) for word in _file().patterns.numbers.split())


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
        if name.name not in generic()
        and name.name not in _numbers()
        and not any(sign.isdigit() for sign in name.name)
        and not any(cue.start < name.end and name.start < cue.end for cue in cues)
    ]
    missing: set[int] = set()
    for match in pattern("without").finditer(text):
        behind = [name for name in found if name.start >= match.end() - 1][:REACH]
        missing |= {name.start for name in behind if not _BREAK.search(text[match.end() : name.start])}
    return [Named(MISSING + name.name if name.start in missing else name.name, name.start, name.end) for name in found]


_BRACKET = re.compile(r"\([^()]*\)")
"""What stands in brackets are figures and short forms, and no group."""
_BREAK = re.compile(r"[,;:.()]|\b(?:than|but|while|whereas)\b")


def within(found: Sequence[Named], start: int, end: int) -> Names:
    """The names that stand between two places."""
    return frozenset(one.name for one in found if start <= one.start < end)


# --- words that tell a way --------------------------------------------------------------------------------------------


@lru_cache(maxsize=8_192)
def cues_of(text: str) -> tuple[Cue, ...]:
    """The words of a text that tell a way; a degree and its adjective are one."""
    text = pattern("idle").sub(lambda match: "·" * len(match.group()), text)
    words = tokens(text)
    found = [Cue("amount", 0, "null", *match.span()) for match in pattern("null").finditer(text)]
    for field, sign in (("rose", 1), ("fell", -1)):
        found += [Cue("amount", sign, "change", *match.span()) for match in pattern(field).finditer(text)]
    for at, word in enumerate(words):
        if not any(cue.start <= word.start < cue.end for cue in found):
            cue = _degree(text, words, at) or _change(words, at)
            found += [cue] if cue else []
    return tuple(sorted(found, key=lambda cue: cue.start))


def _degree(text: str, words: Sequence[Token], at: int) -> Cue | None:
    """The degree that begins at a word, if one does."""
    word, low = words[at], words[at].lower
    if low in ("most", "least"):
        return (
            Cue("amount", 1 if low == "most" else -1, "degree", word.start, word.end)
            if _LAST.match(text, word.end)
            else None
        )
    if low in ("more", "less"):
        sign, following = 1 if low == "more" else -1, words[at + 1] if at + 1 < len(words) else word
        kind, other = _degrees().get(following.lower, ("", 0))
        if kind and following.lower not in ("more", "less", "fewer"):
            return Cue(kind, sign * other, "degree", word.start, following.end)
        return Cue("amount", sign, "degree", word.start, word.end)
    if low not in _degrees():
        return Cue(f"#{naming(low)}", 1, "degree", word.start, word.end) if _of_its_own(words, at) else None
    kind, sign = _degrees()[low]
    part = pattern("part").search(text, max(0, word.start - LEAD), word.start)
    if part is not None:  # "half as often": less, whatever the word
        return Cue(kind, -sign if part["less"] else sign, "degree", part.start(), word.end)
    return Cue(kind, sign, "degree", word.start, word.end) if low.endswith("er") or low in _plain() else None


def _change(words: Sequence[Token], at: int) -> Cue | None:
    """The verb or noun of change that a word is, if it is one."""
    word, low = words[at], words[at].lower
    if low.startswith(("improv", "worsen")):
        return Cue("worth", 1 if low.startswith("improv") else -1, "change", word.start, word.end)
    return Cue("amount", sign_of(low), "change", word.start, word.end) if sign_of(low) else None


_LAST = re.compile(r"\W*$|[,;.:]| (?:from|in|among|with|by|often|frequently)\b")
LEAD = 24
"""Signs before a word of degree in which a part or a multiple of it is told."""


@cache
def _plain() -> Names:
    """Words that are degrees without "-er"."""
    return frozenset(_file().patterns.plain.split())


NEAR = 7
"""Words behind an adjective within which "than" makes it one of degree."""
SHORTEST = 5
"""Letters of such an adjective."""


def _of_its_own(words: Sequence[Token], at: int) -> bool:
    low = words[at].lower
    if not low.endswith("er") or len(low) < SHORTEST or low in words_of("no_degree") or words[at].text[0].isupper():
        return False
    behind = [word.lower for word in words[at + 1 : at + NEAR]]
    if "than" not in behind:
        return False
    between = behind[: behind.index("than")]
    return not any(word.endswith("er") or word in _degrees() for word in between)


def kind_of(text: str) -> str:
    """Of what kind the first degree of some words is."""
    found = [_degrees()[word.lower] for word in re.findall(r"\w+", text) if word.lower in _degrees()]
    return found[0][0] if found else "amount"


# --- names beside each other ----------------------------------------------------------------------------------------


def alike(name: str, others: Names) -> bool:
    """Whether a name, or one of its meaning or root, stands among others."""
    return any(same(name, other) for other in others)


def same(one: str, other: str) -> bool:
    """Whether two names stand for one thing; those without it are others."""
    if one.startswith(MISSING) != other.startswith(MISSING):
        return False
    one, other = root(one.removeprefix(MISSING)), root(other.removeprefix(MISSING))
    return one == other or likeness(one, other) >= DERIVED


@cache
def _roots() -> dict[str, str]:
    groups = (line.split() for line in _file().patterns.roots)
    return {naming(word): naming(group[0]) for group in groups for word in group}


def root(name: str) -> str:
    """A name without "re-", and an irregular form as its verb: "lost" is of losing, "rebleeding" of bleeding."""
    bare = name.removeprefix("re-").removeprefix("re") if len(name) >= LONG_ENOUGH else name
    return _roots().get(name) or _roots().get(bare) or (bare if bare in _verbs_again() else name)


LONG_ENOUGH = 6


@cache
def _verbs_again() -> Names:
    return frozenset(naming(word) for word in _file().patterns.again.split())


def less(one: Names, other: Names) -> Names:
    """The names of one that stand for nothing of the other."""
    return frozenset(name for name in one if not alike(name, other))
