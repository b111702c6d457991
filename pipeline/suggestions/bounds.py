"""What an edit must keep: the places, the exceptions and the parts that bound a statement, its own and its source's.

"Legal in some states only" is not put right as "illegal", nor "illegal, save for patients with a licence" told as
"illegal": each would be a new false statement. What is asked here can only refuse.
"""

from pipeline.checks.regulatory import places_of
from pipeline.suggestions.expressions import pattern
from pipeline.text import sentence_spans

PLACE = pattern("bounds", "place")
SHARES = pattern("bounds", "shares")
_EXCEPTION = pattern("bounds", "exception")
_PART = pattern("bounds", "part")


def unbounded(claim: str, suggestion: str) -> bool:
    """Whether the edit drops a place or an exception that the article gave."""
    new = suggestion.lower()
    lost = any(match[0].lower() not in new for match in _EXCEPTION.finditer(claim))
    return lost or any(match["name"] not in suggestion for match in PLACE.finditer(claim))


def loses_the_source_s(claim: str, suggestion: str, passage: str, shown: tuple[int, int] | None) -> bool:
    """Whether a status is taken over without what bounds it in the passage, or from another place."""
    sentence = sentence_of(passage, shown)
    new = suggestion.lower()
    bounds = (*_EXCEPTION.finditer(sentence), *_PART.finditer(sentence))
    if any(bound[0].lower() not in new for bound in bounds):
        return True
    there = places_of(sentence)
    return bool(there) and not there & (places_of(suggestion) | places_of(claim))


def sentence_of(passage: str, shown: tuple[int, int] | None) -> str:
    """The passage's sentence with the shown words; the whole passage where none are shown."""
    if shown is None:
        return passage
    return next((passage[a:b] for a, b in sentence_spans(passage) if a <= shown[0] < b), passage)
