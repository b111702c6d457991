"""How often something is done, and when, where no figure tells it: `nightly`, `a single dose`, `the following day`.

`extract` reads figures; these are no figures, and most of them are told in passing. They are read only where a claim is
asked what its source answers (`checks/_answers.py`): "every day" beside "a single dose" is another treatment.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.fact import Fact, Value

ONCE = 0.0
"""The rhythm of what is done a single time."""


class Once(Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern of `worded.toml`."""

    pattern: str


class WordedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`worded.toml`."""

    rhythms: dict[str, float]
    told_of: dict[str, float]
    once: Once
    things: Once
    spans: dict[str, float]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], float], ...]:
    file = load("pipeline.facts", "worded.toml", WordedFile)
    told = {rf"\b{word} (?:[a-z-]+ ){{0,2}}?{file.things.pattern}\b": rate for word, rate in file.told_of.items()}
    every = {**file.rhythms, file.once.pattern: ONCE, **told}
    return tuple((re.compile(pattern, re.IGNORECASE), rate) for pattern, rate in every.items())


@cache
def _spans() -> tuple[tuple[re.Pattern[str], float], ...]:
    file = load("pipeline.facts", "worded.toml", WordedFile)
    return tuple((re.compile(pattern, re.IGNORECASE), days) for pattern, days in file.spans.items())


@lru_cache(maxsize=4096)
def rhythms(text: str) -> tuple[Fact, ...]:
    """How often the things of a text are done, in times a day (`ONCE` for a single time), in order."""
    return tuple(_told(text, _patterns(), "frequency", "/day"))


@lru_cache(maxsize=4096)
def spans(text: str) -> tuple[Fact, ...]:
    """Times that a text tells without a figure, in days, in order."""
    return tuple(_told(text, _spans(), "time", "day"))


def _told(text: str, patterns: tuple[tuple[re.Pattern[str], float], ...], dimension: str, unit: str) -> Iterator[Fact]:
    taken: list[tuple[int, int]] = []
    found: list[Fact] = []
    for pattern, size in patterns:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            role = "frequency" if dimension == "frequency" else "time_point"
            value = Value("exact", size, size, 0)
            found.append(Fact(dimension, role, match[0], *match.span(), value=value, unit=unit))
    yield from sorted(found, key=lambda fact: fact.start)
