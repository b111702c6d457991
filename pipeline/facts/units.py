"""Units: our clinical vocabulary in front of the unit library, which is loaded only when two units differ.

The one door to pint. `read` finds a unit at a place of a folded text, `convert` brings a value from one canonical
unit to another (None where they measure different things), `dimension` says what a unit measures.
"""

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from msgspec import Struct

from pipeline.lexicon import load

APPROXIMATE = frozenset({"month", "year", "decade", "century"})
"""Calendar units have no fixed length: a comparison across them may be off by a few days in a hundred."""


class UnitEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of `units.toml`."""

    name: str
    dimension: str
    pint: str = ""
    symbols: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class UnitFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`units.toml`."""

    unit: tuple[UnitEntry, ...]


class Unit(NamedTuple):
    """A unit found in text: its canonical name, what it measures, and where it ends."""

    name: str
    dimension: str
    end: int


@cache
def _entries() -> dict[str, UnitEntry]:
    return {entry.name: entry for entry in load("pipeline.facts", "units.toml", UnitFile).unit}


@cache
def _surfaces() -> tuple[dict[str, UnitEntry], dict[str, UnitEntry]]:
    """Symbols (case kept) and words (lower case) with their units."""
    symbols, words = {}, {}
    for entry in _entries().values():
        symbols.update({symbol.replace("µ", "μ"): entry for symbol in entry.symbols})
        words.update({word.lower(): entry for word in entry.words})
    return symbols, words


def _alternatives(names: object) -> str:
    return "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in sorted(names, key=len, reverse=True))  # type: ignore[call-overload]


@cache
def _pattern() -> re.Pattern[str]:
    symbols, words = _surfaces()
    atom = (
        rf"(?:(?-i:{_alternatives(symbols)})(?:-?[1-9](?![\d.])|[⁻⁺]?[¹²³⁴])?"
        rf"|(?:{_alternatives(words)}))(?![A-Za-zμ0-9])"
    )
    per = (
        r"\s?/\s?|[ ]?·[ ]?|[ ]per[ ]|[ ](?:a|an|each|every)[ ](?=day|week|month|year|hour|night|minute|second)"
        r"(?!\w+ (?:(?:earlier|later|ago|before|after)\b|on(?=[,.;]|$)))"
    )
    tail = (
        rf"(?:(?:{per})(?:{atom}|(?:100|1)[, ]?000(?:[, ]000)?(?:[ ][a-z-]{{3,14}}){{0,2}}"
        rf"|kg body weight|day|dose|night|person|patient))"
    )
    often = r"(?:[ ](?:daily|weekly|monthly|yearly|annually|nightly))"
    return re.compile(rf"(?i)(?P<head>{atom})(?P<tail>{tail}{{0,3}}{often}?)")


_PER = {
    "daily": "day",
    "nightly": "day",
    "night": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
_SPLIT = re.compile(
    r"\s?/\s?|\s?·\s?|(?:^|\s)(?:per|a|an|each|every)\s|\s(?=daily|weekly|monthly|yearly|annually|nightly)"
)
_WORDY = re.compile(r"^[A-Za-z][a-z]")


@lru_cache(maxsize=4096)
def _canonical(head: str, tail: str) -> tuple[str, str] | None:
    entry = _entry(head)
    if entry is None:
        return None
    name = entry.name if not re.search(r"[-⁻⁺]?[\d¹²³⁴]+$", head) or entry.name[-1:] in "23" else head
    parts = [part for part in _SPLIT.split(tail.lower().strip()) if part]
    if not parts:
        return name, entry.dimension
    unders = []
    for part in parts:
        under = _entry(part) or _entry(part.strip())
        unders.append(under.name if under else _PER.get(part.split()[-1], re.sub(r"[, ](?=000)", "", part)))
    if name == "points":
        return name, entry.dimension
    return "/".join([name, *unders]), f"{entry.dimension}_per"


def _entry(surface: str) -> UnitEntry | None:
    symbols, words = _surfaces()
    bare = re.sub(r"(?<=[A-Za-zμ])(?:-?[1-9]|[⁻⁺]?[¹²³⁴])$", "", surface)
    spaced = surface.lower().replace("-", " ")
    return symbols.get(surface) or symbols.get(bare) or words.get(surface.lower()) or words.get(spaced)


def read(text: str, at: int) -> Unit | None:
    """The unit that begins at `at` of a folded text, after at most one space or hyphen."""
    hyphen = text.startswith("-", at)
    gap = 1 if hyphen or text.startswith(" ", at) else 0
    match = _pattern().match(text, at + gap)
    if match is None:
        return None
    head = match["head"]
    if hyphen and not _WORDY.match(head) and not text[at + 1].isalpha():
        return None
    if len(head) == 1 and head.isalpha() and text[match.end() : match.end() + 1] in {"-", "'", "′"}:
        return None
    found = _canonical(head, match["tail"])
    if found is None:
        return None
    return Unit(found[0], found[1], match.end())


def dimension(unit: str) -> str:
    """What a canonical unit measures; empty for one that we do not know."""
    head, _, under = unit.partition("/")
    entry = _entries().get(head)
    if entry is None:
        return ""
    return f"{entry.dimension}_per" if under else entry.dimension


@cache
def _registry() -> Any:
    import pint  # noqa: PLC0415 - half a second, and most audits never convert

    registry: Any = pint.UnitRegistry()
    registry.define("international_unit = [biological_activity] = IU")
    return registry


@lru_cache(maxsize=4096)
def _line(source: str, target: str) -> tuple[float, float] | None:
    """`(factor, offset)` so that target = factor · source + offset; None where the units do not convert."""
    if source == target:
        return 1.0, 0.0
    left, right = _expression(source), _expression(target)
    if left is None or right is None:
        return None
    registry = _registry()
    try:
        zero = registry.Quantity(0.0, left).to(right).magnitude
        one = registry.Quantity(1.0, left).to(right).magnitude
    except Exception:  # noqa: BLE001 - pint has many ways to say that two units do not convert
        return None
    return float(one - zero), float(zero)


def _expression(unit: str) -> str | None:
    parts = []
    for part in unit.split("/"):
        entry = _entries().get(part)
        if entry is None or not entry.pint:
            return None
        parts.append(f"({entry.pint})")
    return "/".join(parts)


def convert(value: float, source: str, target: str) -> float | None:
    """`value` of `source` in `target`, or None where the two measure different things."""
    line = _line(source, target)
    return None if line is None else line[0] * value + line[1]


def comparable(one: str, other: str) -> bool:
    """Whether two canonical units measure the same and convert."""
    return one == other or _line(one, other) is not None


def is_calendar(unit: str) -> bool:
    """Whether a unit's length depends on the calendar."""
    return any(part in APPROXIMATE for part in unit.split("/"))
