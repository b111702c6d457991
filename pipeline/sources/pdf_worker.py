"""Reads the text layer of a PDF in a process of its own, under limits of memory and time: PDFs are programs.

Run as `python -m pipeline.sources.pdf_worker`, the file on standard input, JSON on standard output (`pdf_text`).
Pdfium keeps the order in which text was drawn, which is reading order in what publishers make; only where it drew
two columns line by line the lines are parted at the gutter and put in order here.
"""

import ctypes
import re
import sys
from collections.abc import Iterator
from itertools import accumulate, groupby
from statistics import median, mode
from typing import NamedTuple

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.markup.superscripts import as_superscript, raised
from pipeline.sources.pdf_links import Area, link_areas, linked
from pipeline.sources.pdf_text import PdfCell, PdfFailure, PdfLine, PdfLink, PdfPage, PdfText
from pipeline.sources.raised import LOOK_BACK

MAX_PAGES = 200
"""Pages of a file that is read (retrieval notes, section 8)."""
MAX_CHARACTERS = 4_000_000
MEMORY = 1_000_000_000
"""Bytes of address space; a 60-page paper takes a quarter."""
SECONDS = 20
"""Seconds of processor time; a paper takes less than one."""

_PASSWORD = 4
_RAISED_SIZE = 0.85
"""A raised character is at most this high, measured by its line's letters."""
_RAISED_BY = 0.12
"""And stands at least this part of a letter's height above the line."""
_TOUCH = 0.3
"""Share of the type's height between two rows that are one line: the space of a word at most."""
_SPACE = 0.12
_LEVEL = 0.1
_NOTHING = "\x00"
"""Stands for the line break that pdfium put within a line."""
_GUTTER = 7.0
_GUTTER_SHARE = 0.55
"""Points between two columns, at least, and as a share of the type's height; word spaces mostly stay below."""
_COLUMN_SHARE = 0.18
"""Narrowest column, as a share of the page: cells of tables are narrower."""
_DIGITS = re.compile(r"[\[(]?(?:[0-9][0-9,–−-]*|[+−–-][0-9]+)[\])]?")


class _Piece(msgspec.Struct):
    """A part of a line without a wide gap in it."""

    text: str
    left: float
    bottom: float
    right: float
    height: float
    marked: str = ""
    links: tuple[PdfLink, ...] = ()

    @property
    def whole(self) -> str:
        """With raised citations."""
        return self.marked or self.text


def main() -> None:
    """Read standard input, write what was found; ends itself when it takes too much."""
    _limit()
    found = extract(sys.stdin.buffer.read())
    sys.stdout.buffer.write(msgspec.json.encode(found))


def _limit() -> None:
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
    layer = page.get_textpage()
    try:
        areas = link_areas(document, page)
        rows = [_pieces(layer, start, text, width, areas) for start, text in _rows(layer)]
        lines = _in_order([row for row in rows if row], width)
    finally:
        layer.close()
        page.close()
    return PdfPage(number, width, height, tuple(lines))


def _rows(layer: pdfium.PdfTextPage) -> Iterator[tuple[int, str]]:
    """Lines as they stand on the page, with the index of their first character; index and text run in step.

    Pdfium joins a line that ends in a hyphen with the next and puts U+FFFE for the hyphen: it is parted there again.
    """
    count = layer.count_chars()
    text = layer.get_text_range() if count > 0 else ""
    if len(text) != count:
        text = "".join(chr(raw.FPDFText_GetUnicode(layer, at)) for at in range(count))
    at, held = 0, (0, "")
    for row in re.split(r"(\r\n|\r|\n|(?<=\ufffe))", text):
        joint = _joint(layer, held, (at, row)) if row.strip() and held[1] else None
        if joint is not None:
            held = (held[0], held[1] + joint.ljust(at - held[0] - len(held[1]), _NOTHING) + row)
        elif row.strip():
            if held[1]:
                yield held
            held = (at, row)
        at += len(row)
    if held[1]:
        yield held


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """From descender to ascender."""
        return self.top - self.bottom


def _joint(layer: pdfium.PdfTextPage, one: tuple[int, str], two: tuple[int, str]) -> str | None:
    """What stands between two rows that are one line, a space or nothing; None where they are two lines.

    Pdfium breaks at raised figures that share no height with letters.
    """
    before = _box(layer, one[0] + len(one[1].rstrip()) - 1)
    after = _box(layer, two[0] + len(two[1]) - len(two[1].lstrip()))
    if before is None or after is None:
        return None
    small, large = sorted((before, after), key=lambda box: box.height)
    gap = (after.left - before.right) / max(large.height, 1.0)
    if small.height > _RAISED_SIZE * large.height:
        level = abs(before.bottom - after.bottom) <= _LEVEL * large.height
    else:
        level = min(small.top, large.top) - max(small.bottom, large.bottom) >= 0.5 * small.height
    if not level or abs(gap) > _TOUCH:
        return None
    return " " if gap > _SPACE and not one[1][-1].isspace() else ""


_RECT = raw.FS_RECTF()
"""One for all calls: there are thousands a page."""
_INTO_RECT = ctypes.byref(_RECT)


def _box(layer: pdfium.PdfTextPage, at: int) -> _Box | None:
    """The box of a character by its font's size, None for characters that pdfium put in itself."""
    if not raw.FPDFText_GetLooseCharBox(layer, at, _INTO_RECT) or _RECT.right <= _RECT.left:
        return None
    return _Box(_RECT.left, _RECT.bottom, _RECT.right, _RECT.top)


def _pieces(layer: pdfium.PdfTextPage, start: int, text: str, width: float, areas: list[Area]) -> list[_Piece]:
    """A row with its superscripts judged, cut where columns part."""
    inner = [at for at, sign in enumerate(text) if not sign.isspace()]
    first, last = _box(layer, start + inner[0]), _box(layer, start + inner[-1])
    if first is None or last is None:
        return [_Piece(text.replace(_NOTHING, "").strip(), 0, 0, 0, 0)]
    cuts = _cuts(layer, start, text) if last.right - first.left > 0.5 * width else []
    pieces = []
    for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        words = [at for at in inner if begin <= at < end]
        if words:
            pieces.append(_piece(_Row(layer, start, text, words[0], words[-1] + 1), areas))
    return pieces


class _Row(NamedTuple):
    """A part of a row of a page: the row's text, its first character on the page, where the part begins and ends."""

    layer: pdfium.PdfTextPage
    start: int
    text: str
    begin: int
    end: int

    def box(self, at: int) -> _Box | None:
        """The box of a character of the row."""
        return _box(self.layer, self.start + at)


def _piece(row: _Row, areas: list[Area]) -> _Piece:
    letters = [at for at in range(row.begin, row.end) if row.text[at].isalpha()]
    sample = letters[:: max(1, len(letters) // 3)][:3] or [row.begin]
    boxes = [box for at in sample if (box := row.box(at))]
    left, right = row.box(row.begin), row.box(row.end - 1)
    if not boxes or left is None or right is None:
        return _Piece(row.text[row.begin : row.end].replace(_NOTHING, ""), 0, 0, 0, 0)
    height, bottom = median(box.top - box.bottom for box in boxes), median(box.bottom for box in boxes)
    plain, marked = _with_superscripts(row, height, bottom)
    middle = bottom + height / 2
    near = [area for area in areas if area.bottom <= middle <= area.top]
    links = linked([_url_at(row.box(at), near) for at in range(row.begin, row.end)], marked) if near else ()
    text, whole = "".join(plain).strip(), "".join(marked).rstrip()
    lead = len(whole) - len(whole.lstrip())
    moved = tuple(PdfLink(max(one.start - lead, 0), one.end - lead, one.url) for one in links)
    shown = whole.lstrip()
    return _Piece(text, left.left, bottom, right.right, height, shown if shown != text else "", moved)


def _url_at(box: _Box | None, areas: list[Area]) -> str:
    if box is None:
        return ""
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return next((area.url for area in areas if area.holds(x, y)), "")


def _with_superscripts(row: _Row, height: float, bottom: float) -> tuple[list[str], list[str]]:
    """What each character is shown as, once without raised citations and once with them as superscripts.

    `193` with a small 1 above the line is 193, cited; `10` with a small -4 is 10⁻⁴ in both.
    """
    plain = ["" if sign == _NOTHING else sign for sign in row.text[row.begin : row.end]]
    marked = list(plain)
    for match in _DIGITS.finditer(row.text, row.begin, row.end):
        ends = (match.start(), match.end() - 1)
        if not any(_is_raised(row.box(at), height, bottom) for at in dict.fromkeys(ends)):
            continue
        up = [_is_raised(row.box(at), height, bottom) for at in range(match.start(), match.end())]
        for is_up, run in groupby(range(match.start(), match.end()), key=lambda at: up[at - match.start()]):
            places = list(run)
            if is_up and any(row.text[at].isdigit() for at in places):
                _raise(row, (places[0], places[-1] + 1), plain, marked)
    return plain, marked


def _raise(row: _Row, span: tuple[int, int], plain: list[str], marked: list[str]) -> None:
    """Write the meaning of the raised characters `span` in the place of the first of them, right behind the word."""
    at, stop = span[0] - row.begin, span[1] - row.begin
    words, after = row.text[span[0] : span[1]], row.text[span[1] : row.end].replace(_NOTHING, "")
    before = "".join(plain[max(0, at - LOOK_BACK) : at])
    meaning = raised(before.rstrip(), words, after[:LOOK_BACK])
    cited = meaning.kind == "citation"
    gap = at - 1
    while gap >= 0 and not plain[gap].strip():
        plain[gap] = marked[gap] = ""
        gap -= 1
    space = " " if before.endswith(" ") and cited and not after.startswith(" ") else ""
    plain[at:stop] = ["" if cited else meaning.text, *[""] * (stop - at - 1)]
    marked[at:stop] = [_mark(words) if cited else meaning.text, *[""] * (stop - at - 1)]
    plain[stop - 1] += space
    marked[stop - 1] += space


def _mark(words: str) -> str:
    """A raised citation as it stays in an article: brackets of its own keep it on the line."""
    return words if words[:1] in "[(" else as_superscript(words)


def _is_raised(box: _Box | None, height: float, bottom: float) -> bool:
    if box is None:
        return False
    return box.top - box.bottom <= _RAISED_SIZE * height and box.bottom >= bottom + _RAISED_BY * height


def _cuts(layer: pdfium.PdfTextPage, start: int, text: str) -> list[int]:
    """Where a row has gaps as wide as a gutter: pdfium puts a space there that no font drew."""
    cuts = []
    for match in re.finditer(r"\s+", text.rstrip()):
        if not match.start() or raw.FPDFText_IsGenerated(layer, start + match.start()) != 1:
            continue
        before, after = _box(layer, start + match.start() - 1), _box(layer, start + match.end())
        if before and after and after.left - before.right > max(_GUTTER, _GUTTER_SHARE * (before.top - before.bottom)):
            cuts.append(match.end())
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
    if len(prose) < 3 or not _are_columns([piece for row in prose for piece in row], width):
        return []
    most = mode(len(row) for row in prose)
    full = [row for row in prose if len(row) == most]
    if len(full) < 3:
        return []
    gutters = []
    for at in range(most - 1):
        rights, lefts = sorted(row[at].right for row in full), sorted(row[at + 1].left for row in full)
        inner, outer = rights[int(0.9 * (len(full) - 1))], lefts[int(0.1 * len(full))]
        if inner < outer:
            gutters.append((inner + outer) / 2)
    return gutters


def _are_columns(pieces: list[_Piece], width: float) -> bool:
    """Whether pieces are as wide and wordy as columns of prose; cells of tables are neither."""
    wide = median(piece.right - piece.left for piece in pieces) >= _COLUMN_SHARE * width
    return wide and median(len(piece.text.split()) for piece in pieces) >= 3


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
    cells = tuple(PdfCell(piece.text, piece.left, piece.right) for piece in row) if len(row) > 1 else ()
    shown = marked if marked != text else ""
    return PdfLine(text, first.left, first.bottom, row[-1].right, height, marked=shown, links=links, cells=cells)


def _line(piece: _Piece, column: int) -> PdfLine:
    return PdfLine(piece.text, piece.left, piece.bottom, piece.right, piece.height, column, piece.marked, piece.links)


if __name__ == "__main__":
    main()
