"""Is there a network at all? Found out once, quickly, so that an audit without one loses seconds and not minutes.

A circuit breaker (Nygard, Release It!, 2007): after the first connection that fails in a run where nothing has
answered yet, a few well-known hosts are tried at the same time. When none takes a connection, nothing more is asked.
A host that was out of reach twice in a row is left alone for the rest of the run.
"""

import contextlib
import socket
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from pipeline.net.guard import Guard, turns
from pipeline.net.wire import WireFailure

PROBED = ("api.crossref.org", "www.ebi.ac.uk", "doi.org", "clinicaltrials.gov")
PROBE_SECONDS = 2.5
_MISSES = 2


class Network:
    """What the run knows of reachability. Shared by all threads."""

    def __init__(self, guard: Guard, probed: Iterable[tuple[str, int]] | None = None) -> None:
        self._guard = guard
        self._probed = tuple(probed) if probed is not None else tuple((host, 443) for host in PROBED)
        self._lock = threading.Lock()
        self._alive = False
        self._offline = False
        self._misses: dict[str, int] = {}

    @property
    def offline(self) -> bool:
        """No host of any kind could be reached: there is no network."""
        return self._offline

    def out_of_reach(self, host: str) -> bool:
        """Whether `host` failed to take a connection so often that asking again is in vain."""
        return self._misses.get(host, 0) >= _MISSES

    def answered(self, host: str) -> None:
        """A host gave an HTTP answer, whatever it said."""
        self._alive = True
        self._misses.pop(host, None)

    def reachable(self) -> bool:
        """Try the well-known hosts now, all at once: does any take a connection?"""
        return self._any_answers("")

    def missed(self, host: str) -> None:
        """A host took no connection; the first time in a silent run, find out whether any other does."""
        with self._lock:
            if self._alive or self._offline:
                return
            self._alive = self._any_answers(host)
            self._offline = not self._alive

    def gave_up(self, host: str) -> None:
        """A request ended, all its tries used, without a connection."""
        with self._lock:
            self._misses[host] = self._misses.get(host, 0) + 1

    def _any_answers(self, failed: str) -> bool:
        hosts = [place for place in self._probed if place[0] != failed]
        if not hosts:
            return False
        with ThreadPoolExecutor(len(hosts), thread_name_prefix="probe") as pool:
            return any(list(pool.map(self._takes_connection, hosts)))

    def _takes_connection(self, place: tuple[str, int]) -> bool:
        with contextlib.suppress(WireFailure, OSError):
            until = time.monotonic() + PROBE_SECONDS
            endpoint = self._guard.endpoints(*place, PROBE_SECONDS)[0]
            seconds = next(share for _, share in turns((endpoint,), until))
            socket.create_connection(endpoint, seconds).close()
            return True
        return False
