"""Where a figure of a source stands among those like it, and what each of them is told of.

Four ways to be told apart: by words beside the figures of one sentence, by the order of groups that another sentence
lists, by the outcome or time of two rows of one length (a table in prose), and by two sentences built alike.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.facts.arms_told import listed
from pipeline.facts.keys import Mark, alike, marks
from pipeline.facts.labels import Told, is_nameless, labels, leading, row_of, told_in_turn
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage


class Place(NamedTuple):
    """A figure in a passage among those like it."""

    at: Fact
    told: Told
    others: list[tuple[Fact, Told]]
    passage: Passage
    found: list[Mark]
    listed: bool = False
    """Whether the names are those of a list of groups: any word of one is of that group alone."""
    taken_up: bool = False
    """Whether one sentence takes up the outcome of the other: words of the outcome are of both."""


BACK = 8
"""Sentences back in which the groups of a bare row may be named."""
SHORT = 8
"""In a source of so few sentences they may stand behind it too."""


def places(other: Fact, there: list[Mark], passages: Sequence[Passage], at: int) -> Iterator[Place]:
    """The figure with what it is told of, in every way that it can be told apart.

    Args:
        other: the figure.
        there: the marks of its passage.
        passages: all of the source.
        at: which of them it stands in.
    """
    passage = passages[at]
    row = row_of(other, passage.facts)
    if len(row) < 2:
        yield from _in_turn(other, there, passages, at)
        yield from _at_times(other, there, passages, at)
        yield from _taken_up(other, there, passages, at)
        return
    told, found, by_list = labels(passage.text, there, row), there, False
    if told is None and is_nameless(passage.text, there, row):
        told, found = _by_list(passages, at, len(row), there)
        by_list = True
    if told is not None:
        both = list(zip(row, told, strict=True))
        own = next(each for one, each in both if one is other)
        yield Place(other, own, [each for each in both if each[0] is not other], passage, found, by_list)
    yield from _in_rows(other, row, there, passages, at)
    yield from _at_times(other, there, passages, at)


def _by_list(
    passages: Sequence[Passage], at: int, count: int, there: list[Mark]
) -> tuple[list[Told] | None, list[Mark]]:
    """The groups in the order of the nearest sentence that lists as many."""
    after = passages[at + 1 :] if len(passages) <= SHORT else ()
    for passage in (*reversed(passages[max(0, at - BACK) : at]), *after):
        if passage.reading is passages[at].reading:
            found = marks(passage.text, passage.facts)
            told = listed(passage.text, found, count) or _named(passage, found, count)
            if told is not None:
                return told, [*there, *found]
    return None, there


def _named(passage: Passage, found: list[Mark], count: int) -> list[Told] | None:
    """The names of another row of as many figures: "74% on the drug and 28% on placebo. … 60% and 41%"."""
    for fact in passage.facts:
        row = row_of(fact, passage.facts) if fact.dimension == "percentage" else []
        if len(row) == count and row[0] is fact:
            return labels(passage.text, found, row)
    return None


def _in_rows(
    other: Fact, row: Sequence[Fact], there: list[Mark], passages: Sequence[Passage], at: int
) -> Iterator[Place]:
    """The figure beside the one in the same place of another row: another outcome or time of the same group."""
    column = next(place for place, each in enumerate(row) if each is other)
    lead = leading(passages[at].text, there, row)
    for passage in passages[max(0, at - BACK) : at + BACK]:
        if passage is passages[at] or passage.reading is not passages[at].reading or not lead.keys:
            continue
        for first in passage.facts:
            if (first.dimension, first.unit) != (other.dimension, other.unit):
                continue
            rest = row_of(first, passage.facts)
            if len(rest) != len(row) or rest[0] is not first:
                continue
            found = marks(passage.text, passage.facts)
            yield Place(other, lead, [(rest[column], leading(passage.text, found, rest))], passage, [*there, *found])


def _in_turn(other: Fact, there: list[Mark], passages: Sequence[Passage], at: int) -> Iterator[Place]:
    """The figure beside the only one like it in a sentence next to its own that is built alike."""
    passage = passages[at]
    for beside in (at - 1, at + 1):
        if not 0 <= beside < len(passages) or passages[beside].reading is not passage.reading:
            continue
        rest = [each for each in row_of(other, passages[beside].facts) if each is not other]
        if len(rest) == 1:
            others = marks(passages[beside].text, passages[beside].facts)
            turn = told_in_turn(there, others)
            if turn is not None:
                yield Place(other, turn[0], [(rest[0], turn[1])], passages[beside], [*there, *others])


_TAKES_UP = re.compile(
    r"\b(?:the|this|that) (?:corresponding |relative |respective )?(?:reduction|increase|decrease|decline|rise|fall"
    r"|drop|gain|loss|change|difference|figure|rate|proportion|share|percentage|risk|number|effect|prevalence"
    r"|incidence)s? (?:was|were|is|are|rose|fell|had|reached|stood|came)\b",
    re.IGNORECASE,
)
"""`In infants, the reduction was 18%`: the outcome is that of the sentence before, of other people."""


def _taken_up(other: Fact, there: list[Mark], passages: Sequence[Passage], at: int) -> Iterator[Place]:
    """The figure beside the one of a sentence that takes its outcome up for other people, or that it takes up."""
    for beside, later in ((at + 1, at + 1), (at - 1, at)):
        if not 0 <= beside < len(passages) or passages[beside].reading is not passages[at].reading:
            continue
        rest = [each for each in row_of(other, passages[beside].facts) if each is not other]
        if len(rest) != 1 or not _TAKES_UP.search(passages[later].text):
            continue
        others = marks(passages[beside].text, passages[beside].facts)
        told = Told(tuple(dict.fromkeys(mark.key for mark in others)))
        mine = _right_behind(other, there) or Told(tuple(dict.fromkeys(mark.key for mark in there)))
        yield Place(other, mine, [(rest[0], told)], passages[beside], [*there, *others], taken_up=True)


def _right_behind(fact: Fact, found: Sequence[Mark]) -> Told | None:
    """What stands right behind a figure: "4% of miners"."""
    keys = [mark.key for mark in found if 0 <= mark.start - fact.end <= _BEHIND]
    return Told(tuple(dict.fromkeys(keys)), behind=True) if keys else None


_BEHIND = 24
"""Characters behind a figure in which the people that it is of are named."""


def _at_times(other: Fact, there: list[Mark], passages: Sequence[Passage], at: int) -> Iterator[Place]:
    """The figure beside those that sentences close by give of the same outcome at another time."""
    here = time_told(passages[at], there)
    if not here:
        return
    for passage in passages[max(0, at - CLOSE) : at + CLOSE + 1]:
        if passage is passages[at] or passage.reading is not passages[at].reading:
            continue
        found = marks(passage.text, passage.facts)
        then = time_told(passage, found)
        if not then or alike(here, then) or not _of_one_outcome(there, found):
            continue
        rest = [each for each in row_of(other, passage.facts) if each is not other]
        if rest:
            yield Place(other, Told((here,)), [(each, Told((then,))) for each in rest], passage, [*there, *found])


CLOSE = 3
"""Sentences to either side in which the same outcome is followed through time."""
_ORDINAL = re.compile(
    r"(?:first|second|third|fourth|fifth|last) (?:\w+ )?"
    r"(?:hour|day|night|week|month|year|season|trimester|quarter|wave|visit)s?\b",
    re.IGNORECASE,
)


def time_told(passage: Passage, found: Sequence[Mark]) -> str:
    """The one time that a sentence tells of, or empty: a point, or the first year as against the second."""
    keys = {
        mark.key
        for mark in found
        if mark.key.startswith("day ") or (mark.key[0] == "=" and _ORDINAL.match(passage.text, mark.start))
    }
    return keys.pop() if len(keys) == 1 else ""


def _of_one_outcome(one: Sequence[Mark], other: Sequence[Mark]) -> bool:
    """Whether two sentences share a word, and not only a time, a dose or an age."""
    words = {mark.key for mark in other if mark.key.isalpha() and mark.key != "without"}
    return any(mark.key in words for mark in one)
