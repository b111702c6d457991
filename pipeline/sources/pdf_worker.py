"""Reads the text layer of a PDF in a process of its own, under limits of memory and time: PDFs are programs.

Started by `pdf_pages`, the file on standard input, JSON on standard output (`pdf_text`). It is started for each file:
nothing is imported here that takes long to load.
Pdfium keeps the order in which text was drawn, which is reading order in what publishers make; only where it drew
two columns line by line the lines are parted at the gutter and put in order here.
"""

import gc
import re
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, compress
from typing import NamedTuple

import msgspec
import pypdfium2 as pdfium

from pipeline.sources.pdf_grid import grid_cuts
from pipeline.sources.pdf_layer import NOTHING, Box, Layer
from pipeline.sources.pdf_links import Area, link_areas, linked
from pipeline.sources.pdf_marks import BULLET, Shape, has_bullet, small_shapes
from pipeline.sources.pdf_raised import Row, with_superscripts
from pipeline.sources.pdf_text import PdfCell, PdfFailure, PdfLine, PdfLink, PdfPage, PdfText

MAX_PAGES = 200
"""Pages of a file that is read (retrieval notes, section 8)."""
MAX_CHARACTERS = 4_000_000
MEMORY = 1_000_000_000
"""Bytes of address space; a 60-page paper takes a quarter."""
SECONDS = 20
"""Seconds of processor time; a paper takes less than one."""

_PASSWORD = 4
_GUTTER = 7.0
_GUTTER_SHARE = 0.55
"""Points between two columns, at least, and as a share of the type's height; word spaces mostly stay below."""
_COLUMN_SHARE = 0.18
"""Narrowest column, as a share of the page: cells of tables are narrower."""
_GAP = re.compile(r"\s+")
_LIST_SIGN = re.compile(r"\s*(?:\d{1,3}[.)]|\(?[a-z][.)]|\[\d{1,3}\]|[•●▪◦‣·∙■□▫○◆◇➢➤✓✔–—\x00\ue000-\uf8ff])\s*")
"""What stands before the words of an item, with a gap between: no column of its own."""


class _Piece(msgspec.Struct):
    """A part of a line without a wide gap in it."""

    text: str
    left: float
    bottom: float
    right: float
    height: float
    marked: str = ""
    links: tuple[PdfLink, ...] = ()
    cells: tuple[PdfCell, ...] = ()

    @property
    def whole(self) -> str:
        """With raised citations."""
        return self.marked or self.text


def main() -> None:
    """Read standard input, write what was found; ends itself when it takes too much.

    Its records hold no cycles and the process is short: looking for garbage would only take time.
    """
    limit()
    gc.disable()
    found = extract(sys.stdin.buffer.read())
    sys.stdout.buffer.write(msgspec.json.encode(found))


def limit() -> None:
    """No more memory and processor time than a file may take."""
    try:
        import resource  # noqa: PLC0415  # not on Windows, where the parent's timeout is the only limit
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def extract(body: bytes) -> PdfText | PdfFailure:
    """The text layer of a file, or why it can't be had."""
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", 0) == _PASSWORD
        return PdfFailure("encrypted" if locked else "damaged")
    count = len(document)
    if count > MAX_PAGES:
        return PdfFailure("too_many_pages", count)
    pages, characters = [], 0
    for number in range(1, count + 1):
        try:
            page = _page(document, number)
        except pdfium.PdfiumError:
            return PdfFailure("damaged", count)
        pages.append(page)
        characters += sum(len(line.text) for line in page.lines)
        if characters > MAX_CHARACTERS:
            return PdfFailure("too_much_text", count)
    if not count:
        return PdfFailure("damaged")
    if not any(line.text.strip() for page in pages for line in page.lines):
        return PdfFailure("no_text", count)
    return PdfText(tuple(pages), str(document.get_metadata_value("Title") or "").strip())


def _page(document: pdfium.PdfDocument, number: int) -> PdfPage:
    page = document[number - 1]
    width, height = page.get_size()
    characters = page.get_textpage()
    try:
        sheet = _Sheet(Layer(characters), link_areas(document, page), small_shapes(page))
        lines = _in_order(_set_rows(sheet, width), width)
    finally:
        characters.close()
        page.close()
    return PdfPage(number, width, height, tuple(lines))


class _Sheet(NamedTuple):
    """A page's characters, and what stands round them."""

    layer: Layer
    areas: list[Area]
    shapes: list[Shape]


def _set_rows(sheet: _Sheet, width: float) -> list[list[_Piece]]:
    """The rows of a page: cut where columns part, and the rows of narrow tables with their cells."""
    rows = list(sheet.layer.rows())
    cuts = [_row_cuts(sheet.layer, start, text, width) for start, text in rows]
    grid = grid_cuts(sheet.layer, rows, [found == [] for found in cuts])
    pieces = []
    for at, (start, text) in enumerate(rows):
        found = cuts[at]
        row = [_unplaced(text)] if found is None else _pieces(sheet, start, text, found)
        if at in grid and len(row) == 1:
            cells = _pieces(sheet, start, text, grid[at])
            row[0].cells = tuple(PdfCell(one.text, one.left, one.right) for one in cells)
        if row:
            pieces.append(row)
    return pieces


def _unplaced(text: str) -> _Piece:
    return _Piece(text.replace(NOTHING, "").strip(), 0, 0, 0, 0)


def _row_cuts(layer: Layer, start: int, text: str, width: float) -> list[int] | None:
    """Where a row is cut; None of a row whose place is not known."""
    head, length = len(text) - len(text.lstrip()), len(text.strip())
    first, last = layer.box(start + head), layer.box(start + head + length - 1)
    if first is None or last is None:
        return None
    return _cuts(layer, start, text) if last.right - first.left > 0.5 * width else []


def _pieces(sheet: _Sheet, start: int, text: str, cuts: list[int]) -> list[_Piece]:
    """A row with its superscripts judged, cut at `cuts`; a list's sign stays with the words behind it."""
    pieces = []
    for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        part = text[begin:end]
        words = part.strip()
        if words:
            lead = begin + len(part) - len(part.lstrip())
            pieces.append(_piece(Row(sheet.layer, start, text, lead, lead + len(words)), sheet))
    return pieces


def _piece(row: Row, sheet: _Sheet) -> _Piece:
    even = row.layer.is_one_object(row.start + row.begin, row.end - row.begin)
    letters = list(compress(range(row.begin, row.end), map(str.isalpha, row.words)))
    sample = letters[:: max(1, len(letters) // 3)][:3] or [row.begin]
    boxes = [box for at in sample if (box := row.box(at))]
    left, right = row.box(row.begin), row.box(row.end - 1)
    if not boxes or left is None or right is None:
        return _Piece(row.words.replace(NOTHING, ""), 0, 0, 0, 0)
    height, bottom = _median([box.height for box in boxes]), _median([box.bottom for box in boxes])
    plain, marked = (row.words, row.words) if even else with_superscripts(row, height, bottom)
    middle = bottom + height / 2
    near = [area for area in sheet.areas if area.bottom <= middle <= area.top]
    links = linked([_url_at(row.box(at), near) for at in range(row.begin, row.end)], marked) if near else ()
    text, whole = "".join(plain).strip(), "".join(marked).rstrip()
    drawn = sheet.shapes and has_bullet(sheet.shapes, left.left, bottom, height)
    sign = BULLET if drawn or (row.words.startswith(NOTHING) and text) else ""
    text = text.lstrip() if sign else text
    moved_by = len(sign) - (len(whole) - len(whole.lstrip()))
    moved = tuple(PdfLink(max(one.start + moved_by, 0), one.end + moved_by, one.url) for one in links)
    text, shown = sign + text, sign + whole.lstrip()
    return _Piece(text, left.left, bottom, right.right, height, shown if shown != text else "", moved)


def _median(values: Sequence[float]) -> float:
    """As `statistics.median`, whose module takes longer to load than a short paper to read."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _url_at(box: Box | None, areas: list[Area]) -> str:
    if box is None:
        return ""
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return next((area.url for area in areas if area.holds(x, y)), "")


def _cuts(layer: Layer, start: int, text: str) -> list[int]:
    """Where a row has gaps as wide as a gutter: pdfium puts a space there that no font drew."""
    cuts = []
    begin = 0
    for match in _GAP.finditer(text.rstrip()):
        if not match.start() or not layer.is_generated(start + match.start()):
            continue
        before, after = layer.box(start + match.start() - 1), layer.box(start + match.end())
        if not before or not after or after.left - before.right <= max(_GUTTER, _GUTTER_SHARE * before.height):
            continue
        if not _LIST_SIGN.fullmatch(text, begin, match.start()):
            cuts.append(match.end())
            begin = match.end()
    return cuts


def _in_order(rows: list[list[_Piece]], width: float) -> list[PdfLine]:
    """Lines in reading order: as drawn, except where columns were drawn line by line."""
    gutters = _gutters(rows, width)
    if not gutters:
        return [_joined(row) for row in rows]
    lines: list[PdfLine] = []
    band: list[PdfLine] = []
    for row in rows:
        placed = [(piece, _columns_of(piece, gutters)) for piece in row]
        if any(first != last for _, (first, last) in placed):
            lines += [*_by_column(band), _joined(row)]
            band = []
        else:
            band += [_line(piece, column) for piece, (column, _) in placed]
    return lines + _by_column(band)


def _gutters(rows: list[list[_Piece]], width: float) -> list[float]:
    """Middles of the gutters between columns of prose: the same gap in at least three rows of wide pieces.

    One row in ten may reach into a gutter (a heading set across, a formula).
    """
    prose = [row for row in rows if 2 <= len(row) <= 3]
    if len(prose) < 3 or not _is_column([piece for row in prose for piece in row], width):
        return []
    most = Counter(len(row) for row in prose).most_common(1)[0][0]
    full = [row for row in prose if len(row) == most]
    if sum(all(_is_column([piece], width) for piece in row) for row in full) < 3 or not all(
        _is_column([row[at] for row in full], width) for at in range(most)
    ):
        return []
    gutters = []
    for at in range(most - 1):
        rights, lefts = sorted(row[at].right for row in full), sorted(row[at + 1].left for row in full)
        inner, outer = rights[int(0.9 * (len(full) - 1))], lefts[int(0.1 * len(full))]
        if inner < outer:
            gutters.append((inner + outer) / 2)
    return gutters


def _is_column(pieces: list[_Piece], width: float) -> bool:
    """Whether pieces under each other are as wide and wordy as a column of prose; cells and labels are neither."""
    wide = _median([piece.right - piece.left for piece in pieces]) >= _COLUMN_SHARE * width
    return wide and _median([len(piece.text.split()) for piece in pieces]) >= 3


def _columns_of(piece: _Piece, gutters: list[float]) -> tuple[int, int]:
    """The first and last column that a piece reaches into; two points of overlap are none."""
    first = sum(piece.left > gutter - 2 for gutter in gutters)
    return first, max(first, sum(piece.right > gutter + 2 for gutter in gutters))


def _by_column(band: list[PdfLine]) -> list[PdfLine]:
    return sorted(band, key=lambda line: line.column)


def _joined(row: list[_Piece]) -> PdfLine:
    first = row[0]
    text, marked = " ".join(piece.text for piece in row), " ".join(piece.whole for piece in row)
    starts = accumulate((len(piece.whole) + 1 for piece in row), initial=0)
    links = tuple(
        PdfLink(link.start + start, link.end + start, link.url)
        for piece, start in zip(row, starts, strict=False)
        for link in piece.links
    )
    height = max(piece.height for piece in row)
    cells = tuple(PdfCell(piece.text, piece.left, piece.right) for piece in row) if len(row) > 1 else first.cells
    shown = marked if marked != text else ""
    return PdfLine(text, first.left, first.bottom, row[-1].right, height, marked=shown, links=links, cells=cells)


def _line(piece: _Piece, column: int) -> PdfLine:
    place = (piece.left, piece.bottom, piece.right, piece.height)
    return PdfLine(piece.text, *place, column, piece.marked, piece.links, piece.cells)


if __name__ == "__main__":
    main()
