"""A comparison of the claim beside the same comparison in the source: the groups exchanged, or the way turned round.

Two tellings (`comparisons.py`) are of one thing where the groups of the one stand on the sides of the other and what
was measured is shared. Then the ways must agree; a passage that bears the claim out keeps every other from counting.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.facts.terms import significance_of
from pipeline.lexicon import Sheet
from pipeline.records.verdict import Objection, Passage
from pipeline.verdicts.odds.occurrences import of_another_part
from pipeline.verdicts.odds.parties import is_party
from pipeline.verdicts.odds.way import Ground, Place, Ruling, Scene, Way, against
from pipeline.verdicts.reading.alikes import both_of
from pipeline.verdicts.reading.comparisons import tellings
from pipeline.verdicts.reading.contrasts import leaves_open
from pipeline.verdicts.reading.degrees import cues_of, pattern
from pipeline.verdicts.reading.effect_words import turners
from pipeline.verdicts.reading.groups import (
    MISSING,
    NOTHING,
    Names,
    alike,
    amounts,
    effect_names,
    less,
    named,
    of_two,
    root,
)
from pipeline.verdicts.reading.prose import of_one_statement, of_one_thing, tells_results
from pipeline.verdicts.reading.qualities import KIND, beside, tells
from pipeline.verdicts.reading.sides import HALF, STRAY, by_one_group, share, side_of
from pipeline.verdicts.reading.tellings import Telling


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`compared.toml`."""

    alone: str
    one_alone: str
    back: str


_pattern = Sheet("pipeline.verdicts.odds", "compared.toml", Words).pattern


MEASURED = 0.5
"""Least share of what one side measured that the other must hold."""
NEARLY = 0.4
"""The same of either side, where both tell of two groups."""


def rulings(claim: str, passages: Sequence[Passage]) -> Iterator[Ruling]:
    """Every telling of the passages that is of the claim's comparison, with whether it bears it out."""
    if not of_one_statement(claim) or leaves_open(claim):
        return
    elsewhere = [frozenset(one.name for one in named(passage.text, ())) for passage in passages]
    mine = _own(claim)
    if unread_denial(claim, mine):
        return
    every = frozenset(one.name for one in named(claim, cues_of(claim)))
    for passage in passages:
        if not of_one_thing(passage.text) or not tells_results(passage):
            continue
        if of_another_part(claim, passage.text):
            continue
        if _pattern("alone").search(passage.text) and not _pattern("alone").search(claim):
            continue
        for told in tellings(passage.text):
            if unread_denial(passage.text, (told,)):
                continue
            for said in mine:
                lone = said.against and all(share(said.others, there) <= HALF for there in elsewhere)
                agrees = _ruling(said, told, every, passage, lone=lone)
                if agrees and _pattern("one_alone").search(claim) and not _pattern("alone").search(passage.text):
                    agrees = False if _of_both(said, told, passage) else None
                if agrees is not None:
                    yield Ruling(Place(passage, told.start, told.end), agrees)


def _of_both(said: Telling, told: Telling, passage: Passage) -> bool:
    """Whether a passage tells of two groups alike what the claim tells of one of them alone."""
    both = both_of(passage.text, told.start, named(passage.text, cues_of(passage.text)))
    if both is None:
        return False
    mine = said.own | said.about
    held = [share(group, mine) >= HALF for group in both]
    return held[0] != held[1] and any(not alike(name, mine) for name in both[held[0]])


def unread_denial(text: str, told: Sequence[Telling]) -> bool:
    """Whether a text denies something that none of its tellings holds: what it reaches is not known."""
    if any(0 in one.ways or any(name.startswith(MISSING) for name in one.own | one.others) for one in told):
        return False
    return any(pattern("denies").search(text[max(0, one.start - LEAD) : one.start]) for one in told)


LEAD = 60
"""Signs before a word that tells a way in which a denial may reach it."""


def _own(claim: str) -> tuple[Telling, ...]:
    """What the claim tells; of one comparison its first side says all."""
    told = tellings(claim)
    return told[:1] if told and told[0].against else told


def _ruling(said: Telling, told: Telling, every: Names, passage: Passage, *, lone: bool) -> bool | None:
    """Whether a telling of the source bears the claim's out; None where the two are not of one thing.

    `lone` where the source nowhere names what the claim compares with: it is told in other words, or not at all.
    """
    if len(said.ways) > 1 or (not said.relative and told.against):
        return None
    turn = _one_kind(said, told)
    side = (side_of(said, told, every) or (by_one_group(said, told) if lone else 0)) if turn else 0
    measured, least = _measured(said, told, every, passage) if side else (0.0, 0.0)
    both = bool(said.others and told.others)
    if measured < MEASURED and not (both and least >= NEARLY):
        return None
    if least < (0.0 if both else STRAY):
        return None
    ways = frozenset(way * side * turn for way in told.ways)
    if said.ways & ways:
        borne = ways == said.ways and measured >= MEASURED and not _another(every, told)
        return True if borne else None
    if 0 in said.ways and (not said.against or any(significance_of(fact) is False for fact in passage.facts)):
        return None
    return None if _too_little(said, told, measured, least) else False


def _another(every: Names, told: Telling) -> bool:
    """Whether one word stands for another in what is else the same: "baling straw" for "baling hay"."""
    there = told.own | told.others | told.about | told.shared
    mine, theirs = less(every, there), less(there, every)
    if any(of_two(one, other) for one in mine for other in theirs):
        return True
    return len(mine) == len(theirs) == 1 and len(every) >= COPIED


COPIED = 5
"""Names of a claim from which on all but one shared make it a copy."""


def _too_little(said: Telling, told: Telling, measured: float, least: float) -> bool:
    """Whether too little of what is measured is the same for two tellings to be at odds."""
    if said.others and told.others:
        return measured < MOST and least < NEARLY
    return measured < MOST or (not (said.others or told.others) and least < LEAST)


MOST = 0.65
"""Least share of what one side measured that the other must hold for two tellings to be at odds."""


LEAST = 0.5
"""Least share of both that is measured where neither side tells of two groups, and the two are at odds."""


def _one_kind(said: Telling, told: Telling) -> int:
    """1 where both degrees are of one kind, −1 where more of the one is less of the other, 0 where they are of two.

    That nothing differed is of every kind; the amount of a thing may tell a quality ("temperature" and "cooler").
    """
    if said.kind == told.kind or {said.kind, told.kind} == {"amount", "much"}:
        return 1
    if turn := beside(said.kind, told.kind):
        return turn
    for one, other in ((said, told), (told, said)):
        if other.kind in ("amount", "much", "worth"):
            signs = {tells(name, one.kind) for name in other.about | other.own - other.head} - {0}
            if signs:
                return signs.pop() if len(signs) == 1 else 0
        if other.kind == "distance" and beside(one.kind, ACCURATE):
            return -beside(one.kind, ACCURATE)
    return int(0 in (said.ways | told.ways) and not (said.kind + told.kind).count(KIND))


ACCURATE = f"{KIND}accurate"
"""What is closer to a standard is more so."""


def _measured(said: Telling, told: Telling, every: Names, passage: Passage) -> tuple[float, float]:
    """How much of what either side measured the other holds, the more and the less of it; 0 where they are of two."""
    there = told.own | told.others | told.about
    if _turning(every) != _turning(there):
        return 0.0, 0.0
    if _pattern("back").search(passage.text, told.start):
        there |= frozenset(one.name for one in named(passage.text, ()))
    groups = _named_groups(told) | (said.others - said.about)
    own = said.about | (said.own if said.head else NOTHING)
    every_other = less(every, said.own) if said.sure and said.kind != told.kind else every
    mine = _measures((own if said.others or _bare(told.own) & _bare(said.own) else every) or every_other, groups)
    outcome = told.about | (told.own - told.head if told.head else NOTHING)
    theirs = _measures(outcome if told.sure else outcome or (told.own | told.others), groups)
    mine, theirs = _beyond(mine, told.kind), _beyond(theirs, said.kind)
    if said.others and told.others:
        if not theirs and (beside(said.kind, told.kind) or said.kind != told.kind):
            others = mine and told.shared and not any(alike(name, every) for name in told.shared)
            sure = 0.0 if others else 1.0
            return sure, sure  # "girls were calmer than boys": the degree tells all of it
        if (outcome and not less(outcome, effect_names())) or (said.kind != told.kind == "distance"):
            return float(bool(mine)), float(bool(mine))
    elif not (mine or theirs) and said.kind != told.kind:
        return 1.0, 1.0  # "it got cooler", "the temperature fell"
    shares = sorted((share(mine, there), share(theirs, every)))
    if said.kind != told.kind and "much" in (said.kind, told.kind) and not _of_one_root(mine, there):
        return 0.0, 0.0  # "calmed them more" is no "less agitated" by its degree alone
    return (shares[1], shares[0]) if mine else (0.0, 0.0)


def _bare(found: Names) -> Names:
    return frozenset(name.removeprefix(MISSING) for name in found)


def _beyond(found: Names, kind: str) -> Names:
    """Names without those whose amount is the other side's quality: "sugar" beside "sweeter"."""
    return frozenset(name for name in found if not tells(name, kind))


def _named_groups(told: Telling) -> Names:
    """Who is set beside whom in a telling, where that is clear."""
    if told.sure:
        return told.own | told.others
    return (told.own if told.behind else told.others | told.head) - told.about


ROOT = 3
"""Letters that two forms of one verb share at least."""


def _of_one_root(mine: Names, theirs: Names) -> bool:
    return any(root(one)[:ROOT] == root(other)[:ROOT] for one in mine for other in theirs)


def _measures(found: Names, groups: Names) -> Names:
    """What is measured among some names: no group, and nobody who takes part."""
    return frozenset(name for name in less(found, groups) if not is_party(name) and name not in amounts())


def _turning(found: Names) -> Names:
    """The names that turn an effect round, whatever their form."""
    return frozenset(root(name) for name in found) & frozenset(root(name) for name in turners())


SIDED = Ground("NUM-001", "Told of the other side", "The passage tells this the other way round, or of the other one.")


def _told(scene: Scene) -> Objection | None:
    found = against(scene.comparisons)
    return None if found is None else SIDED.at(found)


WAY = Way((SIDED,), _told)
