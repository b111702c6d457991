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
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, groupby
from typing import NamedTuple

import msgspec
import pypdfium2 as pdfium

from pipeline.markup.superscripts import as_superscript, raised
from pipeline.sources.pdf_layer import NOTHING, Box, Layer
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
_GUTTER = 7.0
_GUTTER_SHARE = 0.55
"""Points between two columns, at least, and as a share of the type's height; word spaces mostly stay below."""
_COLUMN_SHARE = 0.18
"""Narrowest column, as a share of the page: cells of tables are narrower."""
_GAP = re.compile(r"\s+")
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
    """Read standard input, write what was found; ends itself when it takes too much.

    Its records hold no cycles and the process is short: looking for garbage would only take time.
    """
    _limit()
    gc.disable()
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
    characters = page.get_textpage()
    try:
        areas, layer = link_areas(document, page), Layer(characters)
        rows = [_pieces(layer, start, text, width, areas) for start, text in layer.rows()]
        lines = _in_order([row for row in rows if row], width)
    finally:
        characters.close()
        page.close()
    return PdfPage(number, width, height, tuple(lines))


def _pieces(layer: Layer, start: int, text: str, width: float, areas: list[Area]) -> list[_Piece]:
    """A row with its superscripts judged, cut where columns part."""
    inked = text.strip()
    head = len(text) - len(text.lstrip())
    first, last = layer.box(start + head), layer.box(start + head + len(inked) - 1)
    if first is None or last is None:
        return [_Piece(text.replace(NOTHING, "").strip(), 0, 0, 0, 0)]
    cuts = _cuts(layer, start, text) if last.right - first.left > 0.5 * width else []
    pieces = []
    for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        part = text[begin:end]
        words = part.strip()
        if words:
            lead = begin + len(part) - len(part.lstrip())
            pieces.append(_piece(_Row(layer, start, text, lead, lead + len(words)), areas))
    return pieces


class _Row(NamedTuple):
    """A part of a row of a page: the row's text, its first character on the page, where the part begins and ends."""

    layer: Layer
    start: int
    text: str
    begin: int
    end: int

    @property
    def words(self) -> str:
        """The text of the part."""
        return self.text[self.begin : self.end]

    def box(self, at: int) -> Box | None:
        """The box of a character of the row."""
        return self.layer.box(self.start + at)


def _piece(row: _Row, areas: list[Area]) -> _Piece:
    letters = list(compress(range(row.begin, row.end), map(str.isalpha, row.words)))
    sample = letters[:: max(1, len(letters) // 3)][:3] or [row.begin]
    boxes = [box for at in sample if (box := row.box(at))]
    left, right = row.box(row.begin), row.box(row.end - 1)
    if not boxes or left is None or right is None:
        return _Piece(row.words.replace(NOTHING, ""), 0, 0, 0, 0)
    height, bottom = _median([box.height for box in boxes]), _median([box.bottom for box in boxes])
    plain, marked = _with_superscripts(row, height, bottom)
    middle = bottom + height / 2
    near = [area for area in areas if area.bottom <= middle <= area.top]
    links = linked([_url_at(row.box(at), near) for at in range(row.begin, row.end)], marked) if near else ()
    text, whole = "".join(plain).strip(), "".join(marked).rstrip()
    lead = len(whole) - len(whole.lstrip())
    moved = tuple(PdfLink(max(one.start - lead, 0), one.end - lead, one.url) for one in links)
    shown = whole.lstrip()
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


def _with_superscripts(row: _Row, height: float, bottom: float) -> tuple[Sequence[str], Sequence[str]]:
    """What each character is shown as, once without raised citations and once with them as superscripts.

    `193` with a small 1 above the line is 193, cited; `10` with a small -4 is 10⁻⁴ in both.
    """
    raised_runs = list(_raised_runs(row, height, bottom))
    if not raised_runs and NOTHING not in row.words:
        return row.words, row.words
    plain = ["" if sign == NOTHING else sign for sign in row.words]
    marked = list(plain)
    for span in raised_runs:
        _raise(row, span, plain, marked)
    return plain, marked


def _raised_runs(row: _Row, height: float, bottom: float) -> Iterator[tuple[int, int]]:
    """Where raised figures stand in the row's text, each run from its first character to one past its last."""
    for match in _DIGITS.finditer(row.text, row.begin, row.end):
        start, end = match.span()
        is_raised, on_page = row.layer.is_raised, row.start
        if not is_raised(on_page + start, height, bottom) and (
            end - start == 1 or not is_raised(on_page + end - 1, height, bottom)
        ):
            continue
        up = [is_raised(on_page + at, height, bottom) for at in range(start, end)]
        for is_up, run in groupby(range(start, end), key=lambda at: up[at - start]):
            places = list(run)
            if is_up and any(row.text[at].isdigit() for at in places):
                yield places[0], places[-1] + 1


def _raise(row: _Row, span: tuple[int, int], plain: list[str], marked: list[str]) -> None:
    """Write the meaning of the raised characters `span` in the place of the first of them, right behind the word."""
    at, stop = span[0] - row.begin, span[1] - row.begin
    words, after = row.text[span[0] : span[1]], row.text[span[1] : row.end].replace(NOTHING, "")
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


def _cuts(layer: Layer, start: int, text: str) -> list[int]:
    """Where a row has gaps as wide as a gutter: pdfium puts a space there that no font drew."""
    cuts = []
    for match in _GAP.finditer(text.rstrip()):
        if not match.start() or not layer.is_generated(start + match.start()):
            continue
        before, after = layer.box(start + match.start() - 1), layer.box(start + match.end())
        if before and after and after.left - before.right > max(_GUTTER, _GUTTER_SHARE * before.height):
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
    most = Counter(len(row) for row in prose).most_common(1)[0][0]
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
    cells = tuple(PdfCell(piece.text, piece.left, piece.right) for piece in row) if len(row) > 1 else ()
    shown = marked if marked != text else ""
    return PdfLine(text, first.left, first.bottom, row[-1].right, height, marked=shown, links=links, cells=cells)


def _line(piece: _Piece, column: int) -> PdfLine:
    return PdfLine(piece.text, piece.left, piece.bottom, piece.right, piece.height, column, piece.marked, piece.links)


if __name__ == "__main__":
    main()
