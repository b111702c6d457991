"""Whether a source could see a cause at all: where it says that it could not, and where people were only watched.

A source may own up ("there was no control group"); or it compares people by what they do and how they live ("men who
took a sauna", "homes with gas stoves") and nobody gave them anything. Either way two things go together there at most.
Designs by their names are read in `evidence.py`.
"""

import re
from collections.abc import Sequence

from pipeline.records.verdict import Passage
from pipeline.strength.matching import ABSTRACT
from pipeline.strength.patterns import LONGEST, expression, find

Limit = tuple[Passage, tuple[int, int]]
"""A passage, and where in it the limit stands."""
_OWNED_UP = expression("study_words", "untested.cause")
_LIVED = expression("study_words", "as.they.live")


def limit(passages: Sequence[Passage]) -> Limit | None:
    """Where a short source says that it could not test cause."""
    return _first(_OWNED_UP, passages)


def watched(passages: Sequence[Passage]) -> Limit | None:
    """Where a short source compares people as they live; None where anything in it was given to anybody."""
    found = _first(_LIVED, passages)
    return None if found is None or any(_given(passage.text) for passage in passages) else found


def _first(words: re.Pattern[str], passages: Sequence[Passage]) -> Limit | None:
    """Where they stand first; nowhere in a full paper, which says much of others."""
    if len(passages) > ABSTRACT:
        return None
    found = ((passage, words.search(passage.text[:LONGEST])) for passage in passages)
    return next(((passage, match.span()) for passage, match in found if match), None)


def _given(text: str) -> bool:
    """Whether a passage tells that something was tried out: a trial, an experiment, a group that received it."""
    return any(hit.entry.name == "was.given" for hit in find("study_words", text))
