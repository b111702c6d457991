"""An effect told of an outcome on which the source found none: "makes fat melt" beside "body fat did not change".

`turns.py` asks that clause and claim share most of what they are about. A report rarely repeats its subject with every
result, so that a result of four words ("Weight gain did not differ") holds little of the claim. Here one thing is
compared, the outcome: every telling name of what did not change must stand in the claim, and nowhere may the source
tell an effect on it. "Did not lower" is no answer to a claim of a rise.
"""

import re
from collections.abc import Sequence

from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import SAME, Name, likeness, names, rivals
from pipeline.verdicts.odds.occurrences import of_another_part
from pipeline.verdicts.odds.way import Ground, Place, Scene, Way
from pipeline.verdicts.reading.contrasts import leaves_open, states_an_aim
from pipeline.verdicts.reading.ellipses import elliptic
from pipeline.verdicts.reading.matters import is_matter, matters
from pipeline.verdicts.reading.moving import moved_by, moving, told_closer
from pipeline.verdicts.reading.outcomes import (
    WORDS,
    Kind,
    Null,
    apart,
    compiled,
    granted,
    held,
    minus,
    null_of,
    nulls,
    outcomes_of,
    spoken,
    tells,
    times,
    with_comparatives,
    words_of,
)
from pipeline.verdicts.reading.prose import in_prose, of_one_statement
from pipeline.verdicts.reading.senses import EFFECTS, Sense, possible, read, whole
from pipeline.verdicts.reading.tested import found_nothing, tested


def no_effect(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> Place | None:
    """The clause that found nothing where the claim tells an effect, or None.

    Args:
        claim: its words.
        near: the passages that stand nearest.
        every: all that was read of the work: an effect on the outcome told anywhere keeps the clause from counting.
    """
    if not of_one_statement(claim) or leaves_open(claim):
        return None
    moved = moved_by(claim)
    if not moved:
        return None
    mine, told = apart(claim), moving(claim)
    for at, one in ((passage, null) for passage in near for null in (*nulls(passage), *elliptic(passage))):
        if one.direction != "either" and not moved & {one.direction, "either"}:
            continue
        if _OF_SOME.search(at.text, one.start, one.end):
            continue
        for outcome in one.outcomes if _of_claim(claim, mine, one) else ():
            own = _own_clauses(one)
            if _is_of(mine, told, outcome, every, one.kind) and not any(
                _effect_on(outcome, passage, own if passage is at else frozenset(), _cause(one, mine))
                for passage in every
            ):
                return Place(at, one.start, one.end)
    return None


_OF_SOME = re.compile(
    r"\b(?:chang|differ|improv|mov|respond|alter|vari)\w* (?:in|for|among) (?:the (?:other|remaining|rest)"
    r"|\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b(?! (?:groups|arms|cohorts|trials|studies))",
    re.IGNORECASE,
)
"""Of so many alone nothing is told to have happened: "shrank in 4, grew in 9 and did not change in 5"."""


def _own_clauses(one: Null) -> frozenset[int]:
    """The clauses of a null that may tell an effect beside it: its own, and where another cause is told, that one's."""
    return frozenset((one.start, one.beside) if one.by else (one.start,))


COVERED = 0.7
"""Share of the claim's telling names that the source must hold where a null names no outcome: "none in children"."""


def _is_of(
    mine: Sequence[Name], told: Sequence[Name], outcome: Sequence[Name], every: Sequence[Passage], kind: Kind
) -> bool:
    """Whether the claim speaks of the outcome; where only people are named, whether it is of this source at all."""
    if not all(held(name, told) for name in outcome) and not _narrower(told, outcome, every):
        return False
    if kind not in ("of_treatment", "of_setting") and not all(
        any(likeness(name.name, who) >= SAME for who in words_of("people")) for name in outcome
    ):
        return True
    return covered(mine, every) >= COVERED


def covered(mine: Sequence[Name], every: Sequence[Passage]) -> float:
    """Share of the claim's telling names that the source holds, itself or as the matter that they tell of."""
    own = [name for name in mine if tells(name) and not is_matter(name)]
    there = [name for passage in every for name in (*names(passage.text), *matters(passage.text))]
    known = [one for one in mine if is_matter(one) and held(one, there)]
    found = sum(held(name, there) or any(one.start <= name.start < one.end for one in known) for name in own)
    return found / len(own) if own else 0.0


def _narrower(mine: Sequence[Name], outcome: Sequence[Name], every: Sequence[Passage]) -> bool:
    """Whether the outcome is the claim's, told more closely, and the only one of its kind in the source."""
    head, closer = outcome[-1], [name for name in outcome if not held(name, mine)]
    if len(closer) != 1 or closer[0] is head or closer[0].proper or any(name.proper for name in mine[1:]):
        return False
    if told_closer(mine, outcome):
        return False
    return sum(held(head, spoken(sense)) for passage in every for sense in read(passage.text)) == 1


def an_effect(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> Place | None:
    """The clause that tells an effect on an outcome of which the claim says that nothing happened to it, or None."""
    if not of_one_statement(claim) or leaves_open(claim):
        return None
    clauses = [sense for sense in read(claim) if not granted(sense)]
    mine = [null for sense in clauses for null in null_of(sense) if null.kind in NAMED]
    if len(mine) != 1 or len(clauses) > 1:
        return None
    for passage in near:
        for sense in read(passage.text) if in_prose(passage) else ():
            if _tells_effect(claim, mine[0], passage, sense) and not any(_null_on(mine[0], other) for other in every):
                return Place(passage, sense.start, sense.end)
    return None


NAMED: frozenset[Kind] = frozenset(("of_subject", "of_object"))
"""Nulls of a claim that name their outcome, for both sides."""


def same_null(claim: str, near: Sequence[Passage]) -> bool:
    """Whether the claim tells that nothing happened to an outcome, and a passage tells the same of it."""
    return any(
        _null_on(null, passage)
        for sense in read(claim)
        for null in null_of(sense)
        if null.kind in NAMED
        for passage in near
    )


def _tells_effect(claim: str, one: Null, passage: Passage, sense: Sense) -> bool:
    """Whether a clause tells an effect on the outcome of a null, of the same people, time and thing."""
    if sense.way not in EFFECTS or sense.denies or states_an_aim(passage.text) or possible(sense.text):
        return False
    if len(_FIGURE.findall(sense.text)) > 1:  # "fell by 4.1 and 3.8 points": their difference may be what is denied
        return False
    if found_nothing(passage):
        return False
    if times(claim) and times(passage.text) - times(claim):
        return False
    mine = names(claim)
    if minus(claim) ^ minus(sense.text):
        return False
    by = [name for name in one.by if tells(name) and name.name not in words_of("group")]
    return (
        any(all(held(name, spoken(sense)) for name in outcome) for outcome in one.outcomes)
        and all(held(name, names(passage.text)) for name in by)
        and not any(
            rivals(name.name, other.name) and not held(other, sense.names)
            for name in sense.names
            if tells(name) and not held(name, mine)
            for other in mine
        )
    )


def by_chance(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> Place | None:
    """The sentence whose own test did not find what the claim tells as significant, or None.

    The sentence must be of the claim's outcome; or no test of the source found anything, and this one is of the
    claim's own people or things.
    """
    if not WORDS.pattern("claim.surely").search(claim) or not moved_by(claim) or leaves_open(claim):
        return None
    mine = apart(claim)
    tests = {passage.start: tested(passage) for passage in every}
    for passage in near:
        if tests.get(passage.start) is not False or (times(claim) and times(passage.text) - times(claim)):
            continue
        ours = [outcome for outcome in _measured(passage) if outcome and all(held(name, mine) for name in outcome)]
        others = [other for other in every if other != passage]
        if ours and not any(_effect_on(outcome, other, frozenset()) for outcome in ours for other in others):
            return Place(passage, 0, len(passage.text))
    if True in tests.values() or not WORDS.pattern("claim.tested").search(claim) or not _of_source(mine, every):
        return None
    return next((Place(one, 0, len(one.text)) for one in near if tests.get(one.start) is False), None)


ENOUGH = 0.5
"""Share of a claim's telling names that must stand in the source for it to be of this source, or in a sentence."""


def _of_source(mine: Sequence[Name], every: Sequence[Passage]) -> bool:
    """Whether a claim is of this source, and no sentence without a test tells an effect of the same things."""
    own = [name for name in mine if tells(name) and not is_matter(name)]
    there = [names(passage.text) for passage in every]
    if not own or sum(any(held(name, found) for found in there) for name in own) < ENOUGH * len(own):
        return False
    return not any(
        sum(held(name, found) for name in own) >= ENOUGH * len(own)
        for passage, found in zip(every, there, strict=True)
        if tested(passage) is None and any(sense.way in EFFECTS for sense in read(passage.text))
    )


def _measured(passage: Passage) -> list[list[Name]]:
    """What a sentence with figures measured: its names up to the first figure or verb."""
    sense = whole(passage.text)
    cut = WORDS.pattern("told").search(passage.text, 1)
    return outcomes_of(sense, passage.text, 0, cut.start() if cut else len(passage.text), of_subject=True)[0]


_FIGURE = re.compile(r"(?<![\w.])\d")


def _null_on(one: Null, passage: Passage) -> bool:
    """Whether a passage tells, too, that nothing happened to the outcome."""
    found = (sense for sense in read(passage.text) if sense.way == "none" or sense.denies)
    return any(all(held(name, spoken(sense)) for name in outcome) for sense in found for outcome in one.outcomes)


def _of_claim(claim: str, mine: Sequence[Name], one: Null) -> bool:
    """Whether the claim speaks of the outcome, of what acted on it, and of no other people, time or thing."""
    by = [name for name in one.by if tells(name) and name.name not in words_of("group")]
    if one.kind == "of_link" and _kind_of(names(claim), one):
        return False
    held_by = [held(name, (*mine, *names(claim))) for name in by]
    if by and not (all if one.kind == "of_rest" else any)(held_by):
        return False
    if one.kind == "of_both" and not compiled(with_comparatives(WORDS.file.claim.apart)).search(claim):
        return False
    if one.kind == "of_rest" and WORDS.pattern("claim.takes_back").search(claim):
        return False
    if of_another_part(claim, one.text):
        return False
    if minus(claim) ^ minus(one.text):  # "did not ease without magnesium" is no answer to "eased with magnesium"
        return False
    setting = [name for name in (*one.by, *one.setting) if tells(name) and name.name not in words_of("group")]
    return not any(_rival(name, names(claim), one) for name in setting)


def _kind_of(mine: Sequence[Name], one: Null) -> bool:
    """Whether the claim is of one kind of an outcome only: "colorectal cancer" beside no link with cancer."""
    for only in (outcome[0] for outcome in one.outcomes if len(outcome) == 1):
        for before, name in zip((None, *mine), mine, strict=False):
            if "-" in name.name and name.name.endswith(f"-{only.name}"):
                return True
            if held(only, [name]) and before and name.start - before.end <= 1 and tells(before):
                return True
    return False


def _rival(name: Name, mine: Sequence[Name], one: Null) -> bool:
    """Whether a name of the clause is another member of a class of which the claim has one that the clause lacks."""
    if held(name, mine):
        return False
    theirs = (*(name for outcome in one.outcomes for name in outcome), *one.by, *one.setting)
    return any(rivals(name.name, other.name) and not held(other, theirs) for other in mine)


def _effect_on(outcome: Sequence[Name], passage: Passage, but: frozenset[int], by: Sequence[Name] = ()) -> bool:
    """Whether a passage tells that the outcome moved; what is part of a word ("relapse-prevention") is no outcome."""
    for sense in read(passage.text):
        if (
            sense.start not in but
            and sense.way in EFFECTS
            and not sense.denies
            and all(held(name, spoken(sense)) for name in outcome)
            and (not by or any(held(name, sense.names) for name in by))
        ):
            return True
    return False


def _cause(one: Null, mine: Sequence[Name]) -> Sequence[Name]:
    """What has no tie to the outcome, where all of it stands in the claim: an effect of something else is no answer."""
    by = [name for name in one.by if tells(name) and name.name not in words_of("group")]
    return by if one.kind == "of_link" and all(held(name, mine) for name in by) else ()


NO_EFFECT = Ground("EFF-001", "The source saw no such effect", "Of this outcome, the passage tells no change.")
AN_EFFECT = Ground("EFF-001", "The source saw an effect", "Of this outcome, the passage tells an effect.")
BY_CHANCE = Ground("EFF-001", "Not significant in the source", "The source’s own test did not find this.")


def _told(scene: Scene) -> Objection | None:
    for ground, of_outcome in ((NO_EFFECT, no_effect), (AN_EFFECT, an_effect), (BY_CHANCE, by_chance)):
        found = of_outcome(scene.words, scene.near, scene.every)
        if found is not None and scene.has_in_common(found.passage):
            return ground.at(found)
    return None


WAY = Way((NO_EFFECT, AN_EFFECT, BY_CHANCE), _told)
