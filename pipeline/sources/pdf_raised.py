"""Judges the raised characters of a row of a PDF page: marks of citations and notes, exponents, and plain figures."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.markup.superscripts import as_superscript, raised
from pipeline.sources.pdf_layer import NOTHING, Box, Layer
from pipeline.sources.raised import LOOK_BACK

_DIGITS = re.compile(r"[\[(]?(?:[0-9][0-9,–−-]*|[+−–-][0-9]+)[\])]?")
_NOTE_SIGNS = re.compile(r"[*†‡§¶‖#]+|(?<![\w-])[a-h](?![\w’'.-])")
"""What may be a note's sign; that it is raised decides."""


class Row(NamedTuple):
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


def with_superscripts(row: Row, height: float, bottom: float) -> tuple[Sequence[str], Sequence[str]]:
    """What each character is shown as, once without raised citations and once with them as superscripts.

    Raised signs of notes (`*`, `a`) go: they lead to nothing that is cited.
    `193` with a small 1 above the line is 193, cited; `10` with a small -4 is 10⁻⁴ in both.
    """
    raised_runs = list(_raised_runs(row, height, bottom))
    signs = list(_note_signs(row, height, bottom))
    if not raised_runs and not signs and NOTHING not in row.words:
        return row.words, row.words
    plain = ["" if sign == NOTHING else sign for sign in row.words]
    for at in signs:
        plain[at - row.begin] = ""
    marked = list(plain)
    for span in raised_runs:
        _raise(row, span, plain, marked)
    return plain, marked


def _raised_runs(row: Row, height: float, bottom: float) -> Iterator[tuple[int, int]]:
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


def _note_signs(row: Row, height: float, bottom: float) -> Iterator[int]:
    """Where raised signs of notes stand: daggers and stars, and letters behind a stop."""
    for match in _NOTE_SIGNS.finditer(row.text, row.begin, row.end):
        if match[0].isalpha() and (match.start() == row.begin or row.text[match.start() - 1].isspace()):
            continue
        for at in range(*match.span()):
            if row.layer.is_raised(row.start + at, height, bottom):
                yield at


def _raise(row: Row, span: tuple[int, int], plain: list[str], marked: list[str]) -> None:
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
