"""Reads publisher pages, press pages and any other HTML: the work's own words, and how much of the work they are."""

import re
from itertools import islice

from lxml import etree
from lxml import html as markup_parser
from lxml.html import HtmlElement
from msgspec import Struct, structs

from pipeline.records.source import Capture, Metadata, Notice, Reading, Scope
from pipeline.sources import Reader, unread
from pipeline.sources.classify import Ending, Page, kind_labels, page_ending, press_release, sells_access, speaks
from pipeline.sources.classify_words import WORDS
from pipeline.sources.decoding import decode
from pipeline.sources.extent import BODY, SHORT_WORK, is_structured_abstract
from pipeline.sources.html_furniture import drop_frame, drop_furniture, drop_unseen, word_count
from pipeline.sources.html_main import main_part
from pipeline.sources.html_metadata import Head, metadata_of, read_head
from pipeline.sources.html_styles import name_raised
from pipeline.sources.html_walk import inline_text, write_page
from pipeline.sources.notice_title import notice_title
from pipeline.sources.sheet import HEADINGS, Composed, Sheet, heading_key, squeeze

_TAG = re.compile(
    rb"(?i)<(?:!doctype\s+html|html|head|body|title|meta|div|p|article|section|h1|main|span|table|script)\b"
)
_CHARSET = re.compile(rb"(?i)charset\s*=\s*[\"']?\s*([a-z0-9._:-]{2,40})")
_NESTING = re.compile(
    r"(?i)</?(?:table|tbody|thead|tfoot|tr|td|th|div|section|center|blockquote|ul|ol|li|dl|dd|dt|form|fieldset)\b[^<>]{0,2000}>"
)
_WRAPPING = re.compile(r"(?i)</?(?:span|font|b|i|em|strong|u|small|big|a)\b[^<>]{0,2000}>")
MAX_ELEMENTS = 100_000
"""Elements of a page that is read: long reviews with all their references have some 40,000; time grows with them."""
_RETRACTED = re.compile(
    r"(?i)^\W{0,2}(?:(?:retracted|withdrawn)(?:\s+(?:article|paper))?\]?\s*(?::|$)"
    r"|th(?:is|e)\s+(?:article|paper|study)\s+(?:has\s+been|was|is)\s+(?:retracted|withdrawn)\b)"
)
"""A title, or a line beside it, by which a publisher marks a work as retracted."""
_NULLS = dict.fromkeys([0, 0xB], " ")
_PAYWALLED_BODY = 1500
"""Words of body from which a page that also offers access for money does hold the full text."""
_ANYTHING = 12
_DECLARED = 40
"""Words from which a description in a page's head is an abstract."""
_ABSTRACT_PLACES = re.compile(
    r"(?i)^https?://(?:www\.)?pubmed\.ncbi\.nlm\.nih\.gov/|/abstract/?(?:[?#]|$)|/doi/abs/|/abs/\d"
)


def accepts(capture: Capture, head: bytes) -> bool:
    """Bytes that begin with mark-up of a page; the content type decides only where they might be text or XML."""
    said = capture.content_type.lower()
    if head.startswith((b"%PDF-", b"PK\x03\x04", b"{", b"[")):
        return False
    if head.startswith(b"<?xml") and not re.search(rb"(?i)<html\b", head):
        return False
    if "html" in said:
        return True
    return head.startswith(b"<") and _TAG.search(head) is not None


def read(capture: Capture, body: bytes) -> Reading:
    """Read a captured page; what is not the work ends with scope `none` and its reason."""
    declared = _CHARSET.search(capture.content_type.encode("ascii", "replace")) or _CHARSET.search(body[:4096])
    text, _ = decode(body, declared[1].decode("ascii") if declared else None)
    return read_markup(capture, text)


def read_markup(capture: Capture, markup: str, name: str = "html") -> Reading:
    """As `read`, for mark-up that is text already (a converted .docx comes this way)."""
    page = parse(markup)
    if isinstance(page, Ending):
        return unread(capture, page, name)
    taken = _take(page, markup)
    metadata = _metadata(taken)
    ending = page_ending(_evidence(taken), capture)
    scope = None if ending else _scope(taken, metadata, capture, on_site=name == "html")
    declared = "" if ending or scope not in (None, "metadata") else _declared_abstract(taken.head)
    if declared:
        return _abstract_only(capture, name, metadata, declared)
    if scope is None:
        ending = ending or Ending("unreadable", "The page holds no text.")
        return structs.replace(unread(capture, ending, name), metadata=metadata)
    text, sections, cells = taken.composed.text, taken.composed.sections, taken.composed.cells
    return Reading(capture, name, scope, text, sections, cells, metadata, detail=_DETAILS.get(scope, ""))


_DETAILS: dict[Scope, str] = {
    "abstract": "Only the abstract or a preview could be read, not the full text.",
    "metadata": "Only the title and what stands beside it could be read.",
}


def _declared_abstract(head: Head) -> str:
    """The abstract that a page without text carries in its head; a teaser (`description`, `og:description`) is none."""
    text = head.first(
        "citation_abstract", "dc.description.abstract", "dc.abstract", "eprints.abstract", "dc.description"
    )
    return squeeze(re.sub(r"<[^<>]{0,200}>", " ", text)) if len(text.split()) >= _DECLARED else ""


def _abstract_only(capture: Capture, name: str, metadata: Metadata, abstract: str) -> Reading:
    sheet = Sheet()
    sheet.title(metadata.title or "")
    sheet.paragraph(abstract, "abstract")
    made = sheet.finish()
    detail = _DETAILS["abstract"]
    return Reading(capture, name, "abstract", made.text, made.sections, made.cells, metadata, detail=detail)


class _Taken(Struct, frozen=True):
    """A page taken apart."""

    head: Head
    composed: Composed
    title: str
    near: tuple[str, ...]
    """Short lines round the title."""
    visible: tuple[str, ...]
    framed: tuple[str, ...]
    """The visible lines without the site's frame."""
    markup: str
    noscript: str
    root_words: int | None
    password: bool
    scripted: bool


def parse(markup: str) -> HtmlElement | Ending:
    """The page as a tree of at most 256 levels; a page nested deeper (a bomb, or a broken one) is read flat."""
    cleaned = markup.translate(_NULLS)
    for flatten in (str, _flat, _flatter):
        parser = markup_parser.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        try:
            page = markup_parser.document_fromstring(flatten(cleaned).encode("utf-8", "replace"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
            return Ending("unreadable", "The page holds no mark-up that can be read.")
        if not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            many = sum(1 for _ in islice(page.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS
            return Ending("too_large", f"The page has more than {MAX_ELEMENTS:,} elements.") if many else page
    return Ending("unreadable", "The page is nested too deeply to be read.")


def _flat(markup: str) -> str:
    """Every block a paragraph: what nested elements say stays, their nesting goes."""
    return re.sub(r"<p>(?:\s*<p>)+", "<p>", _NESTING.sub("<p>", markup))


def _flatter(markup: str) -> str:
    """As `_flat`, and without the elements that only dress text."""
    return _WRAPPING.sub("", _flat(markup))


def _take(page: HtmlElement, markup: str) -> _Taken:
    head = read_head(page)
    noscript = " ".join(squeeze(" ".join(str(part) for part in found.itertext())) for found in page.iter("noscript"))
    scripted = next(page.iter("script"), None) is not None
    password = any(str(field.get("type") or "").lower() == "password" for field in page.iter("input"))
    name_raised(page)
    drop_unseen(page)
    roots = [
        box for box in page.iter("div", "main", "section") if str(box.get("id") or "").lower() in WORDS.shell.roots
    ]
    body = page.find("body")
    whole = body if body is not None else page
    visible = _lines(whole)
    root_words = max((word_count(box) for box in roots), default=None)
    drop_frame(page)
    framed = _lines(whole)
    drop_furniture(page)
    headline = _headline(page, head)
    title = inline_text(headline) if headline is not None else ""
    composed = _compose(main_part(page), headline, _declared_title(head))
    near = _near(_lines(whole), title)
    return _Taken(
        head,
        composed,
        title,
        near,
        visible,
        framed,
        markup[:200_000].lower(),
        noscript.lower(),
        root_words,
        password,
        scripted,
    )


def _lines(element: HtmlElement) -> tuple[str, ...]:
    sheet = Sheet()
    write_page(element, sheet, None)
    return tuple(line.lower() for line in sheet.finish().text.split("\n") if line)


def _headline(page: HtmlElement, head: Head) -> HtmlElement | None:
    """The element of the title: the headline that says what the head declares, else the first of the first rank."""
    declared = heading_key(_declared_title(head) or head.title)
    candidates = [found for found in page.iter("h1", "h2", "h3") if inline_text(found)]
    for found in candidates:
        if declared and heading_key(inline_text(found)) == declared:
            return found
    return next((found for found in candidates if found.tag == "h1"), None)


def _declared_title(head: Head) -> str:
    return metadata_of(structs.replace(head, title="")).title or ""


def _compose(main: HtmlElement, headline: HtmlElement | None, declared: str) -> Composed:
    """The text of the main part, under its title wherever on the page that stands."""
    sheet = Sheet()
    inside = headline is not None and any(found is headline for found in main.iter(headline.tag))
    if headline is not None and not inside:
        sheet.title(inline_text(headline))
    elif headline is None and declared:
        sheet.title(declared)
    write_page(main, sheet, headline)
    return sheet.finish()


def _near(lines: tuple[str, ...], title: str) -> tuple[str, ...]:
    """Up to four lines before the title and four after it, where pages print what kind of work it is."""
    key = squeeze(title).lower()
    at = lines.index(key) if key in lines else 0
    return tuple(line for line in (*lines[max(0, at - 4) : at], *lines[at + 1 : at + 5]) if len(line.split()) <= 40)


def _metadata(taken: _Taken) -> Metadata:
    metadata = metadata_of(taken.head, kind_labels(taken.near))
    if not _declared_title(taken.head):
        bare = re.split(r"\s+[|–—]\s+", taken.head.title)[0]
        metadata = structs.replace(metadata, title=taken.title or bare or None)
    said = (metadata.title or "", taken.title, *taken.near)
    notices = (Notice("retraction", source="page"),) if any(_RETRACTED.match(line) for line in said) else ()
    notice = notice_title(metadata.title or "") if metadata.journal else None
    return structs.replace(metadata, notices=notices, is_notice_of=notice)


def _evidence(taken: _Taken) -> Page:
    """What the classifier needs to see."""
    lines = taken.composed.text.lower().split("\n")
    own = tuple(line for line in lines if line and line != taken.title.lower())
    return Page(
        titles=tuple(filter(None, (taken.head.title, taken.title, taken.head.first("og:title")))),
        markup=taken.markup,
        visible=taken.visible,
        lines=own,
        noscript=taken.noscript,
        root_words=taken.root_words,
        password=taken.password,
        scripted=taken.scripted,
        scholarly=taken.head.scholarly,
        canonical=taken.head.canonical,
        headline=bool(taken.title),
    )


def _scope(taken: _Taken, metadata: Metadata, capture: Capture, *, on_site: bool) -> Scope | None:
    """How much of the work the text is; None where there is no text at all. A file of its own is no abstract's page."""
    text, sections = taken.composed.text, taken.composed.sections
    counts: dict[str, int] = {}
    for section in sections:
        framing = heading_key(section.title) in HEADINGS.apparatus
        kind = "apparatus" if framing else section.kind
        counts[kind] = counts.get(kind, 0) + len(text[section.start : section.end].split())
    abstract = counts.get("abstract", 0)
    body = sum(size for kind, size in counts.items() if kind not in ("abstract", "title", "apparatus", "caption"))
    if abstract + body < _ANYTHING:
        return "metadata" if taken.head.scholarly and text else None
    if taken.head.scholarly and not abstract and not speaks(text.split("\n")[1:]):
        return "metadata"
    if not taken.head.scholarly and press_release(metadata.types, capture.final_url):
        return "press_release"
    own = {one.title for one in sections if one.kind != "abstract" and heading_key(one.title) not in HEADINGS.apparatus}
    if on_site and is_structured_abstract(own - {""}, body, scholarly=taken.head.scholarly):
        return "abstract"
    parts = any(section.kind in ("methods", "results", "discussion") for section in sections)
    headed = parts or len(own - {""}) > 1
    if _withheld(taken, body, headed=headed):
        return "abstract"
    if _ABSTRACT_PLACES.search(capture.final_url) and not headed:
        return "abstract"
    if (abstract >= 30 or (abstract and taken.head.scholarly)) and body < BODY and not headed:
        return "abstract"
    preview = taken.head.scholarly and not abstract and not _has_headings([section.title for section in sections])
    return "abstract" if preview and body < SHORT_WORK else "full_text"


def _withheld(taken: _Taken, body: int, *, headed: bool) -> bool:
    """Whether the page keeps the full text back: by its own mark, or by offering access beside a short text."""
    if body >= _PAYWALLED_BODY:
        return False
    if taken.head.free is False:
        return True
    declared_free = taken.head.free is True and headed
    return not declared_free and sells_access(taken.framed)


def _has_headings(titles: list[str]) -> bool:
    return any(title and heading_key(title) not in HEADINGS.apparatus for title in titles)


READER = Reader(name="html", accepts=accepts, read=read, rank=50)
