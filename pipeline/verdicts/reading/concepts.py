"""What is measured under many names, and who is told of without a name: the closed lists that figures are read by.

"Lived longer" and "deaths" are of one thing from two ends, "cheaper" and "fares" of one thing without a shared word;
"the gel" and "placebo" are the two sides of a trial whatever it tried. Nothing here judges.

Each thing has a sign for every word of it, by which more and less of two figures are told apart; `matters.py` joins
many more outcomes, as runs of words, and tells no sign.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.likeness import naming


class Concept(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is measured."""

    more: str
    less: str = ""
    words: str = ""
    fewer: str = ""


class Groups(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for those who got what is studied, for the others, and words beside them."""

    active: str
    control: str
    dummies: str
    beside: str
    both: str
    amounts: str
    people: str
    idle: str


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`concepts.toml`."""

    concepts: dict[str, Concept]
    plain: dict[str, str]
    groups: Groups
    phrases: dict[str, str]


ALONE = naming("alone")
Role = Literal["active", "control", ""]


_WORDS = Sheet("pipeline.verdicts.reading", "concepts.toml", Lexicon)


@cache
def phrase(field: str) -> re.Pattern[str]:
    """A pattern of the file, compiled once."""
    return re.compile(_WORDS.file.phrases[field], re.IGNORECASE)


@cache
def _sides() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for concept, one in _WORDS.file.concepts.items():
        for sign, line in ((1, one.more), (-1, one.less)):
            for word in line.split():
                found.setdefault(naming(word), {})[concept] = sign
    return found


@cache
def _degrees() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for concept, one in _WORDS.file.concepts.items():
        for sign, line in ((1, one.words), (-1, one.fewer)):
            for word in line.split():
                found.setdefault(word, {})[concept] = sign
    return found


def degree(word: str) -> dict[str, int]:
    """The things that a comparative tells more (1) or less (−1) of: "cheaper" less cost."""
    return _degrees().get(word.lower(), {})


def degree_of_two(how: str, what: str) -> dict[str, int]:
    """What "more expensive", or "less long", tells more or less of."""
    word = next((word for word, line in _WORDS.file.plain.items() if what.lower() in line.split()), "")
    sign = 1 if how.lower() == "more" else -1
    return {concept: sign * way for concept, way in degree(word).items()}


def side(name: str, concepts: Iterable[str]) -> int:
    """1 where a name measures one of some things, −1 where it measures the opposite, else 0."""
    held = _sides().get(name, {})
    return next((held[one] for one in concepts if one in held), 0)


@lru_cache(maxsize=20_000)
def relation(one: str, other: str) -> int:
    """1 where two names measure one thing, −1 where one measures its opposite, 0 where they are of different things."""
    mine, theirs = _sides().get(one, {}), _sides().get(other, {})
    return next((sign * theirs[concept] for concept, sign in mine.items() if concept in theirs), 0)


def _group(field: str) -> frozenset[str]:
    return _WORDS.words(f"groups.{field}", naming)


def role(keys: Sequence[str]) -> Role:
    """Which side of a trial some words name without a name of its own: who got what is studied, or the others."""
    if ALONE in keys:
        return "control"
    telling = [key for key in keys if key not in _group("beside") and not key.startswith(("day ", "dose ", "@", "="))]
    if telling and telling[0] in _group("control") and not any(key in _group("active") for key in telling):
        return "control"
    if any(key in _group("both") for key in telling):
        return "active"
    if telling and all(key in _group("control") for key in telling):
        return "control"
    return "active" if telling and all(key in _group("active") for key in telling) else ""


def names_active(keys: Iterable[str]) -> bool:
    """Whether some words name what is studied by its sort: "the gel", "the course"."""
    return any(key in _group("active") or key in _group("both") for key in keys)


def names_control(keys: Iterable[str]) -> bool:
    """Whether some words name those who did not get it."""
    return any(key in _group("control") for key in keys)


def is_filler(key: str) -> bool:
    """Whether a word tells neither what is measured nor of whom."""
    return any(key in _group(field) for field in ("active", "control", "beside"))


def is_amount(key: str) -> bool:
    """Whether a word tells how much of something people had, and not of what."""
    return key in _group("amounts")


def is_control(key: str) -> bool:
    """Whether a word names by itself those who did not get what is studied."""
    return key in _group("dummies")


def is_people(key: str) -> bool:
    """Whether a word names who takes part."""
    return key in _group("people")


def is_idle(key: str) -> bool:
    """Whether a word tells nothing of what was measured: numbers, how often, that something occurred."""
    return key in _group("idle") or key.partition("-")[0] in _IDLE_RUNS


_IDLE_RUNS = frozenset(("more", "less"))
