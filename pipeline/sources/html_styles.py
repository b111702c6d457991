"""What a page's styles say of its text: which classes and ids a rule of its own style sheets speaks of, what is raised.

Editors and typesetting programs raise figures by a class or a style as often as by `<sup>`; read as plain text they
would join the number before them (196<span class="sup">3</span> patients are 196).
"""

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,500})\}")
_AT_BLOCK = re.compile(r"@[^{};]{1,200}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,200}[^{}]{0,2000}\}")
_SIMPLE = re.compile(r"^(?:[a-z]+)?([.#])([\w-]+)$")
_INLINE = ("span", "font", "small", "a", "em", "i", "b", "strong", "u")
_MOST = 40
"""Characters of a raised or lowered mark; what is longer is text that a layout moved."""
_LENGTH = r"(?:\d*\.)?\d+\s*(?:px|pt|em|rem|ex|ch|%)"
_RAISED = re.compile(rf"(?i)(?:^|;)\s*vertical-align\s*:\s*(?:super\b|\+?(?=[\d.]*[1-9]){_LENGTH})")
_LOWERED = re.compile(rf"(?i)(?:^|;)\s*vertical-align\s*:\s*(?:sub\b|-(?=[\d.]*[1-9]){_LENGTH})")
_TOP = re.compile(rf"(?i)(?:^|;)\s*(?:vertical-align\s*:\s*(?:text-)?top\b|top\s*:\s*-(?=[\d.]*[1-9]){_LENGTH})")
_SMALL = re.compile(
    r"(?i)(?:^|;)\s*font-size\s*:\s*(?:(?:x{1,2}-)?small(?:er)?\b|[1-8]?\d(?:\.\d+)?\s*%|0?\.\d+\s*r?em)"
)
_RAISED_NAMES = frozenset(("sup", "super", "superscript", "superscripted"))
_LOWERED_NAMES = frozenset(("sub", "subscript", "subscripted"))
_NAME_PARTS = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
_BESIDE_NAMES = frozenset("text font txt char style format align is u c va vertical script".split())
"""Words beside which the name still speaks of type: `text-super`, not `super-title`."""


def named_by_rules(page: HtmlElement, means: Callable[[str], bool]) -> tuple[frozenset[str], frozenset[str]]:
    """Classes and ids whose rule in the page's own style sheets `means` it; rules for print or widths are left out."""
    classes: set[str] = set()
    ids: set[str] = set()
    for selectors, body in _rules(page):
        if not means(body):
            continue
        for selector in selectors.split(","):
            match = _SIMPLE.match(selector.strip())
            if match:
                (classes if match[1] == "." else ids).add(match[2])
    return frozenset(classes), frozenset(ids)


def _rules(page: HtmlElement) -> Iterator[tuple[str, str]]:
    for style in page.iter("style"):
        sheet = re.sub(r"/\*.{0,5000}?\*/", "", (style.text or "")[:200_000], flags=re.DOTALL)
        yield from _RULE.findall(_AT_BLOCK.sub("", sheet))


def name_raised(page: HtmlElement) -> None:
    """Make `sup` and `sub` of what styles or class names raise and lower; in place, while style sheets are there."""
    raised = named_by_rules(page, _raises)
    lowered = named_by_rules(page, _lowers)
    for element in list(page.iter(*_INLINE)):
        names = str(element.get("class") or "").split()
        style = str(element.get("style") or "")
        if not names and not style and element.get("id") is None:
            continue
        if _raises(style) or _among(element, names, raised) or any(_named(name, _RAISED_NAMES) for name in names):
            _rename(element, "sup")
        elif _lowers(style) or _among(element, names, lowered) or any(_named(name, _LOWERED_NAMES) for name in names):
            _rename(element, "sub")


def _raises(style: str) -> bool:
    """Raised outright, or moved up in small type, as style sheets that keep the distance of lines do it."""
    return bool(_RAISED.search(style) or (_TOP.search(style) and _SMALL.search(style)))


def _lowers(style: str) -> bool:
    return _LOWERED.search(style) is not None


def _among(element: HtmlElement, names: list[str], known: tuple[frozenset[str], frozenset[str]]) -> bool:
    return not known[0].isdisjoint(names) or element.get("id") in known[1]


def _named(name: str, words: frozenset[str]) -> bool:
    parts = [part.lower() for part in _NAME_PARTS.split(name) if part]
    return any(part in words for part in parts) and all(part in words | _BESIDE_NAMES for part in parts)


def _rename(element: HtmlElement, tag: str) -> None:
    """Rename an element that holds only a mark; a link stays one, with the mark inside, as its target tells much."""
    words = "".join(str(part) for part in element.itertext()).strip()
    within = next(element.iterancestors("sup", "sub"), None) is not None
    if not words or len(words) > _MOST or within or next(element.iter("sup", "sub", "img"), None) is not None:
        return
    if element.tag != "a":
        element.tag = tag
        return
    inner = element.makeelement(tag)
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)
