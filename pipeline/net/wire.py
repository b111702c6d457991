"""What every client behind the door speaks: one request, one answer, and every way it can fail."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from msgspec import Struct

from pipeline.records.source import Reason


class WireFailure(Exception):  # noqa: N818 -- a failure of the world; `door` turns it into a value
    """A request that brought no whole answer.

    `connecting`: it never got as far as a connection; `unasked`: the run's own limits kept it from being made;
    `decided`: somebody between said no, and will say so again.
    """

    def __init__(
        self, reason: Reason, detail: str, *, connecting: bool = False, unasked: bool = False, decided: bool = False
    ) -> None:
        super().__init__(detail)
        self.reason: Reason = reason
        self.detail = detail
        self.connecting = connecting
        self.unasked = unasked
        self.decided = decided


def proxy_refused(said: str) -> WireFailure:
    """A desk's proxy that would not make the connection; `said` begins with its status (`403 Forbidden`).

    A refusal (403, 407) is the same the next moment; that it could not reach the site (502, 504) may pass.
    """
    status = said.partition(" ")[0]
    login = "; it asks for a login, which [fetch] proxy can't give" if status == "407" else ""
    return WireFailure(
        "network_error", f"the proxy did not let it through: {said[:80]}{login}", decided=status[:1] == "4"
    )


def stated_number(text: str, most_digits: int = 15) -> int | None:
    """A whole number as a header states it; None for anything else: signs of other scripts, a number without end."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most_digits else None


class WireResponse(Protocol):
    """An answer whose body is still on its way."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case; repeated headers joined with a comma."""

    def chunks(self) -> Iterator[bytes]:
        """The body as it came over the wire, not decoded.

        Raises:
            WireFailure: it broke off, or time ran out.
        """


class Wire(Protocol):
    """A client: opens one GET and follows nothing. Redirects, retries and caps are not its business."""

    def get(self, url: str, headers: Mapping[str, str]) -> AbstractContextManager[WireResponse]:
        """Send the request within `current_deadline()`.

        Raises:
            WireFailure: no answer, and why.
        """

    def close(self) -> None:
        """Close what is kept open; the next request opens it again."""


class Deadline(Struct, frozen=True):
    """A wall clock over one whole transfer, in real seconds: sockets don't know of injected clocks."""

    at: float

    def left(self) -> float:
        """Seconds left.

        Raises:
            WireFailure: none are.
        """
        left = self.at - time.monotonic()
        if left <= 0:
            raise WireFailure("timeout", "the answer took longer than the time set for a whole transfer")
        return left


class _Local(threading.local):
    deadline: Deadline | None = None


_LOCAL = _Local()


def set_deadline(seconds: float) -> Deadline:
    """Start the clock of the request that this thread is about to make."""
    _LOCAL.deadline = Deadline(time.monotonic() + seconds)
    return _LOCAL.deadline


def bounded(timeout: float | None) -> float:
    """`timeout` of one socket call, cut to what the whole transfer has left.

    Raises:
        WireFailure: nothing is left.
    """
    deadline = _LOCAL.deadline
    if deadline is None:
        return 10.0 if timeout is None else timeout
    left = deadline.left()
    return left if timeout is None else min(timeout, left)
