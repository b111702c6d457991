"""Claim and source agreeing in what they tell, whatever the words: the same reading that may be at odds, borne out.

Each way in which the two can be seen to differ (`at_odds.py`) reads what both tell; where the two readings are of one
thing and agree, code has seen as much as words can show. Told as numbers, for the weights: none of it decides.
"""

from collections.abc import Sequence

from pipeline.records.claim import Claim
from pipeline.records.verdict import Passage
from pipeline.verdicts.odds import compared, signs, two_groups
from pipeline.verdicts.odds.nulls import same_null


def agreeing(claim: Claim, near: Sequence[Passage]) -> dict[str, float]:
    """The readings that agree: a comparison, an effect and its sign, two figures and their groups, a lack of effect."""
    text = claim.words
    comparisons = [one.agrees for one in compared.rulings(text, near)]
    effects = [agrees for agrees, _ in signs.rulings(text, near)]
    return {
        "agree_comparison": float(any(comparisons)),
        "agree_effect": float(any(effects)),
        "agree_figures": float(any(agrees for _, agrees in two_groups.rulings(claim, near))),
        "agree_null": float(same_null(text, near)),
        "agree_not": float(any(each and not any(each) for each in (comparisons, effects))),
    }
