"""A picture of the article's length with its problems where they stand, and the same in words."""

from bisect import bisect_right

from msgspec import Struct

from pipeline.page.article import blocks
from pipeline.page.places import Placed, Span
from pipeline.page.text import cut, plain
from pipeline.page.words import SEVERITIES, listed, some, words
from pipeline.records.report import Report

WIDTH = 1000
"""Units of the strip from the first to the last character."""
_THINNEST = 3
_SHAPE = {"must": (0, 40), "should": (10, 30), "consider": (20, 20), "ok": (34, 6)}
"""Top and height of a mark: severity shows by size as well as by colour."""
_LISTED = 8
_FEW = 2


class Strip(Struct, frozen=True):
    """The picture: an SVG path a tone, in the order in which they are drawn, and the text alternative."""

    paths: tuple[tuple[str, str], ...]
    marks: int
    """Marks of findings and supported claims."""
    label: str
    caption: str


def strip(report: Report, findings: tuple[Placed, ...]) -> Strip:
    """The strip of one article; findings without a place in the text are counted in the caption."""
    length = max(len(report.article.text), 1)
    placed = [each for each in findings if each.span and not each.waived]
    spans: dict[str, list[Span]] = {
        "ok": [(claim.start, claim.end) for claim in report.claims if claim.verdict == "supported"]
    }
    for severity in reversed(SEVERITIES):
        spans[severity] = [span for each in placed if each.finding.severity == severity for span in each.spans]
    edges = "".join(
        f"M{block.start * WIDTH // length} 0h1v40h-1z" for block in blocks(report) if block.kind == "heading"
    )
    drawn = tuple((tone, "".join(_mark(span, length, tone) for span in over)) for tone, over in spans.items())
    return Strip(
        paths=(("edge", f"M0 39h{WIDTH}v1H0z{edges}"), *(path for path in drawn if path[1])),
        marks=sum(len(over) for over in spans.values()),
        label=_label(placed),
        caption=_caption(report, placed, findings),
    )


def _mark(span: Span, length: int, tone: str) -> str:
    """A rectangle over a span, in the units of the strip."""
    top, height = _SHAPE[tone]
    width = max(_THINNEST, (span[1] - span[0]) * WIDTH // length)
    left = min(span[0] * WIDTH // length, WIDTH - width)
    return f"M{left} {top}h{width}v{height}h-{width}z"


def _label(placed: list[Placed]) -> str:
    """The picture in words: the lines on which each severity stands."""
    told = []
    for severity in SEVERITIES:
        lines = sorted({each.line for each in placed if each.finding.severity == severity and each.line})
        if lines:
            word = "line" if len(lines) == 1 else "lines"
            told.append(f"{words().severity[severity].label}: {word} {listed([str(line) for line in lines], _LISTED)}")
    return "Where the open findings stand. " + ("; ".join(told) or "None") + "."


def _caption(report: Report, placed: list[Placed], findings: tuple[Placed, ...]) -> str:
    """Where most marks stand, and how many findings have no place in the text."""
    starts = sorted((claim.start, claim.section) for claim in report.claims)
    sections: dict[str, int] = {}
    marks = [span[0] for each in placed for span in each.spans]
    for mark in marks:
        at = bisect_right(starts, mark, key=lambda entry: entry[0]) - 1
        name = starts[at][1] if at >= 0 else ""
        sections[name] = sections.get(name, 0) + 1
    told = []
    name, most = max(sections.items(), key=lambda item: item[1], default=("", 0))
    if name and len(marks) > _FEW:
        told.append(f"Most marks of findings stand under “{cut(plain(name), 60)}” ({most} of {len(marks)}).")
    elsewhere = sum(1 for each in findings if not each.span and not each.waived)
    if elsewhere:
        told.append(f"{some(elsewhere, 'finding')} about references or the whole article not shown.")
    return " ".join(told)
