"""Walks the main part of a page into a `Sheet`: paragraphs, lists, tables, captions; nothing is lost on the way.

Extractors of main text drop lists and tables or glue superscripts (retrieval notes, section 0); so they are asked
where the main part is (`html_main`), and this walk says what stands in it.
"""

import re

from lxml.html import HtmlElement

from pipeline.sources.html_furniture import HEADINGS
from pipeline.sources.raised import lowered_text, raised_text
from pipeline.sources.sheet import Sheet, squeeze
from pipeline.sources.tables import local_name, read_grid

_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figure form header hgroup hr html legend "
    "main ol p pre section summary table tbody td tfoot th thead tr ul li caption figcaption".split()
)
_BREAK = "\x0b"
"""Stands for `<br>` in a block under way; never in a page's own text."""
_BREAKS = re.compile(rf"(?:\s*{_BREAK}\s*){{2,}}")
_ABSTRACT = re.compile(r"(?i)(?:^|[-_\s])abstract(?:$|[-_\s\d])|^abstract|Abstract(?:[A-Z\d]|$)")
_NUMERALS = re.compile(r"^\s*\d{1,3}[a-z]?(?:\s*[,;–—-]\s*\d{1,3}[a-z]?)*\s*$")
_NOTE_LINK = re.compile(r"(?i)#.*?(?:b|r|c|n|fn|en|ref|bib|bibr|cit|cite|citation|note|reference)[-_.a-z]*\d")
_BEFORE_NUMBER = re.compile(
    r"(?i)(?:table|tables|fig|figs|figure|figures|box|section|appendix|panel|eq|equation|part)\.?\s*$"
)
_GLUED_BEHIND = re.compile(r"^\s*[.,;:)\]!?]")
_BETWEEN_MARKS = frozenset(",;–- ")
_NUMBERED = re.compile(r"(?i)(?:table|fig(?:ure|\.)?)\s+[A-Z]?\d{1,3}[A-Za-z]?\s*(?:[.:|–—].*)?$")
_BOLD_LEVEL = 6
_BOLD_WORDS = 10


def write_page(main: HtmlElement, sheet: Sheet, title: HtmlElement | None) -> None:
    """Write all that stands in `main`; `title` is the element of the work's title, wherever it stands."""
    walker = _Walker(sheet, title)
    walker.visit(main)
    walker.flush()


def inline_text(element: HtmlElement) -> str:
    """The words of an element on one line, superscripts judged: for cells, headings and captions."""
    line = _Line()
    line.fill(element)
    return squeeze(line.text.replace(_BREAK, " "))


class _Line:
    """Running text under way."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last = ""
        self._mark_gone = False

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, text: str | None) -> None:
        if not text:
            return
        if self._mark_gone and _GLUED_BEHIND.match(text) and self._parts:
            self._parts[-1] = self._parts[-1].rstrip()
        self._mark_gone = False
        self._parts.append(text)
        self._last = (self._last + text)[-80:]

    def fill(self, element: HtmlElement) -> None:
        """Everything inside `element`, blocks parted by a space."""
        self.add(_plain(element.text))
        for child in element:
            self.inline(child)
            self.add(_plain(child.tail))

    def inline(self, element: HtmlElement) -> None:
        """One element within a line, without the text behind it."""
        name = local_name(element)
        if name == "br":
            self.add(_BREAK)
        elif name == "sup":
            self._raised(element)
        elif name == "sub":
            self.add(lowered_text(self._last, inline_text(element)))
        elif name == "a" and self._is_note_link(element):
            self._note_link(element)
        elif name in ("msup", "msub", "mfrac"):
            self.add({"msup": "^", "msub": "_", "mfrac": "/"}[name].join(inline_text(part) for part in element))
        elif name and not name.startswith("annotation"):
            space = " " if name in _BLOCKS or name in HEADINGS else ""
            self.add(space)
            self.fill(element)
            self.add(space)

    def _raised(self, element: HtmlElement) -> None:
        words = squeeze("".join(str(part) for part in element.itertext()))
        if self._mark_gone and words and set(words) <= _BETWEEN_MARKS:
            return
        linked = element.find(".//a") is not None or _is_whole_link(element, words)
        shown = raised_text(re.sub(r"\s+", " ", self._last), words, element.tail or "", linked=linked)
        if shown or not words:
            self.add(shown)
        elif self._parts:
            self._mark_gone = True
            follower = element.getnext()
            if follower is not None and follower.tag == "sup" and (element.tail or "").strip() in (",", ";", "-", "–"):
                element.tail = ""

    def _is_note_link(self, element: HtmlElement) -> bool:
        """Whether a link of bare figures points at a note of the page: its figures are no number of anything."""
        target = str(element.get("href") or "")
        words = "".join(str(part) for part in element.itertext())
        return bool(_NUMERALS.match(words) and _NOTE_LINK.search(target) and not _BEFORE_NUMBER.search(self._last))

    def _note_link(self, element: HtmlElement) -> None:
        if element.find(".//sup") is not None:
            self.fill(element)
            return
        words = inline_text(element)
        inside = self._last.rfind("[") > self._last.rfind("]")
        self.add(words if inside else f"{' ' if self._last[-1:].isalnum() else ''}[{words}]")


class _Walker(_Line):
    """The line under way, and the sheet that it is written to when a block ends."""

    def __init__(self, sheet: Sheet, title: HtmlElement | None) -> None:
        super().__init__()
        self._sheet = sheet
        self._title = title
        self._in_list = 0
        self._first_item = False

    def flush(self) -> None:
        """Write the line as a paragraph or list item; two line breaks part paragraphs."""
        text, self._parts, self._last, self._mark_gone = self.text, [], "", False
        for piece in _BREAKS.split(text):
            line = squeeze(piece.replace(_BREAK, " "))
            if line and self._in_list:
                self._sheet.item(line, first=self._first_item)
                self._first_item = False
            elif line:
                self._sheet.paragraph(line)

    def visit(self, element: HtmlElement) -> None:
        """Write an element with all that it holds, and not the text behind it."""
        name = local_name(element)
        if name not in _BLOCKS and name not in HEADINGS and not _holds_block(element):
            self.inline(element)
            return
        self.flush()
        if element is self._title:
            self._sheet.title(inline_text(element))
        elif name in HEADINGS:
            self._heading(inline_text(element), int(name[1]))
        elif name == "p" and _is_bold_heading(element):
            self._sheet.heading(inline_text(element), _BOLD_LEVEL)
        elif name in ("ul", "ol", "dl"):
            self._list(element)
        elif name == "table":
            self._table(element)
        elif name in ("figcaption", "caption"):
            self._sheet.paragraph(inline_text(element), "caption")
        elif _is_abstract(element):
            with self._sheet.part("abstract"):
                self._children(element)
        else:
            self._children(element)
        self.flush()

    def _heading(self, words: str, level: int) -> None:
        """A heading; the number of a table or figure set as one names no section, and what follows is not below it."""
        if _NUMBERED.match(words):
            self._sheet.paragraph(words, "caption")
        else:
            self._sheet.heading(words, level)

    def _children(self, element: HtmlElement) -> None:
        self.add(_plain(element.text))
        for child in element:
            if isinstance(child.tag, str):
                self.visit(child)
            self.add(_plain(child.tail))
        if element.tag not in ("a", "span"):
            self.flush()

    def _list(self, element: HtmlElement) -> None:
        """Items one a line; a list within an item goes on in the same list. A list of bare links is a menu."""
        if is_link_list(element):
            return
        self._first_item = self._first_item or not self._in_list
        self._in_list += 1
        self._children(element)
        self._in_list -= 1
        self._first_item = False

    def _table(self, element: HtmlElement) -> None:
        if _is_layout(element):
            self._children(element)
            return
        caption = element.find("caption")
        self._sheet.table(read_grid(element, inline_text), inline_text(caption) if caption is not None else "")


def _plain(text: str | None) -> str:
    return (text or "").replace(_BREAK, " ")


def _holds_block(element: HtmlElement) -> bool:
    """Whether an inline element is wrapped round blocks, as links and spans of modern pages are."""
    return any(local_name(inner) in _BLOCKS or local_name(inner) in HEADINGS for inner in element.iterdescendants())


def _is_bold_heading(paragraph: HtmlElement) -> bool:
    """A short paragraph all in bold without a stop at its end: a heading on pages that have no other."""
    inner = [child for child in paragraph if child.tag in ("b", "strong")]
    words = squeeze("".join(str(part) for part in paragraph.itertext()))
    bold = squeeze("".join(str(part) for child in inner for part in child.itertext()))
    return len(inner) == 1 and words == bold and 0 < len(words.split()) <= _BOLD_WORDS and words[-1] not in ".,;!?"


def _is_abstract(element: HtmlElement) -> bool:
    if element.tag not in ("section", "div", "blockquote", "article") or element.find(".//h1") is not None:
        return False
    names = (str(element.get(key) or "") for key in ("id", "class", "data-title", "role", "property"))
    return any(_ABSTRACT.search(name) for value in names for name in value.split())


def _is_whole_link(element: HtmlElement, words: str) -> bool:
    """Whether the superscript is all that a link into the page shows."""
    link = next(element.iterancestors("a"), None)
    if link is None or not str(link.get("href") or ""):
        return False
    return squeeze("".join(str(part) for part in link.itertext())) == words


def is_link_list(element: HtmlElement) -> bool:
    """At least three items that are links and little else, all short: a menu or a list of other pages."""
    items = [item for item in element if item.tag == "li"]
    if len(items) < 3:
        return False
    words = sum(len(" ".join(str(part) for part in item.itertext()).split()) for item in items)
    linked = sum(len(str(link.text_content()).split()) for item in items for link in item.iter("a"))
    return words > 0 and linked >= 0.9 * words and words <= 14 * len(items)


def _is_layout(table: HtmlElement) -> bool:
    """A table that only arranges the page: marked so, holding tables or headings, or a single column of prose."""
    if str(table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if any(local_name(inner) in ("table", "ul", "ol", "article", *HEADINGS[:3]) for inner in table.iterdescendants()):
        return next(table.iter("th"), None) is None or next(table.iterdescendants("table"), None) is not None
    widths = [sum(local_name(cell) in ("td", "th") for cell in row) for row in table.iter("tr")]
    return max(widths, default=0) < 2 and next(table.iter("th"), None) is None
