"""Told to have occurred where the source says that it did not, and denied where the source counts it.

"No animal lost weight" beside "four of ten animals lost weight". The denied thing is what stands behind the denial, to
the end of its clause: every telling name of it must stand on the other side, so that "no serious bleeding" is no
answer to "two had bruises", nor "no deaths on placebo" to "two died". Another passage that tells the claim's side keeps
the pair from counting, and so does what is told of a control group alone.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import DERIVED, Name, among, likeness, names, naming, rivals
from pipeline.text import tokens
from pipeline.verdicts.odds.way import Ground, Scene, Way
from pipeline.verdicts.reading.contrasts import leaves_open
from pipeline.verdicts.reading.outcomes import WORDS, held, tells, times
from pipeline.verdicts.reading.prose import of_one_statement, tells_results
from pipeline.verdicts.reading.senses import Sense, read


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`occurrences.toml`."""

    of_thing: str
    of_verb: str
    part_before: str
    part_subject: str
    unseen: str
    idle: str
    ends: str
    occurred: str
    universal: str
    unreal: str
    control: str
    idle_names: str
    verb: str
    part: str
    meant_for: str
    below: str
    above: str
    side: str
    of_some: str
    same: str
    other: str
    whole: str
    qualified: str


class Denied(NamedTuple):
    """A clause that says that something did not occur."""

    start: int
    end: int
    what: tuple[Name, ...]
    """The telling names behind the denial."""
    partly: str
    """The number or share of which alone it is denied: the 30 of "gave no result in 30 children"; else empty."""
    ahead: tuple[Name, ...] = ()
    """The telling names before a denied thing: of whom it is denied."""
    verb: str = ""
    """The denied verb, by its name; empty where a thing is denied."""


class Occurrence(NamedTuple):
    """The clause of a passage that stands against a claim."""

    passage: Passage
    start: int
    end: int
    counted: bool
    """Whether the source counts what the claim denies; else the source denies what the claim tells."""


_WORDS = Sheet("pipeline.verdicts.odds", "occurrences.toml", Lexicon)
_pattern = _WORDS.pattern


COVERED = 0.6
"""Share of a claim's telling names that the source must hold for a denial of it to be of the claim."""


def occurrence(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> Occurrence | None:
    """The clause that counts what the claim denies, or denies what the claim tells; or None."""
    if not of_one_statement(claim) or leaves_open(claim):
        return None
    mine = [denied for sense in read(claim) for denied in _denied(sense)]
    if len(mine) > 1 or (mine and mine[0].partly):
        return None
    return _counted(claim, mine[0], near, every) if mine else _not_so(claim, near, every)


def _denied(sense: Sense) -> Iterator[Denied]:
    """What a clause denies; of a verb, its subject too. That something did not move is `nulls.py`'s."""
    flat = _WORDS.pattern("idle").sub(lambda match: "·" * len(match.group()), sense.text)
    of_verb = _WORDS.pattern("of_verb").search(flat)
    match = _WORDS.pattern("of_thing").search(flat) or of_verb
    verb = _pattern("verb").match(flat, match.end()) if match is of_verb and match is not None else None
    if match is None or sense.way == "none" or (verb is not None and _WORDS.pattern("unseen").match(flat, match.end())):
        return
    cut = _WORDS.pattern("ends").search(flat, match.end() + 1)
    stop = cut.start() if cut else len(flat)
    reached = [name for name in sense.names if match.end() <= name.start - sense.start < stop]
    what = [name for name in reached if _telling(name)]
    ahead = [name for name in sense.names if name.start - sense.start < match.start() and _telling(name)]
    subject = () if match is of_verb else tuple(ahead)
    if match is of_verb:
        if " and " in flat[: match.start()]:  # "memory declined and never recovered": the subject stands first
            ahead = ahead[:1]
        what = [*ahead, *dict.fromkeys((*reached[:1], *what))]
    if what:
        before = _WORDS.pattern("part_subject" if verb else "part_before").search(flat, 0, match.start())
        partly = before or _pattern("part").search(flat, match.end(), stop)
        part = (partly["part"] or partly["word"] or "%").lower() if partly else ""
        yield Denied(sense.start, sense.end, tuple(what), part, subject, naming(verb["verb"]) if verb else "")


def _telling(name: Name) -> bool:
    return tells(name) and name.name not in _WORDS.words("idle_names", naming)


def _clauses(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Sense]]:
    for passage in passages:
        if tells_results(passage):
            for sense in read(passage.text):
                yield passage, sense


def _counted(claim: str, mine: Denied, near: Sequence[Passage], every: Sequence[Passage]) -> Occurrence | None:
    """The clause that tells of some, where the claim denies that there were any."""
    if not _of_source(names(claim), every):
        return None
    others = ((sense, other) for _, sense in _clauses(every) for other in _denied(sense))
    if any(_all_held(mine.what, other.what) and not apart_in_scope(claim, sense.text) for sense, other in others):
        return None
    for passage, sense in _clauses(near):
        if (
            _all_held(mine.what, sense.names)
            and _all_held(mine.ahead, names(passage.text))
            and not any(_denied(sense))
            and not any(other.denies for other in read(passage.text))
            and _WORDS.pattern("occurred").search(sense.text)
            and not _WORDS.pattern("unreal").search(sense.text)
            and not _of_others(claim, sense)
            and not (_bounds(claim) - _bounds(sense.text))
            and not any(held(name, mine.what) for name in sense.names if name.name.removeprefix("non-") in sense.minus)
            and not _meant_for(mine, passage, sense)
            and _about(mine, sense)
        ):
            return Occurrence(passage, sense.start, sense.end, counted=True)
    return None


def _meant_for(denied: Denied, passage: Passage, sense: Sense) -> bool:
    """Whether the clause only names what something was for: "received 60 euros for travel" counts no travel."""
    there = [name for name in sense.names if among(name, denied.what, DERIVED)]
    return bool(there) and all(
        _pattern("meant_for").search(passage.text[max(0, name.start - 12) : name.start]) for name in there
    )


def _about(denied: Denied, sense: Sense) -> bool:
    """Whether a clause is about what is denied: a single name among many others is told of something else."""
    return len(denied.what) > 1 or sum(_telling(name) for name in sense.names) <= MOST


MOST = 4
"""Telling names of a clause that counts what a denial of one name denies."""


def _not_so(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> Occurrence | None:
    """The clause that denies what the claim tells to have occurred."""
    if not _WORDS.pattern("occurred").search(claim) or _WORDS.pattern("unreal").search(claim):
        return None
    mine = names(claim)
    if WORDS.pattern("claim.takes_back").search(claim) or not _of_source(mine, every):
        return None
    own = [name for name in mine if _telling(name)]
    words = {naming(token.lower) for token in tokens(claim)}
    for passage, sense in _clauses(near):
        for denied in _denied(sense):
            if denied.partly and not _WORDS.pattern("universal").search(claim):
                continue
            if denied.verb and not any(likeness(denied.verb, one) >= DERIVED for one in words):
                continue
            if not _all_held(denied.what, mine) or (len(denied.what) == 1 and len(own) > MOST):
                continue
            if _pattern("qualified").search(sense.text) and not _pattern("qualified").search(claim):
                continue
            if not _of_others(claim, sense) and not _told_too(denied, every):
                return Occurrence(passage, sense.start, sense.end, counted=False)
    return None


def _all_held(wanted: Sequence[Name], there: Sequence[Name]) -> bool:
    return all(held(name, there) for name in wanted)


def _of_source(mine: Sequence[Name], every: Sequence[Passage]) -> bool:
    """Whether most of what the claim names stands in the source."""
    own = [name for name in mine if _telling(name)]
    there = [names(passage.text) for passage in every]
    return sum(any(held(name, found) for found in there) for name in own) >= COVERED * len(own)


def _told_too(denied: Denied, every: Sequence[Passage]) -> bool:
    """Whether another clause counts what one denies: then it was denied of some only."""
    return any(
        _all_held(denied.what, sense.names) and not sense.denies and _WORDS.pattern("occurred").search(sense.text)
        for _, sense in _clauses(every)
    )


def apart_in_scope(mine: str, theirs: str) -> bool:
    """Whether two texts are of other groups or times: of those who got nothing, of before and of after."""
    control = [{match.group().lower() for match in _WORDS.pattern("control").finditer(text)} for text in (mine, theirs)]
    if control[1] - control[0] or (control[0] and not control[1]):
        return True
    return of_another_part(mine, theirs)


def of_another_part(mine: str, theirs: str) -> bool:
    """Whether two texts are told of two times, two ages, of before and of after, or one of the whole alone."""
    sides = [{match.group().lower() for match in _WORDS.pattern("side").finditer(text)} for text in (mine, theirs)]
    if (sides[0] and sides[1] and not sides[0] & sides[1]) or _the_other(mine, theirs) or _the_other(theirs, mine):
        return True
    if _bounds(mine) | _bounds(theirs) == {"low", "high"} and len(_bounds(mine)) == len(_bounds(theirs)) == 1:
        return True
    if _WORDS.pattern("whole").search(theirs) and not _WORDS.pattern("whole").search(mine):
        return True
    return bool(times(mine) and times(theirs) - times(mine))


def _the_other(mine: str, theirs: str) -> bool:
    """Whether one text is of the same eye and the other text of the other one."""
    same, other = _WORDS.pattern("same"), _WORDS.pattern("other")
    return bool(same.search(mine) and not same.search(theirs) and other.search(theirs) and not other.search(mine))


def _bounds(text: str) -> set[str]:
    """On which side of a number a text speaks of people or doses: "two hours or more", "below two hours"."""
    found = {"low"} if _WORDS.pattern("below").search(text) else set()
    return found | {"high"} if _WORDS.pattern("above").search(text) else found


def of_some(text: str, beside: str) -> bool:
    """Whether a text tells its denial of a number of them ("one in five did not"), and another text not of all."""
    return _WORDS.pattern("of_some").match(text) is not None and not _WORDS.pattern("universal").search(beside)


def in_part(text: str, beside: str) -> bool:
    """Whether a text denies something of a number or a share of those it speaks of, which the other does not name."""
    low = beside.lower()
    return any(denied.partly and denied.partly not in low for sense in read(text) for denied in _denied(sense))


def _of_others(claim: str, sense: Sense) -> bool:
    """Whether the clause is of other people or another time than the claim, or of those who got nothing."""
    if apart_in_scope(claim, sense.text):
        return True
    mine = names(claim)
    return any(
        rivals(name.name, other.name) and not held(other, sense.names)
        for name in sense.names
        if not held(name, mine)
        for other in mine
    )


COUNTED_THERE = Ground("SRC-002", "Denied, though the source counts some", "The claim denies what the passage counts.")
DENIED_THERE = Ground("SRC-002", "The source says that it did not occur", "The passage denies what the claim tells.")


def _told(scene: Scene) -> Objection | None:
    found = occurrence(scene.words, scene.near, scene.every)
    if found is None:
        return None
    ground = COUNTED_THERE if found.counted else DENIED_THERE
    return ground.objection(found.passage, (found.start, found.end))


WAY = Way((COUNTED_THERE, DENIED_THERE), _told)
