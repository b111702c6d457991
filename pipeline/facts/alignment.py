"""Picks, for each fact of a claim, the fact of a passage that fills the same slots.

Agreement is preferred: a number that a well-fitting fact bears out is not called wrong by another.
"""

from collections.abc import Iterable, Sequence

from pipeline.facts import slots
from pipeline.facts.comparison import NOT_COMPARABLE, REST, compare, same_figure, stand
from pipeline.facts.derived import IN_WORDS, WORKED_OUT
from pipeline.facts.linking import in_days
from pipeline.facts.numbers import fold, numbers
from pipeline.facts.terms import TRIVIAL
from pipeline.records.fact import Comparison, Fact, Relation

Aligned = tuple[Fact, Fact | None, Comparison]

_RANK: dict[Relation, int] = {
    "same": 3,
    "compatible": 2,
    "weaker": 1,
    "stronger": 0,
    "different": -1,
    "not_comparable": -9,
}


def align(claim_facts: Sequence[Fact], source_facts: Sequence[Fact]) -> tuple[Aligned, ...]:
    """Each fact of a claim with the source's fact that fills the same slots, and how the two compare.

    Agreement is preferred: a number that a well-fitting fact bears out is not called wrong by another. Where nothing
    fills the slots the partner is None and the comparison `not_comparable`.
    """
    out = [_best(fact, source_facts) for fact in claim_facts]
    if all(partner is None for _, partner, _ in out):
        out = [_lone(fact, source_facts) for fact in claim_facts]
    return tuple(_undated(each, out, source_facts) for each in out)


def _undated(each: Aligned, out: Sequence[Aligned], source_facts: Sequence[Fact]) -> Aligned:
    """Another point in time is no mistake where another number was taken then."""
    fact, partner, comparison = each
    if partner is None or fact.role != "time_point" or comparison.relation not in {"different", "stronger"}:
        return each
    here, there = in_days(fact), in_days(partner)
    for other, found, _ in out:
        taken = other.dimension if here and other.time == here and found is None else ""
        if taken and any(
            one.time == there and one.dimension == taken and one.value != other.value for one in source_facts
        ):
            return fact, None, NOT_COMPARABLE
    return each


FIRST_HAND = frozenset({WORKED_OUT, IN_WORDS})
PLAIN = frozenset({"%", "fold", "points", ""})
"""Units in which anything at all is told: two such numbers need words in common."""


def _lone(claim: Fact, source_facts: Sequence[Fact]) -> Aligned:
    """The one number of its kind in the passage, where claim and passage use no word alike: paraphrase, not chance."""
    rivals = [fact for fact in source_facts if _one_kind(claim, fact)]
    if len(rivals) != 1 or claim.dimension == "attribute":
        return claim, None, NOT_COMPARABLE
    comparison = stand(claim, rivals[0])
    if same_figure(claim, rivals[0]):
        comparison = Comparison("different", "unit", f"{claim.unit}, not {rivals[0].unit}")
    if comparison.relation == "not_comparable" or not _told_of_one(claim, rivals[0], comparison):
        return claim, None, NOT_COMPARABLE
    return claim, rivals[0], comparison


LONE_ROLES = frozenset({"follow_up", "age", "bmi"})


def _told_of_one(claim: Fact, source: Fact, comparison: Comparison) -> bool:
    """Whether two lone numbers may be taken for one quantity: a word in common, one noun, or one figure and unit."""
    if not claim.near or slots.shared(claim, source) or slots.noun_fit(claim, source) == "same":
        return True
    if claim.role == source.role and claim.role in LONE_ROLES:
        return True
    agrees = comparison.relation in {"same", "compatible"}
    if comparison.note == REST or (claim.role == source.role == "p_value" and comparison.relation == "same"):
        return True
    if claim.term == source.term == WORKED_OUT and _leading(claim) == _leading(source):
        return True
    return claim.unit not in PLAIN and claim.dimension != "date" and (agrees or comparison.slot == "unit")


def _leading(fact: Fact) -> float | None:
    """The first number of a rate: the 85 of "85 per 100,000"."""
    found = numbers(fold(fact.text))
    return found[0].value if found else None


def _one_kind(claim: Fact, source: Fact) -> bool:
    if "date" in {claim.dimension, source.dimension}:
        return False
    if source.dimension == "attribute" or source.term in FIRST_HAND - {claim.term} or source.role == "total":
        return False
    if claim.dimension in {"count", "number"}:
        return source.dimension == claim.dimension and slots.noun_fit(claim, source) == "same"
    return claim.dimension == source.dimension and slots.role_fit(claim, source) != "conflict"


def _best(claim: Fact, source_facts: Iterable[Fact]) -> Aligned:
    agreeing: tuple[float, Fact, Comparison] | None = None
    other: tuple[float, Fact, Comparison] | None = None
    for source in source_facts:
        comparison = compare(claim, source)
        if comparison.relation == "not_comparable":
            continue
        fit = slots.affinity(claim, source) + _slot_bonus(claim, source)
        if comparison.relation in {"same", "compatible"}:
            fit += 0.01 * _RANK[comparison.relation]
            if agreeing is None or fit > agreeing[0]:
                agreeing = (fit, source, comparison)
        else:
            fit -= 0.2 if comparison.slot in {"arm", "time", "population", "outcome"} else 0.0
            if other is None or fit > other[0]:
                other = (fit, source, comparison)
    chosen = agreeing or other
    if chosen is not None and chosen[2].note == TRIVIAL:
        return claim, None, NOT_COMPARABLE
    return (claim, chosen[1], chosen[2]) if chosen else (claim, None, NOT_COMPARABLE)


def _slot_bonus(claim: Fact, source: Fact) -> float:
    bonus = 0.0
    for fit in (slots.role_fit, slots.arm_fit, slots.time_fit, slots.population_fit, slots.noun_fit, slots.outcome_fit):
        bonus += 0.1 if fit(claim, source) == "same" else 0.0
    return bonus
