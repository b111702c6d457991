"""A desk's own proxy, used only when `[fetch] proxy` names it.

The proxy looks names up and makes the connections, so we can't check the address that it reaches. What we still
refuse: names that our own look-up knows to be inside. The report says that a proxy stood in between.
"""

from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.net.guard import Endpoint, Guard, Refused, Resolver
from pipeline.net.wire import WireFailure

_INSIDE = (".local", ".internal", ".localhost", ".lan", ".home.arpa", ".corp", ".intranet")


class Proxy(NamedTuple):
    """Where the proxy listens."""

    url: str
    host: str
    port: int


def parse_proxy(url: str) -> Proxy:
    """`http://host:port` taken apart; the port is 3128 where none is given (Squid's)."""
    parts = urlsplit(url)
    port = parts.port or 3128
    return Proxy(f"{parts.scheme}://{parts.hostname}:{port}", parts.hostname or "", port)


class _OnlyTheProxy(Guard):
    """Connects to the proxy and to nothing else; the proxy may well be inside."""

    def __init__(self, proxy: Proxy, resolve: Resolver) -> None:
        super().__init__(resolve)
        self._proxy = proxy

    def endpoints(self, host: str, port: int, timeout: float) -> tuple[Endpoint, ...]:
        """The proxy's addresses, unchecked: the desk named it."""
        if (host, port) != (self._proxy.host, self._proxy.port):
            raise Refused(f"{host} would be reached beside the proxy")
        return self._look_up(host, port, timeout)


def proxy_guard(guard: Guard, proxy: Proxy) -> Guard:
    """A guard that lets connections to the proxy through, and no other."""
    return _OnlyTheProxy(proxy, guard.resolve)


def check_through(guard: Guard, host: str, port: int, timeout: float) -> None:
    """Refuse a target that must not be asked for through a proxy either.

    Raises:
        Refused: the name has no dot or an inside ending, or our own look-up gives an address that is not public.
    """
    if "." not in host or host.endswith(_INSIDE):
        raise Refused(f"{host} is a name of the inside network")
    try:
        guard.endpoints(host, port, timeout)
    except Refused:
        raise
    except WireFailure:
        return  # behind a proxy, names of the outside often can't be looked up: that is the proxy's business
