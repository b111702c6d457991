"""Whether a number of a claim stands in a work at all: as told, rounded, converted, as a complement, or worked out.

Slots are not asked (arm, outcome, time: `_aligned`), but the kind of quantity is. A percentage does not stand because
its digits are a day's count, an end of a range does not stand because another passage has that figure, and "up to 26
months" does not stand because some visit was at 18.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from math import floor, log10
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.checks import Dossier
from pipeline.facts.dates import MONTHS
from pipeline.facts.derived import WORKED_OUT
from pipeline.facts.kinds import on_one_scale
from pipeline.facts.nouns import family
from pipeline.facts.values import relate
from pipeline.records.fact import Fact, Value
from pipeline.records.verdict import Passage

_BORNE = frozenset({"same", "compatible"})
_FLOORS = frozenset({"at_least", "more_than"})
_BOUNDS = _FLOORS | {"at_most", "less_than"}
_SPANS = frozenset({"range", "interval"})
_BOUND_PLAY = 0.1
"""A bound that is not the value cut to its digits may be off by this share: "more than 15%" of 16.2%."""
_CROWD = 8
"""A passage with more numbers of a kind holds, by chance, two that give any third: nothing is worked out from it."""
_EXACT = 1e-9


class _Figure(NamedTuple):
    """One end of a claim's number, as a fact of its own."""

    fact: Fact
    value: float


def stands(fact: Fact, dossier: Dossier) -> bool:
    """Whether the work holds the number; both ends of a range must stand in one passage."""
    figures = _figures(fact)
    if not figures:
        return True
    if fact.value is not None and (fact.value.kind == "interval" or _told_backwards(fact)):
        return any(_one_span(fact, figures, passage) for passage in dossier.passages)
    if any(all(_told(figure, passage.facts) for figure in figures) for passage in dossier.passages):
        return True
    if fact.dimension == "date":
        return _date_in_parts(fact, dossier) or _not_after(fact, dossier)
    if _written(fact, figures, dossier):
        return True
    near = [ranked.passage for ranked in dossier.ranked]
    return len(figures) == 1 and any(_worked_out(figures[0], passage.facts) for passage in near)


def _told_backwards(fact: Fact) -> bool:
    """Whether a range is written with its larger end first: "13–11 days"."""
    ends = _numerals(fact.text)
    if fact.value is None or fact.value.kind != "range" or len(ends) != 2:
        return False
    try:
        return float(ends[0]) > float(ends[1])
    except ValueError:
        return False


def _one_span(fact: Fact, figures: Sequence[_Figure], passage: Passage) -> bool:
    """Whether both ends stand in one number of the passage, or right beside each other: "(1.2, 3.4)"."""
    if any(all(_told(figure, [other]) for figure in figures) for other in passage.facts):
        return True
    texts = _numerals(fact.text)
    return len(texts) >= 2 and any(
        0 < at - (start + len(texts[0])) <= _BESIDE
        for start in places(passage.text, texts[0])
        for at in places(passage.text, texts[1])
    )


_BESIDE = 8
"""Characters between the two ends of one interval."""


def _not_after(fact: Fact, dossier: Dossier) -> bool:
    """Whether "by June 2020" is said of what the source dates to the weeks before."""
    if fact.value is None or fact.value.high is None:
        return False
    if not _BY.search(dossier.claim.text[max(0, fact.start - 24) : fact.start]):
        return False
    ends = (
        other.value.high
        for passage in dossier.passages
        for other in passage.facts
        if other.dimension == "date" and other.value is not None and other.value.high is not None
    )
    return any(0 <= fact.value.high - end <= _WEEKS_BEFORE for end in ends)


_BY = re.compile(
    r"\b(?:by|until|till|as of|through)(?: (?:the )?(?:early|mid|late|end of|start of))?[ -]$", re.IGNORECASE
)
_WEEKS_BEFORE = 62.0
_WORD_OR_YEAR = re.compile(r"[A-Za-z]{3,}|\d{4}")


def _date_in_parts(fact: Fact, dossier: Dossier) -> bool:
    """Whether the month stands in one passage and the year somewhere in the work: "February 20", in a paper of 2020."""
    parts = _WORD_OR_YEAR.findall(fact.text)
    months = [part[:3].lower() for part in parts if part[0].isalpha() and part[:3].lower() in MONTHS]
    years = [part for part in parts if part.isdigit()]
    if not months or not years:
        return False
    said = [f"{passage.text} {passage.section}" for passage in dossier.passages]
    return any(all(re.search(rf"\b{month}", one, re.IGNORECASE) for month in months) for one in said) and all(
        any(year in one for one in said) for year in years
    )


def _figures(fact: Fact) -> list[_Figure]:
    value = fact.value
    if value is None:
        return []
    ends = dict.fromkeys(end for end in (value.low, value.high) if end is not None)
    if fact.dimension == "date":
        return _ends(fact)
    return [_Figure(replace(fact, value=_point(value, end)), end) for end in ends]


def _point(value: Value, end: float) -> Value:
    """One end; a bound stays a bound, and "about" stays about."""
    if value.kind in _BOUNDS:
        return value
    return Value("about" if value.kind == "about" else "exact", end, end, value.decimals)


def told_as(fact: Fact, other: Fact) -> bool:
    """Whether one number tells every figure of the other, whatever it is of."""
    figures = _figures(fact)
    return bool(figures) and all(_told(figure, [other]) for figure in figures)


def _told(figure: _Figure, facts: Sequence[Fact]) -> bool:
    """Whether a fact of the passage tells the figure."""
    return any(_equal(figure, other) for other in facts if other.dimension != "attribute")


def _equal(figure: _Figure, other: Fact) -> bool:
    fact = figure.fact
    if fact.value is None or other.value is None or _other_things(fact, other):
        return False
    if fact.dimension == other.dimension == "date":
        return _same_date(fact.value, other.value)
    pair = on_one_scale(fact, other)
    if pair is None or _bare_beside_measured(fact, other):
        return False
    ours, theirs, play = pair
    for told in dict.fromkeys(end for end in (theirs.low, theirs.high, theirs.spread) if end is not None):
        if ours.kind in _BOUNDS:
            if _bound_of(ours, told, play):
                return True
            continue
        if theirs.decimals < ours.decimals and abs(told - figure.value) > _EXACT and play == 0.0:
            continue  # nobody can round 2 to 1.78
        point = Value("exact", told, told, theirs.decimals)
        if relate(ours, point, counted=fact.dimension == "count", slack=play)[0] in _BORNE:
            return True
    return False


def _other_things(fact: Fact, other: Fact) -> bool:
    """Whether two counts count things of two kinds that we know: people, hospitals.

    Words that we don't know may be two names of one thing (bases, nucleotides).
    """
    ours, theirs = family(fact.noun), family(other.noun)
    return bool(ours and theirs) and ours != theirs


def _bare_beside_measured(fact: Fact, other: Fact) -> bool:
    """Whether a bare figure meets a measured one of which not a word is the same: "an MOI of 4" and "4 mM glucose"."""
    return not fact.unit and other.dimension in _MEASURED and not set(fact.near) & set(other.near)


def _same_date(ours: Value, theirs: Value) -> bool:
    """Whether one date lies in the other, or begins or ends it; a long period holds no year by chance."""
    first, last = ours.low or 0.0, ours.high or 0.0
    begin, end = theirs.low or 0.0, theirs.high or 0.0
    if end - begin <= _YEAR:
        return (begin >= first and end <= last) or (first >= begin and last <= end)
    return first <= begin <= last or first <= end <= last


_YEAR = 366.0


def _ends(fact: Fact) -> list[_Figure]:
    """A date, or of a period of years the years that begin and end it."""
    value = fact.value
    if value is None or value.low is None or value.high is None or value.high - value.low <= _YEAR:
        return [_Figure(fact, 0.0)]
    years = [date.fromordinal(int(end)).year for end in (value.low, value.high)]
    spans = [(float(date(year, 1, 1).toordinal()), float(date(year, 12, 31).toordinal())) for year in years]
    return [_Figure(replace(fact, value=Value("exact", low, high)), 0.0) for low, high in spans]


def _bound_of(bound: Value, told: float, play: float) -> bool:
    """Whether a writer would tell the value by this bound: it is the value cut, or raised, to the bound's digits."""
    floor_like = bound.kind in _FLOORS
    said = bound.low if floor_like else bound.high
    if said is None:
        return False
    if abs(said - told) <= max(play, _EXACT) * max(abs(said), abs(told)):
        return True
    if (told < said) if floor_like else (told > said):
        return False
    if abs(said - told) <= _BOUND_PLAY * abs(said):
        return True
    return abs(said - told) < _last_place(said)


def _last_place(value: float) -> float:
    """The worth of the last digit of a round figure that is no zero: 100 of 500, 10 of 60, 1 of 183."""
    if value == 0:
        return 0.0
    size = 10.0 ** floor(log10(abs(value)))
    while size > _EXACT and abs(value / size - round(value / size)) > 1e-6:
        size /= 10.0
    return size


# --- as written -------------------------------------------------------------------------------------------------------


def _written(fact: Fact, figures: Sequence[_Figure], dossier: Dossier) -> bool:
    """Whether the characters of every figure stand in one passage, where no number of another kind was read."""
    texts = _numerals(fact.text)
    if not texts or len(texts) < len(figures):
        return False
    return any(
        all(any(_fits(fact, at, at + len(text), passage) for at in places(passage.text, text)) for text in texts)
        for passage in dossier.passages
    ) or any(_in_gaps(fact, texts, reading.text, dossier.passages) for reading in dossier.work.read)


def _numerals(text: str) -> list[str]:
    """The figures of a text, as written."""
    found, run = [], ""
    for sign in [*text, " "]:
        if sign.isdigit() or (run and sign in ".,·"):
            run += sign
        elif run:
            found.append(run.strip(".,·"))
            run = ""
    return found


def places(text: str, figure: str) -> Iterator[int]:
    """Where a figure stands in a text, between marks that belong to no other number and to no name (UBA4)."""
    at = text.find(figure)
    while at >= 0:
        before, after = text[max(0, at - 2) : at], text[at + len(figure) : at + len(figure) + 2]
        joined = before[-1:].isalnum() or (before[-1:] in (".", ",", "·") and before[:1].isdigit())
        goes_on = after[:1].isdigit() or (after[:1] in (".", ",", "·") and after[1:].isdigit())
        if not joined and not goes_on:
            yield at
        at = text.find(figure, at + 1)


def _fits(fact: Fact, start: int, end: int, passage: Passage) -> bool:
    """Whether what was read at a place could be the claim's kind of number; a bracketed mark of citation is none."""
    over = [
        other
        for other in passage.facts
        if other.start < end and start < other.end and other.value is not None and other.term != WORKED_OUT
    ]
    if not over:
        return not _in_mark(passage.text, start, end)
    return any(_one_kind(fact, other) for other in over)


def _one_kind(fact: Fact, other: Fact) -> bool:
    if _other_things(fact, other) or _bare_beside_measured(fact, other) or fact.dimension == "frequency":
        return False
    if fact.unit and other.unit:
        return fact.unit == other.unit and on_one_scale(fact, other) is not None
    if other.value is not None and other.value.kind == "interval":
        return fact.value is not None and fact.value.kind in _SPANS
    if other.noun and fact.dimension in _MEASURED:
        return False
    return other.dimension not in _APART and fact.dimension not in _APART


_MEASURED = frozenset({"time", "mass", "volume", "length", "temperature", "energy", "concentration"})
"""Kinds that are no count of things."""
_APART = frozenset({"date", "money", "percentage"})
"""Kinds that a bare number is not."""


def _in_mark(text: str, start: int, end: int) -> bool:
    """Whether a figure stands in brackets that hold nothing but figures: (10, 13, 14) cites."""
    opened = max(text.rfind("(", 0, start), text.rfind("[", 0, start))
    if opened < 0:
        return False
    closed = min((at for at in (text.find(")", end), text.find("]", end)) if at >= 0), default=-1)
    inside = text[opened + 1 : closed] if closed >= 0 else ""
    return bool(inside) and len(inside) < 80 and all(sign.isdigit() or sign in " ,;–-[]()" for sign in inside)


def _in_gaps(fact: Fact, texts: Sequence[str], text: str, passages: Sequence[Passage]) -> bool:
    """Whether the figures stand in text that no passage covers (captions, notes): what was read counts."""
    spans = sorted((passage.start, passage.end) for passage in passages if passage.reading.text is text)
    starts = [start for start, _ in spans]
    return (
        all(
            any((where := bisect_right(starts, at) - 1) < 0 or spans[where][1] <= at for at in places(text, figure))
            for figure in texts
        )
        and fact.dimension != "date"
    )


# --- worked out -------------------------------------------------------------------------------------------------------


def _worked_out(figure: _Figure, facts: Sequence[Fact]) -> bool:
    """Whether two figures of one near passage give the number: a rest, a sum, a difference, a share, a multiple."""
    fact = figure.fact
    numbers = [other for other in facts if other.value is not None and _single(other) is not None]
    alike = [other for other in numbers if on_one_scale(fact, other) is not None and not _other_things(fact, other)]
    if fact.dimension == "percentage" and any(_near(fact, 100.0 - (_single(other) or 0.0)) for other in alike):
        return True
    if fact.role in _NEVER_WORKED or fact.dimension == "date":
        return False
    values = list(dict.fromkeys(_single(other) or 0.0 for other in alike if other.unit == fact.unit))
    if 2 <= len(values) <= _CROWD and _sums(fact, values):
        return True
    if fact.dimension not in {"percentage", "fold"}:
        return False
    counts = list(dict.fromkeys(_single(other) or 0.0 for other in numbers if _counts(other)))
    folds = counts if fact.dimension == "percentage" else [*counts, *values]
    factor = 100.0 if fact.dimension == "percentage" else 1.0
    return 2 <= len(folds) <= _CROWD and any(
        _near(fact, factor * one / other) for one in folds for other in folds if other and one != other
    )


def _counts(fact: Fact) -> bool:
    return fact.dimension == "count" or (fact.dimension == "number" and fact.role == "count")


_NEVER_WORKED = frozenset({"p_value", "confidence_interval", "confidence_level", "age", "odds_ratio", "hazard_ratio"})


def _sums(fact: Fact, values: Sequence[float]) -> bool:
    if _near(fact, sum(values)):
        return True
    pairs = [(one, other) for at, one in enumerate(values) for other in values[at + 1 :]]
    return any(_near(fact, one + other) or _near(fact, abs(one - other)) for one, other in pairs)


def _near(fact: Fact, told: float) -> bool:
    """Whether a worked-out value is the claim's, as exactly as the claim tells it."""
    value = fact.value
    if value is None or told <= 0:
        return False
    if value.kind in _BOUNDS:
        return _bound_of(value, told, 0.0)
    said = value.low if value.low is not None else 0.0
    half = 0.5 * 10.0**-value.decimals if fact.dimension != "count" else _EXACT
    return abs(said - told) <= half * (2 if value.kind == "about" else 1) + _EXACT


def _single(fact: Fact) -> float | None:
    value = fact.value
    if value is None or value.low is None or value.low != value.high:
        return None
    return value.low
