"""The log of a fetch: every request, and for every cited work what was had, what was not, and why."""

import threading
from typing import Literal
from urllib.parse import unquote_plus

from msgspec import UNSET, Struct

from pipeline.records.report import RequestEntry
from pipeline.records.source import Reason, Scope

_TELLING = 6
"""Characters from which a secret is also looked for inside other values (`?next=…`); shorter ones fit by chance."""
_PUBLIC = ("tool",)
"""Sent beside the desk's address, and no secret: our own name, which others may well use as a word."""


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
    unasked: bool = False
    """The run's budget, or its end, kept it from being asked: no word about the source."""


class FetchLog(Struct, frozen=True):
    """One article's fetch. `offline`: there was no network, said once here and not for every source."""

    requests: tuple[RequestLine, ...]
    works: tuple[WorkLine, ...]
    offline: bool = False
    proxy: str | None = None
    """The desk's proxy, when requests went through it: addresses were then checked by name only."""
    used_up: bool = False
    """The run's budget kept something from being asked."""

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


def without_secrets(url: str, secret: tuple[tuple[str, str], ...]) -> str:
    """A URL without the desk's address and keys (`Ask.secret`), for logs and the index.

    Only what the desk itself sent is taken out, also where a redirect repeats it under another name: an address that
    the article cites may have a `tool=` or an `email=` of its own, and is another page without it.
    """
    address, question, rest = url.partition("?")
    query, hash_sign, fragment = rest.partition("#")
    kept = [pair for pair in query.split("&") if not _tells(pair, secret)]
    if len(kept) == query.count("&") + 1:
        return url
    return address + (question if kept else "") + "&".join(kept) + hash_sign + fragment


def _tells(pair: str, secret: tuple[tuple[str, str], ...]) -> bool:
    """Does a `name=value` of a query give the desk away?"""
    name, _, value = pair.partition("=")
    plain = unquote_plus(value)
    for key, hidden in secret:
        if (unquote_plus(name).lower(), plain) == (key, hidden):
            return True
        telling = len(hidden) >= _TELLING and hidden in unquote_plus(plain)
        if key not in _PUBLIC and (plain == hidden or telling):
            return True
    return False
