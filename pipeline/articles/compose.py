"""Makes the `Article` of a `Draft`: roles, canonical text, blocks, sentences, markers and the damage found."""

import re
from hashlib import sha256
from itertools import accumulate

from msgspec import Struct

from pipeline.articles.damage import find_damage
from pipeline.articles.draft import Draft, Part
from pipeline.articles.glue import split_glued, vocabulary
from pipeline.articles.guess import guess_kinds
from pipeline.articles.language import detect
from pipeline.articles.sections import assign
from pipeline.records.article import Anchor, Article, Block, BlockKind, Link, Mark, Note, Prominence, Sentence
from pipeline.text import sentence_spans

_NAME_OR_YEAR = r"(?:[A-ZÀ-Þ][\w’'.&-]*|and|&|et|al\.?|of|for|the|van|von|de|(?:19|20)\d\d[a-z]?)"
_CITED_BEHIND = re.compile(
    rf"\((?:(?:see(?: also)?|cf\.|e\.g\.,?)\s)?(?:{_NAME_OR_YEAR}[;,]?\s){{1,40}}(?:19|20)\d\d[a-z]?\)\.?(?=\s|$)"
)
_LEAD = 3
"""The first paragraphs of the body that weigh as the lead."""
_SILENT: frozenset[BlockKind] = frozenset(("reference", "furniture"))
"""Blocks that are not cut into sentences: they state nothing."""
_WHOLE: frozenset[BlockKind] = frozenset(("heading", "table_row"))


class Placed(Struct, frozen=True):
    """A part with its place in the canonical text."""

    part: Part
    start: int

    @property
    def end(self) -> int:
        """One past its last code point."""
        return self.start + len(self.part.text)


def compose(draft: Draft, data: bytes, path: str, slug: str) -> Article:
    """The article that `draft` holds; `data` are the bytes of its file (for the digest)."""
    parts = _with_roles(draft)
    placed = _place(parts)
    text = "".join(part.gap + part.text for part in parts) + draft.tail
    blocks = _blocks(placed)
    title = next((part.text for part in parts if part.kind == "title"), "") or draft.title or _from_slug(slug)
    return Article(
        path=path,
        slug=slug,
        title=" ".join(title.split()),
        format=draft.format,
        sha256=sha256(data).hexdigest(),
        lang=detect(text, draft.lang),
        text=text,
        blocks=blocks,
        sentences=_sentences(text, blocks),
        anchors=_anchors(placed),
        marks=tuple(_shifted_marks(placed)),
        links=tuple(_shifted_links(placed)),
        notes=_notes(placed),
        damages=find_damage(text, blocks, tuple(one.part for one in placed)),
        warnings=draft.warnings,
        date=draft.date,
    )


def _with_roles(draft: Draft) -> tuple[Part, ...]:
    parts = tuple(part for part in draft.parts if part.text.strip())
    known = vocabulary(parts)
    cut = tuple(
        piece
        for part in parts
        for piece in (split_glued(part, known) if part.kind in (None, "paragraph") and not part.note else (part,))
    )
    return assign(guess_kinds(cut) if draft.flat else cut, draft.title, flat=draft.flat)


def _place(parts: tuple[Part, ...]) -> tuple[Placed, ...]:
    ends = accumulate((len(part.gap) + len(part.text) for part in parts), initial=0)
    return tuple(Placed(part, end + len(part.gap)) for part, end in zip(parts, ends, strict=False))


def _blocks(placed: tuple[Placed, ...]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    section = ""
    bodies = 0
    in_standfirst = False
    for one in placed:
        kind = one.part.kind or "paragraph"
        if kind in ("paragraph", "list_item") and one.part.hint != "standfirst" and in_standfirst:
            section = ""
        in_standfirst = one.part.hint == "standfirst"
        if kind == "paragraph" and not in_standfirst:
            bodies += 1
        prominence = _prominence(kind, bodies, in_standfirst=in_standfirst)
        level = (one.part.level or 2) if kind in ("heading", "title", "question") else 0
        blocks.append(Block(kind, one.start, one.end, level, section, prominence))
        if kind in ("heading", "question"):
            section = " ".join(one.part.text.split())
    return tuple(blocks)


def _prominence(kind: BlockKind, bodies: int, *, in_standfirst: bool) -> Prominence:
    if kind == "title":
        return "headline"
    if kind == "standfirst" or in_standfirst:
        return "standfirst"
    if kind == "caption":
        return "caption"
    return "lead" if kind == "paragraph" and bodies <= _LEAD else "body"


def _sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for at, block in enumerate(blocks):
        if block.kind in _SILENT:
            continue
        if block.kind in _WHOLE:
            found.append(Sentence(block.start, block.end, at))
            continue
        spans = _with_their_citations(text[block.start : block.end])
        found.extend(Sentence(block.start + start, block.start + end, at) for start, end in spans)
    return tuple(found)


def _with_their_citations(text: str) -> list[tuple[int, int]]:
    """The sentences of a block; authors and years in brackets behind a stop belong to the sentence that they follow."""
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        behind = _CITED_BEHIND.match(text, start, end) if spans else None
        if behind is None:
            spans.append((start, end))
            continue
        spans[-1] = (spans[-1][0], behind.end())
        rest = behind.end() + len(text[behind.end() : end]) - len(text[behind.end() : end].lstrip())
        if rest < end:
            spans.append((rest, end))
    return spans


def _anchors(placed: tuple[Placed, ...]) -> tuple[Anchor, ...]:
    anchors: list[Anchor] = []
    for one in placed:
        for anchor in one.part.inline.anchors:
            moved = Anchor(anchor.start + one.start, anchor.line, anchor.page)
            if not anchors or (anchors[-1].line, anchors[-1].page) != (moved.line, moved.page):
                anchors.append(moved)
    return tuple(anchors)


def _shifted_marks(placed: tuple[Placed, ...]) -> list[Mark]:
    return [
        Mark(mark.start + one.start, mark.end + one.start, mark.labels, mark.style)
        for one in placed
        for mark in one.part.inline.marks
    ]


def _shifted_links(placed: tuple[Placed, ...]) -> list[Link]:
    return [
        Link(link.start + one.start, link.end + one.start, link.url) for one in placed for link in one.part.inline.links
    ]


def _notes(placed: tuple[Placed, ...]) -> tuple[Note, ...]:
    """Texts that the format labels: footnotes, and entries of numbered reference lists."""
    return tuple(
        Note(
            one.part.label,
            one.part.text,
            tuple(link.url for link in one.part.inline.links),
            start=one.start,
            end=one.end,
            footnote=one.part.note,
        )
        for one in placed
        if one.part.note or (one.part.kind == "reference" and one.part.label)
    )


def _from_slug(slug: str) -> str:
    words = re.sub(r"[-_]+", " ", slug).strip()
    return words[:1].upper() + words[1:]
