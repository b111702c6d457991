"""Which addresses a citation may lead to: public ones only, checked where the connection is made.

URLs come out of articles, so they are hostile (server-side request forgery, OWASP 2021 A10). Checking names is
useless (`0x7f.1` and `localhost` both mean this machine) and checking a name before connecting by name is a race
(DNS rebinding). So the name is looked up once, *every* address of the answer is checked, and the connection is made
to the very address that was checked.
"""

import ipaddress
import queue
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from pipeline.net.wire import WireFailure

IPv4, IPv6 = ipaddress.IPv4Address, ipaddress.IPv6Address

_V4_NOT_PUBLIC = tuple(
    # Protocol assignments and the retired 6to4 relay anycast: Python 3.11 calls parts of both global.
    ipaddress.IPv4Network(net)
    for net in ("192.0.0.0/24", "192.88.99.0/24")
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_V6_GLOBAL = ipaddress.IPv6Network("2000::/3")  # the only block IANA gives out as global unicast
_V6_NOT_PUBLIC = tuple(
    ipaddress.IPv6Network(net)
    for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")  # Teredo and kin, docs, 6to4, docs
)
_HOST = re.compile(r"^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$")
_UNCLEAN = re.compile(r"[\x00-\x20\x7f\\]")
_PORTS = {"http": 80, "https": 443}
_LEAST_TRY = 0.1
"""Seconds for the first address even where the look-up took all the time there was."""
_KEEP = "/:?#[]@!$&'()*+,;=%~-._|"


class Endpoint(NamedTuple):
    """An address and a port: what a socket connects to."""

    address: str
    port: int


class Target(NamedTuple):
    """A URL that may be visited: ASCII throughout, default port, no userinfo, no fragment."""

    url: str
    scheme: str
    host: str
    port: int


Resolver = Callable[[str, int], tuple[Endpoint, ...]]
"""Looks a host up; an empty answer or an OSError means that there is no such host."""


class Refused(WireFailure):
    """The request was not made: policy forbids it. Never retried."""

    def __init__(self, detail: str) -> None:
        super().__init__("refused_by_policy", detail)


class Unreadable(Refused):
    """What was to be asked for is no address at all, whoever wrote it down."""


def is_public(address: str) -> bool:
    """Whether `address` (text of an IPv4 or IPv6 address) is one that a public web server can have.

    IPv4 inside IPv6 (mapped, NAT64) is judged by the IPv4 address. `ipaddress.is_global` alone is not enough:
    Python 3.11 says True for multicast, site-local, 6to4, NAT64 of loopback and others.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6):
        if parsed.ipv4_mapped is not None:
            parsed = parsed.ipv4_mapped
        elif parsed in _NAT64:
            parsed = IPv4(int(parsed) & 0xFFFFFFFF)
    if isinstance(parsed, IPv4):
        return parsed.is_global and not parsed.is_multicast and not any(parsed in net for net in _V4_NOT_PUBLIC)
    return parsed in _V6_GLOBAL and parsed.is_global and not any(parsed in net for net in _V6_NOT_PUBLIC)


def target(url: str) -> Target:
    """Judge a URL by its text alone and write it in ASCII.

    Raises:
        Refused: another scheme than http(s), userinfo, an odd port, a bare number for a host, stray characters.
    """
    text = url.strip()
    if _UNCLEAN.search(text.replace(" ", "%20")):
        raise Unreadable("the address holds characters that no web address has")
    try:
        parts = urlsplit(text.replace(" ", "%20"))
        port, host = parts.port, (parts.hostname or "").rstrip(".")
    except ValueError as error:
        raise Unreadable("the address can't be read") from error
    if parts.scheme not in _PORTS:
        raise Refused(f"only http and https are fetched, not {parts.scheme or 'an address without a scheme'}")
    if "[" in parts.netloc:
        raise Refused("a bare number in place of a host's name")
    if "@" in parts.netloc:
        raise Refused("the address carries a user name")
    if port not in (None, _PORTS[parts.scheme]):
        raise Refused(f"port {port} is not the web's")
    host = _ascii_host(host)
    path = quote(parts.path or "/", safe=_KEEP)
    query = f"?{quote(parts.query, safe=_KEEP)}" if parts.query else ""
    return Target(f"{parts.scheme}://{host}{path}{query}", parts.scheme, host, _PORTS[parts.scheme])


def _ascii_host(host: str) -> str:
    try:
        ascii_host = host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
    except UnicodeError as error:
        raise Unreadable("the host's name can't be read") from error
    if not _HOST.match(ascii_host):
        raise Refused("a bare number or a name that no host has")
    if not any(char.isalpha() for char in ascii_host.rpartition(".")[2]) or ascii_host.startswith("0x"):
        raise Refused("a bare number in place of a host's name")
    return ascii_host


def turns(
    endpoints: Sequence[Endpoint], until: float, now: Callable[[], float] = time.monotonic
) -> Iterator[tuple[Endpoint, float]]:
    """Each endpoint with the seconds that it may be tried for: never past `until`, and something for the next two."""
    for at, endpoint in enumerate(endpoints):
        left = until - now()
        if at and left <= 0:
            return
        yield endpoint, (left if at else max(left, _LEAST_TRY)) / min(len(endpoints) - at, 3)


def system_resolve(host: str, port: int) -> tuple[Endpoint, ...]:
    """Ask the system's resolver; order as it gives, without repeats."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(Endpoint(str(info[4][0]), port) for info in found))


class Guard:
    """Looks names up, and lets only public addresses through.

    `allowed` holds endpoints that pass although they are not public: the desk's own proxy, or a test's own servers.
    """

    def __init__(self, resolve: Resolver = system_resolve, allowed: frozenset[Endpoint] = frozenset()) -> None:
        self.resolve = resolve
        self._allowed = allowed

    def endpoints(self, host: str, port: int, timeout: float) -> tuple[Endpoint, ...]:
        """Where a connection to `host:port` may go, within `timeout` seconds: every address was checked.

        Raises:
            Refused: an address of the answer is not public.
            WireFailure: there is no such host, or the look-up took too long.
        """
        found = self._look_up(host, port, timeout)
        if not found:
            raise WireFailure("network_error", f"no address is known for {host}", connecting=True)
        for endpoint in found:
            if endpoint not in self._allowed and not is_public(endpoint.address):
                raise Refused(f"{host} leads to {endpoint.address}, which is not a public address")
        return found

    def _look_up(self, host: str, port: int, timeout: float) -> tuple[Endpoint, ...]:
        """The system's look-up can't be bounded, so it runs beside us and we stop waiting for it."""
        answer: queue.SimpleQueue[tuple[Endpoint, ...] | OSError | UnicodeError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        threading.Thread(target=ask, name=f"look-up {host}", daemon=True).start()
        try:
            found = answer.get(timeout=max(timeout, 0.01))
        except queue.Empty as error:
            raise WireFailure("timeout", f"looking up {host} took too long", connecting=True) from error
        if isinstance(found, Exception):
            raise WireFailure("network_error", f"{host} could not be looked up", connecting=True) from found
        return found
