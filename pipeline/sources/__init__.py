"""The wall where readers of sources hang: one kind of answer a file, found by being here.

A reader module holds one `READER`. `read_capture` asks them in the order of their `rank` (more specific kinds
first) and the first that accepts the bytes reads them into a `Reading`: text that can be quoted, or the reason
why there is none. Nothing else is edited to add a kind; its recordings stand in `tests/sources/recordings/<name>/`.
No module of this room touches the network or the disk. What only reading needs is imported there: the PDF worker, a
process of its own for each file, imports this package too.
"""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.records.source import Capture, Reading, Reason

if TYPE_CHECKING:
    from pipeline.sources.classify import Ending

MAX_BYTES = 10_000_000
"""Largest page, XML or JSON that is read; past this a page is a dump or a bomb (retrieval notes, section 8)."""
MAX_PDF_BYTES = 40_000_000
_HEAD = 4096
_BOM = b"\xef\xbb\xbf"


class Reader(Struct, frozen=True):
    """A reader of one kind of answer.

    `accepts(capture, head)` looks at the first 4 KB (white space and UTF-8 mark removed) and may trust the content
    type only where the bytes leave it open. `read(capture, body)` never raises for what the world sent: what it
    can't read it returns as a `Reading` of scope `none` with its reason. `rank`: lower is asked first; registries
    and record services 10, XML 20, PDF and Office files 30, HTML 50, plain text 90.
    """

    name: str
    accepts: Callable[[Capture, bytes], bool]
    read: Callable[[Capture, bytes], Reading]
    rank: int = 50


@cache
def all_readers() -> tuple[Reader, ...]:
    """Every reader of this room, in the order in which they are asked."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if _holds_reader(module.name))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [module.READER for module in modules if hasattr(module, "READER")]
    return tuple(sorted(found, key=lambda reader: (reader.rank, reader.name)))


def _holds_reader(name: str) -> bool:
    """A worker is started as a process of its own and never imported here."""
    return not name.startswith("_") and not name.endswith("_worker")


def read_capture(capture: Capture, body: bytes | None) -> Reading:
    """Read what was captured: the text with its parts, or scope `none` and the reason why there is no text.

    `body` is the captured file, None where only a refusal was recorded. Equal bytes give an equal `Reading`.
    """
    from pipeline.markup.web_archive import page_in  # noqa: PLC0415
    from pipeline.sources.classify import Ending, refused  # noqa: PLC0415
    from pipeline.sources.decoding import narrowed  # noqa: PLC0415

    ending = refused(capture, body)
    if ending or body is None:
        return unread(capture, ending or Ending("unreadable", "The copy holds no file."))
    body = page_in(body) or narrowed(body)
    head = body[:_HEAD].removeprefix(_BOM).lstrip()
    cap = MAX_PDF_BYTES if head.startswith(b"%PDF-") else MAX_BYTES
    if len(body) > cap:
        size = f"{len(body) / 1e6:.0f} MB"
        return unread(capture, Ending("too_large", f"The file has {size}; at most {cap // 1_000_000} MB are read."))
    reader = next((reader for reader in all_readers() if reader.accepts(capture, head)), None)
    if reader is None:
        said = capture.content_type or "no content type"
        return unread(capture, Ending("unsupported", f"No reader for this kind of file ({said})."))
    return _guarded(reader, capture, body)


def _guarded(reader: Reader, capture: Capture, body: bytes) -> Reading:
    """A hostile file that makes a parser give up is unreadable; it must not end the audit of the other sources."""
    from pipeline.sources.classify import Ending  # noqa: PLC0415

    try:
        return reader.read(capture, body)
    except (ValueError, LookupError, RecursionError, ArithmeticError) as error:
        why = f"The file could not be read as {reader.name} ({type(error).__name__})."
        return unread(capture, Ending("unreadable", why), reader.name)


def unread(capture: Capture, ending: "Ending", reader: str = "") -> Reading:
    """A reading without text: what stood in the way, typed and in a plain sentence."""
    reason: Reason = ending.reason
    return Reading(capture=capture, reader=reader, scope="none", reason=reason, detail=ending.detail)
