"""Cuts a part in pieces and takes stretches of inline text, with markers, links and lines in their places."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from pipeline.articles.draft import Part
from pipeline.markup import Inline
from pipeline.records.article import Anchor, Link, Mark


def stretch(inline: Inline, start: int, end: int, *, closes: bool = False) -> Inline:
    """`inline.text[start:end]` as an inline text of its own; `closes`: what follows `end` is white space.

    A marker without width at `end` belongs to the stretch that it closes, else to the next.
    """
    last = closes or end == len(inline.text)
    marks = tuple(
        Mark(mark.start - start, mark.end - start, mark.labels, mark.style)
        for mark in inline.marks
        if start <= mark.start and (mark.end < end or (last and mark.end == end) or mark.start < mark.end <= end)
    )
    links = tuple(
        Link(max(link.start, start) - start, min(link.end, end) - start, link.url)
        for link in inline.links
        if link.start < end and link.end > start
    )
    before = [anchor for anchor in inline.anchors if anchor.start <= start]
    first = (Anchor(0, before[-1].line, before[-1].page),) if before else ()
    later = tuple(Anchor(a.start - start, a.line, a.page) for a in inline.anchors if start < a.start < end)
    return Inline(inline.text[start:end], marks, links, first + later, inline.unseen if start == 0 else 0)


def divide(part: Part, points: Sequence[int]) -> tuple[Part, ...]:
    """`part` cut at `points` (ascending offsets in its text); white space around a cut becomes the gap there."""
    text = part.text
    edges = [0, *points, len(text)]
    pieces: list[Part] = []
    done = 0
    for start, end in pairwise(edges):
        left = start + len(text[start:end]) - len(text[start:end].lstrip())
        right = start + len(text[start:end].rstrip())
        if right <= left:
            continue
        inline = stretch(part.inline, left, right, closes=right < end)
        if pieces:
            pieces.append(structs.replace(part, inline=inline, gap=text[done:left], hint="", label=""))
        else:
            pieces.append(structs.replace(part, inline=inline, gap=part.gap + text[:left]))
        done = right
    return tuple(pieces)


def without_sign(part: Part, length: int) -> Part:
    """`part` without its first `length` characters (a list's sign), which go into the gap before it."""
    inline = stretch(part.inline, length, len(part.text))
    return structs.replace(
        part, inline=inline, gap=part.gap + part.text[:length], label=part.text[:length].strip(" .)(")
    )
