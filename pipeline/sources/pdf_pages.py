"""Asks the PDF worker for the pages of a file; every way in which that fails is a value."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from pipeline.sources.classify import Ending
from pipeline.sources.pdf_text import Failure, PdfFailure, PdfText

TIMEOUT = 30.0
"""Seconds on the clock; the worker's own limit is 20 of processor time."""
_WORKER = (sys.executable, "-P", "-S", "-c", "from pipeline.sources.pdf_worker import main; main()")
"""Without `site`, whose hooks take as long as a page; where modules lie it is told."""
_ROOT = str(Path(__file__).parents[2])
_FAILED = b'{"failure"'
_SAID: dict[Failure, Ending] = {
    "encrypted": Ending("unreadable", "The PDF is locked with a password."),
    "damaged": Ending("unreadable", "The PDF is damaged or was cut off."),
    "too_many_pages": Ending("too_large", "The PDF has {pages} pages; at most 200 are read."),
    "too_much_text": Ending("too_large", "The PDF holds more text than is read."),
    "no_text": Ending("unreadable", "The PDF has no text layer: its pages ({pages}) are pictures."),
}


def pages(body: bytes) -> PdfText | Ending:
    """The pages of a PDF with their lines in reading order, or why there are none.

    A file without its end mark was cut off on its way: pdfium would read what is left of it as if it were whole.
    """
    if b"%%EOF" not in body[-4096:]:
        return _SAID["damaged"]
    places = dict.fromkeys([_ROOT, *(path or "." for path in sys.path)])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
    try:
        done = subprocess.run(  # noqa: S603
            _WORKER, input=body, capture_output=True, timeout=TIMEOUT, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return Ending("unreadable", "The PDF takes too long to read.")
    if done.returncode:
        return Ending("unreadable", "The PDF takes too much memory or time to read.")
    try:
        if not done.stdout.startswith(_FAILED):
            return msgspec.json.decode(done.stdout, type=PdfText)
        failed = msgspec.json.decode(done.stdout, type=PdfFailure)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return Ending("unreadable", "The PDF could not be read.")
    said = _SAID[failed.failure]
    return Ending(said.reason, said.detail.format(pages=failed.pages))
