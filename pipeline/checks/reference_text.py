"""Reference text differs from the record (REF-005).

What it does: compares the title of a reference entry with the title that the source or its record bears, and names
entries that give the platform or the journal for the author.

Why it matters: an entry that was not copied from the work was perhaps not read either, and readers search in vain.

The article says: "Psychiatry Online. (2025). Benefits of … in Treating Depression."

The source says: "Benefits of … in the Treatment of Depression", by three named authors.

Fine if: the entry follows your house's style for short titles.

Literature: AMA Manual of Style, 11th ed., ch. 3 (accuracy of references); Jergas and Baethge 2015.
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.records.citation import Reference
from pipeline.records.source import Reading, Work
from pipeline.records.verdict import Aspect, Objection

SAME = 98.0
"""Similarity (0 to 100) from which two titles are one title, after normalising."""
OTHER_WORK = 60.0
"""Below this the entry is about another work: that is for REF-003, not for this check."""
_MARKS = re.compile(r"[^\w\s]")


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each listed reference whose title differs, or whose author is a platform."""
    for reference in audited.sheet.cited.references:
        work = audited.shelf.work(reference.label)
        if not reference.listed or work is None:
            continue
        titled = [reading for reading in work.readings if reading.metadata.title]
        objection = _title(reference, titled) or _author(reference, work)
        if objection:
            yield Remark(objection, reference=reference.label)


def normal(title: str) -> str:
    """Small letters, no punctuation, single spaces."""
    return " ".join(_MARKS.sub(" ", title.casefold()).split())


def _title(reference: Reference, titled: list[Reading]) -> Objection | None:
    """An objection where no record bears the entry's title and one bears a title like it."""
    if not reference.title or not titled:
        return None
    scored = [
        (fuzz.ratio(normal(reference.title), normal(reading.metadata.title or "")), at)
        for at, reading in enumerate(titled)
    ]
    score, best = max(scored)
    if score >= SAME or score < OTHER_WORK or _begins(reference.title, titled[best].metadata.title or ""):
        return None
    real = titled[best].metadata.title or ""
    return Objection(
        code="REF-005",
        verdict=None,
        severity="consider",
        title=f"Title of [{reference.label}] differs from the record",
        why="The entry was not copied from the work; readers may not find it.",
        aspects=(Aspect("title", reference.title, real, "different"),),
        ok_if="the entry follows your house's style for short titles.",
        suggestion=real,
    )


def _begins(short: str, whole: str) -> bool:
    """A main title without its subtitle is a short form, not a mistake."""
    head = re.split(r"[:–—?]", whole, maxsplit=1)[0]
    return normal(short) == normal(head)


def _author(reference: Reference, work: Work) -> Objection | None:
    """An objection where the entry's author is the journal or the site, and the record names people."""
    authors = next((reading.metadata.authors for reading in work.readings if reading.metadata.authors), ())
    journals = {normal(reading.metadata.journal) for reading in work.readings if reading.metadata.journal}
    if not authors or not reference.authors:
        return None
    surnames = {normal(name).split()[-1] for name in authors} | {normal(name).split()[0] for name in authors}
    written = normal(" ".join(reference.authors))
    if surnames & set(written.split()) or not (written in journals or _is_platform(written)):
        return None
    return Objection(
        code="REF-005",
        verdict=None,
        severity="consider",
        title=f"[{reference.label}] names no author",
        why="The entry gives the site or the journal for the people who wrote the work.",
        aspects=(Aspect("author", ", ".join(reference.authors), shortened(", ".join(authors), 80), "different"),),
        ok_if="your house's style names the publication first.",
    )


_PLATFORM = re.compile(
    r"\b(?:online|pubmed|medline|journal|frontiers|elsevier|springer|wiley|sciencedirect|nature|letters|review)\b"
)


def _is_platform(written: str) -> bool:
    return bool(_PLATFORM.search(written))


CHECK = ArticleCheck("reference-text", ("REF-005",), inspect)
