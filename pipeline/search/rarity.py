"""How much a word tells: rare words tell more (inverse document frequency, Spärck Jones 1972), counted once."""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from pipeline.lexicon import load

FINEST = 19
"""The band of the rarest stems, and of those that were never seen."""
UNSEEN = 16
"""Band of a word that was never seen: rare, yet often only lay for something common."""
LEAST = 3
"""Bands below this hold words of every text."""


class Rarity(Struct, frozen=True, forbid_unknown_fields=True):
    """`rarity.toml`: half natural units of idf → stems."""

    bands: dict[str, str]


@cache
def _bands() -> Mapping[str, int]:
    found = load("pipeline.search", "rarity.toml", Rarity).bands
    return {name: int(band) for band, names in found.items() for name in names.split()}


def rarity(name: str) -> float:
    """0 (in every second sentence) to 1 (hardly ever seen); the rarest part of a compound counts."""
    band = _bands().get(name)
    if band is None and "-" in name:
        band = max((_bands().get(part, UNSEEN) for part in name.split("-")), default=UNSEEN)
    return max((UNSEEN if band is None else band) - LEAST, 0) / (FINEST - LEAST)
