"""Bytes of an article made text: marks of order, UTF-8, UTF-16, then the old one-byte encodings, or a clear refusal."""

import codecs
import re

from charset_normalizer import from_bytes
from msgspec import Struct

from pipeline.errors import ArticleError
from pipeline.sources.western import western

MAX_BYTES = 20_000_000
"""Largest article that is read: some twenty long books."""
_SAMPLE = 65_536
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TYPOGRAPHY = frozenset("€‚„…†‡‰‹‘’“”•–—™›ŠšŽžŒœŸ \u00a0¡¢£§©«®°±²³´µ·¹º»¼½¾¿×÷")
_MOJIBAKE = re.compile("[ÂÃâÎÏ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}")


class Decoded(Struct, frozen=True):
    """The text, the encoding it was in, what a person should know, and how much was mended."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    mended: int = 0
    """Letters that had been encoded twice (`â€™` for `’`) and were put right."""


def decode(data: bytes, path: str, declared: str = "") -> Decoded:
    """The text of `data`; `declared` is an encoding that the file or its server names.

    Raises:
        ArticleError: empty, too large, or in no encoding that gives readable text.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise ArticleError(f"{path}: the file is empty; there is nothing to audit")
    if len(data) > MAX_BYTES:
        raise ArticleError(f"{path}: {len(data) // 1_000_000} MB is too large for an article (at most 20 MB)")
    text, encoding = _decoded(data, declared)
    if text is None or len(_CONTROLS.findall(text[:_SAMPLE])) > max(2, len(text[:_SAMPLE]) // 200):
        raise ArticleError(
            f"{path}: can't be read as text (not UTF-8, UTF-16 or a one-byte encoding); save it as UTF-8 and try again"
        )
    warnings: tuple[str, ...] = (
        () if encoding in ("utf-8", "utf-16", "utf-32") else (f"Read as {encoding}, not UTF-8.",)
    )
    mended, count = _mend(text)
    if count:
        warnings += (f"{count} letters were encoded twice and were put right.",)
    return Decoded(mended, encoding, warnings, count)


def _decoded(data: bytes, declared: str) -> tuple[str | None, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _try(data, name), name.removesuffix("-sig")
    if b"\x00" in data[:_SAMPLE]:
        return _without_mark(data)
    text = _try(data, "utf-8")
    if text is not None:
        return text, "utf-8"
    old = western(data)
    if not (declared and _try(data, declared) is not None) and old != "cp1252":
        return data.decode(old), old.replace("_", "-")
    for name in (declared, "windows-1252"):
        text = _try(data, name) if name else None
        if text is not None and (name == declared or _is_western(text)):
            return text, name
    best = from_bytes(data[:_SAMPLE]).best()
    guess = best.encoding if best else ""
    return (_try(data, guess), guess.replace("_", "-")) if guess else (None, "")


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _without_mark(data: bytes) -> tuple[str | None, str]:
    """UTF-16 without a mark: in Western text every second byte is zero."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd / half > 0.4 and even / half < 0.1:
        return _try(data[: len(data) - len(data) % 2], "utf-16-le"), "utf-16"
    if even / half > 0.4 and odd / half < 0.1:
        return _try(data[: len(data) - len(data) % 2], "utf-16-be"), "utf-16"
    return None, ""


def _is_western(text: str) -> bool:
    """Are the characters above ASCII typographic marks, or letters that stand inside words?"""
    high = [at for at, char in enumerate(text[:_SAMPLE]) if char > "\x7f"]
    fine = sum(text[at] in _TYPOGRAPHY or _in_word(text, at) for at in high)
    return fine >= 0.9 * len(high) and len(high) <= 0.2 * len(text[:_SAMPLE])


def _in_word(text: str, at: int) -> bool:
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return text[at].isalpha() and any(char.isascii() and char.isalpha() for char in around)


def _mend(text: str) -> tuple[str, int]:
    """Undo UTF-8 that was read as Windows-1252 and saved again, where that gives valid UTF-8."""
    if text.isascii():
        return text, 0
    count = 0

    def back(match: re.Match[str]) -> str:
        nonlocal count
        raw = bytearray()
        for char in match.group():
            try:
                raw += char.encode("cp1252")
            except UnicodeError:
                raw.append(ord(char) & 0xFF)
        try:
            mended = raw.decode("utf-8")
        except UnicodeError:
            return match.group()
        count += 1
        return mended

    return _MOJIBAKE.sub(back, text), count
