"""What "the drug" or "these patients" stands for: the one thing of that kind which the text has just named.

Only a definite noun is read so, only back to the sentences just before it in its own section, and only where they name
one thing of the kind and no other. The article's own words never change: what is meant stands beside them, for the
search and for the reader ("read as: esketamine").
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.claim import Referent

BACK = 3
"""Sentences before its own in which the antecedent of a word is looked for."""


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of thing: the words that point back at it, and the names that it goes by."""

    name: str
    anaphors: str
    names: str


class Kinds(Struct, frozen=True, forbid_unknown_fields=True):
    """`anaphora.toml`."""

    kinds: tuple[Kind, ...]


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    file = load("pipeline.claims", "anaphora.toml", Kinds)
    return tuple((re.compile(kind.anaphors), re.compile(kind.names)) for kind in file.kinds)


def referents(statement: str, ahead: str, before: Sequence[str]) -> tuple[Referent, ...]:
    """What the words of a statement that point back stand for.

    Args:
        statement: the words of the claim; spans count in them.
        ahead: what stands before it in its own sentence.
        before: the sentences before that one in the same section, in order.
    """
    return tuple(_found(statement, ahead, before))


def _found(statement: str, ahead: str, before: Sequence[str]) -> Iterator[Referent]:
    for anaphors, known in _kinds():
        pointing = anaphors.search(statement)
        if pointing is None or known.search(statement):
            continue
        told = [match.group().strip() for text in (*before[-BACK:], ahead) for match in known.finditer(text)]
        if len({name.lower() for name in told}) == 1:
            yield Referent(pointing.start(), pointing.end(), told[-1])
