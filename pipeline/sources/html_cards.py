"""Takes out of a page the cards that lead to other pages: what "You may also like" stands over, and grids of teasers.

Their numbers are other works'. A card is little text round a link that leads away. Only what shows itself twice is
taken: such a card below words that point elsewhere, or three and more alike beside each other with linked headings.
"""

from collections.abc import Iterator
from itertools import islice, takewhile

from lxml.html import HtmlElement

from pipeline.sources.sheet import HEADINGS, heading_key

_LABELS = ("div", "p", "span", "strong", "b", "h1", "h2", "h3", "h4", "h5", "h6", "header", "dt", "summary")
_RANKS = ("h2", "h3", "h4", "h5", "h6")
_BOXES = frozenset("div article section ul ol li figure a".split())
_LABEL_WORDS = 8
_CARD_WORDS = 60
"""Words of a teaser, picture and date included."""
_LINKED = 0.2
"""Share of a card's words that its links have; prose full of links has a tenth."""
_LEAST = 3
"""Cards side by side that make a grid."""


def drop_cards(page: HtmlElement, total: int, most: float) -> None:
    """Remove them in place; a page that is mostly cards (`most` of its `total` words) is itself a list of pages."""
    for cards in [*_below_labels(page), *_grids(page)]:
        there = [card for card in cards if card.getparent() is not None]
        if sum(len(_words(card)) for card in there) < most * total:
            for card in there:
                card.drop_tree()


def _below_labels(page: HtmlElement) -> Iterator[list[HtmlElement]]:
    """A line that points elsewhere, whatever element it is, with the cards that follow it."""
    for label in page.iter(*_LABELS):
        words = _first_words(label)
        if not 0 < len(words) <= _LABEL_WORDS or heading_key(" ".join(words)) not in HEADINGS.elsewhere:
            continue
        start = label
        while (parent := start.getparent()) is not None and parent.tag != "body" and _first_words(parent) == words:
            start = parent
        if (start.tail or "").strip():
            continue
        cards = list(takewhile(_is_card, start.itersiblings()))
        if cards:
            yield [start, *cards]


def _grids(page: HtmlElement) -> Iterator[list[HtmlElement]]:
    for box in page.iter("div", "section", "ul", "ol", "main", "article"):
        cards = [child for child in box if child.tag in _BOXES and _is_teaser(child)]
        if len(cards) >= _LEAST:
            yield cards


def _is_card(element: HtmlElement) -> bool:
    """A box of which much is links away, with no more text to a link than a teaser has."""
    if element.tag not in _BOXES or next(element.iter("h1", "table"), None) is not None:
        return False
    words, links = len(_words(element)), list(_links(element))
    linked = sum(len(_words(link)) for link in links)
    return bool(links) and words <= _CARD_WORDS * len(links) and linked >= _LINKED * words


def _is_teaser(element: HtmlElement) -> bool:
    """A short box whose heading is a link away."""
    headings = list(islice(element.iter(*_RANKS), 2))
    if len(headings) != 1 or next(element.iter("h1", "table"), None) is not None:
        return False
    if len(_words(element)) > _CARD_WORDS:
        return False
    (heading,) = headings
    around = (link for link in heading.iterancestors("a"))
    return any(_leads_away(link) for link in (*heading.iter("a"), *around))


def _links(element: HtmlElement) -> Iterator[HtmlElement]:
    return (link for link in element.iter("a") if _leads_away(link))


def _leads_away(link: HtmlElement) -> bool:
    target = str(link.get("href") or "")
    return bool(target) and not target.startswith("#")


def _first_words(element: HtmlElement) -> list[str]:
    """The words of a label and one more at most: a page's boxes are not read whole for each other."""
    found: list[str] = []
    for part in element.itertext():
        found += str(part).split()[: _LABEL_WORDS + 1]
        if len(found) > _LABEL_WORDS:
            break
    return found


def _words(element: HtmlElement) -> list[str]:
    return " ".join(str(part) for part in element.itertext()).split()
