"""How many of them a text speaks of, as a span of per cent: all, most, half, few, none, or a share in figures.

"Most" is anything above half, "a few" anything that is no half; "nineteen of 24" is 79. What may mean more than one
share is read widely, so that two spans that do not touch can't both be true of the same people and the same deed.
Nothing here judges; `odds/extents.py` sets two amounts beside each other.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.likeness import SAME, Name, likeness, names, naming
from pipeline.verdicts.reading.numbers import number


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`amounts.toml`."""

    words: tuple[tuple[str, float, float], ...]
    counted: str
    of_whole: str
    of_whom: str
    some: str
    bound: str
    people: str
    verbs: str
    no_verb: str
    these: str


class Amount(NamedTuple):
    """A share of some things, in per cent, and where it is told."""

    low: float
    high: float
    start: int
    end: int
    figure: bool
    """Told in figures or counted."""

    def turned(self) -> "Amount":
        """The share of the others."""
        return self._replace(low=100 - self.high, high=100 - self.low)


AFTER = 40
"""Signs behind an amount within which is named what it is one of."""
BEFORE = 24
"""Signs before a figure that may make it a limit."""


_WORDS = Sheet("pipeline.verdicts.reading", "amounts.toml", Lexicon)
_pattern = _WORDS.pattern


@cache
def _words() -> tuple[tuple[re.Pattern[str], float, float], ...]:
    return tuple((re.compile(rf"(?i)\b(?:{words})(?![\w])"), low, high) for words, low, high in _WORDS.file.words)


def has_verb(text: str) -> bool:
    """Whether a clause holds a verb in the past, or a form of "to be" or "to have"."""
    return _ends().search(_pattern("no_verb").sub(" ", text)) is not None


@lru_cache(maxsize=8_192)
def some_did(text: str) -> tuple[Amount, ...]:
    """Bare numbers of those who did something: of how many is not told, but that there were some."""
    return tuple(Amount(0.1, 100, *match.span(), figure=True) for match in _WORDS.pattern("some").finditer(text))


@lru_cache(maxsize=8_192)
def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of a text in order; of those that overlap, the longest."""
    found = [
        Amount(low, high, *match.span(), figure=False)
        for words, low, high in _words()
        for match in words.finditer(text)
    ]
    bound = _WORDS.pattern("bound")
    for match in _WORDS.pattern("counted").finditer(text):
        share = _share(match)
        if 0 <= share <= 100 and not bound.search(text, max(0, match.start() - BEFORE), match.start()):
            found.append(Amount(share, share, *match.span(), figure=True))
    for match in (*_WORDS.pattern("of_whole").finditer(text), *_WORDS.pattern("of_whom").finditer(text)):
        share = _share(match)
        if 0 <= share <= 100:
            found.append(Amount(share, share, *match.span(), figure=True))
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Amount] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _share(match: re.Match[str]) -> float:
    groups = match.groupdict()
    if groups.get("percent"):
        return float(match["percent"])
    if groups.get("tens"):
        return float(number(match["tens"]) + (number(match["ones"]) if match["ones"] else 0))
    whole = number(match["of"])
    return 100 * number(match["part"]) / whole if whole else -1.0


def people() -> frozenset[str]:
    """Names of people as every study has them."""
    return _WORDS.words("people", naming)


def counted_in(text: str, amount: Amount) -> tuple[Name, ...]:
    """What an amount is one of: the names right behind it, to the end of its group of words."""
    inside = tuple(name for name in names(text) if amount.start < name.start < amount.end)
    if _WORDS.pattern("of_whole").match(text, amount.start) or _WORDS.pattern("of_whom").match(text, amount.start):
        return inside  # "of the 64 pilots, 47"; "64 pilots, of whom 47"
    if _pattern("these").match(text, amount.end):  # "one of them": whatever was named before
        return tuple(name for name in names(text) if name.end <= amount.start)
    behind = text[amount.end : amount.end + AFTER]
    cut = _ends().search(behind)
    stop = amount.end + (cut.start() if cut else len(behind))
    return tuple(name for name in names(text) if amount.end <= name.start < stop)


@cache
def _ends() -> re.Pattern[str]:
    verbs = "|".join(_WORDS.file.verbs.split())
    return re.compile(
        r"[,;:.()]|\b(?:had|have|has|were|was|are|is|did|do|does|who|that|which|in|at|on|with|from|got|took|came|went|by"
        rf"|could|can|would|will|may|might|(?<!the )\w+ed|{verbs})\b",
        re.IGNORECASE,
    )


def of_one(mine: tuple[Name, ...], theirs: tuple[Name, ...]) -> bool:
    """Whether two amounts are of the same things: one noun in common, or people as every study has them."""
    ours, others = ({name.name for name in side} for side in (mine, theirs))
    if not ours - people() or not others - people():
        return not (ours - people()) and not (others - people())
    return any(likeness(one, other) >= SAME for one in ours - people() for other in others - people())
