"""What of a page is the article: the element that holds it, the furniture around it, and what the head says."""

import re
from functools import cache
from typing import Any

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.markup.tree import class_names

_SITE_SUFFIX = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,40}$")
_PROSE = frozenset(("p", "li", "h2", "h3", "td", "blockquote", "span", "a", "em", "strong", "b", "i"))
_NEVER = frozenset(("body", "article", "main", "p", "h1", "h2", "h3", "li", "em", "strong", "sup", "b", "i", "u"))
_UNSEEN_NAMES = frozenset(("screen-reader-text", "sr-only", "visually-hidden", "skip-link"))
_SHARE_OF_PAGE = 0.4
"""An element that carries less of the page's prose is a teaser, not the article."""
_DATES = ("article:published_time", "datePublished", "date", "dc.date", "pubdate", "publish-date")


class Furniture(Struct, frozen=True, forbid_unknown_fields=True):
    """`html_furniture.toml`, see there."""

    main: frozenset[str]
    names: frozenset[str]
    starts: tuple[str, ...]
    roles: frozenset[str]
    elements: frozenset[str]
    standfirst: frozenset[str]
    title: frozenset[str]
    notes: frozenset[str]


@cache
def furniture() -> Furniture:
    """The lists, read once."""
    return load("pipeline.articles", "html_furniture.toml", Furniture)


class Page:
    """A parsed page with the weight of its parts; a class because the weights are counted once for all questions."""

    def __init__(self, root: Any) -> None:
        self.root = root
        body = root.find("body")
        self.body = root if body is None else body
        self._prose = _weigh(self.body)
        self.main = self._main()

    def prose(self, element: Any) -> int:
        """Characters of running text below an element; furniture elements count nothing."""
        return self._prose.get(element, 0)

    def _main(self) -> Any:
        """The element that holds the article: the one named so that carries most of the page's prose."""
        named = furniture().main
        found = [
            element
            for element in self.body.iter("article", "main", "div", "section")
            if element.tag in ("article", "main")
            or element.get("role") == "main"
            or element.get("itemprop") == "articleBody"
            or not named.isdisjoint(class_names(element))
        ]
        found.sort(key=lambda element: element.tag != "article")
        best = max(found, key=self.prose, default=None)
        if best is None or self.prose(best) < _SHARE_OF_PAGE * self.prose(self.body):
            return self.body
        return best

    def is_furniture(self, element: Any) -> bool:
        """Is the element around the article and not of it? What carries half of the prose never is."""
        lists = furniture()
        tag = element.tag if isinstance(element.tag, str) else ""
        names = class_names(element)
        if not _UNSEEN_NAMES.isdisjoint(names):
            return True
        if tag in lists.elements or (element.get("role") or "").lower() in lists.roles:
            return self._light(element)
        if tag in _NEVER:
            return False
        found = any(name in lists.names or name.startswith(lists.starts) for name in names)
        return found and self._light(element)

    def _light(self, element: Any) -> bool:
        return self.prose(element) <= 0.5 * self.prose(self.main)

    def title(self) -> str:
        """The title as the head gives it, without the site's name."""
        declared = self._meta("og:title") or self._meta("twitter:title")
        if declared:
            return declared
        element = next(self.root.iter("title"), None)
        return _SITE_SUFFIX.sub("", " ".join((element.text or "").split())) if element is not None else ""

    def first_heading(self) -> Any | None:
        """The page's first `h1` outside the article's element that is not furniture."""
        inside = set(self.main.iter("h1")) if self.main is not self.body else set()
        return next(
            (
                heading
                for heading in self.body.iter("h1")
                if heading not in inside
                and not any(above.tag in ("nav", "aside", "footer") for above in heading.iterancestors())
            ),
            None,
        )

    def date(self) -> str | None:
        """The day of publication, as ISO date, from the head or the first `time` of the page."""
        for name in _DATES:
            match = re.match(r"\d{4}-\d{2}-\d{2}", self._meta(name))
            if match:
                return match.group()
        moment = next(self.root.iter("time"), None)
        match = re.match(r"\d{4}-\d{2}-\d{2}", moment.get("datetime") or "") if moment is not None else None
        return match.group() if match else None

    def language(self) -> str:
        """The language that the page declares."""
        return (self.root.get("lang") or self.root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()

    def _meta(self, name: str) -> str:
        for element in self.root.iter("meta"):
            if name in (element.get("property"), element.get("name"), element.get("itemprop")):
                return " ".join((element.get("content") or "").split())
        return ""


def _weigh(body: Any) -> dict[Any, int]:
    """The prose below each element, in one pass from the last element to the first."""
    weights: dict[Any, int] = {}
    elements = [element for element in body.iter() if isinstance(element.tag, str)]
    silent = furniture().elements
    for element in reversed(elements):
        own = len(element.text or "") if element.tag in _PROSE else 0
        own += sum(len(child.tail or "") for child in element) if element.tag in _PROSE else 0
        weights[element] = weights.get(element, 0) + own
        above = element.getparent()
        if above is not None and element is not body and element.tag not in silent:
            weights[above] = weights.get(above, 0) + weights[element]
    return weights
