"""The loopback world: our own small HTTP and HTTPS servers that play every host, over real sockets.

`World` maps host names to handlers; its resolver leads every name to 127.0.0.1, and its guard lets just these two
endpoints through. What the servers saw is in `World.seen`, with the time at which it arrived.
"""

import contextlib
import socket
import socketserver
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qs, unquote, urlsplit

from pipeline.net.guard import Endpoint, Guard
from tests.net.world.certificate import make

LOOPBACK = "127.0.0.1"
DEAD, REFUSING, UNSIGNED = "dead-name", "refusing", "unsigned"
"""Beginnings of host names without an address, with a closed door, and with a certificate for other names."""
_CLOSED = 1
"""A port (tcpmux) at which nobody listens."""


class Seen(NamedTuple):
    """A request as a server saw it."""

    scheme: str
    host: str
    target: str
    at: float
    headers: Mapping[str, str]

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}{self.target}"

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(urlsplit(self.target).query).items()}


class Reply(NamedTuple):
    """What a server answers; `act` takes over the connection after the headers (or instead of them)."""

    body: bytes | str = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = {}
    act: Callable[["Handler"], None] | None = None


Site = Callable[[Seen], Reply]


def missing(_seen: Seen) -> Reply:
    return Reply("<html><title>Not found</title><body>Not found</body></html>", 404)


def leads_to(host: str, served: Endpoint) -> tuple[Endpoint, ...]:
    """Where a host of any world is: `served`, but for those that can't be reached.

    Raises:
        socket.gaierror: the name has no address.
    """
    if host.startswith(DEAD):
        raise socket.gaierror(socket.EAI_NONAME, "no such host in this world")
    return (Endpoint(LOOPBACK, _CLOSED),) if host.startswith(REFUSING) else (served,)


def let_through(*served: Endpoint) -> frozenset[Endpoint]:
    """What a guard of the loopback world must allow."""
    return frozenset((*served, Endpoint(LOOPBACK, _CLOSED)))


class World:
    """Servers for `sites`. Use as a context manager."""

    def __init__(self, folder: Path, sites: Mapping[str, Site]) -> None:
        self.sites = dict(sites)
        self.seen: list[Seen] = []
        self.at_once: Counter[str] = Counter()
        """Most requests at the same time, by host; `*` for hosts at the same time."""
        self._active: Counter[str] = Counter()
        self._answered: dict[str, list[float]] = {}
        self.looked_up: list[tuple[str, int]] = []
        self._lock = threading.Lock()
        self._certificate, key = make(folder, [*self._signed(), "another.test"])
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.sslsocket_class = _Line
        self.tls.load_cert_chain(self._certificate, key)
        self._plain_server = _Server(self, None)
        self._tls_server = _Server(self, self.tls)
        self.plain, self.secure = self._plain_server.endpoint, self._tls_server.endpoint

    def __enter__(self) -> Self:
        for server in (self._plain_server, self._tls_server):
            server.open()
        return self

    def __exit__(self, *_: object) -> None:
        for server in (self._plain_server, self._tls_server):
            server.close()

    def _signed(self) -> list[str]:
        return [host for host in self.sites if not host.startswith(UNSIGNED)]

    def resolve(self, host: str, port: int) -> tuple[Endpoint, ...]:
        self.looked_up.append((host, port))
        if host not in self.sites:
            raise socket.gaierror(socket.EAI_NONAME, "no such host in this world")
        return leads_to(host, self.secure if port == 443 else self.plain)

    def guard(self) -> Guard:
        return Guard(self.resolve, let_through(self.plain, self.secure))

    @property
    def certificate(self) -> Path:
        return self._certificate

    def context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self._certificate))

    def urls(self, host: str | None = None) -> list[str]:
        with self._lock:
            return [seen.url for seen in self.seen if host in (None, seen.host)]

    def times(self, host: str) -> list[float]:
        with self._lock:
            return [seen.at for seen in self.seen if seen.host == host]

    def rests(self, host: str) -> list[float]:
        """Seconds from each answer of a host to the next request; of a host that is asked one thing at a time.

        An answer counts from before it is sent, so that a busy machine makes a rest look longer and never shorter.
        """
        with self._lock:
            ends = self._answered.get(host, [])
            return [
                seen - end
                for end, seen in zip(ends, [one.at for one in self.seen if one.host == host][1:], strict=False)
            ]

    def begins(self, host: str) -> None:
        with self._lock:
            self._active[host] += 1
            self.at_once[host] = max(self.at_once[host], self._active[host])
            self.at_once["*"] = max(self.at_once["*"], sum(1 for count in self._active.values() if count))

    def ends(self, host: str) -> None:
        with self._lock:
            self._active[host] -= 1
            self._answered.setdefault(host, []).append(time.monotonic())

    def answer(self, seen: Seen) -> Reply:
        with self._lock:
            self.seen.append(seen)
        return self.sites.get(seen.host, missing)(seen)


class Crew(socketserver.ThreadingTCPServer):
    """A server of the tests, a thread a line. Once it is closed neither a line nor a thread of it is left.

    What a test leaves open fails whichever test runs when the collector finds it, so everybody is waited for.
    """

    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, handler: type[socketserver.BaseRequestHandler]) -> None:
        self._open: set[socket.socket] = set()
        self._guarding = threading.Lock()
        self._taking = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.005})
        super().__init__((LOOPBACK, 0), handler)
        self.endpoint = Endpoint(*self.server_address[:2])  # type: ignore[arg-type]

    def open(self) -> None:
        self._taking.start()

    def close(self) -> None:
        """Take no more lines, cut those that are open, and wait for whoever served them."""
        if self._taking.is_alive():
            self.shutdown()
            self._taking.join()
        with self._guarding:
            for line in self._open:
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(line, socket.SHUT_RDWR)
        self.server_close()

    def get_request(self) -> tuple[Any, Any]:
        line, address = super().get_request()
        with self._guarding:
            self._open.add(line)
        return line, address

    def shutdown_request(self, request: Any) -> None:
        with self._guarding:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the play."""


class _Line(ssl.SSLSocket):
    """The server's end of a TLS connection; one whose client left before it was taken is closed and not lost."""

    def getpeername(self) -> Any:
        try:
            return super().getpeername()
        except OSError as error:
            self.close()
            raise ConnectionAbortedError("the client hung up before it was taken") from error


class _Server(Crew):
    def __init__(self, world: World, tls: ssl.SSLContext | None) -> None:
        self.world = world
        self.tls = tls
        super().__init__(Handler)

    def get_request(self) -> tuple[Any, Any]:
        line, address = super().get_request()
        try:
            line.settimeout(20)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            shown = self.tls.wrap_socket(line, server_side=True, do_handshake_on_connect=False) if self.tls else line
        except OSError:
            self.shutdown_request(line)
            raise
        with self._guarding:
            self._open.discard(line)
            self._open.add(shown)
        return shown, address


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65_536  # headers and body in one packet: no waiting for delayed acknowledgements
    server: _Server

    def setup(self) -> None:
        if isinstance(self.request, ssl.SSLSocket):
            self.request.do_handshake()
        super().setup()

    def do_GET(self) -> None:
        scheme = "https" if self.server.tls else "http"
        host = self.headers.get("Host", "").partition(":")[0]
        headers = {name.lower(): value for name, value in self.headers.items()}
        world = self.server.world
        world.begins(host)
        try:
            reply = world.answer(Seen(scheme, host, self.path, time.monotonic(), headers))
        finally:
            world.ends(host)  # before the answer is sent: who has it may ask the next thing at once
        if reply.status:
            self._send(reply)
        if reply.act is not None:
            with contextlib.suppress(OSError):
                reply.act(self)

    def _send(self, reply: Reply) -> None:
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response_only(reply.status)
        if body or reply.status not in (304, 204):
            self.send_header("Content-Type", reply.type)
        if not any(name.lower() in ("content-length", "transfer-encoding") for name in reply.headers):
            self.send_header("Content-Length", str(len(body)))
        for name, value in reply.headers.items():
            if value:  # an empty one only keeps the server from adding its own
                self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)
            self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class calls it so
        """Quiet."""


def reset(handler: Handler) -> None:
    """Cut the line hard: the client gets ECONNRESET in the middle of the body."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    # Past the TLS layer: a reset says no goodbye.
    socket.close(handler.connection.detach())


def drip(handler: Handler) -> None:
    """A byte every fiftieth of a second, until the other side has had enough."""
    handler.close_connection = True
    with contextlib.suppress(OSError):
        for _ in range(1000):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)


def drip_headers(handler: Handler) -> None:
    """Headers that never end."""
    handler.close_connection = True
    with contextlib.suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for at in range(1000):
            handler.wfile.write(b"X-Filler-%d: y\r\n" % at)
            handler.wfile.flush()
            time.sleep(0.02)


def silence(handler: Handler) -> None:
    """Take the connection and say nothing until the other side leaves."""
    handler.close_connection = True
    with contextlib.suppress(OSError):
        handler.connection.settimeout(20)
        handler.connection.recv(1)


def hang_up(handler: Handler) -> None:
    """Close without a word."""
    handler.close_connection = True


def html(title: str, body: str, head: str = "") -> str:
    """A page with enough in it to be read as one."""
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>'
