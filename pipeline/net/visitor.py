"""Makes a visit: redirects by hand, every hop guarded, paced, allowed by robots.txt, within the budget, and logged.

Nothing here raises for what the world does; an `Answer` says how it ended.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlencode

import stamina
from msgspec import Struct

from pipeline.net.ask import Answer, Ask
from pipeline.net.clock import Clock, parse_stamp, stamp
from pipeline.net.exchange import NOWHERE, Hop, exchange
from pipeline.net.guard import Guard, Refused, Target, Unreadable, target
from pipeline.net.ledger import Ledger
from pipeline.net.links import join
from pipeline.net.log import Recorder, RequestLine, without_secrets
from pipeline.net.manners import Pacer, retry_after
from pipeline.net.network import Network
from pipeline.net.progress import Progress
from pipeline.net.proxy import Proxy, check_through
from pipeline.net.robots import MAX_BYTES, Robots, Rules, whole_lines
from pipeline.net.settings import FetchSettings, Limits, contact
from pipeline.net.wire import Wire, WireFailure

logging.getLogger("stamina").addHandler(logging.NullHandler())  # its notes of retries are in our own log

_ROBOTS_DAYS = 1.0
_LONGEST_TOLD = 120
"""Characters of an address in what a person is told."""
_LONGEST_REST = 86_400.0
"""Seconds for which a `Retry-After` counts beyond the run in which it was heard."""


class Backoff(Struct, frozen=True):
    """Waiting between tries, in seconds: `first` doubling up to `most`, with up to `jitter` more by chance."""

    first: float = 0.5
    most: float = 8.0
    jitter: float = 1.0


class _Passing(Exception):  # noqa: N818 -- a passing failure on its way to stamina
    def __init__(self, *, told: bool) -> None:
        super().__init__()
        self.told = told


class Means(NamedTuple):
    """What a visitor works with; tests put their own clock, guard and clients in."""

    wires: Mapping[str, Wire]
    """By the name that `Ask.client` says."""
    guard: Guard
    pacer: Pacer
    network: Network
    clock: Clock
    ledger: Ledger
    recorder: Recorder
    progress: Progress
    proxy: Proxy | None = None
    backoff: Backoff = Backoff()


class Visitor:
    """One run's way out into the world. Shared by all threads of the run."""

    def __init__(self, settings: FetchSettings, means: Means, version: str) -> None:
        self._settings = settings
        self._wires = means.wires
        self._guard = means.guard
        self._pacer = means.pacer
        self._network = means.network
        self._clock = means.clock
        self._ledger = means.ledger
        self._recorder = means.recorder
        self._progress = means.progress
        self._proxy = means.proxy
        self._backoff = means.backoff
        self.stopped = False
        """Whether the run was interrupted: what failed since then says nothing about the sources."""
        self._left = settings.budget
        self._lock = threading.Lock()
        self._recalled: set[str] = set()
        self._robots = Robots(self._ask_robots)
        self.agent = user_agent(version, contact(settings))

    def stop(self) -> None:
        """Let every waiting thread end soon: the person has interrupted."""
        self.stopped = True
        self._pacer.stop()

    def visit(self, ask: Ask, label: str, conditions: Mapping[str, str] | None = None) -> Answer:
        """Fetch `ask`; `label` names the reference for the log, `conditions` are If-None-Match and the like."""
        url = with_secrets(ask)
        hops: list[str] = []
        before: Target | None = None
        while True:
            try:
                place = self._judge(url, before, ask)
            except WireFailure as failure:
                if before is not None and isinstance(failure, Unreadable):
                    failure = WireFailure("server_error", f"{NOWHERE}: {failure.detail}")
                elif before is not None and isinstance(failure, Refused):
                    led_to = without_secrets(url, ask.secret)[:_LONGEST_TOLD]
                    failure = Refused(f"{before.host} redirects to {led_to}: {failure.detail}")
                return self._failed(ask, url, hops, _not_made(url, failure))
            hop = self._patiently(ask, place, label, conditions or {})
            if hop.location is None:
                return self._ended(ask, place.url, hops, hop)
            hops.append(without_secrets(place.url, ask.secret))
            led = join(place.url, hop.location)
            if led is None:
                nowhere = Hop(place.url, hop.status, hop.headers, reason="server_error", detail=NOWHERE)
                return self._failed(ask, place.url, hops, nowhere)
            url = led
            if without_secrets(url, ask.secret) in hops or len(hops) > self._settings.limits.hops:
                loop = Hop(url, hop.status, reason="redirect_loop", detail=f"{len(hops)} redirects led nowhere")
                return self._failed(ask, url, hops, loop)
            before = place

    def _judge(self, url: str, before: Target | None, ask: Ask) -> Target:
        place = target(url)
        if before is not None and before.scheme == "https" and place.scheme == "http":
            raise WireFailure("refused_by_policy", f"{before.host} redirects from https to http")
        if self._proxy is not None:
            check_through(self._guard, place.host, place.port, self._settings.connect_timeout)
        if ask.kind == "page" and self._pacer.robots_apply(place.host):
            self._heed_robots(place)
        return place

    def _heed_robots(self, place: Target) -> None:
        origin = f"{place.scheme}://{place.host}"
        barred = self._robots.bars(origin, place.url)
        if barred is not None:
            raise WireFailure(barred.reason, barred.detail, unasked=barred.unasked)
        delay = self._robots.delay(origin)
        if delay is not None:
            self._pacer.slow_down(place.host, delay)

    def _patiently(self, ask: Ask, place: Target, label: str, conditions: Mapping[str, str]) -> Hop:
        """One hop with its repeats: only passing failures, `tries` times, as the host says or with backoff."""
        wait = self._backoff
        hop = Hop(place.url)
        attempts = stamina.retry_context(
            on=_again,
            attempts=self._settings.tries,
            timeout=None,
            wait_initial=wait.first,
            wait_max=wait.most,
            wait_jitter=wait.jitter,
        )
        with contextlib.suppress(_Passing):
            for attempt in attempts:
                with attempt:
                    hop = self._once(ask, place, label, conditions)
                    self._raise_if_passing(place.host, hop)
        if hop.connecting and hop.reason in ("network_error", "timeout"):
            self._network.gave_up(place.host)
        return hop

    def _once(self, ask: Ask, place: Target, label: str, conditions: Mapping[str, str]) -> Hop:
        waiting = f"{ask.who} ({place.host})"
        if in_vain := self._in_vain(place):
            return in_vain
        self._recall_rest(place.host)
        try:
            with self._pacer.turn(place.host, ask.lane, lambda wait: self._progress.waits(label, waiting, wait)):
                if in_vain := self._in_vain(place):  # found out by others while we waited for our turn
                    return in_vain
                if not self._spend():
                    detail = f"the run's budget of {self._settings.budget} requests is used up"
                    return Hop(place.url, reason="refused_by_policy", detail=detail, unasked=True)
                self._progress.waits(label, waiting, 0.0)
                hop = self._logged(ask, place, label, conditions)
                self._learn(ask, place, hop)  # before the next one gets its turn
        except WireFailure as failure:
            return _not_made(place.url, failure)
        return hop

    def _learn(self, ask: Ask, place: Target, hop: Hop) -> None:
        """What an ending says of the host's rhythm, and of the network."""
        if hop.status:
            self._network.answered(place.host)
            self._pacer.heed(place.host, ask.lane, hop.headers)
        elif hop.connecting and hop.reason in ("network_error", "timeout", "tls_error"):
            self._network.missed(place.host, spoke=hop.reason == "tls_error")

    def _in_vain(self, place: Target) -> Hop | None:
        """What the run knows already of hosts that can't be reached."""
        if self._network.offline:
            return Hop(place.url, reason="network_error", detail="there is no network")
        if self._network.out_of_reach(place.host):
            return Hop(place.url, reason="network_error", detail=f"{place.host} was out of reach before in this run")
        return None

    def _logged(self, ask: Ask, place: Target, label: str, conditions: Mapping[str, str]) -> Hop:
        headers = {"User-Agent": self.agent, "Accept": ask.accept, "Accept-Language": "en", **conditions}
        if not self._pacer.is_service(place.host):
            headers["Connection"] = "close"  # a page's host is visited once: nothing to keep open
        limits = self._settings.limits if ask.adapter != "robots" else Limits(page=MAX_BYTES, pdf=MAX_BYTES)
        begun, at = time.monotonic(), stamp(self._clock.now())
        wire, robots = self._wires[ask.client], ask.adapter == "robots"
        hop = exchange(wire, place.url, headers, limits, self._settings.timeout, cut=robots)
        outcome = hop.reason or ("redirect" if hop.location else "not_modified" if hop.status == 304 else "ok")
        self._recorder.add(
            RequestLine(
                at=at,
                url=without_secrets(place.url, ask.secret),
                adapter=ask.adapter,
                label=label,
                status=hop.status,
                outcome=outcome,
                seconds=round(time.monotonic() - begun, 3),
                size=len(hop.body),
                note=hop.detail,
            )
        )
        return hop

    def _raise_if_passing(self, host: str, hop: Hop) -> None:
        """Hand a passing failure to stamina; the host is left alone as long as it asks, by all threads."""
        if not hop.passing or self._network.offline:
            return
        seconds = retry_after(hop.headers, self._clock)
        told = seconds is not None or hop.status == 429
        if told:
            self._pacer.hold(host, seconds)
        if seconds is None or seconds <= self._settings.patience:
            raise _Passing(told=told)
        until = self._clock.now() + timedelta(seconds=min(seconds, _LONGEST_REST))
        self._ledger.note(f"rest {host}", hop.status, stamp(until))

    def _recall_rest(self, host: str) -> None:
        """Heed what a host said in an earlier run: a rest that it asked for outlasts the run, for a day at most."""
        with self._lock:
            if host in self._recalled:
                return
            self._recalled.add(host)
        asked = self._ledger.fresh(f"rest {host}", _LONGEST_REST / 86_400)
        until = parse_stamp(asked.text) if asked else None
        left = (until - self._clock.now()).total_seconds() if until else 0.0
        if left > 0:
            self._pacer.hold(host, left)

    @property
    def used_up(self) -> bool:
        """Whether the budget kept something from being asked."""
        return self._left < 0

    def _spend(self) -> bool:
        with self._lock:
            self._left -= 1
            return self._left >= 0

    def _ended(self, ask: Ask, url: str, hops: list[str], hop: Hop) -> Answer:
        if hop.reason is not None:
            return self._failed(ask, url, hops, hop)
        body = hop.body if hop.status != 304 else None
        return Answer(ask.url, without_secrets(url, ask.secret), hop.status, hop.headers, body, hops=tuple(hops))

    def _failed(self, ask: Ask, url: str, hops: list[str], hop: Hop) -> Answer:
        return Answer(
            ask.url,
            without_secrets(url, ask.secret),
            hop.status,
            hop.headers,
            reason=hop.reason,
            detail=hop.detail,
            hops=tuple(hops),
            unasked=hop.unasked,
        )

    def _ask_robots(self, origin: str) -> Rules:
        known = self._ledger.fresh(f"robots {origin}", _ROBOTS_DAYS)
        if known is not None:
            return _rules(known.status, known.text)
        host = origin.partition("://")[2]
        ask = Ask(f"{origin}/robots.txt", "robots", "robots", "robots.txt", kind="helper", accept="text/plain,*/*")
        answer = self.visit(ask, host)
        if answer.reason is not None and _unreachable(answer):
            said = f"robots.txt could not be read: {answer.detail}" if answer.status else answer.detail
            return Rules("closed", reason=answer.reason, detail=said, unasked=answer.unasked)
        text = answer.text if answer.reason is None else ""
        self._ledger.note(f"robots {origin}", answer.status, text)
        return _rules(answer.status, text)


def _again(error: Exception) -> bool | float:
    """What stamina is told: stop, wait as usual, or (the pacer holds the host already) don't wait twice."""
    if not isinstance(error, _Passing):
        return False
    return 0.0 if error.told else True


def _not_made(url: str, failure: WireFailure) -> Hop:
    """A request that something forbade."""
    return Hop(url, reason=failure.reason, detail=failure.detail, unasked=failure.unasked)


def _unreachable(answer: Answer) -> bool:
    """Whether robots.txt is out of reach (RFC 9309, 2.3.1.4), as opposed to absent (2.3.1.3) or of no use.

    Out of reach: no answer, one that broke off, an error of the server, or one that asks to come back later.
    """
    broke_off = answer.status < 400 and answer.reason in ("network_error", "timeout")
    return not answer.status or answer.status >= 500 or broke_off or answer.reason == "rate_limited"


def _rules(status: int, text: str) -> Rules:
    return Rules("rules", whole_lines(text)) if 200 <= status < 300 else Rules("open")


def with_secrets(ask: Ask) -> str:
    """The URL as it is sent."""
    if not ask.secret:
        return ask.url
    return f"{ask.url}{'&' if '?' in ask.url else '?'}{urlencode(ask.secret)}"


def user_agent(version: str, email: str | None) -> str:
    """Who we are, honestly, and how to reach the desk."""
    return f"claim-audit/{version} (checks citations of articles{f'; mailto:{email}' if email else ''})"
