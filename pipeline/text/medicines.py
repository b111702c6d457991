"""Tells the generic name of a medicine by its ending, as the WHO gives them out (INN stems)."""

import re
from functools import cache

from msgspec import Struct

from pipeline.lexicon import load

LEAST_LETTERS = 7
"""Letters of a generic name; shorter words end so by chance."""


class Endings(Struct, frozen=True, forbid_unknown_fields=True):
    """`medicines.toml`: endings, and words that have one by chance."""

    stems: str
    others: str


@cache
def generic_name() -> str:
    """An expression for one generic name, in one or more; letters of either case, no borders of its own."""
    file = load("pipeline.text", "medicines.toml", Endings)
    others, stems = "|".join(file.others.split()), "|".join(file.stems.split())
    return rf"(?!(?i:{others})s?\b)(?=[A-Za-z]{{{LEAST_LETTERS}}})[A-Za-z]*(?i:{stems})s?\b"


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(generic_name())


def is_medicine(word: str) -> bool:
    """Whether a single word is the generic name of a medicine, in one or more ("sertraline" is not told so)."""
    return _whole().fullmatch(word) is not None
