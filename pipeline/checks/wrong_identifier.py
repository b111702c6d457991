"""An identifier opens another work (REF-003).

What it does: holds the title, authors and year of an entry against the record that its DOI or PubMed number gives,
and against the page behind its link; an ISBN whose check digit is wrong is named as well.

Why it matters: readers who follow the reference land at a work that says nothing of the kind, and whoever wrote the
entry did not open it.

The article says: "[2] Doe J. Naps and insomnia. https://doi.org/10.1000/x"

The source says: 10.1000/x is "Growth of cod in cold water" by Roe.

Fine if: the work bears another title in translation or in an earlier version; name that title.

Literature: AMA Manual of Style, 11th ed., ch. 3 (accuracy of references).
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.records.citation import Reference
from pipeline.records.source import Metadata, Work
from pipeline.records.verdict import Aspect, Objection
from pipeline.references.another import opens_another, scheme_of
from pipeline.references.names import linked, wrong_isbn

_NAMES = {
    "doi": "DOI",
    "pmid": "PubMed number",
    "pmcid": "PMC number",
    "nct": "Trial number",
    "isrctn": "Trial number",
    "arxiv": "arXiv number",
}


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each reference one of whose identifiers or links opens another work."""
    for reference in audited.sheet.cited.references:
        work = audited.shelf.work(reference.label)
        if not reference.listed or work is None:
            continue
        objection = _another(reference, work) or _titled_otherwise(reference, work) or _isbn(reference)
        if objection:
            yield Remark(objection, reference=reference.label)


def _another(reference: Reference, work: Work) -> Objection | None:
    """Something that was asked for by the entry's own name turned out to be another work."""
    for reading in work.readings:
        if reading.reason != "wrong_document" or reading.other is None:
            continue
        scheme = scheme_of(reference, reading)
        if scheme:
            return _objection(reference, scheme, reading.other)
        if linked(reference, reading) and reading.other.title:
            return _objection(reference, "link", reading.other)
    return None


def _titled_otherwise(reference: Reference, work: Work) -> Objection | None:
    """A reading that stays with the work for another entry's sake, and is not this entry's."""
    for scheme, reading in sorted(opens_another(reference, work.readings).items()):
        return _objection(reference, scheme, reading.metadata)
    return None


def _objection(reference: Reference, scheme: str, found: Metadata) -> Objection:
    link = scheme == "link"
    what = "Link" if link else _NAMES[scheme]
    mine = reference.identifiers.url if link else getattr(reference.identifiers, scheme)
    shown = found.title or "another work"
    return Objection(
        code="REF-003",
        verdict=None,
        severity="should" if link else "must",
        title=shortened(f"{what} of [{reference.label}] opens another {'page' if link else 'work'}", 60),
        why=f"{mine} is “{shortened(shown, 120)}”.",
        aspects=(Aspect("title", reference.title or shortened(reference.raw, 100), shown, "different"),),
        ok_if="the work bears another title in translation or in an earlier version.",
        confidence="medium" if link else "high",
    )


def _isbn(reference: Reference) -> Objection | None:
    number = wrong_isbn(reference.raw)
    if not number:
        return None
    return Objection(
        code="REF-003",
        verdict=None,
        severity="should",
        title=shortened(f"ISBN of [{reference.label}] can't be right", 60),
        why=f"The last digit of {number} is a check digit, and it does not fit the others (ISO 2108).",
        aspects=(),
        ok_if="the book was printed with that number.",
    )


CHECK = ArticleCheck("wrong-identifier", ("REF-003",), inspect)
