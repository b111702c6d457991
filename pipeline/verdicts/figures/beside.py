"""A claim's figure beside a passage: what the ways to tell a figure otherwise share (`spoken.py`, `reckoned.py`)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts.derived import IN_WORDS
from pipeline.facts.values import relate
from pipeline.lexicon import load
from pipeline.records.fact import Fact, Value
from pipeline.verdicts.reading.numbers import number_words


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`reckoned.toml`."""

    pointing: str
    share: str
    wholes: str
    as_many: str
    again: str
    gap: str
    all_but: str
    under: str
    more: str
    less: str
    spans: dict[str, float]


class Beside(NamedTuple):
    """A claim with the passage that its figures are looked for in."""

    claim: str
    passage: str
    source: Sequence[Fact]


BOUND = 1.35
"""By which factor a figure may lie beyond the bound that words tell it by: "more than a third" of 37%, not of 80%."""
WORDED, SHARED, NEARLY = 0.15, 0.1, 0.85
"""Play of a multiple told in a word ("twice"), and of a share; how far below its word "nearly" may lie."""
FLOORS, CEILINGS = frozenset({"more_than", "at_least"}), frozenset({"less_than", "at_most"})
NO_FIGURE = frozenset({"confidence_level", "p_value", "confidence_interval", "total", "age"})


@cache
def lexicon() -> Lexicon:
    """The words of the ways."""
    return load("pipeline.verdicts.figures", "reckoned.toml", Lexicon)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns, with every way to write a number in place of `{number}`."""
    numbers = "|".join([*number_words(), r"\d+(?:,\d{3})*"])
    return re.compile(getattr(lexicon(), name).replace("{number}", f"(?:{numbers})"), re.IGNORECASE)


def near(fact: Fact, value: Value, told: float) -> bool:
    """Whether a figure is told by a claim's value, as exactly as the claim tells it."""
    said = value.low if value.kind in FLOORS else value.high if value.kind in CEILINGS else value.low
    if not said or told <= 0:
        return False
    if value.kind in FLOORS:
        return said <= told * (1 + _EXACT) and told <= said * BOUND
    if value.kind in CEILINGS:
        return told <= said * (1 + _EXACT) and said <= told * BOUND
    worded = not any(sign.isdigit() for sign in fact.text)
    if fact.term == "under":
        return NEARLY * said <= told <= said * (1.02 if worded else 1.0)
    if fact.term == "over":
        return said * 0.99 <= told <= said / NEARLY
    if worded and abs(said - told) <= (WORDED if fact.dimension == "fold" else SHARED) * said:
        return True
    step = 0.5 * 10.0**-value.decimals
    if value.kind == "exact" and not worded:
        return abs(said - told) <= step
    return relate(value, Value("exact", told, told, 2), words=worded)[0] in {"same", "compatible"}


_EXACT = 1e-6


def kin(fact: Fact, other: Fact) -> bool:
    """Whether two figures measure alike, as far as their units tell."""
    return other.value is not None and (
        (other.dimension == fact.dimension and other.unit == fact.unit)
        or (not fact.unit and fact.dimension in {"number", "count"})
        or fact.unit.partition("/")[0] == other.unit.partition("/")[0] != ""
    )


def ends(fact: Fact) -> frozenset[float]:
    """The values at the ends of a figure; of a plain one its value."""
    value = fact.value
    return frozenset(end for end in (value.low, value.high) if end) if value is not None else frozenset()


def singles(beside: Beside, dimensions: set[str]) -> Iterator[float]:
    """The plain values of some dimensions that the passage tells."""
    for other in beside.source:
        value = other.value
        plain = other.dimension in dimensions and other.role not in NO_FIGURE and other.term != IN_WORDS
        if plain and value is not None and value.low is not None and value.low == value.high:
            yield value.low


def counts(fact: Fact) -> bool:
    """Whether a figure counts things."""
    return fact.dimension == "count" or (fact.dimension == "number" and fact.role in {"count", "total"})


def behind(name: str, fact: Fact, claim: str) -> bool:
    """Whether what stands behind a figure matches; the fact may hold the first words of "as many" itself."""
    own = name == "as_many" and _AS_MANY.search(fact.text) is not None
    return own or pattern(name).search(claim[fact.end :]) is not None


_AS_MANY = re.compile(r"\bas (?:many|much|often)$", re.IGNORECASE)
