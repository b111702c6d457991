"""Reads plain text and Markdown: filings, archived releases, text that a person saved from a page."""

import re
from collections.abc import Iterator

from pipeline.records.source import Capture, Metadata, Reading, Scope
from pipeline.sources import Reader, unread
from pipeline.sources.blocks import Block, is_known_heading, own_names, without_references, write_blocks
from pipeline.sources.classify import Ending, Page, kind_labels, page_ending, press_release
from pipeline.sources.decoding import decode
from pipeline.sources.extent import only_abstract
from pipeline.sources.line_breaks import join_lines, vocabulary_of
from pipeline.sources.sheet import Sheet, squeeze

_CHARSET = re.compile(r"(?i)charset\s*=\s*[\"']?\s*([a-z0-9._:-]{2,40})")
_STRUCTURED = (b"{", b'["', b"[{", b"<", b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ITEM = re.compile(r"^\s{0,8}(?:[-*•●▪◦‣·–]|\d{1,2}[.)])\s+(?=\S)")
_MARKDOWN = re.compile(r"^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:={3,}|-{3,}|\*{3,}|_{3,})\s*$")
_STOP = re.compile(r"[.!?:;,]$")
_WRAPPED = 45
"""Mean characters of a paragraph's lines from which they were broken to fit a width, not to be lines."""
_TITLE_WORDS = 30
_HEADING_WORDS = 12
_TOP = 8
MAX_LINES = 100_000
"""Lines of a text that is read: a book has some 20,000; time and memory grow with them."""


def accepts(capture: Capture, head: bytes) -> bool:
    """Text by its content type or by its bytes: no control characters, and not the beginning of another format."""
    if head.startswith(_WIDE):
        return True
    if not head or head.startswith(_STRUCTURED) or b"\x00" in head or head.startswith(b"{\\rtf"):
        return False
    said = capture.content_type.lower()
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    text_like = said.startswith("text/") or not said or "octet-stream" in said or "markdown" in said
    return text_like and controls * 200 <= len(head)


def read(capture: Capture, body: bytes) -> Reading:
    """Read captured text: the first line that stands alone is its title, lines broken to a width are joined."""
    declared = _CHARSET.search(capture.content_type)
    text, sure = decode(body, declared[1] if declared else None)
    if _line_ends(text) > MAX_LINES:
        return unread(capture, Ending("too_large", f"The file has more than {MAX_LINES:,} lines."), READER.name)
    whole = without_references(_blocks(text))
    sheet = Sheet()
    write_blocks(whole, sheet)
    composed = sheet.finish()
    lines = tuple(line.lower() for line in composed.text.split("\n") if line)
    if not lines:
        return unread(capture, Ending("unreadable", "The file holds no text."), READER.name)
    ending = page_ending(Page(lines[:1], "", lines, lines[1:] or lines), capture)
    if ending:
        return unread(capture, ending, READER.name)
    title = next((block.text for block in whole if block.kind == "title"), None)
    labels = kind_labels(block.text for block in whole[:_TOP] if len(block.text.split()) <= 30)
    metadata = Metadata(title=title, identifiers=own_names(whole[:_TOP]), types=labels)
    scope: Scope = "press_release" if press_release(labels, capture.final_url) else "full_text"
    detail = "" if sure else "The file's encoding had to be guessed; a few characters may be wrong."
    if scope == "full_text" and only_abstract(composed.text, composed.sections):
        scope, detail = "abstract", detail or "The file holds an abstract, not the full text."
    return Reading(
        capture, READER.name, scope, composed.text, composed.sections, composed.cells, metadata, detail=detail
    )


def _line_ends(text: str) -> int:
    return sum(map(text.count, "\n\r\f\x0b\x85\u2028\u2029")) - text.count("\r\n")


def _blocks(text: str) -> Iterator[Block]:
    vocabulary = vocabulary_of(text.splitlines())
    titled = False
    for at, lines in _paragraphs(text):
        for piece in _cut(lines):
            block = _block(piece, at, titled=titled)
            titled = titled or not _is_label(piece)
            yield block or Block(join_lines([squeeze(line) for line in piece], vocabulary), "paragraph", None, at)


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between empty ones, with the number of the first line; form feeds are page breaks."""
    run: list[str] = []
    for number, line in enumerate(re.split(r"\r\n|[\r\n\f\x0b\x85\u2028\u2029]", text), 1):
        if squeeze(line):
            run.append(line)
        elif run:
            yield number - len(run), run
            run = []
    if run:
        yield 1, run


def _cut(lines: list[str]) -> Iterator[list[str]]:
    """A run of lines as paragraphs: each item and heading its own, lines that were broken to a width together."""
    lines = [line for line in lines if not _UNDERLINE.match(line)]
    wrapped = len(lines) > 1 and sum(map(len, lines[:-1])) >= _WRAPPED * (len(lines) - 1)
    piece: list[str] = []
    for line in lines:
        opens = _ITEM.match(line) or _MARKDOWN.match(line) or is_known_heading(squeeze(line))
        goes_on = piece and not opens and (wrapped or _is_item(piece)) and not _closes(piece[-1])
        if piece and not goes_on:
            yield piece
            piece = []
        piece.append(line)
    if piece:
        yield piece


def _is_item(piece: list[str]) -> bool:
    return _ITEM.match(piece[0]) is not None


def _closes(line: str) -> bool:
    return _MARKDOWN.match(line) is not None or is_known_heading(squeeze(line))


def _block(piece: list[str], at: int, *, titled: bool) -> Block | None:
    """A heading, title or item; None for a paragraph."""
    line = squeeze(" ".join(piece))
    marked = _MARKDOWN.match(piece[0])
    if marked:
        kind = "heading" if titled else "title"
        return Block(squeeze(marked[2]), kind, None, at, len(marked[1]))  # type: ignore[arg-type]
    if _is_item(piece) and titled:
        return Block(_ITEM.sub("", line), "item", None, at)
    if is_known_heading(line):
        return Block(line, "heading", None, at, 2)
    words = len(line.split())
    alone = not _STOP.search(line) and any(sign.isalpha() for sign in line)
    if not titled and alone and words <= _TITLE_WORDS and not _is_label(piece):
        return Block(line, "title", None, at)
    shouted = line.isupper() and words <= _HEADING_WORDS and len(line) > 3
    shouted = shouted and len(piece) == 1 and not _is_label(piece)
    return Block(line, "heading", None, at, 2) if alone and shouted else None


def _is_label(piece: list[str]) -> bool:
    """A line such as "For immediate release" above the title."""
    return len(piece) == 1 and len(piece[0].split()) <= 5 and bool(kind_labels(piece))


READER = Reader(name="plain", accepts=accepts, read=read, rank=90)
