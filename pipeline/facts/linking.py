"""Links the numbers of one sentence: shared statistics, "respectively", and the time point each was taken at."""

import re
from itertools import pairwise

from msgspec.structs import replace

from pipeline.facts import groups
from pipeline.facts.roles import TOTALS
from pipeline.facts.units import convert
from pipeline.records.fact import Fact

RATIOS = frozenset({"relative_risk", "odds_ratio", "hazard_ratio"})
_LIST = re.compile(r" (?:for|in|with|among) [^.;]{1,48}?(?:, and|,| and) ")


def same_statistic(text: str, offset: int, drafts: list[Fact]) -> list[Fact]:
    """In "hazard ratio 0.92 for death and 0.61 for kidney failure" both are hazard ratios."""
    out = drafts[:]
    for at in range(1, len(out)):
        one, other = out[at - 1], out[at]
        if one.dimension != "ratio" or other.dimension != "number" or other.unit:
            continue
        if _LIST.fullmatch(text[one.end - offset : other.start - offset]):
            out[at] = replace(other, dimension="ratio", role=one.role)
    for at in range(1, len(out)):
        if out[at].role == "confidence_interval" and any(fact.role in RATIOS for fact in out[max(0, at - 2) : at]):
            out[at] = replace(out[at], qualifiers=(*out[at].qualifiers, "ratio"))
    return out


_TO = re.compile(r" to (?:about |around |nearly |just |almost |only )?$")


def levels(text: str, offset: int, drafts: list[Fact]) -> list[Fact]:
    """In "rose from 48% to 60%" both numbers are levels, and neither is the rise."""
    out = drafts[:]
    for at in range(1, len(out)):
        one, other = out[at - 1], out[at]
        gap = text[one.end - offset : other.start - offset]
        lead = text[max(0, one.start - offset - 8) : one.start - offset].lower()
        if lead.endswith("from ") and _TO.fullmatch(f"{gap.rstrip()} ") and other.dimension == one.dimension:
            for which in (at - 1, at):
                if out[which].role in {"percentage", "score", "change", "amount"}:
                    out[which] = replace(out[which], role="level")
    return out


def hand_out(text: str, drafts: list[Fact]) -> list[Fact]:
    """Gives each of several like numbers the group that "respectively" names for it."""
    if "respectively" not in text:
        return drafts
    kinds: dict[str, list[int]] = {}
    for at, fact in enumerate(drafts):
        if fact.role not in {"confidence_level", "p_value", "confidence_interval"}:
            kinds.setdefault(fact.dimension, []).append(at)
    out = drafts[:]
    for places in kinds.values():
        if len(places) < 2:
            continue
        names = groups.respectively(text, len(places))
        for name, at in zip(names, places, strict=False):
            out[at] = replace(out[at], arm=name)
    return out


_JOINED = re.compile(r"[\s,%()]*(?:(?:and|or|versus|vs\.?) )?", re.IGNORECASE)
_LISTED = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:, | and | or |, and )$", re.IGNORECASE
)
"""A number right before a time that has left it the unit: "at four and eight weeks"."""


_PLURAL_FIRST = re.compile(r"(?:hour|day|week|month|year)s \d")
"""`weeks 4, 8 and 12`"""


def hand_out_times(text: str, offset: int, drafts: list[Fact]) -> list[Fact]:
    """Gives each figure of a bare row its time from as many times behind it: "2.1 and 3.4 kg at 4 and 8 weeks"."""
    out = drafts[:]
    runs = _runs(text, offset, drafts)
    for row, times in pairwise(runs):
        points = all(drafts[at].dimension == "time" for at in times)
        gap = text[drafts[row[-1]].end - offset : drafts[times[0]].start - offset]
        if len(row) == len(times) > 1 and points and drafts[row[0]].dimension != "time" and _AT.fullmatch(gap):
            for at, point in zip(row, times, strict=True):
                out[at] = replace(drafts[at], time=in_days(drafts[point]))
    return out


_AT = re.compile(r"[\s,]*(?:at|after|by|in|within|over) ")


def _runs(text: str, offset: int, drafts: list[Fact]) -> list[list[int]]:
    """Places of neighbouring facts of one dimension with nothing but joining words between them."""
    runs: list[list[int]] = []
    for at, fact in enumerate(drafts):
        last = drafts[runs[-1][-1]] if runs else None
        gap = text[last.end - offset : fact.start - offset] if last and last.end <= fact.start else "."
        if last is not None and last.dimension == fact.dimension and _JOINED.fullmatch(gap):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def timed(text: str, offset: int, fact: Fact, points: list[tuple[int, int, Fact]]) -> Fact:
    """Gives a fact the time point that stands nearest in its sentence; of a list of times none, but in its order."""
    if fact.time or fact.dimension in {"time", "date"} or fact.role == "confidence_level":
        return fact
    best, distance = "", 10**6
    start, end = fact.start - offset, fact.end - offset
    for left, right, point in points:
        if point.role == "duration" and fact.role in TOTALS:
            continue
        gap = left - end if left >= end else start - right
        if (
            0 <= gap < distance
            and (gap < 60 or right < start)
            and not re.search(r"[;]", text[min(right, end) : max(left, start)])
        ):
            best, distance = in_days(point), gap
    if best and _one_of_several(text, best, points):
        return fact
    baseline = re.search(r"\b(?:at|from) baseline\b", text)
    if not best and baseline and fact.role != "change":
        gap = abs(baseline.start() - end)
        best = (
            "baseline"
            if gap < 40
            and text[max(0, baseline.start() - 3) : baseline.start()] != "fro"
            and baseline[0].lower() == "at baseline"
            else ""
        )
    return replace(fact, time=best) if best else fact


def _one_of_several(text: str, time: str, points: list[tuple[int, int, Fact]]) -> bool:
    """Whether a time stands in a list of several."""
    starts = [left for left, _, point in points if in_days(point) == time]
    ends = [(right, left) for one, other in pairwise(points) for right, left in [(one[1], other[0])]]
    listed = {
        edge for right, left in ends if right <= left and _JOINED.fullmatch(text[right:left]) for edge in (right, left)
    }
    return any(
        _LISTED.search(text[max(0, left - 14) : left])
        or _PLURAL_FIRST.match(text, left)
        or left in listed
        or right in listed
        for left, right, point in points
        if left in starts
    )


def in_days(fact: Fact) -> str:
    """A time fact as a point: `day 28`."""
    if fact.value is None:
        return ""
    number = fact.value.high if fact.value.high is not None else fact.value.low
    if number is not None and number < 0:
        return ""  # "by −0.5 hours": a change, no point in time
    days = convert(number or 0.0, fact.unit, "day") if fact.unit != "day" else number
    return f"day {days:.4g}" if days is not None else ""
