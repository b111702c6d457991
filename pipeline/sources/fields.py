"""Builds the text of a structured record: a value a line, each exactly as the record has it, its name outside.

Composed sentences are never evidence (contract, "Verdicts"), so nothing is added to a value: `Section.title` or the
heads of a cell say what it is. `Sheet` does the same for running text.
"""

import re

from pipeline.records.source import Capture, Cell, Metadata, Reading, Scope, Section, Trial
from pipeline.sources.sheet import Sheet

MAX_TEXT = 4_000_000
"""Characters kept of one record: the largest registry records with results have about two million."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls and marks of direction: no service means them, and a terminal or page would obey them."""
_LONG = 300
"""Characters from which a value is prose: it is then quoted by sentences, not whole."""


class Fields:
    """A text under construction. Not a record: a reader fills one and calls `reading` once."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._sections: list[Section] = []
        self._cells: list[Cell] = []

    def title(self, value: str) -> None:
        """A title of what is recorded."""
        self._add(value, "Title", "title")

    def put(self, name: str, value: str) -> None:
        """One value under the plain name of its field; long and many-lined ones are prose (kind `body`)."""
        prose = len(value) > _LONG or "\n" in value
        self._add(value, name, "body" if prose else "field")

    def cell(self, value: str, row: tuple[str, ...], column: tuple[str, ...], caption: str) -> None:
        """A value that only its heads explain: a count in a table of results. Empty heads are left out."""
        start, end = self._write(value)
        if start == end:
            return
        heads = tuple(head for head in row if head), tuple(head for head in column if head)
        self._cells.append(Cell(start, end, heads[0], heads[1], caption))
        last = self._sections[-1] if self._sections else None
        if last and (last.kind, last.title, last.end) == ("table", caption, start - 1):
            self._sections[-1] = Section(caption, "table", last.start, end)
        else:
            self._sections.append(Section(caption, "table", start, end))

    def reading(
        self, capture: Capture, reader: str, scope: Scope, metadata: Metadata, trial: Trial | None = None
    ) -> Reading:
        """The finished reading."""
        return Reading(
            capture=capture,
            reader=reader,
            scope=scope,
            text="\n".join(self._lines),
            sections=tuple(self._sections),
            cells=tuple(self._cells),
            metadata=metadata,
            trial=trial,
        )

    def _add(self, value: str, name: str, kind: str) -> None:
        start, end = self._write(value)
        if start < end:
            self._sections.append(Section(name, kind, start, end))  # type: ignore[arg-type]

    def _write(self, value: str) -> tuple[int, int]:
        text = _UNSEEN.sub("", value).strip()
        if not text or self._length + len(text) > MAX_TEXT:
            return self._length, self._length
        start = self._length + (1 if self._lines else 0)
        self._lines.append(text)
        self._length = start + len(text)
        return start, self._length


def reading_of(sheet: Sheet, capture: Capture, reader: str, scope: Scope, metadata: Metadata) -> Reading:
    """The finished reading of a record whose text is running text (an abstract, an article)."""
    made = sheet.finish()
    return Reading(
        capture=capture,
        reader=reader,
        scope=scope,
        text=made.text,
        sections=made.sections,
        cells=made.cells,
        metadata=metadata,
    )
