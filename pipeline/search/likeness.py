"""How near two words stand in meaning, by the thesaurus of the field, and which of them rule each other out.

Words are compared as *names*: stems, with runs of words that the thesaurus knows ("heart attack") as one name.
Groups are not chained: two names are alike only where one group holds both.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.claims.words import is_content
from pipeline.lexicon import load
from pipeline.search.aliases import Aliases
from pipeline.search.rarity import rarity
from pipeline.search.terms import term
from pipeline.text import stem, tokens

SAME, DERIVED, KIN = 0.9, 0.75, 0.45
"""Worth of a synonym, of another word of the same root, and of a word of the same field, beside 1 for the word."""
LONGEST_RUN = 4
_ROOT = 5
"""Letters that two words of one root share at least."""


class Thesaurus(Struct, frozen=True, forbid_unknown_fields=True):
    """`thesaurus.toml`."""

    same: tuple[str, ...]
    kin: tuple[str, ...]
    opposites: tuple[str, ...]
    classes: tuple[str, ...]


class Name(NamedTuple):
    """A content word, or a known run of words: what it is called, how much it tells, where it stands."""

    name: str
    weight: float
    start: int
    end: int
    proper: bool = False
    """Written like a name: a capital inside a sentence, or letters with figures."""


@cache
def _thesaurus() -> Thesaurus:
    return load("pipeline.search", "thesaurus.toml", Thesaurus)


@lru_cache(maxsize=50_000)
def naming(word: str) -> str:
    """The name of a word or of a hyphenated run."""
    return "-".join(stem(part) for part in word.lower().split("-"))


@cache
def _groups() -> Mapping[str, frozenset[int]]:
    return _places(_thesaurus().same)


@cache
def _fields() -> Mapping[str, frozenset[int]]:
    return _places(_thesaurus().kin)


@cache
def _classes() -> Mapping[str, frozenset[int]]:
    return _places(_thesaurus().classes)


def _places(groups: Sequence[str]) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for at, group in enumerate(groups):
        for word in group.split():
            found.setdefault(naming(word), set()).add(at)
    return {name: frozenset(places) for name, places in found.items()}


@cache
def _runs() -> frozenset[tuple[str, ...]]:
    words = (word for group in (*_thesaurus().same, *_thesaurus().kin, *_thesaurus().classes) for word in group.split())
    return frozenset(tuple(naming(word).split("-")) for word in words if "-" in word)


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _thesaurus().opposites:
        one, other = (naming(word) for word in pair.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in found.items()}


_WORD = re.compile(r"\w[\w-]*")


@lru_cache(maxsize=20_000)
def _names(text: str, used: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Name, ...]:
    return tuple(_named(text, dict(used)))


def names(text: str, aliases: Aliases | None = None) -> tuple[Name, ...]:
    """The names of a text in order; short forms of `aliases` stand as the words they mean. Numbers are left out.

    Texts are remembered together with the few short forms that they use: a passage is read once for all claims.
    """
    if not aliases:
        return _names(text, ())
    held = sorted(set(_WORD.findall(text.lower())) & aliases.keys())
    return _names(text, tuple((word, aliases[word]) for word in held))


def _named(text: str, aliases: Aliases) -> Iterable[Name]:
    words = tokens(text)
    roots = [stem(word.lower) for word in words]
    at = 0
    while at < len(words):
        size = _run(roots, at)
        if size:
            yield _make("-".join(roots[at : at + size]), words[at].start, words[at + size - 1].end)
            at += size
            continue
        word = words[at]
        if word.lower in aliases:
            for part in aliases[word.lower]:
                if is_content(part):
                    yield _make(stem(part), word.start, word.end)
        elif is_content(word.lower) and any(sign.isalpha() for sign in word.text):
            inner = at > 0 and words[at - 1].text not in ".:!?" and word.text[0].isupper()
            proper = inner or any(sign.isdigit() for sign in word.text) or sum(map(str.isupper, word.text)) > 1
            yield _make(naming(word.lower), word.start, word.end, proper=proper)
        at += 1


def _make(name: str, start: int, end: int, *, proper: bool = False) -> Name:
    return Name(name, max(rarity(name), 0.9 if proper else 0.05), start, end, proper)


def _run(roots: list[str], at: int) -> int:
    for size in range(min(LONGEST_RUN, len(roots) - at), 1, -1):
        if tuple(roots[at : at + size]) in _runs():
            return size
    return 0


@lru_cache(maxsize=200_000)
def likeness(one: str, other: str) -> float:
    """How near two names stand: 1 the same, `SAME` synonyms, `DERIVED` of one root, `KIN` of one field, 0 apart."""
    if one == other:
        return 1.0
    if _places_of(one, _groups()) & _places_of(other, _groups()) or term(one) == term(other):
        return SAME
    if _one_root(one, other):
        return DERIVED
    if _places_of(one, _fields()) & _places_of(other, _fields()):
        return KIN
    return 0.0


def among(name: Name, there: Iterable[Name], least: float = SAME) -> bool:
    """Whether a name, or one that stands as near to it as `least`, is among others."""
    return any(likeness(name.name, other.name) >= least for other in there)


def meet(some: Iterable[Name], others: Sequence[Name], least: float = SAME) -> bool:
    """Whether any of some names is among others."""
    return any(among(one, others, least) for one in some)


def share_among(wanted: Sequence[Name], there: Sequence[Name], least: float = SAME) -> float:
    """Share of the weight of some names that is among others; 0 of none."""
    whole = sum(name.weight for name in wanted)
    return sum(name.weight for name in wanted if among(name, there, least)) / whole if whole else 0.0


def _places_of(name: str, groups: Mapping[str, frozenset[int]]) -> frozenset[int]:
    return groups.get(name, frozenset())


def _one_root(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    shared = 0
    for a, b in zip(short, long, strict=False):
        if a != b:
            break
        shared += 1
    if shared >= _ROOT and shared >= 0.75 * len(short) and shared >= 0.5 * len(long):
        return True
    return "-" in long and short in long.split("-") and len(short) > 2


@lru_cache(maxsize=200_000)
def opposed(one: str, other: str) -> bool:
    """Whether two names rule each other out: antonyms, directly or through a synonym of one of them."""
    return _opposite_of(one, other) or _opposite_of(other, one)


def _opposite_of(one: str, other: str) -> bool:
    return any(other == name or _groups_share(other, name) for name in _opposites().get(one, ()))


def _groups_share(one: str, other: str) -> bool:
    return bool(_places_of(one, _groups()) & _places_of(other, _groups()))


@lru_cache(maxsize=200_000)
def rivals(one: str, other: str) -> bool:
    """Whether two names are different members of one class, so that one can't stand for the other."""
    return (
        one != other
        and bool(_places_of(one, _classes()) & _places_of(other, _classes()))
        and likeness(one, other) < SAME
    )
