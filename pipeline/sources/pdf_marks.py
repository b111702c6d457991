"""Finds the signs of lists that a PDF draws as shapes: browsers paint their bullets as small discs and squares."""

import ctypes
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

BULLET = "• "
"""What a drawn bullet is written as before its line."""
MAX_OBJECTS = 20_000
"""Objects of one page that are looked at; a page of text drawn letter by letter has some thousand."""
_SMALLEST, _LARGEST = 1.0, 12.0
"""Points: a bullet's width and height."""
_SQUARE = 1.35
"""How much longer than broad a bullet is, at most."""
_OF_HEIGHT = 0.62
"""A bullet is at most this high, measured by its line's letters."""
_LOW, _HIGH = 0.12, 0.8
"""Its middle stands between these parts of the line's height."""
_AWAY = 2.6
"""And its right edge at most so many heights left of the line."""


class Shape(NamedTuple):
    """The bounds of a small drawn shape."""

    bottom: float
    top: float
    left: float
    right: float


def small_shapes(page: pdfium.PdfPage) -> list[Shape]:
    """The shapes of a page that are small enough for a list's sign and about as broad as high, from its foot up."""
    handle = page.raw
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    into = [ctypes.byref(side) for side in (left, bottom, right, top)]
    found = []
    for at in range(min(raw.FPDFPage_CountObjects(handle), MAX_OBJECTS)):
        shape = raw.FPDFPage_GetObject(handle, at)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(shape, *into):
            continue
        wide, high = right.value - left.value, top.value - bottom.value
        sized = min(wide, high) >= _SMALLEST and max(wide, high) <= _LARGEST
        if sized and max(wide, high) <= _SQUARE * min(wide, high):
            found.append(Shape(bottom.value, top.value, left.value, right.value))
    return sorted(found)


def has_bullet(shapes: Sequence[Shape], left: float, bottom: float, height: float) -> bool:
    """Whether a list's sign stands before a line that begins at `left` and has letters of this foot and height.

    Pictures have thousands of shapes: those of other heights on the page are passed over.
    """
    first = bisect_left(shapes, (bottom - _LARGEST,))
    for at in range(first, len(shapes)):
        shape = shapes[at]
        if shape.bottom > bottom + height:
            break
        middle = (shape.bottom + shape.top) / 2
        level = bottom + _LOW * height <= middle <= bottom + _HIGH * height
        near = 0 <= left - shape.right <= _AWAY * height
        if level and near and shape.top - shape.bottom <= _OF_HEIGHT * height:
            return True
    return False
