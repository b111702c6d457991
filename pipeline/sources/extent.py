"""How much of a work a text is: an abstract that someone saved must not pass for the paper."""

from collections.abc import Iterable

from pipeline.records.source import Section
from pipeline.sources.sheet import HEADINGS, heading_key, heading_kind

SHORT_WORK = 500
"""A journal's page without abstract, headings and this many words may be a preview: it counts as abstract."""
BODY = 150
"""Words beside the abstract (apparatus left out) from which a text without headed sections is more than it."""
_ABSTRACT_PART = 130
"""Words that a part of a structured abstract has at most, on average."""
_PAPER_PARTS = frozenset(("introduction", "discussion"))
"""An abstract may have the one or the other; a text with both is a paper, however short."""
_OPENING = 15
"""Lines at a text's beginning among which the heading "Abstract" stands."""


def is_structured_abstract(titles: Iterable[str], words: int, *, scholarly: bool) -> bool:
    """Whether a text under these headings is an abstract in parts: all of them an abstract's, little below each.

    Structured abstracts have up to some 400 words, Cochrane's seven parts up to 1,000; a paper has hundreds in each
    part. A text that does not say that it is a work's must have methods and results among them.
    """
    found = set(titles)
    most = min(max(SHORT_WORK, _ABSTRACT_PART * len(found)), 2 * SHORT_WORK)
    keys = {heading_key(title) for title in found}
    if not found or words >= most or keys >= _PAPER_PARTS:
        return False
    kinds = {heading_kind(title) for title in found}
    known = all(heading_kind(title) or heading_key(title) in HEADINGS.abstract_parts for title in found)
    return known and ("results" in kinds if scholarly else {"methods", "results"} <= kinds)


def only_abstract(text: str, sections: Iterable[Section]) -> bool:
    """Whether a text without mark-up is headed "Abstract" and holds hardly anything beside it.

    Letters, releases and fact sheets are short too, but nothing in them is called an abstract.
    """
    if not any(heading_key(line) in HEADINGS.abstract for line in text.split("\n", _OPENING)[:_OPENING]):
        return False
    abstract, body, titles = 0, 0, set[str]()
    for section in sections:
        words = len(text[section.start : section.end].split())
        if section.kind == "abstract":
            abstract += words
        elif section.kind not in ("title", "caption") and heading_key(section.title) not in HEADINGS.apparatus:
            body += words
            titles.add(section.title)
    named = {title for title in titles if title}
    rest = is_structured_abstract(named, body, scholarly=True) if named else body < BODY
    return (
        rest and abstract < SHORT_WORK + BODY
    )  # where no heading was seen, all that follows "Abstract" seems to be it
