"""From text to facts: every quantity and date with its slots, then the named attributes.

One sentence at a time; offsets count in the text that was handed in.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from pipeline.facts import context
from pipeline.facts.attributes import attributes
from pipeline.facts.dates import Dated, dates
from pipeline.facts.nouns import family, head, is_part
from pipeline.facts.numbers import fold
from pipeline.facts.quantities import Quantity, quantities
from pipeline.facts.roles import TOTALS, change, count_role, cued
from pipeline.facts.units import convert
from pipeline.records.fact import Fact, Value
from pipeline.text import sentence_spans

LONGEST = 4_000
"""A "sentence" longer than this is a table or a list without stops: it is cut at white space."""

TIME_ROLES = frozenset({"duration", "time_point", "follow_up"})


class _Place(NamedTuple):
    """A sentence with what was found in it once."""

    text: str
    offset: int
    words: list[context.Word]
    arms: list[context.Named]
    caveats: tuple[str, ...]


def extract(text: str) -> tuple[Fact, ...]:
    """The facts that a text states, in text order.

    Any string is accepted; time grows with its length. An empty slot was not stated. Numbers that name things
    (`IL-6`, `Figure 3`, `[12]`) are no facts.
    """
    folded = fold(text)
    facts: list[Fact] = []
    for start, end in _sentences(text):
        piece = folded[start:end]
        facts += _numeric(text, piece, start)
        facts += attributes(text[start:end], piece, start)
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end)))


def _sentences(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for block in text.split("\n\n"):
        for start, end in sentence_spans(block):
            spans += _cut(text, at + start, at + end)
        at += len(block) + 2
    return spans


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > LONGEST:
        gap = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = gap if gap > 0 else start + LONGEST
        pieces.append((start, stop))
        start = stop
    return [*pieces, (start, end)]


def _numeric(original: str, piece: str, offset: int) -> list[Fact]:
    if not re.search(r"\d|[½⅓⅔¼¾]|[a-z]{3}", piece):
        return []
    dated = dates(piece)
    found = [each for each in quantities(piece) if not any(_overlap(each, day) for day in dated)]
    if not found and not dated and not _WORDY.search(piece):
        return []
    place = _Place(piece, offset, context.words_of(piece), context.arms(piece), context.caveats(piece))
    facts = [_date(original, place, day) for day in dated if day.iso]
    drafts = [_draft(original, place, each, found) for each in found]
    drafts = _hand_out(piece, _same_statistic(piece, offset, drafts))
    points = [
        (fact.start - offset, fact.end - offset, fact)
        for fact in drafts
        if fact.dimension == "time" and fact.role != "age"
    ]
    for fact in drafts:
        facts.append(_timed(piece, offset, fact, points))
    facts += _shares(found, drafts, facts)
    facts += _moves(piece, found, drafts)
    facts += _quantifiers(original, place)
    return [fact for fact in facts if fact.text and not _idle_one(fact)]


_FROM = re.compile(r"\bfrom $", re.IGNORECASE)


def _moves(text: str, found: list[Quantity], drafts: list[Fact]) -> list[Fact]:
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
            or not _FROM.search(text[max(0, one.start - 8) : one.start])
        ):
            continue
        if first.dimension != second.dimension or first.dimension == "time":
            continue
        ratio = high / low
        shared = {"term": "worked out", "unit": "fold", "noun": "", "end": second.end, "start": first.start}
        value = Value("exact", ratio, ratio, 1)
        out.append(_with(first, dimension="fold", role="fold", value=value, text=text[one.start : other.end], **shared))
    return out


_HOW_MANY = (
    (re.compile(r"\b(?:the|a) (?:large |vast |great |clear )?majority of|\bmost (?:of the |of |)(?=[a-z-]+s\b|[a-z-]+ [a-z-]+s\b|women|men|people|children)", re.IGNORECASE), Value("more_than", 50.0, None)),
    (re.compile(r"\b(?:nearly|almost|virtually|practically) (?:all|every)\b", re.IGNORECASE), Value("at_least", 85.0, None)),
    (re.compile(r"(?<!nearly )(?<!almost )(?<!not )(?<!virtually )\b(?:all (?:of the|the)|all(?= (?:patients|participants|children|women|men|people|samples|adults)))\b", re.IGNORECASE), Value("exact", 100.0, 100.0)),
    (re.compile(r"\bnone of (?:the|those|them|these)\b|\bnot one of the\b", re.IGNORECASE), Value("exact", 0.0, 0.0)),
    (re.compile(r"\bfew of the\b", re.IGNORECASE), Value("less_than", None, 35.0)),
)  # fmt: skip
"""Words for shares, generous to the writer: "most" is more than half, "nearly all" at least 85% (Mosteller & Youtz 1990)."""


def _quantifiers(original: str, place: _Place) -> list[Fact]:
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
                    arm=context.arm_of(place.text, start, end, place.arms, 0, len(place.text)),
                    population=context.population_of(place.text, start, end),
                    term="in words",
                    qualifiers=place.caveats,
                    near=context.near(place.words, start, end),
                )
            )
    return out


def _idle_one(fact: Fact) -> bool:
    """ "One study found", "one reason": an article, hardly a count."""
    if fact.text.lower().split()[0] != "one" or fact.dimension not in {"count", "number"}:
        return False
    return (
        fact.term != "worked out"
        and fact.role != "events"
        and family(fact.noun) not in {"people", "sites", "places", "events", "animals"}
    )


_WORDY = re.compile(r"\b(?:majority|most|all|every|none|few|not one)\b", re.IGNORECASE)


def _overlap(quantity: Quantity, day: Dated) -> bool:
    return quantity.first < day.end and day.start < quantity.last


def _date(original: str, place: _Place, day: Dated) -> Fact:
    start, end = day.start + place.offset, day.end + place.offset
    return Fact(
        dimension="date",
        role="date",
        text=original[start:end],
        start=start,
        end=end,
        value=Value("exact", float(day.first), float(day.last)),
        term=day.iso,
        qualifiers=place.caveats,
        near=context.near(place.words, day.start, day.end),
    )


def _draft(original: str, place: _Place, each: Quantity, found: list[Quantity]) -> Fact:
    """A fact without its time point."""
    text = place.text
    dimension = each.dimension or "number"
    noun, modifiers, noun_end = ("", "", each.end)
    if not each.unit or (dimension in {"scale"} and False):
        noun, modifiers, noun_end = head(text, each.end)
    role = cued(text, each, dimension)
    term = ""
    value = each.value
    if role == "age" and not each.unit and dimension == "number":
        each = each._replace(unit="year", dimension="time")
        dimension, noun = "time", ""
    if (
        not noun
        and not each.unit
        and dimension == "number"
        and not role
        and _ELLIPSIS.match(text[each.end : each.end + 24])
        and each.value.decimals <= 0
    ):
        noun, noun_end = "participant", each.end
    if role == "p_value":
        dimension = "probability"
    elif role in {"odds_ratio", "hazard_ratio", "relative_risk", "correlation"}:
        dimension = "ratio"
    elif value.kind == "interval":
        role = "confidence_interval"
    elif not role:
        role, term, dimension, noun = _plain_role(text, each, dimension, noun, noun_end, found)
    if each.form == "part" and each.total is None and dimension == "number":
        dimension, value = "percentage", Value(value.kind, (value.low or 0) * 100, (value.high or 0) * 100, 0)
        role = "percentage" if role in {"count", "score", "events", "change", "sample_size", "enrolled"} else role
    end = noun_end if noun and noun_end - each.end <= 40 else each.end
    start, stop = each.start + place.offset, end + place.offset
    left, right = _stretch(each, found, len(text))
    unit = each.unit
    if dimension == "percentage":
        unit = "%"
    return Fact(
        dimension=dimension,
        role=role,
        text=original[start:stop],
        start=start,
        end=stop,
        value=value,
        unit=unit,
        noun=noun,
        arm=context.arm_of(text, each.start, end, place.arms, left, right),
        population=context.population_of(text, each.start, each.end),
        outcome=context.outcome_of(text, each.start, end),
        term=term or each.nearly,
        qualifiers=(*place.caveats, *modifiers.split()[:3]),
        near=context.near(place.words, each.start, end),
    )


_ELLIPSIS = re.compile(
    r"^ (?:received|were (?:assigned|randomi[sz]ed|allocated|given)|died|completed|developed|reported|experienced|(?:of|in) (?:them|whom|these|the (?:\w+ ){1,3}(?:group|arm))|relapsed|responded|recovered|had )",
    re.IGNORECASE,
)


def _stretch(each: Quantity, found: list[Quantity], length: int) -> tuple[int, int]:
    """From the end of the like quantity before to the start of the like one after."""
    left, right = 0, length
    for other in found:
        if other is each or other.dimension != each.dimension or other.form == "point":
            continue
        if other.end <= each.start:
            left = max(left, other.end)
        elif other.start >= each.end:
            right = min(right, other.start)
    return left, right


def _plain_role(
    text: str, each: Quantity, dimension: str, noun: str, noun_end: int, found: list[Quantity]
) -> tuple[str, str, str, str]:
    """(role, term, dimension, noun) where no cue of the list decided."""
    if dimension == "time":
        return _time_role(text, each), "", dimension, noun
    moved, direction = change(text, each)
    if dimension in {"number"}:
        n_count = len(re.findall(r"\b[nN]\s?=", text))
        role = count_role(text, each, noun, noun_end, n_count)
        decimal = each.value.decimals > 0
        if moved and (decimal or each.sign or not noun) and role in {"count", "score"} and not each.total:
            return "change", direction, "scale" if decimal or each.sign else dimension, noun
        if decimal and role not in {"score"}:
            return "score", "", dimension, noun
        return role, "", "count" if noun or role not in {"count", "score"} else dimension, noun
    if moved:
        return "change", direction, dimension, noun
    defaults = {
        "percentage": "percentage",
        "percentage_points": "change",
        "scale": "score",
        "fold": "fold",
        "percentage_per": "rate",
    }
    return defaults.get(dimension, "rate" if dimension.endswith("_per") else "amount"), direction, dimension, noun


_AT = re.compile(
    r"\b(?:at|by|after|on|until|through|up to|within|from)(?: (?:the|about|a|an|just|only|around))? ?$", re.IGNORECASE
)


def _time_role(text: str, each: Quantity) -> str:
    before, after = text[max(0, each.start - 24) : each.start], text[each.end : each.end + 30]
    if each.form == "point":
        return "time_point"
    if re.match(
        r"^ (?:after|later|post|following|afterwards?|from|since|of treatment|into|before|earlier|ago)\b", after
    ):
        return "time_point"
    if _AT.search(before) or text[each.start : each.first].strip().lower() in {"within", "up to"}:
        return "time_point"
    return "duration"


_LIST = re.compile(r" (?:for|in|with|among) [^.;]{1,48}?(?:, and|,| and) ")


def _same_statistic(text: str, offset: int, drafts: list[Fact]) -> list[Fact]:
    """In "hazard ratio 0.92 for death and 0.61 for kidney failure" both are hazard ratios."""
    out = drafts[:]
    for at in range(1, len(out)):
        one, other = out[at - 1], out[at]
        if one.dimension != "ratio" or other.dimension != "number" or other.unit:
            continue
        if _LIST.fullmatch(text[one.end - offset : other.start - offset]):
            out[at] = _with(other, dimension="ratio", role=one.role)
    return out


def _hand_out(text: str, drafts: list[Fact]) -> list[Fact]:
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
        names = context.respectively(text, len(places))
        for name, at in zip(names, places, strict=False):
            out[at] = _with(out[at], arm=name)
    return out


def _with(fact: Fact, **slots: object) -> Fact:
    from msgspec.structs import replace  # noqa: PLC0415

    return replace(fact, **slots)  # type: ignore[arg-type]


def _timed(text: str, offset: int, fact: Fact, points: list[tuple[int, int, Fact]]) -> Fact:
    """Gives a fact the time point that stands nearest in its sentence."""
    if fact.dimension in {"time", "date"} or fact.role in {"confidence_level"}:
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
    return _with(fact, time=best) if best else fact


def in_days(fact: Fact) -> str:
    """A time fact as a point: `day 28`."""
    if fact.value is None:
        return ""
    number = fact.value.high if fact.value.high is not None else fact.value.low
    days = convert(number or 0.0, fact.unit, "day") if fact.unit != "day" else number
    return f"day {days:.4g}" if days is not None else ""


def _shares(found: list[Quantity], drafts: list[Fact], facts: list[Fact]) -> list[Fact]:
    """The percentage that a count of a count amounts to: 7 of 8 is 87.5%."""
    out = []
    for quantity, fact in zip(found, drafts, strict=True):
        if quantity.total is None or fact.value is None or fact.value.low is None:
            continue
        told = "in" in fact.text.lower().split() or "per" in fact.text.lower().split()
        if told and fact in facts:
            facts.remove(fact)
        share = 100.0 * fact.value.low / quantity.total
        decimals = 1 if quantity.total >= 30 else 0
        value = Value("exact", share, share, decimals)
        out.append(
            _with(fact, dimension="percentage", role="percentage", value=value, unit="%", noun="", term="worked out")
        )
    return out


__all__ = ["extract", "family", "in_days", "is_part"]
