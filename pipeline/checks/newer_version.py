"""Newer version (SRC-006).

What it does: names preprints of which the article has been published since, and reviews or guidelines that a newer
version replaces, as Crossref, PubMed and Europe PMC link them.

Why it matters: results change on the way through peer review, and a replaced review counts trials that are old news.

The article says: "[2] medRxiv 2023"

The source says: [2] was published as 10.1000/x.

Fine if: the article tells how the finding changed, or the older version is what it is about.

Literature: Cochrane Handbook 6.5, IV (updates); ICMJE recommendations (preprints: cite the published article).
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.records.citation import CitedArticle, Reference
from pipeline.records.source import Newer, Shelf, Work
from pipeline.records.verdict import Objection
from pipeline.references.citing import entries, leaning


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each cited work with a later form that the article does not cite as well."""
    cited = audited.sheet.cited
    for work in audited.shelf.works:
        mine = entries(cited, work)
        newer = next((one for one in _newer(work) if not _cited(one, cited, audited.shelf, work)), None)
        if mine and newer:
            remark = _objection(mine[0], newer)
            yield Remark(remark, reference=mine[0].label, also=leaning(audited.sheet.claims, work))


def _newer(work: Work) -> tuple[Newer, ...]:
    """Later forms that the work's records name, the published article first; a form of its own name is none."""
    own = {value for one in work.identifiers for _, value in one.names()}
    found = [one for reading in work.readings for one in reading.metadata.newer if one.name not in own]
    named = sorted(found, key=lambda one: (one.kind != "published", not one.name.startswith("10.")))
    return tuple(dict.fromkeys(named))


def _cited(newer: Newer, cited: CitedArticle, shelf: Shelf, older: Work) -> bool:
    """Does the article cite the later form itself?"""
    raw = any(newer.name in one.raw for one in cited.references)
    names = {value for work in shelf.works if work is not older for one in work.identifiers for _, value in one.names()}
    return raw or newer.name in names


def _objection(reference: Reference, newer: Newer) -> Objection:
    published = newer.kind == "published"
    name = f"https://doi.org/{newer.name}" if newer.name.startswith("10.") else newer.name
    where = name if not newer.name.isdecimal() else f"PMID {newer.name}"
    title = (
        f"[{reference.label}] has been published since"
        if published
        else f"A newer version replaces [{reference.label}]"
    )
    return Objection(
        code="SRC-006",
        verdict=None,
        severity="consider",
        title=shortened(title, 60),
        why=f"{'The article that this preprint became' if published else 'The later version'}: {where}.",
        aspects=(),
        ok_if="the older version is what the article is about.",
        cause=f"{newer.kind} {newer.name}",
    )


CHECK = ArticleCheck("newer-version", ("SRC-006",), inspect)
