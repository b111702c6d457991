"""Brings two quantities onto one scale, where that can be done: units, shares, folds, relative risks, dates."""

from msgspec.structs import replace

from pipeline.facts import molar
from pipeline.facts.derived import WORKED_OUT
from pipeline.facts.rhythm import by_day, rate_of
from pipeline.facts.units import convert, is_calendar
from pipeline.facts.values import TURNED
from pipeline.records.fact import Fact, Value

CALENDAR = 0.1
"""Play between calendar units and days: a month is 28 to 31 days, and "a month" may be day 29 (desks' usage)."""
CONVERTED = 0.011
"""Play after a conversion of units: the source may have rounded before or after it."""
MOLAR = 0.03
"""Play between mass and substance: 70 mg/dL are told as 1.8 mmol/L, and desks multiply by round factors."""
RATIOS = frozenset({"relative_risk", "odds_ratio", "hazard_ratio"})

Pair = tuple[Value, Value, float]


def on_one_scale(claim: Fact, source: Fact) -> Pair | None:
    """The claim's value, the source's value in the claim's unit, and the play to allow; None if they measure apart."""
    ours, theirs = claim.value, source.value
    if ours is None or theirs is None:
        return None
    if claim.dimension == source.dimension == "date":
        return _dates(ours, theirs)
    if "date" in {claim.dimension, source.dimension}:
        return None
    paced = _by_day(claim, source)
    if paced is not None:
        return paced
    bridged = _bridge(claim, source, ours, theirs)
    if bridged is not None:
        return bridged
    one, other = claim.dimension, source.dimension
    if {one, other} == _SHARES and claim.term == WORKED_OUT and (source.term == WORKED_OUT or one == "percentage"):
        return ours, theirs, 0.0  # "five in a hundred more" are 5 points, "four extra per 10,000" an excess of 4
    if claim.role == "change" or source.role == "change":
        ours, theirs = _magnitude(ours), _magnitude(theirs)
    if one == other == "frequency":
        return ours, theirs, CALENDAR
    if _of_one_word(claim, source):
        return ours, theirs, 0.0
    if claim.unit == source.unit:
        return (ours, theirs, 0.0) if one == other or (_unitless(one) and _unitless(other)) else None
    if (not claim.unit and one in {"number", "count"} and not claim.noun) or (
        not source.unit and other == "number" and not source.noun
    ):
        return (ours, theirs, 0.0) if not {one, other} & {"percentage", "money", "fold", "time"} else None
    if {one, other} <= {"scale", "number"} or {one, other} <= {"scale", "percentage_points"}:
        return ours, theirs, 0.0
    return _converted(claim, source, ours, theirs)


def _of_one_word(claim: Fact, source: Fact) -> bool:
    """Whether one word tells both: "six degrees" and 2.6 °C, "90 pounds" and £290, a sum and what it is paid for."""
    if {claim.dimension, source.dimension} == {"angle", "temperature"} or {claim.unit, source.unit} == {"lb", "GBP"}:
        return True
    paid = "money" in {claim.dimension.removesuffix("_per"), source.dimension.removesuffix("_per")}
    return paid and _head(claim) == _head(source) and "/" not in min(claim.unit, source.unit, key=len)


def _by_day(claim: Fact, source: Fact) -> Pair | None:
    """Two amounts with a period, as what one day brings: 500 mg twice daily is 1 g a day."""
    if claim.dimension == source.dimension == "frequency":
        return None
    if rate_of(claim) == rate_of(source) and ("/" in claim.unit) == ("/" in source.unit):
        return None
    ours, theirs = by_day(claim), by_day(source)
    if ours is None or theirs is None:
        return None
    (mine, unit), (other, unit_there) = ours, theirs
    if unit == unit_there:
        return mine, other, CONVERTED
    one = replace(claim, value=mine, unit=unit, qualifiers=())
    return _converted(one, replace(source, value=other, unit=unit_there, qualifiers=()), mine, other)


def _head(fact: Fact) -> str:
    """The unit without what it is counted per."""
    return fact.unit.partition("/")[0]


_SHARES = {"percentage", "percentage_points"}
_FREE = frozenset({"number", "count", "scale"})


def _unitless(dimension: str) -> bool:
    return dimension in _FREE


def _magnitude(value: Value) -> Value:
    """A change without its sign: "fell by 11.1" and "a change of −11.1" have one size."""
    if value.low is not None and value.high is not None and value.low < 0:
        low, high = sorted((abs(value.low), abs(value.high)))
        return replace(value, low=low, high=high)
    return value


def _converted(claim: Fact, source: Fact, ours: Value, theirs: Value) -> Pair | None:
    if not claim.unit or not source.unit:
        return None
    by = molar.factor(claim, source)
    if by is not None:
        ends = [None if end is None else end * by for end in (theirs.low, theirs.high)]
        if _far_apart(ours.high, ends[1]):
            return None
        return ours, replace(theirs, low=ends[0], high=ends[1]), MOLAR
    low = convert(theirs.low, source.unit, claim.unit) if theirs.low is not None else None
    high = convert(theirs.high, source.unit, claim.unit) if theirs.high is not None else None
    if low is None and high is None:
        return None
    calendar = is_calendar(claim.unit) != is_calendar(source.unit)
    return ours, replace(theirs, low=low, high=high), CALENDAR if calendar else CONVERTED


def _far_apart(one: float | None, other: float | None) -> bool:
    """Whether a mass and an amount are of other orders: 60 g eaten and 0.25 mmol in the blood measure two things."""
    return bool(one and other) and not 1 / ORDERS < abs((one or 1.0) / (other or 1.0)) < ORDERS


ORDERS = 30.0
"""Beyond this no slip of the pen brings a mass and an amount of substance together."""


def _dates(ours: Value, theirs: Value) -> Pair:
    """A date inside a longer one agrees with it; both then become the same point."""
    first, last, begin, end = ours.low or 0.0, ours.high or 0.0, theirs.low or 0.0, theirs.high or 0.0
    inside = (begin >= first and end <= last) or (first >= begin and last <= end)
    point = Value("exact", first, first)
    return point, point if inside else Value("exact", begin, begin), 0.0


def _bridge(claim: Fact, source: Fact, ours: Value, theirs: Value) -> Pair | None:
    """A relative change beside a fold, or beside a relative risk: both as a ratio."""
    one, other = _ratio(claim, ours), _ratio(source, theirs)
    if one is None or other is None or (claim.dimension == source.dimension and claim.dimension != "ratio"):
        return None
    if claim.role in RATIOS and source.role in RATIOS:
        return None
    return one, other, 0.015


def _ratio(fact: Fact, value: Value) -> Value | None:
    """The factor that a fact tells, where it tells one: 24% lower is 0.76, doubled is 2, fell fourfold is 0.25."""
    if fact.dimension == "fold" and fact.term == "down" and min(value.low or 1.0, value.high or 1.0) >= 1.0:
        low, high = (None if not end else 1.0 / end for end in (value.high, value.low))
        return Value(TURNED.get(value.kind, value.kind), low, high, value.decimals + 2)
    if fact.role in RATIOS or fact.dimension == "fold":
        return value
    if fact.dimension == "percentage" and fact.role == "change" and fact.term in {"up", "down"}:
        sign = 1.0 if fact.term == "up" else -1.0
        ends = [None if end is None else 1.0 + sign * abs(end) / 100.0 for end in (value.low, value.high)]
        if sign < 0:
            ends.reverse()
        kind = value.kind
        if sign < 0:
            kind = TURNED.get(kind, kind)
        return Value(kind, ends[0], ends[1], value.decimals + 2)
    return None
