"""Whether the alignment bears a claim out, and whether the source stands too far from it to speak of it at all.

What is near but not borne out is `unclear`, and a person reads it. Both thresholds are documented in
docs/accuracy.md with the pairs that they were set on.
"""

from pipeline.verdicts.weighing import Weighing

BORNE_OUT = 0.78
"""Least chance of `supported` at which it is said, where nothing of `withheld.py` and `filled.py` holds."""
DOUBTED_OUT = 0.85
"""Least chance where one thing is in doubt: a figure's slot told otherwise, a denial told in other words."""
IN_ITS_WORDS = 0.55
"""Least chance where the passage says the claim in nearly its own words."""
FAR = 0.3
"""Nearness below which the source does not speak of the claim (set on claims beside the sources of other studies)."""


def borne_out(weighed: Weighing) -> bool:
    """Whether the passage says what the claim says: likely enough, and nothing that keeps it back."""
    if weighed.kept or len(weighed.doubts) > 1:
        return False
    return weighed.chances["supported"] >= (DOUBTED_OUT if weighed.doubts else BORNE_OUT)


def unhindered(weighed: Weighing) -> bool:
    """Whether nothing in the two texts keeps a near passage from bearing the claim out."""
    return not weighed.kept and not weighed.doubts


def far(weighed: Weighing) -> bool:
    """Whether no passage comes near the claim."""
    return weighed.values["nearness"] < FAR
