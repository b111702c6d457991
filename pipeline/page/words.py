"""The report's vocabulary, read once from `words.toml`."""

from functools import cache
from typing import Any

from msgspec import Struct

from pipeline import lexicon
from pipeline.records.report import Severity, Verdict

SEVERITIES: tuple[Severity, ...] = ("must", "should", "consider")
"""Worst first."""

VERDICTS: tuple[Verdict, ...] = (
    "supported",
    "contradicted",
    "overstated",
    "unclear",
    "not_found",
    "unavailable",
    "uncited",
)
"""The verdicts of checkable claims, in the order of bar, key and table."""


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """A severity or verdict: its label, its word beside a number, its icon in the sprite."""

    label: str
    count: str
    icon: str
    means: str = ""


class State(Struct, frozen=True, forbid_unknown_fields=True):
    """A state of the gate: the word that heads the page, and its look."""

    word: str
    icon: str
    tone: str


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """All of `words.toml`; keys are the words of the public JSON."""

    severity: dict[str, Term]
    verdict: dict[str, Term]
    state: dict[str, State]
    scope: dict[str, str]
    kind: dict[str, str]
    reason: dict[str, str]
    relation: dict[str, str]
    decided_by: dict[str, str]
    confidence: dict[str, str]
    confidence_basis: dict[str, str]
    decision: dict[str, str]
    decision_short: dict[str, str]
    reasons: dict[str, dict[str, str]]
    retraction: dict[str, str]
    service: dict[str, str]
    notice: dict[str, str]
    closed: dict[str, str]
    undecided: dict[str, str]


@cache
def words() -> Words:
    """The vocabulary.

    Raises:
        LexiconError: `words.toml` has a misspelt or missing key.
    """
    return lexicon.load("pipeline.page", "words.toml", Words)


@cache
def _types() -> dict[str, tuple[str, str]]:
    entries: list[dict[str, Any]] = lexicon.table("pipeline.checks", "findings.toml")["finding"]
    return {entry["code"]: (entry["name"], entry["group"]) for entry in entries}


def type_name(code: str) -> str:
    """What a finding code is called (`NUM-001`: "Number differs from the source"); the code where it is unknown."""
    return _types().get(code, (code, ""))[0]


def group_name(code: str) -> str:
    """The group of finding types that a code belongs to (`NUM-001`: `numbers`); empty where it is unknown."""
    return _types().get(code, ("", ""))[1]


def some(number: int, one: str, many: str = "") -> str:
    """`1 claim`, `3 claims`, `1,200 words`: a number with its noun; `many` where adding s will not do."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: list[str], limit: int = 0) -> str:
    """`a, b and c`; with a `limit`, `a, b and 7 more`."""
    if limit and len(items) > limit:
        items = [*items[:limit], f"{len(items) - limit} more"]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
