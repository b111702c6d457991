"""Marker without a reference (REF-007).

What it does: names markers in the text whose number or name is in no list.

Why it matters: the claim looks sourced and is not.

The article says: "… as one trial found [7]." with a list that ends at 6.

The source says: nothing; there is no [7].

Fine if: the marker is no citation (a footnote sign, a quotation's own bracket).

Literature: AMA Manual of Style, 11th ed., 3.5.
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.records.verdict import Objection


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each marker that points at nothing."""
    for marker in audited.sheet.cited.dangling:
        named = ", ".join(marker.labels)
        yield Remark(_objection(named), at=(marker.start, marker.end))


def _objection(named: str) -> Objection:
    return Objection(
        code="REF-007",
        verdict=None,
        severity="must",
        title=f"[{named}] does not exist",
        why="The sentence looks sourced, and no reference of that name is listed.",
        aspects=(),
        ok_if="the marker is no citation.",
        cause=f"dangling {named}",
    )


CHECK = ArticleCheck("dangling-marker", ("REF-007",), inspect)
