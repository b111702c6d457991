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
    turns: bool = False
    """Whether it is read from words that turn a statement, and from no figure."""


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`structure.toml`."""

    reason: tuple[Reason, ...]


def _tells(values: Values) -> bool:
    """Whether the claim denies nothing that the passage leaves: "does not prove that X causes Y" tells no cause."""
    return not values["denial_claim_only"] > 0


def _means_the_same_place(values: Values) -> bool:
    return values["soft"] >= NEAR_IN_WORDS


NEAR_IN_WORDS = 0.4
"""Share of the claim's weighty words, or words of their meaning, that the passage must hold to be at odds with it."""


def _denied_once(values: Values) -> bool:
    """Whether one side denies and the other does not: "made no difference" beside "the same" is no opposite."""
    return values["denied_claim"] > 0 or values["denied_passage"] > 0


HOLDS: Mapping[str, Callable[[Values], bool]] = {
    "unit": lambda values: values["figures_unit"] > 0,
    "rate": lambda values: values["units"] > 0,
    "than": lambda values: values["than"] < 0 and not _denied_once(values),
    "opposite": lambda values: (values["opposed"] > 0 or values["direction"] < 0) and not _denied_once(values),
    "no effect": lambda values: values["null_passage_only"] > 0,
    "denied here": lambda values: values["denial_claim_only"] > 0,
    "denied there": lambda values: values["denial_passage_only"] > 0,
    "cause": lambda values: _tells(values) and (values["loose_about"] > 0 or values["causal_beyond"] > 0),
    "absolute": lambda values: values["absolute_more"] > 0,
}
"""When each reason of the table holds."""
REASONS: tuple[Reason, ...] = load("pipeline.verdicts", "structure.toml", File).reason
"""The reasons in the order in which they are told."""


MOST_NAMES = 21
"""Names of a claim beyond which it makes more than one statement: a word turned in it may belong to another."""


def _meant(reason: Reason, values: Values) -> bool:
    """A contradiction needs a passage about the same thing; what is overstated may stand there in other words."""
    if not HOLDS[reason.name](values):
        return False
    if reason.turns and (values.get("aim", 0.0) > 0 or values.get("size", 0.0) > MOST_NAMES):  # an aim is no finding
        return False
    return reason.verdict == "overstated" or _means_the_same_place(values)


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
