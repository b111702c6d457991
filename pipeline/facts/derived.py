"""Facts that follow from others: a share from two counts, a multiple from two values, a share told in words alone."""

import re
from itertools import pairwise
from math import floor, log10

from msgspec.structs import replace

from pipeline.facts import context, groups
from pipeline.facts.nouns import family
from pipeline.facts.place import Place
from pipeline.facts.quantities import Quantity
from pipeline.records.fact import Fact, Value

WORKED_OUT = "worked out"
"""`Fact.term` of what we calculated: it may bear a claim out, and is never called the source's own figure."""
IN_WORDS = "in words"
"""`Fact.term` of "most", "all" and "none"."""

_FROM = re.compile(r"\bfrom (?:an? (?:mean|average|median) of )?$", re.IGNORECASE)
_AHEAD = 24
"""Letters before a figure that hold its "from"."""


def _with_the_unit_of(second: Fact, first: Fact) -> Fact:
    """The first of two figures, in the unit that only the second tells: "from 51 to 29 degrees"."""
    if first.dimension not in {"count", "number"} or first.unit or first.noun or not second.unit:
        return first
    return replace(first, dimension=second.dimension, unit=second.unit)


def moves(text: str, found: list[Quantity], drafts: list[Fact]) -> list[Fact]:
    """The multiple that "rose from 410 to 826" amounts to."""
    out = []
    for (one, first), (other, second) in pairwise(list(zip(found, drafts, strict=True))):
        gap = text[one.end : other.start].strip().lower()
        low, high = one.value.low, other.value.low
        if (
            gap != "to"
            or not low
            or not high
            or low * high <= 0
            or not _FROM.search(text[max(0, one.start - _AHEAD) : one.start])
        ):
            continue
        begin = _with_the_unit_of(second, first)
        if begin.dimension != second.dimension or begin.unit != second.unit or begin.dimension == "time":
            continue
        out.append(_moved(begin, second, text[one.start : other.end]))
        ratio = high / low
        value = Value("exact", ratio, ratio, 1 if ratio >= 1 else 2)
        out.append(
            replace(
                begin,
                dimension="fold",
                role="fold",
                value=value,
                term=WORKED_OUT,
                unit="fold",
                noun="",
                own=(),
                rivals=(),
                start=first.start,
                end=second.end,
                text=text[one.start : other.end],
            )
        )
    return out


def _moved(first: Fact, second: Fact, words: str) -> Fact:
    """The change between the two ends of "from 15 to 8": 7; of two percentages it is told in points."""
    low, high = (first.value.low if first.value else None) or 0.0, (second.value.low if second.value else None) or 0.0
    decimals = max(first.value.decimals if first.value else 0, second.value.decimals if second.value else 0, 0)
    size = round(abs(high - low), decimals)
    points = first.dimension == "percentage"
    return replace(
        first, dimension="percentage_points" if points else first.dimension, role="change",
        unit="percentage points" if points else first.unit, noun="", term=WORKED_OUT, text=words, end=second.end,
        value=Value("exact", size, size, decimals), own=(), rivals=(),
    )  # fmt: skip


_AFTERWARDS = re.compile(r"[^.;\d]{0,24}\b(?:before|at baseline|initially)\b[^.;\d]{0,30}$", re.IGNORECASE)


def differences(text: str, found: list[Quantity], drafts: list[Fact]) -> list[Fact]:
    """The change between "15 before and 8 after"."""
    out = []
    for (one, first), (other, second) in pairwise(list(zip(found, drafts, strict=True))):
        alike = first.dimension == second.dimension and first.dimension in {"number", "scale", "count", "percentage"}
        if not alike or first.value is None or second.value is None or first.value.kind != "exact":
            continue
        gap, behind = text[one.end : other.start], text[other.end : other.end + 24]
        if _AFTERWARDS.match(gap) and re.match(r"[^.;,\d]{0,12}\b(?:after|afterwards|at the end)\b", behind):
            out.append(_moved(first, second, text[one.start : other.end]))
    return out


_HOW_MANY = (
    (re.compile((r"\b(?:the|a) (?:large |vast |great |clear )?majority of|\bmost (?:of the |of |)(?=[a-z-]+s\b"
r"|[a-z-]+ [a-z-]+s\b|women|men|people|children)"), re.IGNORECASE), Value("more_than", 50.0, None)),
    (re.compile(r"\b(?:nearly|almost|virtually|practically) (?:all|every)\b", re.IGNORECASE),
     Value("at_least", 85.0, None)),
    (re.compile((r"(?<!nearly )(?<!almost )(?<!not )(?<!virtually )\b(?:all (?:of the|the)|all(?= (?:patients"
r"|participants|children|women|men|people|samples|adults)))\b"), re.IGNORECASE), Value("exact", 100.0, 100.0)),
    (re.compile(r"\bnone of (?:the|those|them|these)\b|\bnot one of the\b", re.IGNORECASE), Value("exact", 0.0, 0.0)),
    (re.compile(r"\bsome (?:of the |of )?(?=(?:[a-z-]+ )?[a-z]+s\b|women|men|people|children)", re.IGNORECASE),
     Value("more_than", 0.0, None)),
    (re.compile(r"\bmany (?:of the |of )?(?=(?:[a-z-]+ )?[a-z]+s\b|women|men|people|children)", re.IGNORECASE),
     Value("at_least", 25.0, None)),
    (re.compile(r"\bfew of the\b", re.IGNORECASE), Value("less_than", None, 35.0)),
)  # fmt: skip
"""Words for shares, generous to the writer: "most" is more than half, "nearly all" at least 85% (our own reading)."""


def quantifiers(original: str, place: Place) -> list[Fact]:
    """Shares told in words alone: most, all, none."""
    out = []
    for pattern, value in _HOW_MANY:
        for match in pattern.finditer(place.text):
            start, end = match.span()
            out.append(
                Fact(
                    dimension="percentage",
                    role="percentage",
                    text=original[start + place.offset : end + place.offset].strip(),
                    start=start + place.offset,
                    end=end + place.offset,
                    value=value,
                    unit="%",
                    arm=groups.arm_of(place.text, start, end, place.arms, 0, len(place.text)),
                    population=context.population_of(place.text, start, end),
                    term=IN_WORDS,
                    qualifiers=place.caveats,
                    near=context.near(place.words, start, end),
                )
            )
    return out


def shares(found: list[Quantity], drafts: list[Fact]) -> list[Fact]:
    """The percentage that a count of a count amounts to (7 of 8 is 87.5%), and the total that it names."""
    out = []
    for quantity, fact in zip(found, drafts, strict=True):
        if quantity.total is None or fact.value is None:
            continue
        whole = Value("exact", quantity.total, quantity.total)
        out.append(_share(fact, fact.value, quantity.total))
        if not is_ratio(fact):
            out.append(replace(fact, role="total", value=whole, term=WORKED_OUT))
    return out


def _share(fact: Fact, value: Value, total: float) -> Fact:
    """The share; so many more or fewer ("26 fewer per thousand") are a change in percentage points."""
    low, high = (None if end is None else 100.0 * end / total for end in (value.low, value.high))
    told = next((end for end in (low, high) if end is not None), 0.0)
    share = Value(value.kind, low, high, _places(told, total))
    if _MOVED.search(fact.text) is None:
        return replace(fact, dimension="percentage", role="percentage", value=share, unit="%", noun="", term=WORKED_OUT)
    points = "percentage points"
    return replace(
        fact, dimension="percentage_points", role="change", value=share, unit=points, noun="", term=WORKED_OUT
    )


_MOVED = re.compile(r"\b(?:more|fewer|less|additional|extra|excess|further)\b(?! than\b)", re.IGNORECASE)


def _places(share: float, total: float) -> int:
    """Digits to which a share that we worked out is told: one of a small study, two figures of a rare event."""
    return 1 - floor(log10(share)) if 0 < share < 1 else 1 if total >= 30 else 0


def is_rate(fact: Fact) -> bool:
    """Whether a fact is the bare first number of a rate."""
    return fact.role in {"events", "score"} and fact.term != WORKED_OUT and is_ratio(fact)


def is_ratio(fact: Fact) -> bool:
    """Whether a count of a count is a rate ("one in 26"): its first number counts nothing by itself."""
    words = re.split(r"[ -]", fact.text.lower())
    return "in" in words or "per" in words


def idle_one(fact: Fact) -> bool:
    """Whether "one" is an article rather than a count: "one study found", "one reason"."""
    if fact.text.lower().split()[0] != "one" or fact.dimension not in {"count", "number"}:
        return False
    if fact.value is None or fact.value.low != 1.0:
        return False
    return (
        fact.term != "worked out"
        and fact.role != "events"
        and family(fact.noun) not in {"people", "sites", "places", "events", "animals"}
    )
