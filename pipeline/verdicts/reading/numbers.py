"""Numbers as words, and stretches of time as days: by the number words and periods that the facts are read with."""

from collections.abc import Mapping
from functools import cache

from pipeline.facts.numbers import lexicon
from pipeline.facts.rhythm import DAYS as PERIODS

DAYS: Mapping[str, float] = {**PERIODS, "minute": 1 / 1_440, "min": 1 / 1_440, "decade": 10 * PERIODS["year"]}
"""Length of a unit of time in days."""


@cache
def number_words() -> dict[str, int]:
    """Number words and what they come to."""
    plain = {word: int(value) for word, value in lexicon().words.items()}
    return {**plain, "hundred": 100, "thousand": 1000, "a hundred": 100, "a thousand": 1000}


def number(word: str) -> int:
    """What a number in digits or as a word comes to."""
    low = word.lower().replace(",", "")
    return int(low) if low.isdigit() else number_words()[low]
