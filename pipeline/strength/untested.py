"""Whether a source could see a cause at all: where it says that it could not, and where people were only watched.

A source may own up ("there was no control group"); or it compares people by what they do and how they live ("men who
took a sauna", "homes with gas stoves") and nobody gave them anything. Either way two things go together there at most.
Designs by their names are read in `evidence.py`.
"""

from collections.abc import Sequence

from pipeline.records.verdict import Passage
from pipeline.strength.matching import ABSTRACT
from pipeline.strength.patterns import LONGEST, expression, find

Limit = tuple[Passage, tuple[int, int]]
"""A passage, and where in it the limit stands."""
_OWNED_UP = expression("study_words", "untested.cause")
_LIVED = expression("study_words", "as.they.live")


def limit(passages: Sequence[Passage]) -> Limit | None:
    """Where the source says that it could not test cause; a full paper says much of others, so it must be short."""
    if len(passages) > ABSTRACT:
        return None
    for passage in passages:
        match = _OWNED_UP.search(passage.text[:LONGEST])
        if match is not None:
            return passage, match.span()
    return None


def watched(passages: Sequence[Passage]) -> Limit | None:
    """Where a short source compares people as they live; None where anything in it was given to anybody."""
    if len(passages) > ABSTRACT or any(_given(passage.text) for passage in passages):
        return None
    for passage in passages:
        match = _LIVED.search(passage.text[:LONGEST])
        if match is not None:
            return passage, match.span()
    return None


def _given(text: str) -> bool:
    """Whether a passage tells that something was tried out: a trial, an experiment, a group that received it."""
    return any(hit.entry.name == "was.given" for hit in find("study_words", text))
