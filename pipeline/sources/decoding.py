"""Bytes to text: which encoding a file is really in, whatever it was declared as."""

import codecs

from charset_normalizer import from_bytes

from pipeline.sources.western import western

_PROBE = 1000
_CHANCE = 10
"""Broken bytes to one sequence of three bytes, up to which that sequence is no accident."""
_WIDE_STARTS = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)


def narrowed(body: bytes) -> bytes:
    """Text or mark-up in UTF-16, by its mark or its first sign, as UTF-8; anything else as it is.

    Readers look at the first bytes to know a format; in UTF-16 mark-up would pass for plain text.
    """
    name = next((name for start, name in _WIDE_STARTS if body.startswith(start)), None)
    if name is None:
        return body
    return body.decode(name, "replace").removeprefix("\ufeff").encode("utf-8", "replace")


def decode(body: bytes, declared: str | None = None) -> tuple[str, bool]:
    """Text of `body` and whether the decoding is sure.

    A byte order mark decides first; then bytes that are valid UTF-8 are UTF-8, whatever was declared (text in another
    encoding is practically never valid UTF-8 by chance); then `declared`, where it fits; then statistics
    (charset-normalizer). ISO 8859-1 is read as Windows-1252, as browsers do. What still does not fit becomes U+FFFD.
    """
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff"), True
    wide = (declared or "").lower().startswith(("utf-16", "utf-32")) and b"\x00" in body[:_PROBE]
    if not wide:
        try:
            return body.decode("utf-8"), True
        except UnicodeDecodeError:
            pass
    named = _codec(declared)
    if named and named != "utf-8":
        try:
            return body.decode(named), True
        except UnicodeDecodeError:
            pass
    return _guess(body, named)


def _guess(body: bytes, named: str | None) -> tuple[str, bool]:
    """What is neither valid UTF-8 nor valid in its declared encoding.

    UTF-8 with a few broken bytes stays UTF-8: text in another encoding has next to no valid sequences of two bytes
    among its broken ones, and of three bytes (a minus sign, a quotation mark) none. Else text with few high bytes is
    English or its like, where statistics go wrong for want of letters: the places of the signs decide (`western`); only
    with many of them the statistics are asked.
    """
    lenient = body.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    multibyte = sum(1 for sign in lenient if sign > "\x7f") - broken
    wide = sum(1 for sign in lenient if sign > "\u07ff") - broken
    if (
        multibyte >= broken > 0
        or wide * _CHANCE >= broken > 0 < wide
        or (named == "utf-8" and broken <= 2 and multibyte)
    ):
        return lenient, False
    if broken * 10 < len(body):
        return body.decode(western(body), "replace"), False
    best = from_bytes(body[:200_000]).best()
    encoding = _codec(best.encoding) if best else None
    return body.decode(encoding or "cp1252", "replace"), False


def _codec(name: str | None) -> str | None:
    """Python's name of an encoding, with the browsers' reading of Latin-1 and ASCII; None if unknown or no text."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip(" '\"").lower()).name
    except (LookupError, ValueError):
        return None
    if found in ("iso8859-1", "ascii"):
        return "cp1252"
    return found if found.startswith(("utf", "cp", "iso", "koi", "mac", "gb", "big5", "shift", "euc")) else None
