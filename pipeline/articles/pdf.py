"""Reads PDF proofs with the sources' PDF reader: columns in order, no running heads; pages and lines kept.

Parsing runs in that reader's own process with its limits. Headings come from the size of the type.
"""

import re

from pipeline.articles.cutting import divide
from pipeline.articles.draft import Draft, Part
from pipeline.articles.wall import Reader
from pipeline.articles.words import LABELLED
from pipeline.errors import ArticleError
from pipeline.markup import Inline, Run, resolve
from pipeline.records.article import Anchor, BlockKind
from pipeline.sources.blocks import Block
from pipeline.sources.classify import Ending
from pipeline.sources.pdf_blocks import blocks
from pipeline.sources.pdf_pages import pages
from pipeline.sources.pdf_text import PdfText

_MAX_BYTES = 40_000_000
_KINDS: dict[str, BlockKind | None] = {"title": "title", "heading": "heading", "item": "list_item", "paragraph": None}
_OWN_TITLE = re.compile(r"(?i)\.(?:docx?|indd|pdf|tex)\b|^microsoft |^untitled|^\S+$")
_LABEL = re.compile(r"(?<=[.\w/)>])\s(?=\[\d{1,3}\]\s[A-Z])")
_SLACK = 4
"""Letters by which a joined line is shorter or longer than the lines it is made of (hyphens, spaces)."""
_OPENING = 18
"""Letters of a line by which it is found again in its joined paragraph."""


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
    whole = blocks(found)
    ends = [*((block.page or 1, block.line) for block in whole[1:]), (10**6, 0)]
    parts = tuple(
        piece for block, end in zip(whole, ends, strict=True) for piece in _parts(block, _lines(found, block, end))
    )
    title = "" if _OWN_TITLE.search(found.title) or len(found.title.split()) < 3 else found.title
    return Draft(format="pdf", parts=parts, title=title, flat=True)


def _lines(text: PdfText, block: Block, end: tuple[int, int]) -> list[tuple[int, int, str]]:
    """`(page, line, words)` of the lines from where `block` begins to where the next one does."""
    start = (block.page or 1, block.line)
    return [
        (page.number, at, line.text)
        for page in text.pages
        if start[0] <= page.number <= end[0]
        for at, line in enumerate(page.lines, 1)
        if start <= (page.number, at) < end
    ]


def _parts(block: Block, lines: list[tuple[int, int, str]]) -> list[Part]:
    """The block as parts; entries of a reference list that were set without space between them are parted."""
    inline = _anchored(resolve([Run(block.text, block.line, block.page)]), lines, block)
    part = Part(inline, _KINDS[block.kind], level=max(block.level, 1 if block.kind == "title" else 0))
    if not LABELLED.match(block.text):
        return [part]
    return list(divide(part, [match.start() for match in _LABEL.finditer(part.text)]))


def _anchored(inline: Inline, lines: list[tuple[int, int, str]], block: Block) -> Inline:
    """`inline` with an anchor for each line of the page, found by its first letters where the line before ends."""
    anchors = [Anchor(0, block.line, block.page)]
    end = len(lines[0][2].strip()) if lines else 0
    for page, line, words in lines[1:]:
        opening = words.strip()[:_OPENING].strip()
        place = inline.text.find(opening, max(end - _SLACK, 1), end + _SLACK + len(opening))
        if place > 0:
            anchors.append(Anchor(place, line, page))
            end = place + len(words.strip())
    return Inline(inline.text, inline.marks, inline.links, tuple(anchors))


def _accepts(head: bytes) -> bool:
    return head.lstrip()[:5] == b"%PDF-"


READER = Reader("pdf", suffixes=(".pdf",), accepts=_accepts, read=read_pdf, rank=30, binary=True)
