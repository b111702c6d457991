"""Builds the canonical text of a source, block by block, and keeps where its parts stand.

What every reader promises: a block (paragraph, list item, table row, caption, field) is one line without a break
inside; items and rows that belong together stand on neighbouring lines, other blocks after an empty line. Headings
are lines of their own outside every section: a section has their words as its title. Sections come in text order
and never overlap.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from msgspec import Struct

from pipeline import lexicon
from pipeline.markup import tidy
from pipeline.records.source import Cell, Section
from pipeline.sources.tables import Grid

Kind = Literal["title", "abstract", "body", "methods", "results", "discussion", "list", "table", "caption", "field"]

_NUMBERING = re.compile(r"(?:\d+(?:\.\d+)*\.?|[ivx]+\.|[a-z]\.)\s+")
_COUNTED = re.compile(r"\s*\(\d+\)$|^\d+\s+")
_CAPTION = re.compile(
    r"(?i:(?:supplement(?:ary|al)\s+|extended\s+data\s+)?(?:table|tab\.|tbl\.|box|exhibit))\s*[A-Z]?[\dIVX]{1,4}[A-Za-z]?(?:\s*[.:|–—-]|\s+(?![a-z])|$)"
)
"""How a table's caption begins; `Table 2 shows` is a sentence of the text."""
_CAPTION_LINES, _CAPTION_WORDS = 3, 80
"""Lines above a table, and their words, that may be its caption."""


class Headings(Struct, frozen=True, forbid_unknown_fields=True):
    """`headings.toml`: what a heading says about the text below it; lower case, without numbering."""

    abstract: tuple[str, ...]
    methods: tuple[str, ...]
    results: tuple[str, ...]
    discussion: tuple[str, ...]
    references: tuple[str, ...]
    elsewhere: tuple[str, ...]
    """Headings of what is not the work itself: related articles, comments, cited by."""
    apparatus: tuple[str, ...]
    """Headings of acknowledgements, interests, access: of the work, but nothing of what it found."""
    abstract_parts: tuple[str, ...]
    """Headings under which structured abstracts stand, beside methods, results and discussion."""


HEADINGS = lexicon.load(__package__, "headings.toml", Headings)
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS.discussion, "discussion"),
    **dict.fromkeys(HEADINGS.results, "results"),
    **dict.fromkeys(HEADINGS.methods, "methods"),
    **dict.fromkeys(HEADINGS.abstract, "abstract"),
}
_ENDS = frozenset((*HEADINGS.references, *HEADINGS.elsewhere))


class Composed(Struct, frozen=True):
    """The finished text with its parts."""

    text: str
    sections: tuple[Section, ...]
    cells: tuple[Cell, ...]


def squeeze(text: str) -> str:
    """One line: runs of white space (also no-break and thin spaces) become one space, invisible characters go.

    Minus signs, dashes and quotes stay as they are; what else changes says `pipeline.markup.tidy`, which articles go
    through as well, so that both sides spell alike.
    """
    return " ".join(tidy(text).split())


def heading_key(title: str) -> str:
    """A heading without numbering, stops and case: `2.1. Methods:` gives `methods`."""
    plain = squeeze(title).lower()
    number = _NUMBERING.match(plain)
    return plain[number.end() if number else 0 :].strip(" .:|-–—*•")


def heading_kind(title: str) -> Kind | None:
    """The kind of text that a heading announces, None where it says nothing about that."""
    return _KINDS.get(heading_key(title))


def ends_the_work(title: str) -> bool:
    """Whether what follows the heading is no evidence: a list of references, related articles, comments."""
    key = heading_key(title)
    if key.endswith(")") or key[:1].isdigit():
        key = _COUNTED.sub("", key)
    return key in _ENDS


class Sheet:
    """A text under construction. Not a record: a reader fills one and calls `finish` once."""

    def __init__(self) -> None:
        """An empty sheet; headings below which blocks come are kept as a path of (level, text, kind)."""
        self._pieces: list[str] = []
        self._length = 0
        self._sections: list[Section] = []
        self._cells: list[Cell] = []
        self._path: list[tuple[int, str, Kind | None]] = []
        self._page: int | None = None
        self._fresh = False
        self._forced: Kind | None = None
        self._tabled = 0

    @property
    def empty(self) -> bool:
        """Whether nothing has been written yet."""
        return not self._pieces

    def turn_page(self, page: int) -> None:
        """What follows stands on `page` (1-based)."""
        self._page = page

    @contextmanager
    def part(self, kind: Kind) -> Iterator[None]:
        """What is written inside is of this kind, and its headings end with it: a box marked as the abstract."""
        before = (self._path, self._forced)
        self._path, self._forced = list(self._path), kind
        yield
        self._path, self._forced = before
        self._fresh = True

    def title(self, text: str) -> None:
        """The work's title."""
        self._block(squeeze(text), "title", "")

    def heading(self, text: str, level: int, kind: Kind | None = None) -> None:
        """A heading; `level` 1 is outermost. `kind` overrides what its words say."""
        line = squeeze(text)
        if not line:
            return
        self._path = [entry for entry in self._path if entry[0] < level]
        self._path.append((level, line, kind or heading_kind(line)))
        self._write(line, "\n\n")
        self._fresh = True

    def paragraph(self, text: str, kind: Kind | None = None) -> None:
        """A paragraph; without `kind` it takes what the headings above say."""
        self._block(squeeze(text), kind or self.kind_here(), self.title_here())

    def item(self, text: str, *, first: bool) -> None:
        """A list item; `first` begins a new list. In an abstract a list stays part of the abstract."""
        here = self.kind_here()
        self._block(squeeze(text), here if here == "abstract" else "list", self.title_here(), "\n\n" if first else "\n")

    def field(self, name: str, text: str) -> None:
        """A field of a record: its own string value is quoted, its name stands outside."""
        self._block(squeeze(text), "field", name)
        self._fresh = True

    def table(self, grid: Grid, caption: str = "") -> None:
        """A table: its caption, then a line a row with ` | ` between the cells."""
        caption = squeeze(caption)
        if caption:
            self._block(caption, "caption", self.title_here())
        else:
            caption = self._caption_above()
        title = caption or self.title_here()
        joiner = "\n\n"
        self._fresh = True
        for row in grid.rows:
            line = " | ".join(place.text for place in row).rstrip()
            if not line.strip(" |"):
                continue
            start = self._block(line, "table", title, joiner)
            joiner = "\n"
            for place in row:
                if place.quotable:
                    self._cells.append(Cell(start, start + len(place.text), place.heads, place.column, caption))
                start += len(place.text) + 3
        self._tabled = len(self._pieces)

    def _caption_above(self) -> str:
        """The caption that stands above a table as lines of their own: `Table 2`, and what follows it up to here."""
        lines = self._pieces[self._tabled :][::-2][:_CAPTION_LINES]
        for at, line in enumerate(lines):
            words = sum(len(one.split()) for one in lines[: at + 1])
            if _CAPTION.match(line) and words <= _CAPTION_WORDS:
                return " ".join(lines[at::-1])
        return ""

    def kind_here(self) -> Kind:
        """The kind of running text at this place, by the nearest heading that says one; an abstract holds its parts."""
        if self._forced:
            return self._forced
        kinds = [kind for _, _, kind in self._path if kind]
        if "abstract" in kinds:
            return "abstract"
        return kinds[-1] if kinds else "body"

    def title_here(self) -> str:
        """The nearest heading above."""
        return self._path[-1][1] if self._path else ""

    def finish(self) -> Composed:
        """The text and its parts."""
        return Composed("".join(self._pieces), tuple(self._sections), tuple(self._cells))

    def _write(self, line: str, joiner: str) -> int:
        if self._pieces:
            self._pieces.append(joiner)
            self._length += len(joiner)
        start = self._length
        self._pieces.append(line)
        self._length += len(line)
        return start

    def _block(self, line: str, kind: Kind, title: str, joiner: str = "\n\n") -> int:
        """Write `line` and let the section before it grow over it, or open a new one; its start."""
        if not line:
            return self._length
        start = self._write(line, joiner)
        last = self._sections[-1] if self._sections else None
        grows = last and not self._fresh and (last.kind, last.title, last.page) == (kind, title, self._page)
        if last and grows and kind != "title":
            self._sections[-1] = Section(title, kind, last.start, self._length, self._page)
        else:
            self._sections.append(Section(title, kind, start, self._length, self._page))
        self._fresh = False
        return start
