"""A sum told for several, of which the source tells what each comes to: 48 euros for four at 12 euros a ticket.

The figure stands nowhere and is no slip: it is the source's, as many times as the claim says how many there are. Asked
is a claim that tells a number of things, of which the passage tells what each comes to ("per hive", "each session"), or
a number of people ("a family of four") where the passage tells its figure of one person or one ticket. A claim that
tells its figure of each itself ("500 pounds per session") is no sum.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.facts.nouns import family
from pipeline.facts.values import relate
from pipeline.lexicon import load
from pipeline.records.fact import Fact, Value
from pipeline.records.verdict import Passage


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`for_several.toml`."""

    each: str
    apiece: str
    of_one: str
    party: str
    numbers: dict[str, int]


@cache
def _words() -> Words:
    return load("pipeline.checks", "for_several.toml", Words)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(getattr(_words(), name), re.IGNORECASE)


def for_several(dossier: Dossier) -> frozenset[int]:
    """The ids of the claim's figures that are a sum for as many as it tells."""
    text = dossier.claim.words
    if _pattern("of_one").search(text):
        return frozenset()
    many = list(_how_many(dossier))
    return frozenset(
        id(fact)
        for fact in dossier.claim.facts
        if fact.unit
        and any(_comes_to(fact, number, noun, passage) for number, noun in many for passage in _near(dossier))
    )


def _near(dossier: Dossier) -> Iterator[Passage]:
    return (ranked.passage for ranked in dossier.ranked)


def _how_many(dossier: Dossier) -> Iterator[tuple[float, str]]:
    """How many things or people the claim tells of, with the noun of things; people have none."""
    text = dossier.claim.words
    party = _pattern("party").search(text) is not None
    for fact in dossier.claim.facts:
        size = fact.value.low if fact.value is not None else None
        if fact.dimension == "count" and size is not None and size > 1:
            yield size, "" if party or family(fact.noun) == "people" else fact.noun
    for word, number in _words().numbers.items():
        if re.search(rf"(?i)\b{word}\b", text):
            yield number, ""


def _comes_to(fact: Fact, number: float, noun: str, passage: Passage) -> bool:
    """Whether a figure is so many times one that the passage tells of each; a price needs no word for that."""
    unit = fact.unit.partition("/")[0]
    price = not noun and fact.dimension.startswith("money")
    if fact.value is None or not (price or _told_of_each(noun, passage.text)):
        return False
    return any(
        other.unit.partition("/")[0] == unit and _is_product(fact.value, number, other.value) for other in passage.facts
    )


def _told_of_each(noun: str, text: str) -> bool:
    """Whether a passage tells something of one of these things, or of each person."""
    if noun and re.search(rf"{_words().each} (?:[\w-]+ )?{re.escape(noun)}\b", text, re.IGNORECASE):
        return True
    return _pattern("apiece").search(text) is not None and (not noun or re.search(rf"(?i)\b{noun}", text) is not None)


def _is_product(value: Value, number: float, one: Value | None) -> bool:
    if one is None or one.low is None or one.low != one.high or one.low <= 0:
        return False
    told = number * one.low
    return relate(value, Value("exact", told, told, 0))[0] in {"same", "compatible"}
