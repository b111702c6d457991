"""Is there a network at all? Found out once, quickly, so that an audit without one loses seconds and not minutes.

A circuit breaker (Nygard, Release It!, 2007): after the first connection that fails in a run where nothing has
answered yet, a few well-known hosts are tried at the same time. When none shakes hands, nothing more is asked.
A host that was out of reach twice in a row is left alone for the rest of the run.
"""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from pipeline.net.guard import Guard, turns
from pipeline.net.wire import WireFailure

PROBED = ("api.crossref.org", "www.ebi.ac.uk", "doi.org", "clinicaltrials.gov")
PROBE_SECONDS = 2.5
_MISSES = 2
_TLS_PORT = 443
_LEAST = 0.1
"""Seconds for the handshake even where the connection took all the time there was."""


class Network:
    """What the run knows of reachability. Shared by all threads."""

    def __init__(
        self, guard: Guard, probed: Iterable[tuple[str, int]] | None = None, *, secure: int | None = _TLS_PORT
    ) -> None:
        """`probed`: hosts and ports to try (None: the services'); at port `secure` a handshake is asked for."""
        self._guard = guard
        self._secure = secure
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
        """Try the well-known hosts now, all at once: does any answer?"""
        return self._any_answers("")

    def missed(self, host: str, *, spoke: bool = False) -> None:
        """A host took no connection or shook no hands; the first time in a silent run, find out whether others do.

        `spoke`: it took the connection and spoke no TLS, as the log-in page of a hotel does that answers for all.
        Where there are no others to try, that alone is no proof.
        """
        with self._lock:
            if self._alive or self._offline or (spoke and not self._others(host)):
                return
            self._alive = self._any_answers(host)
            self._offline = not self._alive

    def gave_up(self, host: str) -> None:
        """A request ended, all its tries used, without a connection."""
        with self._lock:
            self._misses[host] = self._misses.get(host, 0) + 1

    def _any_answers(self, failed: str) -> bool:
        hosts = self._others(failed)
        if not hosts:
            return False
        with ThreadPoolExecutor(len(hosts), thread_name_prefix="probe") as pool:
            return any(list(pool.map(self._answers, hosts)))

    def _others(self, failed: str) -> list[tuple[str, int]]:
        return [place for place in self._probed if place[0] != failed]

    def _answers(self, place: tuple[str, int]) -> bool:
        with contextlib.suppress(WireFailure, OSError):
            until = time.monotonic() + PROBE_SECONDS
            endpoint = self._guard.endpoints(*place, PROBE_SECONDS)[0]
            seconds = next(share for _, share in turns((endpoint,), until))
            with socket.create_connection(endpoint, seconds) as line:
                return place[1] != self._secure or _speaks(line, place[0], until)
        return False


def _speaks(line: socket.socket, host: str, until: float) -> bool:
    """Whether anybody shakes hands: a firewall may take every connection for its own and then say nothing.

    Who it is does not matter here, nothing is asked; the requests themselves check every certificate.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    line.settimeout(max(until - time.monotonic(), _LEAST))
    context.wrap_socket(line, server_hostname=host).close()
    return True
