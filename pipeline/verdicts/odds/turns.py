"""Where a clause of the source turns the claim round: the same things, and the other way.

The claim is set beside every clause of the passages at hand. A turn needs both texts to speak of one thing: most of
what the clause is about stands in the claim, and enough of the claim in the clause. What may be told of others (another
member of a class, those without a thing) is left alone, and so is a claim that another clause bears out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import SAME, likeness, opposed, rivals
from pipeline.verdicts.odds.occurrences import apart_in_scope, in_part, of_another_part, of_some
from pipeline.verdicts.odds.way import Ground, Scene, Way
from pipeline.verdicts.reading.contrasts import states_an_aim
from pipeline.verdicts.reading.matters import matters
from pipeline.verdicts.reading.moving import moved_by, moving, told_closer
from pipeline.verdicts.reading.outcomes import GRANTED, denied_way, held, null_of
from pipeline.verdicts.reading.prose import in_prose, of_one_statement, of_one_thing
from pipeline.verdicts.reading.senses import (
    EFFECTS,
    Sense,
    generic,
    possible,
    read,
    share,
    softly_denied,
    turners,
    whole,
)
from pipeline.verdicts.reading.tested import found_nothing


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`turns.toml`."""

    outcome: str
    setting: str
    part: str
    pivot: str
    hardly: str
    those_who: str


_pattern = Sheet("pipeline.verdicts.odds", "turns.toml", Words).pattern


Kind = Literal["no effect", "an effect", "opposite", "denied here", "denied there", "ruled out"]


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


_DENIED: tuple[Kind, ...] = ("denied here", "denied there")
ABOUT: Mapping[Kind, float] = {
    "no effect": 0.55,
    "an effect": 0.75,
    "opposite": 0.5,
    **dict.fromkeys(_DENIED, 0.6),
    "ruled out": 0.6,
}
HELD: Mapping[Kind, float] = {
    "no effect": 0.25,
    "an effect": 0.7,
    "opposite": 0.25,
    **dict.fromkeys(_DENIED, 0.5),
    "ruled out": 0.4,
}
"""Least shares for a turn of each kind (train and dev topics of the product's own set)."""
NAMED = 0.95
"""Least share of what a claim denies that stands in the clause, or in another passage: where and of whom it was so.

A denial is the narrower the more it names: "no deaths in May" is not answered by a death.
"""


def turn(claim: str, passages: Sequence[Passage]) -> Turn | None:
    """The clause that turns the claim round, or None: the one that speaks most of the same things."""
    if not of_one_statement(claim):
        return None
    mine = _one_way(claim)
    sides = [
        (passage, sense)
        for passage in passages
        if in_prose(passage) and of_one_thing(passage.text)
        for sense in read(passage.text)
        if not states_an_aim(sense.text)
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
        if kind is None or _of_others(mine, sense) or (kind == "an effect" and found_nothing(passage)):
            continue
        about, held = share(sense.names, mine.names, sense.cues), share(mine.names, sense.names, mine.cues)
        if kind == "denied here" and (_denies_too(mine, passage) or _named(mine, passage, sense, sides) < NAMED):
            continue
        if about >= ABOUT[kind] and held >= HELD[kind]:
            yield Turn(kind, passage, sense.start, sense.end, about, held)


def _denies_too(mine: Sense, passage: Passage) -> bool:
    """Whether another clause of the passage denies something: "A, and those after surgery, were not"."""
    return any(other.denies or softly_denied(other.text, mine.text) for other in read(passage.text))


def _named(mine: Sense, passage: Passage, sense: Sense, sides: Sides) -> float:
    """Share of what the claim names that a clause names, or a passage beside it."""
    beside = [name for other, clause in sides if other is not passage for name in clause.names]
    return share(mine.names, [*sense.names, *beside], mine.cues)


def _kind(mine: Sense, sense: Sense) -> Kind | None:
    """In which way two clauses are at odds, if they speak of one thing."""
    soft = softly_denied(mine.text, sense.text)
    if of_another_part(mine.text, sense.text):
        return None
    if sense.way == "none" and (mine.way in EFFECTS or (mine.way == "link" and _held(mine, sense) >= LINKED)):
        if sense.unmoved and any({mine.way, way} in _CONTRARY for way in sense.unmoved):
            return None  # "did not rise" leaves open whether it fell
        elsewhere = (
            soft
            or mine.denies
            or _narrow(mine.text, sense.text)
            or _of_another_outcome(mine, sense)
            or _names_another(mine, sense)
        )
        return None if elsewhere or _the_other_way(mine, sense) else "no effect"
    if (mine.denies or mine.way == "none") and of_some(mine.text, sense.text):
        return None
    if mine.way == "none" and sense.way in EFFECTS:
        told = not (sense.denies or softly_denied(sense.text, mine.text) or _two_figures(sense.text))
        return "an effect" if told and not possible(sense.text) else None
    if _opposite(mine, sense):
        return "opposite"
    if "none" in (mine.way, sense.way):
        return None
    if mine.denies == sense.denies:
        return "ruled out" if _ruled_out(mine, sense) else None
    if any(_pattern(told).search(text) for text in (mine.text, sense.text) for told in ("hardly", "those_who")):
        return None
    denied, plain = (mine, sense) if mine.denies else (sense, mine)
    if apart_in_scope(mine.text, sense.text) or in_part(mine.text, sense.text) or in_part(sense.text, mine.text):
        return None
    if soft or softly_denied(sense.text, mine.text) or len(sense.names) < LEAST or _turners(mine) != _turners(sense):
        return None
    if not _meet(frozenset({denied.denied}), frozenset(name.name for name in plain.names)):
        return None
    return "denied here" if mine.denies else "denied there"


def _the_other_way(mine: Sense, sense: Sense) -> bool:
    """Whether the clause only denies a move the other way: "was not reduced" says nothing of a rise."""
    return {mine.way, denied_way(sense.text)} == {"up", "down"}


def _ruled_out(mine: Sense, sense: Sense) -> bool:
    """Whether one name of the claim has its opposite in the clause, and neither stands on the other side."""
    if bool(_pattern("pivot").search(mine.text)) != bool(
        _pattern("pivot").search(sense.text)
    ):  # "earlier than A" is "A later"
        return False
    ours, theirs = frozenset(one.name for one in mine.names), frozenset(one.name for one in sense.names)
    pairs = {
        (one, other)
        for one in ours - mine.cues
        for other in theirs - sense.cues
        if opposed(one, other) and not _meet(frozenset({one}), theirs) and not _meet(frozenset({other}), ours)
    }
    return len({one for one, _ in pairs}) == 1 and any(
        _meet(_beside(mine, one), _beside(sense, other)) for one, other in pairs
    )


def _beside(sense: Sense, name: str) -> frozenset[str]:
    """The names that stand right before and behind a name: what it is said of."""
    every = [one.name for one in sense.names]
    return frozenset(
        every[near]
        for at, one in enumerate(every)
        if one == name
        for near in (at - 1, at + 1)
        if 0 <= near < len(every)
    )


LINKED = 0.75
"""Least share of a claim that tells of a mere link, for a clause that denies one to be of the same two."""


def _held(mine: Sense, sense: Sense) -> float:
    return share(mine.names, sense.names, mine.cues)


LEAST = 2
"""Names that a clause holds at least, for a denial of it to be one of the claim."""


def _of_another_outcome(mine: Sense, sense: Sense) -> bool:
    """Whether all that a clause says was not changed, or not linked, is something that the claim does not speak of."""
    told = _pattern("outcome").search(sense.text)
    if told is None:
        return False
    setting = _pattern("setting").search(sense.text, told.end())
    start, end = sense.start + told.end(), sense.start + (setting.start() if setting else len(sense.text))
    named = [one.name for one in sense.names if start <= one.start < end and one.name not in generic()]
    ours = [one.name for one in mine.names]
    return bool(named) and not _meet(frozenset(named), frozenset(ours)) and not _words(named) & _words(ours)


def _names_another(mine: Sense, sense: Sense) -> bool:
    """Whether of every outcome that a clause says did not move, the claim tells a move of less than half.

    Nor does a name count that the claim has only in a clause in which nothing moves: "hips eased; shoulders did not".
    """
    ours, moved = (*mine.names, *matters(mine.text)), moving(mine.text)
    words = _words(one.name for one in ours)
    outcomes = [outcome for null in null_of(sense) for outcome in null.outcomes]
    return bool(outcomes) and not any(
        2 * sum(held(name, ours) or bool(_words([name.name]) & words) for name in outcome) >= len(outcome)
        and not told_closer(ours, outcome)
        and not any(held(name, ours) and not held(name, moved) and _two(mine.text) for name in outcome)
        for outcome in outcomes
    )


def _two(text: str) -> bool:
    """Whether a claim makes two statements, of which one tells no move."""
    return len({bool(moved_by(part.text)) for part in read(text)}) > 1


def _words(found: Iterable[str]) -> set[str]:
    """The words of names, those of a run apart: "kidney stones" holds "stones"."""
    return {word for name in found for word in name.split("-")}


def _narrow(mine: str, text: str) -> bool:
    """Whether a clause tells its lack of effect of a part, or of one round, that the claim does not speak of."""
    return any(match.group() not in mine.lower() for match in _pattern("part").finditer(text.lower()))


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
    first, second = here[0] - here[1], here[1] - here[0]
    ahead, behind = there[0] - there[1], there[1] - there[0]
    straight = _fit(first, ahead) + DECIDES * _fit(second, behind)
    return straight >= DECIDES * (_fit(first, behind) + _fit(second, ahead))


DECIDES = 2
"""What a name behind "than" counts for beside one before it, where what was measured stands too."""


def _sides(sense: Sense, moved: frozenset[str]) -> tuple[frozenset[str], frozenset[str]] | None:
    """The names before and behind "than", without what was measured; None where nothing is compared."""
    pivot = _pattern("pivot").search(sense.text)
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


def _names(sense: Sense) -> frozenset[str]:
    return frozenset(one.name for one in sense.names) - sense.cues - generic()


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
    """Whether another clause tells the claim's own way of the same things, or of what the found clause leaves out.

    "Although admissions did not rise overall, they rose in young men": what the claim tells of young men stands there.
    """
    beside = [sense for passage, sense in sides if passage is found.passage]
    clause = next(sense for sense in beside if sense.start == found.start)
    if not GRANTED.search(clause.text):
        beside = []
    left = frozenset(
        one.name for one in mine.names if one.name not in mine.cues and not _meet(frozenset({one.name}), _names(clause))
    )
    if any(sense.way == mine.way and sense.way in EFFECTS and _meet(left, _names(sense)) for sense in beside):
        return True
    return any(
        sense.way == mine.way != "plain"
        and share(sense.names, mine.names, sense.cues) >= 0.5
        and share(mine.names, sense.names, mine.cues) >= found.held - 0.1
        for _, sense in sides
    )


GROUNDS: dict[Kind, Ground] = {
    "no effect": Ground("EFF-001", "The source saw no such effect", "The passage tells no difference and no change."),
    "an effect": Ground("EFF-001", "The source saw an effect", "The passage tells one where the claim tells none."),
    "opposite": Ground("NUM-001", "The other way round in the source", "The passage tells the other direction."),
    "denied here": Ground("SRC-002", "The article denies what the source says", "The claim denies what is told there."),
    "denied there": Ground("SRC-002", "The source denies this", "The passage denies what the claim tells."),
    "ruled out": Ground("SRC-002", "The opposite in the source", "The passage says the opposite."),
}
OF_A_COMPARISON: frozenset[Kind] = frozenset(("no effect", "an effect", "opposite"))
"""Turns that the same comparison, told the same way, rules out."""


def _told(scene: Scene) -> Objection | None:
    found = turn(scene.words, scene.near)
    if found is None or (scene.agreed and found.kind in OF_A_COMPARISON):
        return None
    if found.kind == "no effect" and not scene.has_in_common(found.passage):
        return None
    return GROUNDS[found.kind].objection(found.passage, (found.start, found.end))


WAY = Way(tuple(GROUNDS.values()), _told)
