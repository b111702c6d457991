"""Polarity and absences: two things that claim and passage must share, however alike their words are."""

from functools import cache

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.claim import Claim
from pipeline.records.verdict import Passage
from pipeline.text import stem, tokens
from pipeline.verdicts.reading.cues import put_off


class Polarity(Struct, frozen=True, forbid_unknown_fields=True):
    """`polarity.toml`."""

    negations: str
    opposites: tuple[str, ...]
    aims: tuple[str, ...]
    prefixes: str
    open: str


WORDS = Sheet("pipeline.verdicts.reading", "polarity.toml", Polarity)
"""The file, which `contrasts.py` reads too."""


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    pairs = (entry.split() for entry in WORDS.file.opposites)
    return tuple((stem(one), stem(other)) for one, other in pairs)


def same_absences(claim: Claim, passage: Passage) -> bool:
    """What the claim says did not occur, the passage says did not occur either, and nowhere counts it.

    "None of the clots gave symptoms" beside "no symptomatic clots": where no figure says so, a denial does.
    """
    for fact in claim.facts:
        if fact.value is None or fact.value.low != 0 or fact.value.high != 0:
            continue
        told = [other.value for other in passage.facts if other.role == fact.role and other.value]
        if any(value.high is None or value.high > 0 for value in told) or not (told or negated(passage.text)):
            return False
    return True


def same_polarity(claim: str, passage: str) -> bool:
    """Neither side denies what the other says, and no word of one has its opposite in the other."""
    mine, theirs = _words(claim), _words(passage)
    if bool(mine & WORDS.words("negations")) != bool(theirs & WORDS.words("negations")):
        return False
    own, other = {stem(word) for word in mine}, {stem(word) for word in theirs}
    return not any(
        (one in own and two in other and two not in own and one not in other)
        or (two in own and one in other and one not in own and two not in other)
        for one, two in _opposites()
    )


def negated(text: str) -> bool:
    """Whether a text denies anything."""
    return bool(_words(text) & WORDS.words("negations"))


def _words(text: str) -> frozenset[str]:
    return frozenset(token.lower for token in tokens(put_off(text)))
