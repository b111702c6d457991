"""A picture of the article's length with its problems where they stand, and the same in words."""

from msgspec import Struct

from pipeline.page.article import blocks
from pipeline.page.order import Placed
from pipeline.page.text import cut, plain
from pipeline.page.words import SEVERITIES, listed, some, words
from pipeline.records.report import Report

WIDTH = 1000
"""Units of the strip from the first to the last character."""
_THINNEST = 3
_SHAPE = {"must": (0, 40), "should": (10, 30), "consider": (20, 20)}
"""Top and height of a mark: severity shows by size as well as by colour."""
_LISTED = 8


class Tick(Struct, frozen=True):
    """A mark on the strip, in its units."""

    x: int
    width: int
    y: int
    height: int
    tone: str


class Strip(Struct, frozen=True):
    """The picture: marks of findings, edges of sections, and the text alternative."""

    ticks: tuple[Tick, ...]
    read: tuple[Tick, ...]
    """Claims that were checked without an objection."""
    sections: tuple[int, ...]
    label: str
    caption: str


def strip(report: Report, findings: tuple[Placed, ...]) -> Strip:
    """The strip of one article; findings without a place in the text are counted in the caption."""
    length = max(len(report.article.text), 1)
    placed = [each for each in findings if each.span and not each.waived]
    ticks = [
        _tick(span, length, each.finding.severity)
        for severity in reversed(SEVERITIES)
        for each in placed
        if each.finding.severity == severity
        for span in each.spans
    ]
    supported = [claim for claim in report.claims if claim.verdict == "supported"]
    headings = [block.start for block in blocks(report) if block.kind == "heading"]
    return Strip(
        ticks=tuple(dict.fromkeys(ticks)),
        read=tuple(_tick((claim.start, claim.end), length, "ok") for claim in supported),
        sections=tuple(start * WIDTH // length for start in headings),
        label=_label(placed),
        caption=_caption(placed, findings),
    )


def _tick(span: tuple[int, int], length: int, tone: str) -> Tick:
    y, height = _SHAPE.get(tone, (34, 6))
    x = span[0] * WIDTH // length
    width = max(_THINNEST, (span[1] - span[0]) * WIDTH // length)
    return Tick(min(x, WIDTH - width), width, y, height, tone)


def _label(placed: list[Placed]) -> str:
    """The picture in words: the lines on which each severity stands."""
    told = []
    for severity in SEVERITIES:
        lines = sorted({each.line for each in placed if each.finding.severity == severity and each.line})
        if lines:
            word = "line" if len(lines) == 1 else "lines"
            told.append(f"{words().severity[severity].label}: {word} {listed([str(line) for line in lines], _LISTED)}")
    return "Where the open findings stand. " + ("; ".join(told) or "None") + "."


def _caption(placed: list[Placed], findings: tuple[Placed, ...]) -> str:
    """Where most of them stand, and how many have no place in the text."""
    sections: dict[str, int] = {}
    for each in placed:
        if each.claim and each.claim.section:
            sections[each.claim.section] = sections.get(each.claim.section, 0) + 1
    told = []
    if sections and len(placed) > 2:
        name, most = max(sections.items(), key=lambda item: item[1])
        told.append(f"Most stand under “{cut(plain(name), 60)}” ({most} of {len(placed)}).")
    elsewhere = sum(1 for each in findings if not each.span and not each.waived)
    if elsewhere:
        told.append(f"{some(elsewhere, 'finding')} about references or the whole article not shown.")
    return " ".join(told)
