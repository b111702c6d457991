"""Words of degree and of change: what `comparisons.py` builds on.

A degree and its adjective are one word ("less common"), a part of it turns it ("half as often"), and each is of a kind:
an amount, a time, a worth, or a quality of its own (`qualities.py`).
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.text import Token, tokens
from pipeline.verdicts.reading.effect_words import sign_of, words_of
from pipeline.verdicts.reading.qualities import KIND, bare, more_of, quality


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
    since: str
    settings: str
    closes: str
    closes_with: str
    closes_in: str
    closes_to: str
    trails: str
    tells: str
    places: str
    plain: str
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
    """What a degree is of: an amount, a time, a worth; "~" and its own word for any other."""
    sign: int
    form: Literal["degree", "change", "null"]
    start: int
    end: int


_WORDS = Sheet("pipeline.verdicts.reading", "degrees.toml", Lexicon)


def pattern(field: str) -> re.Pattern[str]:
    """How a comparison is built: one of `Patterns`."""
    return _WORDS.pattern(f"patterns.{field}")


def verb(field: str) -> re.Pattern[str]:
    """Verbs that set one above another: one of `Verbs`."""
    return _WORDS.pattern(f"verbs.{field}")


@cache
def _degrees() -> dict[str, tuple[str, int]]:
    return {
        word: (kind, sign)
        for kind, one in _WORDS.file.degrees.items()
        for sign, words in ((1, one.more), (-1, one.less))
        for word in words.split()
    }


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
        base = quality(following.lower) or (bare(following.lower) if _of_manner(words, at + 1) else "")
        if base:
            return Cue(f"{KIND}{base}", sign, "degree", word.start, following.end)
        return Cue("amount", sign, "degree", word.start, word.end)
    if low not in _degrees():
        base = more_of(low) or (bare(low) if _of_its_own(words, at) else "")
        return Cue(f"{KIND}{base}", 1, "degree", word.start, word.end) if base else None
    kind, sign = _degrees()[low]
    part = pattern("part").search(text, max(0, word.start - LEAD), word.start)
    if part is not None:  # "half as often": less, whatever the word
        return Cue(kind, -sign if part["less"] else sign, "degree", part.start(), word.end)
    return Cue(kind, sign, "degree", word.start, word.end) if low.endswith("er") or low in _plain() else None


def _of_manner(words: Sequence[Token], at: int) -> bool:
    """Whether a word behind "more" is an adjective or an adverb, by its ending and by what follows."""
    if at >= len(words) or not words[at].lower.endswith(_ENDINGS):
        return False
    return at + 1 == len(words) or not words[at + 1].text[0].isalnum() or words[at + 1].lower in words_of_place()


_ENDINGS = ("ly", "ful", "ous", "less", "able", "ible", "ish", "ive")


def words_of_place() -> frozenset[str]:
    """Words that no name begins with."""
    return _WORDS.words("patterns.places")


def _change(words: Sequence[Token], at: int) -> Cue | None:
    """The verb or noun of change that a word is, if it is one."""
    word, low = words[at], words[at].lower
    if low.startswith(("improv", "worsen")):
        return Cue("worth", 1 if low.startswith("improv") else -1, "change", word.start, word.end)
    return Cue("amount", sign_of(low), "change", word.start, word.end) if sign_of(low) else None


_LAST = re.compile(r"\W*$|[,;.:]| (?:from|in|among|with|by|often|frequently)\b")
LEAD = 24
"""Signs before a word of degree in which a part or a multiple of it is told."""


def _plain() -> frozenset[str]:
    """Words that are degrees without "-er"."""
    return _WORDS.words("patterns.plain")


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
    return _first(text)[0]


def sign_in(text: str) -> int:
    """The sign of the first degree of some words."""
    return _first(text)[1]


def _first(text: str) -> tuple[str, int]:
    words = re.findall(r"\w+", text.lower())
    found = [_degrees()[word] for word in words if word in _degrees()]
    own = [(f"{KIND}{quality(word)}", 1) for word in words if quality(word)]
    return next(iter((*found, *own)), ("amount", 1))
