"""One thing told in place of another of its kind: mercury for lead, Portugal for Hungary, men for women.

A claim is at odds with a clause that says all the rest of it, in the same words, of something else of the same kind,
when its own thing stands nowhere in the source. With less than that nothing is said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import KIN, Name, likeness, naming, share_among
from pipeline.text.medicines import is_medicine
from pipeline.verdicts.odds.way import Exchanged, Ground, Scene, Way, with_aspect
from pipeline.verdicts.reading.prose import in_prose
from pipeline.verdicts.reading.senses import Sense, generic, read, whole


class Kinds(Struct, frozen=True, forbid_unknown_fields=True):
    """`entities.toml`."""

    kinds: dict[str, str]


class Swap(NamedTuple):
    """A thing of the claim, and the other of its kind that a clause has in its place."""

    mine: Name
    theirs: Name
    passage: Passage
    start: int
    end: int
    held: float
    """Share of the rest of the claim that the clause holds."""


REST = 0.7
"""Least share of the rest of the claim that the clause must hold for a swap to be one."""


@cache
def _file() -> Kinds:
    return load("pipeline.verdicts.odds", "entities.toml", Kinds)


@cache
def _members() -> Mapping[str, tuple[str, str]]:
    """Name → its kind, and the first of the words that name the same."""
    found = {}
    for kind, line in _file().kinds.items():
        for entry in line.split():
            same = entry.split("=")
            for word in same:
                found[naming(word)] = (kind, same[0])
    return found


def kind_of(word: str, name: str) -> tuple[str, str] | None:
    """The kind of thing that a word names, and which of them; None where it is of no kind known."""
    known = _members().get(name)
    if known is not None:
        return known
    return ("medicine", name) if is_medicine(word) else None


def others(claim: str, mine: Sequence[Name], text: str, theirs: Sequence[Name]) -> Iterable[tuple[Name, Name]]:
    """Pairs of things of one kind, of which the claim has one and the clause another and neither has both."""
    ours = {name: kind for name in mine if (kind := kind_of(claim[name.start : name.end], name.name))}
    there = {name: kind for name in theirs if (kind := kind_of(text[name.start : name.end], name.name))}
    for name, kind in ours.items():
        if kind in there.values():
            continue
        for other, theirs_ in there.items():
            if theirs_[0] == kind[0] and theirs_ not in ours.values():
                yield name, other


def swap(claim: str, near: Sequence[Passage], everything: Sequence[Passage]) -> Swap | None:
    """A thing that the claim tells in place of another, or None.

    Args:
        claim: its words.
        near: the passages that stand nearest.
        everything: all that was read: a thing that stands anywhere in it is not called swapped.
    """
    mine = whole(claim)
    found = [
        Swap(one, other, passage, sense.start, sense.end, _rest(mine, sense, one))
        for passage in near
        if in_prose(passage)
        for sense in read(passage.text)
        if sense.denies == mine.denies  # that it was not in the milk is not answered by what was in the blood
        for one, other in others(claim, mine.names, passage.text, sense.names)
        if not _one_thing(one, other)
    ]
    best = max(found, key=lambda each: each.held, default=None)
    if best is None or best.held < REST or _stands(claim[best.mine.start : best.mine.end], best.mine.name, everything):
        return None
    return best


def _stands(word: str, name: str, everything: Sequence[Passage]) -> bool:
    """Whether the source names the thing, in this word, its last part ("breast milk") or another word for it."""
    known = _members().get(name)
    words = {word.lower(), word.lower().split()[-1], *(_spellings().get(known, ()) if known else ())}
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(each) for each in sorted(words))})", re.IGNORECASE)
    return any(pattern.search(passage.text) for passage in everything)


def foreign(claim: str, everything: str) -> bool:
    """Whether the claim names a thing of a known kind that the source does not, where it names others of the kind."""
    mine, there = whole(claim).names, whole(everything).names
    kinds = {kind for name in there if (kind := kind_of(everything[name.start : name.end], name.name))}
    return any(
        kind is not None
        and kind not in kinds
        and any(other[0] == kind[0] for other in kinds)
        and not any(likeness(name.name, other.name) >= KIN for other in there)
        for name in mine
        for kind in [kind_of(claim[name.start : name.end], name.name)]
    )


@cache
def _spellings() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """A kind and the first of the words that name the same → all of these words."""
    return {
        (kind, entry.split("=")[0]): tuple(entry.split("="))
        for kind, line in _file().kinds.items()
        for entry in line.split()
    }


def _one_thing(one: Name, other: Name) -> bool:
    return likeness(one.name, other.name) >= KIN


def _rest(mine: Sense, sense: Sense, without: Name) -> float:
    """Share of the claim's other names that the clause holds, or that say nothing."""
    rest = [name for name in mine.names if name.start != without.start and name.name not in generic()]
    return share_among(rest, sense.names)


SWAPPED = Ground("SRC-002", "Another thing of the same kind", "The passage says this of {theirs}, not of {mine}.")


def _told(scene: Scene) -> Objection | None:
    found = swap(scene.words, scene.near, scene.every)
    if found is None:
        return None
    mine = scene.words[found.mine.start : found.mine.end]
    theirs = found.passage.text[found.theirs.start : found.theirs.end]
    told = SWAPPED.of(mine=mine, theirs=theirs).objection(found.passage, (found.theirs.start, found.theirs.end))
    return with_aspect(told, Exchanged("what it is about", mine, theirs, (found.mine.start, found.mine.end)))


WAY = Way((SWAPPED,), _told)
