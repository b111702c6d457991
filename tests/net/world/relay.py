"""A desk's proxy on loopback: CONNECT for https, whole addresses for http, all of it led into one world."""

import contextlib
import socket
import socketserver
import threading
from typing import Any, Self

from pipeline.net.guard import Endpoint
from tests.net.world.server import Crew, World


class Relay:
    """Use as a context manager; `asked` holds what it was asked for."""

    def __init__(self, world: World, *, refuses: bool = False, mute: frozenset[str] = frozenset()) -> None:
        self.world = world
        self.mute = mute
        """Sites that take the connection and say nothing."""
        self.refuses = refuses
        self.refusal = "403 Forbidden"
        self.asked: list[str] = []
        relay = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                relay.serve(self.request, self.rfile)

        self._crew = Crew(Handler)
        self.endpoint = self._crew.endpoint

    def __enter__(self) -> Self:
        self._crew.open()
        return self

    def __exit__(self, *_: object) -> None:
        self._crew.close()

    def serve(self, client: socket.socket, lines: Any) -> None:
        first = lines.readline().decode("latin-1")
        if not first:
            return  # hung up without a word
        headers = []
        while (line := lines.readline()) not in (b"\r\n", b""):
            headers.append(line)
        method, where, _ = first.split(" ", 2)
        self.asked.append(f"{method} {where}")
        if self.refuses:
            client.sendall(f"HTTP/1.1 {self.refusal}\r\nContent-Length: 0\r\n\r\n".encode())
            return
        if method == "CONNECT":
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            if where.partition(":")[0] in self.mute:
                client.recv(65_536)  # the greeting of TLS, to which nobody answers
                client.settimeout(20)
                with contextlib.suppress(OSError):
                    client.recv(1)
                return
            self._pass(client, self.world.secure, b"")
        else:
            path = "/" + where.partition("://")[2].partition("/")[2]
            kept = [line for line in headers if not line.lower().startswith(b"connection")]
            head = f"GET {path} HTTP/1.1\r\n".encode() + b"".join(kept) + b"Connection: close\r\n\r\n"
            self._pass(client, self.world.plain, head)

    @staticmethod
    def _pass(client: socket.socket, to: Endpoint, head: bytes) -> None:
        with socket.create_connection(to, 20) as server:
            if head:
                server.sendall(head)
            back = threading.Thread(target=_copy, args=(server, client))
            back.start()
            _copy(client, server)
            back.join()


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    for end in (source, sink):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
