"""The article cut into blocks and marked pieces, for the formats that write the findings into the text."""

from msgspec import Struct

from pipeline.page.article import blocks
from pipeline.page.cards import OCCURRENCES
from pipeline.page.edit import Piece, edit
from pipeline.page.order import placed
from pipeline.page.places import Placed, Span, given
from pipeline.page.text import plain, stopped
from pipeline.page.words import words
from pipeline.records.report import BlockEntry, Report


class Mark(Struct, frozen=True):
    """A run of the article's text with what is said about it; no two marks overlap."""

    start: int
    end: int
    notes: tuple[str, ...]
    pieces: tuple[Piece, ...] = ()
    """The suggested wording of this run, empty without one."""


class Block(Struct, frozen=True):
    """A block of the article and its marks in text order."""

    entry: BlockEntry
    marks: tuple[Mark, ...]


def note(finding: Placed) -> str:
    """What a comment says of a finding: number, severity, title, why, and when it is fine."""
    told = finding.finding
    severity = words().severity[finding.tone].label
    fine = given(told.ok_if, "")
    source = given(told.source_says, "")
    parts = [
        f"{finding.number} {severity}: {stopped(told.title)}",
        stopped(told.why),
        f"The source says: “{plain(source)}”." if source else "",
        f"Fine if: {stopped(fine)}" if fine else "",
        f"({plain(told.code)})",
    ]
    return " ".join(part for part in parts if part)


def marked(report: Report) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The article's blocks with their marks, and the notes that belong to no place in the text.

    Open findings only, most severe first: where two overlap, the later one's note joins the earlier one's mark.
    """
    entries = blocks(report)
    marks: list[Mark] = []
    loose: list[str] = []
    for finding in placed(report):
        if finding.waived:
            continue
        wanted = _wanted(finding, report, entries)
        if not wanted:
            loose.append(note(finding))
        for mark in wanted:
            _add(marks, mark)
    ordered = sorted(marks, key=lambda mark: mark.start)
    return tuple(
        Block(entry, tuple(mark for mark in ordered if entry.start <= mark.start and mark.end <= entry.end))
        for entry in entries
    ), tuple(loose)


def _wanted(finding: Placed, report: Report, entries: tuple[BlockEntry, ...]) -> list[Mark]:
    """The marks of one finding, each within one block: its own place, then its further occurrences."""
    if finding.span is None:
        return []
    change = edit(finding, report.article.text)
    own = _within(finding.span, entries)
    advice = (f"Suggested: {plain(change.text)}",) if change and not change.span else ()
    first = Mark(*own, (note(finding), *advice)) if own else None
    if change and change.span and _within(change.span, entries) == change.span:
        first = Mark(*change.span, (note(finding),), change.pieces)
    further = [_within(span, entries) for span in finding.spans[1:OCCURRENCES]]
    also = f"{finding.number}, here as well: {stopped(finding.title)}"
    return ([first] if first else []) + [Mark(*span, (also,)) for span in further if span]


def _within(span: Span, entries: tuple[BlockEntry, ...]) -> Span | None:
    """`span` cut to the block in which it begins."""
    for entry in entries:
        if entry.start <= span[0] < entry.end:
            return span[0], min(span[1], entry.end)
    return None


def _add(marks: list[Mark], mark: Mark) -> None:
    for at, other in enumerate(marks):
        if mark.start < other.end and other.start < mark.end:
            marks[at] = Mark(other.start, other.end, (*other.notes, *mark.notes), other.pieces)
            return
    marks.append(mark)
