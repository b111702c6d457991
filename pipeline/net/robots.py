"""robots.txt, read as RFC 9309 says: asked once a host a day, absent means allowed, unreachable means not now.

Only rules that were read make a page one that robots.txt forbids. A robots.txt that could not be had says something
about the host (it is down, its certificate is bad, it is silent), so the page ends as robots.txt ended.
"""

import threading
from collections.abc import Callable
from typing import Any, NamedTuple

import protego
from msgspec import Struct

from pipeline.records.source import Reason

AGENT = "claim-audit"
"""The name that robots.txt may address us by."""
MAX_BYTES = 512_000
"""RFC 9309, 2.5: at least 500 KiB must be read; the rest is left."""


class Rules(Struct, frozen=True):
    """What a host's robots.txt answered. `state`: `rules` (text holds them), `open` (there are none), `closed`."""

    state: str
    text: str = ""
    reason: Reason | None = None
    """Of `closed`: how the question for robots.txt ended."""
    detail: str = ""
    unasked: bool = False


class Barred(NamedTuple):
    """Why a page may not be visited."""

    reason: Reason
    """`robots` where the rules say so; else what kept us from reading them."""
    detail: str
    unasked: bool = False
    """The run's own limits kept us from asking."""


class Robots:
    """The rules of every host of this run; `ask(origin)` fetches them, once."""

    def __init__(self, ask: Callable[[str], Rules]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, tuple[Rules, Any]] = {}

    def bars(self, origin: str, url: str) -> Barred | None:
        """Why `url` of `origin` (`https://host`) may not be visited, in plain words; None where it may."""
        rules, parser = self._of(origin)
        if rules.state == "closed":
            detail = rules.detail or "robots.txt could not be read, so we stay away for now"
            return Barred(rules.reason or "network_error", detail, rules.unasked)
        if parser is None or parser.can_fetch(url, AGENT):
            return None
        return Barred("robots", "the site's robots.txt asks programs to leave this page alone")

    def delay(self, origin: str) -> float | None:
        """The crawl delay in seconds that the rules ask for."""
        parser = self._of(origin)[1]
        delay = parser.crawl_delay(AGENT) if parser is not None else None
        return float(delay) if delay else None

    def _of(self, origin: str) -> tuple[Rules, Any]:
        with self._lock:
            mine = self._locks.setdefault(origin, threading.Lock())
        with mine:
            if origin not in self._rules:
                rules = self._ask(origin)
                self._rules[origin] = (rules, _parsed(rules))
            return self._rules[origin]


def whole_lines(text: str) -> str:
    """The rules without a last line that `MAX_BYTES` cut: half a path would be another rule."""
    if len(text.encode("utf-8", "replace")) < MAX_BYTES:
        return text
    return text[: max(text.rfind("\n"), text.rfind("\r")) + 1]


def _parsed(rules: Rules) -> Any:
    """Protego understands wildcards, which the standard library's parser does not."""
    if rules.state != "rules":
        return None
    try:
        return protego.Protego.parse(rules.text)
    except (ValueError, RecursionError):  # a file that can't be understood forbids nothing
        return None
