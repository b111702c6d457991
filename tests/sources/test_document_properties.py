"""What holds for any bytes: readers of documents never raise, and what they give is whole or has its reason."""

import random
from pathlib import Path

import pytest

from pipeline.records.source import Capture, Reading
from pipeline.sources import read_capture

RECORDINGS = Path(__file__).parent / "recordings"
TYPES = ("text/html", "", "text/plain", "application/pdf", "text/html; charset=utf-16", "application/xml")
PIECES = (
    b"<table>", b"<div>", b"<sup>", b"</p>", b"<ul><li>", b"<h1>", b"<!--", b"<script>", b"\x00", b"&#0;", b"&minus;",
    b"\xff\xfe", b"<svg><p>", b"<math><msup>", b"<td rowspan=9999 colspan=9999>", b"<select>", b"<a href='#b1'>1</a>",
)  # fmt: skip


def bodies(reader: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((RECORDINGS / reader).glob("*/body.*"))]


def broken(body: bytes, chance: random.Random) -> bytes:
    """`body` with some bytes changed, cut, repeated or put in, or its end cut off."""
    bytes_ = bytearray(body)
    for _ in range(chance.randint(1, 10)):
        at = chance.randrange(len(bytes_) + 1)
        end = min(len(bytes_), at + chance.randint(1, 60))
        match chance.randrange(5):
            case 0:
                bytes_[at:end] = chance.randbytes(end - at)
            case 1:
                del bytes_[at:end]
            case 2:
                bytes_[at:at] = bytes_[at:end] * chance.randint(1, 30)
            case 3:
                bytes_[at:at] = chance.choice(PIECES)
            case _ if chance.random() < 0.3:
                del bytes_[at:]
    return bytes(bytes_)


def is_whole(reading: Reading) -> bool:
    """Text with sections in order and cells that stand in it, or no text and a reason."""
    at = 0
    for section in reading.sections:
        if not at <= section.start < section.end <= len(reading.text):
            return False
        at = section.end
    cells = (reading.text[cell.start : cell.end] for cell in reading.cells)
    ended = reading.scope == "none"
    clean = not any(sign in reading.text for sign in "\ufffe\x00\x0b\r\t")
    return clean and all(cells) and ended == (reading.text == "") == (reading.reason is not None)


@pytest.mark.parametrize(("reader", "times"), [("html", 150), ("plain", 100), ("docx", 80), ("pdf", 15)])
def test_broken_files_are_read_or_end_with_a_reason(reader: str, times: int) -> None:
    chance = random.Random(reader)
    originals = bodies(reader)
    for _ in range(times):
        url = "https://example.org/a/b"
        capture = Capture(url, url, 200, chance.choice(TYPES), "2026-11-02T00:00:00Z", "b")
        assert is_whole(read_capture(capture, broken(chance.choice(originals), chance)))


@pytest.mark.parametrize("reader", ["html", "plain", "docx", "pdf"])
def test_a_file_cut_anywhere_is_read_or_ends_with_a_reason(reader: str) -> None:
    body = max(bodies(reader), key=len)
    step = max(1, len(body) // (8 if reader == "pdf" else 25))
    for end in range(0, len(body), step):
        capture = Capture("https://example.org/a", "https://example.org/a", 200, "", "2026-11-02T00:00:00Z", "b")
        assert is_whole(read_capture(capture, body[:end]))
