"""Finds the main part of a page: by its own mark-up, else by asking trafilatura which text is the article's.

Trafilatura was the best of the well-kept extractors on its own benchmark (F 0.924 of 990 documents, August 2026) but
its text is not the page's: it glues superscripts and may leave out short list items. So its answer chooses the
element, and the page's own text in that element is what is read.
"""

import contextlib
import io
import logging

from lxml import etree
from lxml.html import HtmlElement

from pipeline.sources.html_furniture import HEADINGS, word_count
from pipeline.sources.sheet import heading_kind, squeeze

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_FEW = 40
"""Words below which an element marked as main is an empty frame."""
_MOST = 0.85
"""Share of the extractor's text that the chosen element must hold."""
_LEAVES = ("p", "li", "td", "span", "table", "ul", "ol")
_PROBE = 60
"""Characters by which a paragraph of the extractor is found again in the page."""


def main_part(page: HtmlElement) -> HtmlElement:
    """The smallest element that holds the work's text; the whole body where nothing says more."""
    body = page.find("body")
    root = body if body is not None else page
    marked = _marked(root)
    if marked is not None:
        return marked
    extracted = _extracted(root)
    return root if extracted is None else extracted


def _marked(root: HtmlElement) -> HtmlElement | None:
    """The element that the page itself names as its main part, if it holds enough of the page to be believed.

    One `article` that dwarfs the rest of `main` is the work; several side by side are a list of them, or its parts.
    """
    total = word_count(root)
    main = _largest(root, ".//main", ".//*[@role='main']")
    frame = main if main is not None and word_count(main) >= 0.3 * total else root
    article = _largest(frame, ".//article", ".//*[@itemprop='articleBody']", ".//*[@role='article']")
    if article is not None and word_count(article) >= (0.8 if frame is main else 0.5) * word_count(frame):
        return article
    return main if frame is main else None


def _largest(root: HtmlElement, *queries: str) -> HtmlElement | None:
    """The element with the most words that any of the queries finds; None where all are empty frames."""
    found = [element for query in queries for element in root.iterfind(query)]
    sized = [(word_count(element), -at) for at, element in enumerate(found)]
    most = max(sized, default=(0, 0))
    return found[-most[1]] if most[0] >= _FEW else None


def _extracted(root: HtmlElement) -> HtmlElement | None:
    """The smallest element that holds most of what trafilatura takes for the article, and every part of a paper."""
    text = _extract(root)
    wanted = {line[:_PROBE]: len(line) for line in map(_key, text.split("\n")) if len(line) > 20}
    if not wanted:
        return None
    least, total = _MOST * len(text.split()), sum(wanted.values())
    parts = [found for found in root.iter(*HEADINGS) if heading_kind(_words(found))]
    chosen = root
    while True:
        inner = [child for child in chosen if isinstance(child.tag, str)]
        whole = (child for child in inner if word_count(child) >= least and _held(child, wanted) >= _MOST * total)
        holding = next(whole, None)
        if holding is None or holding.tag in _LEAVES or not all(_inside(part, holding) for part in parts):
            return _with_its_headings(chosen, root)
        chosen = holding


def _inside(element: HtmlElement, box: HtmlElement) -> bool:
    return any(ancestor is box for ancestor in element.iterancestors())


def _with_its_headings(chosen: HtmlElement, root: HtmlElement) -> HtmlElement:
    """The outermost box that adds only a little before the chosen element: its headings and labels."""
    most = 1.3 * word_count(chosen) + _FEW
    while chosen is not root and (parent := chosen.getparent()) is not None and word_count(parent) <= most:
        behind = [chosen.tail or "", *(_words(after) + (after.tail or "") for after in chosen.itersiblings())]
        if any(text.strip() for text in behind):
            break
        chosen = parent
    return chosen


def _extract(root: HtmlElement) -> str:
    """What trafilatura takes for the article, a line a paragraph; empty where it finds nothing or gives up."""
    import trafilatura  # noqa: PLC0415  # a quarter of a second, for the pages that don't name their main part

    markup = etree.tostring(root, encoding="unicode", method="html")
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            text = trafilatura.extract(markup, include_tables=True, include_comments=False, favor_recall=True)
        except (RecursionError, ValueError, TypeError, AttributeError, LookupError, etree.LxmlError):
            return ""
    return text or ""


def _words(element: HtmlElement) -> str:
    return " ".join(str(part) for part in element.itertext())


def _held(element: HtmlElement, wanted: dict[str, int]) -> int:
    text = _key(_words(element))
    return sum(length for probe, length in wanted.items() if probe in text)


def _key(line: str) -> str:
    return "".join(sign for sign in squeeze(line).lower() if sign.isalnum())
