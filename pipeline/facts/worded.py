"""How often something is done, and when, where no figure tells it: `nightly`, `a single dose`, `the following day`.

`extract` reads figures; these are no figures, and most of them are told in passing. They are read only where a claim is
asked what its source answers (`checks/_answers.py`): "every day" beside "a single dose" is another treatment. What
`rhythm.py` counts ("twice a day", "every two weeks") is told here besides, so that one is set against the other.
"""

import re
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from pipeline.facts import rhythm
from pipeline.facts.numbers import fold
from pipeline.lexicon import load
from pipeline.records.fact import Fact, Value

Sizes = tuple[tuple[re.Pattern[str], float], ...]
"""Patterns, and the size that each of them tells."""
Sized = tuple[int, int, float]
"""Where something is told, and its size."""
ONCE = 0.0
"""The rhythm of what is done a single time."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern of `worded.toml`."""

    pattern: str


class WordedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`worded.toml`."""

    rhythms: dict[str, float]
    told_of: dict[str, float]
    once: Words
    things: Words
    spans: dict[str, float]


@cache
def _file() -> WordedFile:
    return load("pipeline.facts", "worded.toml", WordedFile)


@cache
def _rhythms() -> Sizes:
    file = _file()
    told = {rf"\b{word} (?:[a-z-]+ ){{0,2}}?{file.things.pattern}\b": rate for word, rate in file.told_of.items()}
    return _compiled({**file.rhythms, file.once.pattern: ONCE, **told})


@cache
def _spans() -> Sizes:
    return _compiled(_file().spans)


def _compiled(sizes: dict[str, float]) -> Sizes:
    return tuple((re.compile(pattern, re.IGNORECASE), size) for pattern, size in sizes.items())


@lru_cache(maxsize=4096)
def rhythms(text: str) -> tuple[Fact, ...]:
    """How often the things of a text are done, in times a day (`ONCE` for a single time), in order."""
    counted = [(each.start, each.end, each.rate) for each in rhythm.rhythms(fold(text)) if each.told]
    found = _told(text, _rhythms(), counted)
    return tuple(_fact(text, start, end, rate, "frequency") for start, end, rate in found)


@lru_cache(maxsize=4096)
def spans(text: str) -> tuple[Fact, ...]:
    """Times that a text tells without a figure, in days, in order."""
    return tuple(_fact(text, start, end, days, "time") for start, end, days in _told(text, _spans(), []))


def _told(text: str, patterns: Sizes, found: list[Sized]) -> list[Sized]:
    """What the patterns find, besides what was found already, in order and none overlapping."""
    for pattern, size in patterns:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((*match.span(), size))
    return sorted(found)


def _fact(text: str, start: int, end: int, size: float, dimension: Literal["frequency", "time"]) -> Fact:
    role, unit = ("frequency", "/day") if dimension == "frequency" else ("time_point", "day")
    return Fact(dimension, role, text[start:end], start, end, value=Value("exact", size, size, 0), unit=unit)
