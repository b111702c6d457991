"""How likely each outcome is, by weights fitted on labelled pairs (multinomial logistic regression).

A chance never accuses by itself: `structure.py` names the reason, and the chance only says whether it may be given.
Short plain passages and the long sentences of papers are read by one set of weights, with a second slope for length.
"""

from collections.abc import Mapping
from functools import cache
from math import exp

from msgspec import Struct

from pipeline.lexicon import load

OUTCOMES = ("contradicted", "overstated", "supported", "not_found")
CROSSED = (
    "opposed", "denied_claim", "denied_passage", "denial_claim_only", "denial_passage_only", "null_passage_only",
    "null_claim_only", "direction", "figures_misplaced", "units", "rival", "rival_lost", "share", "figures_unit",
    "figures_missing", "figures_differ", "than", "polarity", "cause_more", "absolute_more", "causal_beyond",
    "plan_less", "limit_less", "figures_share", "turned",
)  # fmt: skip
"""Features that mean more, the more of the claim stands in the passage: they enter once more, times `soft`."""
STEPS = {"soft": (0.5, 0.7), "reverse": (0.5,)}
"""Features that also enter as "at least so much"."""


SHORT, LONG = 6.0, 18.0
"""Content words up to which a passage counts as short, and from which as long; between them by degrees."""


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """`weights.toml`: for each input its mean and spread in training, and its weight for each outcome."""

    intercepts: tuple[float, ...]
    inputs: dict[str, tuple[float, ...]]
    """Name → mean, spread, then a weight for each of `OUTCOMES`."""


@cache
def _weights() -> Weights:
    return load("pipeline.verdicts", "weights.toml", Weights)


def inputs(values: Mapping[str, float]) -> dict[str, float]:
    """The features, their products with `soft`, their steps, and all of these once more for long passages."""
    soft = values.get("soft", 0.0)
    found = dict(values)
    found |= {f"{name}*soft": values.get(name, 0.0) * soft for name in CROSSED}
    found |= {f"{name}>{step}": float(values.get(name, 0.0) > step) for name, steps in STEPS.items() for step in steps}
    found["soft*soft"] = soft * soft
    found["soft*reverse"] = soft * values.get("reverse", 0.0)
    found["away=0"] = float(values.get("away", 0.0) == 0)
    found["away<2"] = float(values.get("away", 0.0) < 2)
    long = min(1.0, max(0.0, (values.get("length", 0.0) - SHORT) / (LONG - SHORT)))
    return found | {f"{name}@long": value * long for name, value in found.items()} | {"long": long}


def chances(values: Mapping[str, float]) -> dict[str, float]:
    """A chance for each outcome; they add up to 1."""
    weights = _weights()
    told = inputs(values)
    totals = list(weights.intercepts)
    for name, (mean, spread, *slopes) in weights.inputs.items():
        scaled = (told.get(name, 0.0) - mean) / spread
        for at, slope in enumerate(slopes):
            totals[at] += slope * scaled
    top = max(totals)
    raw = [exp(total - top) for total in totals]
    return {name: part / sum(raw) for name, part in zip(OUTCOMES, raw, strict=True)}
