"""Is the body of a JATS file the article? A restricted one has a few words for a body, and so has a whole short one.

Below some hundred words length says nothing: a short communication of 180 words is complete, a teaser of 200 is not.
What an article has and an excerpt lacks decides: headed parts, citations, tables, paragraphs; an end that ends.
"""

import re

from pipeline.sources.classify import sells_access
from pipeline.sources.inline import flatten
from pipeline.sources.xml_tree import Element, tag

_LONG = 250
"""Words from which a body is the article without a look at its structure."""
_NOTE = 40
"""Words below which a body is a note in the article's place."""
_SHORT_TYPES = frozenset(
    "letter reply editorial article-commentary discussion correction retraction addendum expression-of-concern news "
    "obituary abstract in-brief announcement book-review calendar introduction partial-retraction".split()
)
_BEGINNING = 2000
_RESTRICTED = re.compile(r"(?i)\bpublisher\b[^.]{0,80}\bdoes\s+not\s+(?:allow|permit)\b[^.]{0,80}\bfull[\s-]text\b")
"""What archives put in a body's place where the publisher keeps it, however often they say so."""
_CITATION = r"(?:[\s\[(]*\d[\d,;–-]*[\])]?)?"
_ENDS = re.compile(rf"(?<!\.\.)[.!?]['\"”’)\]]*{_CITATION}$")
_SHARED = 0.5
"""Share of the body's words in runs of `_RUN` that the abstract has too: then the body only says it again."""
_RUN = 4
_PARAGRAPHS = 3


def is_whole(body: Element, article_type: str, abstract: str) -> bool:
    """Whether `body` is the article, by its words where they are many, else by its structure and its end."""
    text = " ".join(str(part) for part in body.itertext())
    words = len(text.split())
    if _RESTRICTED.search(text[:_BEGINNING]) or words < _NOTE:
        return False
    return words >= _LONG or article_type in _SHORT_TYPES or _is_short_article(body, abstract)


def _is_short_article(body: Element, abstract: str) -> bool:
    paragraphs = [words for one in body.iter("p") if not _in_float(one) and (words := flatten(one))]
    if not paragraphs or not _ENDS.search(paragraphs[-1]) or sells_access([one.lower() for one in paragraphs]):
        return False
    return _is_built(body, len(paragraphs)) and not _repeats(" ".join(paragraphs), abstract)


def _is_built(body: Element, paragraphs: int) -> bool:
    """Whether the body has what excerpts lack; pictures of scanned pages are none of it."""
    if any("scanned" in (one.get("content-type") or "") for one in body.iter("supplementary-material", "graphic")):
        return False
    headed = sum(
        1 for section in body.iter("sec") if flatten(section.find("title")) and section.find(".//p") is not None
    )
    cites = any(one.get("ref-type") in ("bibr", "table", "fig") for one in body.iter("xref"))
    tabled = any(True for _ in body.iter("table", "fig"))
    return headed >= 2 or cites or tabled or paragraphs >= _PARAGRAPHS


def _in_float(paragraph: Element) -> bool:
    return any(tag(one) in ("table-wrap", "fig", "caption", "fn") for one in paragraph.iterancestors())


def _repeats(text: str, abstract: str) -> bool:
    """Whether the body says little more than the abstract does, in the same words."""
    runs, known = _runs(text), _runs(abstract)
    return bool(runs) and len(runs & known) >= _SHARED * len(runs)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
