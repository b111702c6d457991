"""Reads full text in JATS or the NLM journal DTDs: PubMed Central, Europe PMC `fullTextXML`, publishers' own files.

A restricted article comes without its body and is an abstract, whatever the answer's status says. Reference lists,
peer-review reports and translations are no evidence. Element names: JATS 1.3 (ANSI/NISO Z39.96-2021) and NLM 2.3.
"""

import re

from lxml import etree

from pipeline.records.source import Capture, Reading
from pipeline.sources import Reader, unread
from pipeline.sources.abstracts import put_blocks
from pipeline.sources.classify import Ending
from pipeline.sources.fields import reading_of
from pipeline.sources.inline import flatten, flatten_run
from pipeline.sources.jats_extent import is_whole
from pipeline.sources.jats_front import front_of
from pipeline.sources.sheet import Kind, Sheet, heading_kind
from pipeline.sources.tables import read_grid
from pipeline.sources.xml_tree import Element, children, parse, tag

NAME = "jats"
_ROOTS = re.compile(rb"<(?:\w+:)?(?:article|pmc-articleset|OAI-PMH)[\s>/]")
_JATS = re.compile(
    rb"<(?:\w+:)?(?:pmc-articleset|OAI-PMH|front|article-meta|journal-meta)[\s>/]|\barticle-type\s*=|dtd-version"
)
_HTML_ONLY = re.compile(
    rb"<(?:div|h[1-6]|span|a|img|header|footer|nav|ul|ol|script|style|br|em|strong|figure|time)[\s>/]|<article[^<>]{0,500}\s(?:class|role|data-[\w-]+|itemscope)\s*="
)
"""Elements and attributes that HTML alone has."""
_SKIPPED_ABSTRACTS = frozenset("graphical teaser toc short web-summary".split())
_BLOCKS = frozenset(
    "p sec list def-list table-wrap table-wrap-group fig fig-group disp-quote boxed-text supplementary-material media "
    "statement verse-group ref-list sub-article title label caption array".split()
)
_SKIPPED = frozenset("ref-list supplementary-material media sub-article title label caption graphic".split())
_SECTION_TYPES: dict[str, Kind] = {
    "methods": "methods",
    "materials": "methods",
    "subjects": "methods",
    "cases": "results",
    "results": "results",
    "discussion": "discussion",
    "conclusions": "discussion",
    "conclusion": "discussion",
}
_INTERESTS = re.compile(r"(?i)conflict|coi|financial|compet|interest")
_MAX_LEVEL = 40
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def accepts(capture: Capture, head: bytes) -> bool:
    """A JATS root near the start, and no HTML, whole or a fragment of it: that knows `<article>` too.

    What XML can't be without (its declaration, a DOCTYPE that is not HTML's, the front matter, the type) decides.
    """
    if not head.startswith(b"<") or _ROOTS.search(head) is None:
        return False
    small = head.lower()
    if b"<html" in small or b"<!doctype html" in small:
        return False
    own = _JATS.search(head) is not None
    return own or ("html" not in capture.content_type.lower() and _HTML_ONLY.search(small) is None)


def read(capture: Capture, body: bytes) -> Reading:
    """The article: `full_text` with a body, `abstract` without, `metadata` with neither."""
    root = parse(body, capture.content_type)
    if isinstance(root, Ending):
        return unread(capture, root, NAME)
    article = _article(capture, root)
    if article is None:
        return unread(capture, Ending("not_found", "The answer holds no article under this number."), NAME)
    front = front_of(article)
    sheet = Sheet()
    sheet.title(front.title or "")
    meta = article.find("front/article-meta")
    abstracts = _abstracts(article, meta) if meta is not None else []
    said = " ".join(str(part) for one in abstracts for part in one.itertext())
    abstract = [_put_abstract(sheet, one) for one in abstracts]
    body_element = article.find("body")
    if body_element is not None and is_whole(body_element, article.get("article-type", ""), said):
        _put_blocks(sheet, body_element, 1)
        _put_rest(sheet, article)
        return reading_of(sheet, capture, NAME, "full_text", front)
    return reading_of(sheet, capture, NAME, "abstract" if any(abstract) else "metadata", front)


def _article(capture: Capture, root: Element) -> Element | None:
    """The one article of the answer, or of several the one whose number the address names."""
    found = [root] if tag(root) == "article" else list(root.iter("article"))
    if len(found) < 2:
        return found[0] if found else None
    address = f"{capture.url} {capture.final_url}"
    named = [
        one
        for one in found
        if (number := front_of(one).identifiers.pmcid) and number[3:] in re.findall(r"\d+", address)
    ]
    return named[0] if len(named) == 1 else None


def _abstracts(article: Element, meta: Element) -> list[Element]:
    """The article's own abstracts; of an article in another language its English translation as well."""
    found = children(meta, "abstract")
    if article.get(_LANGUAGE, "en").lower()[:2] != "en":
        found += [one for one in children(meta, "trans-abstract") if one.get(_LANGUAGE, "").lower()[:2] == "en"]
    return found


def _put_abstract(sheet: Sheet, abstract: Element) -> bool:
    if abstract.get("abstract-type", "") in _SKIPPED_ABSTRACTS or not flatten(abstract):
        return False
    title = flatten(abstract.find("title"))
    sheet.heading(title or "Abstract", 1, "abstract")
    for child in children(abstract, "title"):
        abstract.remove(child)
    put_blocks(sheet, abstract)
    return True


def _put_blocks(sheet: Sheet, parent: Element, level: int) -> None:
    """Append mixed content: runs of inline words are paragraphs, blocks are what they are."""
    text, run = parent.text, list[Element]()
    for child in parent:
        if tag(child) not in _BLOCKS:
            run.append(child)
            continue
        sheet.paragraph(flatten_run(text, run))
        text, run = child.tail, []
        if tag(child) not in _SKIPPED:
            _put_block(sheet, child, min(level, _MAX_LEVEL))
    sheet.paragraph(flatten_run(text, run))


def _put_block(sheet: Sheet, element: Element, level: int) -> None:
    name = tag(element)
    if name == "sec":
        _put_section(sheet, element, level)
    elif name in ("boxed-text", "statement"):
        # What follows a box belongs to the section round it, so a box opens no section of its own.
        sheet.paragraph(flatten(element.find("title")) or flatten(element.find("caption/title")))
        _put_blocks(sheet, element, level)
    elif name in ("list", "def-list"):
        _put_list(sheet, element)
    elif name == "table-wrap":
        _put_table(sheet, element)
    elif name == "fig":
        sheet.paragraph(_caption(element), "caption")
    else:
        _put_blocks(sheet, element, level)


def _put_section(sheet: Sheet, section: Element, level: int) -> None:
    """A section under its title; one without a title still says by its type what sort of text it is."""
    title = flatten(section.find("title"))
    declared = section.get("sec-type", "").split("|")[0].lower()
    kind = None if heading_kind(title) else _SECTION_TYPES.get(declared)
    sheet.heading(title or (declared.capitalize() if kind else ""), level, kind)
    _put_blocks(sheet, section, level + 1)


def _put_list(sheet: Sheet, element: Element, *, first: bool = True) -> None:
    """Items in order; a list inside an item follows it."""
    for item in children(element, "list-item", "def-item"):
        nested = _lift_lists(item)
        words = flatten_run(item.text, [child for child in item if tag(child) != "label"])
        sheet.item(words, first=first)
        first = False
        for one in nested:
            _put_list(sheet, one, first=False)


def _lift_lists(item: Element) -> list[Element]:
    """Take the lists directly inside an item out of it, leaving a space: each item is a line of its own."""
    nested = [*children(item, "list"), *(one for part in children(item, "p") for one in children(part, "list"))]
    for one in nested:
        gap = etree.Element("break")
        gap.tail, one.tail = one.tail, None
        parent = one.getparent()
        if parent is not None:
            parent.replace(one, gap)
    return nested


def _caption(element: Element) -> str:
    """Label and caption of a table or figure as one text (`Table 2. Outcomes at week 4`)."""
    caption = element.find("caption")
    label = flatten(element.find("label")).rstrip(".:")
    words = flatten(caption) if caption is not None else ""
    return f"{label}. {words}" if label and words else label or words


def _put_table(sheet: Sheet, wrap: Element) -> None:
    """Every cell with its heads; the notes under a table say what its figures are."""
    caption = _caption(wrap)
    tables = list(wrap.iter("table"))
    if not tables:
        sheet.paragraph(caption, "caption")
    for at, table in enumerate(tables):
        sheet.table(read_grid(table, flatten), caption if at == 0 else "")
    for foot in children(wrap, "table-wrap-foot"):
        for note in [*foot.iter("fn"), *children(foot, "p", "attrib")]:
            sheet.paragraph(flatten(note), "caption")


def _put_rest(sheet: Sheet, article: Element) -> None:
    """Tables and figures that stand apart, sections behind the body, and declared interests."""
    for group in children(article, "floats-group", "floats-wrap"):
        sheet.heading("Figures and tables", 1)
        _put_blocks(sheet, group, 2)
    for back in children(article, "back"):
        for section in [*children(back, "sec"), *back.findall("app-group/app")]:
            _put_section(sheet, section, 1)
        notes = [note for note in back.iter("fn") if _INTERESTS.search(note.get("fn-type", ""))]
        if notes:
            sheet.heading("Competing interests", 1)
        for note in notes:
            sheet.paragraph(flatten_run(None, [child for child in note if tag(child) != "label"]))


READER = Reader(name=NAME, accepts=accepts, read=read, rank=20)
