"""What the PDF worker hands over: pages of lines with their places, as plain records that travel as JSON."""

from typing import Literal

from msgspec import Struct

Failure = Literal["encrypted", "damaged", "too_many_pages", "too_much_text", "no_text"]


class PdfLink(Struct, frozen=True, array_like=True):
    """Characters of a line that lead to an address; offsets count in `marked` where the line has it, else in `text`."""

    start: int
    end: int
    url: str


class PdfCell(Struct, frozen=True, array_like=True):
    """A part of a line between wide gaps."""

    text: str
    left: float
    right: float


class PdfLine(Struct, frozen=True, array_like=True):
    """A line of one column, as a reader of the page sees it; places in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    height: float
    """Height of its letters with ascenders and descenders: the size of the type."""
    column: int = 0
    """0 for lines across the page and the first column."""
    marked: str = ""
    """`text` with raised citations kept as superscript characters; empty where it has none."""
    links: tuple[PdfLink, ...] = ()
    """In order."""
    cells: tuple[PdfCell, ...] = ()
    """The line's parts where it has wide gaps, as rows of tables do."""


class PdfPage(Struct, frozen=True):
    """A page; `lines` stand in reading order."""

    number: int
    """1-based, counted in the file."""
    width: float
    height: float
    lines: tuple[PdfLine, ...]


class PdfText(Struct, frozen=True):
    """The text layer of a file."""

    pages: tuple[PdfPage, ...]
    title: str = ""
    """As the file's own properties give it; often the name of a manuscript."""


class PdfFailure(Struct, frozen=True):
    """Why there is no text layer to read."""

    failure: Failure
    pages: int = 0
