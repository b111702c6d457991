"""The `[fetch]` table of `audit.toml`: who asks, how patiently, how much at most.

Defaults follow the services' own published limits and common crawler manners (one request at a time a host, a
second apart; lychee's `host_request_interval` is the same idea).
"""

import math
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from msgspec import Struct, structs

from pipeline.errors import ConfigError

_EMAIL = re.compile(r"^[^@\s<>,;:()\"]+@[^@\s<>,;:()\"]+\.[A-Za-z]{2,}$")
_RESERVED = re.compile(r"[@.](?:example\.(?:com|org|net)|example|invalid|test|localhost)$", re.IGNORECASE)
_PROXY = re.compile(r"^https?://[A-Za-z0-9._-]+(?::\d{1,5})?/?$")

_LONGEST = 3600.0
_OLDEST = 36_500.0


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """What one answer may cost, in bytes after decoding and in redirects."""

    page: int = 10_000_000
    """HTML, XML, JSON and text."""
    pdf: int = 40_000_000
    hops: int = 5


class FetchSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How sources are fetched; every field may stand in `[fetch]` of `audit.toml`."""

    email: str | None = None
    """The desk's address: sent to the services as they ask for it; without it Unpaywall is left out."""
    proxy: str | None = None
    """`http://host:port` of the desk's proxy; environment variables are not looked at."""
    timeout: float = 30.0
    """Seconds for one whole answer, from the look-up of the name to the last byte."""
    connect_timeout: float = 5.0
    read_timeout: float = 10.0
    tries: int = 3
    """How often a question is put that fails for passing reasons (429, 502, 503, 504, time-outs, resets)."""
    patience: float = 90.0
    """Longest wait in seconds that a `Retry-After` may ask for; a longer one ends in `rate_limited`."""
    max_age: float | None = None
    """Days after which a capture is asked for again; None: registry 1, records 7, pages 30."""
    per_host: float = 1.0
    """Least seconds between two visits of one publisher's host; services have their own rates."""
    parallel: int = 4
    """Hosts that are visited at the same time."""
    budget: int = 2000
    """Requests a run, all hosts together."""
    archive: bool = True
    """Ask the Internet Archive where the page itself can't be had."""
    openalex_key: str | None = None
    ncbi_key: str | None = None
    limits: Limits = Limits()


def checked(settings: FetchSettings) -> FetchSettings:
    """Return `settings` when they make sense.

    Raises:
        ConfigError: names the entry of `[fetch]` and what it must be.
    """
    if settings.email is not None and not _EMAIL.match(settings.email):
        raise ConfigError(f"[fetch] email: {settings.email!r} is not an address; write name@domain or leave it out")
    if settings.proxy is not None and not _is_proxy(settings.proxy):
        # What was written is not repeated: it may hold a password.
        raise ConfigError("[fetch] proxy: must look like http://host:port, without user name and password")
    for name in structs.asdict(settings):
        value = getattr(settings, name)
        if isinstance(value, float) and not math.isfinite(value):
            raise ConfigError(f"[fetch] {name}: must be a finite number, not {value}")
    for name in ("timeout", "connect_timeout", "read_timeout"):
        if not 0 < getattr(settings, name) <= _LONGEST:
            raise ConfigError(f"[fetch] {name}: must be more than 0 seconds and at most {_LONGEST:.0f}")
    if not 1 <= settings.tries <= 10 or not 1 <= settings.parallel <= 16 or settings.budget < 1:
        raise ConfigError("[fetch] tries must be 1 to 10, parallel 1 to 16, budget at least 1")
    if settings.per_host < 0 or settings.patience < 0 or (settings.max_age or 0) < 0:
        raise ConfigError("[fetch] per_host, patience and max_age can't be negative")
    if (settings.max_age or 0) > _OLDEST:
        raise ConfigError(f"[fetch] max_age: is a number of days, at most {_OLDEST:.0f}")
    if min(settings.limits.page, settings.limits.pdf) < 1 or not 0 <= settings.limits.hops <= 20:
        raise ConfigError("[fetch.limits] page and pdf are bytes above 0, hops 0 to 20")
    return settings


def _is_proxy(text: str) -> bool:
    if not _PROXY.match(text):
        return False
    try:
        port = urlsplit(text).port
    except ValueError:  # past the last port
        return False
    return port != 0


def with_keys(settings: FetchSettings, environment: Mapping[str, str]) -> FetchSettings:
    """Fill in the keys that should not stand in a file: `OPENALEX_API_KEY` and `NCBI_API_KEY`."""
    return structs.replace(
        settings,
        openalex_key=settings.openalex_key or environment.get("OPENALEX_API_KEY") or None,
        ncbi_key=settings.ncbi_key or environment.get("NCBI_API_KEY") or None,
    )


def contact(settings: FetchSettings) -> str | None:
    """The address as services will take it: None for none, and for the reserved ones that Unpaywall answers 422."""
    return None if is_example(settings) else settings.email


def is_example(settings: FetchSettings) -> bool:
    """Whether the address is one of those reserved for examples: nobody can be reached there, so nobody is told it."""
    return settings.email is not None and _RESERVED.search(settings.email) is not None


def parse_age(text: str) -> float:
    """`7d`, `12h`, `90m` or a bare number of days, as days.

    Raises:
        ConfigError: it is none of them.
    """
    match = re.fullmatch(r"\s*(\d{1,6}(?:\.\d{1,4})?)\s*([dhm]?)\s*", text)
    if match is None:
        raise ConfigError(f"--max-age {text!r}: write a number of days, or 7d, 12h, 90m")
    return float(match[1]) / {"": 1, "d": 1, "h": 24, "m": 1440}[match[2]]
