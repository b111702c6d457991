"""Not found in the source (SRC-002).

What it does: names cited claims for which the source was read and no passage bears on them. The alignment
gives the same code where a passage on the same thing says the opposite, or says it of another member of the class.

Why it matters: a reader who follows the citation finds nothing; the claim stands on nothing that was shown.

The article says: "The drug halved relapses [3]."

The source says: nothing on relapses, in all that was read of it.

Fine if: the source says it in a part that was not read (a supplement, a figure, the full text behind an abstract).

Literature: Jergas and Baethge 2015 (quotation errors: not substantiated); Wikipedia's "failed verification".
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.records.report import Severity
from pipeline.records.source import Scope, Work
from pipeline.records.verdict import Judged, Objection

_WHOLE: frozenset[Scope] = frozenset(("full_text", "registry"))
_GRAVE = frozenset(("efficacy", "safety", "number"))


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each claim of which nothing was found."""
    for entry in audited.judged:
        if entry.verdict == "not_found":
            works = [work for work in audited.shelf.works if set(work.labels) & set(entry.claim.citations)]
            yield Remark(_objection(entry, works), claim=entry.claim.id)


def _objection(entry: Judged, works: list[Work]) -> Objection:
    whole = all(work.scope in _WHOLE for work in works)
    named = " and ".join(f"[{label}]" for label in entry.claim.citations)
    part = "its whole text" if whole else "the part of it that could be read"
    severity = _severity(entry, whole=whole)
    return Objection(
        code="SRC-002",
        verdict=None,
        severity=severity,
        title=shortened(f"Not found in {named}", 60),
        why=f"{named} was searched in {part}, and no passage bears on this.",
        aspects=(),
        passage=entry.passages[0].passage if entry.passages else None,
        ok_if="the source says it in a part that was not read: a supplement, a figure, the text behind an abstract.",
        confidence="medium" if whole else "low",
        cause="" if severity == "must" else f"not found in {named}",
    )


def _severity(entry: Judged, *, whole: bool) -> Severity:
    if whole and set(entry.claim.kinds) & _GRAVE and entry.claim.citation_scope == "explicit":
        return "must"
    return "should"


CHECK = ArticleCheck("not-in-source", ("SRC-002",), inspect)
