"""Two like figures of a sentence that tell two groups apart: what `two_groups.py` reads of a source.

"Caries was found in 12% with the gel and 29% with the paste" is a row: two figures, what sets one apart from the other
(`facts.labels`), what they measure, and whether more of it is better.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts.keys import alike, marks
from pipeline.facts.labels import Label, Told, apart, labels, row_of, single
from pipeline.lexicon import Sheet
from pipeline.records.fact import Fact, Value
from pipeline.records.verdict import Passage
from pipeline.search.likeness import DERIVED, Name, likeness, names, naming
from pipeline.verdicts.reading.senses import generic


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`group_rows.toml`."""

    pivot: str
    denied: str
    alike: str
    falls: str
    rises: str
    good: str
    bad: str
    limits: str
    degree: str
    fronted: str
    models: str
    more: str
    of_the_study: str
    no_levels: str
    set_up: str
    given: str


class Row(NamedTuple):
    """Two figures of one kind in a passage, what sets one apart from the other, and what they measure."""

    passage: Passage
    start: int
    end: int
    labels: tuple[Label, Label]
    values: tuple[float, float]
    """Signed: a fall by 3 is −3."""
    measure: tuple[Name, ...]
    worth: int
    """1 where more of it is better, −1 where less is, 0 where that is not known."""
    scale: str = ""
    """What the figures are told in: time, cost; empty where that tells nothing."""
    ratio: bool = False
    """Whether one of the two is the 1 of a ratio, and no figure of its own."""
    listed: bool = False
    """Whether the groups are those of a list: any word of one is of that group alone."""
    several: bool = False
    """Whether the sentence tells further groups: then neither is the other one's only rival."""
    of_study: bool = False
    """Whether the figures may be what was planned, and no result: times that nothing but a claim of time may mean."""


_WORDS = Sheet("pipeline.verdicts.reading", "group_rows.toml", Lexicon)
pattern = _WORDS.pattern
"""A pattern of the file, compiled once."""
_listed = _WORDS.words


def rows_of(passage: Passage) -> Iterator[Row]:
    """The rows of two like figures of a passage that tell two groups apart."""
    found = marks(passage.text, passage.facts)
    for row in (*_alike(passage), *_rates(passage.text)):
        told = labels(passage.text, found, row) if is_of_groups(passage.text, row) else None
        yield from rows_told(passage, row, told) if told else ()


def is_of_groups(text: str, row: Sequence[Fact]) -> bool:
    """Whether like figures may be levels of groups: no differences, and no two ratios of one link."""
    if any(pattern("more").match(text, one.end) for one in row) or _each_in_brackets(text, row):
        return False
    if pattern("models").search(text, max(0, row[0].start - 40), row[-1].end):
        return False
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, row[0].start)), default=0)
    fronted = pattern("fronted").match(text, start, row[0].start)
    return pattern("set_up").search(text, fronted.end() if fronted else start, row[0].start) is None


def rows_told(passage: Passage, row: Sequence[Fact], told: Sequence[Told]) -> Iterator[Row]:
    """Every two of some figures whose groups are known."""
    for (one, mine), (other, theirs) in combinations(zip(row, told, strict=True), 2):
        own = beside_users(passage, own_labels(mine, theirs), row[0].start)
        found = row_between(passage, (one, other), own, first=row[0])
        if found is not None:
            yield found._replace(several=len(row) > PAIR)


PAIR = 2


def beside_users(passage: Passage, own: tuple[Label, Label], end: int) -> tuple[Label, Label]:
    """The labels where one is told as those without what others were named by: "gel users had 2.3, non-users 0.9"."""
    theirs = own[1]
    if len(theirs.keys) != PAIR or theirs.keys[0] != WITHOUT:
        return own
    lead = [mark for mark in marks(passage.text, passage.facts) if mark.end <= end and mark.key.isalpha()]
    at = next((at for at, mark in enumerate(lead) if alike(mark.key, theirs.keys[1])), None)
    if at is None:
        return own
    named = [mark.key for mark in lead[max(0, at - 1) : at + 1] if mark.key != WITHOUT]
    return Label(tuple(named), (1.0,) * len(named)), Label((WITHOUT,), (1.0,))


def _each_in_brackets(text: str, pair: Sequence[Fact]) -> bool:
    """Whether each of two bare numbers opens a bracket: a ratio with its limits, no level of a group."""
    return all(one.dimension == "number" and text[max(0, one.start - 1) : one.start] == "(" for one in pair)


def _may_be_told(text: str, fact: Fact) -> bool:
    """Whether a time or an amount may be a result: no length or dose of what was given."""
    may = fact.role in _MAY_BE_TOLD if fact.dimension == "time" else fact.dimension not in _DOSED
    return (
        may
        and fact.role in {*_MAY_BE_TOLD, "amount"}
        and pattern("given").search(text, max(0, fact.start - LEAD), fact.end + LEAD) is None
    )


LEAD = 80
"""Signs round a time within which it may be told that it was given."""
_DOSED = frozenset({"volume", "activity", "count", "number", "percentage"})
"""Kinds of amount that are mostly doses."""
_MAY_BE_TOLD = frozenset({"duration", "time_point"})
"""Roles of a time that may be a result as well: "missed 5.6 days of work"."""
MOST = 3
"""More like figures than these are a table: no two of them are a comparison."""


def _alike(passage: Passage) -> Iterator[list[Fact]]:
    seen: set[int] = set()
    for fact in passage.facts:
        if id(fact) in seen or not single(fact):
            continue
        row = row_of(fact, passage.facts)
        seen |= {id(one) for one in row}
        planned = fact.role in _listed("of_the_study") and not _may_be_told(passage.text, fact)
        if planned or fact.dimension in _listed("no_levels"):
            continue
        if 2 <= len(row) <= MOST:
            yield row


_RATE = re.compile(r"(?<![\w.,–-])(?P<n>\d+(?:\.\d+)?) per (?:1[0,]{2,8}|million|thousand)(?: [a-z]+[- ]years?)?")
_BARE = re.compile(r"(?<![\w.,–-])(?P<n>\d+(?:\.\d+)?)(?![\w%,–-]|\.\d| ?(?:%|per cent\b))")
_BRACKET = re.compile(r"\([^()]*\)")


def _rates(text: str) -> Iterator[list[Fact]]:
    """Two rates of one clause, of which the second may leave out what it is per: "0.9 per 1,000 in … and 1.4 in …"."""
    flat = _BRACKET.sub(lambda match: " " * len(match.group()), text)
    first = _RATE.search(flat)
    if first is None:
        return
    clause = _CLAUSE.search(flat, first.end())
    end = clause.start() if clause else len(flat)
    second = _RATE.search(flat, first.end(), end) or _BARE.search(flat, first.end(), end)
    if second is not None and not _BARE.search(flat, second.end(), end):
        yield [_rate(match) for match in (first, second)]


def _rate(match: re.Match[str]) -> Fact:
    value = float(match["n"])
    return Fact("number", "rate", match.group(), *match.span(), value=Value("exact", value, value))


def own_labels(one: Told, other: Told) -> tuple[Label, Label]:
    """What sets two figures apart; of "walkers" and "non-walkers" one has its own word, one the denial."""
    mine, theirs = apart(one, other)
    if any(_is_not(key, theirs.keys) for key in mine.keys):
        return Label((WITHOUT,), (1.0,)), theirs
    if any(_is_not(key, mine.keys) for key in theirs.keys):
        return mine, Label((WITHOUT,), (1.0,))
    if not mine.keys and WITHOUT in theirs.keys:
        return Label(one.keys, (1.0,) * len(one.keys)), Label((WITHOUT,), (1.0,))
    if not theirs.keys and WITHOUT in mine.keys:
        return Label((WITHOUT,), (1.0,)), Label(other.keys, (1.0,) * len(other.keys))
    return mine, theirs


def _is_not(key: str, others: Sequence[str]) -> bool:
    """Whether a word denies one of the others: "unvaccinated"."""
    return key.startswith("un") and any(alike(key[2:], other) for other in others)


WITHOUT = "without"
_CLAUSE = re.compile(r"[;:|]\s|\.\s")


_SCALES = {"time": "time", "money": "cost", "temperature": "warmth"}


def row_between(
    passage: Passage, pair: Sequence[Fact], told: tuple[Label, Label], *, first: Fact | None = None
) -> Row | None:
    """The row of two figures and what each is told of; `first` is the figure before which the measure is named."""
    one, other = pair
    first = first or one
    low, high = (fact.value.low if fact.value else None for fact in pair)
    if not told[0].keys or not told[1].keys or low is None or high is None:
        return None
    text = passage.text
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, first.start)), default=0)
    lead = _sign(_BRACKET.sub(" ", text[start : first.start]))
    signs = (lead if one is first else _sign(text[first.end : one.start]) or lead), _sign(text[one.end : other.start])
    kept = (*told[0].keys, *told[1].keys)
    measure = measured(text, start, first.start, kept)
    behind = _OF_TIME.match(text, first.end) if one.dimension == "time" else None
    if behind is not None:
        measure += measured(text, first.end, behind.end(), kept)
    if not measure:  # "19 children in lesson villages drowned, compared with 47 in control villages"
        firsts = [label.keys[0] for label in told]
        measure = measured(text, start, len(text), firsts)
    values = ((signs[0] or 1) * low, (signs[1] or signs[0] or 1) * high)
    worth = worth_of(measure, moved=any(signs))
    return Row(
        passage,
        one.start,
        other.end,
        told,
        values,
        measure,
        worth,
        _SCALES.get(one.dimension, ""),
        of_study=one.dimension == "time" and one.role in _listed("of_the_study"),
    )


_OF_TIME = re.compile(r"\s?(?:of|off|in|at)\s(?:the\s)?[a-z]+", re.IGNORECASE)
"""What a time is of: "missed 5.6 days of work"."""


def measured(text: str, start: int, end: int, kept: Sequence[str]) -> tuple[Name, ...]:
    """The names of a stretch that tell what is measured: no words of every study, and none of the groups."""
    fronted = pattern("fronted").match(text, start, end)
    start = fronted.end() if fronted else start
    return tuple(
        name
        for name in names(text)
        if start <= name.start < end and name.name not in generic() and not any(same(key, name.name) for key in kept)
    )


def _sign(lead: str) -> int:
    """−1 where the words right before a figure tell a fall, 1 a rise, 0 neither; "fell to 3" is a level."""
    if lead.rstrip().endswith(("−", "-", "–")):
        return -1
    if re.search(r"\b(?:to|from)\s*$", lead):
        return 0
    if pattern("falls").search(lead):
        return -1
    return 1 if pattern("rises").search(lead) else 0


def worth_of(measure: Iterable[Name], *, moved: bool) -> int:
    """1 where more of what is measured is better, −1 where less is, else 0."""
    told = {part for name in measure for part in (name.name, *name.name.split("-"))}
    good, bad = (bool(told & _WORDS.words(field, naming)) for field in ("good", "bad"))
    if moved and good and not bad:
        return 0  # "a response fell by": what moved is no gain of its own
    return int(good) - int(bad)


def same(key: str, other: str) -> bool:
    """Whether the key of a label and a name stand for one thing."""
    return key[:1].isalpha() and " " not in key and likeness(key, other) >= DERIVED
