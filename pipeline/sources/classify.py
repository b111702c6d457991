"""Names every way in which asking for a source can end, before a word of it is taken for evidence.

A 200 is not a source: challenge pages, consent walls, script shells and polite "not found" pages all arrive as text.
"""

from msgspec import Struct

from pipeline.records.source import Capture, Reason


class Ending(Struct, frozen=True):
    """Why there is no text: the contract's word and a plain sentence for the editor."""

    reason: Reason
    detail: str


_STATUS: dict[int, tuple[Reason, str]] = {
    401: ("blocked", "The site asks for a login before it answers (401)."),
    403: ("blocked", "The site refused to send the page (403)."),
    404: ("not_found", "The site says that there is no such page (404)."),
    408: ("timeout", "The site gave up waiting (408)."),
    410: ("gone", "The site says that the page was taken down (410)."),
    413: ("too_large", "The site says that the answer is too large (413)."),
    429: ("rate_limited", "The site asks for fewer requests (429); try again later."),
    451: ("blocked", "The site may not show the page for legal reasons (451)."),
}


def refused(capture: Capture, body: bytes | None) -> Ending | None:
    """The ending that the answer's status, headers or recorded outcome names, or None where there is a body to read."""
    if capture.status in _STATUS:
        return Ending(*_STATUS[capture.status])
    if capture.status >= 500:
        return Ending("server_error", f"The site's server failed ({capture.status}).")
    if body is None:
        return Ending("network_error", capture.note or "No answer was recorded.")
    return None
