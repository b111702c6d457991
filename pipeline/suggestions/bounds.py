"""What an edit must keep: the places, the exceptions and the parts that bound a statement, its own and its source's.

"Legal in some states only" is not put right as "illegal", nor "illegal, save for patients with a licence" told as
"illegal": each would be a new false statement. What is asked here can only refuse.
"""

import re
from functools import cache

from msgspec import Struct

from pipeline.checks.regulatory import places_of
from pipeline.lexicon import load
from pipeline.text import sentence_spans


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern with the reason for it."""

    reason: str
    pattern: str


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`bounds.toml`."""

    exception: Cue
    part: Cue
    place: Cue
    research: Cue
    shares: Cue


@cache
def cues() -> File:
    """The room's bounds, read once."""
    return load("pipeline.suggestions", "bounds.toml", File)


def unbounded(claim: str, suggestion: str) -> bool:
    """Whether the edit drops a place or an exception that the article gave."""
    lost = [found for found in _all(cues().exception, claim) if found.lower() not in suggestion.lower()]
    gone = [match["name"] for match in re.finditer(cues().place.pattern, claim) if match["name"] not in suggestion]
    months = _months()
    return bool(lost) or any(name.split()[0].lower() not in months for name in gone)


def loses_the_source_s(claim: str, suggestion: str, passage: str, shown: tuple[int, int] | None) -> bool:
    """Whether a status is taken over without what bounds it in the passage, or from another place."""
    sentence = sentence_of(passage, shown)
    new = suggestion.lower()
    bounds = [*_all(cues().exception, sentence), *_all(cues().part, sentence)]
    if any(bound.lower() not in new for bound in bounds):
        return True
    there = places_of(sentence)
    return bool(there) and not there & (places_of(suggestion) | places_of(claim))


def sentence_of(passage: str, shown: tuple[int, int] | None) -> str:
    """The passage's sentence with the shown words; the whole passage where none are shown."""
    if shown is None:
        return passage
    return next((passage[a:b] for a, b in sentence_spans(passage) if a <= shown[0] < b), passage)


def _all(cue: Cue, text: str) -> list[str]:
    return [match[0] for match in re.finditer(cue.pattern, text, re.IGNORECASE)]


@cache
def _months() -> frozenset[str]:
    words = "january february march april may june july august september october november december spring summer autumn"
    return frozenset((*words.split(), "winter", "phase", "schedule"))
