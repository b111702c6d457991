"""Reads HTML: pages and exports of WordPress, Ghost, Substack and Google Docs; main text only."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree
from lxml import html as markup
from msgspec import structs

from pipeline.articles.cutting import without_sign
from pipeline.articles.decode import decode
from pipeline.articles.draft import Draft, Part
from pipeline.articles.html_notes import find_comments, find_notes
from pipeline.articles.html_page import Page, furniture
from pipeline.articles.wall import Reader
from pipeline.articles.words import BULLET, ends_finally
from pipeline.errors import ArticleError
from pipeline.identifiers import unwrap
from pipeline.markup import Run, resolve
from pipeline.markup.tree import Flow, read_style, walk
from pipeline.records.article import BlockKind

_PAGE = re.compile(
    rb"(?i)\s*(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*){0,9}"
    rb"(?:<!doctype html|<html\b|<\?xml[^>]{0,200}>\s*<(?:!doctype html|html\b))"
)
_FRAGMENT = re.compile(
    rb"(?i)\s*(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*){0,9}"
    rb"<(?:article|main|body|section|div|p|h[1-6]|header|figure|ul|ol|table|blockquote)\b"
)
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})")
_SHORTCODE = re.compile(
    r"\[/?[a-zA-Z][\w-]{0,40}(?:\s+[\w-]{1,40}\s*=\s*(?:\"[^\"\]]{0,400}\"|'[^'\]]{0,400}'|&#?\w{2,6};[^\]]{0,400}|[^\s\]\"']{1,200})){1,40}\s*/?\]"
    r"|\[/[a-zA-Z][\w-]{0,40}\]|\[[a-zA-Z]+_[a-zA-Z_]{1,40}\s*/?\]"
    r"|(?m:^[ \t]*\[[a-z]{1,20}-[a-z-]{1,40}\][ \t]*$)|(?<=<p>)\s{0,9}\[[a-z][a-z-]{2,40}\]\s{0,9}(?=</p>)"
)
_CAPTION = re.compile(r"\[caption\b[^\]]{0,400}\]([^\[]{0,2000})\[/caption\]")
_CLOSED = re.compile(r"\[/([a-zA-Z][\w-]{0,40})\]")
_MOST_HEADING_WORDS = 18
_MOST_TITLE_WORDS = 30
_TOP = 6
"""Blocks among which title and standfirst stand."""
_MAX_BYTES = 5_000_000
_MAX_TAGS = 500_000
"""Opening and closing; a heavy page of the largest size has a third of it."""
_KINDS: dict[str, BlockKind | None] = {
    "heading": "heading",
    "summary": "heading",
    "paragraph": "paragraph",
    "list_item": "list_item",
    "table_row": "table_row",
    "caption": "caption",
    "quote": "quote",
    "term": "paragraph",
}


def read_html(data: bytes, path: str) -> Draft:
    """The article of a page or of an exported fragment.

    Raises:
        ArticleError: not decodable, or nothing in it can be read as HTML.
    """
    if len(data) > _MAX_BYTES:
        raise ArticleError(f"{path}: {len(data) // 1_000_000} MB is too large for a page (at most 5 MB)")
    if data.count(b"<") > _MAX_TAGS:
        raise ArticleError(f"{path}: more than {_MAX_TAGS:,} tags; no article has as many, so it is not read")
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, path, declared[1].decode("ascii") if declared else "")
    root = parse(decoded.text)
    if root is None:
        raise ArticleError(f"{path}: no text was found in this HTML; there is nothing to audit")
    return draft_of(root, "html", decoded.warnings)


def parse(text: str) -> Any:
    """The tree of a page, or None; shortcodes are blanked out first, so that line numbers stay."""
    clean = blank_shortcodes(text.replace("\x00", ""))
    parser = markup.HTMLParser(encoding="utf-8", huge_tree=True, remove_blank_text=False)
    try:
        return markup.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def blank_shortcodes(text: str) -> str:
    """WordPress shortcodes (`[caption id="…"]…[/caption]`) taken out; what they wrap stays."""
    if "[" not in text:
        return text
    text = _CAPTION.sub(r"<figcaption>\1</figcaption>", text)
    closed = {name.lower() for name in _CLOSED.findall(text)}
    text = _SHORTCODE.sub(lambda match: "\n" * match.group().count("\n"), text)
    for name in sorted(closed)[:50]:
        text = re.sub(rf"(?i)\[{re.escape(name)}\]", "", text)
    return text


def draft_of(
    root: Any, form: str, warnings: tuple[str, ...] = (), line_of: Callable[[Any], int | None] | None = None
) -> Draft:
    """The parts of a parsed page; `line_of` says where an element stands in the file, if not on its own line."""
    page = Page(root)
    notes = find_notes(page.main, furniture().notes)
    comments = find_comments(page.main)
    kept = frozenset(above for holder in notes.holders for above in (holder, *holder.iterancestors()))
    flows = walk(
        page.main,
        skip=lambda element: (
            element in notes.backs or element in comments or (element not in kept and page.is_furniture(element))
        ),
        style=read_style("\n".join(node.text or "" for node in root.iter("style"))),
        line_of=line_of,
        calls=notes.calls,
        notes=notes.holders,
    )
    parts = tuple(_parts(flows))
    if not any(part.kind == "title" or (part.kind == "heading" and part.level == 1) for part in parts):
        parts = _outer_title(page) + parts
    return Draft(
        format=form, parts=parts, title=page.title(), date=page.date(), lang=page.language(), warnings=warnings
    )


def _outer_title(page: Page) -> tuple[Part, ...]:
    """A title that stands outside the article's element, or only in the page's head."""
    heading = page.first_heading()
    if heading is not None:
        words, line = "".join(heading.itertext()), heading.sourceline
    else:
        element = next(page.root.iter("title"), None)
        words, line = page.title(), element.sourceline if element is not None else 1
    inline = resolve([Run(words, line or 1)])
    return (Part(inline, "title", level=1, gap=""),) if inline.text else ()


def _parts(flows: list[Flow]) -> Iterator[Part]:
    for at, flow in enumerate(flows):
        inline = resolve([_clean(run) for run in flow.runs])
        if inline.text and flow.note:
            yield Part(inline, "reference", label=flow.note, note=True)
        elif inline.text:
            kind, level, hint = _role(flow, inline.text, at)
            gap = "\n" if flow.close else "\n\n"
            part = Part(inline, kind, level=level, gap=gap, label=flow.label, hint="standfirst" if hint else "")
            sign = BULLET.match(inline.text) if kind == "paragraph" else None
            yield structs.replace(without_sign(part, sign.end()), kind="list_item", label="") if sign else part


def _role(flow: Flow, text: str, at: int) -> tuple[BlockKind | None, int, bool]:
    """Kind and level by element and class, and whether it is the line under the title."""
    kind = _KINDS[flow.kind]
    level = 3 if flow.kind == "summary" else flow.level
    words = len(text.split())
    if kind in ("paragraph", "heading") and at < _TOP and not furniture().standfirst.isdisjoint(flow.names):
        return "paragraph", 0, True
    if (
        kind == "paragraph"
        and at < _TOP
        and words <= _MOST_TITLE_WORDS
        and not furniture().title.isdisjoint(flow.names)
    ):
        return "title", 1, False
    if kind == "paragraph" and (flow.bold or flow.kind == "term") and is_lead_in(text, words):
        return "heading", 4, False
    return kind, level, False


def is_lead_in(text: str, words: int) -> bool:
    """A bold line of its own: a heading, unless it is a sentence."""
    return words <= _MOST_HEADING_WORDS and (not ends_finally(text) or text.rstrip('"”’*').endswith("?"))


def _clean(run: Run) -> Run:
    """Links as they lead: wrappers looked through, `//host` given its scheme, scripts dropped."""
    if not run.href:
        return run
    href = run.href
    if href.startswith("//"):
        href = "https:" + href
    if not href.startswith(("http://", "https://", "#")):
        href = ""
    return structs.replace(run, href=unwrap(href) if href else "")


def _accepts(head: bytes) -> bool:
    """A page, or a fragment that begins with an element; in UTF-16 as well."""
    plain_head = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return _PAGE.match(plain_head) is not None or _FRAGMENT.match(plain_head) is not None


READER = Reader("html", suffixes=(".html", ".htm", ".xhtml"), accepts=_accepts, read=read_html, rank=50, sure=True)
