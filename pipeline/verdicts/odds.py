"""Claim and source at odds in meaning: every way in which that is seen, as one objection.

No figure is asked for here, and no chance: each of these reads how the two are built, and speaks only where they are of
one thing (docs/verdicts.md). What is too little to accuse on may still keep a claim from being called supported.
"""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.checks import Dossier
from pipeline.records.claim import Claim
from pipeline.records.report import Verdict
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.matching import verbatim
from pipeline.verdicts.advised import advised_otherwise
from pipeline.verdicts.compared import against, rulings
from pipeline.verdicts.entities import swap
from pipeline.verdicts.nulls import an_effect, by_chance, no_effect
from pipeline.verdicts.occurrences import occurrence
from pipeline.verdicts.parties import other_party
from pipeline.verdicts.quantities import partial
from pipeline.verdicts.ranks import other_first
from pipeline.verdicts.roles import crossing
from pipeline.verdicts.signs import turned_sign
from pipeline.verdicts.speakers import misattributed
from pipeline.verdicts.turns import Kind, turn
from pipeline.verdicts.two_groups import figures_against


class Ground(NamedTuple):
    """How a way to be at odds is told to a person."""

    code: str
    title: str
    why: str


TURNED: dict[Kind, Ground] = {
    "no effect": Ground("EFF-001", "The source saw no such effect", "The passage tells no difference and no change."),
    "an effect": Ground("EFF-001", "The source saw an effect", "The passage tells one where the claim tells none."),
    "opposite": Ground("NUM-001", "The other way round in the source", "The passage tells the other direction."),
    "denied here": Ground("SRC-002", "The article denies what the source says", "The claim denies what is told there."),
    "denied there": Ground("SRC-002", "The source denies this", "The passage denies what the claim tells."),
    "ruled out": Ground("SRC-002", "The opposite in the source", "The passage says the opposite."),
}
NO_EFFECT = Ground("EFF-001", "The source saw no such effect", "Of this outcome, the passage tells no change.")
AN_EFFECT = Ground("EFF-001", "The source saw an effect", "Of this outcome, the passage tells an effect.")
BY_CHANCE = Ground("EFF-001", "Not significant in the source", "The source’s own test did not find this.")
COUNTED_THERE = Ground("SRC-002", "Denied, though the source counts some", "The claim denies what the passage counts.")
DENIED_THERE = Ground("SRC-002", "The source says that it did not occur", "The passage denies what the claim tells.")
ADVISED_AGAINST = Ground("SRC-002", "The source advises against it", "The passage is against what the claim is for.")
ALLOWED_THERE = Ground("SRC-002", "The source is for it, or allows it", "The claim is against what the passage is for.")
SWAPPED = Ground("SRC-002", "Another thing of the same kind", "The passage says this of {theirs}, not of {mine}.")
SPOKEN = Ground("NAM-001", "Said by another, in the source", "The source gives this to {theirs}, not to {mine}.")
CROSSED = Ground("SRC-002", "Told of the other one", "The passage tells it of another, or in another order.")
SIDED = Ground("NUM-001", "Told of the other side", "The passage tells this the other way round, or of the other one.")
FIGURES = Ground(
    "NUM-001", "The figures tell otherwise", "The two figures of the passage tell this of the other group."
)
RANKED = Ground("SRC-002", "Another holds that place in the source", "The passage gives this rank to something else.")
PARTY = Ground("SRC-002", "Done by another in the source", "The passage tells this deed of another party.")
COUNTED = Ground("CER-004", "Only some, in the source", "The passage counts some where the claim says {whole}.")

OF_A_COMPARISON: frozenset[Kind] = frozenset(("no effect", "an effect", "opposite"))
"""Turns that the same comparison, told the same way, rules out."""


def at_odds(dossier: Dossier, near: Sequence[Passage]) -> Objection | None:
    """The first way in which a passage says otherwise, or None.

    Args:
        dossier: the claim, and all that was read of the work.
        near: the passages that stand nearest.
    """
    if verbatim(dossier.claim, dossier.passages):
        return None
    claim = dossier.claim.words
    compared = tuple(rulings(claim, near))
    agreed = any(one.agrees for one in compared)
    turned = turn(claim, near)
    if turned is not None and not (agreed and turned.kind in OF_A_COMPARISON):
        return _objection(TURNED[turned.kind], "contradicted", turned.passage, (turned.start, turned.end))
    for ground, of_outcome in ((NO_EFFECT, no_effect), (AN_EFFECT, an_effect), (BY_CHANCE, by_chance)):
        told_of_it = of_outcome(claim, near, dossier.passages)
        if told_of_it is not None:
            return _objection(ground, "contradicted", told_of_it.passage, (told_of_it.start, told_of_it.end))
    for ground, found in (
        (SIDED, against(compared)),
        (SIDED, None if agreed else turned_sign(claim, near)),
        (FIGURES, figures_against(dossier.claim, near) if _without_figures(dossier.claim) else None),
        (RANKED, other_first(claim, near)),
        (PARTY, other_party(claim, near)),
    ):
        if found is not None:
            return _objection(ground, "contradicted", found.passage, (found.start, found.end))
    occurred = occurrence(claim, near, dossier.passages)
    if occurred is not None:
        ground = COUNTED_THERE if occurred.counted else DENIED_THERE
        return _objection(ground, "contradicted", occurred.passage, (occurred.start, occurred.end))
    advised = advised_otherwise(claim, near, dossier.passages)
    if advised is not None:
        ground = ADVISED_AGAINST if advised.stance == "against" else ALLOWED_THERE
        return _objection(ground, "contradicted", advised.passage, (advised.start, advised.end))
    swapped = swap(claim, near, dossier.passages)
    if swapped is not None:
        mine = claim[swapped.mine.start : swapped.mine.end]
        theirs = swapped.passage.text[swapped.theirs.start : swapped.theirs.end]
        ground = SWAPPED._replace(why=SWAPPED.why.format(mine=mine, theirs=theirs))
        told = _objection(ground, "contradicted", swapped.passage, (swapped.theirs.start, swapped.theirs.end))
        return _with(told, mine, theirs, (swapped.mine.start, swapped.mine.end))
    spoken = misattributed(claim, near, dossier.passages)
    if spoken is not None:
        ground = SPOKEN._replace(why=SPOKEN.why.format(mine=spoken.mine.name, theirs=spoken.theirs.name))
        told = _objection(ground, "contradicted", spoken.passage, (spoken.theirs.start, spoken.theirs.end))
        return _with(told, spoken.mine.name, spoken.theirs.name, (spoken.mine.start, spoken.mine.end), "who said it")
    crossed = crossing(claim, near)
    if crossed is not None:
        return _objection(CROSSED, "contradicted", crossed.passage, (crossed.start, crossed.end))
    counted = partial(claim, near)
    if counted is not None:
        verdict: Verdict = "overstated" if counted.whole == "all" and counted.most else "contradicted"
        ground = COUNTED._replace(why=COUNTED.why.format(whole=counted.whole))
        return _objection(ground, verdict, counted.passage, (counted.start, counted.end))
    return None


def _objection(ground: Ground, verdict: Verdict, passage: Passage, shown: tuple[int, int]) -> Objection:
    return Objection(
        code=ground.code,
        verdict=verdict,
        severity="should",
        title=ground.title,
        why=ground.why,
        aspects=(),
        passage=passage,
        shown=shown,
        ok_if="the passage speaks of other people, another outcome or another time than the claim.",
        confidence="medium",
    )


def _with(told: Objection, mine: str, theirs: str, said: tuple[int, int], what: str = "what it is about") -> Objection:
    return replace(told, aspects=(Aspect(what, mine, theirs, "different"),), said=said)


def _without_figures(claim: Claim) -> bool:
    """Whether a claim tells its comparison in words alone: where it has figures of its own, the checks read them."""
    return not any(fact.value is not None for fact in claim.facts)
