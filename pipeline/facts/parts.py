"""Counts told as a part of a whole: which number is of how many.

"21 of 48 people", "of the 48 people needled, 21 bruised" and "48 people, of whom 21 bruised" name one part and one
whole. Told of another whole, the right count gives a wrong share.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.facts.derived import WORKED_OUT
from pipeline.facts.numbers import fold
from pipeline.records.fact import Fact


class Part(NamedTuple):
    """A count, and the number of those among whom it was counted."""

    part: Fact
    whole: Fact
    start: int
    end: int

    @property
    def size(self) -> float:
        """How many the whole are."""
        return number(self.whole)


def parts_of(text: str, facts: Sequence[Fact]) -> list[Part]:
    """Every count of a text that is told as a part of a whole, in order."""
    plain = [fact for fact in facts if is_count(fact) and fact.term != WORKED_OUT]
    totals = {(fact.start, fact.end): fact for fact in facts if fact.role == "total" and is_count(fact)}
    found = [
        Part(fact, totals[fact.start, fact.end], fact.start, fact.end)
        for fact in plain
        if (fact.start, fact.end) in totals
    ]
    told = {id(one.part) for one in found}
    folded = fold(text)
    for first, second in pairwise(plain):
        if id(second) in told or id(first) in told or number(second) > number(first) or first.end > second.start:
            continue
        gap = folded[first.end : second.start]
        leads = _OF_THE.search(folded[max(0, first.start - 24) : first.start]) and _THEN.fullmatch(gap)
        if leads or _OF_WHOM.fullmatch(gap):
            found.append(Part(second, first, first.start, second.end))
    return sorted(found, key=lambda one: one.start)


_OF_THE = re.compile(
    r"(?:^|[.;:,(]\s?|\b(?:but|and|while|that) )(?:of|among|out of|in) (?:the |these |those |all |a total of )?$",
    re.IGNORECASE,
)
_THEN = re.compile(r"[^.;:()]{0,80}, (?:only |just |about |some |fewer than )?", re.IGNORECASE)
_OF_WHOM = re.compile(
    r"[^.;:()]{0,60}[,(;] ?(?:and |but )?(?:of|among) (?:whom|which|these|them|those) (?:only |just |about |some )?",
    re.IGNORECASE,
)


def is_count(fact: Fact) -> bool:
    """Whether a fact is a plain count of something, or a bare figure that may be one."""
    value = fact.value
    return (
        fact.dimension in {"count", "number"}
        and not fact.unit
        and value is not None
        and value.low is not None
        and value.low == value.high
        and value.low == int(value.low)
    )


def number(fact: Fact) -> float:
    """The value of a plain count."""
    return fact.value.low or 0.0 if fact.value else 0.0
