"""Where a claim's figures stand in a passage: beside the words that the claim puts them to, or beside others.

"Gonorrhoea fell by 82%" beside "chlamydia fell by 82%, gonorrhoea by 44%": the figure is there, and stands elsewhere.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts import number_stands
from pipeline.facts.comparison import stand
from pipeline.facts.derived import IN_WORDS, WORKED_OUT
from pipeline.facts.siblings import CAVEATS
from pipeline.facts.slots import outcome_fit
from pipeline.records.fact import Fact, Relation
from pipeline.search.likeness import Name, likeness
from pipeline.verdicts.figures.beside import Beside
from pipeline.verdicts.figures.reckoned import reckoned

NEAR_ENOUGH = 0.7
"""Likeness from which a name counts as standing in a stretch."""
BREAK = re.compile(r"[;:()]|,(?!\d)| (?:and|while|whereas|but|versus|vs\.?|against|compared with|instead of) ")


class Placement(NamedTuple):
    """How the figures of a claim stand in one passage."""

    figures: int
    stand: int
    """Figures that the passage holds, equal, rounded or converted."""
    missing: int
    """Figures that it does not hold although it has others of their kind."""
    lost: int
    """Figures that no given passage holds."""
    misplaced: float
    """By how much the claim's words fit the stretch of another figure better; 0 where they fit the figure's own."""
    unit: int
    """Figures that stand there with another unit of time."""
    differ: int
    """Figures that the fact engine sets against another value of the same slots."""
    agree: int
    reckoned: int
    """Figures that it bears out though it prints others: told in speech, or reckoned from two."""


def figures_of(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that carry a figure, told in digits or as a number word.

    The share that "127 of 312" comes to is left out where its two counts are there: the counts must stand.
    """
    told = [
        fact for fact in facts if fact.value is not None and fact.dimension != "attribute" and fact.term != IN_WORDS
    ]
    counts = [fact for fact in told if fact.dimension in ("count", "number") and fact.term != WORKED_OUT]
    return [
        fact
        for fact in told
        if not (fact.dimension == "percentage" and fact.term == WORKED_OUT)
        or not any(other.start < fact.end and fact.start < other.end for other in counts)
    ]


def _every(facts: Sequence[Fact]) -> list[Fact]:
    """The figures of a source, with the shares that its counts come to: "four in ten" beside "forty of 98"."""
    return [
        fact for fact in facts if fact.value is not None and fact.dimension != "attribute" and fact.term != IN_WORDS
    ]


_FITS = frozenset({"same", "compatible"})


def stands(fact: Fact, others: Sequence[Fact]) -> bool:
    """Whether a figure stands among others: equal, converted, or rounded as speech rounds it ("seven in ten", 69%)."""
    if number_stands(fact, others):
        return True
    if fact.role == "total":
        return any(_value(other) == _value(fact) for other in others)
    return any(stand(fact, other).relation in _FITS for other in others if other.dimension == fact.dimension)


def _value(fact: Fact) -> tuple[float | None, float | None]:
    return (fact.value.low, fact.value.high) if fact.value else (None, None)


def place(
    claim: Sequence[Name], facts: Sequence[Fact], beside: Beside, there: Sequence[Name], rest: Sequence[Fact]
) -> Placement:
    """Set the figures of a claim beside those of a passage.

    Args:
        claim: names of the claim.
        facts: facts of the claim.
        beside: the words of the claim, and the passage with its facts.
        there: names of the passage.
        rest: facts of the other passages at hand.
    """
    mine, theirs = figures_of(facts), figures_of(beside.source)
    told, others = _every(beside.source), _every(rest)
    printed = [stands(fact, told) for fact in mine]
    worked = [not here and reckoned(fact, beside) for fact, here in zip(mine, printed, strict=True)]
    held = [here or out for here, out in zip(printed, worked, strict=True)]
    lost = sum(not here and not stands(fact, others) for fact, here in zip(mine, held, strict=True))
    missing = sum(
        not here and any(other.dimension == fact.dimension for other in theirs)
        for fact, here in zip(mine, held, strict=True)
    )
    relations = [
        set[Relation]() if out else {stand(fact, other).relation for other in theirs}
        for fact, out in zip(mine, worked, strict=True)
    ]
    agree = sum(bool(found & _FITS) for found in relations)
    differ = sum(bool(found & {"different", "stronger"}) and not found & _FITS for found in relations)
    slips = [
        _slip(claim, fact, beside.passage, there, theirs)
        for fact, here in zip(mine, printed, strict=True)
        if here and _alone(fact, mine)
    ]
    unit = sum(_other_unit(fact, theirs) for fact in mine)
    return Placement(len(mine), sum(held), missing, lost, max(slips, default=0.0), unit, differ, agree, sum(worked))


def _alone(fact: Fact, mine: Sequence[Fact]) -> bool:
    """Whether the claim tells one figure of the kind: of several, each may stand beside the words of another."""
    return sum(other.dimension == fact.dimension and other.start != fact.start for other in mine) == 0


def _other_unit(fact: Fact, theirs: Sequence[Fact]) -> bool:
    if fact.dimension != "time" or fact.value is None:
        return False
    alike = [other for other in theirs if other.dimension == "time" and other.value is not None]
    same = any(other.unit == fact.unit and other.value == fact.value for other in alike)
    ends = (fact.value.low, fact.value.high)
    return not same and any(
        other.unit != fact.unit and other.value is not None and (other.value.low, other.value.high) == ends
        for other in alike
    )


def _slip(claim: Sequence[Name], fact: Fact, text: str, there: Sequence[Name], theirs: Sequence[Fact]) -> float:
    """By how much the claim's telling words stand beside another figure of the kind, and not beside the figure itself.

    Telling are the words that stand in some stretches and not in all: what all figures share decides nothing.
    """
    alike = [
        other
        for other in theirs
        if other.dimension == fact.dimension
        and other.term != WORKED_OUT
        and not CAVEATS.intersection(other.qualifiers).difference(fact.qualifiers)
    ]
    own = [other for other in alike if number_stands(fact, [other])]
    rest = [other for other in alike if not number_stands(fact, [other]) and not _one_move(text, other, own)]
    if not own or not rest or any(_points_back(text, other) for other in own):
        return 0.0
    if any(outcome_fit(fact, other) == "same" for other in own):
        return 0.0
    bounds = sorted({(other.start, other.end) for other in alike})
    mine = [_stretch(text, there, bounds, other) for other in own]
    others = [_stretch(text, there, bounds, other) for other in rest]
    common = frozenset.intersection(*mine, *others)
    here = max(_telling(claim, names - common) for names in mine)
    return max(0.0, max(_telling(claim, names - common) for names in others) - here)


_BACK = re.compile(r"^[^,.;:()\d]{0,24}\b(?:it|them|these|those|this|that)\b", re.IGNORECASE)


def _points_back(text: str, at: Fact) -> bool:
    """Whether a word behind a figure stands for what another figure was told of: "and 9 days without it"."""
    return _BACK.match(text[at.end : at.end + 40]) is not None


_TO = re.compile(r"^[\s%\w./]{0,12} ?(?:to|–|-) ?$")


def _one_move(text: str, other: Fact, own: Sequence[Fact]) -> bool:
    """Whether two figures are the ends of one move: "from 40% to 28%"."""
    return any(_TO.match(text[min(one.end, other.end) : max(one.start, other.start)]) for one in own)


def _stretch(text: str, there: Sequence[Name], bounds: Sequence[tuple[int, int]], at: Fact) -> frozenset[str]:
    """The names between the breaks, or the figures, that stand nearest on both sides of a figure."""
    left = max((end for _, end in bounds if end <= at.start), default=0)
    right = min((start for start, _ in bounds if start >= at.end), default=len(text))
    breaks = [match.start() for match in BREAK.finditer(text, left, right)]
    leading = [stop for stop in breaks if stop < at.start and text[stop : at.start].strip(" ,")]
    start = max(leading, default=left)  # "of those recalled, 12%": what stands right before the figure leads up to it
    end = min((stop for stop in breaks if stop >= at.end), default=right)
    return frozenset(name.name for name in there if start <= name.start < end)


def _telling(claim: Sequence[Name], held: frozenset[str]) -> float:
    whole = sum(name.weight for name in claim) or 1.0
    return (
        sum(name.weight for name in claim if any(likeness(name.name, other) >= NEAR_ENOUGH for other in held)) / whole
    )
