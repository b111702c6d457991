"""Kinds of outcome by their names in papers and in articles, to know that both speak of one.

A source that "did not look at mortality" can't carry "live longer", though they share no word.
"""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.strength.patterns import LONGEST, compile_words


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[kind]]` of `matters.toml`."""

    name: str
    paper: tuple[str, ...]
    told: tuple[str, ...]
    reason: str


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`matters.toml`."""

    kind: tuple[Kind, ...]


class Matter(NamedTuple):
    """A kind of outcome with its expressions."""

    name: str
    paper: re.Pattern[str]
    told: re.Pattern[str]


@cache
def _matters() -> tuple[Matter, ...]:
    return tuple(
        Matter(each.name, *(compile_words(words, f"matters.toml: {each.name}") for words in (each.paper, each.told)))
        for each in load("pipeline.strength", "matters.toml", File).kind
    )


def named(text: str) -> tuple[Matter, ...]:
    """The kinds of outcome that `text` names as papers do."""
    return tuple(each for each in _matters() if each.paper.search(text[:LONGEST]))


def told(matter: Matter, text: str) -> tuple[int, int] | None:
    """Where `text` tells that something changed of this kind, or None."""
    match = matter.told.search(text[:LONGEST])
    return match.span() if match else None
