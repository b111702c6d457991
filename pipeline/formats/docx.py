"""The article as a Word file with a comment a finding, for writers who work in Word.

The file is made from the canonical text, whatever the article came as. Its archive carries no time of writing, so
that the same report gives the same bytes.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document

from pipeline.formats import Format
from pipeline.formats._marks import Block, Mark, marked
from pipeline.page.text import visible
from pipeline.records.report import Report

_STYLE = {
    "title": "Title",
    "heading": "Heading 1",
    "question": "Heading 2",
    "list_item": "List Bullet",
    "quote": "Quote",
}
_AUTHOR = "claim-audit"
_WORDPROCESSING = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an entry of a ZIP archive can carry."""


def render(report: Report) -> bytes:
    """The commented article."""
    document: Any = Document()
    blocks, loose = marked(report)
    for block in blocks:
        _write(document, block, report)
    if loose:
        paragraph = document.add_paragraph()
        _comment(document, [paragraph.add_run("Findings without a place in the text")], loose, report)
    stamp = _moment(report.generated_at)
    core = document.core_properties
    core.author, core.title, core.created, core.modified = _AUTHOR, visible(report.article.title)[:255], stamp, stamp
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _write(document: Any, block: Block, report: Report) -> None:
    paragraph = document.add_paragraph(style=_STYLE.get(block.entry.kind))
    text, at = report.article.text, block.entry.start
    for mark in block.marks:
        if mark.start > at:
            paragraph.add_run(visible(text[at : mark.start]))
        run = paragraph.add_run(visible(text[mark.start : mark.end]))
        _comment(document, [run], (*mark.notes, *_suggestion(mark)), report)
        at = mark.end
    if at < block.entry.end:
        paragraph.add_run(visible(text[at : block.entry.end]))


def _suggestion(mark: Mark) -> tuple[str, ...]:
    wording = "".join(piece.text for piece in mark.pieces if piece.kind != "del")
    return (f"Suggested: {visible(wording)}",) if wording else ()


def _comment(document: Any, runs: list[Any], notes: tuple[str, ...], report: Report) -> None:
    comment = document.add_comment(runs, text="\n".join(notes), author=_AUTHOR, initials="CA")
    stamp = _moment(report.generated_at).strftime("%Y-%m-%dT%H:%M:%SZ")
    comment._comment_elm.set(f"{_WORDPROCESSING}date", stamp)  # noqa: SLF001 - the library stamps its own clock


def _moment(stamp: str) -> datetime:
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _timeless(archive: bytes) -> bytes:
    """The same archive with every entry stamped alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(out, "w") as write:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            write.writestr(entry, read.read(name))
    return out.getvalue()


FORMAT = Format(name="docx", suffix=".comments.docx", render=render)
