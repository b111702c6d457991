"""The characters of a PDF page: its text in rows as they stand, and the place of each character.

There are thousands of characters a page and pdfium tells the place of one at a time, so these calls are what reading
a PDF costs: a place is asked only where it decides something, through one handle into one rectangle.
"""

import ctypes
import re
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

RAISED_SIZE = 0.85
"""A raised character is at most this high, measured by its line's letters."""
RAISED_BY = 0.12
"""And stands at least this part of a letter's height above the line."""
NOTHING = "\x00"
"""Stands for the line break that pdfium put within a line."""
_TOUCH = 0.3
"""Share of the type's height between two rows that are one line: the space of a word at most."""
_SPACE = 0.12
_LEVEL = 0.1
_LINE_END = re.compile(r"(\r\n|\r|\n|(?<=\ufffe))")

_RECT = raw.FS_RECTF()
_INTO_RECT = ctypes.byref(_RECT)
_place = raw.FPDFText_GetLooseCharBox


class Box(NamedTuple):
    """The place of a character by its font's size."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """From descender to ascender."""
        return self.top - self.bottom


class Layer:
    """The text layer of an open page; not a record, since pdfium holds what is in it."""

    def __init__(self, page: pdfium.PdfTextPage) -> None:
        """Index and text run in step, also where the text has characters that pdfium counts as two."""
        self._handle = page.raw
        count = page.count_chars()
        self.text = page.get_text_range() if count > 0 else ""
        if len(self.text) != count:
            self.text = "".join(chr(raw.FPDFText_GetUnicode(self._handle, at)) for at in range(count))

    def box(self, at: int) -> Box | None:
        """The place of a character, None for characters that pdfium put in itself."""
        if not _place(self._handle, at, _INTO_RECT) or _RECT.right <= _RECT.left:
            return None
        return Box(_RECT.left, _RECT.bottom, _RECT.right, _RECT.top)

    def is_raised(self, at: int, height: float, bottom: float) -> bool:
        """Whether a character is small and high beside letters of this height and foot."""
        if not _place(self._handle, at, _INTO_RECT) or _RECT.right <= _RECT.left:
            return False
        foot = _RECT.bottom
        return bool(_RECT.top - foot <= RAISED_SIZE * height and foot >= bottom + RAISED_BY * height)

    def is_one_object(self, at: int, length: int) -> bool:
        """Whether characters were drawn by one operator, in one size and on one line: then none of them is raised."""
        return (
            bool(raw.FPDFText_CountRects(self._handle, at, length) == 1) and NOTHING not in self.text[at : at + length]
        )

    def is_generated(self, at: int) -> bool:
        """Whether pdfium put the character in where it saw a gap."""
        return bool(raw.FPDFText_IsGenerated(self._handle, at) == 1)

    def rows(self) -> Iterator[tuple[int, str]]:
        """Lines as they stand on the page, with the index of their first character.

        Pdfium joins a line that ends in a hyphen with the next and puts U+FFFE for the hyphen: parted there again.
        """
        at, held = 0, (0, "")
        for row in _LINE_END.split(self.text):
            blank = not row or row.isspace()
            joint = None if blank or not held[1] else self._joint(held, (at, row))
            if joint is not None:
                held = (held[0], held[1] + joint.ljust(at - held[0] - len(held[1]), NOTHING) + row)
            elif not blank:
                if held[1]:
                    yield held
                held = (at, row)
            at += len(row)
        if held[1]:
            yield held

    def _joint(self, one: tuple[int, str], two: tuple[int, str]) -> str | None:
        """What stands between two rows that are one line, a space or nothing; None where they are two lines.

        Pdfium breaks at raised figures that share no height with letters.
        """
        before = self.box(one[0] + len(one[1].rstrip()) - 1)
        after = self.box(two[0] + len(two[1]) - len(two[1].lstrip()))
        if before is None or after is None:
            return None
        small, large = (after, before) if after.height < before.height else (before, after)
        gap = (after.left - before.right) / max(large.height, 1.0)
        if small.height > RAISED_SIZE * large.height:
            level = abs(before.bottom - after.bottom) <= _LEVEL * large.height
        else:
            level = min(small.top, large.top) - max(small.bottom, large.bottom) >= 0.5 * small.height
        if not level or abs(gap) > _TOUCH:
            return None
        return " " if gap > _SPACE and not one[1][-1].isspace() else ""
