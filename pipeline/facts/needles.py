"""What a pattern cannot do without: one of a few plain strings that every text it matches holds.

Looking for a string is many times faster than running a pattern, and most patterns of the word lists match nowhere in
most sentences.
"""

import re
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

SHORTEST = 3
"""Shorter strings stand in every sentence: a pattern that needs no longer one is simply run."""
MOST = 80
"""More alternatives than this are no faster than the pattern."""


@cache
def needles(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Lower-case strings of which one stands in every text that the pattern matches; empty where none is sure."""
    found = _sequence(parser.parse(pattern.pattern, pattern.flags & re.VERBOSE))
    usable = found is not None and len(found) <= MOST and min(map(len, found)) >= SHORTEST
    return tuple(sorted(found)) if usable and found else ()


def may_match(pattern: re.Pattern[str], lower: str) -> bool:
    """Whether the pattern may match the text whose lower-case form this is."""
    wanted = needles(pattern)
    for each in wanted:  # a plain loop: this is asked millions of times for a long article
        if each in lower:
            return True
    return not wanted


def _sequence(items: Any) -> frozenset[str] | None:
    """The best set of strings of which a sequence needs one: the one whose shortest string is longest."""
    candidates: list[frozenset[str]] = []
    run = ""
    for op, value in [*items, (None, None)]:
        if op is codes.LITERAL:
            run += chr(value).lower()
            continue
        if run:
            candidates.append(frozenset({run}))
            run = ""
        inner = _part(op, value)
        if inner is not None:
            candidates.append(inner)
    return max(candidates, key=lambda each: (min(map(len, each)), -len(each)), default=None)


def _part(op: Any, value: Any) -> frozenset[str] | None:
    if op is codes.SUBPATTERN:
        return _sequence(value[3])
    if op in (codes.MAX_REPEAT, codes.MIN_REPEAT) and value[0] >= 1:
        return _sequence(value[2])
    if op is codes.BRANCH:
        branches = [_sequence(each) for each in value[1]]
        return frozenset().union(*(each or frozenset() for each in branches)) if all(branches) else None
    return None
