"""What each of several like figures is told of: the words, times and doses that stand with one and not with the others.

In "relapse occurred in 12% of patients on bright light and 29% of those on ion generators" the figures are told apart
by what stands behind them, in "nausea was reported by 31% and headache by 19%" by what stands before. `labels` reads
such a row of figures, within a sentence or across two built alike, and gives each figure its label; where the row is
not built evenly there is none, and nothing can be told.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.facts.keys import Mark, alike, marks
from pipeline.facts.numbers import fold
from pipeline.facts.rows import MOST, row_of, single
from pipeline.records.fact import Fact

__all__ = [
    "Label",
    "Mark",
    "Told",
    "alike",
    "apart",
    "labels",
    "leading",
    "marks",
    "nearest",
    "row_of",
    "single",
    "told_in_turn",
]


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


# --- rows of like figures ---------------------------------------------------------------------------------------------

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
    if is_bare(text, row):
        return _in_order(text, found, row)
    cut = _cut(fold(text), found, row)
    return _versus(cut) or _behind(cut) or _before(cut)


def leading(text: str, found: Sequence[Mark], row: Sequence[Fact]) -> Told:
    """What a whole row is told of: the marks of its clause before its first figure."""
    first = max((match.end() for match in _CLAUSE.finditer(fold(text), 0, row[0].start)), default=0)
    return Told(_keys(_between(found, first, row[0].start)))


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


def _in_order(text: str, found: Sequence[Mark], row: Sequence[Fact]) -> list[Told] | None:
    """The labels of a bare row from a list of as many names behind it: "40% and 22% after one and two weeks"."""
    stop = _CLAUSE.search(text, row[-1].end)
    end = _bracket(text, row[-1].end, stop.start() if stop else len(text.rstrip(". ")))
    opens = _LEADS.match(text, row[-1].end, end)
    parts = _parted(text, opens.end(), end) if opens else []
    own = [_keys(_between(found, *part)) for part in parts]
    if len(parts) == len(row) and all(own) and all(len(text[start:stop].split()) <= LONGEST for start, stop in parts):
        return [Told(keys) for keys in own]
    return None


_GAP = re.compile(
    r"[\s,%()]*(?:(?:and|or|versus|vs\.?|against|compared (?:with|to)) (?:about |only |just )?)?[\s()]*", re.IGNORECASE
)


def is_bare(text: str, row: Sequence[Fact]) -> bool:
    """Whether nothing but joining words stands between the figures of a row."""
    folded = fold(text)
    return 2 <= len(row) <= MOST and all(
        one.end <= other.start and _GAP.fullmatch(folded, one.end, other.start) is not None
        for one, other in pairwise(row)
    )


def is_nameless(text: str, found: Sequence[Mark], row: Sequence[Fact]) -> bool:
    """Whether a bare row is followed by no word that may tell its figures apart."""
    stop = _CLAUSE.search(text, row[-1].end)
    return is_bare(text, row) and not _between(found, row[-1].end, stop.start() if stop else len(text))


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
    """The last joining word or stop between two figures, a stop that parts clauses before any comma.

    A comma right before the figure leads up to it.
    """
    found = [match.span() for match in _BORDER.finditer(text, start, end)]
    parting = [span for span in found if _PARTING.fullmatch(text, *span)]
    if parting:
        return parting[-1]
    if len(found) > 1 and text[found[-1][0]] == "," and not text[found[-1][1] : end].strip():
        found.pop()
    return found[-1] if found else (end, end)


_PARTING = re.compile(r"[;|]|\.\s|but|while|whereas")


def _bracket(text: str, start: int, end: int) -> int:
    """Where the words behind a figure end: what stands in brackets after them is of a test, or by the way."""
    at = text.find("(", start + 2, end)
    return at if at >= 0 else end


def _between(found: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [mark for mark in found if start <= mark.start and mark.end <= end]


_VERSUS = re.compile(r"[\s,%\])]*\b(?:as )?(?:vs\.?|versus|against|opposed to|compared (?:with|to))\s*")
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
    row = _filled(row)
    if not all(row.tails) or any(row.heads):
        return None
    return [Told(_keys(tail), behind=True) for tail in _headless(row)]


_LEFT_OPEN = re.compile(
    r"\W*(?:with|in|on|for|among|of|during|before|after|without)"
    r"(?:[ ,]+(?:and|or|but|versus|vs\.?|against|compared with))?[ ,]*",
    re.IGNORECASE,
)
"""What stands behind a figure whose word stands behind the next alone: "4 of 1,290 with and 44 of 1,284 without"."""


def _filled(row: _Row) -> _Row:
    """The row with what each figure leaves to the next one: "9.5% without and 0.9% with radiotherapy"."""
    tails = list(row.tails)
    for at in range(len(tails) - 2, -1, -1):
        open_ = _LEFT_OPEN.fullmatch(row.text, row.spans[at][1], row.openings[at])
        if open_ is not None and all(mark.key == "without" for mark in tails[at]):
            tails[at] = [*tails[at], *(mark for mark in tails[at + 1] if mark.key != "without")]
    return row._replace(tails=tails)


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
    nouns = [mark.key for mark in row.lead if not _PAST.fullmatch(row.text, mark.start, mark.end)]
    return nouns[-size:]


_PAST = re.compile(
    r"\w+ed|ate|ran|sat|won|met|led|fed|bit|hit|put|set|cut|shut|hurt|drank|slept|spent|wore|kept|held|made|went|felt"
    r"|bought|brought|sold|paid|told|said|left|sent|rode|swam|woke|broke|spoke|wrote|read|chose|drove|knew|thought|built"
    r"|lay|dealt|meant|sought|caught|taught|began|swung|stuck|froze|bled|bred|bent|lent|laid|shed|spread|swept|wept",
    re.IGNORECASE,
)
"""A verb in the past that stands between a subject and its figure; the irregular ones are a closed class."""


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
