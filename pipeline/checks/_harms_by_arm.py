"""Harms counted arm by arm: which harm, which counts of which arms, and what they add up to.

The arms of one harm stand in one clause ("five in the diet group and four in the control group") or in sentences close
by ("Three … occurred in the surgery group … One …, a frozen shoulder, occurred in the exercise group").
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.checks._arm_counts import ArmCount, adds_up, arm_counts
from pipeline.checks._harms import is_denied, is_serious, named, words
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage

NEXT = 3
"""Passages further on in which the other arm's count of the same harm may stand."""


class Harm(NamedTuple):
    """A harm that a text names, in its clause."""

    head: str
    serious: bool
    related: bool
    denied: bool
    start: int
    end: int
    left: int
    right: int


class Tally(NamedTuple):
    """One kind of harm, counted arm by arm."""

    harm: Harm
    parts: tuple[ArmCount, ...]
    passage: Passage
    """Of the first part."""
    joint: bool
    """Whether all parts stand in one clause of the passage."""

    @property
    def whole(self) -> int:
        """Over all arms."""
        return sum(part.value for part in self.parts)


@lru_cache(maxsize=4_096)
def harms_named(text: str) -> tuple[Harm, ...]:
    """Every harm of a text, with the clause up to a semicolon, colon or full stop that it stands in."""
    edges = [0, *(match.end() for match in _EDGE.finditer(text)), len(text)]
    found = []
    for one in named(text):
        left = max(edge for edge in edges if edge <= one.start)
        right = min(edge for edge in edges if edge >= one.end)
        if text[one.end : right] == ":":  # a label: what it counts stands behind it
            right = min((edge for edge in edges if edge > right), default=right)
        related = words("related").search(text, left, right) is not None
        found.append(
            Harm(one.head, is_serious(text, one), related, is_denied(text, one), one.start, one.end, left, right)
        )
    return tuple(found)


_EDGE = re.compile(r"[;:.!?](?=\s|$)")


def count_of(text: str, harm: Harm) -> ArmCount | None:
    """The count that belongs to a harm: the nearest before it in its clause, else the first behind it."""
    counts = [one for one in arm_counts(text) if harm.left <= one.start < harm.right]
    before = [one for one in counts if one.end <= harm.start]
    return before[-1] if before else counts[0] if counts else None


def tallies_of(passages: tuple[Passage, ...]) -> Iterator[Tally]:
    """Every harm that the source counts for two arms or more, in one clause or in sentences close by."""
    for at, passage in enumerate(passages):
        for harm in harms_named(passage.text):
            if harm.denied:
                continue
            parts = _parts(passage.text, harm)
            if len({part.arm for part in parts}) == len(parts) > 1:
                yield Tally(harm, parts, passage, joint=True)
            elif len(parts) == 1:
                others = _elsewhere(parts[0], harm, tuple(islice(passages, at + 1, at + 1 + NEXT)))
                if others is not None:
                    yield Tally(harm, (parts[0], others), passage, joint=False)


def _parts(text: str, harm: Harm) -> tuple[ArmCount, ...]:
    """The counts with an arm in the clause of a harm, without those of another harm that is named there."""
    counts = [one for one in arm_counts(text) if harm.left <= one.start < harm.right]
    ends = [*(one.start for one in counts[1:]), harm.right][: len(counts)]
    others = [one for one in harms_named(text) if not alike(one, harm)]
    return tuple(
        one
        for one, end in zip(counts, ends, strict=True)
        if one.arm and not any(one.end <= other.start < end for other in others)
    )


def _elsewhere(part: ArmCount, harm: Harm, following: tuple[Passage, ...]) -> ArmCount | None:
    """The other arm's count of the same harm, in a sentence further on."""
    for passage in following:
        for other in harms_named(passage.text):
            counts = _parts(passage.text, other) if alike(harm, other) and not other.denied else ()
            if len(counts) == 1 and counts[0].arm != part.arm:
                return counts[0]
    return None


def alike(one: Harm, other: Harm) -> bool:
    """Whether two texts count one kind of harm: serious ones and all, related ones and all are told apart."""
    return (one.head, one.serious, one.related) == (other.head, other.serious, other.related)


def over_arms(fact: Fact, source: Fact, passage: Passage, passages: tuple[Passage, ...]) -> bool:
    """Whether a number of the claim is the sum over the arms of which the passage gives the source's for one."""
    value = fact.value.low if fact.value else None
    shown = source.value.low if source.value else None
    if value is None or shown is None or value <= shown:
        return False
    if adds_up(value, shown, passage.text):
        return True
    return any(
        one.whole == value and shown in {part.value for part in one.parts}
        for one in tallies_of(passages)
        if passage.text == one.passage.text
    )
