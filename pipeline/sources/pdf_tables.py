"""Finds tables on PDF pages: rows of cells whose columns are parted by the same white space all the way down.

What is not clear is left as lines: rows with a cell too few or too many, columns that overlap, tables of words only
(they look like columns of prose), fewer than three rows.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.sources.pdf_text import PdfLine
from pipeline.sources.tables import Grid, grid_of, is_figure

_ROWS = 3
_FIGURES = 0.6
"""Share of the cells right of the first column that hold figures."""
_ROW_HEIGHTS = 3.5
"""Distance from row to row, at most, in heights of the type."""


class Table(NamedTuple):
    """The lines from `start` up to `end` are the rows of this grid."""

    start: int
    end: int
    grid: Grid


def find_tables(lines: Sequence[PdfLine], pages: Sequence[int]) -> Iterator[Table]:
    """The tables among `lines`, which stand on `pages`, in order."""
    start = 0
    while start < len(lines):
        end = _run_end(lines, pages, start)
        if end - start >= _ROWS and _are_apart(lines[start:end]) and _holds_figures(lines[start:end]):
            end = _continued_end(lines, pages, start, end)
            rows = [[cell.text for cell in line.cells] for line in lines[start:end]]
            yield Table(start, end, grid_of(rows))
        start = max(end, start + 1)


def _run_end(lines: Sequence[PdfLine], pages: Sequence[int], start: int) -> int:
    """One past the last line that follows `start` closely with as many cells."""
    end = start
    count = len(lines[start].cells)
    while count >= 2 and end < len(lines) and len(lines[end].cells) == count and pages[end] == pages[start]:
        if end > start and not _follows(lines[end - 1], lines[end]):
            break
        end += 1
    return end


def _continued_end(lines: Sequence[PdfLine], pages: Sequence[int], start: int, end: int) -> int:
    """One past the last row of a table that goes on in the next column or on the next page, in the same columns."""
    columns = _columns(lines[start:end])
    while end < len(lines) and pages[end] - pages[end - 1] in (0, 1) and not _follows(lines[end - 1], lines[end]):
        below = _run_end(lines, pages, end)
        more = lines[end:below]
        if not more or len(more[0].cells) != len(columns) or not _holds_figures(more):
            break
        here = _columns(more)
        shift = columns[0][0] - here[0][0]
        both = [
            (min(one[0], two[0] + shift), max(one[1], two[1] + shift)) for one, two in zip(columns, here, strict=True)
        ]
        if not _part(both):
            break
        columns, end = both, below
    return end


def _follows(above: PdfLine, below: PdfLine) -> bool:
    return 0 < above.bottom - below.bottom <= _ROW_HEIGHTS * max(above.height, 1.0)


def _are_apart(rows: Sequence[PdfLine]) -> bool:
    """Whether no cell of a column reaches into the next column anywhere."""
    return _part(_columns(rows))


def _columns(rows: Sequence[PdfLine]) -> list[tuple[float, float]]:
    """Where each column begins and ends at its widest."""
    return [
        (min(cell.left for cell in cells), max(cell.right for cell in cells))
        for cells in zip(*(row.cells for row in rows), strict=True)
    ]


def _part(columns: Sequence[tuple[float, float]]) -> bool:
    return all(one[1] < two[0] for one, two in pairwise(columns))


def _holds_figures(rows: Sequence[PdfLine]) -> bool:
    cells = [cell.text for row in rows for cell in row.cells[1:]]
    return sum(is_figure(text) for text in cells) >= _FIGURES * len(cells)
