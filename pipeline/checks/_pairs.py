"""Two numbers told against each other, "10 vs. 15 days": they stand in a work together, or one of them is wrong.

A number that a claim takes from the other side of a comparison stands in the source, and of the right thing, so nothing
but its partner shows the slip.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks import Dossier
from pipeline.checks._standing import told_as
from pipeline.facts.slots import shared
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage

WORDS = 2
"""Words that must stand near both numbers for two pairs to be of one comparison."""
FIRM = 3
"""Words in common from which the claim is called wrong, and not only asked."""
_LEFT_OUT = frozenset({"confidence_level", "confidence_interval", "p_value", "date", "age", "total"})
_SPANS = frozenset({"range", "interval"})
_BRACKETS = re.compile(r"[\[({][^\])}]{0,80}[\])}]+")
_VERSUS = re.compile(
    r"[^.;]{0,40}?\b(?:vs\.?|versus|(?:as )?compared (?:with|to)|against|than)\s[^.;]{0,24}", re.IGNORECASE
)


class Slip(NamedTuple):
    """A number of the claim, and the one that the source sets against its partner."""

    fact: Fact
    source: Fact
    passage: Passage
    firm: bool


class Pairs(NamedTuple):
    """What became of the comparisons of a claim."""

    standing: frozenset[int]
    """Ids of facts whose comparison the source tells whole."""
    slips: tuple[Slip, ...]


def compared(dossier: Dossier) -> Pairs:
    """The numbers of the claim that stand with their partner, and those whose partner has another in the source."""
    standing: set[int] = set()
    found: list[Slip] = []
    for one, other in _pairs(dossier.claim.text, dossier.claim.facts):
        if any(_hold_both(*both, one, other) for both in pairwise((*dossier.passages, *dossier.passages[-1:]))):
            standing |= {id(one), id(other)}
            continue
        slip = next((slip for ranked in dossier.ranked for slip in _against(ranked.passage, one, other)), None)
        if slip is not None:
            found.append(slip)
    return Pairs(frozenset(standing), tuple(found))


def _pairs(text: str, facts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    told = [fact for fact in facts if _is_side(fact)]
    told = [fact for fact in told if not any(_inside(fact, span.span()) for span in _BRACKETS.finditer(text))] or told
    return [(one, other) for one, other in pairwise(told) if _set_against(text, one, other)]


def _is_side(fact: Fact) -> bool:
    """Whether a number can be one side of a comparison: a plain value of a group."""
    plain = fact.value is not None and fact.value.kind not in _SPANS
    return plain and fact.dimension != "attribute" and fact.role not in _LEFT_OUT


def _inside(fact: Fact, span: tuple[int, int]) -> bool:
    """Whether a number stands in brackets that hold no comparison of their own."""
    return span[0] < fact.start and fact.end < span[1] and fact.dimension == "number"


def _set_against(text: str, one: Fact, other: Fact) -> bool:
    gap = text[one.end : other.start]
    if len(gap) > 120 or one.end > other.start or not (one.dimension == other.dimension or not one.unit):
        return False
    return _VERSUS.fullmatch(_BRACKETS.sub(" ", gap)) is not None


def _hold_both(passage: Passage, following: Passage, one: Fact, other: Fact) -> bool:
    """Whether a passage and the next hold both numbers; two equal ones must stand in a comparison there."""
    if one.value == other.value:
        return any(told_as(one, left) and told_as(other, right) for left, right in _pairs(passage.text, passage.facts))
    facts = (*passage.facts, *following.facts)
    return any(told_as(one, fact) for fact in facts) and any(told_as(other, fact) for fact in facts)


def _against(passage: Passage, one: Fact, other: Fact) -> Iterator[Slip]:
    for left, right in _pairs(passage.text, passage.facts):
        for mine, partner, theirs, rest in ((one, other, left, right), (other, one, right, left)):
            alike = mine.dimension == theirs.dimension and told_as(partner, rest) and not told_as(mine, theirs)
            if alike and shared(partner, rest) >= WORDS:
                yield Slip(mine, theirs, passage, shared(partner, rest) >= FIRM)
