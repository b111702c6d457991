"""Knows the files that reference managers exchange: they describe a work and are none of its text."""

import re

from pipeline.records.source import Capture, Reading
from pipeline.sources import Reader, unread
from pipeline.sources.classify import Ending

NAME = "citation_export"
_STARTS = re.compile(
    rb"TY  ?- ?[A-Z]{3,5}\s"  # RIS
    rb"|@[A-Za-z]{3,20}\s?\{[^\s,{}]{0,100},"  # BibTeX
    rb"|PMID ?- ?\d{1,8}\s+OWN ?-"  # MEDLINE, as PubMed saves it
    rb"|%0 [A-Z][a-z]+(?: [A-Z][a-z]+)?\s+%[A-Z]"  # EndNote
)


def accepts(_capture: Capture, head: bytes) -> bool:
    """By the tag that such a file begins with."""
    return _STARTS.match(head) is not None


def read(capture: Capture, _body: bytes) -> Reading:
    """No text: the work itself is what a claim is compared with."""
    said = "The file is a reference manager's record of the work, not the work; save its page, PDF or XML instead."
    return unread(capture, Ending("unsupported", said), NAME)


READER = Reader(name=NAME, accepts=accepts, read=read, rank=80)
