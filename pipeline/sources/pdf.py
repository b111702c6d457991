"""Reads PDFs of papers and press releases: their text with its pages, without running heads and references."""

import re

from pipeline.records.source import Capture, Metadata, Reading, Scope
from pipeline.sources import Reader, unread
from pipeline.sources.blocks import Block, own_names, without_references, write_blocks
from pipeline.sources.classify import Ending, kind_labels, press_release, sells_access
from pipeline.sources.extent import only_abstract
from pipeline.sources.pdf_blocks import blocks
from pipeline.sources.pdf_pages import pages
from pipeline.sources.sheet import Sheet, heading_key

_MANUSCRIPT = re.compile(
    r"(?i)\.(?:docx?|indd|qxd|pdf|tex|dvi|fm|rtf|eps|xml|p65)\b|^microsoft |^untitled|^layout 1|^\S+$|^(?:doi|pii)[: ]"
)
"""Titles in a file's properties that name a file or a program."""
_TOP = 12
"""Blocks of the first page among which labels such as "Review article" or "For immediate release" stand."""
_PREVIEW = 1500
"""Words below which a PDF that also offers access for money is a preview."""
_ENOUGH = 30


def accepts(_: Capture, head: bytes) -> bool:
    """The file's own mark decides, never the content type."""
    return head.startswith(b"%PDF-")


def read(capture: Capture, body: bytes) -> Reading:
    """Read a captured PDF; each section says on which page it begins."""
    found = pages(body)
    if isinstance(found, Ending):
        return unread(capture, found, READER.name)
    whole = without_references(blocks(found))
    sheet = Sheet()
    write_blocks(whole, sheet)
    composed = sheet.finish()
    if len(composed.text.split()) < _ENOUGH:
        few = Ending("unreadable", "The PDF has hardly any text layer: its pages are pictures.")
        return unread(capture, few, READER.name)
    metadata = _metadata(whole, found.title)
    scope = _scope(composed.text, metadata, capture)
    detail = "Only a preview could be read, not the full text." if scope == "abstract" else ""
    if scope == "full_text" and only_abstract(composed.text, composed.sections):
        scope, detail = "abstract", "The file holds an abstract, not the full text."
    return Reading(
        capture, READER.name, scope, composed.text, composed.sections, composed.cells, metadata, detail=detail
    )


def _metadata(whole: tuple[Block, ...], declared: str) -> Metadata:
    shown = next((block.text for block in whole if block.kind == "title"), "")
    first = [block for block in whole if block.page == whole[0].page]
    labels = kind_labels(block.text for block in first[:_TOP] if len(block.text.split()) <= 30)
    printed = heading_key(declared) in " ".join(heading_key(block.text) for block in first)
    sound = len(declared.split()) >= 3 and not _MANUSCRIPT.search(declared)
    title = declared if sound and (printed or not shown) else shown
    return Metadata(title=title or None, identifiers=own_names(first), types=labels)


def _scope(text: str, metadata: Metadata, capture: Capture) -> Scope:
    if press_release(metadata.types, capture.final_url):
        return "press_release"
    short = len(text.split()) < _PREVIEW
    return "abstract" if short and sells_access(text.lower().split("\n")) else "full_text"


READER = Reader(name="pdf", accepts=accepts, read=read, rank=30)
