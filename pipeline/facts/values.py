"""How one value stands to another of the same kind and unit: equal, rounded, inside a range, beyond a bound."""

from pipeline.records.fact import Relation, Value, ValueKind

SLACK = 0.07
""""About" and its like reach this share of the value (editors' usage; a share told in words reaches a tenth)."""
ROUND_SLACK = 0.02
"""A round figure without "about" (1,200 for 1,187) may be off by this share, and by half of its last round place."""
EXACT_BELOW = 1000
"""Counts below this are not rounded silently: 193 patients are never "200 patients"."""

ALL = 100.0
"""Per cent: "all of the samples" is no round word for 30 of 31."""
APART = 2.5
"""A bound further off than this factor was not said of the value: "more than 50" is nobody's word for 193."""

FAR_FROM_BOUND = "far from the bound"
Verdict = tuple[Relation, str]
_OPEN = frozenset({"at_least", "more_than"})
_CLOSED = frozenset({"at_most", "less_than"})
_SPAN = frozenset({"range", "interval"})


TURNED: dict[ValueKind, ValueKind] = {
    "at_least": "at_most", "at_most": "at_least", "more_than": "less_than", "less_than": "more_than",
}  # fmt: skip


def fell_by(value: Value, nearly: str) -> tuple[Value, str]:
    """A bound of a fall as a bound of what is left: "more than halved" leaves less than half of it."""
    turned = Value(TURNED.get(value.kind, value.kind), value.high, value.low, value.decimals, value.spread)
    return turned, {"under": "over", "over": "under"}.get(nearly, nearly)


def relate(claim: Value, source: Value, *, counted: bool = False, slack: float = 0.0, words: bool = False) -> Verdict:
    """Relation of the claim's value to the source's, with a note; both in the claim's unit.

    `counted`: both are counts of things; `slack`: relative play that a conversion needs; `words`: the claim tells a
    share in words ("a third"), which is rounder than digits.
    """
    if source.kind in _SPAN:
        return _beside_span(claim, source, slack)
    if source.kind in _OPEN:
        return _beside_floor(claim, source, slack)
    if source.kind in _CLOSED:
        return _beside_ceiling(claim, source, slack)
    return _beside_point(claim, source, counted=counted, slack=slack, words=words)


def _close(one: float, other: float, slack: float) -> bool:
    return abs(one - other) <= max(abs(one), abs(other)) * max(slack, 1e-9)


def _off(claim: float, source: float) -> Verdict:
    return "different", f"off by {abs(claim - source):,.6g}"


def _beside_point(claim: Value, source: Value, *, counted: bool, slack: float, words: bool) -> Verdict:
    told = source.low if source.low is not None else source.high
    if told is None:
        return "not_comparable", ""
    if claim.kind in _OPEN:
        floor = claim.low or 0.0
        return _bound(told >= floor or (bool(slack) and _close(told, floor, slack)), floor, told)
    if claim.kind in _CLOSED:
        ceiling = claim.high or 0.0
        return _bound(told <= ceiling or (bool(slack) and _close(told, ceiling, slack)), ceiling, told)
    if claim.kind in _SPAN:
        low, high = claim.low or 0.0, claim.high or 0.0
        if low * (1 - slack) <= told <= high * (1 + slack) or low <= told <= high:
            return "weaker", "range round the source's value"
        return "different", "outside the range"
    said = claim.low or 0.0
    if _close(said, told, 0):
        return "same", ""
    if _close(said, told, slack):
        return "compatible", "converted"
    if claim.kind == "about":
        return _about(claim, said, told, words=words)
    if words and said == ALL and told < ALL - 0.5:
        return ("stronger", "all, where not all were") if told >= ALL / 2 else _off(said, told)
    if _rounds(claim, source, said, told, counted=counted) or (words and _close(said, told, SLACK)):
        return "compatible", "rounded"
    return _off(said, told)


def _bound(met: bool, bound: float, told: float) -> Verdict:  # noqa: FBT001 - two readings of one test
    """A bound is about a value only where the two are of one size."""
    if not met:
        return "different", "bound does not hold"
    if abs(told) > APART * abs(bound) or abs(bound) > APART * abs(told):
        return "not_comparable", FAR_FROM_BOUND
    return "compatible", "bound holds"


def _about(claim: Value, said: float, told: float, *, words: bool) -> Verdict:
    reach = 0.1 if words else SLACK
    half = 0.5 * 10.0**-claim.decimals if claim.decimals < 0 else 0.0
    if _close(said, told, reach) or abs(said - told) <= min(half, 0.15 * abs(told)) or _same_digits(claim, said, told):
        return "compatible", "about"
    return _off(said, told)


def _same_digits(claim: Value, said: float, told: float) -> bool:
    """Whether the source's value, rounded to as many digits as the article tells, is the article's: about 3, 3.4."""
    return claim.decimals >= 0 and abs(said) >= 1 and round(told, claim.decimals) == said


def _rounds(claim: Value, source: Value, said: float, told: float, *, counted: bool) -> bool:
    """Whether one is the other, rounded to the places that it was written with."""
    gap = abs(said - told)
    if claim.decimals < source.decimals or (claim.decimals > source.decimals >= 0 and not counted):
        places = min(claim.decimals, source.decimals)
        half = 0.5 * 10.0**-places * (1 + 1e-9)
        if places >= 0:
            return gap <= half
        if counted and max(abs(said), abs(told)) < EXACT_BELOW:
            return False
        return gap <= half and gap <= ROUND_SLACK * abs(told)
    return False


def _beside_span(claim: Value, source: Value, slack: float) -> Verdict:
    low, high = source.low or 0.0, source.high or 0.0
    if claim.kind in _SPAN:
        return _span_beside_span(claim, low, high, slack)
    if claim.kind in _OPEN:
        floor = claim.low or 0.0
        if _close(floor, low, slack) or floor < low:
            return "compatible", "lower end of the range"
        return ("stronger", "not the lower end of the range") if floor <= high else ("different", "outside the range")
    if claim.kind in _CLOSED:
        ceiling = claim.high or 0.0
        if _close(ceiling, high, slack) or ceiling > high:
            return "compatible", "upper end of the range"
        return ("stronger", "not the upper end of the range") if ceiling >= low else ("different", "outside the range")
    said = claim.low or 0.0
    ends = _close(said, low, slack) or _close(said, high, slack)
    if ends and claim.kind == "exact":
        return "stronger", "one end of the source's range"
    if ends or low <= said <= high:
        return "compatible", "inside the source's range"
    if claim.kind == "about" and low * (1 - SLACK) <= said <= high * (1 + SLACK):
        return "compatible", "about"
    return "different", "outside the source's range"


def _span_beside_span(claim: Value, low: float, high: float, slack: float) -> Verdict:
    first, last = claim.low or 0.0, claim.high or 0.0
    if _same_end(first, low, claim, slack) and _same_end(last, high, claim, slack):
        return "same", ""
    if first >= low * (1 - slack) and last <= high * (1 + slack):
        return "stronger", "narrower than the source's range"
    return "different", "other range"


def _same_end(one: float, other: float, claim: Value, slack: float) -> bool:
    return _close(one, other, slack) or (
        abs(one - other) <= 0.5 * 10.0 ** -max(claim.decimals, 0) * 0.999 and claim.decimals >= 0 and one != int(one)
    )


def _beside_floor(claim: Value, source: Value, slack: float) -> Verdict:
    floor = source.low or 0.0
    if claim.kind in _OPEN:
        said = claim.low or 0.0
        if _close(said, floor, slack):
            return "same", ""
        if said > floor:
            return "stronger", "higher bound than the source's"
        return ("weaker", "lower bound") if claim.decimals < source.decimals else _off(said, floor)
    if claim.kind in _CLOSED:
        ceiling = claim.high or 0.0
        touching = _close(ceiling, floor, slack)
        return (
            ("different", "other bound")
            if (ceiling < floor and not touching) or (touching and claim.kind == "less_than")
            else ("not_comparable", "")
        )
    said = (claim.high if claim.kind in _SPAN else claim.low) or 0.0
    if _close(said, floor, slack):
        return "weaker", "the source says at least"
    if said > floor:
        return "stronger", "the source says only at least so much"
    return ("compatible", "about") if _close(said, floor, SLACK) and claim.kind == "about" else _off(said, floor)


def _beside_ceiling(claim: Value, source: Value, slack: float) -> Verdict:
    ceiling = source.high or 0.0
    if claim.kind in _CLOSED:
        said = claim.high or 0.0
        if _close(said, ceiling, slack):
            return "same", ""
        if said < ceiling:
            return "stronger", "tighter bound than the source's"
        return ("weaker", "wider bound") if claim.decimals < source.decimals else _off(said, ceiling)
    if claim.kind in _OPEN:
        floor = claim.low or 0.0
        return (
            ("different", "other bound") if floor > ceiling or _close(floor, ceiling, slack) else ("not_comparable", "")
        )
    said = (claim.high if claim.kind in _SPAN else claim.low) or 0.0
    if _close(said, ceiling, slack):
        return ("stronger", "the source says at most") if claim.kind == "exact" else ("compatible", "about")
    if said > ceiling:
        return _off(said, ceiling)
    return "compatible", "below the source's bound"
