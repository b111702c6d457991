"""What a text tells as done, and what it only announces: acts by kind, in the verb's every form and as nouns.

"The board considers whether to shut the ward" announces the act that "the ward has closed" tells as done: both are read
as one kind, by families of words (`acts.toml`). `still_to_come` judges, `verdicts/kept_back/planned.py` holds back.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.text import stem, tokens


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`acts.toml`."""

    together: tuple[str, ...]
    past: str
    between: str
    announced: tuple[str, ...]
    not_told: str
    open_claim: str
    no_subject: str
    idle: str
    order: str


class Act(NamedTuple):
    """An act that a text names, by its kinds, and where."""

    kinds: frozenset[str]
    """The first word of every family that it belongs to, or its own stem."""
    start: int
    end: int
    place: int
    """Where the word itself begins."""


@cache
def words() -> Words:
    """The file, read once."""
    return load("pipeline.checks", "acts.toml", Words)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the file's expressions."""
    return re.compile(getattr(words(), name), re.IGNORECASE)


@cache
def _announced() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(raw.replace("BETWEEN", words().between), re.IGNORECASE) for raw in words().announced)


@cache
def _irregular() -> dict[str, str]:
    """Past form -> verb."""
    pairs = (entry.split(":") for entry in words().past.split())
    return {form: verb for verb, forms in pairs for form in forms.split(",")}


@cache
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in words().together:
        head, *_ = members = line.split()
        for member in members:
            found.setdefault(stem(member), set()).add(head)
    return {root: frozenset(heads) for root, heads in found.items()}


def kinds_of(word: str) -> frozenset[str]:
    """The kinds of act that a word names, in whatever form."""
    low = word.lower()
    root = stem(_irregular().get(low, low))
    return _families().get(root, frozenset((root,)))


def _is_named(word: str) -> bool:
    return stem(word.lower()) in _families()


@lru_cache(maxsize=8_192)
def ahead(text: str) -> tuple[Act, ...]:
    """Acts that a text tells as still to come, or as only thought of."""
    return tuple(act for each in _announced() for match in each.finditer(text) for act in _of(match))


def _of(match: re.Match[str]) -> Iterator[Act]:
    groups = match.groupdict()
    if groups.get("noun"):
        start = match.start("noun")
        for word in tokens(groups["noun"]):
            if _is_named(word.text):
                yield Act(kinds_of(word.text), *match.span(), start + word.start)
        return
    part = "verb" if groups.get("verb") else "doing"
    yield Act(kinds_of(groups[part]), *match.span(), match.start(part))


@lru_cache(maxsize=8_192)
def done(text: str) -> tuple[Act, ...]:
    """Acts that a text tells as past or in force; none where it denies, asks or looks ahead."""
    if pattern("open_claim").search(text):
        return ()
    return tuple(
        Act(kinds_of(token.text), token.start, token.end, token.start)
        for token in tokens(text)
        if token.start > 0
        and is_past(token.text)
        and not pattern("not_told").search(text, 0, token.start)
        and not pattern("no_subject").search(text, 0, token.start)
    )


def is_past(word: str) -> bool:
    """Whether a word has the form of a past."""
    low = word.lower()
    return (low.endswith("ed") and len(low) > _SHORTEST) or low in _irregular()


_SHORTEST = 4


def happened(text: str, kinds: frozenset[str]) -> bool:
    """Whether a text has an act of these kinds anywhere but as announced, or as going on."""
    plans = [(act.start, act.end) for act in ahead(text) if act.kinds & kinds]
    return any(
        (is_past(token.text) or token.lower.endswith(_NOUNS))
        and kinds & kinds_of(token.text)
        and not any(start <= token.start < end for start, end in plans)
        for token in tokens(text)
    )


_NOUNS = ("ion", "al", "ment", "ure", "ance")
"""Endings of nouns that name an act alone, and no thing as "report" does."""


def order(text: str) -> frozenset[str]:
    """Words of order in a text."""
    return frozenset(match[0].lower() for match in pattern("order").finditer(text)) - {"next"}
