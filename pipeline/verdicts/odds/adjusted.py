"""A link told to have gone where it stood, or to have stood where it went: after adjustment, or with time.

"The link vanished once income was counted" beside "it persisted after adjustment for income", and "the benefit was
still there at a year" beside "by 12 months the groups no longer differed". Both texts speak of one moment or of one
adjustment, so that little else need be shared: the source must hold most of what the claim names, and no other passage
may tell the claim's own side of that adjustment or that time.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import Name, names, naming
from pipeline.verdicts.odds.nulls import covered
from pipeline.verdicts.odds.way import Ground, Place, Scene, Way
from pipeline.verdicts.reading.contrasts import leaves_open, states_an_aim
from pipeline.verdicts.reading.matters import matters
from pipeline.verdicts.reading.outcomes import held, nulls, tells, times
from pipeline.verdicts.reading.prose import of_one_statement
from pipeline.verdicts.reading.senses import read, whole

COVERED = 0.4
"""Share of a claim's telling names that the source must hold for the two to be of one link."""


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`adjusted.toml`."""

    adjusted: str
    gone: str
    stands: str
    link: str
    partly: str
    lasting: str
    passing: str
    no_more: str
    idle_names: str


_WORDS = Sheet("pipeline.verdicts.odds", "adjusted.toml", Lexicon)


def _search(name: str, text: str) -> re.Match[str] | None:
    return _WORDS.pattern(name).search(text)


def after_adjustment(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> tuple[Place, bool] | None:
    """The passage that tells the other fate of the claim's link after adjustment, and whether the link stood there."""
    mine = _fate(claim)
    if mine is None or leaves_open(claim):
        return None
    there = {passage.start: _fate(passage.text) for passage in every}
    if mine in there.values() or covered(_own(claim), every) < COVERED:
        return None
    for passage in near:
        fate = there.get(passage.start)
        if fate is not None and _same_adjustment(claim, passage.text):
            return Place(passage, 0, len(passage.text)), fate
    return None


def _own(claim: str) -> list[Name]:
    """The names of a claim that tell what it is of, without those of its fate."""
    idle, cues = _WORDS.words("idle_names", naming), whole(claim).cues
    return [name for name in names(claim) if name.name not in idle and name.name not in cues]


def _fate(text: str) -> bool | None:
    """Whether an adjusted link stood, or went; None where the text tells neither, or that it was but weakened."""
    if not _search("adjusted", text) or not _search("link", text) or _search("partly", text) or states_an_aim(text):
        return None
    gone, stands = bool(_search("gone", text)), bool(_search("stands", text))
    return None if gone == stands else stands


def _same_adjustment(claim: str, text: str) -> bool:
    """Whether both name one thing that was allowed for, or one of them names none."""
    mine, theirs = _allowed_for(claim), _allowed_for(text)
    return not mine or not theirs or any(held(name, theirs) for name in mine)


def _allowed_for(text: str) -> list[Name]:
    """What an adjustment was for: the names of the part that tells it."""
    match = _search("adjusted", text)
    if match is None:
        return []
    start, end = next((match.span(part) for part in ("what", "what_b", "taken") if match.group(part)), (0, 0))
    found = (*names(text), *matters(text))
    return [name for name in found if start <= name.start < end and tells(name)]


def with_time(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> Place | None:
    """The clause that found nothing any more at the time at which the claim says that an effect lasted, or None."""
    when = times(claim)
    if not when or not _search("lasting", claim) or _search("passing", claim) or leaves_open(claim):
        return None
    if covered(_own(claim), every) < COVERED:
        return None
    for passage in near:
        if times(passage.text) & when and len(times(passage.text)) == 1 and not _moves_then(when, passage, every):
            for one in nulls(passage):
                if one.kind != "of_both":
                    return Place(passage, one.start, one.end)
            for sense in read(passage.text):
                if _search("no_more", sense.text):
                    return Place(passage, sense.start, sense.end)
    return None


def _moves_then(when: frozenset[str], found: Passage, every: Sequence[Passage]) -> bool:
    """Whether another passage tells something of that time that is no null."""
    return any(
        passage is not found
        and passage.start != found.start
        and times(passage.text) & when
        and not any(nulls(passage))
        and not _search("no_more", passage.text)
        for passage in every
    )


STOOD = Ground("EFF-001", "The link stood in the source", "After the adjustment, the passage still tells the link.")
WENT = Ground("EFF-001", "The link went in the source", "After the adjustment, the passage tells no link any more.")
NO_LONGER = Ground("EFF-001", "No longer seen in the source", "At this time, the passage tells no difference any more.")


def _told(scene: Scene) -> Objection | None:
    if not of_one_statement(scene.words):
        return None
    fate = after_adjustment(scene.words, scene.near, scene.every)
    if fate is not None:
        return (STOOD if fate[1] else WENT).at(fate[0])
    found = with_time(scene.words, scene.near, scene.every)
    return NO_LONGER.at(found) if found else None


WAY = Way((STOOD, WENT, NO_LONGER), _told)
