"""Reference text differs from the record (REF-005).

What it does: compares title, authors, year and journal of a reference entry with what the source or its record
bears, shows the difference, and gives the corrected entry in the article's own style. Entries that give the platform
or the journal for the author, or no author at all, are named as well.

Why it matters: an entry that was not copied from the work was perhaps not read either, and readers search in vain.

The article says: "Psychiatry Online. (2025). Benefits of … in Treating Depression."

The source says: "Benefits of … in the Treatment of Depression", by three named authors.

Fine if: the entry follows your house's style for short titles or leaves authors out on purpose.

Literature: AMA Manual of Style, 11th ed., ch. 3 (accuracy of references); Jergas and Baethge 2015.
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.records.citation import Reference
from pipeline.records.verdict import Aspect, Objection
from pipeline.references.differences import Difference, corrected, differences

_WHY = {
    "title": "The entry was not copied from the work; readers may not find it.",
    "author": "Readers look a work up by its authors.",
    "year": "Readers take the year for the age of the evidence.",
    "journal": "Readers look for the work in the wrong place.",
}


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each listed reference that differs from the record, with all that differs."""
    for reference in audited.sheet.cited.references:
        work = audited.shelf.work(reference.label)
        found = list(differences(reference, work.readings)) if reference.listed and work else []
        if found:
            yield Remark(_objection(reference, found), reference=reference.label)


def _objection(reference: Reference, found: list[Difference]) -> Objection:
    title = found[0].title.format(label=reference.label)
    if len(found) > 1:
        title = f"[{reference.label}]: {' and '.join(one.part for one in found)} differ from the record"
    return Objection(
        code="REF-005",
        verdict=None,
        severity="consider",
        title=shortened(title, 60),
        why=_WHY[found[0].part],
        aspects=tuple(Aspect(one.part, one.written or "none", shortened(one.known, 300), "different") for one in found),
        ok_if="it is your house's style.",
        suggestion=corrected(reference, found),
    )


CHECK = ArticleCheck("reference-text", ("REF-005",), inspect)
