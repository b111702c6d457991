"""Takes the page out of a web archive (MHTML): what a browser saves as "Webpage, Single File".

Its page is the first part of a multipart message. Read as plain text it would give scripts and template words as prose.
"""

import base64
import binascii
import quopri
import re
from email.message import Message
from email.parser import HeaderParser

_HEAD = 8192
"""Bytes in which the message's own header ends."""
_START = re.compile(rb"(?i)(?:[\w-]{1,40}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,20}){1,30}")
_MOST_PARTS = 2000
"""Pictures and style sheets of a page; its text is the first part or one of the first."""


def page_in(data: bytes) -> bytes | None:
    """The page of a web archive in UTF-8 with its byte order mark; None where `data` are no web archive.

    A page that can't be decoded comes out empty, so that nothing of the archive's own code passes for text.
    """
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    header = _message(data[:_HEAD])
    boundary = header.get_boundary() if header is not None else None
    if header is None or boundary is None or header.get_content_type() not in ("multipart/related", "multipart/mixed"):
        return None
    parts = data.split(b"--" + boundary.encode("ascii", "replace"), _MOST_PARTS)[1:]
    return next((page for part in parts if (page := _page(part)) is not None), b"\xef\xbb\xbf")


def _message(data: bytes) -> Message | None:
    found = _START.match(data)
    if found is None or b"mime-version" not in found[0].lower():
        return None
    return HeaderParser().parsestr(found[0].decode("latin-1"))


def _page(part: bytes) -> bytes | None:
    """The mark-up of a part that is a page; None for pictures, styles and the rest."""
    part = part.lstrip()
    found = _START.match(part)
    if found is None or not part[found.end() :].startswith((b"\n", b"\r\n")):  # cut off within its header
        return None
    header = HeaderParser().parsestr(found[0].decode("latin-1"))
    if header.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return None
    text = _decoded(part[found.end() :], str(header.get("Content-Transfer-Encoding", "")).strip().lower())
    charset = str(header.get_param("charset") or "utf-8")
    try:
        return b"\xef\xbb\xbf" + text.decode(charset, "replace").encode()
    except LookupError:
        return b"\xef\xbb\xbf" + text.decode("utf-8", "replace").encode()


def _decoded(body: bytes, transfer: str) -> bytes:
    if transfer == "quoted-printable":
        return quopri.decodestring(body)
    if transfer == "base64":
        try:
            return base64.b64decode(body)
        except binascii.Error:
            return b""
    return body
