"""Claim and source agreeing in what they tell, whatever the words: the same reading that may be at odds, borne out.

Each way in which the two can be seen to differ (`at_odds.py`) reads what both tell; where the two readings are of one
thing and agree, code has seen as much as words can show. Told as numbers, for the weights: none of it decides.
"""

from pipeline.verdicts.odds.nulls import same_null
from pipeline.verdicts.odds.way import Scene


def agreeing(scene: Scene) -> dict[str, float]:
    """The readings that agree: a comparison, an effect and its sign, two figures and their groups, a lack of effect."""
    comparisons = [one.agrees for one in scene.comparisons]
    effects = [one.agrees for one in scene.effects]
    return {
        "agree_comparison": float(any(comparisons)),
        "agree_effect": float(any(effects)),
        "agree_figures": float(any(one.agrees for one in scene.figures)),
        "agree_null": float(same_null(scene.words, scene.near)),
        "agree_not": float(any(each and not any(each) for each in (comparisons, effects))),
    }
