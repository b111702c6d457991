"""Text without mark-up as a row of blocks, and what readers of PDFs and of plain text do with it alike."""

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from pipeline.identifiers import find_all
from pipeline.records.citation import Identifiers
from pipeline.sources.sheet import HEADINGS, Sheet, ends_the_work, heading_key, heading_kind
from pipeline.sources.tables import Grid

_AFTER_REFERENCES = re.compile(
    r"(?i)^(?:appendix|supplement\w*|supporting information|figure legends?|tables?|figures)\b"
)

NUMBERED_CAPTION = re.compile(
    r"(?:Supplementary |Appendix )?(?:Table|Tab\.|Figure|Fig\.|Box)\s[A-Z]?\d{1,2}\s?[.:|–—-]\s"
)
"""How a line begins that stands over a table or under a figure: it is no heading of what follows."""
_CAPTION = re.compile(r"(?i)(?:supplementary |appendix )?(?:table|tab\.)\s[a-z]?\d")
_OPENINGS = frozenset((*HEADINGS.apparatus, "introduction", "background"))


class Piece(Struct, frozen=True):
    """What one line of a page gives to a block: the block's text is that of its pieces, white space folded."""

    text: str
    page: int
    line: int
    shift: int = 0
    """Characters of the page's line before `text` (a list's sign)."""


class Block(Struct, frozen=True):
    """A paragraph, heading, title or list item, on one line."""

    text: str
    kind: Literal["title", "heading", "paragraph", "item", "table"]
    page: int | None
    """Where it begins; None where the format has no pages."""
    line: int
    """1-based, among the lines of its page as they are read."""
    level: int = 0
    pieces: tuple[Piece, ...] = ()
    """Line by line, where the format has pages."""
    grid: Grid | None = None
    """Of a table; `text` then holds its rows."""


def is_known_heading(text: str) -> bool:
    """Whether these words are the usual name of a part of a paper."""
    key = heading_key(text)
    return key in _OPENINGS or heading_kind(text) is not None or ends_the_work(text)


def without_references(whole: Iterable[Block]) -> tuple[Block, ...]:
    """All but the list of references; what comes after it (legends, appendices) stays."""
    every = tuple(whole)
    kept: list[Block] = []
    inside = False
    for at, block in enumerate(every):
        if block.kind == "heading":
            key = heading_key(block.text)
            opens = key in HEADINGS.references and at > len(every) // 5
            ends = _AFTER_REFERENCES.match(key) is not None or key in HEADINGS.apparatus
            inside = opens or (inside and not ends)
        if not inside and not (block.kind == "heading" and ends_the_work(block.text)):
            kept.append(block)
    return tuple(kept)


def write_blocks(whole: Iterable[Block], sheet: Sheet) -> None:
    """Write blocks in order; items that follow each other make one list."""
    in_list = False
    every = list(whole)
    caption = ""
    for at, block in enumerate(every):
        above_table = at + 1 < len(every) and every[at + 1].grid is not None
        if above_table and _CAPTION.match(block.text) and block.grid is None:
            caption = block.text
            continue
        if block.page:
            sheet.turn_page(block.page)
        if block.grid is not None:
            sheet.table(block.grid, caption)
            caption = ""
        elif block.kind == "title":
            sheet.title(block.text)
        elif block.kind == "heading":
            sheet.heading(block.text, block.level)
        elif block.kind == "item":
            sheet.item(block.text, first=not in_list)
        else:
            sheet.paragraph(block.text)
        in_list = block.kind == "item"


def own_names(first: Iterable[Block]) -> Identifiers:
    """The DOI of the work: the only one in its first blocks, long ones (legal notes, prose) left out."""
    dois: list[str] = []
    for block in first:
        for name in find_all(block.text):
            doi = name.identifiers.doi
            if doi and len(block.text) < 400:
                dois.append(doi)
    distinct = tuple(dict.fromkeys(dois))
    return Identifiers(doi=distinct[0]) if len(distinct) == 1 else Identifiers()
