"""Reads PDF proofs with the sources' PDF reader: columns in order, no running heads; pages and lines kept.

Parsing runs in that reader's own process with its limits. Headings come from the size of the type.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import structs

from pipeline.articles.cutting import divide
from pipeline.articles.draft import Draft, Part
from pipeline.articles.wall import Reader
from pipeline.articles.words import LABELLED
from pipeline.errors import ArticleError
from pipeline.identifiers import unwrap
from pipeline.markup import Inline, Run, resolve
from pipeline.records.article import BlockKind
from pipeline.sources.blocks import Block, Piece
from pipeline.sources.classify import Ending
from pipeline.sources.pdf_blocks import blocks
from pipeline.sources.pdf_pages import pages
from pipeline.sources.pdf_text import PdfLine, PdfText

_MAX_BYTES = 40_000_000
_KINDS: dict[str, BlockKind | None] = {"title": "title", "heading": "heading", "item": "list_item", "paragraph": None}
_OWN_TITLE = re.compile(r"(?i)\.(?:docx?|indd|pdf|tex)\b|^microsoft |^untitled|^\S+$")
_LABEL = re.compile(r"(?<=[.\w/)>])\s(?=\[\d{1,3}\]\s[A-Z])")
_NUMBER = re.compile(r"(\d{1,3})[.)]?\s+(?=[A-Z“\"])")


def read_pdf(data: bytes, path: str) -> Draft:
    """The proof's parts; lines are those of the page, from its top.

    Raises:
        ArticleError: locked, damaged, too large, or without a text layer.
    """
    if len(data) > _MAX_BYTES:
        raise ArticleError(f"{path}: {len(data) // 1_000_000} MB is too large for a proof (at most 40 MB)")
    found = pages(data)
    if isinstance(found, Ending):
        raise ArticleError(f"{path}: {found.detail} Ask for the text as .docx, .html, .md or .txt.")
    marked = _with_marks(found)
    lines = {(page.number, at): line for page in marked.pages for at, line in enumerate(page.lines, 1)}
    parts = tuple(piece for block in blocks(marked) for piece in _parts(block, lines))
    title = "" if _OWN_TITLE.search(found.title) or len(found.title.split()) < 3 else found.title
    return Draft(format="pdf", parts=parts, title=title, flat=True)


def _with_marks(text: PdfText) -> PdfText:
    """The pages with their raised citations, which sources are read without."""
    pages_of = (
        structs.replace(page, lines=tuple(structs.replace(line, text=line.marked or line.text) for line in page.lines))
        for page in text.pages
    )
    return structs.replace(text, pages=tuple(pages_of))


def _parts(block: Block, lines: Mapping[tuple[int, int], PdfLine]) -> list[Part]:
    """The block as parts; entries of a reference list that were set without space between them are parted."""
    if block.kind == "table":
        rows = (resolve([Run(piece.text, piece.line, piece.page)]) for piece in block.pieces)
        return [Part(row, "table_row", gap="\n" if at else "\n\n") for at, row in enumerate(rows)]
    inline = resolve(
        _over_lines([run for piece in block.pieces for run in _runs(piece, lines[piece.page, piece.line])])
    )
    part = Part(inline, _KINDS[block.kind], level=max(block.level, 1 if block.kind == "title" else 0))
    if not LABELLED.match(inline.text):
        return [part]
    first, *others = divide(part, _entries(inline))
    return [first, *(structs.replace(other, gap="\n") for other in others)]


def _runs(piece: Piece, line: PdfLine) -> Iterator[Run]:
    """A line of the page as runs, its links among them."""
    done = 0
    for link in line.links:
        start, end = max(link.start - piece.shift, done), min(link.end - piece.shift, len(piece.text.rstrip()))
        if start < end:
            yield Run(piece.text[done:start], piece.line, piece.page)
            yield Run(piece.text[start:end], piece.line, piece.page, href=unwrap(link.url))
            done = end
    yield Run(piece.text[done:], piece.line, piece.page)


def _over_lines(runs: list[Run]) -> list[Run]:
    """Links that go on in the next line are one: the space between their halves belongs to them."""
    inked = [run for run in runs if run.text]
    joined = inked[:1]
    for at, run in enumerate(inked[1:], 1):
        following = inked[at + 1].href if at + 1 < len(inked) else ""
        goes_on = following == joined[-1].href and not run.text.strip()
        joined.append(structs.replace(run, href=joined[-1].href) if goes_on else run)
    return joined


def _entries(inline: Inline) -> list[int]:
    """Where entries begin in a block that begins with one: `[2] Doe` anywhere, `2. Doe` at a line's start in order."""
    bracketed = [match.start() for match in _LABEL.finditer(inline.text)]
    if bracketed:
        return bracketed
    first = _NUMBER.match(inline.text)
    points: list[int] = []
    for anchor in inline.anchors if first else ():
        match = _NUMBER.match(inline.text, anchor.start)
        if match and first and int(match[1]) == int(first[1]) + len(points) + 1:
            points.append(anchor.start)
    return points


def _accepts(head: bytes) -> bool:
    return head.lstrip()[:5] == b"%PDF-"


READER = Reader("pdf", suffixes=(".pdf",), accepts=_accepts, read=read_pdf, rank=30, binary=True)
