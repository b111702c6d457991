"""Two like figures of a sentence that tell two groups apart: what `two_groups.py` reads of a source.

"Caries was found in 12% with the gel and 29% with the paste" is a row: two figures, what sets one apart from the other
(`facts.labels`), what they measure, and whether more of it is better.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts.labels import Label, Told, apart, labels, marks, row_of, single
from pipeline.lexicon import load
from pipeline.records.fact import Fact, Value
from pipeline.records.verdict import Passage
from pipeline.search.likeness import DERIVED, Name, likeness, names, naming
from pipeline.verdicts.reading.senses import generic


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`two_groups.toml`."""

    pivot: str
    alike: str
    falls: str
    rises: str
    good: str
    bad: str
    limits: str
    even: str
    degree: str
    fronted: str
    models: str
    more: str
    of_the_study: str
    no_levels: str


class Row(NamedTuple):
    """Two figures of one kind in a passage, what sets one apart from the other, and what they measure."""

    passage: Passage
    figures: tuple[Fact, Fact]
    labels: tuple[Label, Label]
    values: tuple[float, float]
    """Signed: a fall by 3 is −3."""
    measure: tuple[Name, ...]
    worth: int
    """1 where more of it is better, −1 where less is, 0 where that is not known."""


@cache
def pattern(field: str) -> re.Pattern[str]:
    """A pattern of the file, compiled once."""
    return re.compile(getattr(load("pipeline.verdicts.reading", "group_rows.toml", Lexicon), field), re.IGNORECASE)


@cache
def stems(field: str) -> frozenset[str]:
    """A list of words of the file as names."""
    words: str = getattr(load("pipeline.verdicts.reading", "group_rows.toml", Lexicon), field)
    return frozenset(naming(word) for word in words.split())


@cache
def _listed(field: str) -> frozenset[str]:
    return frozenset(str(getattr(load("pipeline.verdicts.reading", "group_rows.toml", Lexicon), field)).split())


def rows_of(passage: Passage) -> Iterator[Row]:
    """The rows of two like figures of a passage that tell two groups apart."""
    found = marks(passage.text, passage.facts)
    for pair in (*_pairs(passage), *_rates(passage.text)):
        if any(pattern("more").match(passage.text, one.end) for one in pair) or _each_in_brackets(passage.text, pair):
            continue
        if pattern("models").search(passage.text, max(0, pair[0].start - 40), pair[1].end):
            continue  # two ratios of one link, before and after adjustment, are no two groups
        told = labels(passage.text, found, pair)
        row = _row(passage, pair, _own(*told)) if told else None
        if row is not None:
            yield row


def _each_in_brackets(text: str, pair: Sequence[Fact]) -> bool:
    """Whether each of two bare numbers opens a bracket: a ratio with its limits, no level of a group."""
    return all(one.dimension == "number" and text[max(0, one.start - 1) : one.start] == "(" for one in pair)


def _pairs(passage: Passage) -> Iterator[list[Fact]]:
    seen: set[int] = set()
    for fact in passage.facts:
        if id(fact) in seen or not single(fact):
            continue
        row = row_of(fact, passage.facts)
        seen |= {id(one) for one in row}
        if len(row) == 2 and fact.role not in _listed("of_the_study") and fact.dimension not in _listed("no_levels"):
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


def _own(one: Told, other: Told) -> tuple[Label, Label]:
    """What sets two figures apart; of "walkers" and "non-walkers" one has its own word, one the denial."""
    mine, theirs = apart(one, other)
    if not mine.keys and WITHOUT in theirs.keys:
        return Label(one.keys, (1.0,) * len(one.keys)), Label((WITHOUT,), (1.0,))
    if not theirs.keys and WITHOUT in mine.keys:
        return Label((WITHOUT,), (1.0,)), Label(other.keys, (1.0,) * len(other.keys))
    return mine, theirs


WITHOUT = "without"
_CLAUSE = re.compile(r"[;:|]\s|\.\s")


def _row(passage: Passage, pair: Sequence[Fact], told: tuple[Label, Label]) -> Row | None:
    one, other = pair
    low, high = (fact.value.low if fact.value else None for fact in pair)
    if not told[0].keys or not told[1].keys or low is None or high is None:
        return None
    text = passage.text
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, one.start)), default=0)
    first = _sign(text[start : one.start])
    second = _sign(text[one.end : other.start])
    kept = {*told[0].keys, *told[1].keys}
    fronted = pattern("fronted").match(text, start, one.start)
    start = fronted.end() if fronted else start
    measure = tuple(
        name
        for name in names(text)
        if start <= name.start < one.start
        and name.name not in generic()
        and not any(same(key, name.name) for key in kept)
    )
    values = ((first or 1) * low, (second or first or 1) * high)
    return Row(passage, (one, other), told, values, measure, _worth(measure, moved=bool(first or second)))


def _sign(lead: str) -> int:
    """−1 where the words right before a figure tell a fall, 1 a rise, 0 neither; "fell to 3" is a level."""
    if lead.rstrip().endswith(("−", "-", "–")):
        return -1
    if re.search(r"\b(?:to|from)\s*$", lead):
        return 0
    if pattern("falls").search(lead):
        return -1
    return 1 if pattern("rises").search(lead) else 0


def _worth(measure: Iterable[Name], *, moved: bool) -> int:
    told = {part for name in measure for part in (name.name, *name.name.split("-"))}
    good, bad = bool(told & stems("good")), bool(told & stems("bad"))
    if moved and good and not bad:
        return 0  # "a response fell by": what moved is no gain of its own
    return int(good) - int(bad)


def same(key: str, other: str) -> bool:
    """Whether the key of a label and a name stand for one thing."""
    return key[:1].isalpha() and " " not in key and likeness(key, other) >= DERIVED
