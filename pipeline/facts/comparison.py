"""Compares two facts, and picks for each fact of a claim the one that fills the same slots.

A number is called different only beside one of the same kind, in the same words, of the same group and time; else the
two are not comparable. The right number in the wrong group, at the wrong time or in the wrong unit is different too.
"""

from collections.abc import Iterable, Sequence

from pipeline.facts import slots
from pipeline.facts.derived import IN_WORDS, WORKED_OUT
from pipeline.facts.kinds import on_one_scale
from pipeline.facts.rhythm import by_day
from pipeline.facts.terms import TRIVIAL, compare_terms
from pipeline.facts.values import relate
from pipeline.records.fact import Comparison, Fact, Relation, Value

Aligned = tuple[Fact, Fact | None, Comparison]

NOT_COMPARABLE = Comparison("not_comparable", "none")
SELF_EVIDENT = frozenset({"sample_size", "randomised", "enrolled", "sites", "places", "phase", "confidence_level"})
"""Quantities of which a study has one: they need no words in common to be compared."""
GATE = 0.15
"""Least affinity for two numbers of a kind to be compared at all."""
AGREE_GATE = 0.08
"""Least affinity for equal numbers to be taken for the same (unless the quantity is self-evident)."""
SLOT_GATE = 0.34
"""Least affinity for an equal number in another slot to be called wrong."""


def compare(claim: Fact, source: Fact) -> Comparison:
    """How a claim's fact stands to a source's fact, and the slot that decides."""
    return _compare(claim, source, gate=GATE)


def stand(claim: Fact, source: Fact) -> Comparison:
    """As `compare`, for a caller that judges by itself whether the two are told in the same words."""
    return _compare(claim, source, gate=0.0)


def _compare(claim: Fact, source: Fact, *, gate: float) -> Comparison:
    if "attribute" in {claim.dimension, source.dimension}:
        return compare_terms(claim, source)
    if set(source.qualifiers) & {"other study", "planned"} - set(claim.qualifiers):
        return Comparison("not_comparable", "study", "of another study, or a plan")
    pair = on_one_scale(claim, source)
    near = slots.affinity(claim, source)
    if pair is None:
        return _unit_clash(claim, source, near)
    ours, theirs, play = pair
    counted = claim.dimension == source.dimension == "count"
    relation, note = relate(
        ours, theirs, counted=counted, slack=play, words=not any(mark.isdigit() for mark in claim.text)
    )
    if claim.term in {"under", "over"} and relation == "compatible" and _wrong_side(claim, ours, theirs):
        relation, note = "different", f"not {claim.term}"
    if slots.role_fit(claim, source) == "conflict" or ("total" in {claim.role, source.role} and relation != "same"):
        return Comparison("not_comparable", "role", f"{claim.role} beside {source.role}")
    if claim.role == source.role == "total":
        return Comparison("same", "none", TRIVIAL)
    if claim.role == "arm_dose" and relation != "same":
        return Comparison("not_comparable", "arm", "other arm")
    if slots.noun_fit(claim, source) == "conflict":
        return Comparison("not_comparable", "noun", f"{claim.noun} beside {source.noun}")
    clash = _clash(claim, source)
    if clash == "outcome" and claim.dimension == "count" and relation == "same":
        clash = ""
    if clash:
        wrong = relation in {"same", "compatible"} and near >= SLOT_GATE and claim.dimension != "count"
        return (
            Comparison("different", clash, f"other {clash}")
            if wrong
            else Comparison("not_comparable", clash, f"other {clash}")
        )
    if claim.role == source.role == "change" and {claim.term, source.term} == {"up", "down"} and near >= GATE:
        return Comparison("different", "direction", "other direction")
    if relation in {"different", "stronger"} and _same_figure(claim, source) and near >= GATE:
        return Comparison("different", "unit", f"{claim.unit}, not {source.unit}")
    return _weigh(claim, source, Comparison(relation, "value", note), near, gate)


def _wrong_side(claim: Fact, ours: Value, theirs: Value) -> bool:
    """Whether "just under 70%" is said of 73.9%."""
    if ours.low is None or theirs.low is None or ours.low != ours.high or theirs.low != theirs.high:
        return False
    return theirs.low > ours.low * 1.01 if claim.term == "under" else theirs.low < ours.low * 0.99


def _weigh(claim: Fact, source: Fact, found: Comparison, near: float, gate: float) -> Comparison:
    relation, note = found.relation, found.note
    evident = (claim.role in SELF_EVIDENT and source.role in SELF_EVIDENT) or _same_month(claim, source)
    evident = evident or (
        claim.role == source.role
        and (claim.role in {"age", "bmi"} or (claim.role == "arm_size" and slots.arm_fit(claim, source) == "same"))
    )
    if relation in {"same", "compatible"}:
        enough = evident or near >= min(AGREE_GATE, gate) or not claim.near or _specific(claim, source)
        return Comparison(relation, "value" if note else "none", note) if enough else NOT_COMPARABLE
    if not evident and (near < gate or (near < CLOSE and _far_apart(claim, source))):
        return NOT_COMPARABLE
    return Comparison(relation, "value", note)


def _specific(claim: Fact, source: Fact) -> bool:
    """Equal numbers with one unit or noun: too much in common for chance, even where no word is shared."""
    if claim.unit:
        return claim.unit == source.unit and claim.unit not in {"%", "fold"} and slots.role_fit(claim, source) == "same"
    return slots.noun_fit(claim, source) == "same"


def _same_month(claim: Fact, source: Fact) -> bool:
    """Two dates that differ in the year alone."""
    return len(claim.term) > 6 and claim.dimension == source.dimension == "date" and claim.term[4:] == source.term[4:]


FAR = 12.0
"""Counts that differ by more than this factor are hardly of the same people, unless the words say so."""
CLOSE = 0.6


def _far_apart(claim: Fact, source: Fact) -> bool:
    one, other = _size(claim), _size(source)
    if one is None or other is None or claim.unit != source.unit or one * other <= 0:
        return False
    return max(one / other, other / one) > FAR


def _size(fact: Fact) -> float | None:
    value = fact.value
    return None if value is None else value.low if value.low is not None else value.high


def _clash(claim: Fact, source: Fact) -> str:
    for name, fit in (
        ("arm", slots.arm_fit),
        ("time", slots.time_fit),
        ("population", slots.population_fit),
        ("outcome", slots.outcome_fit),
    ):
        if fit(claim, source) == "conflict":
            return name
    return ""


def _unit_clash(claim: Fact, source: Fact, near: float) -> Comparison:
    """The same figure with another unit is a mistake where the words round it are the same."""
    if near >= SLOT_GATE and _same_figure(claim, source) and "age" not in {claim.role, source.role}:
        if (by_day(claim) or (None, claim.unit))[1] == (by_day(source) or (None, source.unit))[1]:
            return NOT_COMPARABLE  # 500 mg beside 500 mg a day: the period was left out
        return Comparison("different", "unit", f"{claim.unit}, not {source.unit}")
    return NOT_COMPARABLE


def _same_figure(claim: Fact, source: Fact) -> bool:
    """One figure, two units."""
    one, other = claim.value, source.value
    if one is None or other is None or not claim.unit or not source.unit or claim.unit == source.unit:
        return False
    return (one.low, one.high) == (other.low, other.high)


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
    return tuple(out)


FIRST_HAND = frozenset({WORKED_OUT, IN_WORDS})
PLAIN = frozenset({"%", "fold", "points", ""})
"""Units in which anything at all is told: two such numbers need words in common."""


def _lone(claim: Fact, source_facts: Sequence[Fact]) -> Aligned:
    """The one number of its kind in the passage, where claim and passage use no word alike: paraphrase, not chance."""
    rivals = [fact for fact in source_facts if _one_kind(claim, fact)]
    if len(rivals) != 1 or claim.dimension == "attribute":
        return claim, None, NOT_COMPARABLE
    comparison = stand(claim, rivals[0])
    if _same_figure(claim, rivals[0]):
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
    return claim.unit not in PLAIN and claim.dimension != "date" and (agrees or comparison.slot == "unit")


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
            fit -= 0.2 if comparison.slot in {"arm", "time", "population", "unit", "outcome"} else 0.0
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
