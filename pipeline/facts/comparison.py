"""Compares two facts: how a claim's stands to a source's, and the slot that decides.

A number is called different only beside one of the same kind, in the same words, of the same group and time; else the
two are not comparable. The right number in the wrong group, at the wrong time or in the wrong unit is different too.
"""

import re

from pipeline.facts import slots
from pipeline.facts.derived import WORKED_OUT
from pipeline.facts.effects import opposite_words
from pipeline.facts.kinds import Pair, on_one_scale
from pipeline.facts.rhythm import by_day
from pipeline.facts.siblings import CAVEATS
from pipeline.facts.slips import one_figure
from pipeline.facts.terms import TRIVIAL, compare_terms
from pipeline.facts.values import FAR_FROM_BOUND, SLACK, relate
from pipeline.records.fact import Comparison, Fact, Relation, Value

NOT_COMPARABLE = Comparison("not_comparable", "none")
SELF_EVIDENT = frozenset({"sample_size", "randomised", "enrolled", "sites", "places", "phase", "confidence_level"})
"""Quantities of which a study has one: they need no words in common to be compared."""
GATE = 0.15
"""Least affinity for two numbers of a kind to be compared at all."""
AGREE_GATE = 0.08
"""Least affinity for equal numbers to be taken for the same (unless the quantity is self-evident)."""
BRIDGE_GATE = 0.55
"""Least affinity for a change and a ratio to be called different: one outcome has many ways to be counted."""
SLOT_GATE = 0.34
"""Least affinity for an equal number in another slot to be called wrong."""


def compare(claim: Fact, source: Fact) -> Comparison:
    """How a claim's fact stands to a source's fact, and the slot that decides."""
    return _compare(claim, source, gate=GATE)


def stand(claim: Fact, source: Fact) -> Comparison:
    """As `compare`, for a caller that judges by itself whether the two are told in the same words."""
    return _compare(claim, source, gate=0.0)


_RATIOS = ("relative_risk", "odds_ratio", "hazard_ratio")
RATIO_PAIRS = tuple({"change", role} for role in _RATIOS)
BRIDGED = (*RATIO_PAIRS, {"change", "fold"}, *({"fold", role} for role in _RATIOS))


def _compare(claim: Fact, source: Fact, *, gate: float) -> Comparison:
    if "attribute" in {claim.dimension, source.dimension}:
        return compare_terms(claim, source)
    if CAVEATS.intersection(source.qualifiers).difference(claim.qualifiers):
        return Comparison("not_comparable", "study", "of another study, a plan or a definition")
    pair = on_one_scale(claim, source)
    near = slots.affinity(claim, source)
    if pair is None:
        return _unit_clash(claim, source, near)
    if _measured_beside_bare(claim, source):
        return NOT_COMPARABLE
    ours, theirs, _ = pair
    found = _by_value(claim, source, pair)
    if found.note == REST:
        return found
    if near >= SLOT_GATE and _by_for_to(claim, source):
        return Comparison("different", "role", f"{claim.role}, not {source.role}")
    apart = _apart(claim, source, found.relation, near)
    if apart is not None:
        return apart
    if near >= GATE:
        if _other_way(claim, source, ours, theirs, found.relation):
            return Comparison("different", "direction", "other direction")
        if found.relation in {"different", "stronger"} and same_figure(claim, source):
            return Comparison("different", "unit", f"{claim.unit}, not {source.unit}")
    if _bound_in_other_unit(claim, source):
        return Comparison("different", "unit", f"{claim.unit}, not {source.unit}") if near >= GATE else NOT_COMPARABLE
    if found.relation == "same" and _told_otherwise(claim, source, pair):
        found = Comparison("compatible", "value", "converted")
    return _weigh(claim, source, found, near, gate)


def _measured_beside_bare(claim: Fact, source: Fact) -> bool:
    """Whether one tells a unit, the other nothing at all, and not a word near them is the same."""
    bare = source if claim.unit else claim
    return (
        bool(claim.unit) != bool(source.unit) and not bare.noun and bool(bare.near) and not slots.shared(claim, source)
    )


def _by_for_to(claim: Fact, source: Fact) -> bool:
    """Whether one figure is told of a change and of a level: "fell by 28%" where it fell to 28%."""
    return (
        {claim.role, source.role} == {"change", "level"}
        and claim.unit == source.unit == "%"
        and WORKED_OUT not in {claim.term, source.term}
        and one_figure(claim, source)
    )


def _bound_in_other_unit(claim: Fact, source: Fact) -> bool:
    """Whether a bound is one figure in another unit: "three months" of "within three years" is no tighter bound."""
    kinds = {fact.value.kind for fact in (claim, source) if fact.value is not None}
    return (
        bool(kinds & BOUNDED) and claim.unit != source.unit and one_figure(claim, source) and _both_units(claim, source)
    )


def _both_units(claim: Fact, source: Fact) -> bool:
    """Whether two units are told that differ in more than what one of them leaves out."""
    return (
        bool(claim.unit and source.unit) and not left_out(claim, source) and (claim.unit, source.unit) not in ONE_WORD
    )


def left_out(claim: Fact, source: Fact) -> bool:
    """Whether two units differ by what only one is told per: a day, a litre; a dose per kilo is another dose."""
    ours, theirs = claim.unit.partition("/"), source.unit.partition("/")
    if ours[0] != theirs[0] or bool(ours[2]) == bool(theirs[2]):
        return False
    return not (ours[2] or theirs[2]).startswith(_OF_BODY)


_OF_BODY = ("kg", "m2")


BOUNDED = frozenset({"at_least", "at_most", "more_than", "less_than"})


def _by_value(claim: Fact, source: Fact, pair: Pair) -> Comparison:
    """How the two values stand, whatever they are of."""
    ours, theirs, play = pair
    if BOUNDED & {ours.kind, theirs.kind} and _threshold(source) and _threshold(claim, bounded=True):
        ours, theirs = _point(ours), _point(theirs)
    counted = claim.dimension == source.dimension == "count"
    relation, note = relate(ours, theirs, counted=counted, slack=play, words=_in_round_words(claim))
    if relation == "different" and _round_share(claim, theirs):
        return Comparison("compatible", "value", "rounded")
    if claim.role == source.role == "p_value" and note == FAR_FROM_BOUND:
        return Comparison("compatible", "value", "bound holds")
    if _complement(claim, source, relation):
        return Comparison("compatible", "value", REST)
    if claim.term in {"under", "over"} and relation == "compatible" and _wrong_side(claim, ours, theirs):
        return Comparison("different", "value", f"not {claim.term}")
    return Comparison(relation, "value", note)


def _apart(claim: Fact, source: Fact, relation: Relation, near: float) -> Comparison | None:
    """What holds two numbers apart whatever their values, if anything does."""
    total = "total" in {claim.role, source.role}
    if slots.role_fit(claim, source) == "conflict" or (total and relation != "same"):
        return Comparison("not_comparable", "role", f"{claim.role} beside {source.role}")
    if claim.role == source.role == "total":
        return Comparison("same", "none", TRIVIAL)
    if claim.role == "arm_dose" and relation != "same":
        return Comparison("not_comparable", "arm", "other arm")
    if slots.noun_fit(claim, source) == "conflict":
        return Comparison("not_comparable", "noun", f"{claim.noun} beside {source.noun}")
    clash = _clash(claim, source)
    if not clash or (clash == "outcome" and claim.dimension == "count" and relation == "same"):
        return None
    wrong = relation in {"same", "compatible"} and near >= SLOT_GATE and claim.dimension != "count"
    return Comparison("different" if wrong else "not_comparable", clash, f"other {clash}")


def _other_way(claim: Fact, source: Fact, ours: Value, theirs: Value, relation: Relation) -> bool:
    """Whether a rise is set against a fall."""
    if relation == "different" and _across_one(claim, ours, theirs):
        return True
    return claim.role == source.role == "change" and {claim.term, source.term} == {"up", "down"}


def _told_otherwise(claim: Fact, source: Fact, pair: Pair) -> bool:
    """Whether two equal values are told in other units, as another quantity, as a longer date, or were worked out."""
    if claim.dimension == source.dimension == "date":
        return claim.term != source.term
    if claim.dimension == "frequency" or pair[0].low == 0:
        return False
    if pair[2] > 0:
        return not (claim.role == "fold" and any(mark.isdigit() for mark in claim.text))
    return (claim.term == WORKED_OUT) != (source.term == WORKED_OUT) or {claim.role, source.role} in BRIDGED


REST = "the rest of 100%"
_LIMIT = frozenset({"threshold", "cut-off", "cutoff", "ceil"})


def _threshold(fact: Fact, *, bounded: bool = False) -> bool:
    """Whether a figure is a limit by its own words, or (`bounded`) told as one: "below 100 g/L"."""
    if bounded and fact.value is not None and fact.value.kind in BOUNDED:
        return True
    return bool(_LIMIT.intersection(fact.near[:4]))


def _point(value: Value) -> Value:
    """A limit as a figure: two limits are the same, or one of them is wrong."""
    at = value.low if value.low is not None else value.high
    return Value("exact", at, at, max(value.decimals, 0))


def _across_one(claim: Fact, ours: Value, theirs: Value) -> bool:
    """Whether a ratio of less than one is set against one of more: a lower risk against a higher one."""
    if claim.role != "change" or claim.dimension != "percentage" or ours.low is None or theirs.low is None:
        return False
    return ours.decimals > 1 and (ours.low - 1.0) * (theirs.low - 1.0) < 0 and 0 < theirs.low < 20


def _in_round_words(claim: Fact) -> bool:
    """Whether a share or a multiple is told in words ("a third"), which is rounder than digits."""
    return claim.dimension in {"percentage", "fold"} and not any(mark.isdigit() for mark in claim.text)


_NEARLY = re.compile(r"\s*(?:almost|nearly|close to|about|around|roughly|some|just under)\b", re.IGNORECASE)
NEARLY = 0.85
"""Share of the told value from which "nearly" and "almost" are said of it: nearly half of 44%."""


def _round_share(claim: Fact, theirs: Value) -> bool:
    """Whether "one in 45" or "nearly half" is a way to tell the source's percentage."""
    said, told = _size(claim), theirs.low
    if claim.dimension != "percentage" or said is None or told is None or told != theirs.high or not 0 < said <= 100:
        return False
    if _in_round_words(claim) and _NEARLY.match(claim.text) and NEARLY * said <= told < said:
        return True
    whole = round(100.0 / said)
    if claim.term != WORKED_OUT or whole < 2 or abs(100.0 / whole - said) > 1e-6 or not _ONE_IN.search(claim.text):
        return False
    half = max(0.5, min(0.5 * 10.0 ** (len(str(whole)) - len(str(whole).rstrip("0"))), SLACK * whole))
    return 100.0 / (whole + half) <= told <= 100.0 / (whole - half)


_ONE_IN = re.compile(r"\b(?:one|1|an?) (?:[a-z-]+ )?(?:in|of|out of)\b|\b1/\d", re.IGNORECASE)


def _complement(claim: Fact, source: Fact, relation: str) -> bool:
    """Whether one tells those who stayed and the other those who left: 80% and 20%."""
    if relation != "different" or not claim.dimension == source.dimension == "percentage":
        return False
    ours, theirs = _size(claim), _size(source)
    if ours is None or theirs is None or abs(ours + theirs - 100.0) > 0.5:
        return False
    return opposite_words(claim.near, source.near)


def _wrong_side(claim: Fact, ours: Value, theirs: Value) -> bool:
    """Whether "just under 70%" is said of 73.9%."""
    if ours.low is None or theirs.low is None or ours.low != ours.high or theirs.low != theirs.high:
        return False
    return theirs.low > ours.low * 1.01 if claim.term == "under" else theirs.low < ours.low * 0.99


def whole_review(claim: Fact, source: Fact) -> bool:
    """Two counts of all the studies of a review: no word narrows either to some of them."""
    return claim.role == source.role == "studies" and _OF_REVIEWS.issuperset((*claim.near, *source.near))


_OF_REVIEWS = frozenset(
    "review meta-analysi meta-analysis analysis cover pool overview include inclus involv combin search find eligible"
    " eligibl meet met criteria".split()
)


def _weigh(claim: Fact, source: Fact, found: Comparison, near: float, gate: float) -> Comparison:
    relation, note = found.relation, found.note
    evident = (claim.role in SELF_EVIDENT and source.role in SELF_EVIDENT) or _same_month(claim, source)
    evident = evident or whole_review(claim, source)
    evident = evident or (
        claim.role == source.role
        and (claim.role in {"age", "bmi"} or (claim.role == "arm_size" and slots.arm_fit(claim, source) == "same"))
    )
    if relation in {"same", "compatible"}:
        enough = evident or near >= min(AGREE_GATE, gate) or not claim.near or _specific(claim, source)
        return Comparison(relation, "value" if note else "none", note) if enough else NOT_COMPARABLE
    bridged = claim.dimension != source.dimension and {claim.role, source.role} in RATIO_PAIRS
    if bridged and near < min(BRIDGE_GATE, 9 * gate) and not _misread(claim, source):
        return NOT_COMPARABLE
    if not evident and (near < gate or (near < CLOSE and _far_apart(claim, source))):
        return NOT_COMPARABLE
    return Comparison(relation, "value", note)


def _misread(claim: Fact, source: Fact) -> bool:
    """Whether a ratio was told as the change itself: 0.76 as "76% lower"."""
    one, other = _size(claim), _size(source)
    return one is not None and other is not None and min(abs(one - 100 * other), abs(100 * one - other)) < 1e-6


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
        ("role", slots.level_fit),
    ):
        if fit(claim, source) == "conflict":
            return name
    return ""


ONE_WORD = frozenset({("°", "°C"), ("°", "°F"), ("lb", "GBP"), ("U", "IU"), ("U/day", "IU/day")})
"""Units that one word names: degrees, pounds, units."""


def _unit_clash(claim: Fact, source: Fact, near: float) -> Comparison:
    """The same figure with another unit is a mistake where the words round it are the same."""
    if (claim.unit, source.unit) in ONE_WORD or left_out(claim, source):
        return NOT_COMPARABLE
    if near >= SLOT_GATE and same_figure(claim, source) and "age" not in {claim.role, source.role}:
        if (by_day(claim) or (None, claim.unit))[1] == (by_day(source) or (None, source.unit))[1]:
            return NOT_COMPARABLE  # 500 mg beside 500 mg a day: the period was left out
        return Comparison("different", "unit", f"{claim.unit}, not {source.unit}")
    return NOT_COMPARABLE


def same_figure(claim: Fact, source: Fact) -> bool:
    """One figure, two units."""
    one, other = claim.value, source.value
    if one is None or other is None or not claim.unit or not source.unit or claim.unit == source.unit:
        return False
    return (one.low, one.high) == (other.low, other.high)
