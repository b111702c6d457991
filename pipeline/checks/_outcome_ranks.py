"""Which outcome a text calls the main one, and which secondary; and whether a claim exchanges the two.

A study has its primary outcome in writing: "the main question was whether comprehension would improve" is wrong where
the source calls spelling the primary outcome and comprehension a secondary one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.verdict import Passage
from pipeline.search.likeness import DERIVED, Name, likeness, names, naming

Rank = Literal["main", "second"]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`outcome_ranks.toml`."""

    outcome: str
    sets: str
    main: tuple[str, ...]
    second: tuple[str, ...]
    idle: str


class Ranked(NamedTuple):
    """Outcomes that a text gives a rank, and where it does."""

    rank: Rank
    what: tuple[Name, ...]
    start: int
    end: int


@cache
def _words() -> Words:
    return load("pipeline.checks", "outcome_ranks.toml", Words)


@cache
def _patterns() -> tuple[tuple[Rank, re.Pattern[str]], ...]:
    words = _words()
    ranks: tuple[tuple[Rank, tuple[str, ...]], ...] = (("main", words.main), ("second", words.second))
    return tuple(
        (rank, re.compile(raw.replace("OUTCOME", words.outcome).replace("SETS", words.sets), re.IGNORECASE))
        for rank, patterns in ranks
        for raw in patterns
    )


@cache
def _idle() -> frozenset[str]:
    return frozenset(naming(word) for word in _words().idle.split())


def ranked(text: str) -> Iterator[Ranked]:
    """The outcomes that a text ranks."""
    for rank, pattern in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span("what")
            what = tuple(name for name in names(text) if start <= name.start < end and name.name not in _idle())
            if what:
                yield Ranked(rank, what, *match.span())


def exchanged(claim: str, passages: Sequence[Passage]) -> tuple[Ranked, Passage, Ranked] | None:
    """What the claim ranks, and where the source gives it the other rank and nowhere the claim's."""
    for said in ranked(claim):
        told = [(passage, one) for passage in passages for one in ranked(passage.text)]
        if any(one.rank == said.rank and _meets(said, one) for _, one in told):
            continue
        against = next(((passage, one) for passage, one in told if one.rank != said.rank and _meets(said, one)), None)
        if against is not None and any(one.rank == said.rank for _, one in told):
            return said, *against
    return None


def _meets(said: Ranked, told: Ranked) -> bool:
    """Whether most of the claim's outcome is among those that the source ranks."""
    held = sum(any(likeness(name.name, other.name) >= DERIVED for other in told.what) for name in said.what)
    return held >= MOST * len(said.what)


MOST = 0.33
"""Least share of the words of the claim's outcome."""
