"""Reads Word files (also those of Google Docs) through mammoth: tracked changes as accepted, comments left out."""

import io
import re
import zipfile
from typing import Any
from xml.etree.ElementTree import ParseError

import mammoth
import mammoth.documents
import mammoth.transforms
from lxml import etree
from msgspec import structs

from pipeline.articles.draft import Draft
from pipeline.articles.html import draft_of, parse
from pipeline.articles.wall import Reader
from pipeline.errors import ArticleError
from pipeline.markup.packages import weigh
from pipeline.markup.tree import Element

_MAX_PARTS = 4000
_MAX_PART = 60_000_000
_MAX_WHOLE = 200_000_000
"""Bytes unpacked: a bomb of 42 KB unpacks to gigabytes, a book with pictures to some tens of megabytes."""
_TEXT_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|comments|styles|numbering)\d*\.xml")
_PLACE = "claim-audit-paragraph-"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = """
p[style-name='Title'] => h1.doc-title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
r[style-name='Footnote Reference'] => sup
r[style-name='Endnote Reference'] => sup
"""


def read_docx(data: bytes, path: str) -> Draft:
    """The document's body with its footnotes and endnotes; lines are its paragraphs, counted from 1.

    Raises:
        ArticleError: damaged, encrypted, no Word document, or unpacking to more than any article holds.
    """
    inserted, deleted = _checked(data, path)
    numbering = _Numbering()
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=_no_image,
            transform_document=mammoth.transforms.paragraph(numbering.mark),
        )
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        zipfile.BadZipFile,
        ParseError,
    ) as error:
        raise ArticleError(
            f"{path}: this Word file is damaged ({type(error).__name__}); save it again in Word"
        ) from error
    except RecursionError as error:
        raise ArticleError(f"{path}: this Word file is nested too deep to be read") from error
    except Exception as error:  # expat's and mammoth's own classes share no base
        raise ArticleError(
            f"{path}: this Word file can't be read ({type(error).__name__}); save it again in Word"
        ) from error
    root = parse(result.value or "<p></p>")
    if root is None:
        raise ArticleError(f"{path}: no text was found in this Word file; there is nothing to audit")
    draft = draft_of(root, "docx", _warnings(inserted, deleted), _Places(numbering.of_file(data)).line_of)
    return structs.replace(draft, title=draft.title or _core_title(data), lang="")


def _checked(data: bytes, path: str) -> tuple[int, int]:
    """Counts of tracked insertions and deletions, once the package is known to be harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            too_large = sum(part.file_size for part in parts) > _MAX_WHOLE or any(
                part.file_size > _MAX_PART for part in parts if part.filename.endswith((".xml", ".rels"))
            )
            if len(parts) > _MAX_PARTS or too_large:
                raise ArticleError(f"{path}: this Word file unpacks to more than an article can hold; it is not read")
            if "word/document.xml" not in package.namelist() and not _main_part(package):
                raise ArticleError(f"{path}: this is no Word document; save it as .docx and try again")
            if weigh(package).too_heavy:
                raise ArticleError(f"{path}: this Word file holds more mark-up than an article does; it is not read")
            counts = [_tracked(package.read(part)) for part in parts if _TEXT_PARTS.fullmatch(part.filename)]
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise ArticleError(f"{path}: this Word file is damaged or locked; save it again in Word") from error
    if any(count is None for count in counts):
        raise ArticleError(f"{path}: this Word file declares entities of its own; it is not read")
    found = [count for count in counts if count is not None]
    return sum(count[0] for count in found), sum(count[1] for count in found)


def _main_part(package: zipfile.ZipFile) -> bool:
    """Word files may name their main part otherwise; the relations say where it is."""
    try:
        return b"officeDocument" in package.read("_rels/.rels")[:20_000] and any(
            name.startswith("word/") for name in package.namelist()
        )
    except KeyError:
        return False


_INSERTED = re.compile(rb"<w:(?:ins|moveTo)\s[^>]{0,400}?w:author=")
_DELETED = re.compile(rb"<w:(?:del|moveFrom)\s[^>]{0,400}?w:author=")


def _tracked(part: bytes) -> tuple[int, int] | None:
    """Tracked insertions and deletions of one part; None where it brings its own entities."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        return None
    return len(_INSERTED.findall(part)), len(_DELETED.findall(part))


def _warnings(inserted: int, deleted: int) -> tuple[str, ...]:
    total = inserted + deleted
    if not total:
        return ()
    changes = "1 tracked change" if total == 1 else f"{total} tracked changes"
    return (f"{changes} ({inserted} inserted, {deleted} deleted) not yet accepted; read as accepted.",)


def _no_image(_: Any) -> list[Any]:
    """Pictures are left out, and never decoded."""
    return []


class _Numbering:
    """Puts a bookmark with its number into each paragraph, so that claims find their way back; counts as it goes."""

    def __init__(self) -> None:
        self.count = 0

    def mark(self, paragraph: Any) -> Any:
        """The paragraph with its bookmark."""
        self.count += 1
        place = mammoth.documents.bookmark(f"{_PLACE}{self.count}")
        return paragraph.copy(children=[place, *paragraph.children])

    def of_file(self, data: bytes) -> tuple[int, ...]:
        """The number in the file of each paragraph that was counted; empty where the two can't be brought together.

        Paragraphs whose end is struck run into the next one and are not counted; in the file they stand.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                body = etree.fromstring(package.read("word/document.xml"), parser=_parser())
        except (KeyError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError, ValueError):
            return ()
        kept = tuple(at for at, one in enumerate(body.iter(f"{_WORD}p"), 1) if not _is_struck(one))
        return kept if len(kept) == self.count else ()


def _is_struck(paragraph: Any) -> bool:
    """Is the paragraph's end, or the row of the table that it stands in, a tracked deletion?"""
    if paragraph.find(f"{_WORD}pPr/{_WORD}rPr/{_WORD}del") is not None:
        return True
    return any(row.find(f"{_WORD}trPr/{_WORD}del") is not None for row in paragraph.iterancestors(f"{_WORD}tr"))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


class _Places:
    """Turns the bookmarks of `_Numbering` into lines while the tree is walked in order."""

    def __init__(self, numbers: tuple[int, ...] = ()) -> None:
        self.line = 1
        self._numbers = numbers

    def line_of(self, element: Element) -> int | None:
        """The number of the paragraph that `element` stands in."""
        mark = element.find(".//a[@id]") if element.tag not in ("a", "span", "sup", "em", "strong") else element
        name = mark.get("id") or "" if mark is not None else ""
        if name.startswith(_PLACE):
            number = int(name.removeprefix(_PLACE))
            self.line = self._numbers[number - 1] if number <= len(self._numbers) else number
        return self.line


def _core_title(data: bytes) -> str:
    """The title in the document's properties, if a person wrote one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            part = package.read("docProps/core.xml")[:100_000]
        root = etree.fromstring(part, parser=_parser())
    except (KeyError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError, ValueError):
        return ""
    element = root.find("{http://purl.org/dc/elements/1.1/}title")
    return " ".join((element.text or "").split()) if element is not None else ""


def _accepts(head: bytes) -> bool:
    """An archive; whether it holds a Word document shows when it is read."""
    return head.startswith(b"PK\x03\x04")


READER = Reader("docx", suffixes=(".docx",), accepts=_accepts, read=read_docx, rank=30, binary=True)
