"""Finds the links of a PDF page: areas that lead to an address, and the characters of a line that stand in them."""

import ctypes
from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.sources.pdf_text import PdfLink

MAX_AREAS = 1_000
"""Areas of one page that are looked at; a page of references has some hundred."""
_LONGEST = 2_000
"""Bytes of the longest address."""


class Area(NamedTuple):
    """A rectangle of a page that leads to an address of the web."""

    left: float
    bottom: float
    right: float
    top: float
    url: str

    def holds(self, x: float, y: float) -> bool:
        """Whether a point stands in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def link_areas(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> list[Area]:
    """The areas of a page that lead out of the file; links within it are left out."""
    found: list[Area] = []
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    looked = 0
    while looked < MAX_AREAS and raw.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
        looked += 1
        url = _address(document, link)
        if url:
            found += _areas(link, url)
    return found[:MAX_AREAS]


def _address(document: pdfium.PdfDocument, link: raw.FPDF_LINK) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    size = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document, action, buffer, size)
    url = buffer.value.decode("utf-8", "replace").strip()
    return url if url.lower().startswith(("http://", "https://")) else ""


def _areas(link: raw.FPDF_LINK, url: str) -> list[Area]:
    """One area for each line of the link's words, else that of the whole link."""
    areas = []
    points = raw.FS_QUADPOINTSF()
    for at in range(min(raw.FPDFLink_CountQuadPoints(link), 20)):
        if raw.FPDFLink_GetQuadPoints(link, at, ctypes.byref(points)):
            across = (points.x1, points.x2, points.x3, points.x4)
            up = (points.y1, points.y2, points.y3, points.y4)
            areas.append(Area(min(across), min(up), max(across), max(up), url))
    if not areas:
        box = raw.FS_RECTF()
        if raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            areas.append(Area(box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top), url))
    return areas


def linked(urls: Sequence[str], shown: Sequence[str]) -> tuple[PdfLink, ...]:
    """Links of a line from the address of each character (empty for none) and what each character is shown as.

    Spaces have no place of their own: one between two characters of a link belongs to it.
    """
    starts = list(accumulate((len(one) for one in shown), initial=0))
    inked = [(at, url) for at, url in enumerate(urls) if shown[at].strip()]
    links = []
    for url, run in groupby(inked, key=lambda pair: pair[1]):
        places = [at for at, _ in run]
        if url:
            links.append(PdfLink(starts[places[0]], starts[places[-1] + 1], url))
    return tuple(links)
