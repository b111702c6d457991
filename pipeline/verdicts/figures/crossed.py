"""Figures that claim and passage hand to different things: "521 on remdesivir, 541 on placebo" beside the other order.

The check of exchanged figures accuses only where a row is built evenly. To keep a claim from being called supported
less is enough: what stands right with a figure of the claim stands, in the passage, with another figure like it, and
nothing that stands with the same figure there is in the claim.
"""

from collections.abc import Sequence

from msgspec import Struct

from pipeline.checks._standing import told_as
from pipeline.facts.keys import Mark, alike, marks
from pipeline.facts.labels import Told, apart, is_bare, nearest, single
from pipeline.lexicon import Sheet
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.search.likeness import names


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`crossed.toml`."""

    set_against: str
    joint: str


_pattern = Sheet("pipeline.verdicts.figures", "crossed.toml", Words).pattern


HEADED = 2
"""Marks before a figure in brackets that tell what it is of: "in high-income countries (5.5%)"."""
COVERED = 0.5
"""Share of what sets the other figure apart that must stand with the claim's figure."""


PAIR = 2
"""Figures that make a row."""


def crossed(claim: str, facts: Sequence[Fact], passages: Sequence[Passage]) -> bool:
    """Whether what the claim tells a figure of stands with another figure like it, and with its own one nowhere.

    Args:
        claim: its words.
        facts: its facts.
        passages: all that are set beside it; the one that stands nearest need not hold the figure.
    """
    said = marks(claim, facts)
    figures = [fact for fact in facts if single(fact)]
    found = [(passage, marks(passage.text, passage.facts)) for passage in passages] if figures else []
    return any(_everywhere([_place(claim, said, fact, facts, *place) for place in found]) for fact in figures)


def _everywhere(places: Sequence[bool | None]) -> bool:
    return True in places and False not in places


def _place(
    claim: str, said: Sequence[Mark], fact: Fact, facts: Sequence[Fact], passage: Passage, found: Sequence[Mark]
) -> bool | None:
    """Whether a passage has the figure in another's place; None where it does not have it, or can't tell."""
    row = _like(fact, passage.facts)
    if len(row) < PAIR or is_bare(passage.text, row) or not any(told_as(fact, other) for other in row):
        return None
    own = _said(claim, said, fact, facts, row)
    return _elsewhere(fact, own, row, _told(passage.text, found, row)) if own else None


def _said(claim: str, said: Sequence[Mark], fact: Fact, facts: Sequence[Fact], there: Sequence[Fact]) -> list[Mark]:
    """The marks of the claim that are of one of its figures; none where that can't be told."""
    values = {_low(other) for other in there}
    row = [
        each
        for each in _in_order(facts)
        if each is fact or _alike(fact, each) or (each.dimension != fact.dimension and _low(each) in values)
    ]
    if not any(each is fact for each in row):
        return []
    if len(row) > 1:
        told = _told(claim, said, row)[next(at for at, each in enumerate(row) if each is fact)]
        return [mark for mark in said if mark.key in told.keys]
    return [] if _pattern("set_against").search(claim) else list(said)


def _low(fact: Fact) -> float | None:
    return fact.value.low if fact.value is not None else None


def _elsewhere(fact: Fact, said: Sequence[Mark], row: Sequence[Fact], told: Sequence[Told]) -> bool:
    standing = [at for at, other in enumerate(row) if told_as(fact, other)]
    rest = [at for at, other in enumerate(row) if not told_as(fact, other)]
    return all(any(_of_the_other(said, told[at], told[other]) for other in rest) for at in standing)


def _of_the_other(said: Sequence[Mark], own: Told, other: Told) -> bool:
    mine, theirs = apart(own, other)
    held = sum(any(alike(key, mark.key) for mark in said) for key in theirs.keys)
    return bool(mine.keys) and mine.covered(said) == 0.0 and held > 0 and held >= COVERED * len(theirs.keys)


def _in_order(facts: Sequence[Fact]) -> list[Fact]:
    """The single figures of a text in order, without those that overlap the one before."""
    found: list[Fact] = []
    for each in sorted(filter(single, facts), key=lambda one: one.start):
        if not found or found[-1].end <= each.start:
            found.append(each)
    return found


def _like(fact: Fact, facts: Sequence[Fact]) -> list[Fact]:
    """The figures of a text that one could be taken for, in order."""
    return [each for each in _in_order(facts) if _alike(fact, each)]


_BARE = {"count": "number"}


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two figures are of one kind; counted things are where they are not named differently."""
    kinds = {_BARE.get(fact.dimension, fact.dimension) for fact in (one, other)}
    if len(kinds) > 1 or one.unit != other.unit:
        return False
    return one.noun == other.noun or not (one.noun and other.noun)


def _told(text: str, found: Sequence[Mark], row: Sequence[Fact]) -> list[Told]:
    """What stands right with each figure; one in brackets is of what stands before them."""
    near = nearest(text, found, row)
    return [_headed(text, found, fact) or told for fact, told in zip(row, near, strict=True)]


def _headed(text: str, found: Sequence[Mark], fact: Fact) -> Told | None:
    if not text[: fact.start].rstrip(" n=").endswith("(") or text[fact.end : fact.end + 1] not in {")", ",", ";"}:
        return None
    before = [mark.key for mark in found if mark.end <= fact.start][-HEADED:]
    return Told(tuple(dict.fromkeys(before))) if before else None


def halves_crossed(claim: str, passage: str) -> bool:
    """Whether two halves hand round what they tell: "normal at first and highest later", the passage the other way."""
    ours, theirs = _halves(claim), _halves(passage)
    if ours is None or theirs is None:
        return False
    first, second = (mine - other for mine, other in ((ours[0], ours[1]), (ours[1], ours[0])))
    third, fourth = (mine - other for mine, other in ((theirs[0], theirs[1]), (theirs[1], theirs[0])))
    return bool(first & third and second & fourth and first & fourth and second & third)


def _halves(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    parts = _pattern("joint").split(text)
    if len(parts) != PAIR:
        return None
    one, other = (frozenset(name.name for name in names(part)) for part in parts)
    return one, other
