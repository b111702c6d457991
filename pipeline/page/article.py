"""The article as it was read, with every finding marked where it stands."""

from bisect import bisect_right
from itertools import accumulate, pairwise

from markupsafe import Markup
from msgspec import Struct

from pipeline.page.places import Placed, given
from pipeline.page.text import shown
from pipeline.page.words import words
from pipeline.records.report import BlockEntry, ClaimEntry, Report


class Line(Struct, frozen=True):
    """A block of the article with its line number in the file."""

    number: str
    kind: str
    html: Markup


class Layer(Struct, frozen=True):
    """A marked span; of several over one place the lowest `rank` shows."""

    start: int
    end: int
    rank: int
    finding: Placed | None
    claim: ClaimEntry | None


def lines(report: Report, findings: tuple[Placed, ...]) -> tuple[Line, ...]:
    """The blocks of the article in order, findings and judged claims marked."""
    layers = _layers(report, findings)
    reach = list(accumulate((layer.end for layer in layers), max))
    return tuple(
        Line(str(block.line) if block.line else "", block.kind, _marked(report.article.text, block, layers, reach))
        for block in blocks(report)
    )


def blocks(report: Report) -> tuple[BlockEntry, ...]:
    """The article's blocks; where the report names none, its non-empty lines, numbered as the claims in them say."""
    known = given(report.article.blocks, ())
    if known:
        return known
    starts = {claim.start: claim.line for claim in report.claims}
    found, at = [], 0
    for text in report.article.text.split("\n"):
        end = at + len(text)
        line = next((line for start, line in starts.items() if at <= start < end), 0)
        if text.strip():
            found.append(BlockEntry("paragraph", at, end, line))
        at = end + 1
    return tuple(found)


def _layers(report: Report, findings: tuple[Placed, ...]) -> list[Layer]:
    """Findings in working order over claims without one; sorted by where they start."""
    layers = [
        Layer(start, end, rank, finding, None)
        for rank, finding in enumerate(findings)
        for start, end in finding.spans
        if start < end
    ]
    bare = len(findings)
    layers += [
        Layer(claim.start, claim.end, bare, None, claim)
        for claim in report.claims
        if claim.verdict != "not_checkable" and claim.start < claim.end
    ]
    return sorted(layers, key=lambda layer: (layer.start, layer.rank))


def _marked(text: str, block: BlockEntry, layers: list[Layer], reach: list[int]) -> Markup:
    """One block as HTML: cut at every edge of a span, each piece dressed by the most severe span over it.

    `reach` tells how far the layers up to each one go at most: those before the first that gets here are passed over.
    """
    first = bisect_right(reach, block.start)
    last = bisect_right(layers, block.end - 1, key=lambda layer: layer.start)
    over = [layer for layer in layers[first:last] if layer.end > block.start]
    edges = {block.start, block.end}
    edges.update(edge for layer in over for edge in (layer.start, layer.end) if block.start < edge < block.end)
    cuts = sorted(edges)
    pieces: list[tuple[int, int, Layer | None]] = []
    for start, end in pairwise(cuts):
        top = min((layer for layer in over if layer.start <= start and layer.end >= end), key=_rank, default=None)
        if pieces and pieces[-1][2] is top:
            pieces[-1] = (pieces[-1][0], end, top)
        else:
            pieces.append((start, end, top))
    named: set[tuple[str, int]] = set()
    return Markup().join(_piece(text, piece, over, named) for piece in pieces)


def _rank(layer: Layer) -> tuple[int, int]:
    return layer.rank, layer.start


def _piece(text: str, piece: tuple[int, int, Layer | None], over: list[Layer], named: set[tuple[str, int]]) -> Markup:
    start, end, top = piece
    body = shown(text[start:end])
    if top is None:
        return body
    if top.finding is None:
        return _claim(body, top.claim)
    first = top.finding
    under = [layer for layer in over if layer.finding and layer.start < end and layer.end > start]
    fresh = [
        layer.finding.card
        for layer in sorted(under, key=_rank)
        if layer.finding and (layer.finding.card, layer.start) not in named
    ]
    named.update((layer.finding.card, layer.start) for layer in under if layer.finding)
    label = words().severity[first.tone].label
    numbers = ", ".join(card.removeprefix("F-").lstrip("0") for card in dict.fromkeys(fresh))
    # Who listens hears the number before the words: "14%" with a raised 2 behind it would be "14%2".
    heard = f"{label} {numbers}" if numbers else label
    raised = Markup('<sup aria-hidden="true">{}</sup>').format(numbers) if numbers else ""
    return Markup('<a class="hit {}" href="#{}"><span class="vh">{}: </span>{}{}</a>').format(
        first.tone, first.number, heard, body, raised
    )


def _claim(body: Markup, claim: ClaimEntry | None) -> Markup:
    verdict = claim.verdict if claim else "supported"
    return Markup('<span class="seen {}">{}</span>').format(verdict, body)
