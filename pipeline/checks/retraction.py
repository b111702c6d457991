"""Retracted, under concern, or corrected since (REF-002, REF-009).

What it does: asks Crossref, PubMed, Europe PMC and, with a key, OpenAlex what became of every cited work, and takes
the gravest notice that any of them names. A cited notice is told apart from a cited paper. A registry that did not
answer counts for nothing: the report then says who was asked, and when.

Why it matters: hardly any article that cites a retracted paper says so, and readers can't know.

The article says: "Sixty people slept better [3]."

The source says: [3] was retracted on 6 February 2025.

Fine if: the sentence or the entry tells readers of the retraction, or a correction does not touch what you cite.

Literature: ICMJE recommendations (citing retracted articles); AMA Manual of Style, 11th ed., ch. 3; Schneider et al.
2020 (one retracted trial was cited for years without a word of it).
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.records.citation import Reference
from pipeline.records.report import Severity
from pipeline.records.source import Work
from pipeline.records.verdict import Aspect, Objection
from pipeline.references.citing import entries, leaning, sentences
from pipeline.references.dates import in_words
from pipeline.references.spoken import NoticeType, spoken_of
from pipeline.references.standing import Cited, Standing, notice_cited, standing_of

_SAID: dict[NoticeType, str] = {
    "retraction": "was retracted",
    "withdrawal": "was withdrawn",
    "expression_of_concern": "is under an expression of concern",
    "correction": "was corrected",
}
_NAMED: dict[NoticeType, str] = {
    "retraction": "a retraction notice",
    "withdrawal": "a withdrawal notice",
    "expression_of_concern": "an expression of concern",
    "correction": "a correction notice",
}
_SERVICES = {
    "crossref": "Crossref",
    "pubmed": "PubMed",
    "europepmc": "Europe PMC",
    "europe_pmc": "Europe PMC",
    "openalex": "OpenAlex",
    "retraction-watch": "Retraction Watch (at Crossref)",
    "publisher": "the publisher (at Crossref)",
}


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each work that has a notice, or is one, of which the article does not speak."""
    cited = audited.sheet.cited
    for work in audited.shelf.works:
        mine = entries(cited, work)
        if not mine:
            continue
        objection = _objection(mine[0], work)
        kind = _kind(work)
        # The title of a notice always says what it is: there the sentence must.
        entry = [] if notice_cited(work) else [one.raw for one in mine]
        told = [*entry, *sentences(cited, work)]
        if objection and kind and not any(spoken_of(text, kind) for text in told):
            yield Remark(objection, reference=mine[0].label, also=leaning(audited.sheet.claims, work))


def _kind(work: Work) -> NoticeType | None:
    notice = notice_cited(work)
    if notice:
        return notice.type
    worst = standing_of(work).notice
    return worst.type if worst else None


def _objection(reference: Reference, work: Work) -> Objection | None:
    notice = notice_cited(work)
    if notice:
        return _of_cited_notice(reference, notice)
    standing = standing_of(work)
    return _of_notice(reference, standing) if standing.notice else None


def _of_notice(reference: Reference, standing: Standing) -> Objection:
    worst = standing.notice
    assert worst is not None
    when = in_words(worst.date)
    said = _SAID[worst.type] + (" in part" if worst.partly else "")
    grave = worst.type != "correction"
    title = f"[{reference.label}] {said}" + (f" on {when}" if when.count(" ") == 2 else f" in {when}" if when else "")
    if worst.type == "expression_of_concern":
        title = f"[{reference.label}] {said}"
    named = ", ".join(dict.fromkeys(_SERVICES.get(name, name) for name in standing.sources))
    where = f" (notice: {worst.notice})" if worst.notice else ""
    does = "Readers aren't told" if grave else "Check whether it touches what you cite"
    return Objection(
        code="REF-002" if grave else "REF-009",
        verdict=None,
        severity=_severity(worst.type),
        title=title if len(title) <= 60 else f"[{reference.label}] {said}"[:60],
        why=f"{does}: {named or 'a record of the work'} says that it {said}{where}.",
        aspects=(Aspect("standing", "cited as sound", f"{said} {when}".strip(), "different"),) if grave else (),
        ok_if="the article or the entry says so." if grave else "the correction does not touch what you cite.",
        suggestion=_with_note(reference.raw, _note(said, when)),
        cause=f"{worst.type} {worst.notice or ''}",
    )


def _of_cited_notice(reference: Reference, notice: Cited) -> Objection:
    grave = notice.type != "correction"
    paper = f" of {notice.of}" if notice.of else ""
    return Objection(
        code="REF-002" if grave else "REF-009",
        verdict=None,
        severity=_severity(notice.type),
        title=f"[{reference.label[:20]}] is {_NAMED[notice.type]}, not the paper",
        why=f"What is cited is {_NAMED[notice.type]}{paper}; the paper itself does not stand as it was.",
        aspects=(Aspect("cited work", "a paper", _NAMED[notice.type], "different"),),
        ok_if="the article is about the notice.",
        cause=f"cited notice {notice.of}",
    )


def _severity(kind: NoticeType) -> Severity:
    return "consider" if kind == "correction" else "must"


def _note(said: str, when: str) -> str:
    """`Retracted 3 May 2021`, `Under an expression of concern since 3 May 2021`."""
    since = "since " if when and said.startswith("is ") else ""
    return f"{said.removeprefix('was ').removeprefix('is ')} {since}{when}".strip()


def _with_note(raw: str, note: str) -> str:
    """The entry with the notice behind it, in square brackets as the AMA and APA styles have it."""
    return f"{raw.rstrip()} [{note[:1].upper()}{note[1:]}]"


CHECK = ArticleCheck("retraction", ("REF-002", "REF-009"), inspect)
