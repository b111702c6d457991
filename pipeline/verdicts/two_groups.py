"""Two figures of the source that tell which of two groups had more, beside a claim that tells it of the other group.

"Caries was commoner with the gel" beside "caries was found in 12% with the gel and 29% with the paste": no word of the
passage says which way it went, the figures do. What each figure is told of is read by `facts.labels`; the claim must
name one of the two groups, or both in order, and what was measured.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts.labels import Label, Mark, Told, alike, apart, labels, marks, row_of, single
from pipeline.facts.terms import significance_of
from pipeline.lexicon import load
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact, Value
from pipeline.records.verdict import Passage
from pipeline.search.likeness import DERIVED, Name, likeness, names, naming
from pipeline.verdicts.senses import Sense, generic, read, whole


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`two_groups.toml`."""

    pivot: str
    alike: str
    falls: str
    rises: str
    good: str
    bad: str
    limits: str


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


class Against(NamedTuple):
    """A row that tells of the other group what the claim tells of this one."""

    passage: Passage
    start: int
    end: int


class _Said(NamedTuple):
    """What a claim compares."""

    way: int
    """1 for more of it, −1 for less, 0 for as much."""
    by_worth: bool
    """Whether the way is told as better or worse."""
    ahead: list[Mark]
    behind: list[Mark]
    compared: bool
    cues: frozenset[str]
    asked: frozenset[str]
    """Names of what was measured, as far as the claim tells it."""


MOST = 0.6
"""Least share of the claim's names that must stand somewhere, for "in each group" to be its groups."""
HALF = 0.5
"""Least share of a label that a claim must hold to speak of its group."""
APART = 1.5
"""So many times the smaller figure is no longer as much."""


@cache
def _pattern(field: str) -> re.Pattern[str]:
    return re.compile(getattr(load("pipeline.verdicts", "two_groups.toml", Lexicon), field), re.IGNORECASE)


@cache
def _stems(field: str) -> frozenset[str]:
    words: str = getattr(load("pipeline.verdicts", "two_groups.toml", Lexicon), field)
    return frozenset(naming(word) for word in words.split())


def figures_against(claim: Claim, near: Sequence[Passage]) -> Against | None:
    """The row of figures that tells the claim's comparison of the other group, or None."""
    said, told = _said(claim), rulings(claim, near)
    if said is None or any(ruling for _, ruling in told):
        return None
    if not told:
        return _even(claim.words, said, near)
    row = told[0][0]
    return Against(row.passage, row.figures[0].start, row.figures[1].end)


def rulings(claim: Claim, near: Sequence[Passage]) -> list[tuple[Row, bool]]:
    """The rows of figures that speak of the claim's comparison, with whether they bear it out."""
    said = _said(claim)
    rows = [row for each in near if said and each.kind not in ("cell", "field") for row in rows_of(each)]
    return [(row, ruling) for row in rows if said and (ruling := _ruling(said, row)) is not None]


_EVEN = re.compile(
    r"\b\d[\d.,]*(?: ?%| per cent)?(?: [\w-]+){0,3} (?:in|of|by) (?:each|both|either|all) (?:the |of the )?(?:\w+ )?"
    r"(?:groups?|arms?)\b"
)
"""One figure of all groups: "in 20 patients in each group"."""
_DEGREE = re.compile(r"\b(?:more|less|fewer|better|worse|rarer|higher|lower|commoner)\b", re.IGNORECASE)


def _even(text: str, said: _Said, near: Sequence[Passage]) -> Against | None:
    """The sentence that gives one figure for all groups, where the claim says that one group had more."""
    if not said.way or not _DEGREE.search(text):
        return None
    every = [name for passage in near for name in names(passage.text)]
    wanted = [name for name in names(text) if name.name not in generic() and name.name not in said.cues]
    if sum(any(likeness(one.name, other.name) >= DERIVED for other in every) for one in wanted) < MOST * len(wanted):
        return None
    for passage in near:
        match = _EVEN.search(passage.text) if passage.kind not in ("cell", "field") else None
        if match is None or _pattern("falls").search(passage.text) or _pattern("rises").search(passage.text):
            continue
        measure = [name for name in names(passage.text) if name.end <= match.start() and name.name not in generic()]
        held = [one for one in said.asked if any(likeness(one, other.name) >= DERIVED for other in measure)]
        if held and 2 * len(held) >= len(said.asked):
            return Against(passage, *match.span())
    return None


# --- the claim --------------------------------------------------------------------------------------------------------


def _said(claim: Claim) -> _Said | None:
    text = claim.words
    if (
        _pattern("limits").search(text)
        or re.search("[:;]", text)
        or sum(sense.way != "plain" for sense in read(text)) > 1
    ):
        return None
    mine = whole(text)
    found = _way(mine, text)
    if found is None or len(_DIGITS.findall(text)) > 1:  # two figures of its own are for the checks of numbers
        return None
    every = marks(text, claim.facts)
    start, end = _set_against(text)
    heads = frozenset(name for move in mine.moves for name in move.heads) - generic()
    fronted = _FRONTED.match(text)
    asked = frozenset(name.name for name in mine.names if not fronted or name.start >= fronted.end())
    return _Said(
        *found,
        [mark for mark in every if not start <= mark.start < end],
        [mark for mark in every if start <= mark.start < end],
        start < len(text),
        mine.cues,
        (heads or asked) - mine.cues - generic(),
    )


_DIGITS = re.compile(r"\d[\d.,]*")
_FRONTED = re.compile(r"\W*(?:among|in|for|of|at|after|during|with|on|by|within|over|under) [^,]{1,80},", re.IGNORECASE)
"""What a sentence is told of, before it tells: "Among survivors, …"."""


def _set_against(text: str) -> tuple[int, int]:
    """Where a claim names what its first group is set against; empty at the end of it where it names nothing."""
    pivot = _pattern("pivot").search(text)
    if pivot is None:
        return len(text), len(text)
    comma = text.find(",", pivot.end())
    return pivot.start(), comma if not text[: pivot.start()].strip() and comma > 0 else len(text)


MOST_MOVES = 2


def _way(mine: Sense, text: str) -> tuple[int, bool] | None:
    """Which way a claim tells, and whether in words of worth; None where it tells none, or more than one."""
    if _pattern("alike").search(text):
        return (0, False) if not mine.denies else None
    moves = [move.way for move in mine.moves]
    if mine.denies or mine.way in ("none", "plain", "link") or not 0 < len(moves) <= MOST_MOVES:
        return None
    if "other" in moves:
        return None
    if {"good", "bad"} & set(moves) and {"up", "down"} & set(moves):
        return None  # "eases pain more": more of the ease, less of the pain
    sign = 1
    for way in moves:
        sign *= 1 if way in ("up", "good") else -1
    lost = _pattern("falls").search(text) is not None and not any(way == "down" for way in moves)
    return sign * (-1 if lost else 1), not lost and all(way in ("good", "bad") for way in moves)


# --- the source -------------------------------------------------------------------------------------------------------


def rows_of(passage: Passage) -> Iterator[Row]:
    """The rows of two like figures of a passage that tell two groups apart."""
    found = marks(passage.text, passage.facts)
    for pair in (*_pairs(passage), *_rates(passage.text)):
        if any(_MORE.match(passage.text, one.end) for one in pair) or _each_in_brackets(passage.text, pair):
            continue
        if _MODELS.search(passage.text, max(0, pair[0].start - 40), pair[1].end):
            continue  # two ratios of one link, before and after adjustment, are no two groups
        told = labels(passage.text, found, pair)
        row = _row(passage, pair, _own(*told)) if told else None
        if row is not None:
            yield row


_MODELS = re.compile(r"\b(?:crude|(?:un)?adjusted|univaria\w+|multivaria\w+)\b", re.IGNORECASE)


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
        if len(row) == 2 and fact.role not in _OF_THE_STUDY and fact.dimension not in _NO_LEVELS:
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
_OF_THE_STUDY = frozenset(
    ("duration", "follow_up", "dose", "arm_dose", "amount", "sample_size", "randomised", "analysed", "arm_size")
)
"""What was planned, and no result."""
_NO_LEVELS = frozenset(("ratio", "probability", "date", "interval", "money"))
"""Two of these are no levels of two groups: a ratio tells two groups by itself."""
_MORE = re.compile(r"\s*(?:%|per cent|percent|[a-z]+)?\s*(?:more|less|fewer|lower|higher|greater)\b", re.IGNORECASE)
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
    fronted = _FRONTED.match(text, start, one.start)
    start = fronted.end() if fronted else start
    measure = tuple(
        name
        for name in names(text)
        if start <= name.start < one.start
        and name.name not in generic()
        and not any(_same(key, name.name) for key in kept)
    )
    values = ((first or 1) * low, (second or first or 1) * high)
    return Row(passage, (one, other), told, values, measure, _worth(measure, moved=bool(first or second)))


def _sign(lead: str) -> int:
    """−1 where the words right before a figure tell a fall, 1 a rise, 0 neither; "fell to 3" is a level."""
    if lead.rstrip().endswith(("−", "-", "–")):
        return -1
    if re.search(r"\b(?:to|from)\s*$", lead):
        return 0
    if _pattern("falls").search(lead):
        return -1
    return 1 if _pattern("rises").search(lead) else 0


def _worth(measure: Iterable[Name], *, moved: bool) -> int:
    stems = {part for name in measure for part in (name.name, *name.name.split("-"))}
    good, bad = bool(stems & _stems("good")), bool(stems & _stems("bad"))
    if moved and good and not bad:
        return 0  # "a response fell by": what moved is no gain of its own
    return int(good) - int(bad)


# --- claim beside source ----------------------------------------------------------------------------------------------


def _ruling(said: _Said, row: Row) -> bool | None:
    """Whether a row bears the claim's comparison out; None where it does not speak of it."""
    first = _first(said, row)
    if first is None or not _of_one_time(said, row):
        return None
    mine, theirs = row.values[first], row.values[1 - first]
    measured = _measured(said, row)
    if said.way == 0:
        if not said.compared or not (measured or row.worth) or _not_told_apart(row.passage):
            return None
        least, most = sorted((abs(mine), abs(theirs)))
        return most < APART * least
    if said.by_worth:
        return (mine - theirs) * row.worth * said.way > 0 if row.worth and (said.compared or measured) else None
    return (mine - theirs) * said.way > 0 if measured else None


def _first(said: _Said, row: Row) -> int | None:
    """Which of the two groups the claim puts first; None where that cannot be told."""
    if not said.compared and all(key.startswith(("day ", "@")) for label in row.labels for key in label.keys):
        return None
    held = [_covered(label, said.ahead) for label in row.labels]
    if (WITHOUT,) in (row.labels[0].keys, row.labels[1].keys) and WITHOUT in [mark.key for mark in said.ahead]:
        held = [float(label.keys == (WITHOUT,)) for label in row.labels]
    against = [_covered(label, said.behind) for label in row.labels]
    if said.compared and any(against):
        if against[0] >= HALF > against[1] and held[0] < HALF:
            return 1
        if against[1] >= HALF > against[0] and held[1] < HALF:
            return 0
        return None
    if held[0] >= HALF > held[1] and not _named(row.labels[1], said):
        return 0
    return 1 if held[1] >= HALF > held[0] and not _named(row.labels[0], said) else None


def _named(label: Label, said: _Said) -> bool:
    """Whether a claim has the word that tells a group best."""
    return any(_alike(label.keys[0], mark.key) for mark in said.ahead)


def _covered(label: Label, said: Sequence[Mark]) -> float:
    weights = dict(zip(label.keys, label.weights, strict=True))
    total = sum(weights.values())
    return sum(w for key, w in weights.items() if any(_alike(key, mark.key) for mark in said)) / total if total else 0.0


def _alike(key: str, other: str) -> bool:
    return alike(key, other) or _same(key, other)


def _same(key: str, other: str) -> bool:
    return key[:1].isalpha() and " " not in key and likeness(key, other) >= DERIVED


def _measured(said: _Said, row: Row) -> bool:
    """Whether the claim speaks of what the figures measure."""
    wanted = [one for one in said.asked if not any(_same(key, one) for label in row.labels for key in label.keys)]
    return any(likeness(one, other.name) >= DERIVED for one in wanted for other in row.measure)


def _of_one_time(said: _Said, row: Row) -> bool:
    """Whether claim and passage speak of one time, where both name one."""
    mine = [mark.key for mark in (*said.ahead, *said.behind) if mark.key.startswith(("day ", "@"))]
    there = [mark.key for mark in marks(row.passage.text, row.passage.facts) if mark.key.startswith(("day ", "@"))]
    return not mine or not there or any(alike(one, other) for one in mine for other in there)


def _not_told_apart(passage: Passage) -> bool:
    """Whether the passage itself takes its two figures for alike."""
    return any(sense.way == "none" for sense in read(passage.text)) or any(
        significance_of(fact) is False for fact in passage.facts
    )
