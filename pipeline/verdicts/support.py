"""Whether the alignment bears a claim out, and whether the source stands too far from it to speak of it at all.

What is near but not borne out is `unclear`, and a person reads it. Both thresholds are documented in
docs/accuracy.md with the pairs that they were set on.
"""

from pipeline.records.claim import Claim
from pipeline.verdicts.filled import unfilled
from pipeline.verdicts.polarity import same_absences
from pipeline.verdicts.weighing import Weighing
from pipeline.verdicts.withheld import withheld

BORNE_OUT = 0.75
"""Least chance of `supported` at which it is said, where nothing of `withheld.py` holds."""
IN_ITS_WORDS = 0.6
"""Least chance where the passage says the claim in nearly its own words."""
FAR = 0.3
"""Nearness below which the source does not speak of the claim (set on claims beside the sources of other studies)."""


def borne_out(claim: Claim, weighed: Weighing) -> bool:
    """Whether the passage says what the claim says: likely enough, and nothing that keeps it back."""
    return weighed.chances["supported"] >= BORNE_OUT and unhindered(claim, weighed)


def unhindered(claim: Claim, weighed: Weighing) -> bool:
    """Whether nothing in the two texts keeps a near passage from bearing the claim out."""
    kept_back = withheld(claim.words, weighed.passage.text, weighed.everything, weighed.values)
    if kept_back is not None or not same_absences(claim, weighed.passage):
        return False
    passage = weighed.passage
    return unfilled(claim.words, claim.facts, passage.text, passage.facts, weighed.everything) is None


def far(weighed: Weighing) -> bool:
    """Whether no passage comes near the claim."""
    return weighed.values["nearness"] < FAR
