"""The second client, on the standard library: same guard, same wall clock, same honest name.

ClinicalTrials.gov documents its API for programs and refuses httpx's TLS handshake with 403 all the same (noted in
some ten unrelated projects, 2025 and 2026); urllib's is let through. Nothing is disguised: the User-Agent is ours.
"""

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pipeline.net.client import connect_failure, tls_failure, trust
from pipeline.net.guard import Guard, turns
from pipeline.net.proxy import Proxy, proxy_guard
from pipeline.net.wire import WireFailure, bounded, proxy_refused, stated_number

_PIECE = 65_536
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3}\b.*)")
"""How http.client says that a proxy made no connection."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Redirects are followed by hand, each hop checked."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


class UrllibWire:
    """GETs over urllib.request; a connection a request."""

    def __init__(
        self,
        guard: Guard,
        *,
        context: ssl.SSLContext | None = None,
        proxy: Proxy | None = None,
        connect_timeout: float = 5.0,
        read_timeout: float = 10.0,
    ) -> None:
        self._guard = proxy_guard(guard, proxy) if proxy else guard
        self._context = context or trust()
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._proxy = proxy
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), _NoRedirects(), self._plain_handler(), self._tls_handler()
        )
        self._opener.addheaders = []

    def close(self) -> None:
        """Nothing is kept open."""

    @contextlib.contextmanager
    def get(self, url: str, headers: Mapping[str, str]) -> Iterator["_Response"]:
        """Send one GET; see `wire.Wire`."""
        request = urllib.request.Request(url, headers=dict(headers), method="GET")  # noqa: S310 -- scheme was checked
        if self._proxy is not None:
            # Set by hand: ProxyHandler would ask the environment (NO_PROXY) which hosts to go to directly.
            request.add_unredirected_header("Host", request.host)  # the site's, which is the proxy's from here on
            request.set_proxy(f"{self._proxy.host}:{self._proxy.port}", urlsplit(self._proxy.url).scheme)
        with _watch(), _failures():
            try:
                answer = self._opener.open(request, timeout=bounded(self._read_timeout))
            except urllib.error.HTTPError as error:
                answer = error
            with contextlib.closing(answer):
                yield _Response(answer)

    def _plain_handler(self) -> urllib.request.HTTPHandler:
        guard, patience, idle = self._guard, self._connect_timeout, self._read_timeout

        class Connection(http.client.HTTPConnection):
            def connect(self) -> None:
                self.sock = _open(guard, self.host, self.port, patience)
                self.sock.settimeout(bounded(idle))

        class Handler(urllib.request.HTTPHandler):
            def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
                return self.do_open(Connection, req)

        return Handler()

    def _tls_handler(self) -> urllib.request.HTTPSHandler:
        guard, patience, idle, context = self._guard, self._connect_timeout, self._read_timeout, self._context

        class Connection(http.client.HTTPSConnection):
            def connect(self) -> None:
                self.sock = _open(guard, self.host, self.port, patience)
                name = self.host
                tunnel = getattr(self, "_tunnel_host", None)
                if tunnel:
                    self._tunnel()  # type: ignore[attr-defined]
                    name = tunnel
                self.sock = _OPEN.sock = _secured(context, self.sock, name)
                self.sock.settimeout(bounded(idle))

        class Handler(urllib.request.HTTPSHandler):
            def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
                return self.do_open(Connection, req)

        return Handler()


def _open(guard: Guard, host: str, port: int, timeout: float) -> socket.socket:
    """Look up, check and connect in one step."""
    whole = bounded(timeout)
    until = time.monotonic() + whole
    for endpoint, share in turns(guard.endpoints(host, port, whole), until):
        try:
            _OPEN.sock = socket.create_connection(endpoint, bounded(share))
        except OSError as error:
            failure = connect_failure(host, timed_out=isinstance(error, TimeoutError))
        else:
            return _OPEN.sock
    raise failure


def _secured(context: ssl.SSLContext, sock: socket.socket, name: str) -> ssl.SSLSocket:
    try:
        return context.wrap_socket(sock, server_hostname=name)
    except TimeoutError as error:
        raise WireFailure("timeout", "the secure connection took too long", connecting=True) from error
    except OSError as error:
        raise tls_failure(error) from error


class _Open(threading.local):
    sock: socket.socket | None = None


_OPEN = _Open()


@contextlib.contextmanager
def _watch() -> Iterator[None]:
    """Cut the line when the transfer's wall clock runs out: urllib knows only time-outs of single reads."""
    _OPEN.sock = None
    mine = _OPEN.__dict__
    watch = threading.Timer(bounded(None), _cut, (mine,))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        _OPEN.sock = None


def _cut(state: dict[str, Any]) -> None:
    sock = state.get("sock")
    if sock is not None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not the TLS object's own, which another thread is using


class _Response:
    """An answer of urllib in the shape that the rest of the room knows."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer
        self.status = int(answer.status)
        joined: dict[str, str] = {}
        for name, value in answer.headers.items():
            known = joined.get(name.lower())
            joined[name.lower()] = f"{known}, {value}" if known else value
        self.headers: Mapping[str, str] = joined

    def chunks(self) -> Iterator[bytes]:
        """The body in pieces of at most 64 KiB."""
        got = 0
        while piece := self._answer.read1(_PIECE):
            got += len(piece)
            yield piece
        bounded(None)  # a line that the watch has cut looks like the end of the body
        stated = stated_number(self.headers.get("content-length", ""))
        if stated is not None and "transfer-encoding" not in self.headers and got < stated:
            raise WireFailure("network_error", "the answer broke off before the length that it states")


@contextlib.contextmanager
def _failures() -> Iterator[None]:
    """Turn what urllib and http.client raise into the room's own failure."""
    try:
        yield
    except (http.client.HTTPException, OSError, ValueError) as error:
        bounded(None)  # speaks up when it is the whole transfer's clock that ran out
        cause = getattr(error, "reason", error)
        if isinstance(cause, TimeoutError):
            raise WireFailure("timeout", "the site stopped answering") from error
        if refused := _TUNNEL.match(str(cause)):
            raise proxy_refused(refused[1]) from error
        raise WireFailure("network_error", "the connection or the answer broke off") from error
