"""Every recording gives exactly the text, parts, metadata and ending written beside it.

The recordings are our own, in the shapes of the real answers. `expected.json` holds the text line by line, each
section with its kind, title and words (of a PDF also the page on which it begins), each cell with its heads, and of
metadata and trial what is not empty.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.records.source import Capture, Reading, Section
from pipeline.sources import read_capture

RECORDINGS = Path(__file__).parent / "recordings"
DOCUMENTS = ("docx", "html", "pdf", "plain")
RECORDS = ("clinicaltrials", "crossref", "datacite", "europepmc", "jats", "openalex", "pubmed", "unpaywall")
READERS = (*DOCUMENTS, *RECORDS)
CASES = sorted(folder for reader in READERS for folder in (RECORDINGS / reader).iterdir())


def _read(folder: Path) -> Reading:
    capture = msgspec.json.decode((folder / "capture.json").read_bytes(), type=Capture)
    assert capture.path is not None
    return read_capture(capture, (folder / capture.path).read_bytes())


@cache
def _reading(folder: Path) -> Reading:
    """The recording as it was first read: a reading is frozen, and reading a PDF starts a process."""
    return _read(folder)


def _filled(value: Any) -> Any:
    """Built-in types without empty values, as `expected.json` has them."""
    if isinstance(value, dict):
        return {key: _filled(one) for key, one in value.items() if one not in (None, "", [], (), {}, 0, False)}
    return [_filled(one) for one in value] if isinstance(value, list | tuple) else value


def _part(reading: Reading, section: Section) -> list[object]:
    page: list[object] = [section.page] if section.page else []
    return [section.kind, section.title, reading.text[section.start : section.end], *page]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_recording_reads_as_expected(folder: Path) -> None:
    reading = _reading(folder)
    text = reading.text
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert (reading.reader, reading.scope) == (expected["reader"], expected["scope"])
    assert (reading.reason, reading.detail) == (expected.get("reason"), expected.get("detail", ""))
    assert text.split("\n") == expected["text"]
    assert [_part(reading, section) for section in reading.sections] == expected["sections"]
    cells = [[text[one.start : one.end], list(one.row), list(one.column), one.caption] for one in reading.cells]
    assert cells == expected["cells"]
    metadata = _filled(msgspec.to_builtins(reading.metadata))
    assert {key: value for key, value in metadata.items() if value not in ({}, [])} == expected["metadata"]
    assert _filled(msgspec.to_builtins(reading.trial)) == expected.get("trial")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_sections_follow_each_other_and_hold_every_cell(folder: Path) -> None:
    reading = _reading(folder)
    at = 0
    for section in reading.sections:
        assert at <= section.start < section.end <= len(reading.text)
        at = section.end
    tables = [section for section in reading.sections if section.kind == "table"]
    for cell in reading.cells:
        assert any(table.start <= cell.start < cell.end <= table.end for table in tables)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_reading_twice_gives_the_same(folder: Path) -> None:
    assert _read(folder) == _reading(folder)


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_has_three_recordings_and_one_fails(reader: str) -> None:
    readings = [_reading(folder) for folder in CASES if folder.parent.name == reader]
    assert len(readings) >= 3
    assert any(reading.scope == "none" and reading.reason for reading in readings)
    if reader in DOCUMENTS:
        assert sum(reading.scope != "none" for reading in readings) >= 2
