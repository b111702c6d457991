"""Names what a record service says where a record should be: some send their refusals with status 200."""

import re

from pipeline.records.source import Capture, Reading
from pipeline.sources import Reader, unread
from pipeline.sources.classify import Ending

NAME = "service_error"
_LONGEST = 2000
"""Bytes of a refusal at most; a record is longer, or has a reader of its own that was asked before."""
_ENVELOPE = re.compile(
    rb"(?i)^\s*(?:\{\s*\"(?:\w{1,20}[_-]?)?(?:errors?|message|detail|fault|status)\"\s*:"
    rb"|<\?xml|<\w{1,30}>\s*<(?:error|message)\b|<(?:error|message)\b)"
)
_TOO_MANY = re.compile(rb"(?i)\brate[\s_-]?limit|\btoo[\s_-]many[\s_-]requests\b|\b(?:quota|throttl)\w*")


def accepts(_capture: Capture, head: bytes) -> bool:
    """A short answer in an envelope for errors that says that too much was asked."""
    return len(head) <= _LONGEST and _ENVELOPE.match(head) is not None and _TOO_MANY.search(head) is not None


def read(capture: Capture, _body: bytes) -> Reading:
    """No text; the service is to be asked later."""
    return unread(
        capture, Ending("rate_limited", "The service asks to come back later (it was asked too often)."), NAME
    )


READER = Reader(name=NAME, accepts=accepts, read=read, rank=85)
