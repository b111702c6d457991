"""Undecided: please read (SRC-007).

What it does: names cited claims near which the source has passages that the tool can't weigh; it quotes them.

Why it matters: what could not be decided was not checked, and must not pass for checked.

The article says: "The treatment gives people their evenings back [2]."

The source says: "Evening symptoms were lower in the treated group."

Fine if: you have read the passage and it carries the sentence.

Literature: selective prediction, Geifman and El-Yaniv 2017.
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.records.verdict import Judged, Objection


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each undecided claim, one finding a cited source."""
    for entry in audited.judged:
        if entry.verdict == "unclear":
            yield Remark(_objection(entry), claim=entry.claim.id)


def _objection(entry: Judged) -> Objection:
    named = " and ".join(f"[{label}]" for label in entry.claim.citations)
    nearest = entry.passages[0].passage
    return Objection(
        code="SRC-007",
        verdict=None,
        severity="consider",
        title=shortened(f"Please read: {named} on “{entry.claim.text}”", 60),
        why="Passages near this were found, but whether they carry it is for a person to say.",
        aspects=(),
        passage=nearest,
        shown=(0, len(nearest.text)),
        ok_if="you have read the passage and it carries the sentence.",
        confidence="low",
        cause=f"undecided {named}",
    )


CHECK = ArticleCheck("undecided", ("SRC-007",), inspect)
