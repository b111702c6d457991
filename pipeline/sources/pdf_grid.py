"""Finds the columns of narrow tables: rows that end in figures, parted by the same white space all the way down.

Wide gaps part the cells of wide rows anyway (`pdf_worker`). In a narrow table the gaps are hardly wider than a word
space, and only that they stand under each other tells them from one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.sources.pdf_layer import Layer

_FIGURE = re.compile(r"[(<>≤≥=~±+−–-]{0,3}\d[\d.,:/×–−-]*(?<![.,:;])[%)]{0,2}|[-–—]|NA|NR")
"""The last word of a table's row; a sentence's last figure has a stop behind it."""
_WORDS = 24
_ROWS = 3
"""Rows of a table, its heads included, at least."""
_HEADS = 2
"""Rows of heads that are looked for above the figures."""
_STEP = 3.5
"""From row to row, at most, in heights of the type."""
_SPACE = 0.3
"""The widest word space and the narrowest corridor between columns, in heights of the type."""
_WIDER = 1.4
"""A corridor is so much wider than a word space; of two columns, whose one corridor may be chance, `_WIDER_OF_TWO`."""
_WIDER_OF_TWO = 2.5
_WORD = re.compile(r"\S+")


class Span(NamedTuple):
    """A word of a row: its first character within the row, and where it stands on the page."""

    at: int
    left: float
    right: float


class Line(NamedTuple):
    """A row's words with the height and the foot of its first letter."""

    spans: tuple[Span, ...]
    bottom: float
    height: float


def grid_cuts(layer: Layer, rows: Sequence[tuple[int, str]], free: Sequence[bool]) -> dict[int, list[int]]:
    """For rows of narrow tables where their cells begin, the first left out; `free` says which rows may be such."""
    cuts: dict[int, list[int]] = {}
    for start, end in _groups(rows, free):
        first = max(start - _HEADS, 0)
        lines = {at: line for at in range(first, end) if free[at] and (line := _line(layer, *rows[at])) is not None}
        above: _Grid | None = None
        for run in _runs(lines, start, end):
            found = _grid_of(lines, run)
            if found is None and above is not None:
                cuts |= _continued(lines, run, above)
            above = found or above
            cuts |= found.cuts if found else {}
    return cuts


class _Grid(NamedTuple):
    """The rows of a table with their cuts, the corridors between its columns, and where it begins at the left."""

    cuts: dict[int, list[int]]
    corridors: list[tuple[float, float]]
    left: float


def _continued(lines: dict[int, Line], run: list[int], above: _Grid) -> dict[int, list[int]]:
    """The cuts of rows that go on with a table in the next column of the page."""
    shift = min(lines[at].spans[0].left for at in run) - above.left
    corridors = [(left + shift, right + shift) for left, right in above.corridors]
    if not all(_fits(lines[at], corridors) for at in run):
        return {}
    return {at: _starts(lines[at], corridors) for at in run}


def _groups(rows: Sequence[tuple[int, str]], free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Neighbouring rows of few words that end in a figure."""
    start = 0
    for at in range(len(rows) + 1):
        if at < len(rows) and free[at] and _ends_in_figure(rows[at][1]):
            continue
        if at - start >= 2:
            yield start, at
        start = at + 1


def _ends_in_figure(text: str) -> bool:
    words = text.split(maxsplit=_WORDS)
    return 2 <= len(words) <= _WORDS and _FIGURE.fullmatch(words[-1]) is not None


def _line(layer: Layer, start: int, text: str) -> Line | None:
    spans: list[Span] = []
    height = bottom = 0.0
    for match in _WORD.finditer(text):
        one, two = layer.box(start + match.start()), layer.box(start + match.end() - 1)
        if one is None or two is None or len(spans) > _WORDS:
            return None
        spans.append(Span(match.start(), one.left, two.right))
        height, bottom = max(height, one.height), bottom or one.bottom
    return Line(tuple(spans), bottom, height) if spans else None


def _runs(lines: dict[int, Line], start: int, end: int) -> Iterator[list[int]]:
    """The rows from `start` to `end` that follow each other down the page closely."""
    run: list[int] = []
    for at in range(start, end):
        line = lines.get(at)
        if line is None or (run and not _follows(lines[run[-1]], line)):
            if run:
                yield run
            run = []
        if line is not None:
            run.append(at)
    if run:
        yield run


def _follows(above: Line, below: Line) -> bool:
    return 0 < above.bottom - below.bottom <= _STEP * max(above.height, 1.0)


def _grid_of(lines: dict[int, Line], run: list[int]) -> _Grid | None:
    corridors = _corridors([lines[at] for at in run]) if len(run) >= 2 else []
    if not corridors:
        return None
    members = list(run)
    for at in range(run[0] - 1, run[0] - 1 - _HEADS, -1):
        line = lines.get(at)
        if line is None or not _follows(line, lines[at + 1]) or not _fits(line, corridors):
            break
        members.insert(0, at)
    found = {at: _starts(lines[at], corridors) for at in members}
    whole = {at: cuts for at, cuts in found.items() if len(cuts) == len(corridors)}
    left = min(lines[at].spans[0].left for at in run)
    return _Grid(whole, corridors, left) if len(whole) >= _ROWS else None


def _corridors(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The white stripes that no word of any row reaches into, wide enough to part columns."""
    height = max(line.height for line in lines)
    gaps = [two.left - one.right for line in lines for one, two in pairwise(line.spans)]
    space = min([_SPACE * height, *(gap for gap in gaps if gap > 0)])
    covered: list[tuple[float, float]] = []
    for left, right in sorted((span.left, span.right) for line in lines for span in line.spans):
        if covered and left <= covered[-1][1]:
            covered[-1] = (covered[-1][0], max(covered[-1][1], right))
        else:
            covered.append((left, right))
    white = [(one[1], two[0]) for one, two in pairwise(covered)]
    narrowest = max(_SPACE * height, _WIDER * space)
    found = [(left, right) for left, right in white if right - left >= narrowest]
    if len(found) == 1 and found[0][1] - found[0][0] < _WIDER_OF_TWO * space:
        return []
    return found


def _fits(line: Line, corridors: Sequence[tuple[float, float]]) -> bool:
    """Whether a row of heads has its words over the columns, apart from each other at each corridor."""
    column = [_column(span, corridors) for span in line.spans]
    parted = all(
        two.left - one.right >= _SPACE * line.height
        for (one, here), (two, there) in pairwise(zip(line.spans, column, strict=True))
        if here != there
    )
    return parted and column == sorted(column) and set(range(1, len(corridors) + 1)) <= set(column)


def _column(span: Span, corridors: Sequence[tuple[float, float]]) -> int:
    middle = (span.left + span.right) / 2
    return sum(middle > (left + right) / 2 for left, right in corridors)


def _starts(line: Line, corridors: Sequence[tuple[float, float]]) -> list[int]:
    """Where the cells behind the first begin: the first word of each column."""
    column = [_column(span, corridors) for span in line.spans]
    return [
        span.at
        for (span, here), before in zip(zip(line.spans, column, strict=True), [0, *column], strict=False)
        if here != before
    ]
