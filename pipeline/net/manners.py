"""Manners: when a host may be asked next.

Every host has its own rhythm (`manners.toml`), and its answers may change it: Crossref and NCBI say in headers how
much they bear, `Retry-After` says when to come back, robots.txt may name a crawl delay. All threads share one pacer.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.net.clock import Clock
from pipeline.net.wire import WireFailure, stated_number

LIST = "list"
"""The lane of searches: services bear fewer of them than look-ups of one record."""
_MARGIN = 1.1
_LONGEST_GAP = 30.0
_MOST_TOGETHER = 3
_SLICE = 1.0
"""Seconds of one sleep: an interrupted run must not sit out a long wait."""


class HostManners(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `manners.toml`; seconds throughout."""

    name: str
    gap: float
    keyed_gap: float | None = None
    list_gap: float | None = None
    keyed_list_gap: float | None = None
    together: int = 1
    robots: bool = True
    pause: float = 5.0
    """How long to stay away after a 429 that does not say."""


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    host: tuple[HostManners, ...]


@cache
def table() -> Mapping[str, HostManners]:
    """The manners of every known service, by host."""
    return {entry.name: entry for entry in load("pipeline.net", "manners.toml", _Table).host}


def retry_after(headers: Mapping[str, str], clock: Clock) -> float | None:
    """Seconds that a `Retry-After` asks for (RFC 9110, 10.2.3: a number or a date), at least 0; None without one."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isascii() and value.isdigit():
        return float(value[:9])
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        moment = parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - clock.now()).total_seconds())
    return None


class _Host:
    """What is known of one host in this run."""

    def __init__(self, together: int) -> None:
        self.together = together
        self.active = 0
        self.next_at: dict[str, float] = {}
        self.held_until = 0.0
        self.gaps: dict[str, float] = {}


class Pacer:
    """Gives out turns: at most `parallel` hosts at a time, each at its own rhythm."""

    def __init__(
        self,
        clock: Clock,
        *,
        per_host: float,
        parallel: int,
        patience: float,
        keyed: frozenset[str] = frozenset(),
        services: Mapping[str, HostManners] | None = None,
    ) -> None:
        self._clock = clock
        self._per_host = per_host
        self._patience = patience
        self._keyed = keyed
        self._services = table() if services is None else services
        self._hosts: dict[str, _Host] = {}
        self._changed = threading.Condition()
        self._parallel = threading.Semaphore(parallel)
        self._stopped = False

    def stop(self) -> None:
        """Give out no more turns."""
        self._stopped = True

    def robots_apply(self, host: str) -> bool:
        """Whether robots.txt is asked before a page of this host."""
        return host not in self._services or self._services[host].robots

    def is_service(self, host: str) -> bool:
        """Whether a host has manners of its own: asked often, so its connection is kept."""
        return host in self._services

    @contextlib.contextmanager
    def turn(self, host: str, lane: str = "", waiting: Callable[[float], None] | None = None) -> Iterator[None]:
        """Wait until `host` may be asked; the request is made inside.

        Raises:
            WireFailure: the host asked for a longer rest than our patience lasts.
        """
        state = self._enter(host)
        told = False
        try:
            while True:
                wait = self._ready_in(host, state, lane)
                if wait > 0:
                    if waiting is not None and not told:
                        waiting(wait)
                        told = True
                    self._clock.sleep(min(wait, _SLICE))
                    continue
                with self._parallel:
                    if not self._take(host, state, lane):
                        continue
                    yield
                    return
        finally:
            self._leave(host, state, lane)

    def heed(self, host: str, lane: str, headers: Mapping[str, str]) -> None:
        """Take over the rhythm that a service's own headers state (Crossref, NCBI); a publisher's change nothing."""
        if host not in self._services:
            return
        gap = _stated_gap(headers)
        with self._changed:
            state = self._state(host)
            if gap is not None:
                state.gaps[lane] = max(min(gap * _MARGIN, _LONGEST_GAP), 0.0)
            together = stated_number(headers.get("x-concurrency-limit", ""))
            if together is not None:
                state.together = max(1, min(together, _MOST_TOGETHER))
            if headers.get("x-ratelimit-remaining") == "0" and "x-ratelimit-limit" in headers:
                state.held_until = max(state.held_until, self._clock.monotonic() + 1.0)
            self._changed.notify_all()

    def hold(self, host: str, seconds: float | None) -> None:
        """Leave a host alone for a while, all threads; None: as long as its entry says."""
        if seconds is None:
            seconds = self._services[host].pause if host in self._services else 5.0
        with self._changed:
            state = self._state(host)
            state.held_until = max(state.held_until, self._clock.monotonic() + seconds)

    def slow_down(self, host: str, gap: float) -> None:
        """Leave at least `gap` seconds between two visits (robots.txt's crawl delay), at most half a minute."""
        with self._changed:
            state = self._state(host)
            state.gaps[""] = max(state.gaps.get("", self._gap(host, state, "")), min(gap, _LONGEST_GAP))

    def _state(self, host: str) -> _Host:
        if host not in self._hosts:
            self._hosts[host] = _Host(self._services[host].together if host in self._services else 1)
        return self._hosts[host]

    def _enter(self, host: str) -> _Host:
        with self._changed:
            state = self._state(host)
            while state.active >= state.together:
                self._changed.wait()
            state.active += 1
            return state

    def _leave(self, host: str, state: _Host, lane: str) -> None:
        with self._changed:
            state.active -= 1
            if host not in self._services and lane in state.next_at:
                # A publisher's page: the rest counts from the end of the answer, however long that took.
                state.next_at[lane] = self._clock.monotonic() + self._gap(host, state, lane)
            self._changed.notify_all()

    def _ready_in(self, host: str, state: _Host, lane: str) -> float:
        with self._changed:
            now = self._clock.monotonic()
            if self._stopped:
                raise WireFailure("network_error", "the run was interrupted", unasked=True)
            if state.held_until - now > self._patience:
                raise WireFailure("rate_limited", f"{host} asks to be left alone for {state.held_until - now:.0f} s")
            return max(state.next_at.get(lane, 0.0), state.held_until) - now

    def _take(self, host: str, state: _Host, lane: str) -> bool:
        with self._changed:
            now = self._clock.monotonic()
            if max(state.next_at.get(lane, 0.0), state.held_until) > now:
                return False
            state.next_at[lane] = now + self._gap(host, state, lane)
            return True

    def _gap(self, host: str, state: _Host, lane: str) -> float:
        if lane in state.gaps:
            return state.gaps[lane]
        if host not in self._services:
            return self._per_host
        entry = self._services[host]
        plain, keyed = (entry.list_gap, entry.keyed_list_gap) if lane == LIST else (entry.gap, entry.keyed_gap)
        plain = entry.gap if plain is None else plain
        return keyed if host in self._keyed and keyed is not None else plain


def _stated_gap(headers: Mapping[str, str]) -> float | None:
    """Seconds between requests, from `x-rate-limit-limit` per `x-rate-limit-interval`, or NCBI's limit a second."""
    limit = headers.get("x-rate-limit-limit") or headers.get("x-ratelimit-limit") or ""
    interval = headers.get("x-rate-limit-interval", "1s").strip().lower().removesuffix("s")
    try:
        count, seconds = float(limit), float(interval)
    except ValueError:
        return None
    return seconds / count if 0 < count <= 1000 and 0 < seconds <= 3600 else None
