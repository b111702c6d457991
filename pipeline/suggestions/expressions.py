"""The room's expressions: they stand in TOML beside the module that uses them, each with the reason for it."""

import re
from functools import cache

from pipeline.lexicon import Patterns, either, load


def pattern(file: str, entry: str) -> re.Pattern[str]:
    """What any pattern of an entry of `<file>.toml` finds; case is ignored but within `(?-i:…)`.

    Raises:
        LexiconError: the file is wrong, or an entry of it has no reason, no patterns or a bad one.
        KeyError: it has no such entry.
    """
    return either(_entries(file)[entry].patterns)


@cache
def _entries(file: str) -> dict[str, Patterns]:
    return load("pipeline.suggestions", f"{file}.toml", dict[str, Patterns])
