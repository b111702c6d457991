"""A comparison of the claim beside the same comparison in the source: the groups exchanged, or the way turned round.

Two tellings (`comparisons.py`) are of one thing where the groups of the one stand on the sides of the other and what
was measured is shared. Then the ways must agree; a passage that bears the claim out keeps every other from counting.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.facts.terms import significance_of
from pipeline.records.verdict import Objection, Passage
from pipeline.search.rarity import rarity
from pipeline.verdicts.odds.occurrences import of_another_part
from pipeline.verdicts.odds.parties import is_party
from pipeline.verdicts.odds.way import Ground, Scene, Way
from pipeline.verdicts.reading.comparisons import tellings
from pipeline.verdicts.reading.contrasts import leaves_open, states_an_aim
from pipeline.verdicts.reading.degrees import MISSING, NOTHING, Names, alike, less, named, pattern, root, same
from pipeline.verdicts.reading.effect_words import turners
from pipeline.verdicts.reading.tellings import ALIKE, Telling

LONGEST_CLAIM = 30
"""Words of a claim beyond which it surely makes more than one statement."""
LONGEST = 60
"""Words of a passage beyond which it surely tells more than one thing."""
MEASURED = 0.5
"""Least share of what one side measured that the other must hold."""


class Compared(NamedTuple):
    """A telling of the source beside the claim's."""

    passage: Passage
    start: int
    end: int
    agrees: bool


def against(found: Sequence[Compared]) -> Compared | None:
    """The first of some rulings, where none of them bears the claim out; or None."""
    return None if any(one.agrees for one in found) else next(iter(found), None)


def rulings(claim: str, passages: Sequence[Passage]) -> Iterator[Compared]:
    """Every telling of the passages that is of the claim's comparison, with whether it bears it out."""
    if len(claim.split()) > LONGEST_CLAIM or leaves_open(claim):
        return
    elsewhere = [frozenset(one.name for one in named(passage.text, ())) for passage in passages]
    mine = _own(claim)
    if unread_denial(claim, mine):
        return
    every = frozenset(one.name for one in named(claim, ()))
    for passage in passages:
        if passage.kind in ("cell", "field") or len(passage.text.split()) > LONGEST or states_an_aim(passage.text):
            continue
        if of_another_part(claim, passage.text):
            continue
        if _ALONE.search(passage.text) and not _ALONE.search(claim):
            continue
        for told in tellings(passage.text):
            if unread_denial(passage.text, (told,)):
                continue
            for said in mine:
                lone = said.against and all(_share(said.others, there) <= HALF for there in elsewhere)
                agrees = _ruling(said, told, every, passage, lone=lone)
                if agrees is not None:
                    yield Compared(passage, told.start, told.end, agrees)


def unread_denial(text: str, told: Sequence[Telling]) -> bool:
    """Whether a text denies something that none of its tellings holds: what it reaches is not known."""
    if any(0 in one.ways or any(name.startswith(MISSING) for name in one.own | one.others) for one in told):
        return False
    return any(pattern("denies").search(text[max(0, one.start - LEAD) : one.start]) for one in told)


LEAD = 60
"""Signs before a word that tells a way in which a denial may reach it."""
_ALONE = re.compile(r"\b(?:only|alone)\b", re.IGNORECASE)
"""What is told of a part alone says nothing of the whole."""


def _own(claim: str) -> tuple[Telling, ...]:
    """What the claim tells; of one comparison its first side says all."""
    told = tellings(claim)
    return told[:1] if told and told[0].against else told


def _ruling(said: Telling, told: Telling, every: Names, passage: Passage, *, lone: bool) -> bool | None:
    """Whether a telling of the source bears the claim's out; None where the two are not of one thing.

    `lone` where the source nowhere names what the claim compares with: it is told in other words, or not at all.
    """
    if len(said.ways) > 1 or not _one_kind(said, told) or (not said.relative and told.against):
        return None
    side = _side(said, told, every) or (_by_one_group(said, told) if lone else 0)
    measured = _measured(said, told, every) if side else 0.0
    if measured < MEASURED:
        return None
    ways = told.ways if side > 0 else frozenset(-way for way in told.ways)
    if said.ways & ways:
        return True if ways == said.ways else None
    if 0 in said.ways and (not said.against or any(significance_of(fact) is False for fact in passage.facts)):
        return None
    return False


def _one_kind(said: Telling, told: Telling) -> bool:
    """Whether both degrees are of one kind; that nothing differed is of every kind."""
    if said.kind == told.kind or {said.kind, told.kind} == {"amount", "much"}:
        return True
    return 0 in (said.ways | told.ways) and not (said.kind + told.kind).startswith("#")


HALF = 0.5
"""Least share of the names of a group that must stand on a side for the group to stand there."""


STRAY = 0.34
"""Share of the other group's names that may stand there too: words of both."""


def _side(said: Telling, told: Telling, every: Names) -> int:
    """1 where the claim's group is the telling's, −1 where it is the other one, 0 where neither is clear."""
    if said.against and said.others:
        return _of_two(said, told) if told.others else _of_one(said, told)
    zone = said.own | said.about if said.others else every
    if not told.sure and told.against:
        own = _share(told.own, zone) >= HALF and _share(said.own, told.own)
        return int(told.behind and own and any(not alike(name, zone) for name in told.others))
    if not told.others and said.relative and _turned(said.own, told.own):
        return -1
    if not _share(said.own, told.own | told.others):
        return 0
    own, other = _share(told.own, zone), _share(told.others, zone)
    if own >= HALF and other <= STRAY:
        return 1
    return 0


def _of_two(said: Telling, told: Telling) -> int:
    """Which side the claim's first group stands on, where both name two."""
    if not told.against and told.ways == ALIKE:
        return 0
    straight, crossed = _share(said.others, told.others), _share(said.others, told.own)
    if straight >= HALF and not crossed and _share(said.own, told.own) and not _share(told.others, said.own):
        return 1
    if crossed >= HALF and not straight and _share(told.others, said.own) >= HALF:
        return -1
    return 0


def _by_one_group(said: Telling, told: Telling) -> int:
    """Which side the claim's first group is, where its second is told in words that the source does not have."""
    if not (said.others and told.against and told.others) or _share(told.others, said.others):
        return 0
    first = _share(told.own, said.own) if told.sure or told.behind else 0.0
    return int(first >= HALF and not _share(told.others, said.own))


def _of_one(said: Telling, told: Telling) -> int:
    """Which of the claim's two groups the only group of a telling is."""
    if not told.relative or not told.sure:
        return 0
    first, second = _share(told.own, said.own), _share(told.own, said.others)
    if max(first, second) < HALF or (first and second):
        return 0
    return 1 if first else -1


def _turned(mine: Names, theirs: Names) -> bool:
    """Whether one group is told as those without what the other one has."""
    return any(
        one.startswith(MISSING) != other.startswith(MISSING)
        and same(one.removeprefix(MISSING), other.removeprefix(MISSING))
        for one in mine
        for other in theirs
    )


def _share(wanted: Names, there: Names) -> float:
    total = sum(_weight(name) for name in wanted)
    return sum(_weight(name) for name in wanted if alike(name, there)) / total if total else 0.0


def _weight(name: str) -> float:
    return max(rarity(name.removeprefix(MISSING)), 0.05)


def _measured(said: Telling, told: Telling, every: Names) -> float:
    """How much of what one side measured the other holds; 0 where the two are of something else."""
    there = told.own | told.others | told.about
    if _turning(every) != _turning(there):
        return 0.0
    groups = (told.others if told.sure or not told.behind else NOTHING) | (
        told.own if told.sure or told.behind else NOTHING
    )
    mine = _measures(said.about or every, groups)
    theirs = _measures(told.about if told.sure else told.about or (told.own | told.others), groups | said.others)
    shares = sorted((_share(mine, there), _share(theirs, every)))
    if not (told.others or said.others) and shares[0] < STRAY:
        return 0.0
    if said.kind != told.kind and "much" in (said.kind, told.kind) and not _of_one_root(mine, there):
        return 0.0  # "calmed them more" is no "less agitated" by its degree alone
    return shares[1] if mine else 0.0


ROOT = 3
"""Letters that two forms of one verb share at least."""


def _of_one_root(mine: Names, theirs: Names) -> bool:
    return any(root(one)[:ROOT] == root(other)[:ROOT] for one in mine for other in theirs)


def _measures(found: Names, groups: Names) -> Names:
    """What is measured among some names: no group, and nobody who takes part."""
    return frozenset(name for name in less(found, groups) if not is_party(name))


def _turning(found: Names) -> Names:
    """The names that turn an effect round, whatever their form."""
    return frozenset(root(name) for name in found) & frozenset(root(name) for name in turners())


SIDED = Ground("NUM-001", "Told of the other side", "The passage tells this the other way round, or of the other one.")


def _told(scene: Scene) -> Objection | None:
    found = against(tuple(rulings(scene.words, scene.near)))
    return None if found is None else SIDED.objection(found.passage, (found.start, found.end))


WAY = Way((SIDED,), _told)
