"""Qualities and their contraries: what "harder" is to "softer", to "hardness rose" and to "softened".

A line of `qualities.toml` is one quality: adjectives for more and for less of it, verbs that bring either about, nouns
whose amount tells it. A word may be of several qualities ("hard" is no soft thing, and no easy one); two words are set
beside each other by a quality that both are of. A degree of a quality is of the kind "~" and the bare word.
"""

from functools import cache, lru_cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.search.likeness import naming

KIND = "~"
"""What the kind of a degree of a quality begins with."""


class Quality(Struct, frozen=True, forbid_unknown_fields=True):
    """One quality, for more and for less of it."""

    more: str
    less: str
    up: str = ""
    down: str = ""
    of: str = ""
    not_of: str = ""


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`qualities.toml`."""

    quality: tuple[Quality, ...]


Places = frozenset[tuple[int, int]]
"""The qualities that a word is of, each with 1 for more of it and −1 for less."""
SHORTEST = 4
"""Letters of a noun that an unknown quality is made of: "gritty" of "grit"."""
_VOWELS = "aeiou"


@cache
def _file() -> tuple[Quality, ...]:
    return load("pipeline.verdicts.reading", "qualities.toml", Lexicon).quality


def _gathered(fields: tuple[tuple[str, int], ...]) -> dict[str, Places]:
    found: dict[str, set[tuple[int, int]]] = {}
    for at, quality in enumerate(_file()):
        for field, sign in fields:
            for word in getattr(quality, field).split():
                found.setdefault(word, set()).add((at, sign))
    return {word: frozenset(places) for word, places in found.items()}


@cache
def _adjectives() -> dict[str, Places]:
    return _gathered((("more", 1), ("less", -1)))


@cache
def _comparatives() -> dict[str, str]:
    """Words in "-er" by the word that they are of."""
    return {form: base for base in _adjectives() for form in comparatives(base)}


@cache
def _verbs() -> dict[str, Places]:
    return {naming(word): places for word, places in _gathered((("up", 1), ("down", -1))).items()}


@cache
def _nouns() -> dict[str, Places]:
    found: dict[str, Places] = {}
    for word, places in _gathered((("of", 1), ("not_of", -1), ("more", 1), ("less", -1))).items():
        found[naming(word)] = found.get(naming(word), frozenset()) | places
    return found


def comparatives(base: str) -> tuple[str, ...]:
    """The forms that a word may have for more of it: "wet" gives "weter" and "wetter"."""
    if base.endswith("e"):
        return (f"{base}r",)
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return (f"{base[:-1]}ier", f"{base}er")
    doubled = len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS
    return (f"{base}er", f"{base}{base[-1]}er") if doubled else (f"{base}er",)


def quality(low: str) -> str:
    """The adjective of a quality that a word is, or is the adverb of ("softly"); empty where it is none."""
    stump = low.removesuffix("ly") if low.endswith("ly") else low
    bases = (low, stump, f"{stump[:-1]}y", f"{stump}le", f"{stump}l")
    return next((base for base in bases if base in _adjectives()), "")


def more_of(low: str) -> str:
    """The word that one in "-er" is more of; empty where it is of no quality that is known."""
    return _comparatives().get(low, "")


def bare(low: str) -> str:
    """An unknown word with or without "-er", bare: "odder" and "odd" give one."""
    stump = low.removesuffix("er").removesuffix("e")
    stump = f"{stump[:-1]}i" if stump.endswith("y") else stump
    return stump[:-1] if stump[-2:-1] == stump[-1:] else stump


@lru_cache(maxsize=4_096)
def verb_of(name: str) -> str:
    """The name of a verb where it brings a quality about, else empty."""
    return name if name in _verbs() else ""


def _places(kind: str) -> Places:
    word = kind.removeprefix(KIND)
    return _adjectives().get(word, frozenset()) | _verbs().get(word, frozenset())


@lru_cache(maxsize=4_096)
def beside(one: str, other: str) -> int:
    """1 where two kinds of degree are one, −1 where they are contrary, 0 where neither is known."""
    if one == other:
        return 1
    if not (one.startswith(KIND) and other.startswith(KIND)):
        return 0
    return _sign(_places(one), _places(other))


@lru_cache(maxsize=16_384)
def tells(name: str, kind: str) -> int:
    """Whether the amount of a thing tells more of a quality (1) or less of it (−1): "temperature" of "cool" is −1."""
    if kind.startswith(KIND) and not _places(kind):
        return int(len(name) >= SHORTEST and bare(kind.removeprefix(KIND)).removesuffix("i") == bare(name))
    return _sign(_nouns().get(name, frozenset()), _places(kind)) if kind.startswith(KIND) else 0


def _sign(one: Places, other: Places) -> int:
    signs = {mine * theirs for place, mine in one for there, theirs in other if place == there}
    return signs.pop() if len(signs) == 1 else 0
