"""Readings -> passages: sentences, list items, table cells and record fields, each quotable as it stands."""

from typing import Literal

from pipeline.facts import extract
from pipeline.records.source import Reading, Section, Work
from pipeline.records.verdict import Passage
from pipeline.search.cells import facts_of
from pipeline.text import sentence_spans

PassageKind = Literal["sentence", "list_item", "cell", "field", "title"]
_KINDS: dict[str, PassageKind] = {"field": "field", "title": "title", "list": "list_item"}
_MINIMUM_LENGTH = 3


def passages_of(work: Work) -> tuple[Passage, ...]:
    """Every quotable passage of what was read of a work, in reading order."""
    return tuple(passage for reading in work.read for passage in _of_reading(work, reading))


def _of_reading(work: Work, reading: Reading) -> list[Passage]:
    sections = reading.sections or (Section("", "body", 0, len(reading.text)),)
    cells = sorted((cell for cell in reading.cells), key=lambda cell: cell.start)
    found = [
        passage for section in sections if section.kind != "table" for passage in _of_section(work, reading, section)
    ]
    for cell in cells:
        text = reading.text[cell.start : cell.end]
        heads = " · ".join(part for part in (cell.caption, *cell.row, *cell.column) if part)
        if text.strip():
            found.append(Passage(text, cell.start, cell.end, heads, facts_of(text, cell), reading, work, "cell"))
    if not cells:
        tables = [section for section in sections if section.kind == "table"]
        found.extend(passage for section in tables for passage in _of_section(work, reading, section))
    return found


def _of_section(work: Work, reading: Reading, section: Section) -> list[Passage]:
    text = reading.text[section.start : section.end]
    if section.kind in ("field", "title"):
        spans = [_trimmed(text)]
    else:
        spans = [span for start, line in _lines(text) for span in _shifted(sentence_spans(line), start)]
    spans = [(start, end) for start, end in spans if end - start >= _MINIMUM_LENGTH or section.kind == "field"]
    kind = _KINDS.get(section.kind, "sentence")
    made = []
    for at, (start, end) in enumerate(spans):
        quote = text[start:end]
        if not quote:
            continue
        before = text[slice(*spans[at - 1])] if at else ""
        after = text[slice(*spans[at + 1])] if at + 1 < len(spans) else ""
        made.append(
            Passage(
                quote,
                section.start + start,
                section.start + end,
                section.title,
                extract(quote),
                reading,
                work,
                kind,
                before,
                after,
            )
        )
    return made


def _trimmed(text: str) -> tuple[int, int]:
    left = len(text) - len(text.lstrip())
    return left, left + len(text.strip())


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines with their offsets: sentences never run across a line of a source."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


def _shifted(spans: tuple[tuple[int, int], ...], by: int) -> list[tuple[int, int]]:
    return [(start + by, end + by) for start, end in spans]
