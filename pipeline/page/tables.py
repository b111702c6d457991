"""The rows of the claims table and the sources table."""

from markupsafe import Markup
from msgspec import UNSET, Struct

from pipeline.page.cards import address_of, identifier, where
from pipeline.page.places import Placed, given
from pipeline.page.text import at_passage, cut, day, plain, shown, web
from pipeline.page.words import listed, words
from pipeline.records.report import ClaimEntry, ReferenceEntry, Report, RetractionNotice

CLAIM, PASSAGE, SILENT = 120, 160, 70
"""Characters of a claim, of its best passage, and of a statement that is not checkable, that are shown."""
_NAMES = 3


class ClaimRow(Struct, frozen=True):
    """A claim in the table of all claims."""

    line: str
    """Of a proof with its page: `p. 2, 14`."""
    claim: Markup
    cited: str
    verdict: str
    label: str
    icon: str
    why: str
    passage: Markup
    source: str
    link: str
    """Opens the source at the passage; empty where a card does so."""
    findings: tuple[str, ...]
    where: str
    """`line 14`, of a proof `page 2, line 14`."""
    read_as: tuple[tuple[Markup, Markup], ...] = ()
    """Words that point back, each with what it was searched for as."""


class SourceRow(Struct, frozen=True):
    """A reference in the table of sources."""

    label: str
    title: Markup
    who: Markup
    kind: str
    kind_basis: Markup
    review: str
    flags: tuple[tuple[str, Markup], ...]
    """`(number, title)` of the findings about it."""
    scope: str
    read: str
    """How and when it was read, or why not."""
    detail: Markup
    retraction: str
    retraction_tone: str
    raw: Markup
    identifier: str
    link: str
    cited: str
    same_as: str


def _in_order(name: str) -> str:
    """`Ito, Ken` as `Ken Ito`: in a row of names a comma parts people."""
    family, comma, first = name.partition(", ")
    return f"{first} {family}" if comma and first and "," not in first else name


def claim_rows(report: Report, findings: tuple[Placed, ...]) -> tuple[ClaimRow, ...]:
    """Every claim of the report in text order."""
    numbers: dict[str, list[str]] = {}
    for each in findings:
        for name in dict.fromkeys((given(each.finding.claim, ""), *each.finding.also)):
            numbers.setdefault(name, []).append(each.number)
    by_label = {reference.label: reference for reference in report.references}
    return tuple(_claim_row(claim, by_label, tuple(numbers.get(claim.id, ()))) for claim in report.claims)


def _claim_row(claim: ClaimEntry, references: dict[str, ReferenceEntry], numbers: tuple[str, ...]) -> ClaimRow:
    term = words().verdict[claim.verdict]
    best = claim.evidence[0] if claim.evidence else None
    star = "*" if claim.citation_scope == "inherited" else ""
    reference = references.get(best.reference) if best else None
    address = (web(given(best.url, "")) if best else "") or (address_of(reference) if reference else "")
    return ClaimRow(
        line=str(claim.line) if claim.page is UNSET else f"p. {claim.page}, {claim.line}",
        claim=shown(cut(claim.text, SILENT if claim.verdict == "not_checkable" else CLAIM)),
        cited=", ".join(f"[{plain(label)}]{star}" for label in claim.citations) or "none",
        verdict=claim.verdict,
        label=term.label,
        icon=term.icon,
        why=_why(claim),
        passage=shown(cut(best.quote, PASSAGE)) if best else Markup(),
        source=f"[{plain(best.reference)}]" if best else "",
        link=at_passage(address, best.quote) if best and not numbers else "",
        findings=numbers,
        where=where(claim),
        read_as=tuple((shown(claim.text[one.start : one.end]), shown(one.means)) for one in given(claim.reads_as, ())),
    )


def _why(claim: ClaimEntry) -> str:
    """The reason or the limit of a verdict, in a few words."""
    if claim.undecided is not UNSET:
        return words().undecided[claim.undecided]
    reason = given(claim.reason, "")
    if reason:
        return words().reason.get(reason, plain(reason))
    if claim.verdict == "not_found" and claim.evidence_scope not in ("full_text", "none"):
        return f"read: {words().scope[claim.evidence_scope].lower()}"
    return ""


def source_rows(report: Report, findings: tuple[Placed, ...]) -> tuple[SourceRow, ...]:
    """Every reference in the article's order."""
    return tuple(_source_row(reference, findings) for reference in report.references)


def _basis(reference: ReferenceEntry) -> str:
    """Why it is of this kind, and how surely where that is not plain."""
    basis, sure = given(reference.kind_basis, ""), given(reference.kind_confidence, "high")
    return basis if sure == "high" or not basis else f"{basis} ({sure} confidence)"


def _source_row(reference: ReferenceEntry, findings: tuple[Placed, ...]) -> SourceRow:
    authors = [_in_order(plain(name)) for name in given(reference.authors, ())]
    who = [listed(authors, _NAMES), plain(given(reference.journal, "")), day(given(reference.published, ""))]
    about = [each for each in findings if each.reference is reference and each.claim is None]
    tone, retraction = _retraction(reference.retraction)
    return SourceRow(
        label=plain(reference.label),
        title=shown(given(reference.title, "") or cut(reference.raw, CLAIM)),
        who=shown(". ".join(part for part in who if part)),
        kind=words().kind[reference.kind],
        kind_basis=shown(_basis(reference)),
        review=_review(reference),
        flags=tuple((each.number, shown(each.title)) for each in about),
        scope=words().scope[reference.scope],
        read=_read(reference),
        detail=shown(given(reference.detail, "")),
        retraction=retraction,
        retraction_tone=tone,
        raw=shown(reference.raw),
        identifier=identifier(reference),
        link=address_of(reference),
        cited=f"{reference.cited}×",
        same_as=listed([f"[{plain(label)}]" for label in reference.same_as]),
    )


def _review(reference: ReferenceEntry) -> str:
    reviewed = given(reference.peer_reviewed, None)
    return {True: "Peer reviewed", False: "Not peer reviewed"}.get(reviewed, "") if reviewed is not None else ""


def _read(reference: ReferenceEntry) -> str:
    when = day(given(reference.retrieved_at, ""))
    reason = given(reference.reason, "")
    told = [words().reason.get(reason, plain(reason))] if reason else []
    told += [f"copy of {when}"] if when else []
    return "; ".join(told)


def _retraction(notice: RetractionNotice) -> tuple[str, str]:
    """Look and words of what is known about retraction: never that there is none, only that none was found."""
    names = [words().service.get(name, plain(name)) for name in notice.asked]
    asked = f" (asked {listed(names)})" if names else ""
    if notice.state != "notice":
        return notice.state, words().retraction[notice.state] + asked
    kind = words().notice.get(given(notice.type, "retraction"), "Notice")
    date = day(given(notice.date, ""))
    told = [kind, f"on {date}" if date else "", plain(given(notice.notice, ""))]
    return "corrected" if notice.type == "correction" else "notice", " ".join(part for part in told if part)
