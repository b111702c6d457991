"""Whether the alignment bears a claim out, and whether the source stands too far from it to speak of it at all.

What is near but not borne out is `unclear`, and a person reads it. Both thresholds are documented in
docs/accuracy.md with the pairs that they were set on.
"""

from pipeline.records.claim import Claim
from pipeline.verdicts.polarity import same_absences
from pipeline.verdicts.structure import reasons
from pipeline.verdicts.weighing import Weighing

BORNE_OUT = 0.85
"""Least chance of `supported` at which it is said (precision of 0.95 on the dev topics)."""
IN_ITS_WORDS = 0.6
"""Least chance where the passage says the claim in nearly its own words."""
FAR = 0.3
"""Nearness below which the source does not speak of the claim (set on claims beside the sources of other studies)."""


def borne_out(claim: Claim, weighed: Weighing) -> bool:
    """Whether the passage says what the claim says: likely enough, with every figure and no reason against it."""
    values = weighed.values
    return (
        weighed.chances["supported"] >= BORNE_OUT
        and not values["figures_lost"]
        and not values["aim"]
        and not reasons(values)
        and same_absences(claim, weighed.passage)
    )


def far(weighed: Weighing) -> bool:
    """Whether no passage comes near the claim."""
    return weighed.values["nearness"] < FAR
