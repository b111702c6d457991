"""The snapshot folder as the fetch sees it: what is there and fresh enough, and how new answers are put away.

Only answers that could be read become captures. A failure becomes a line without a file, which never hides an
earlier capture; what was no source at all (a search, an archive look-up) goes to the ledger.
"""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import cast, get_args

from msgspec.structs import replace

from pipeline.identifiers import url_key
from pipeline.net.ask import Answer, Ask, lasting
from pipeline.net.clock import Clock, parse_stamp, stamp
from pipeline.net.ledger import Ledger
from pipeline.records.source import ADDED, Capture, Reading, Reason
from pipeline.snapshots import Line, Problem, Snapshots, read_body

Read = Callable[[Capture, bytes | None], Reading]
Held = tuple[Capture, bytes]

ARCHIVE = "https://web.archive.org/"
REFUSAL_DAYS = 1.0
"""How long a lasting failure (404, a site that blocks, robots.txt) is not asked again."""
_KEPT_HEADERS = (
    "etag",
    "last-modified",
    "content-language",
    "memento-datetime",
    "x-api-pool",
    "x-archive-orig-date",
    "x-archive-redirect-reason",
)
_LONGEST_HEADER = 400
"""Longer ones are left out whole: half of an ETag would be another."""
_REASONS = frozenset(get_args(Reason))


class Stock:
    """The captures that the run may use instead of asking. Safe between threads."""

    def __init__(
        self, snapshots: Snapshots, ledger: Ledger, clock: Clock, *, max_age: float | None, refresh: bool
    ) -> None:
        self._snapshots = snapshots
        self._ledger = ledger
        self._clock = clock
        self._max_age = max_age
        self._refresh = refresh
        self._lock = threading.Lock()
        self._lines: dict[tuple[str, bool], Line] = {}
        self._refusals: dict[tuple[str, bool], Capture] = {}
        for line in snapshots.lines:
            self._note(line)

    def _note(self, line: Line) -> None:
        capture = line.capture
        key = _key(capture.url, capture.final_url)
        if capture.path is None:
            self._refusals[key] = capture
            return
        before = self._lines.get(key)
        added = before is not None and before.capture.outcome == ADDED and capture.outcome != ADDED
        if not added:
            self._lines[key] = line

    def held(self, ask: Ask) -> Held | None:
        """The newest sound capture of what `ask` would bring, however old."""
        line = self._lines.get(_key(ask.kept_as, ask.url))
        if line is None:
            return None
        body = read_body(line)
        return None if isinstance(body, Problem) else (line.capture, body)

    def holds(self, url: str) -> bool:
        """Whether there is a capture of an address, of any age."""
        return _key(url, url) in self._lines

    def fresh(self, capture: Capture, ask: Ask) -> bool:
        """Whether a capture is young enough not to be asked for again; a copy that a person added always is."""
        if capture.outcome == ADDED:
            return True
        if self._refresh:
            return False
        return self._young(capture.retrieved_at, ask.days if self._max_age is None else self._max_age)

    def refused(self, ask: Ask) -> Capture | None:
        """A lasting refusal of the same question less than a day old."""
        refusal = None if self._refresh else self._refusals.get(_key(ask.kept_as, ask.url))
        if refusal is None or not lasting(refusal_reason(refusal), ask.kind):
            return None
        return refusal if self._young(refusal.retrieved_at, REFUSAL_DAYS) else None

    def remembered(self, ask: Ask) -> Answer | None:
        """The ledger's fresh answer to a question whose answer is no source."""
        entry = None if self._refresh else self._ledger.fresh(ask.url, ask.days)
        if entry is None:
            return None
        reason = cast("Reason", entry.reason) if entry.reason in _REASONS else None
        body = entry.text.encode() if reason is None else None
        return Answer(ask.url, ask.url, entry.status, body=body, reason=reason, detail=entry.detail, stored=True)

    def remember(self, ask: Ask, answer: Answer) -> None:
        """Note an answer that is no source, or one that was not worth keeping, unless it failed in passing."""
        if answer.reason is None or lasting(answer.reason, ask.kind):
            text = answer.text if answer.reason is None else ""
            self._ledger.note(ask.url, answer.status, text, answer.reason, answer.detail)

    def remember_lead(self, ask: Ask, lead: str) -> None:
        """Note where an answer that is not kept leads; nothing to note is not noted."""
        if lead:
            self._ledger.note(f"lead {ask.url}", 200, lead)

    def lead(self, ask: Ask) -> str:
        """What `remember_lead` noted, as long as the refusal itself counts."""
        entry = self._ledger.fresh(f"lead {ask.url}", REFUSAL_DAYS)
        return entry.text if entry else ""

    def keep(self, ask: Ask, answer: Answer) -> Capture | None:
        """Write a readable answer as a capture; a failure as a line without a file, or into the ledger.

        The index gets the refusals of what was cited; that a service does not know a work, or that an open copy has
        moved, says nothing about the citation.
        """
        if answer.reason is not None and not ask.stands:
            self.remember(ask, answer)
            return None
        capture = self.capture(ask, answer)
        if answer.reason is not None:
            capture = replace(capture, outcome=answer.reason, note=answer.detail[:300] or None)
        kept = self._snapshots.keep(capture, answer.body if answer.reason is None else None)
        with self._lock:
            self._note(Line(self._snapshots.folders[0], 0, kept))
        return kept

    def renew(self, capture: Capture, body: bytes) -> Capture:
        """The server said that nothing changed (304): the same bytes, seen today."""
        renewed = replace(capture, retrieved_at=stamp(self._clock.now()), path=None, sha256=None)
        kept = self._snapshots.keep(renewed, body)
        with self._lock:
            self._note(Line(self._snapshots.folders[0], 0, kept))
        return kept

    def capture(self, ask: Ask, answer: Answer) -> Capture:
        """The capture of an answer, not yet written."""
        headers = {
            name: value for name in _KEPT_HEADERS if 0 < len(value := answer.headers.get(name, "")) <= _LONGEST_HEADER
        }
        return Capture(
            url=ask.kept_as,
            final_url=answer.final_url,
            status=answer.status,
            content_type=answer.headers.get("content-type", "")[:_LONGEST_HEADER],
            retrieved_at=stamp(self._clock.now()),
            path=None,
            headers=headers or None,
            hops=(*ask.found_through, *answer.hops),
        )

    def _young(self, at: str, days: float) -> bool:
        moment = parse_stamp(at)
        return moment is not None and self._clock.now() - moment <= timedelta(days=days)


def _key(url: str, came_from: str) -> tuple[str, bool]:
    """A page and its archived copy are kept under one address; they are two answers all the same."""
    return url_key(url), came_from.startswith(ARCHIVE)


def conditions(capture: Capture) -> dict[str, str]:
    """Headers that let a server say "not modified" (RFC 9110, 13.1)."""
    known = capture.headers or {}
    asked = {"If-None-Match": known.get("etag"), "If-Modified-Since": known.get("last-modified")}
    return {name: value for name, value in asked.items() if value and value.isascii() and value.isprintable()}


def refusal_reason(capture: Capture) -> Reason | None:
    """Why a line has no file: as it says itself, else by its status."""
    if capture.outcome in _REASONS:
        return cast("Reason", capture.outcome)
    return {404: "not_found", 410: "gone", 401: "blocked", 403: "blocked", 451: "blocked"}.get(capture.status)  # type: ignore[return-value]
