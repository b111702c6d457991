"""Tables as evidence: lays out HTML and JATS tables as a grid and says of every cell what its heads are.

Both use the same elements (`tr`, `th`, `td`, `thead`, `rowspan`, `colspan`; JATS takes the XHTML table model), so one
reading serves both. Which cells are heads follows the mark-up where it tells, else the content: a first row of words
above figures, a first column of words.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from msgspec import Struct

MAX_CELLS = 20_000
"""Cells of one table that are read; a larger one is data, not a table of a paper."""
_MAX_SPAN = 100
_FIGURE = re.compile(
    r"^[\s\d.,%()\[\]<>=≤≥~±+*†‡§/:;·×−–—‐-]*(?:(?<=\d)[a-e]|\bto\b[\s\d.,%()−–-]*)?$|^(?:NA|NR|ns|n/a)$"
)
"""A cell of figures: digits with their signs, at most a note's letter behind; a unit makes it words (`12 mg`)."""


def is_figure(text: str) -> bool:
    """Whether a cell holds figures, or says that it has none (`NA`, a dash)."""
    return _FIGURE.match(text) is not None


_BAND = re.compile(r"^[<>≤≥]\s?\d[\d.,]*\s?%?$|^\d[\d.,]*\s?(?:[-–—]|to)\s?\d[\d.,]*\s?%?$|^\d[\d.,]*\s?\+$")
"""A span of a scale, as rows of age or dose are named: `<65`, `65–74`, `75+`."""
_SCALE = re.compile(
    r"(?i)^(?:(?:study|treatment|trial)\s+)?(?:day|week|month|year|visit|hour|minute|time|age|dose|no|number|nr|#|id|case|patient"
    r"|participant|subject|study|cycle|session|wave|period|grade|stage|quartile|quintile|tertile|decile|item|rank)s?\b"
)
"""The head of a column whose figures name the rows."""
_STATISTIC = re.compile(
    r"(?i)\w.*?[,;:]?\s\(?(?:n|no\.?|mean|median|range|iqr)\b[\s.]*(?:\(\s?(?:%|±?\s?sd|se|iqr|range)|±)"
)
"""The label of a row that says itself what its figures are: `Age, mean (SD)`, `Smokers, n (%)`."""
_COUNT = re.compile(r"(?i)^\(?\s*n\s*=\s*\d[\d,\s]*\)?$|^%$")
_WIDE = tuple("\u00a0\u2001\u2002\u2003\u2004\u2005\u2007\u3000")
_SET_IN = re.compile(r"(?i)(?:padding-left|margin-left|text-indent)\s*:\s*(?=[\d.]*[1-9])[\d.]+")


class Place(Struct, frozen=True):
    """A cell in its row; `quotable` cells are evidence, the others are heads or empty."""

    text: str
    heads: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    quotable: bool = False


class Grid(Struct, frozen=True):
    """A table row by row, each cell once, where its span begins."""

    rows: tuple[tuple[Place, ...], ...]


class _Slot(Struct, frozen=True):
    """A cell as it was marked up; `row` and `at` say where its span begins."""

    text: str
    head: bool
    row: int
    at: int
    indented: bool = False


def local_name(element: Any) -> str:
    """The element's name without namespace, lower case; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def read_grid(table: Any, inline: Callable[[Any], str]) -> Grid:
    """Lay out `table` (an lxml element); `inline` gives the one-line text of a cell element."""
    rows, heads = _lay_out(table, inline)
    return compose_grid(rows, heads)


def grid_of(rows: list[list[str]]) -> Grid:
    """A grid of cells that no mark-up tells heads from figures."""
    slots = [
        [_Slot(text, head=False, row=at, at=column) for column, text in enumerate(row)] for at, row in enumerate(rows)
    ]
    return compose_grid(slots, 0)


def compose_grid(rows: list[list[_Slot]], head_rows: int) -> Grid:
    """Name the heads of every cell; the first `head_rows` rows are heads of columns."""
    if not head_rows and _words_above_figures(rows):
        head_rows = 1
    while head_rows and head_rows + 1 < len(rows) and _goes_on_above(rows[head_rows], head_rows, rows[head_rows + 1]):
        head_rows += 1
    group = _Group()
    key = _key_column(rows, head_rows)
    made: list[tuple[Place, ...]] = []
    for at, row in enumerate(rows):
        own = [slot for column, slot in enumerate(row) if (slot.row, slot.at) == (at, column)]
        if at < head_rows:
            made.append(tuple(_head(slot, rows[:at]) for slot in own))
        elif label := _group_label(row):
            group = _Group(label, rows[at + 1 : at + 2])
            made.append((Place(label),))
        else:
            group = _Group() if group.ends_at(row[0]) else group
            made.append(_body_row(row, at, group.label, key, rows[:head_rows], parted=_parted(rows, at)))
    return Grid(tuple(row for row in made if row))


class _Group:
    """The words above a run of rows, and when the run is over: rows of it stand in, are bands, or name no statistic."""

    def __init__(self, label: str = "", first: list[list[_Slot]] | None = None) -> None:
        self.label = (label,) if label else ()
        opening = first[0][0] if first and first[0] else None
        self._indented = opening is not None and opening.indented
        self._banded = opening is not None and _BAND.match(opening.text) is not None
        self._bare = opening is not None and not _STATISTIC.search(opening.text)

    def ends_at(self, head: _Slot) -> bool:
        """Whether a row that begins so stands below the group, and no longer in it."""
        if self._indented or not head.text:
            return self._indented and not head.indented
        if self._banded and not is_figure(head.text):
            return True
        return self._bare and _STATISTIC.search(head.text) is not None


def _key_column(rows: list[list[_Slot]], head_rows: int) -> tuple[str, ...] | None:
    """What stands before the figures of a first column that names the rows; None where such figures are results.

    Beside words (`Male`, `<65`) they are names as those are. In a column of nothing but figures they are when its
    head names a scale (`Week`), when they are bands of one, or when they rise or fall from row to row.
    """
    body = [row for row in rows[head_rows:] if len(row) > 1 and row[0].text and not _group_label(row)]
    firsts = [row[0].text for row in body if any(char.isalnum() for char in row[0].text)]
    figures = [text for text in firsts if is_figure(text)]
    banded = sum(_BAND.match(text) is not None for text in figures)
    if not figures or not head_rows or len(firsts) + banded < 2:
        return None
    if len(figures) < len(firsts):
        return () if banded == len(figures) or len(figures) * 2 <= len(firsts) else None
    heads = _distinct([line[0].text for line in rows[:head_rows]])
    scale = bool(heads) and _SCALE.match(heads[-1]) is not None
    if len(set(firsts)) < len(firsts) and not any(_group_label(row) for row in rows[head_rows:]):
        return None
    spans = banded == len(figures) and len(figures) > 1
    return heads[-1:] if scale or spans or (heads and _in_order(firsts)) else None


def _in_order(texts: list[str]) -> bool:
    """Whether at least four bare numbers rise or fall all the way."""
    numbers = [float(text) for text in texts if re.fullmatch(r"\d{1,6}(?:\.\d+)?", text)]
    steps = [after - before for before, after in pairwise(numbers)]
    whole = len(numbers) == len(texts) > 3
    return whole and (all(step > 0 for step in steps) or all(step < 0 for step in steps))


def _head(slot: _Slot, above: list[list[_Slot]]) -> Place:
    """A head of columns; one that counts the group named above it (`n = 97`) is evidence of that."""
    if not _COUNT.match(slot.text) or not above or slot.text == "%":
        return Place(slot.text)
    return Place(slot.text, (), _distinct([line[slot.at].text for line in above if slot.at < len(line)]), quotable=True)


def _goes_on_above(row: list[_Slot], at: int, below: list[_Slot]) -> bool:
    """Whether a row names the columns too: nothing of its own in the first cell, beside it groups, units or `n =`."""
    if len(row) < 2 or not below or not below[0].text or (row[0].text and row[0].row == at):
        return False
    words = [slot.text for slot in row[1:] if slot.text and slot.row == at]
    return bool(words) and all(_COUNT.match(one) or not any(char.isdigit() for char in one) for one in words)


def _parted(rows: list[list[_Slot]], at: int) -> bool:
    """Whether the first cell of a row reaches over several rows: then the next cell tells them apart."""
    slot = rows[at][0]
    return slot.row != at or (at + 1 < len(rows) and rows[at + 1][0] is slot)


def _body_row(
    row: list[_Slot],
    at: int,
    group: tuple[str, ...],
    key: tuple[str, ...] | None,
    heads: list[list[_Slot]],
    *,
    parted: bool,
) -> tuple[Place, ...]:
    stub = _stub_width(row)
    if not stub and key is not None and len(row) > 1 and any(char.isalnum() for char in row[0].text):
        stub, group = 1, (*group, *key)
    if stub == 1 and parted and len(row) > 2 and row[1].text and not _FIGURE.match(row[1].text):
        stub = 2
    labels = _distinct([*group, *(slot.text for slot in row[:stub])])
    places = []
    for column, slot in enumerate(row):
        if slot.row != at or slot.at != column:
            continue
        if column < stub or not slot.text:
            places.append(Place(slot.text))
        else:
            above = _distinct([line[column].text for line in heads if column < len(line)])
            places.append(Place(slot.text, labels, above, quotable=True))
    return tuple(places)


def _stub_width(row: list[_Slot]) -> int:
    """How many leading cells name the row: those marked as heads, else the first if it is words."""
    marked = 0
    while marked < len(row) and row[marked].head:
        marked += 1
    if marked:
        return marked if marked < len(row) else 1
    return 1 if len(row) > 1 and row[0].text and not _FIGURE.match(row[0].text) else 0


def _group_label(row: list[_Slot]) -> str | None:
    """The words of a row that names the rows below it: one cell across, or only its first cell filled."""
    first = row[0] if row else None
    if first is None or len(row) < 2 or not first.text or _FIGURE.match(first.text):
        return None
    alone = all(slot is first or not slot.text for slot in row)
    return first.text if alone else None


def _words_above_figures(rows: list[list[_Slot]]) -> bool:
    """Whether an unmarked first row names columns: words there, figures in the same columns below."""
    if len(rows) < 2 or any(slot.head for row in rows for slot in row[1:]):
        return False
    named = [slot.text for slot in rows[0][1:]]
    if not named or not all(text and not _FIGURE.match(text) for text in named):
        return False
    below = [slot.text for row in rows[1:] for slot in row[1:] if slot.text]
    figures = sum(bool(_FIGURE.match(text)) or text[:1].isdigit() for text in below)
    return figures * 2 >= len(below) > 0


def _distinct(words: list[str]) -> tuple[str, ...]:
    """Without empty words and repeats, in order: spans repeat a head."""
    return tuple(dict.fromkeys(word for word in words if word))


def _lay_out(table: Any, inline: Callable[[Any], str]) -> tuple[list[list[_Slot]], int]:
    """The grid with spans filled in, and how many of its first rows are heads of columns."""
    rows: list[list[_Slot]] = []
    pending: dict[int, tuple[_Slot, int]] = {}
    head_rows, counted, budget = 0, True, MAX_CELLS
    for line, in_head in _rows(table):
        row: list[_Slot] = []
        cells = [cell for cell in line if local_name(cell) in ("td", "th")]
        for cell in cells:
            _fill_spanned(row, pending)
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            slot = _Slot(
                inline(cell), local_name(cell) == "th", len(rows), len(row), indented=not row and _stands_in(cell)
            )
            for column in range(len(row), len(row) + wide):
                row.append(slot)
                if deep > 1:
                    pending[column] = (slot, deep - 1)
        _fill_spanned(row, pending)
        budget -= len(row)
        if not row or budget < 0:
            continue
        all_heads = len(row) > 1 and all(local_name(cell) == "th" for cell in cells) and bool(cells)
        across = len(cells) == 1 and len(row) > 1 and not in_head
        counted = counted and (in_head or (all_heads and not across))
        head_rows += counted
        rows.append(row)
    return rows, head_rows if head_rows < len(rows) else 0


def _stands_in(cell: Any) -> bool:
    """Whether a cell's words are set in from its edge, by wide spaces or by a style."""
    text = next((str(part) for part in cell.itertext() if str(part).strip(" \t\r\n")), "").lstrip(" \t\r\n")
    inner = " ".join(str(one.get("style") or "") for one in (cell, *cell[:1]))
    named = "indent" in str(cell.get("class") or "").lower()
    return named or text[:1] in _WIDE or _SET_IN.search(inner) is not None


def _fill_spanned(row: list[_Slot], pending: dict[int, tuple[_Slot, int]]) -> None:
    """Put the cells of earlier rows that reach down into this one where they stand."""
    while len(row) in pending:
        column = len(row)
        slot, left = pending.pop(column)
        row.append(slot)
        if left > 1:
            pending[column] = (slot, left - 1)


def _rows(table: Any) -> Iterator[tuple[Any, bool]]:
    """The table's own rows (not those of tables inside it), each with whether it stands in the head."""
    for child in table:
        name = local_name(child)
        if name == "tr":
            yield child, False
        elif name in ("thead", "tbody", "tfoot"):
            yield from ((line, name == "thead") for line in child if local_name(line) == "tr")


def _span(cell: Any, name: str) -> int:
    raw = str(cell.get(name) or "1").strip()
    return min(max(int(raw), 1), _MAX_SPAN) if raw.isdecimal() and len(raw) < 6 else 1
