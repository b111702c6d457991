"""One side in the claim, the other in every near passage: kept and scrapped, allowed and banned, taken off and left on.

Words of a side are too common to accuse on alone (`checks/conduct.py` and `odds/bidden.py` do so where matter and
grammar leave no doubt), but enough not to call a claim borne out.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.verdicts.odds.bidden import values


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`otherwise.toml`."""

    sides: tuple[tuple[str, str], ...]


@cache
def _sides() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    words = load("pipeline.verdicts.kept_back", "otherwise.toml", Words)
    return tuple((re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE)) for one, other in words.sides)


def otherwise(claim: str, passages: Sequence[str]) -> bool:
    """Whether the claim takes one side, and of the passages that take any, each takes the other."""
    mine = taken(claim)
    for question, side in mine.items():
        there = [told[question] for passage in passages if question in (told := taken(passage))]
        if there and side not in there:
            return True
    return False


@lru_cache(maxsize=8_192)
def taken(text: str) -> dict[str, int]:
    """The sides that a text takes, by the question; none where it has words of both."""
    found = dict(values(text))
    for at, (one, other) in enumerate(_sides()):
        ours, theirs = one.search(text) is not None, other.search(text) is not None
        if ours != theirs:
            found[str(at)] = int(theirs)
    return found
