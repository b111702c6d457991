"""What each of several like figures is told of: the words, times and doses that stand with one and not with the others.

In "relapse occurred in 12% of patients on bright light and 29% of those on ion generators" the figures are told apart
by what stands behind them, in "nausea was reported by 31% and headache by 19%" by what stands before. `labels` reads
such a row of figures, within a sentence or across two built alike, and gives each figure its label; where the row is
not built evenly there is none, and nothing can be told.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.facts.context import EMPTY, stem_of, words_of
from pipeline.facts.derived import IN_WORDS, WORKED_OUT
from pipeline.facts.linking import in_days
from pipeline.facts.numbers import fold
from pipeline.facts.siblings import CAVEATS
from pipeline.facts.slots import noun_fit, role_fit
from pipeline.records.fact import Fact

MOST = 8
"""More like figures than this in a sentence are a table in prose: they are not told apart."""


class Mark(NamedTuple):
    """A word, a time, a year or a dose that can tell figures apart."""

    start: int
    end: int
    key: str


class Told(NamedTuple):
    """The keys that stand with one figure of a row, in order."""

    keys: tuple[str, ...] = ()
    behind: bool = False
    """Whether they stand behind the figure: then the nearest weigh most, and what follows may be of all."""


class Label(NamedTuple):
    """The keys that are of one figure and not of another, with their weights."""

    keys: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()

    def covered(self, said: Sequence[Mark]) -> float:
        """Share of the label that the marks hold (0 to 1)."""
        held = sum(
            weight
            for key, weight in zip(self.keys, self.weights, strict=True)
            if any(alike(key, mark.key) for mark in said)
        )
        return held / sum(self.weights) if self.weights else 0.0


LONGEST = 4
"""So many words of a label count."""
_FADING = (1.0, 0.5, 0.34, 0.25)


def apart(one: Told, other: Told) -> tuple[Label, Label]:
    """What each of two figures is told of alone; of order words only those that the other has the like of."""
    mine = [key for key in one.keys if not any(alike(key, each) for each in other.keys)]
    theirs = [key for key in other.keys if not any(alike(key, each) for each in one.keys)]
    if not (any(key[0] == "=" for key in mine) and any(key[0] == "=" for key in theirs)):
        mine, theirs = ([key for key in keys if key[0] != "="] for keys in (mine, theirs))
    least = min((len(keys) for keys in (mine, theirs) if keys), default=0)
    return _label(mine, least, behind=one.behind), _label(theirs, least, behind=other.behind)


def _label(keys: list[str], least: int, *, behind: bool) -> Label:
    kept = keys[: min(least + 1, LONGEST)] if behind else keys[-LONGEST:]
    return Label(tuple(kept), _FADING[: len(kept)] if behind else (1.0,) * len(kept))


# --- marks ------------------------------------------------------------------------------------------------------------

_ORDER = re.compile(
    r"\b(?:before|after|during|first|second|third|fourth|last|without|not?|non|neither|never|lack\w*|absen\w+|free)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"without|not?|non|neither|never|lack\w*|absen\w+|free")
_LETTER = re.compile(
    r"(?:(?<=[a-z] )|(?<=[a-z]-)|(?<=[(,;] )|(?<=\()|(?<=\[))(?:[A-H]|I{1,3}|IV|[1-9])(?![\w.,%-]*\d|[\w%])"
)
_VERB = re.compile(
    r"(?:was|were|is|are|had|has|have|did|do|does|been|became|occurr?\w*|report\w*|record\w*|observ\w*|saw|seen|found"
    r"|develop\w*|experienc\w*|receiv\w*|reach\w*|achiev\w*|fell|rose|dropp?\w*|declin\w*|increas\w*|decreas\w*|reduc\w*"
    r"|improv\w*|lower\w*|rais\w*|grew|grow\w*|last\w*|took|cost|costs|scored|averag\w*|amount\w*|total\w*|remain\w*"
    r"|confirm\w*|need\w*|requir\w*|show\w*|gave|given|gain\w*|lost|higher|lower|greater|smaller|more|less|associat\w*"
    r"|estimat\w*|arose|came|due|resulted|respectively|later|earlier|previously|initially|subsequently|immediately)",
    re.IGNORECASE,
)


def marks(text: str, facts: Sequence[Fact]) -> list[Mark]:
    """The marks of a text, in order; words within a quantity are none of their own."""
    folded = fold(text)
    told = [mark for fact in facts if (mark := _of_quantity(fact)) is not None]
    spans = sorted((fact.start, fact.end) for fact in facts if fact.value is not None)
    found = list(told)
    for word in words_of(folded):
        if not _VERB.fullmatch(word.lower) and not _within(spans, word.start, word.end):
            found += [Mark(word.start, word.end, part) for part in _parts(word.lower, word.stem)]
    for match in _ORDER.finditer(folded):
        if not _within(spans, *match.span()):
            lower = match[0].lower()
            found.append(Mark(*match.span(), "without" if _DENIED.fullmatch(lower) else f"={lower}"))
    for match in _LETTER.finditer(folded):
        if not _within(spans, *match.span()):
            found.append(Mark(*match.span(), f"#{match[0]}"))
    return sorted(found)


def _parts(lower: str, stem: str) -> list[str]:
    """The parts of a compound, and of "non-smokers" the denial."""
    if "-" not in lower:
        return [stem]
    denied, rest = (["without"], lower[4:]) if lower.startswith("non-") else ([], lower)
    return denied + [stem_of(part) for part in rest.split("-") if len(part) > 2 and part not in EMPTY]


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(spans, (end, 0))
    return any(first <= start and end <= last for first, last in spans[max(0, at - 4) : at])


def _of_quantity(fact: Fact) -> Mark | None:
    """A time, a date or a dose as a mark; other figures tell nothing apart."""
    if fact.dimension == "date" and fact.term:
        return Mark(fact.start, fact.end, f"@{fact.term}")
    if fact.dimension == "time" and fact.role in {"time_point", "follow_up", "duration"} and fact.term != WORKED_OUT:
        return Mark(fact.start, fact.end, in_days(fact)) if in_days(fact) else None
    if fact.dimension in _DOSED and fact.role in _DOSES and fact.value is not None and fact.value.low is not None:
        return Mark(fact.start, fact.end, f"dose {fact.value.low:g} {fact.unit.partition('/')[0]}")
    return None


_DOSED = frozenset({"mass", "activity", "volume"})
_DOSES = frozenset({"dose", "arm_dose", "amount"})


def alike(one: str, other: str) -> bool:
    """Whether two marks are one: a month is 28 to 31 days, and a year holds its months."""
    if one == other:
        return True
    if one[:1] == other[:1] == "@":
        return one.startswith(other) or other.startswith(one)
    if one.startswith("day ") and other.startswith("day "):
        left, right = float(one[4:]), float(other[4:])
        return abs(left - right) <= TIME_PLAY * max(left, right)
    return False


TIME_PLAY = 0.12

# --- rows of like figures ---------------------------------------------------------------------------------------------

_LEFT_OUT = frozenset({"confidence_level", "confidence_interval", "p_value", "total", "time_point", "age", "level"})


def row_of(fact: Fact, facts: Sequence[Fact]) -> list[Fact]:
    """A figure with those like it, in order: one kind, one unit, one thing counted."""
    return [
        other
        for other in facts
        if other is fact or (_like(fact, other) and (other.end <= fact.start or fact.end <= other.start))
    ]


def single(fact: Fact) -> bool:
    """Whether a fact is one figure that was read, not a range and not worked out."""
    value = fact.value
    return (
        value is not None
        and value.low is not None
        and value.low == value.high
        and fact.dimension not in {"attribute", "date"}
        and fact.role not in _LEFT_OUT
        and fact.term not in {WORKED_OUT, IN_WORDS}
    )


def _like(fact: Fact, other: Fact) -> bool:
    if not single(other) or (other.dimension, other.unit) != (fact.dimension, fact.unit):
        return False
    if CAVEATS.intersection(other.qualifiers) or role_fit(fact, other) == "conflict":
        return False
    return fact.dimension not in {"count", "number"} or noun_fit(fact, other) != "conflict"


_BORDER = re.compile(
    r"[;:,|]|\.\s|\b(?:and|or|but|while|whereas|than|against|versus|vs\.?|(?:as )?compared (?:with|to)|to)\b"
)
_CLAUSE = re.compile(r"[;:|]\s|\.\s")
_LEADS = re.compile(r"\W*(in|with|for|at|among|on|after|before|by|under|from|of|during|within)\b", re.IGNORECASE)


class _Row(NamedTuple):
    """Marks round the figures of a row: before the first, and behind and before each."""

    text: str
    lead: list[Mark]
    tails: list[list[Mark]]
    heads: list[list[Mark]]
    """Of each figure but the first, between the border and the figure."""
    openings: list[int]
    """Where these heads begin."""
    spans: list[tuple[int, int]]
    """The figures themselves."""


def labels(text: str, found: Sequence[Mark], row: Sequence[Fact]) -> list[Told] | None:
    """What each figure of a row is told of, or None where the row is not built evenly."""
    if not 2 <= len(row) <= MOST or any(one.end > other.start for one, other in pairwise(row)):
        return None
    if "respectively" in text:
        return _handed_out(text, found, row)
    cut = _cut(fold(text), found, row)
    return _versus(cut) or _behind(cut) or _before(cut)


def nearest(text: str, found: Sequence[Mark], row: Sequence[Fact]) -> list[Told]:
    """What stands right with each figure of a row that is not built evenly: behind it, or else before it."""
    if any(one.end > other.start for one, other in pairwise(row)):
        return [Told()] * len(row)
    cut = _cut(fold(text), found, row)
    heads = [cut.lead[-LONGEST:], *cut.heads]
    if _VERSUS.fullmatch(cut.text, cut.spans[0][1], cut.spans[-1][0]):
        heads[0] = []
    return [
        Told(_keys(tail), behind=True) if tail else Told(_keys(head))
        for tail, head in zip(cut.tails, heads, strict=True)
    ]


def _keys(found: Sequence[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.key for mark in found))


_FIGURE = re.compile(
    r"(?<![\w.-])(?!(?:19|20)\d\d\b)\d+(?:\.\d+)?\b(?! ?(?:mg|g|μg|mcg|ml|IU|days?|weeks?|months?|years?)\b)"
)
"""A figure that is no dose, time or year: what holds one is no list of names."""
_JOINT = re.compile(r",? and (?:the )?|, ")
_OPENS = re.compile(r"\b(?:in|for|with|among|on|of|to|from|at|after|were|was|between)\b", re.IGNORECASE)


def _handed_out(text: str, found: Sequence[Mark], row: Sequence[Fact]) -> list[Told] | None:
    """The labels that "respectively" hands out, from the list behind the figures or the one before them."""
    if text.count("respectively") > 1:
        return None
    at = text.find("respectively", row[-1].end)
    first = max((match.end() for match in _CLAUSE.finditer(text, 0, row[0].start)), default=0)
    for start, end in ((row[-1].end, at), (first, row[0].start)):
        begins = [start, *(match.end() for match in _OPENS.finditer(text, start, max(start, end)))]
        for begin in reversed(begins):
            parts = _parted(text, begin, end)
            own = [_keys(_between(found, *part)) for part in parts]
            if len(parts) == len(row) and all(own) and not _FIGURE.search(text, begin, end):
                return [Told(keys[:LONGEST]) for keys in own]
    return None


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [
        match.span() for match in _JOINT.finditer(text, start, max(start, end)) if text[match.end() : end].strip(" ,")
    ]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _cut(text: str, found: Sequence[Mark], row: Sequence[Fact]) -> _Row:
    borders = [_border(text, one.end, other.start) for one, other in pairwise(row)]
    first = max((match.end() for match in _CLAUSE.finditer(text, 0, row[0].start)), default=0)
    stop = _CLAUSE.search(text, row[-1].end)
    ends = [start for start, _ in borders] + [stop.start() if stop else len(text)]
    return _Row(
        text,
        _between(found, first, row[0].start),
        [_between(found, fact.end, _bracket(text, fact.end, end)) for fact, end in zip(row, ends, strict=True)],
        [_between(found, end, fact.start) for (_, end), fact in zip(borders, row[1:], strict=True)],
        [end for _, end in borders],
        [(fact.start, fact.end) for fact in row],
    )


def _border(text: str, start: int, end: int) -> tuple[int, int]:
    """The last joining word or stop between two figures; a comma right before the figure leads up to it."""
    found = [match.span() for match in _BORDER.finditer(text, start, end)]
    if len(found) > 1 and text[found[-1][0]] == "," and not text[found[-1][1] : end].strip():
        found.pop()
    return found[-1] if found else (end, end)


def _bracket(text: str, start: int, end: int) -> int:
    """Where the words behind a figure end: what stands in brackets after them is of a test, or by the way."""
    at = text.find("(", start + 2, end)
    return at if at >= 0 else end


def _between(found: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [mark for mark in found if start <= mark.start and mark.end <= end]


_VERSUS = re.compile(r"[\s,%\])]*\b(?:vs\.?|versus|against|(?:as )?compared (?:with|to))\s*")
_THAN = re.compile(r"\b(?:than|versus|vs\.?|(?:as )?compared (?:with|to))\b")


def _versus(row: _Row) -> list[Told] | None:
    """Two figures in the order of what was compared: "longer with A than with B (10 vs 15 days)"."""
    if len(row.spans) != 2 or not row.lead or any(row.tails) or any(row.heads):
        return None
    if not _VERSUS.fullmatch(row.text, row.spans[0][1], row.spans[1][0]):
        return None
    turn = _THAN.search(row.text, row.lead[0].start, row.spans[0][0])
    if turn is None:
        return None
    first = _between(row.lead, 0, turn.start())
    second = _between(row.lead, turn.end(), _bracket(row.text, turn.end(), row.spans[0][0]))
    return [Told(_keys(first)), Told(_keys(second))] if first and second else None


def _behind(row: _Row) -> list[Told] | None:
    """Labels that stand behind their figures, where nothing stands before any but the first."""
    if not all(row.tails) or any(row.heads):
        return None
    return [Told(_keys(tail), behind=True) for tail in _headless(row)]


_THOSE = re.compile(r"\b(?:those|them|these|others?|the rest)\b", re.IGNORECASE)
_HEADS = re.compile(r"\W*(?:of|in|among|for|by) (?:the |all )?", re.IGNORECASE)


def _headless(row: _Row) -> list[list[Mark]]:
    """The tails; where one says "those", the noun that it stands for is of all: "27% of smokers on A, 15% of those"."""
    tails = row.tails
    if not any(_THOSE.search(row.text, end, tail[0].start) for (_, end), tail in zip(row.spans, tails, strict=True)):
        return tails
    return [
        tail[1:] if len(tail) > 1 and _HEADS.fullmatch(row.text, end, tail[0].start) else tail
        for (_, end), tail in zip(row.spans, tails, strict=True)
    ]


def _before(row: _Row) -> list[Told] | None:
    """Labels that stand before their figures; the first one's is picked from the words that lead up to it."""
    if not all(row.heads):
        return None
    first = _first_label(row, min(len(head) for head in row.heads))
    return [Told(tuple(dict.fromkeys(first))), *(Told(_keys(head)) for head in row.heads)] if first else None


def _first_label(row: _Row, size: int) -> list[str]:
    """The marks that stand to the first figure as the heads stand to theirs: behind the same word, or nearest."""
    opening = _LEADS.match(row.text, row.openings[0])
    if opening is not None and row.lead:
        begin, end = row.lead[0].start, row.lead[-1].end
        word = re.compile(rf"\b{opening[1]}\b", re.IGNORECASE)
        behind = [match.end() for match in word.finditer(row.text, max(0, begin - 24), end)]
        picked = [mark.key for mark in row.lead if behind and mark.start >= behind[-1]]
        if picked:
            return picked[: size + 1]
    nouns = [mark.key for mark in row.lead if not row.text[mark.start : mark.end].endswith("ed")]
    return nouns[-size:]


# --- two sentences built alike ----------------------------------------------------------------------------------------

BUILT_ALIKE = 0.4
"""Share of their marks that two sentences must have in common to be a row of two."""
APART = 3
"""So many marks of each may differ."""


def told_in_turn(one: Sequence[Mark], other: Sequence[Mark]) -> tuple[Told, Told] | None:
    """What two figures are told of in two sentences that are built alike, or None."""
    left, right = Told(_keys(one)), Told(_keys(other))
    mine, theirs = (
        [key for key in told.keys if not any(alike(key, each) for each in rest.keys)]
        for told, rest in ((left, right), (right, left))
    )
    common = len(left.keys) - len(mine)
    if not mine or not theirs or max(len(mine), len(theirs)) > APART:
        return None
    return (left, right) if common >= BUILT_ALIKE * max(len(left.keys), len(right.keys)) else None
