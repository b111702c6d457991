"""Never cited (REF-008).

What it does: names entries of the reference list at which no marker of the text points.

Why it matters: a reader takes the list for what the article stands on.

The article says: "[5]" in the list, and nowhere else.

The source says: nothing that the article uses.

Fine if: the list is meant as further reading; call it so.

Literature: AMA Manual of Style, 11th ed., 3.1.
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.records.verdict import Objection


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each listed reference without a marker; none where the text uses no markers at all."""
    cited = audited.sheet.cited
    used = {label for marker in cited.markers for label in marker.labels}
    if not any(reference.label in used for reference in cited.references if reference.listed):
        return
    for reference in cited.references:
        if reference.listed and reference.label not in used:
            yield Remark(_objection(reference.label), reference=reference.label)


def _objection(label: str) -> Objection:
    return Objection(
        code="REF-008",
        verdict=None,
        severity="consider",
        title=f"[{label}] is never cited",
        why="Readers take the list for what the article stands on.",
        aspects=(),
        ok_if="the list is meant as further reading; then call it so.",
    )


CHECK = ArticleCheck("never-cited", ("REF-008",), inspect)
