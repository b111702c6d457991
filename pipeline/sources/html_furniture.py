"""Takes out of a page what is not the work: hidden text, navigation, banners, asides, related articles, references.

Each rule is either what the page itself says (elements, ARIA roles, styles) or a word list (`furniture.toml`,
`headings.toml`). A rule by words never takes what holds the title or most of the page.
"""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement
from msgspec import Struct

from pipeline import lexicon
from pipeline.sources.classify import privacy_notice, sells_access
from pipeline.sources.html_cards import drop_cards
from pipeline.sources.html_styles import named_by_rules
from pipeline.sources.sheet import ends_the_work


class Furniture(Struct, frozen=True, forbid_unknown_fields=True):
    """`furniture.toml`, see there."""

    boxes: frozenset[str]
    names: frozenset[str]
    harmless: frozenset[str]
    evidence: frozenset[str]
    around: frozenset[str]
    references: frozenset[str]
    hidden_classes: frozenset[str]
    roles: frozenset[str]


FURNITURE = lexicon.load(__package__, "furniture.toml", Furniture)

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEVER_TEXT = (
    "script style template noscript svg canvas iframe object embed audio video map area select option datalist button "
    "textarea input meta link base param source track dialog applet frame frameset noframes head"
).split()
_FURNITURE_TAGS = ("nav", "aside", "footer", "menu")
_CITED_WHOLE = ("figure", "blockquote")
"""Elements whose own header and footer are a caption, notes or where a quotation comes from."""
_KEPT = frozenset(("html", "body", "main", "article"))
_BLOCKS = frozenset(("div", "section", "ol", "ul", "dl", "table", "article", "aside", "details", "p"))
_HIDING = re.compile(
    r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*(?:0(?:\.0*)?|\.0+)%?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\d{4,}px"
    r"|clip-path\s*:\s*inset\(\s*(?:[5-9]\d|100)(?:\.0*)?%|transform\s*:\s*scale[xy]?\(\s*0(?:\.0*)?\s*[,)]"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01]|(?:max-)?height\s*:\s*0(?:px)?\s*(?:;|!|$))"
)
_SHOWN_WIDER = re.compile(
    r"(?:sm|md|lg|[2-9]?xl)[:-](?:block|flex|grid|inline|table)|d-(?:[smlx]{2,3}-)?(?:block|flex)"
)
"""Utility classes that show on wider screens what `hidden` hides on a phone."""
_WORD_BREAK = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
_NOTICE = 40
"""Words from which a box is looked at as a privacy notice."""
_ALWAYS = frozenset(
    "cookie cookies related recommended newsletter share social footer breadcrumb nav navbar navigation".split()
)
"""Words that say furniture even beside a harmless one: `article-footer`, `main-related`."""
_MOST = 0.6
"""Share of the page's words from which a box by class name is the page's frame, not its furniture."""


def drop_unseen(page: HtmlElement) -> None:
    """Remove what no reader of the page sees: scripts, templates, hidden elements; in place."""
    classes, ids = named_by_rules(page, _hides)
    _drop(element for element in page.iter(*_NEVER_TEXT) if element.tag != "head")
    _drop(element for element in _elements(page) if _is_hidden(element, classes, ids))


def drop_frame(page: HtmlElement) -> None:
    """Remove the site's frame: navigation, asides, footers, the site's header; in place."""
    _drop(found for found in page.iter(*_FURNITURE_TAGS) if found.tag != "footer" or not _inside(found, *_CITED_WHOLE))
    framing = (found for found in page.iter("header") if not _inside(found, "main", "article", *_CITED_WHOLE))
    _drop(header for header in framing if not _titled(header))
    _drop(element for element in _elements(page) if str(element.get("role") or "").lower() in FURNITURE.roles)


def drop_furniture(page: HtmlElement) -> None:
    """Remove what stands in the frame but is not the work, references included; in place, after `drop_frame`."""
    total = word_count(page)
    _drop(element for element in _elements(page) if _is_reference_list(element))
    _drop(element for element in _elements(page) if _is_box(element) and not _is_frame(element, total))
    drop_cards(page, total, _MOST)
    _drop(box for box in page.iter("div", "section", "form") if _is_privacy_notice(box))
    _drop(form for form in page.iter("form") if word_count(form) < 60)
    _drop(line for line in page.iter("p", "div", "a") if _sells(line))
    for heading in [found for found in page.iter(*HEADINGS) if _ends(_text(found))]:
        _drop_below(heading)


def _ends(heading: str) -> bool:
    """Whether a heading says that what follows is not the work, or offers the rest of it for money."""
    return ends_the_work(heading) or (len(heading.split()) <= 10 and sells_access([heading.lower()]))


def _sells(line: HtmlElement) -> bool:
    """A line of its own that offers the full text for money or a login: it says nothing of the work."""
    return not any(inner.tag in _BLOCKS for inner in line.iterdescendants()) and sells_access([_text(line).lower()])


def word_count(element: HtmlElement) -> int:
    """Words of an element with all that it holds."""
    return len(_text(element).split())


def _text(element: HtmlElement) -> str:
    return " ".join(str(part) for part in element.itertext())


def _elements(page: HtmlElement) -> Iterator[HtmlElement]:
    return (element for element in page.iter() if isinstance(element.tag, str))


def _drop(elements: Iterable[HtmlElement]) -> None:
    """Remove elements and keep the text behind them; one inside another that went is simply gone with it."""
    for element in list(elements):
        if element.getparent() is not None and element.tag not in ("html", "body"):
            element.drop_tree()


def _is_hidden(element: HtmlElement, classes: frozenset[str], ids: frozenset[str]) -> bool:
    if element.tag in ("html", "body"):
        return False
    hidden = element.get("hidden")
    if hidden is not None and str(hidden).lower() != "until-found":
        return True
    if str(element.get("aria-hidden") or "").lower() == "true":
        return not _is_typeset_math(element)
    if _hides(str(element.get("style") or "")):
        return True
    names = frozenset(str(element.get("class") or "").split())
    shown_wider = any(_SHOWN_WIDER.match(name) for name in names)
    by_name = bool(names & FURNITURE.hidden_classes) and not shown_wider
    return by_name or bool(names & classes) or element.get("id") in ids


def _hides(style: str) -> bool:
    return _HIDING.search(style) is not None


def _is_typeset_math(element: HtmlElement) -> bool:
    """MathJax and KaTeX hide the drawn formula from screen readers; it is what the eye sees."""
    return "katex-html" in str(element.get("class") or "") and element.getparent().find(".//math") is None


def _names_of(element: HtmlElement) -> list[str]:
    return [*str(element.get("class") or "").split(), *str(element.get("id") or "").split()]


def _is_box(element: HtmlElement) -> bool:
    """Whether the class or id says furniture: `cookie-banner`, `relatedArticles`, but not `has-sidebar`."""
    if element.tag in _KEPT or element.tag in HEADINGS:
        return False
    if any(name.lower() in FURNITURE.boxes | FURNITURE.names for name in _names_of(element)):
        return True
    for name in str(element.get("class") or "").split():
        words = {word.lower() for word in _WORD_BREAK.split(name) if word}
        if words & FURNITURE.evidence:
            words -= FURNITURE.around
        if words & FURNITURE.boxes and (not words & FURNITURE.harmless or words & _ALWAYS):
            return True
    return False


def _is_privacy_notice(box: HtmlElement) -> bool:
    """A box that is a privacy notice by its words, whatever its class; never one with a title or article in it."""
    if next(box.iter("h1", "article", "main"), None) is not None:
        return False
    text = _text(box).lower()
    size = len(text.split())
    return size >= _NOTICE and "cookie" in text and privacy_notice([text]) >= _MOST * size


def _is_frame(element: HtmlElement, total: int) -> bool:
    return (
        _titled(element)
        or word_count(element) > _MOST * total
        or next(element.iter("main", "article"), None) is not None
    )


def _titled(element: HtmlElement) -> bool:
    return next(element.iter("h1"), None) is not None


def _inside(element: HtmlElement, *names: str) -> bool:
    return next(element.iterancestors(*names), None) is not None


def _is_reference_list(element: HtmlElement) -> bool:
    if element.tag not in _BLOCKS:
        return False
    names = {name.lower() for name in _names_of(element)}
    named = bool(names & FURNITURE.references) or ends_the_work(str(element.get("data-title") or ""))
    return named and not _titled(element)


def _drop_below(heading: HtmlElement) -> None:
    """Remove a heading such as "References" with what belongs to it: its box, or its siblings to the next heading."""
    if heading.getparent() is None or _is_only_title(heading):
        return
    start = heading
    while (
        (parent := start.getparent()) is not None
        and parent.tag not in _KEPT
        and _text(parent).split() == _text(heading).split()
    ):
        start = parent
    box = start.getparent()
    if box is None:
        return
    if box.tag not in _KEPT and _begins_with(box, start) and not _has_peer(box, heading) and not _titled(box):
        _drop([box])
        return
    level = int(heading.tag[1])
    doomed = [start]
    for sibling in start.itersiblings():
        if isinstance(sibling.tag, str) and _opens_section(sibling, level):
            break
        doomed.append(sibling)
    _drop(doomed)


def _is_only_title(heading: HtmlElement) -> bool:
    """Whether the heading is the page's first of the first rank; Word files give that rank to sections too."""
    return heading.tag == "h1" and next(heading.getroottree().iter("h1"), None) is heading


def _begins_with(box: HtmlElement, child: HtmlElement) -> bool:
    """Whether nothing that can be read stands before `child` in its box."""
    if (box.text or "").strip():
        return False
    return not any(
        _text(before).strip() or (before.tail or "").strip() for before in child.itersiblings(preceding=True)
    )


def _has_peer(box: HtmlElement, heading: HtmlElement) -> bool:
    """Whether the box goes on with another heading of this rank: then it is not this heading's own box."""
    return any(other is not heading and other.tag <= heading.tag for other in box.iter(*HEADINGS))


def _opens_section(element: HtmlElement, level: int) -> bool:
    return any(int(found.tag[1]) <= level for found in element.iter(*HEADINGS))
