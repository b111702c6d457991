"""Reads Word files, with tracked changes as accepted: mammoth makes a page of them, which the page reader reads."""

import io
import zipfile
import zlib
from xml.parsers.expat import ExpatError

import mammoth
from lxml import html as markup_parser

from pipeline.markup.packages import weigh
from pipeline.records.source import Capture, Reading
from pipeline.sources import Reader, html, unread
from pipeline.sources.classify import Ending

MAX_UNPACKED = 60_000_000
"""Bytes that a file may unpack to; a long manuscript's text unpacks to five million."""
_MAX_PARTS = 3000
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError)
"""What unpacking a damaged archive raises; a method of packing that Python does not know is a RuntimeError."""
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Caption'] => figcaption:fresh
"""
_DAMAGED = Ending("unreadable", "The Word file is damaged or was cut off.")


def accepts(_: Capture, head: bytes) -> bool:
    """A zip archive whose first entries are those of an Office file; read looks whether it is a text."""
    return head.startswith(b"PK\x03\x04")


def read(capture: Capture, body: bytes) -> Reading:
    """Read a captured Word file; old `.doc` files, spreadsheets and other archives end as `unsupported`."""
    refusal = _refusal(body)
    if refusal:
        return unread(capture, refusal, READER.name)
    try:
        page = mammoth.convert_to_html(io.BytesIO(body), style_map=_STYLES, convert_image=_no_image()).value
    except (*_BROKEN, KeyError, AttributeError, TypeError, IndexError, RecursionError, ExpatError):
        return unread(capture, _DAMAGED, READER.name)
    return html.read_markup(capture, f"<html><body>{_without_notes(page)}</body></html>", READER.name)


def _no_image() -> object:
    """Pictures are left out: they may be large, and hold no text."""
    return mammoth.images.img_element(lambda _: {"src": ""})


def _refusal(body: bytes) -> Ending | None:
    """Looks at the archive before anything is unpacked: sizes, and entity definitions that no Word file has."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                return Ending("too_large", "The Word file unpacks to more than is read.")
            names = {part.filename for part in parts}
            if "word/document.xml" not in names:
                return Ending("unsupported", "The file is an archive, but not a Word text.")
            weight = weigh(archive)
    except _BROKEN:
        return _DAMAGED
    if weight.too_heavy:
        return Ending("too_large", "The Word file holds more mark-up than is read.")
    return Ending("unreadable", "The Word file defines entities, which no Word file does.") if weight.defines else None


def _without_notes(page: str) -> str:
    """Mammoth puts foot- and endnotes into a list at the end; in a source they are references, not its findings."""
    if 'id="footnote-' not in page and 'id="endnote-' not in page:
        return page
    root = markup_parser.fragment_fromstring(page, create_parent="div")
    for item in root.xpath(".//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"):
        item.drop_tree()
    return str(markup_parser.tostring(root, encoding="unicode"))


READER = Reader(name="docx", accepts=accepts, read=read, rank=30)
