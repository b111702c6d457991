"""Something that stands in the place of everybody: it takes every connection, may say a line, and shakes no hands."""

import contextlib
import socketserver
from collections.abc import Iterator

from pipeline.net.guard import Endpoint
from tests.net.world.server import Crew


@contextlib.contextmanager
def wall(says: bytes) -> Iterator[Endpoint]:
    """Where it stands. It keeps each line until the caller hangs up, and has closed every one when the block ends."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(20)
            with contextlib.suppress(OSError):
                self.request.sendall(says)
                while self.request.recv(4096):
                    pass

    crew = Crew(Handler)
    crew.open()
    try:
        yield crew.endpoint
    finally:
        crew.close()
