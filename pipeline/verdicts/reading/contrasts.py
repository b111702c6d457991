"""Ways in which two sentences of the same words say different things: what keeps near words from counting as support.

Found here, a contrast never accuses: it only leaves the claim undecided, for a person to read.
"""

import re
from functools import cache

from msgspec import Struct

from pipeline.facts import extract
from pipeline.lexicon import Sheet
from pipeline.search.terms import terms, weight
from pipeline.text import stem, tokens
from pipeline.verdicts.reading.polarity import WORDS


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`contrasts.toml`."""

    than: str
    most: str


_pattern = Sheet("pipeline.verdicts.reading", "contrasts.toml", Words).pattern


@cache
def _aims() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in WORDS.file.aims)


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(WORDS.file.prefixes.split())


def states_an_aim(passage: str) -> bool:
    """Whether the passage says what is asked, not what was found."""
    return any(pattern.search(passage) for pattern in _aims())


def leaves_open(claim: str) -> bool:
    """Whether the claim itself says what was asked or is not known, and no result."""
    return states_an_aim(claim) or WORDS.pattern("open").search(claim) is not None


def turned_round(claim: str, passage: str) -> bool:
    """Whether a word of one side stands on the other only with, or only without, a prefix that denies it."""
    mine, theirs = _roots(claim), _roots(passage)
    return _denies(mine, theirs) or _denies(theirs, mine)


def _roots(text: str) -> frozenset[str]:
    return frozenset(stem(token.lower) for token in tokens(text) if token.text.isalpha())


def _denies(one: frozenset[str], other: frozenset[str]) -> bool:
    for word in one - other:
        for prefix in _prefixes():
            if word.startswith(prefix) and len(word) - len(prefix) >= 4 and word[len(prefix) :] in other - one:
                return True
    return False


def other_direction(claim: str, passage: str) -> bool:
    """Whether the claim says that something went one way, and the passage tells another way, or that one and another.

    A passage in which no direction was understood objects to nothing.
    """
    mine = {fact.term for fact in extract(claim) if fact.role == "direction" and fact.term}
    if not mine:
        return False
    theirs = {fact.term for fact in extract(passage) if fact.role == "direction" and fact.term}
    return bool(theirs) and mine != theirs


_BESIDE = 6
"""Words after "than" that name what is compared with."""


def than_at(text: str) -> int | None:
    """Where "than" stands in a text, or None."""
    found = _pattern("than").search(text)
    return found.start() if found else None


def compared_the_other_way(claim: str, passage: str) -> bool:
    """`A … than B` beside `B … than A`: what the claim compares with stands before "than" in the passage."""
    mine, theirs = _pattern("than").search(claim), _pattern("than").search(passage)
    if not mine or not theirs:
        return False
    behind = _weighty(" ".join(claim[mine.end() :].split()[:_BESIDE]))
    there_behind = _weighty(" ".join(passage[theirs.end() :].split()[:_BESIDE]))
    there_before = _weighty(passage[: theirs.start()])
    return bool(behind) and len(behind & there_before) > len(behind & there_behind)


def _weighty(text: str) -> frozenset[str]:
    return frozenset(name for name in terms(text) if weight(name) > 0)


HALF = 50.0


def fewer_than_most(claim: str, passage: str) -> bool:
    """`Most patients improved` beside a share of less than half."""
    if not _pattern("most").search(claim):
        return False
    shares = [fact.value.high for fact in extract(passage) if fact.dimension == "percentage" and fact.value]
    return bool(shares) and all(share is not None and share < HALF for share in shares)


def contrary(claim: str, passage: str) -> bool:
    """Whether any of the contrasts above keeps the passage from bearing the claim out."""
    return (
        states_an_aim(passage)
        or turned_round(claim, passage)
        or other_direction(claim, passage)
        or compared_the_other_way(claim, passage)
        or fewer_than_most(claim, passage)
    )
