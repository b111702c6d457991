"""Claim and source at odds in meaning: every way in which that is seen, as one objection.

No figure is asked for here, and no chance: each way reads how the two are built, and speaks only where they are of one
thing (docs/verdicts.md). What is too little to accuse on may still keep a claim from being called supported. A new way
is a file in `odds/` and its name in `WAYS`.
"""

from collections.abc import Sequence

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.strength.matching import verbatim
from pipeline.verdicts.odds import (
    adjusted,
    advised,
    bidden,
    compared,
    entities,
    extents,
    in_its_place,
    nulls,
    occurrences,
    parties,
    quantities,
    ranks,
    roles,
    signs,
    speakers,
    turns,
    two_groups,
)
from pipeline.verdicts.odds.way import Scene, Way

WAYS: tuple[Way, ...] = (
    turns.WAY,
    nulls.WAY,
    adjusted.WAY,
    compared.WAY,
    signs.WAY,
    two_groups.WAY,
    ranks.WAY,
    parties.WAY,
    occurrences.WAY,
    advised.WAY,
    bidden.WAY,
    entities.WAY,
    in_its_place.WAY,
    speakers.WAY,
    roles.WAY,
    quantities.WAY,
    extents.WAY,
)
"""The ways in their order: the first that finds something is told."""


def scene_of(claim: Claim, near: Sequence[Passage], every: Sequence[Passage]) -> Scene:
    """A claim and its passages, read for what several look at: `at_odds`, `agreeing` and what keeps a claim back.

    Args:
        claim: with its facts.
        near: the passages that stand nearest.
        every: all that was read of the work.
    """
    return Scene(
        claim,
        near,
        every,
        tuple(compared.rulings(claim.words, near)),
        tuple(signs.rulings(claim.words, near)),
        tuple(two_groups.rulings(claim, near)),
    )


def at_odds(scene: Scene) -> Objection | None:
    """The first way in which a passage says otherwise, or None."""
    if verbatim(scene.claim, scene.every):
        return None
    return next((told for way in WAYS if (told := way.told(scene)) is not None), None)
