"""Listed twice (REF-004).

What it does: names entries of the reference list that are one work under two names (a DOI, a PubMed number, an
address), by the identifiers in the entries and in the records that were read.

Why it matters: one study counted twice looks like two.

The article says: "[3] …/10.1000/x" and "[5] pubmed/12345".

The source says: record 12345 has the DOI 10.1000/x.

Fine if: two versions of a work are meant to be told apart (preprint and paper).

Literature: AMA Manual of Style, 11th ed., 3.1.
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.records.verdict import Objection


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each further entry of a work that is listed already."""
    listed = [reference.label for reference in audited.sheet.cited.references if reference.listed]
    for work in audited.shelf.works:
        labels = [label for label in listed if label in work.labels]
        for label in labels[1:]:
            yield Remark(_objection(label, labels[0]), reference=label)


def _objection(label: str, first: str) -> Objection:
    return Objection(
        code="REF-004",
        verdict=None,
        severity="consider",
        title=f"[{label}] is the same work as [{first}]",
        why="One work that is listed twice looks like two sources that agree.",
        aspects=(),
        ok_if="two versions are meant to be told apart, such as a preprint and the paper.",
    )


CHECK = ArticleCheck("duplicate-reference", ("REF-004",), inspect)
