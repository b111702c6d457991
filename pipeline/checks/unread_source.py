"""Could not be read (REF-006).

What it does: names cited sources of which no text, or only the abstract, could be had, with the reason.

Why it matters: claims that lean on such a source were not checked against it, or not against all of it.

The article says: "[4]" behind five sentences.

The source says: nothing; the publisher's page refuses programs.

Fine if: you have read it yourself; add your copy with `claim-audit sources add URL FILE` and it is read.

Literature: IFCN code of principles (transparency of sources).
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.records.source import Work
from pipeline.records.verdict import Objection

_PARTS = {
    "none": "could not be read",
    "metadata": "only its record could be read",
    "abstract": "abstract only",
}


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each cited work that was not read whole."""
    cited = {label for marker in audited.sheet.cited.markers for label in marker.labels}
    for work in audited.shelf.works:
        labels = [label for label in work.labels if label in cited]
        if labels and work.scope in _PARTS:
            yield Remark(_objection(work, labels[0]), reference=labels[0])


def _objection(work: Work, label: str) -> Objection:
    why = work.detail or "Claims that cite it were checked against what could be read of it only."
    reason = f" ({work.reason.replace('_', ' ')})" if work.reason and work.scope in ("none", "metadata") else ""
    return Objection(
        code="REF-006",
        verdict=None,
        severity="consider",
        title=shortened(f"[{label}]: {_PARTS[work.scope]}{reason}", 60),
        why=why,
        aspects=(),
        ok_if="you have read it yourself; add your copy with: claim-audit sources add URL FILE",
    )


CHECK = ArticleCheck("unread-source", ("REF-006",), inspect)
