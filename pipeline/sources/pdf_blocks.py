"""Puts the lines of PDF pages together again: words parted at line ends, paragraphs, headings; running heads go.

Also used for proofs of articles. Nothing here needs more than the lines and their places (`pdf_text`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import median

from msgspec import Struct

from pipeline.sources.blocks import Block, is_known_heading
from pipeline.sources.line_breaks import join_lines, vocabulary_of
from pipeline.sources.pdf_text import PdfLine, PdfPage, PdfText
from pipeline.sources.sheet import heading_kind, squeeze

_MARGIN = 0.09
"""Share of the page's height, at its top and bottom, where running heads and page numbers stand."""
_PAGE_NUMBER = re.compile(r"(?i)^(?:page\s+)?[\divx]{1,6}(?:\s*(?:of|/)\s*\d{1,4})?$|^[-–—]\s*\d{1,4}\s*[-–—]$")
_SENTENCE_END = re.compile(r"[.!?:]['\"”’)\]]*(?:\s?[\[(]?\d[\d,–-]*[\])]?)?$")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z]")
_BULLET = re.compile(r"^[•●▪◦‣·∙■–]\s+")
_HEADING_WORDS = 14
_LARGER = 1.12
"""Type so much larger than the text's is a heading's."""
_WIDER = 1.5
"""A distance between lines so much wider than usual ends a paragraph."""


def blocks(text: PdfText) -> tuple[Block, ...]:
    """The blocks of a file in reading order, without running heads and page numbers."""
    pages = [_without_running_heads(page, _repeated(text.pages)) for page in text.pages]
    lines = [(page, at, line) for page in pages for at, line in page]
    if not lines:
        return ()
    size = _text_size(line for _, _, line in lines)
    vocabulary = vocabulary_of(line.text for _, _, line in lines)
    return tuple(_compose(_placed(lines), size, vocabulary))


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


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", squeeze(text).lower())


def _repeated(pages: tuple[PdfPage, ...]) -> frozenset[str]:
    """What stands in the margins of at least two pages, figures aside: running heads and feet."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_pattern(line.text) for line in page.lines if _in_margin(page, line)})
    return frozenset(pattern for pattern, times in seen.items() if times >= 2)


def _without_running_heads(page: PdfPage, repeated: frozenset[str]) -> _Kept:
    kept = []
    for number, line in enumerate(page.lines, 1):
        furniture = _pattern(line.text) in repeated or _PAGE_NUMBER.match(squeeze(line.text))
        if not (furniture and _in_margin(page, line)):
            kept.append((number, line))
    return _Kept(page.number, tuple(kept))


def _text_size(lines: Iterable[PdfLine]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.height, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _compose(lines: list[_Placed], size: float, vocabulary: Counter[str]) -> Iterator[Block]:
    usual = median([line.distance for line in lines if line.distance] or [0.0])
    title = _title_lines(lines, size)
    group: list[_Placed] = []
    for at, placed in enumerate(lines):
        if group and not (_goes_on(group[-1], placed, usual) and (at - 1 in title) == (at in title)):
            yield _block(group, size, vocabulary, titled=at - 1 in title)
            group = []
        if group and at not in title and (_is_heading_line(group, size) or _is_heading_line([placed], size)):
            yield _block(group, size, vocabulary, titled=False)
            group = []
        group.append(placed)
    if group:
        yield _block(group, size, vocabulary, titled=len(lines) - 1 in title)


def _title_lines(lines: list[_Placed], size: float) -> frozenset[int]:
    """The lines of the largest type on the first page, if it is larger than the text's: the title."""
    first = [at for at, placed in enumerate(lines) if placed.page == lines[0].page][:60]
    largest = max((lines[at].line.height for at in first if len(lines[at].line.text.split()) > 1), default=0.0)
    if largest < _LARGER * size:
        return frozenset()
    found = [at for at in first if abs(lines[at].line.height - largest) < 0.5]
    run = [at for offset, at in enumerate(found) if at == found[0] + offset]
    words = sum(len(lines[at].line.text.split()) for at in run)
    known = heading_kind(lines[run[0]].line.text)
    return frozenset(run) if 3 <= words <= 60 and not known else frozenset()


def _goes_on(before: _Placed, placed: _Placed, usual: float) -> bool:
    """Whether a line goes on with the paragraph of the line before."""
    one, two = before.line, placed.line
    if abs(one.height - two.height) > 0.12 * max(one.height, two.height, 1.0) or _BULLET.match(two.text):
        return False
    ended = _SENTENCE_END.search(one.text.rstrip()) is not None
    if not placed.distance:
        return not ended or two.text[:1].islower()
    if placed.distance > _WIDER * usual + 1:
        return not ended and two.text[:1].islower()
    indented = two.left - one.left > 6 and before.number + 1 == placed.number and one.right > two.left
    return not (ended and indented)


def _is_heading_line(group: list[_Placed], size: float) -> bool:
    """A line that is a heading by its words alone, or by larger type."""
    if len(group) != 1:
        return False
    line = group[0].line
    text = squeeze(line.text)
    if not text or len(text.split()) > _HEADING_WORDS or not any(sign.isalpha() for sign in text):
        return False
    known = is_known_heading(text)
    starts = text[0].isupper() or _NUMBERED.match(text) is not None
    if known and starts and not text.endswith((".", ",", ";")):
        return True
    return line.height >= _LARGER * size and text[0].isupper() and not text.endswith((".", ","))


def _block(group: list[_Placed], size: float, vocabulary: Counter[str], *, titled: bool) -> Block:
    text = join_lines([placed.line.text for placed in group], vocabulary)
    page, line = group[0].page, group[0].number
    if titled:
        return Block(text, "title", page, line)
    if _is_heading_line(group, size) or _is_large_heading(group, size):
        return Block(text, "heading", page, line, _level(text, group[0].line.height, size))
    if _BULLET.match(text):
        return Block(_BULLET.sub("", text), "item", page, line)
    return Block(text, "paragraph", page, line)


def _is_large_heading(group: list[_Placed], size: float) -> bool:
    words = sum(len(placed.line.text.split()) for placed in group)
    return words <= 2 * _HEADING_WORDS and min(placed.line.height for placed in group) >= 1.2 * size


def _level(text: str, height: float, size: float) -> int:
    """Rank of a heading: by its number where it has one; the known names of parts are all of one rank."""
    match = re.match(r"^(\d{1,2}(?:\.\d{1,2}){0,3})", text)
    if match:
        return 2 + match[1].count(".")
    return 2 if height >= _LARGER * size or is_known_heading(text) else 3
