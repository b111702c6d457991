"""The log of a fetch: every request, and for every cited work what was had, what was not, and why."""

import re
import threading
from typing import Literal

from msgspec import UNSET, Struct

from pipeline.records.report import RequestEntry
from pipeline.records.source import Reason, Scope

_SECRET = re.compile(r"(?i)([?&])(?:email|mailto|api_key|tool)=[^&#]*")


class RequestLine(Struct, frozen=True):
    """One request as it went over the wire; redirects and repeats have lines of their own."""

    at: str
    url: str
    adapter: str
    label: str
    status: int
    """0 where no HTTP answer came."""
    outcome: str
    """`ok`, `redirect`, `not_modified`, or a `Reason`."""
    seconds: float
    size: int
    note: str = ""


class WorkLine(Struct, frozen=True):
    """How the fetch of one cited work ended."""

    labels: tuple[str, ...]
    name: str
    """Its DOI or other identifier, its address, or the beginning of its entry."""
    state: Literal["had", "part", "none"]
    """`had`: full text, registry record or press release; `part`: abstract or metadata."""
    scope: Scope
    source: str = ""
    """The adapter that gave the best text; `snapshot` when nothing was asked."""
    reason: Reason | None = None
    detail: str = ""


class FetchLog(Struct, frozen=True):
    """One article's fetch. `offline`: there was no network, said once here and not for every source."""

    requests: tuple[RequestLine, ...]
    works: tuple[WorkLine, ...]
    offline: bool = False
    proxy: str | None = None
    """The desk's proxy, when requests went through it: addresses were then checked by name only."""

    def entries(self) -> tuple[RequestEntry, ...]:
        """The requests in the shape of the report's sources section."""
        through = "through the desk's proxy" if self.proxy else ""
        return tuple(_entry(line, through) for line in self.requests)


def _entry(line: RequestLine, through: str) -> RequestEntry:
    note = "; ".join(filter(None, (line.note, through)))
    return RequestEntry(
        url=line.url,
        outcome=line.outcome,
        at=line.at,
        label=line.label,
        status=line.status or UNSET,
        note=note or UNSET,
    )


class Recorder:
    """Collects request lines from all threads, in the order in which they ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lines: list[RequestLine] = []

    def add(self, line: RequestLine) -> None:
        """Note one request."""
        with self._lock:
            self._lines.append(line)

    def since(self, mark: int = 0) -> tuple[RequestLine, ...]:
        """The lines from number `mark` on."""
        with self._lock:
            return tuple(self._lines[mark:])

    @property
    def count(self) -> int:
        """How many requests went out so far."""
        return len(self._lines)


def without_secrets(url: str) -> str:
    """A URL without the desk's address and keys, for logs and the index."""
    cleaned = _SECRET.sub(r"\1", url)
    return re.sub(r"&{2,}", "&", cleaned).replace("?&", "?").rstrip("?&")
