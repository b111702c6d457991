"""The small words of a sentence that turn what it says: denial, direction, sameness, shares, limits, plans.

Nothing here judges: each function reads one text, and `features.py` sets two readings beside each other.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.text import stem, tokens


class CueFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`cues.toml`."""

    negations: str
    up: str
    down: str
    idle: str
    null: tuple[str, ...]
    shares: dict[str, int]
    patterns: dict[str, str]
    yet_to: str
    unwanted: str
    degree: str
    er: str
    clause: str


class Cues(Struct, frozen=True):
    """What the small words of one text say."""

    negations: int
    up: int
    down: int
    null: bool
    shares: frozenset[int]
    """Shares named in words, in per cent."""
    counts: dict[str, int]
    """How often each pattern of the file occurs."""
    units: frozenset[str]
    """"per day", "a week": the spans that a rate is told by."""

    @property
    def direction(self) -> int:
        """1 up, -1 down, 0 neither or both; a single denial leaves it, since it says only that it is not so."""
        return (self.up > 0) - (self.down > 0)


_WORDS = Sheet("pipeline.verdicts.reading", "cues.toml", CueFile)
_pattern = _WORDS.pattern


def _stems(field: str) -> frozenset[str]:
    return _WORDS.words(field, stem)


@cache
def _null() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _WORDS.file.null)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _WORDS.file.patterns.items()}


COUNTED = ("absolute", "stress", "hedge", "bench", "limit", "plan", "control", "cause", "people", "denial")
_MOST = 4
"""No cue counts more often than this."""
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year",
            "nightly": "night", "hourly": "hour"}  # fmt: skip


def put_off(text: str) -> str:
    """A text with "has yet to" written as the denial that it is, in as many signs: "has not to"."""
    return _pattern("yet_to").sub(r"\1not to", text)


def harms_apart(text: str) -> str:
    """A text in which side effects are called events, in as many signs: to deny them is to deny no effect."""
    return _pattern("unwanted").sub(r"\1events", text)


@lru_cache(maxsize=20_000)
def cues(text: str) -> Cues:
    """Read the small words of a text; pure, linear in its length."""
    text = put_off(text)
    words = [token.lower for token in tokens(text)]
    roots = [stem(token.lower) for token in tokens(_WORDS.pattern("idle").sub(" ", text))]
    return Cues(
        negations=min(_MOST, sum(word in _WORDS.words("negations") for word in words)),
        up=min(_MOST, sum(root in _stems("up") for root in roots)),
        down=min(_MOST, sum(root in _stems("down") for root in roots)),
        null=any(pattern.search(text) for pattern in _null()),
        shares=frozenset(_WORDS.file.shares[word] for word in words if word in _WORDS.file.shares),
        counts={name: min(_MOST, len(_patterns()[name].findall(text))) for name in COUNTED},
        units=_units(text),
    )


def _units(text: str) -> frozenset[str]:
    found = set()
    for match in _patterns()["unit"].finditer(text):
        unit, adverb = match["unit"], match["adverb"]
        found.add(unit.lower() if unit else _ADVERBS[adverb.lower()])
    return frozenset(found)


_REACH = 120


def degree(text: str, than: int) -> int:
    """1 for "more … than" and -1 for "less … than", by the comparing word nearest before "than"; 0 without one.

    In "more weight loss than" the loss is what was measured, and no direction.
    """
    for match in reversed(list(_pattern("degree").finditer(text, max(0, than - _REACH), than))):
        root = stem(match[0].lower())
        if root in _stems("up") or root in _stems("down"):
            return 1 if root in _stems("up") else -1
    return int(_pattern("er").search(text, max(0, than - _REACH), than) is not None)


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """`(start, end)` of the stretches of a sentence between its stops, commas and joining words."""
    cuts = [0, *(match.start() for match in _pattern("clause").finditer(text)), len(text)]
    return tuple((start, end) for start, end in pairwise(cuts) if end > start)
