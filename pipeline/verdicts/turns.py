"""Where a clause of the source turns the claim round: the same things, and the other way.

The claim is set beside every clause of the passages at hand. A turn needs both texts to speak of one thing: most of
what the clause is about stands in the claim, and enough of the claim in the clause. What may be told of others (another
member of a class, those without a thing) is left alone, and so is a claim that another clause bears out.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from pipeline.records.verdict import Passage
from pipeline.search.likeness import SAME, likeness, opposed, rivals
from pipeline.verdicts.senses import EFFECTS, Sense, generic, read, share, softly_denied, turners, whole

Kind = Literal["no effect", "an effect", "opposite", "denied", "ruled out"]


class Turn(NamedTuple):
    """A clause of the source that turns the claim round."""

    kind: Kind
    passage: Passage
    start: int
    end: int
    about: float
    """Share of what the clause is about that the claim speaks of."""
    held: float
    """Share of what the claim is about that the clause holds."""


ABOUT: Mapping[Kind, float] = {"no effect": 0.55, "an effect": 0.5, "opposite": 0.5, "denied": 0.6, "ruled out": 0.6}
HELD: Mapping[Kind, float] = {"no effect": 0.25, "an effect": 0.5, "opposite": 0.25, "denied": 0.5, "ruled out": 0.4}
"""Least shares for a turn of each kind (train and dev topics of the product's own set)."""
LONGEST_CLAIM = 30
"""Words of a claim beyond which it surely makes more than one statement."""
LONGEST = 60
"""Words of a passage beyond which it surely tells more than one thing."""


def turn(claim: str, passages: Sequence[Passage]) -> Turn | None:
    """The clause that turns the claim round, or None: the one that speaks most of the same things."""
    if len(claim.split()) > LONGEST_CLAIM:
        return None
    mine = _one_way(claim)
    sides = [
        (passage, sense)
        for passage in passages
        if passage.kind not in ("cell", "field") and len(passage.text.split()) <= LONGEST
        for sense in read(passage.text)
    ]
    found = [one for one in _turns(mine, sides) if not _told_too(mine, one, sides)]
    return max(found, key=lambda one: one.about + one.held, default=None)


def _one_way(claim: str) -> Sense:
    """The claim as one clause; of no way where its clauses tell several."""
    mine = whole(claim)
    ways = {sense.way for sense in read(claim)} - {"plain"}
    return mine._replace(way="mixed") if len(ways) > 1 else mine


Sides = Sequence[tuple[Passage, Sense]]


def _turns(mine: Sense, sides: Sides) -> Iterable[Turn]:
    for passage, sense in sides:
        kind = _kind(mine, sense)
        if kind is None or _of_others(mine, sense):
            continue
        about, held = share(sense.names, mine.names, sense.cues), share(mine.names, sense.names, mine.cues)
        if about >= ABOUT[kind] and held >= HELD[kind]:
            yield Turn(kind, passage, sense.start, sense.end, about, held)


def _kind(mine: Sense, sense: Sense) -> Kind | None:
    """In which way two clauses are at odds, if they speak of one thing."""
    soft = softly_denied(mine.text, sense.text)
    if mine.way in EFFECTS and sense.way == "none":
        return None if soft or mine.denies or _narrow(sense.text) else "no effect"
    if mine.way == "none" and sense.way in EFFECTS:
        return None if sense.denies or softly_denied(sense.text, mine.text) or _two_figures(sense.text) else "an effect"
    if _opposite(mine, sense):
        return "opposite"
    if "none" in (mine.way, sense.way):
        return None
    if mine.denies == sense.denies:
        return "ruled out" if _ruled_out(mine, sense) else None
    denied, plain = (mine, sense) if mine.denies else (sense, mine)
    if soft or softly_denied(sense.text, mine.text) or len(sense.names) < LEAST:
        return None
    return "denied" if _meet(frozenset({denied.denied}), frozenset(name.name for name in plain.names)) else None


def _ruled_out(mine: Sense, sense: Sense) -> bool:
    """Whether one name of the claim has its opposite in the clause, and neither stands on the other side."""
    ours, theirs = frozenset(one.name for one in mine.names), frozenset(one.name for one in sense.names)
    pairs = [
        (one, other)
        for one in ours - mine.cues
        for other in theirs - sense.cues
        if opposed(one, other) and not _meet(frozenset({one}), theirs) and not _meet(frozenset({other}), ours)
    ]
    return len({one for one, _ in pairs}) == 1


LEAST = 2
"""Names that a clause holds at least, for a denial of it to be one of the claim."""


def _narrow(text: str) -> bool:
    return " only" in text.lower() or " alone" in text.lower()


_PIVOT = re.compile(r"\bthan\b|\bcompared (?:with|to)\b|(?<=\w )\bas (?=in\b)")
BEHIND = 3
"""Names behind "than" that say what is compared with."""


def _opposite(mine: Sense, sense: Sense) -> bool:
    """Whether what went up in one went down in the other, for the same side of a comparison."""
    if mine.way == "none" or sense.way == "none" or mine.denies or sense.denies:
        return False
    moves = (*mine.moves, *sense.moves)
    if any(move.way == "other" for move in moves) or _turners(mine) != _turners(sense):
        return False
    pairs = [(one, other) for one in mine.moves for other in sense.moves if _meet(one.heads, other.heads)]
    against = [_shared(one.heads, other.heads) for one, other in pairs if {one.way, other.way} in _CONTRARY]
    if not against or any(one.way == other.way for one, other in pairs):
        return False
    return _one_side(mine, sense, against[0])


_CONTRARY: tuple[set[str], ...] = ({"up", "down"}, {"good", "bad"})


def _turners(sense: Sense) -> frozenset[str]:
    return frozenset(name.name for name in sense.names) & turners()


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """The names of both that stand for one thing."""
    return frozenset(name for one in mine for other in theirs if likeness(one, other) >= SAME for name in (one, other))


def _one_side(mine: Sense, sense: Sense, moved: frozenset[str]) -> bool:
    """Whether both compare with the same: what stands behind "than" in the claim does not stand before it there."""
    here, there = _sides(mine, moved), _sides(sense, moved)
    if here is None:
        return there is None or not _fit(frozenset(one.name for one in mine.names) - moved, there[1] - there[0])
    if there is None:
        return not _fit(here[1] - here[0], frozenset(one.name for one in sense.names))
    ahead, behind = there[0] - there[1], there[1] - there[0]
    straight = _fit(here[0], ahead) + _fit(here[1], behind)
    return straight >= _fit(here[0], behind) + _fit(here[1], ahead)


def _sides(sense: Sense, moved: frozenset[str]) -> tuple[frozenset[str], frozenset[str]] | None:
    """The names before and behind "than", without what was measured; None where nothing is compared."""
    pivot = _PIVOT.search(sense.text)
    if pivot is None:
        return None
    cut = sense.start + pivot.start()
    ahead = frozenset(one.name for one in sense.names if one.start < cut)
    behind = [one.name for one in sense.names if one.start >= cut][:BEHIND]
    return ahead - moved, frozenset(behind) - moved


def _fit(wanted: frozenset[str], there: frozenset[str]) -> int:
    return sum(any(likeness(one, other) >= SAME for other in there) for one in wanted)


def _two_figures(text: str) -> bool:
    """Whether a clause tells two figures, or of two alike: then it may be their difference that the claim denies."""
    return sum(word[:1].isdigit() for word in text.split()) > 1 or " as well as " in text


def _meet(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(likeness(one, other) >= SAME for one in mine for other in theirs)


def _of_others(mine: Sense, sense: Sense) -> bool:
    """Whether the clause speaks of other people or things than the claim: those without, another of the class."""
    ours, theirs = frozenset(one.name for one in mine.names), frozenset(one.name for one in sense.names)
    if (mine.minus & theirs) - sense.minus or (sense.minus & ours) - mine.minus:
        return True
    return any(
        rivals(one, other)
        for one in ours - theirs - generic()
        if not any(likeness(one, other) >= SAME for other in theirs)
        for other in theirs - ours
    )


def _told_too(mine: Sense, found: Turn, sides: Sides) -> bool:
    """Whether another clause tells the claim's own way of the same things."""
    return any(
        sense.way == mine.way != "plain"
        and share(sense.names, mine.names, sense.cues) >= 0.5
        and share(mine.names, sense.names, mine.cues) >= found.held - 0.1
        for _, sense in sides
    )
