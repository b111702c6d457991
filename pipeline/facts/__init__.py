"""The engine that owns numbers, units, arms and time: extracts facts from text and compares them."""

import re

from pipeline.records.fact import Fact, Value

__all__ = ["extract"]

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def extract(text: str) -> tuple[Fact, ...]:
    """Facts of `text`, offsets counting in it."""
    found = []
    for match in _NUMBER.finditer(text):
        number = float(match[0].replace(",", ""))
        found.append(Fact("count", "count", match[0], match.start(), match.end(), Value("exact", number, number)))
    return tuple(found)
