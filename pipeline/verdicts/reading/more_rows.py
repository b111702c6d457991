"""Two groups that a source tells apart by figures which do not simply stand beside them.

The two ends of a move ("from 46% to 12% with A and from 44% to 23% with B"), a bare pair whose groups another sentence
lists ("13% and 31%, respectively"), the ratio of a link ("associated with stroke (RR 1.33)", "1.6 times those of
flights"), a figure beside an earlier one ("up from 230 in 2022"). Each is made a row as `group_rows.py` has them.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.facts.arms_told import listed
from pipeline.facts.keys import Mark, marks
from pipeline.facts.labels import Label, Told, is_bare, is_nameless, labels, row_of, single
from pipeline.lexicon import Sheet
from pipeline.records.fact import Fact, Value
from pipeline.records.verdict import Passage
from pipeline.search.likeness import names
from pipeline.verdicts.reading.concepts import is_amount
from pipeline.verdicts.reading.group_rows import (
    MOST,
    Row,
    is_of_groups,
    measured,
    own_labels,
    pattern,
    rows_told,
    worth_of,
)
from pipeline.verdicts.reading.senses import generic


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`more_rows.toml`."""

    move: str
    even: str
    up_from: str
    before: str
    times_those: str
    linked: str
    ratio: str
    limits: str
    ratio_for: str
    ratio_group: str
    dose_low: str
    dose_high: str


TIMES = "times"
"""The scale of "1.6 times those of flights": whoever is told of stands beside the group that is named."""
NOW, BEFORE, REST = "=now", "=before", "=rest"
"""Keys of a row that no word of the passage names: this time and the one before, and who a ratio is taken of."""


shape = Sheet("pipeline.verdicts.reading", "more_rows.toml", Lexicon).pattern
"""A pattern of the file, compiled once."""


def more_rows(passage: Passage, passages: Sequence[Passage]) -> Iterator[Row]:
    """The rows of a passage that its figures make together with other words or passages of the source."""
    found = marks(passage.text, passage.facts)
    yield from _moves(passage, found)
    yield from _listed(passage, found, passages)
    yield from _linked(passage)
    yield from _ratio_for(passage)
    yield from _times_those(passage)
    yield from _beside_before(passage)


def _number(text: str) -> float:
    return float(text.replace(",", ""))


# --- moves ------------------------------------------------------------------------------------------------------------

TWO = 2


def _moves(passage: Passage, found: Sequence[Mark]) -> Iterator[Row]:
    """Two moves by their ends, where change and end point one way."""
    text = passage.text
    moves = list(shape("move").finditer(text))
    if len(moves) != TWO:
        return
    ends = [(_number(each["one"]), _number(each["two"])) for each in moves]
    change = [two - one for one, two in ends]
    if (change[0] - change[1]) * (ends[0][1] - ends[1][1]) <= 0:
        return
    row = [_figure(each, value) for each, value in zip(moves, change, strict=True)]
    outside = [mark for mark in found if not any(each.start <= mark.start < each.end for each in row)]
    told = labels(text, outside, row)
    own = own_labels(told[0], told[1]) if told else None
    if own is None or not own[0].keys or not own[1].keys:
        return
    measure = measured(text, _opening(text, row[0].start), row[0].start, (*own[0].keys, *own[1].keys))
    yield Row(passage, row[0].start, row[1].end, own, (change[0], change[1]), measure, worth_of(measure, moved=False))


def _figure(match: re.Match[str], value: float) -> Fact:
    return Fact("number", "rate", match.group(), *match.span(), value=Value("exact", value, value))


_CLAUSE = re.compile(r"[;:|]\s|\.\s")


def _opening(text: str, end: int) -> int:
    return max((match.end() for match in _CLAUSE.finditer(text, 0, end)), default=0)


# --- bare pairs and lists of groups -----------------------------------------------------------------------------------

BACK, SHORT = 8, 8
"""Sentences back in which the groups of a bare row may be listed; in a source so short, behind it too."""


def _listed(passage: Passage, found: list[Mark], passages: Sequence[Passage]) -> Iterator[Row]:
    """A bare row in the order of the groups that another sentence lists."""
    seen: set[int] = set()
    yield from _handed_out(passage, passages)
    for fact in passage.facts:
        if id(fact) in seen or not single(fact) or fact.dimension in {"ratio", "probability", "date", "interval"}:
            continue
        row = row_of(fact, passage.facts)
        seen |= {id(one) for one in row}
        if not 2 <= len(row) <= MOST or not _is_bare(passage.text, found, row) or not is_of_groups(passage.text, row):
            continue
        told = _groups(passage, passages, len(row))
        yield from (each._replace(listed=True) for each in rows_told(passage, row, told)) if told else ()


_PAIR = re.compile(
    r"(?<![\w.,–-])(?P<one>\d[\d,]*(?:\.\d+)?) (?:and|versus|vs?\.?) (?P<two>\d[\d,]*(?:\.\d+)?)"
    r"(?![\w,–-]|\.\d)[^,;.]{0,40},? respectively"
)


def _handed_out(passage: Passage, passages: Sequence[Passage]) -> Iterator[Row]:
    """A pair of bare numbers that "respectively" hands out: "14 and 11 puzzles, respectively"."""
    match = _PAIR.search(passage.text)
    told = _groups(passage, passages, TWO) if match else None
    if match is None or told is None:
        return
    values = [(match.span(side), _number(match[side])) for side in ("one", "two")]
    row = [
        Fact("number", "rate", passage.text[start:end], start, end, value=Value("exact", value, value))
        for (start, end), value in values
    ]
    if is_of_groups(passage.text, row):
        yield from (each._replace(listed=True) for each in rows_told(passage, row, told))


def _is_bare(text: str, found: list[Mark], row: Sequence[Fact]) -> bool:
    if labels(text, found, row) is not None:
        return False
    return is_nameless(text, found, row) or ("respectively" in text and is_bare(text, row))


def _groups(passage: Passage, passages: Sequence[Passage], count: int) -> list[Told] | None:
    """The groups as the nearest sentence lists them."""
    for other in _near(passage, passages):
        found = marks(other.text, other.facts)
        told = listed(other.text, found, count)
        if told is None and "respectively" in passage.text:
            told = _of_a_row(other, found, count)
        if told is not None:
            return told
    return None


def _near(passage: Passage, passages: Sequence[Passage]) -> Iterator[Passage]:
    own = sorted((each for each in passages if each.reading is passage.reading), key=lambda each: each.start)
    ahead = [each for each in own if each.start < passage.start]
    yield from reversed(ahead[-BACK:])
    if len(own) <= SHORT:
        yield from (each for each in own if each.start > passage.start)


def _of_a_row(passage: Passage, found: list[Mark], count: int) -> list[Told] | None:
    """The names of another row of as many figures."""
    for fact in passage.facts:
        row = row_of(fact, passage.facts) if fact.dimension == "percentage" and single(fact) else []
        if len(row) == count and row[0] is fact:
            return labels(passage.text, found, row)
    return None


# --- ratios -----------------------------------------------------------------------------------------------------------


def _ratio(match: re.Match[str]) -> float:
    """A ratio, 1 where its limits hold no effect."""
    limits = shape("limits").search(match["rest"])
    if limits is not None and float(limits["low"]) <= 1 <= float(limits["high"]):
        return 1.0
    return float(match["n"])


def _keys(text: str, start: int, end: int) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(name.name for name in names(text) if start <= name.start < end and name.name not in generic())
    )


def _label(keys: Sequence[str]) -> Label:
    return Label(tuple(keys[:MOST_KEYS]), (1.0,) * len(keys[:MOST_KEYS]))


MOST_KEYS = 4


def _linked(passage: Passage) -> Iterator[Row]:
    """What is linked with what, by the ratio behind it: those with it beside the rest."""
    text = passage.text
    before: tuple[int, int] | None = None
    for match in shape("linked").finditer(text):
        told = shape("ratio").search(match["in"])
        if told is None or shape("ratio").search(match["in"], told.end()):
            continue
        bare = all(word in _ADVERBS for word in match["what"].lower().split())
        before = before if bare else match.span("what")
        if before is not None and match["what"].split()[-1].lower() != "not":
            yield from _pair(passage, before, match.span("of"), _ratio(told), match.span())


_ADVERBS = frozenset("positively negatively inversely also not but and or was were is are while whereas , ;".split())
"""Words of a clause without a subject of its own: it goes on about the one before."""


def _ratio_for(passage: Passage) -> Iterator[Row]:
    """The ratio of an outcome in one group: "the hazard ratio for death was 0.71 with the patch"."""
    text = passage.text
    for match in shape("ratio_for").finditer(text):
        group = shape("ratio_group").search(text, match.end("n"), match.end("rest"))
        if group is not None:
            yield from _pair(passage, group.span("group"), match.span("of"), _ratio(match), match.span("n"))


def _pair(
    passage: Passage, group: tuple[int, int], of: tuple[int, int], ratio: float, shown: tuple[int, int]
) -> Iterator[Row]:
    text = passage.text
    start = max(group[0], _opening(text, group[1]))
    fronted = pattern("fronted").match(text, start, group[1])
    start = fronted.end() if fronted else start
    keys = [key for key in _keys(text, start, group[1]) if not is_amount(key)]
    if _SLOPE.search(text, start, group[1]) or _DENIED.search(text, start, group[1]):
        return
    measure = tuple(name for name in names(text) if of[0] <= name.start < of[1] and name.name not in generic())
    if keys and measure:
        own = (_label(keys), Label((REST,), (1.0,)))
        yield Row(passage, *shown, own, (ratio, 1.0), measure, worth_of(measure, moved=False), ratio=True)


_SLOPE = re.compile(r"\b(?:each|every|per|additional)\b", re.IGNORECASE)
"""What is told by the unit is no group."""
_DENIED = re.compile(r"\b(?:without|not|no|never|non|neither|nor)\b", re.IGNORECASE)
_TAKEN_UP = re.compile(r"\b(?:that|those|what it was|as (?:high|much|many|long|large|great))\b", re.IGNORECASE)
"""What shows that the same is meant in the other group."""
_TIMES = {"twice": 2.0, "double": 2.0, "half": 0.5, "one and a half": 1.5, "three times": 3.0, "two times": 2.0}


def _times_those(passage: Passage) -> Iterator[Row]:
    """So many times what it was in the group behind."""
    text = passage.text
    for match in shape("times_those").finditer(text):
        if not _TAKEN_UP.search(match.group()):
            continue
        start = _opening(text, match.start())
        measure = measured(text, start, match.start(), ())
        named = {name.name for name in measure}
        keys = [key for key in _keys(text, *match.span("group")) if key not in named]
        if keys and measure:
            ratio = _TIMES.get(match["n"].lower()) or float(match["n"])
            own = (Label((REST,), (1.0,)), _label(keys))
            worth = worth_of(measure, moved=False)
            yield Row(passage, *match.span(), own, (ratio, 1.0), measure, worth, TIMES, ratio=True)


# --- earlier times ----------------------------------------------------------------------------------------------------


def _beside_before(passage: Passage) -> Iterator[Row]:
    """A figure beside the one of an earlier time."""
    text = passage.text
    for match in shape("up_from").finditer(text):
        now, then = _number(match["now"]), _number(match["then"])
        told = match["way"].lower()
        if told in {"up", "an increase", "a rise"} and now < then:
            continue
        measure = tuple(
            name for name in names(text) if name.name not in generic() and not match.start("then") <= name.start
        )
        own = (Label((NOW,), (1.0,)), Label((BEFORE,), (1.0,)))
        yield Row(passage, *match.span(), own, (now, then), measure, worth_of(measure, moved=False))
