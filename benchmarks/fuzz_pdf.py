"""What the fuzzer of articles (`fuzz_articles`) feeds the PDF readers with: pages of lines, and damaged files.

`pages_of` lays lines out as no PDF would, for the code that makes blocks of them. `run_worker` gives a damaged file to
the worker's own code under its limits, in a child: what pdfium itself dies of is a refusal there, an exception is none.
"""

import os
import random
import signal
import sys
import traceback
from typing import Protocol

from pipeline.sources.pdf_text import PdfCell, PdfFailure, PdfLine, PdfLink, PdfPage, PdfText
from pipeline.sources.pdf_worker import extract, limit
from tests.sources.pdf_writer import Dot, Words, column, make_pdf

_WORDS = (
    *("• ", "1. ", "2. ", "[3] ", "a ", "o ", "– ", "\uf0b7 ", "Table 1. ", "References", "Abstract", "people.", "| "),
    *("A trial of 193", "¹", "2,3", "10⁻⁴", "exam-", "ple", "\ufffe", "\x00", "\u202e", "İ", "ß", " ", "–", "12 (4%)"),
    *("https://a.example/b", "doi:10.1000/x", "11/21/26, 8:44 AM", "1/1", "Page 2 of 3", "NCT01234567"),
    "Doe J. Title. J. 2020;1:2.",
)
_SIZES = (0.0, 6.0, 9.7, 10.0, 12.8, 17.0, 400.0, -3.0)
_CHILD_FAILED = 99
_CHANGES = 6


class Provider(Protocol):
    """The part of atheris' `FuzzedDataProvider` that is used."""

    def ConsumeIntInRange(self, low: int, high: int) -> int: ...  # noqa: N802, D102  # atheris' names
    def ConsumeUnicodeNoSurrogates(self, count: int) -> str: ...  # noqa: N802, D102
    def remaining_bytes(self) -> int: ...  # noqa: D102


def pages_of(given: Provider) -> PdfText | PdfFailure:
    """Up to four pages of lines with any places, sizes, columns, links and cells."""
    pages = [_page(given, number) for number in range(1, given.ConsumeIntInRange(1, 4) + 1)]
    return PdfText(tuple(pages), _text(given))


def _page(given: Provider, number: int) -> PdfPage:
    lines: list[PdfLine] = []
    bottom = 800.0
    while given.remaining_bytes() > 4 and len(lines) < 40:
        lines.append(_line(given, bottom))
        bottom -= given.ConsumeIntInRange(-20, 60)
    return PdfPage(number, 595.0, 842.0, tuple(lines))


def _line(given: Provider, bottom: float) -> PdfLine:
    text, marked = _text(given), _text(given) if given.ConsumeIntInRange(0, 3) == 0 else ""
    left = float(given.ConsumeIntInRange(-10, 600))
    right, height = left + given.ConsumeIntInRange(0, 500), _SIZES[given.ConsumeIntInRange(0, len(_SIZES) - 1)]
    shown = len(marked or text)
    links = (PdfLink(0, shown, "https://a.example/c"),) if shown and given.ConsumeIntInRange(0, 4) == 0 else ()
    parts = text.split(" ") if given.ConsumeIntInRange(0, 3) == 0 else []
    cells = (
        tuple(PdfCell(part, left + 60 * at, left + 60 * at + 40) for at, part in enumerate(parts)) if parts[1:] else ()
    )
    return PdfLine(text, left, bottom, right, height, given.ConsumeIntInRange(0, 2), marked, links, cells)


def _text(given: Provider) -> str:
    words = [
        _WORDS[at]
        if (at := given.ConsumeIntInRange(0, len(_WORDS) + 2)) < len(_WORDS)
        else given.ConsumeUnicodeNoSurrogates(12)
        for _ in range(given.ConsumeIntInRange(0, 8))
    ]
    return " ".join(words).strip()


def damaged(data: bytes) -> bytes:
    """A sound file with some of its bytes changed as `data` says."""
    chance = random.Random(data)  # which bytes change is no secret
    body = bytearray(_sound(data[:1]))
    for _ in range(chance.randint(1, _CHANGES)):
        at, length = chance.randrange(len(body)), chance.choice((1, 1, 2, 8, 60))
        kind = chance.randrange(5)
        if kind == 0:
            body[at : at + length] = chance.randbytes(length)
        elif kind == 1:
            del body[at : at + length]
        elif kind == 2:
            body[at:at] = body[max(0, at - 40) : at] * chance.randint(1, 40)
        elif kind == 3:
            body[at:at] = chance.choice(
                (b" -1 ", b" 99999999 ", b" 1e38 Td ", b" Tm ", b" BT ", b" Q ", b" 0 0 0 0 0 0 Tm ", b"<<", b">>")
            )
        else:
            body[at : at + 1] = b"%d" % chance.randrange(10)
    return bytes(body)


def _sound(data: bytes) -> bytes:
    lines = ["We enrolled 193 adults at 38 sites; the score fell by 5.8."] * 12
    rows = [Words(60 + 70 * at, 500 - 14 * row, f"{row}{at}.5") for row in range(4) for at in range(4)]
    raised: list[Words | Dot] = [
        Words(60, 420, "The trial had 193"),
        Words(142, 424, "1,2", 6),
        Words(160, 420, "people"),
        Dot(50, 403),
        Words(60, 400, "one"),
    ]
    link = Words(60, 380, "a page", link="https://a.example/d")
    first: list[Words | Dot] = [*column(60, 790, lines), *rows, *raised, link]
    second: list[Words | Dot] = [
        words for pair in zip(column(50, 790, lines), column(320, 790, lines), strict=True) for words in pair
    ]
    return make_pdf([first, second] if data[:1] < b"\x80" else [second])


def run_worker(body: bytes) -> None:
    """Read a file as the worker does, in a child under the worker's limits.

    Raises:
        AssertionError: the worker's own code raised.
    """
    child = os.fork()
    if child == 0:
        limit()
        try:
            extract(body)
        except BaseException:  # noqa: BLE001  # whatever it is, it is what is looked for
            traceback.print_exc(file=sys.stderr)
            os._exit(_CHILD_FAILED)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code != _CHILD_FAILED, "the worker's own code raised"
    assert code != -signal.SIGXCPU, "the worker took all of its time"
