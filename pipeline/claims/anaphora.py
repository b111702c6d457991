"""What "the drug", "these patients", "the study" or "it" stands for: the one thing which the text has just named.

A definite noun is read so only back to the sentences just before it in its own section, and only where they name one
thing of the kind and no other. "It" at the head of a statement is the subject of the sentence just before where that
is a substance or a study (Grosz, Joshi and Weinstein 1995: the centre goes on), unless it means nothing ("it is
unclear whether"). The article's own words never change: what is meant stands beside them, for the search and for the
reader ("read as: esketamine").
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.claim import Referent
from pipeline.text.medicines import generic_name

BACK = 3
"""Sentences before its own in which the antecedent of a word is looked for."""


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of thing: the words that point back at it, and the names that it goes by."""

    name: str
    anaphors: str
    names: str
    subject: bool = False
    """Whether "it" may stand for one."""
    place: bool = False
    """Whether what is meant only helps to find the place: a source does not call itself "the PULSE trial"."""


class Pronoun(Struct, frozen=True, forbid_unknown_fields=True):
    """The word "it" as a subject: where it stands, what empties it, and what opens a sentence about a thing."""

    leads: str
    idle: str
    speaks: str
    opening: str


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`anaphora.toml`."""

    pronoun: Pronoun
    kinds: tuple[Kind, ...]


class _Kind(NamedTuple):
    anaphors: re.Pattern[str]
    names: re.Pattern[str]
    subject: re.Pattern[str] | None
    """A sentence whose subject is one of them."""
    place: bool


class _It(NamedTuple):
    leads: re.Pattern[str]
    idle: re.Pattern[str]
    speaks: re.Pattern[str]


@cache
def _kinds() -> tuple[_Kind, ...]:
    file = load("pipeline.claims", "anaphora.toml", File)
    return tuple(_compiled(kind, file.pronoun) for kind in file.kinds)


def _compiled(kind: Kind, pronoun: Pronoun) -> _Kind:
    """The expressions of a kind; `{medicine}` in them is a generic name."""
    names = kind.names.replace("{medicine}", generic_name())
    subject = re.compile(rf"{pronoun.opening}(?P<thing>{names})") if kind.subject else None
    return _Kind(re.compile(kind.anaphors), re.compile(names), subject, kind.place)


@cache
def _it() -> _It:
    pronoun = load("pipeline.claims", "anaphora.toml", File).pronoun
    return _It(re.compile(pronoun.leads), re.compile(pronoun.idle), re.compile(pronoun.speaks))


def referents(statement: str, ahead: str, before: Sequence[str]) -> tuple[Referent, ...]:
    """What the words of a statement that point back stand for.

    Args:
        statement: the words of the claim; spans count in them.
        ahead: what stands before it in its own sentence.
        before: the sentences before that one in the same section, in order.
    """
    found = [*_of_nouns(statement, ahead, before)]
    if not ahead.strip() and (one := _of_it(statement, before[-BACK:])):
        found.append(one)
    return tuple(found)


def _of_nouns(statement: str, ahead: str, before: Sequence[str]) -> Iterator[Referent]:
    for kind in _kinds():
        pointing = kind.anaphors.search(statement)
        if pointing is None or kind.names.search(statement):
            continue
        told = [match.group().strip() for text in (*before[-BACK:], ahead) for match in kind.names.finditer(text)]
        if len({name.lower() for name in told}) == 1:
            yield Referent(pointing.start(), pointing.end(), told[-1], kind.place)


def _of_it(statement: str, before: Sequence[str]) -> Referent | None:
    """The thing that "it" at the head of a statement goes on speaking of."""
    pointing = _leading(statement)
    if pointing is None:
        return None
    speaks = _it().speaks.match(statement, pointing.start("it")) is not None
    for sentence in reversed(before):
        if _leading(sentence) is not None:
            continue  # this one goes on about the same thing
        for kind in _kinds():
            told = kind.subject.match(sentence) if kind.subject and (kind.place or not speaks) else None
            if told and len({name.group().lower() for name in kind.names.finditer(sentence)}) == 1:
                return Referent(*pointing.span("it"), told["thing"].strip(), kind.place)
        return None
    return None


def _leading(sentence: str) -> re.Match[str] | None:
    """The word "it" as the subject of a sentence, where it means a thing."""
    found = _it().leads.match(sentence)
    return None if found is None or _it().idle.match(sentence, found.start("it")) else found
