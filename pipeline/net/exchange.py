"""One request and its whole answer, capped: every ending is a value.

Redirects, retries and pacing belong to `visitor`; this module only makes sure that no single answer can take more
time, memory or trust than it was given.
"""

import contextlib
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from msgspec import Struct

from pipeline.net.decode import ACCEPTED, Decoder
from pipeline.net.settings import Limits
from pipeline.net.wire import Wire, WireFailure, WireResponse, set_deadline, stated_number
from pipeline.records.source import Reason

_STATUS: dict[int, tuple[Reason, str]] = {
    401: ("blocked", "the site asks for a login"),
    402: ("blocked", "the site asks for payment"),
    403: ("blocked", "the site refused"),
    404: ("not_found", "no such page"),
    406: ("unsupported", "the site has no version that we can read"),
    407: ("blocked", "the proxy asks for a login"),
    408: ("timeout", "the site gave up waiting"),
    410: ("gone", "the page was taken down"),
    421: ("network_error", "the site answered for another host"),
    425: ("rate_limited", "the site asks to come back later"),
    429: ("rate_limited", "the site asks for fewer requests"),
    451: ("blocked", "not shown for legal reasons"),
    504: ("timeout", "the site's own server did not answer in time"),
}
CONDITIONS = ("If-None-Match", "If-Modified-Since")
"""Headers without which no server has reason to answer 304 (RFC 9110, 15.4.5)."""
NOWHERE = "a redirect to nowhere"
_CHOICES = 300
"""Several versions; its Location, where it has one, is the server's own choice (RFC 9110, 15.4.1)."""
REDIRECTS = (301, 302, 303, 307, 308)
PASSING = (408, 425, 429, 502, 503, 504)
"""Statuses that may be gone in a moment; nothing else is asked twice (retrieval notes, section 7)."""
_CHALLENGE = re.compile(
    rb"(?i)<title>\s*(?:just a moment|attention required|access denied|please wait|ddos-guard|are you a robot)"
    rb"|cf_chl_|challenge-form|_incapsula_|px-captcha|captcha-delivery"
)
_WONT_READ = re.compile(r"^(?:audio|video|image|font)/|zip|x-tar|octet-stream.*\.exe|x-msdownload")
_PEEK = 32_768
_PDF = b"%PDF-"


class Hop(Struct, frozen=True):
    """One request, ended. `reason` None: a document came, or `location` says where it went, or 304."""

    url: str
    status: int = 0
    """0: no HTTP answer."""
    headers: dict[str, str] = {}
    body: bytes = b""
    reason: Reason | None = None
    detail: str = ""
    connecting: bool = False
    location: str | None = None
    passing: bool = False
    """Worth another try."""
    unasked: bool = False
    """The run's own limits kept it from being asked."""


def exchange(
    wire: Wire, url: str, headers: Mapping[str, str], limits: Limits, timeout: float, *, cut: bool = False
) -> Hop:
    """Ask for `url` once, within `timeout` seconds from look-up to last byte.

    Bodies are read only of 2xx answers, and of errors just enough to tell a challenge from a fault. With `cut` the
    first part of a body that is larger than the limits is the answer.
    """
    set_deadline(timeout)
    asked = {**headers, "Accept-Encoding": ACCEPTED}
    try:
        with wire.get(url, asked) as response:
            if response.status == 304 and not any(name in headers for name in CONDITIONS):
                detail = "the site says that nothing changed since a visit that it never had (304)"
                return Hop(url, 304, dict(response.headers), reason="server_error", detail=detail)
            return _read(url, response, limits, cut=cut)
    except WireFailure as failure:
        return Hop(
            url,
            reason=failure.reason,
            detail=failure.detail,
            connecting=failure.connecting,
            passing=failure.reason in ("timeout", "network_error") and not failure.decided,
        )


def _read(url: str, response: WireResponse, limits: Limits, *, cut: bool) -> Hop:
    status, headers = response.status, dict(response.headers)
    location = headers.get("location")
    if location and (status in REDIRECTS or status == _CHOICES):
        return Hop(url, status, headers, location=location)
    if status in REDIRECTS:
        return Hop(url, status, headers, reason="server_error", detail=NOWHERE)
    if status == 304:
        return Hop(url, status, headers)
    if not 200 <= status < 300:
        return _error(url, response, headers)
    if headers.get("cf-mitigated") == "challenge" or "challenge" in headers.get("x-amzn-waf-action", ""):
        return Hop(url, status, headers, reason="blocked", detail="the site asks to prove that a person is asking")
    kind = headers.get("content-type", "").lower()
    if _WONT_READ.search(kind):
        return Hop(url, status, headers, reason="unsupported", detail=f"not a document: {kind[:60]}")
    try:
        body = _whole(url, response, headers, limits, cut=cut)
    except WireFailure as failure:
        again = failure.reason in ("timeout", "network_error")
        return Hop(url, status, headers, reason=failure.reason, detail=failure.detail, passing=again)
    if not body.strip():
        return Hop(url, status, headers, reason="unreadable", detail="the answer is empty")
    return Hop(url, status, headers, body)


def _whole(url: str, response: WireResponse, headers: Mapping[str, str], limits: Limits, *, cut: bool) -> bytes:
    pdf = "pdf" in headers.get("content-type", "").lower() or urlsplit(url).path.lower().endswith(".pdf")
    limit = limits.pdf if pdf else limits.page
    stated = stated_number(headers.get("content-length", ""))
    if stated is not None and stated > max(limit, limits.pdf) and not cut:
        raise WireFailure("too_large", f"the answer states {stated / 1e6:.0f} MB, more than {limit / 1e6:.0f} MB")
    decoder = Decoder(headers.get("content-encoding", ""), limit, cut=cut)
    pieces: list[bytes] = []
    for chunk in response.chunks():
        if not pieces and chunk.startswith(_PDF):
            decoder.raise_limit(limits.pdf)
        pieces.append(decoder.feed(chunk))
        if decoder.full:
            break
    pieces.append(decoder.finish())
    return b"".join(pieces)


def _error(url: str, response: WireResponse, headers: dict[str, str]) -> Hop:
    status = response.status
    if status < 200:
        detail = f"an answer that only announces another ({status})"
        return Hop(url, status, headers, reason="network_error", detail=detail, passing=True)
    start = _peek(response, headers)
    if headers.get("cf-mitigated") == "challenge" or (status in (403, 429, 503) and _CHALLENGE.search(start)):
        detail = "the site asks to prove that a person is asking"
        return Hop(url, status, headers, start, reason="blocked", detail=detail)
    reason, detail = _STATUS.get(status, ("server_error" if status >= 500 else "not_found", "the site failed"))
    if status == 503 and "retry-after" in headers:
        reason, detail = "rate_limited", "the site asks to come back later"
    if 300 <= status < 400:
        reason, detail = "unsupported", "the site names no page to go on to"
    if 400 <= status < 500 and status not in _STATUS:
        detail = "the site did not take the question"
    return Hop(url, status, headers, start, reason, f"{detail} ({status})", passing=status in PASSING)


def _peek(response: WireResponse, headers: Mapping[str, str]) -> bytes:
    """The first bytes of an error page; whatever goes wrong with them does not matter."""
    start = b""
    with contextlib.suppress(WireFailure):
        decoder = Decoder(headers.get("content-encoding", ""), 8 * _PEEK)
        for chunk in response.chunks():
            start += decoder.feed(chunk)
            if len(start) >= _PEEK:
                break
    return start[:_PEEK]
