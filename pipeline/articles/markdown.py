"""Reads Markdown with front matter, footnotes and tables; every part knows its lines in the file."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from msgspec import Struct, structs

from pipeline.articles.decode import decode
from pipeline.articles.draft import Draft, Part
from pipeline.articles.front_matter import Field, read_front_matter
from pipeline.articles.html import blank_shortcodes, draft_of, is_lead_in, parse
from pipeline.articles.wall import Reader
from pipeline.errors import ArticleError
from pipeline.markup import Run, resolve
from pipeline.records.article import BlockKind

_MAX_BYTES = 5_000_000
_MAX_LINES = 200_000
"""Lines with words; a file of the largest size has as many only if they hold a few letters each."""
_LOOKS = re.compile(
    rb"(?:---\s*\n(?:[^\n]*\n){0,60}?---\s*\n|\+\+\+\s*\n|#{1,6} \S)|(?:[^\n]*\n){0,80}?(?:#{1,6} \S|\[\^[\w-]+\]:|[^\n]*\]\(https?://)"
)
_RAISED = re.compile(r"\^(\[?\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,20}\]?)\^")
_SIDE_BY_SIDE = re.compile(r"(\[\d{1,3}\])(?=\[\d{1,3}\])")
"""`[1][2]` are two markers; Markdown alone would make it one link, from the first's words to the second's address."""
_TAG = re.compile(r"<(/?)\s*([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
_HREF = re.compile(r"href\s*=\s*[\"']([^\"']*)")


class _Place(Struct, frozen=True):
    """Where a block stands: what holds it, and the note that it belongs to."""

    kind: BlockKind
    level: int = 0
    label: str = ""
    close: bool = False
    note: str = ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).use(front_matter_plugin)


def read_markdown(data: bytes, path: str) -> Draft:
    """The file's parts; the title and standfirst of its front matter become parts of the text.

    Raises:
        ArticleError: not decodable or too large.
    """
    if len(data) > _MAX_BYTES:
        raise ArticleError(f"{path}: {len(data) // 1_000_000} MB is too large for a Markdown file (at most 5 MB)")
    decoded = decode(data, path)
    if sum(not line.isspace() and line != "" for line in decoded.text.split("\n")) > _MAX_LINES:
        raise ArticleError(f"{path}: more than {_MAX_LINES:,} lines; no article has as many, so it is not read")
    text = blank_shortcodes(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SIDE_BY_SIDE.sub(r"\1<!-- -->", text)
    front = read_front_matter(text)
    body = "\n" * front.lines + "\n".join(text.split("\n")[front.lines :]) if front.lines else text
    parts = tuple(_blocks(_parser().parse(body)))
    headed = any(part.kind == "heading" and part.level == 1 for part in parts[:3])
    opening = [] if headed else [_front_part(front.title, "title")]
    opening.append(_front_part(front.standfirst, "standfirst"))
    return Draft(
        format="md",
        parts=tuple(part for part in opening if part.text) + parts,
        title=front.title.value,
        date=front.date,
        lang=front.lang,
        warnings=decoded.warnings,
    )


def _front_part(field: Field, kind: BlockKind) -> Part:
    level = 1 if kind == "title" else 0
    shown: BlockKind = "title" if kind == "title" else "paragraph"
    return Part(
        resolve([Run(field.value, field.line)]), shown, level=level, hint="" if kind == "title" else "standfirst"
    )


def _blocks(tokens: Sequence[Token]) -> Iterator[Part]:
    walker = _Walker()
    for token in tokens:
        yield from walker.step(token)


class _Walker:
    """The walk over block tokens: lists, quotes, tables and notes that are open."""

    def __init__(self) -> None:
        self.lists: list[int | None] = []
        self.item_is_new = False
        self.heading = 0
        self.quotes = 0
        self.note = ""
        self.note_runs: list[Run] = []
        self.row: list[Run] | None = None
        self.last: BlockKind | None = None
        self.ended_list = True

    def step(self, token: Token) -> Iterator[Part]:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            self.lists.append(int(start or 1) - 1 if kind.startswith("ordered") else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
            self.ended_list = not self.lists
        elif kind == "list_item_open":
            self.item_is_new = True
            if self.lists and self.lists[-1] is not None:
                self.lists[-1] += 1
        elif kind in ("heading_open", "heading_close"):
            self.heading = int(token.tag[1]) if kind == "heading_open" else 0
        elif kind in ("blockquote_open", "blockquote_close"):
            self.quotes += 1 if kind == "blockquote_open" else -1
        elif kind in ("tr_open", "tr_close"):
            yield from self._row(opens=kind == "tr_open")
        elif kind == "footnote_open":
            self.note, self.note_runs = str((token.meta or {}).get("label") or (token.meta or {}).get("id", 0) + 1), []
        elif kind == "footnote_close":
            yield Part(resolve(self.note_runs), "reference", label=self.note, note=True)
            self.note = ""
        elif kind == "inline":
            yield from self._inline(token)
        elif kind in ("code_block", "fence", "html_block"):
            yield from self._verbatim(token)

    def _row(self, *, opens: bool) -> Iterator[Part]:
        if opens:
            self.row = []
            return
        if self.row:
            yield self._part(self.row, _Place("table_row", close=self.last == "table_row"))
        self.row = None

    def _inline(self, token: Token) -> Iterator[Part]:
        runs = list(inline_runs(token))
        if self.note:
            self.note_runs += [*([Run(" ", runs[0].line)] if self.note_runs and runs else []), *runs]
        elif self.row is not None:
            self.row += [*([Run(" | ", self.row[-1].line)] if self.row else []), *runs]
        else:
            part = self._part(runs, self._place())
            bold = part.kind == "paragraph" and _all_bold(token) and is_lead_in(part.text, len(part.text.split()))
            yield structs.replace(part, kind="heading", level=4) if bold else part

    def _place(self) -> _Place:
        if self.heading:
            return _Place("heading", level=self.heading)
        if self.lists:
            number = self.lists[-1]
            label = str(number) if number is not None and self.item_is_new else ""
            close = self.last == "list_item" and not self.ended_list
            self.item_is_new = False
            self.ended_list = False
            return _Place("list_item", label=label, close=close)
        return _Place("quote" if self.quotes else "paragraph")

    def _part(self, runs: Sequence[Run], place: _Place) -> Part:
        self.last = place.kind
        gap = "\n" if place.close else "\n\n"
        return Part(resolve(runs), place.kind, level=place.level, gap=gap, label=place.label)

    def _verbatim(self, token: Token) -> Iterator[Part]:
        """Code is no prose; HTML blocks are read as HTML, with the file's lines."""
        if token.type != "html_block" or not token.content.strip():
            return
        root = parse(token.content)
        first = (token.map or [0])[0]
        if root is not None:
            inner = draft_of(root, "md", line_of=lambda element: first + (element.sourceline or 1))
            yield from (part for part in inner.parts if part.text)


def inline_runs(token: Token) -> Iterator[Run]:
    """The runs of an inline token: links, raised text, calls of notes; each break moves one line on."""
    line = (token.map or [0])[0] + 1
    href = ""
    raised = False
    inner: list[Run] = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            inner.append(Run(" ", line, href=href))
            line += 1
        elif child.type == "link_open":
            href = str(child.attrGet("href") or "")
        elif child.type == "link_close":
            href = ""
        elif child.type == "footnote_ref":
            meta = child.meta or {}
            inner.append(Run("", line, note=str(meta.get("label") or meta.get("id", 0) + 1)))
        elif child.type == "html_inline":
            raised, href = _tag_state(child.content, raised=raised, href=href)
        elif child.type in ("text", "code_inline"):
            inner.extend(_text_runs(child.content, line, href, raised=raised))
    yield from _bracketed(inner)


def _tag_state(tag: str, *, raised: bool, href: str) -> tuple[bool, str]:
    match = _TAG.match(tag)
    name = match[2].lower() if match else ""
    if match and name == "sup":
        return not match[1], href
    if match and name == "a":
        found = _HREF.search(match[3])
        return raised, "" if match[1] or not found else found[1]
    return raised, href


def _text_runs(text: str, line: int, href: str, *, raised: bool) -> Iterator[Run]:
    """Text with pandoc's `^1^` made raised."""
    done = 0
    for match in _RAISED.finditer(text):
        if match.start() > done:
            yield Run(text[done : match.start()], line, href=href, raised=raised)
        yield Run(match[1], line, href=href, raised=True)
        done = match.end()
    if done < len(text):
        yield Run(text[done:], line, href=href, raised=raised)


def _bracketed(runs: list[Run]) -> Iterator[Run]:
    """`[1]` that a link definition turned into a link gets its brackets back."""
    for run in runs:
        bare = run.href and not run.raised and re.fullmatch(r"\d{1,3}(?:[,–-]\d{1,3})*", run.text)
        yield structs.replace(run, text=f"[{run.text}]") if bare else run


def _all_bold(token: Token) -> bool:
    depth = 0
    for child in token.children or ():
        if child.type == "strong_open":
            depth += 1
        elif child.type == "strong_close":
            depth -= 1
        elif child.type == "text" and child.content.strip() and not depth:
            return False
    return any(child.type == "strong_open" for child in token.children or ())


def _accepts(head: bytes) -> bool:
    return _LOOKS.match(head) is not None


READER = Reader("md", suffixes=(".md", ".markdown", ".mdown", ".mkd"), accepts=_accepts, read=read_markdown, rank=60)
