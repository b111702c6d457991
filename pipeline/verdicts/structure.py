"""Reasons, seen in how claim and passage are built, for which the one can't stand beside the other.

Each reason has the least chance (by `chances.py`) at which it may be given; both are needed. The thresholds were set
on the train and dev topics of the product's own set (docs/accuracy.md).
"""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from pipeline.records.verdict import Objection
from pipeline.verdicts.weighing import Weighing

Values = Mapping[str, float]
Against = Literal["contradicted", "overstated"]


class Reason(NamedTuple):
    """One way to be at odds: how it is told to a person, when it holds, and how sure the alignment must be."""

    name: str
    code: str
    verdict: Against
    title: str
    why: str
    holds: Callable[[Values], bool]
    least: float


def _figure_missing(values: Values) -> bool:
    return values["figures_missing"] > 0 and not values["figures_stand"]


def _tells(values: Values) -> bool:
    """Whether the claim denies nothing that the passage leaves: "does not prove that X causes Y" tells no cause."""
    return not values["denial_claim_only"] > 0


def _more_of_a_cause(values: Values) -> bool:
    return values["cause_more"] > 0 or values["causal_claim"] > values["causal_passage"]


def _means_the_same_place(values: Values) -> bool:
    return values["soft"] >= NEAR_IN_WORDS


NEAR_IN_WORDS = 0.4
"""Share of the claim's weighty words, or words of their meaning, that the passage must hold to be at odds with it."""

REASONS: tuple[Reason, ...] = (
    Reason(
        "unit", "NUM-003", "contradicted", "Another unit of time",
        "The passage has the same figure with another unit of time.",
        lambda values: values["figures_unit"] > 0, 0.3,
    ),
    Reason(
        "rate", "NUM-003", "contradicted", "Another span of time",
        "The passage tells the rate for another span of time.",
        lambda values: values["units"] > 0, 0.3,
    ),
    Reason(
        "than", "SRC-002", "contradicted", "Compared the other way round",
        "The passage compares the same two the other way round.",
        lambda values: values["than"] < 0, 0.5,
    ),
    Reason(
        "figure", "NUM-001", "contradicted", "Another figure in the source",
        "The passage says this with another figure.",
        lambda values: _figure_missing(values) or values["figures_differ"] > 0, 0.8,
    ),
    Reason(
        "placed", "NUM-001", "contradicted", "The figure stands beside something else",
        "The passage has this figure, but for something else than the claim says.",
        lambda values: values["figures_misplaced"] > 0.2, 0.75,
    ),
    Reason(
        "opposite", "SRC-002", "contradicted", "The opposite in the source",
        "The passage says the opposite in words that rule each other out.",
        lambda values: values["opposed"] > 0 or values["direction"] < 0, 0.6,
    ),
    Reason(
        "no effect", "SRC-002", "contradicted", "The source saw no difference",
        "The passage says that there was no effect or no difference.",
        lambda values: values["null_passage_only"] > 0, 0.9,
    ),
    Reason(
        "denied", "SRC-002", "contradicted", "Denied on one side",
        "One of the two denies what the other says.",
        lambda values: values["denial_claim_only"] > 0 or values["denial_passage_only"] > 0, 0.9,
    ),
    Reason(
        "cause told", "CAU-001", "overstated", "Told as a cause",
        "The claim tells a cause where the passage tells none.",
        lambda values: _tells(values) and _more_of_a_cause(values), 0.55,
    ),
    Reason(
        "cause", "CAU-001", "overstated", "Told as a cause",
        "The claim tells a cause; the passage, or this kind of source, carries a link at most.",
        lambda values: _tells(values) and (values["loose_about"] > 0 or values["causal_beyond"] > 0), 0.65,
    ),
    Reason(
        "absolute", "CER-004", "overstated", "More absolute than the source",
        "The claim knows no exception; the passage does not say so.",
        lambda values: values["absolute_more"] > 0, 0.7,
    ),
    Reason(
        "hedge", "CER-001", "overstated", "Surer than the source",
        "The passage is careful where the claim is not.",
        lambda values: values["hedge_less"] > 0 or values["stronger"] > 0, 0.65,
    ),
)  # fmt: skip


def reasons(values: Values) -> tuple[Reason, ...]:
    """The reasons to contradict that hold between claim and passage, whatever their chance."""
    return tuple(one for one in REASONS if one.verdict == "contradicted" and _meant(one, values))


MOST_NAMES = 21
"""Names of a claim beyond which it makes more than one statement: a word turned in it may belong to another."""


def _meant(reason: Reason, values: Values) -> bool:
    """A contradiction needs a passage about the same thing; what is overstated may stand there in other words."""
    if not reason.holds(values):
        return False
    if reason.name in TURNS and (
        values.get("aim", 0.0) > 0 or values.get("size", 0.0) > MOST_NAMES
    ):  # an aim is no finding
        return False
    return reason.verdict == "overstated" or _means_the_same_place(values)


TURNS = frozenset(("than", "opposite", "no effect", "denied"))
"""Reasons read from words that turn a statement, and from no figure."""


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
