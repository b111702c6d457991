"""Two figures of the source that tell which of two groups had more, beside a claim that tells it of the other group.

"Caries was commoner with the gel" beside "caries was found in 12% with the gel and 29% with the paste": no word of the
passage says which way it went, the figures do. What each figure is told of is read by `facts.labels`; the claim must
name one of the two groups, or both in order, and what was measured.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.labels import Label, Mark, alike, marks
from pipeline.facts.terms import significance_of
from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import DERIVED, likeness, names
from pipeline.verdicts.odds.way import Ground, Scene, Way
from pipeline.verdicts.reading.group_rows import WITHOUT, Row, pattern, rows_of, same
from pipeline.verdicts.reading.senses import Sense, generic, read, whole


class Against(NamedTuple):
    """A row that tells of the other group what the claim tells of this one."""

    passage: Passage
    start: int
    end: int


class _Said(NamedTuple):
    """What a claim compares."""

    way: int
    """1 for more of it, −1 for less, 0 for as much."""
    by_worth: bool
    """Whether the way is told as better or worse."""
    ahead: list[Mark]
    behind: list[Mark]
    compared: bool
    cues: frozenset[str]
    asked: frozenset[str]
    """Names of what was measured, as far as the claim tells it."""


MOST = 0.6
"""Least share of the claim's names that must stand somewhere, for "in each group" to be its groups."""
HALF = 0.5
"""Least share of a label that a claim must hold to speak of its group."""
APART = 1.5
"""So many times the smaller figure is no longer as much."""


def figures_against(claim: Claim, near: Sequence[Passage]) -> Against | None:
    """The row of figures that tells the claim's comparison of the other group, or None."""
    said, told = _said(claim), rulings(claim, near)
    if said is None or any(ruling for _, ruling in told):
        return None
    if not told:
        return _even(claim.words, said, near)
    row = told[0][0]
    return Against(row.passage, row.figures[0].start, row.figures[1].end)


def rulings(claim: Claim, near: Sequence[Passage]) -> list[tuple[Row, bool]]:
    """The rows of figures that speak of the claim's comparison, with whether they bear it out."""
    said = _said(claim)
    rows = [row for each in near if said and each.kind not in ("cell", "field") for row in rows_of(each)]
    return [(row, ruling) for row in rows if said and (ruling := _ruling(said, row)) is not None]


def _even(text: str, said: _Said, near: Sequence[Passage]) -> Against | None:
    """The sentence that gives one figure for all groups, where the claim says that one group had more."""
    if not said.way or not pattern("degree").search(text):
        return None
    every = [name for passage in near for name in names(passage.text)]
    wanted = [name for name in names(text) if name.name not in generic() and name.name not in said.cues]
    if sum(any(likeness(one.name, other.name) >= DERIVED for other in every) for one in wanted) < MOST * len(wanted):
        return None
    for passage in near:
        match = pattern("even").search(passage.text) if passage.kind not in ("cell", "field") else None
        if match is None or pattern("falls").search(passage.text) or pattern("rises").search(passage.text):
            continue
        measure = [name for name in names(passage.text) if name.end <= match.start() and name.name not in generic()]
        held = [one for one in said.asked if any(likeness(one, other.name) >= DERIVED for other in measure)]
        if held and 2 * len(held) >= len(said.asked):
            return Against(passage, *match.span())
    return None


# --- the claim --------------------------------------------------------------------------------------------------------


def _said(claim: Claim) -> _Said | None:
    text = claim.words
    if (
        pattern("limits").search(text)
        or re.search("[:;]", text)
        or sum(sense.way != "plain" for sense in read(text)) > 1
    ):
        return None
    mine = whole(text)
    found = _way(mine, text)
    if found is None or len(_DIGITS.findall(text)) > 1:  # two figures of its own are for the checks of numbers
        return None
    every = marks(text, claim.facts)
    start, end = _set_against(text)
    heads = frozenset(name for move in mine.moves for name in move.heads) - generic()
    fronted = pattern("fronted").match(text)
    asked = frozenset(name.name for name in mine.names if not fronted or name.start >= fronted.end())
    return _Said(
        *found,
        [mark for mark in every if not start <= mark.start < end],
        [mark for mark in every if start <= mark.start < end],
        start < len(text),
        mine.cues,
        (heads or asked) - mine.cues - generic(),
    )


_DIGITS = re.compile(r"\d[\d.,]*")


def _set_against(text: str) -> tuple[int, int]:
    """Where a claim names what its first group is set against; empty at the end of it where it names nothing."""
    pivot = pattern("pivot").search(text)
    if pivot is None:
        return len(text), len(text)
    comma = text.find(",", pivot.end())
    return pivot.start(), comma if not text[: pivot.start()].strip() and comma > 0 else len(text)


MOST_MOVES = 2


def _way(mine: Sense, text: str) -> tuple[int, bool] | None:
    """Which way a claim tells, and whether in words of worth; None where it tells none, or more than one."""
    if pattern("alike").search(text):
        return (0, False) if not mine.denies else None
    moves = [move.way for move in mine.moves]
    if mine.denies or mine.way in ("none", "plain", "link") or not 0 < len(moves) <= MOST_MOVES:
        return None
    if "other" in moves:
        return None
    if {"good", "bad"} & set(moves) and {"up", "down"} & set(moves):
        return None  # "eases pain more": more of the ease, less of the pain
    sign = 1
    for way in moves:
        sign *= 1 if way in ("up", "good") else -1
    lost = pattern("falls").search(text) is not None and not any(way == "down" for way in moves)
    return sign * (-1 if lost else 1), not lost and all(way in ("good", "bad") for way in moves)


# --- claim beside source ----------------------------------------------------------------------------------------------


def _ruling(said: _Said, row: Row) -> bool | None:
    """Whether a row bears the claim's comparison out; None where it does not speak of it."""
    first = _first(said, row)
    if first is None or not _of_one_time(said, row):
        return None
    mine, theirs = row.values[first], row.values[1 - first]
    measured = _measured(said, row)
    if said.way == 0:
        if not said.compared or not (measured or row.worth) or _not_told_apart(row.passage):
            return None
        least, most = sorted((abs(mine), abs(theirs)))
        return most < APART * least
    if said.by_worth:
        return (mine - theirs) * row.worth * said.way > 0 if row.worth and (said.compared or measured) else None
    return (mine - theirs) * said.way > 0 if measured else None


def _first(said: _Said, row: Row) -> int | None:
    """Which of the two groups the claim puts first; None where that cannot be told."""
    if not said.compared and all(key.startswith(("day ", "@")) for label in row.labels for key in label.keys):
        return None
    held = [_covered(label, said.ahead) for label in row.labels]
    if (WITHOUT,) in (row.labels[0].keys, row.labels[1].keys) and WITHOUT in [mark.key for mark in said.ahead]:
        held = [float(label.keys == (WITHOUT,)) for label in row.labels]
    against = [_covered(label, said.behind) for label in row.labels]
    if said.compared and any(against):
        if against[0] >= HALF > against[1] and held[0] < HALF:
            return 1
        if against[1] >= HALF > against[0] and held[1] < HALF:
            return 0
        return None
    if held[0] >= HALF > held[1] and not _named(row.labels[1], said):
        return 0
    return 1 if held[1] >= HALF > held[0] and not _named(row.labels[0], said) else None


def _named(label: Label, said: _Said) -> bool:
    """Whether a claim has the word that tells a group best."""
    return any(_alike(label.keys[0], mark.key) for mark in said.ahead)


def _covered(label: Label, said: Sequence[Mark]) -> float:
    weights = dict(zip(label.keys, label.weights, strict=True))
    total = sum(weights.values())
    return sum(w for key, w in weights.items() if any(_alike(key, mark.key) for mark in said)) / total if total else 0.0


def _alike(key: str, other: str) -> bool:
    return alike(key, other) or same(key, other)


def _measured(said: _Said, row: Row) -> bool:
    """Whether the claim speaks of what the figures measure."""
    wanted = [one for one in said.asked if not any(same(key, one) for label in row.labels for key in label.keys)]
    return any(likeness(one, other.name) >= DERIVED for one in wanted for other in row.measure)


def _of_one_time(said: _Said, row: Row) -> bool:
    """Whether claim and passage speak of one time, where both name one."""
    mine = [mark.key for mark in (*said.ahead, *said.behind) if mark.key.startswith(("day ", "@"))]
    there = [mark.key for mark in marks(row.passage.text, row.passage.facts) if mark.key.startswith(("day ", "@"))]
    return not mine or not there or any(alike(one, other) for one in mine for other in there)


def _not_told_apart(passage: Passage) -> bool:
    """Whether the passage itself takes its two figures for alike."""
    return any(sense.way == "none" for sense in read(passage.text)) or any(
        significance_of(fact) is False for fact in passage.facts
    )


FIGURES = Ground(
    "NUM-001", "The figures tell otherwise", "The two figures of the passage tell this of the other group."
)


def _told(scene: Scene) -> Objection | None:
    """Where a claim has figures of its own, the checks read them."""
    if any(fact.value is not None for fact in scene.claim.facts):
        return None
    found = figures_against(scene.claim, scene.near)
    return None if found is None else FIGURES.objection(found.passage, (found.start, found.end))


WAY = Way((FIGURES,), _told)
