"""Writes the abstract that a record carries as JATS, HTML or plain text, its parts under their own headings.

Stripping the tags would glue titles to text ("IntroductionPsychedelic agents"); here a title is a heading line.
"""

import re
from html import unescape

from pipeline.sources.inline import flatten, flatten_run
from pipeline.sources.sheet import Sheet, heading_key, squeeze
from pipeline.sources.xml_tree import Element, fragment, tag

_HEADINGS = frozenset("title h1 h2 h3 h4 h5 h6".split())
_BLOCKS = frozenset("p sec list list-item ul ol li div abstract body section disp-quote".split())
_ESCAPED_TWICE = re.compile(r"&amp;(?=#?\w{2,10};)")
_TAG = re.compile(
    r"</?(?:jats:)?(?:p|i|b|u|em|strong|sub|sup|br|div|span|sec|title|italic|bold|ul|ol|li|list|h[1-6])(?:\s[^<>]{0,200})?/?>"
)
_ITEMS = frozenset({"list-item", "li"})


def put_abstract(sheet: Sheet, markup: str) -> bool:
    """Append an abstract below the heading "Abstract"; says whether it holds any words."""
    tree, markup = _opened(markup)
    words = _plain(markup) if tree is None else flatten(tree)
    if not words or heading_key(words) in ("abstract", "no abstract available", "n/a", "none"):
        return False
    sheet.heading("Abstract", 1)
    if tree is None:
        sheet.paragraph(words)
    else:
        put_blocks(sheet, tree)
    return True


def put_blocks(sheet: Sheet, parent: Element, level: int = 2) -> None:
    """Append mixed content block by block: runs of inline words are paragraphs, titles are headings at `level`."""
    text, run = parent.text, list[Element]()
    first = True
    for child in parent:
        name = tag(child)
        if name not in _HEADINGS | _BLOCKS:
            run.append(child)
            continue
        sheet.paragraph(flatten_run(text, run))
        text, run = child.tail, []
        if name in _HEADINGS:
            _put_heading(sheet, flatten(child), level)
        elif name in _ITEMS:
            sheet.item(flatten(child), first=first)
            first = False
        else:
            put_blocks(sheet, child, level + (name in ("sec", "section")))
    sheet.paragraph(flatten_run(text, run))


def _put_heading(sheet: Sheet, words: str, level: int) -> None:
    if heading_key(words) != "abstract":
        sheet.heading(words.rstrip(":"), level)


def _plain(text: str) -> str:
    return squeeze(re.sub(r"^\s*(?:abstract|summary)\s*[:.\n]\s*", "", text, flags=re.IGNORECASE))


def plain_title(markup: str) -> str:
    """A title as words: records leave tags and character references in titles."""
    tree, words = _opened(markup)
    return flatten(tree) if tree is not None else squeeze(words)


def _opened(field: str) -> tuple[Element | None, str]:
    """A field as a tree where it is mark-up, and its words where it is none, character references as characters.

    Services escape once too often: `p &lt; 0.001` and `&#8722;15.1%` stand in plain fields, `&amp;lt;` within
    mark-up, and whole mark-up as `&lt;p&gt;`. A bare "<" that comes out of a reference is a sign, never a tag.
    """
    if "<" in field:
        markup = _ESCAPED_TWICE.sub("&", field)
        return fragment(markup), markup
    text = field
    for _ in range(2):
        text = unescape(text)
        if _TAG.search(text):
            return fragment(text), text
    return None, text
