"""Reasons, seen in how claim and passage are built, for which the one can't stand beside the other.

Each reason has the least chance (by `chances.py`) at which it may be given; both are needed. The thresholds were set
on the train and dev topics of the product's own set (docs/accuracy.md).
"""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.verdict import Objection
from pipeline.verdicts.weighing import Weighing

Values = Mapping[str, float]
Against = Literal["contradicted", "overstated"]


class Reason(Struct, frozen=True, forbid_unknown_fields=True):
    """One way to be at odds: how it is told to a person, and how sure the alignment must be."""

    name: str
    code: str
    verdict: Against
    title: str
    why: str
    least: float


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`structure.toml`."""

    reason: tuple[Reason, ...]


NEAR_IN_WORDS = 0.4
"""Share of the claim's weighty words, or words of their meaning, that the passage must hold to be at odds with it."""


HOLDS: Mapping[str, Callable[[Values], bool]] = {
    "unit": lambda values: values["figures_unit"] > 0,
    "rate": lambda values: values["units"] > 0,
}
"""When each reason of the table holds."""
REASONS: tuple[Reason, ...] = load("pipeline.verdicts", "structure.toml", File).reason
"""The reasons in the order in which they are told."""


def _meant(reason: Reason, values: Values) -> bool:
    """Whether it holds, and the passage is about the same thing."""
    return HOLDS[reason.name](values) and values["soft"] >= NEAR_IN_WORDS


def accusation(values: Values, chances: Mapping[str, float]) -> Reason | None:
    """The first reason that holds and is likely enough to be given, or None."""
    return next((one for one in REASONS if _meant(one, values) and chances[one.verdict] >= one.least), None)


def objection_of(reason: Reason, weighed: Weighing) -> Objection:
    """The reason as an objection: medium confidence at most, since no slot was filled by the fact engine."""
    return Objection(
        code=reason.code,
        verdict=reason.verdict,
        severity="should",
        title=reason.title,
        why=reason.why,
        aspects=(),
        passage=weighed.passage,
        shown=(0, len(weighed.passage.text)),
        ok_if="the passage speaks of something else than the claim.",
        confidence="medium" if weighed.chances[reason.verdict] >= SURE else "low",
    )


SURE = 0.8
