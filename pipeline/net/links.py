"""Addresses that pages and redirects name: written by others, and not always addresses at all."""

from urllib.parse import urljoin, urlsplit


def join(base: str, named: str) -> str | None:
    """The address that `named` means on the page at `base`; None where it is none (`http://[bad`)."""
    try:
        url = urljoin(base, named.strip())
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return url if parts.hostname or parts.scheme not in ("http", "https") else None
