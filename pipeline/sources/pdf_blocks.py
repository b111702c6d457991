"""Puts the lines of PDF pages together again: words parted at line ends, paragraphs, headings; running heads go.

Also used for proofs of articles. Nothing here needs more than the lines and their places (`pdf_text`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from statistics import median

from msgspec import Struct

from pipeline.sources.blocks import NUMBERED_CAPTION, Block, Piece, is_known_heading
from pipeline.sources.line_breaks import mended_lines, vocabulary_of
from pipeline.sources.pdf_print_marks import is_print_mark
from pipeline.sources.pdf_tables import Table, find_tables
from pipeline.sources.pdf_text import PdfLine, PdfPage, PdfText
from pipeline.sources.sheet import heading_kind, squeeze
from pipeline.sources.tables import Grid

_MARGIN = 0.09
"""Share of the page's height, at its top and bottom, where running heads and page numbers stand."""
_PAGE_NUMBER = re.compile(r"(?i)^(?:page\s+)?[\divx]{1,6}(?:\s*(?:of|/)\s*\d{1,4})?$|^[-–—]\s*\d{1,4}\s*[-–—]$")
_SENTENCE_END = re.compile(r"[.!?:]['\"”’)\]]*(?:\s?[\[(]?[\d⁰¹²³⁴-⁹][\d⁰¹²³⁴-⁹⁻,–-]*[\])]?)?$")
_TAIL = 24
"""Characters at a line's end that show whether a sentence ends there."""
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z]")
_BULLET = re.compile(r"^(?:[•●▪◦‣·∙■□▫○◆◇➢➤✓✔–\ue000-\uf8ff]|o(?=\s))\s+")
"""A list's sign; word processors take it from fonts of symbols, whose characters are of private use, or write an o."""
_LABEL = re.compile(r"^(?:\d{1,3}[.)]|\[\d{1,3}\])\s+[^\W\d_]")
"""An entry of a numbered list; what goes on below it is set in from its label."""
_NUMBER = re.compile(r"\[?(\d{1,3})")
_HEADING_WORDS = 14
_LONE_WORDS = 7
_LONE_LEVEL = 4
_SET_IN = 6
"""Points from which a line's beginning is set in from another's."""
_LARGER = 1.12
"""Type so much larger than the text's is a heading's."""
_SHORT = 0.7
"""A line so much shorter than a full one ends its paragraph, if the next begins with a capital."""
_WIDER = 1.35
"""A distance between lines so much wider than usual ends a paragraph."""
_WIDER_BEHIND_A_STOP = 1.18
"""And where a sentence ends with the line: pages that are set close part their paragraphs by little."""
_STEP = 40
"""Points: lines of one column begin within so much of each other, set in or not."""
_ROOM = 4
"""Letters of room that a first word needs besides its own: lines end unevenly."""
_ENOUGH = 6
"""Lines of one type from which its usual distance is known."""


def blocks(text: PdfText) -> tuple[Block, ...]:
    """The blocks of a file in reading order, without running heads and page numbers."""
    repeated = _repeated(text.pages)
    pages = [_without_running_heads(page, repeated) for page in text.pages]
    lines = [(page, at, line) for page in pages for at, line in page]
    if not lines:
        return ()
    size = _text_size(line for _, _, line in lines)
    vocabulary = vocabulary_of(line.text for _, _, line in lines)
    tables = {
        table.start: table
        for table in find_tables([line for _, _, line in lines], [page.number for page, _, _ in lines])
    }
    return tuple(_compose(_placed(lines), size, vocabulary, tables))


class _Placed(Struct, frozen=True):
    line: PdfLine
    page: int
    number: int
    distance: float
    """From the baseline of the line before, in points; 0 where column or page changed."""


class _Kept(Struct, frozen=True):
    number: int
    lines: tuple[tuple[int, PdfLine], ...]

    def __iter__(self) -> Iterator[tuple[int, PdfLine]]:
        return iter(self.lines)


class _Measure(Struct, frozen=True):
    """How the text is set."""

    distance: float
    """From line to line."""
    width: float
    """Of a full line."""
    by_size: Mapping[int, float]
    """From line to line in types of which there is enough: reference lists are set closer."""

    edges: Mapping[tuple[int, int], float]
    """Where the lines end at the right, by page and by where they begin (in steps of `_STEP`)."""

    def had_room(self, placed: _Placed, after: PdfLine) -> bool:
        """Whether the first word of `after` would have had room behind a line: then the paragraph ended there."""
        line, step = placed.line, int(placed.line.left // _STEP)
        edge = max(self.edges.get((placed.page, near), 0.0) for near in (step - 1, step, step + 1))
        letter = (line.right - line.left) / max(len(line.text), 1)
        return edge - line.right > letter * (len(after.text.split(maxsplit=1)[0]) + _ROOM)

    def usual(self, line: PdfLine) -> float:
        """The distance in which the type of this line is set."""
        return self.by_size.get(round(line.height), self.distance)


def _placed(lines: Iterable[tuple[_Kept, int, PdfLine]]) -> list[_Placed]:
    placed: list[_Placed] = []
    for page, number, line in lines:
        before = placed[-1] if placed else None
        same = before and before.page == page.number and before.line.column == line.column
        distance = before.line.bottom - line.bottom if before and same else 0.0
        placed.append(_Placed(line, page.number, number, max(distance, 0.0)))
    return placed


def _in_margin(page: PdfPage, line: PdfLine) -> bool:
    return line.bottom + line.height > (1 - _MARGIN) * page.height or line.bottom < _MARGIN * page.height


def _pattern(line: PdfLine) -> tuple[str, int]:
    """What is the same in running heads of all pages: words without figures, and the size of the type.

    Without the size a title would go because the running heads repeat it.
    """
    return re.sub(r"\d+", "#", squeeze(line.text).lower()), round(line.height)


def _repeated(pages: tuple[PdfPage, ...]) -> frozenset[tuple[str, int]]:
    """What stands in the margins of at least two pages: running heads and feet."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_pattern(line) for line in page.lines if _in_margin(page, line)})
    return frozenset(pattern for pattern, times in seen.items() if times >= 2)


def _without_running_heads(page: PdfPage, repeated: frozenset[tuple[str, int]]) -> _Kept:
    kept = []
    for number, line in enumerate(page.lines, 1):
        known = _pattern(line) in repeated or _PAGE_NUMBER.match(squeeze(line.text)) or is_print_mark(line)
        if not (known and _in_margin(page, line)):
            kept.append((number, line))
    return _Kept(page.number, tuple(kept))


def _text_size(lines: Iterable[PdfLine]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.height, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _compose(lines: list[_Placed], size: float, vocabulary: Counter[str], tables: dict[int, Table]) -> Iterator[Block]:
    measure = _measure(lines)
    title = _title_lines(lines, size)
    group: list[_Placed] = []
    end_of_table = 0
    for at, placed in enumerate(lines):
        if at in tables or at < end_of_table:
            if group:
                yield _block(group, size, vocabulary, titled=at - 1 in title)
                group = []
            if at in tables:
                end_of_table = tables[at].end
                yield _table(lines[at:end_of_table], tables[at].grid)
            continue
        if group and not _same_block(lines, at, title, measure):
            yield _block(group, size, vocabulary, titled=at - 1 in title)
            group = []
        if group and _leaves_item(group, placed):
            yield _block(group, size, vocabulary, titled=False)
            group = []
        if group and at not in title and _parts_headings(group, placed, size):
            yield _block(group, size, vocabulary, titled=False)
            group = []
        if _stands_alone(lines, at, measure) and not group and at not in title:
            yield _lone_heading(placed)
            continue
        group.append(placed)
    if group:
        yield _block(group, size, vocabulary, titled=len(lines) - 1 in title)


def _leaves_item(group: list[_Placed], placed: _Placed) -> bool:
    """Whether a line below an item of a list is none of it: it begins left of the item, or is the next entry."""
    first = group[0].line
    label = _LABEL.match(first.text)
    if not placed.distance or not (label or _BULLET.match(first.text)):
        return False
    return placed.line.left < first.left - _SET_IN or (label is not None and _is_next_entry(first, placed.line))


def _is_next_entry(first: PdfLine, line: PdfLine) -> bool:
    """Whether a line has the next number of a list under that of an entry."""
    here, there = _NUMBER.match(first.text), _NUMBER.match(line.text)
    level = abs(first.left - line.left) < _SET_IN
    return bool(here and there and level and _LABEL.match(line.text) and int(there[1]) == int(here[1]) + 1)


def _parts_headings(group: list[_Placed], placed: _Placed, size: float) -> bool:
    """Is what the group holds, or the next line, a heading of its own? Lines of one large type stay together."""
    if not (_is_heading_line(group, size) or _is_heading_line([placed], size)):
        return False
    both_large = min(group[-1].line.height, placed.line.height) >= _LARGER * size
    known = is_known_heading(squeeze(group[0].line.text)) or is_known_heading(squeeze(placed.line.text))
    return known or not both_large


def _lone_heading(placed: _Placed) -> Block:
    text, page, number = placed.line.text, placed.page, placed.number
    return Block(squeeze(text), "heading", page, number, _LONE_LEVEL, (Piece(text, page, number),))


def _table(rows: list[_Placed], grid: Grid) -> Block:
    pieces = tuple(Piece(_row_text(one.line), one.page, one.number) for one in rows)
    text = "\n".join(piece.text for piece in pieces)
    return Block(text, "table", rows[0].page, rows[0].number, pieces=pieces, grid=grid)


def _row_text(line: PdfLine) -> str:
    return " | ".join(cell.text for cell in line.cells)


def _same_block(lines: list[_Placed], at: int, title: frozenset[int], measure: _Measure) -> bool:
    """Whether the line at `at` belongs to the block of the line before it."""
    if at in title or at - 1 in title:
        return at in title and at - 1 in title
    return _goes_on(lines[at - 1], lines[at], measure) and not _stands_alone(lines, at, measure)


def _ended(line: PdfLine) -> bool:
    """Whether the line ends a sentence, a citation behind its stop included."""
    return _SENTENCE_END.search(line.text.rstrip()[-_TAIL:]) is not None


def _stands_alone(lines: list[_Placed], at: int, measure: _Measure) -> bool:
    """A short line without a stop between a sentence's end and a capital, in one column: a heading in plain type."""
    placed, after = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if after is None or not at or not after.distance or placed.line.right - placed.line.left >= 0.5 * measure.width:
        return False
    text = squeeze(placed.line.text)
    if (
        _BULLET.match(text)
        or NUMBERED_CAPTION.match(text)
        or not text[:1].isupper()
        or not text[-1].isalpha()
        or len(text.split()) > _LONE_WORDS
    ):
        return False
    level = abs(placed.line.height - after.line.height) < 1
    opens = after.line.text[:1].isupper() and len(after.line.text.split()) > _LONE_WORDS
    return level and opens and _ended(lines[at - 1].line)


def _title_lines(lines: list[_Placed], size: float) -> frozenset[int]:
    """The title: the lines of the largest type on the first page, or of the second largest below a journal's name."""
    first = [at for at, placed in enumerate(lines) if placed.page == lines[0].page][:60]
    sizes = sorted({round(lines[at].line.height, 1) for at in first if any(map(str.isalpha, lines[at].line.text))})
    for height in reversed(sizes[-2:]):
        run = _run_of_size(lines, first, height) if height >= _LARGER * size else []
        words = sum(len(lines[at].line.text.split()) for at in run)
        if 3 <= words <= 60 and not heading_kind(lines[run[0]].line.text):
            return frozenset(run)
    return frozenset()


def _run_of_size(lines: list[_Placed], places: list[int], height: float) -> list[int]:
    """The first neighbouring lines among `places` that are set in this size."""
    found = [at for at in places if abs(lines[at].line.height - height) < 0.5]
    return [at for offset, at in enumerate(found) if at == found[0] + offset]


def _measure(lines: list[_Placed]) -> _Measure:
    by_size: dict[int, list[_Placed]] = {}
    for one, two in pairwise(lines):
        if round(one.line.height) == round(two.line.height):
            by_size.setdefault(round(two.line.height), []).append(two)
    usual = {height: _usual(placed) for height, placed in by_size.items() if len(placed) >= _ENOUGH}
    width = median(placed.line.right - placed.line.left for placed in lines)
    return _Measure(_usual(lines), width, usual, _edges(lines))


def _edges(lines: list[_Placed]) -> dict[tuple[int, int], float]:
    """The right edge of the lines of a column: the second that reaches furthest, since one may stick out."""
    rights: dict[tuple[int, int], list[float]] = {}
    for placed in lines:
        rights.setdefault((placed.page, int(placed.line.left // _STEP)), []).append(placed.line.right)
    return {where: sorted(found)[-2:][0] for where, found in rights.items()}


def _usual(lines: list[_Placed]) -> float:
    """The distance that is most frequent; the smallest of several."""
    distances = Counter(round(placed.distance, 1) for placed in lines if placed.distance > 1)
    most = max(distances.values(), default=0)
    return min((distance for distance, times in distances.items() if times == most), default=0.0)


def _goes_on(before: _Placed, placed: _Placed, measure: _Measure) -> bool:
    """Whether a line goes on with the paragraph of the line before: one type, no wide gap, no short line between."""
    one, two = before.line, placed.line
    if abs(one.height - two.height) > 0.12 * max(one.height, two.height, 1.0) or _BULLET.match(two.text):
        return False
    small = two.text[:1].islower()
    ended = _ended(one)
    if one.text.rstrip().endswith(("-", "\ufffe")):
        return True
    if not placed.distance:
        opens = two.text.lstrip("“‘\"'")[:1].isupper()
        return small or not (ended or (opens and measure.had_room(before, two)))
    if placed.distance > _WIDER * measure.usual(two):
        return not ended and small
    if ended and not small and placed.distance > _WIDER_BEHIND_A_STOP * measure.usual(two):
        return False
    short = one.right - one.left < _SHORT * measure.width
    indented = two.left - one.left > 6 and one.right > two.left
    if indented and (_LABEL.match(one.text) or _BULLET.match(one.text)):
        return True
    if _LABEL.match(two.text) and one.left - two.left > 6:
        return False
    return small or not (short or (ended and indented))


def _is_heading_line(group: list[_Placed], size: float) -> bool:
    """A line that is a heading by its words alone, or by larger type."""
    if len(group) != 1:
        return False
    line = group[0].line
    text = squeeze(line.text)
    if not text or len(text.split()) > _HEADING_WORDS or not any(sign.isalpha() for sign in text):
        return False
    starts = text[0].isupper() or _NUMBERED.match(text) is not None
    if starts and not text.endswith((".", ",", ";")) and is_known_heading(text):
        return True
    return line.height >= _LARGER * size and text[0].isupper() and not text.endswith((".", ","))


def _block(group: list[_Placed], size: float, vocabulary: Counter[str], *, titled: bool) -> Block:
    shown = mended_lines([placed.line.text for placed in group], vocabulary)
    pieces = tuple(Piece(words, one.page, one.number) for words, one in zip(shown, group, strict=True))
    text = squeeze("".join(shown))
    page, line = group[0].page, group[0].number
    if titled:
        return Block(text, "title", page, line, pieces=pieces)
    if _is_heading_line(group, size) or _is_large_heading(group, size):
        return Block(text, "heading", page, line, _level(text, group[0].line.height, size), pieces)
    sign = _BULLET.match(shown[0])
    if sign:
        first = Piece(shown[0][sign.end() :], page, line, sign.end())
        return Block(_BULLET.sub("", text), "item", page, line, pieces=(first, *pieces[1:]))
    return Block(text, "paragraph", page, line, pieces=pieces)


def _is_large_heading(group: list[_Placed], size: float) -> bool:
    """Several lines of large type that do not end as a sentence does."""
    words = sum(len(placed.line.text.split()) for placed in group)
    large = min(placed.line.height for placed in group) >= _LARGER * size
    return words <= 2 * _HEADING_WORDS and large and not squeeze(group[-1].line.text).endswith((".", ",", ";", ":"))


def _level(text: str, height: float, size: float) -> int:
    """Rank of a heading: by its number where it has one; the known names of parts are all of one rank."""
    match = re.match(r"^(\d{1,2}(?:\.\d{1,2}){0,3})", text)
    if match:
        return 2 + match[1].count(".")
    return 2 if height >= _LARGER * size or is_known_heading(text) else 3
