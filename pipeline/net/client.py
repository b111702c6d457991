"""The door: the only module that imports httpx and httpcore.

httpx asks, our transport carries: a `httpcore.ConnectionPool` over a network backend that looks names up itself,
connects only to addresses that the guard has checked, and cuts every read to what the transfer's wall clock leaves
(httpx's own time-outs are for each read, so a server that drips bytes would never end). TLS still verifies the
host's name. Cookies are refused, environment proxies ignored, redirects not followed, bodies not decoded.
To move to httpx2, change the import below.
"""

import contextlib
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpcore
import httpx

from pipeline.net.guard import Endpoint, Guard, turns
from pipeline.net.proxy import Proxy, proxy_guard
from pipeline.net.wire import WireFailure, bounded, proxy_refused

_LONGEST_TAIL = 32


def trust() -> ssl.SSLContext:
    """The certificates that are trusted: httpx's own bundle and the system's (a desk may have added its own)."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


class _Stream(httpcore.NetworkStream):
    """A connection whose every call ends with the transfer's wall clock."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner
        self.tail = b""
        """The last bytes that came, to notice an answer that goes on behind its stated length."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(max_bytes, bounded(timeout))
        self.tail = (self.tail + data[-_LONGEST_TAIL:])[-_LONGEST_TAIL:]
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, bounded(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            return _Stream(self._inner.start_tls(ssl_context, server_hostname, bounded(timeout)))
        except httpcore.ConnectTimeout as error:
            raise WireFailure("timeout", "the secure connection took too long", connecting=True) from error
        except httpcore.ConnectError as error:
            raise tls_failure(error.__cause__ or error) from error

    def get_extra_info(self, info: str) -> Any:
        return self if info == "stream" else self._inner.get_extra_info(info)


def tls_failure(error: BaseException) -> WireFailure:
    """What a failed handshake means: a certificate problem, or a line that went dead."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return WireFailure("tls_error", f"the site's certificate is not valid: {error.verify_message}", connecting=True)
    if isinstance(error, ssl.SSLError):
        return WireFailure("tls_error", "the site does not speak proper TLS", connecting=True)
    return WireFailure("network_error", "the connection broke during the TLS handshake", connecting=True)


class _Backend(httpcore.NetworkBackend):
    """Looks up, checks and connects in one step, so that no second look-up can give another address."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        whole = bounded(timeout)
        until = time.monotonic() + whole  # one patience for look-up and every address together
        for endpoint, share in turns(self._guard.endpoints(host, port, whole), until):
            try:
                return _Stream(self._connect(endpoint, bounded(share), local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = connect_failure(host, timed_out=isinstance(error, httpcore.ConnectTimeout))
        raise failure

    def _connect(
        self, endpoint: Endpoint, timeout: float, local: str | None, options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        return self._inner.connect_tcp(endpoint.address, endpoint.port, timeout, local, options)


def connect_failure(host: str, *, timed_out: bool) -> WireFailure:
    """No connection: the host did not answer in time, or refused."""
    if timed_out:
        return WireFailure("timeout", f"{host} did not answer in time", connecting=True)
    return WireFailure("network_error", f"no connection to {host}", connecting=True)


class _Transport(httpx.BaseTransport):
    """httpx over our pool: only public interfaces of both."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        assert not isinstance(answer.stream, bytes)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=dict(answer.extensions)
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Response:
    """An answer of httpx in the shape that the rest of the room knows."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.status = response.status_code
        self.headers: Mapping[str, str] = {name.lower(): value for name, value in response.headers.items()}

    def chunks(self) -> Iterator[bytes]:
        last = b""
        with _failures():
            for chunk in self._response.iter_raw():
                last = (last + chunk[-_LONGEST_TAIL:])[-_LONGEST_TAIL:]
                yield chunk
            self._check_end(last)

    def _check_end(self, last: bytes) -> None:
        """An answer longer than its Content-Length was cut by it: what came is not what was sent."""
        stream = self._response.extensions.get("network_stream")
        wire = stream.get_extra_info("stream") if stream is not None else None
        stated = "content-length" in self.headers and "transfer-encoding" not in self.headers
        if stated and last and isinstance(wire, _Stream) and not wire.tail.endswith(last[-len(wire.tail) :]):
            raise WireFailure("network_error", "the answer goes on behind the length that it states")


class HttpxWire:
    """The client for everything but ClinicalTrials.gov. Safe to share between threads; `close` after use."""

    def __init__(
        self,
        guard: Guard,
        *,
        context: ssl.SSLContext | None = None,
        proxy: Proxy | None = None,
        connect_timeout: float = 5.0,
        read_timeout: float = 10.0,
        connections: int = 8,
    ) -> None:
        backend = _Backend(proxy_guard(guard, proxy) if proxy else guard)
        through = httpcore.Proxy(proxy.url) if proxy else None
        self._pool = httpcore.ConnectionPool(
            ssl_context=context or trust(),
            proxy=through,
            # The pacer bounds what is open. httpcore never gives back the place of a tunnel whose handshake failed:
            # with a bound here, as many bad sites behind a proxy would make every later request wait for ever.
            max_connections=None,
            max_keepalive_connections=connections,
            keepalive_expiry=20.0,
            network_backend=backend,
        )
        self._transport = _Transport(self._pool)
        self._client = httpx.Client(
            transport=self._transport,
            timeout=httpx.Timeout(read_timeout, connect=connect_timeout, pool=None),
            follow_redirects=False,
            trust_env=False,
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        )
        self._client.headers = httpx.Headers()

    @contextlib.contextmanager
    def get(self, url: str, headers: Mapping[str, str]) -> Iterator[_Response]:
        """Send one GET; see `wire.Wire`."""
        with _failures():
            # Not by `Client.send`, which takes redirects apart even where it does not follow them.
            response = self._transport.handle_request(self._client.build_request("GET", url, headers=dict(headers)))
        try:
            yield _Response(response)
        finally:
            with contextlib.suppress(httpcore.NetworkError, httpcore.ProtocolError, OSError):
                response.close()

    def close(self) -> None:
        """Close every connection, also those in use; the next request opens new ones."""
        self._pool.close()


@contextlib.contextmanager
def _failures() -> Iterator[None]:
    """Turn what httpx and httpcore raise into the room's own failure."""
    try:
        yield
    except httpcore.TimeoutException as error:
        bounded(None)  # speaks up when it is the whole transfer's clock that ran out
        raise WireFailure("timeout", "the site stopped answering") from error
    except httpcore.ProxyError as error:
        raise proxy_refused(str(error)) from error
    except httpcore.ConnectError as error:
        raise WireFailure("network_error", f"no connection: {error}", connecting=True) from error
    except httpcore.NetworkError as error:
        raise WireFailure("network_error", "the connection broke off") from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise WireFailure("network_error", "the answer broke off or is no proper HTTP") from error
    except (httpx.InvalidURL, httpx.HTTPError, UnicodeError) as error:
        raise WireFailure("refused_by_policy", "the address can't be asked for") from error
    except (OSError, ssl.SSLError) as error:
        raise WireFailure("network_error", "the connection broke off") from error
