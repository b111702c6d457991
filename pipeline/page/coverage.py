"""What was checked and what was not, each thing counted in one way wherever it is told.

A *work* is what one or more references cite; it counts where the text cites it. *Not read* is a work of which nothing
or only its record was had. A *cited claim* is a checkable one that a reference governs; it is *undecided* where the
verdict is unclear or its source unavailable, or where nothing was found in the part of the source that was read.
"""

from msgspec import Struct

from pipeline.page.places import given
from pipeline.page.text import plain
from pipeline.page.words import VERDICTS, listed, some, words
from pipeline.records.report import ClaimEntry, ReferenceEntry, Report

_UNREAD = ("none", "metadata")
_IN_PART = ("abstract", "metadata", "none")
_NAMED = 6


class Share(Struct, frozen=True):
    """A segment of the verdict bar and its entry in the key."""

    verdict: str
    count: int
    word: str
    means: str


class Claims(Struct, frozen=True):
    """The claims of an article, counted: `statements` is `checkable` and what is not; `checkable` cited and uncited."""

    statements: int
    checkable: int
    cited: int
    undecided: int
    """Of the cited."""
    uncited: int


def counted(report: Report) -> Claims:
    """The claims of the report by what could be done with them."""
    checkable = [claim for claim in report.claims if claim.verdict != "not_checkable"]
    uncited = sum(claim.verdict == "uncited" for claim in checkable)
    return Claims(
        statements=len(report.claims),
        checkable=len(checkable),
        cited=len(checkable) - uncited,
        undecided=sum(map(_undecided, checkable)),
        uncited=uncited,
    )


def _undecided(claim: ClaimEntry) -> bool:
    """Whether nobody has checked a cited claim: what is not found in a part may stand in the rest."""
    return claim.verdict in ("unclear", "unavailable") or _missed_in_part(claim)


def _missed_in_part(claim: ClaimEntry) -> bool:
    return claim.verdict == "not_found" and claim.evidence_scope in _IN_PART


def works(report: Report) -> list[ReferenceEntry]:
    """The works that the text cites, one each: a reference that is the same work as an earlier one is left out."""
    cited = {label for each in report.references if each.cited for label in (each.label, *each.same_as)}
    seen: set[str] = set()
    out = []
    for reference in report.references:
        if reference.label not in seen and reference.label in cited:
            out.append(reference)
        seen.update((reference.label, *reference.same_as))
    return out


def unread(report: Report) -> list[ReferenceEntry]:
    """The cited works that were not read."""
    return [each for each in works(report) if each.scope in _UNREAD]


def partly_read(report: Report) -> list[ReferenceEntry]:
    """The cited works of which only the abstract was read; a registry record or press release is read whole."""
    return [each for each in works(report) if each.scope == "abstract"]


def named(references: list[ReferenceEntry]) -> str:
    """`[2], [4] and 3 more`."""
    return listed([f"[{plain(each.label)}]" for each in references], _NAMED)


def missing(report: Report) -> str:
    """What leaves an audit incomplete, in a few words."""
    lost = unread(report)
    if lost:
        return f"{some(len(lost), 'source')} could not be read"
    claims = counted(report)
    return f"{claims.undecided} of {some(claims.cited, 'cited claim')} could not be checked"


def unchecked(report: Report) -> str:
    """What was not, or not fully, checked: sources by what of them was read, claims by why."""
    claims = counted(report)
    told = [_sources(report), _open_claims(report, claims)]
    if claims.uncited:
        told.append(f"{some(claims.uncited, 'claim')} {'names' if claims.uncited == 1 else 'name'} no source at all.")
    return " ".join(each for each in told if each)


def _sources(report: Report) -> str:
    lost, partly = unread(report), partly_read(report)
    told = [f"{len(lost)} could not be read ({named(lost)})"] if lost else []
    told += [f"{len(partly)} abstract only ({named(partly)})"] if partly else []
    return f"Of {some(len(works(report)), 'cited work')}: {listed(told)}." if told else ""


def _open_claims(report: Report, claims: Claims) -> str:
    """The undecided claims with what they consist of, so that the parts give the sum."""
    if not claims.undecided:
        return ""
    kinds = (
        (sum(claim.verdict == "unclear" for claim in report.claims), "unclear"),
        (sum(claim.verdict == "unavailable" for claim in report.claims), "without their source"),
        (sum(map(_missed_in_part, report.claims)), "not found in the part that was read"),
    )
    told = listed([f"{number} {kind}" for number, kind in kinds if number])
    return f"Of {some(claims.cited, 'cited claim')}, {claims.undecided} could not be decided ({told})."


def shares(report: Report) -> tuple[Share, ...]:
    """The checkable claims by verdict: the segments of the bar."""
    number = {verdict: sum(1 for claim in report.claims if claim.verdict == verdict) for verdict in VERDICTS}
    return tuple(
        Share(verdict, count, words().verdict[verdict].count, words().verdict[verdict].means)
        for verdict, count in number.items()
        if count
    )


def aside(report: Report) -> str:
    """How many statements are not checkable, so that the claims and these give all that was read."""
    claims = counted(report)
    silent = claims.statements - claims.checkable
    if not silent:
        return ""
    kinds = "opinion, advice, forecast, definition, question"
    verb = "is" if silent == 1 else "are"
    return f"{silent} more of {some(claims.statements, 'statement')} {verb} not checkable ({kinds})."


def references(report: Report) -> str:
    """Retractions, dead links, duplicates and mismatches, as the findings and records tell them."""
    states = [each.retraction for each in report.references]
    retracted = sum(1 for each in states if each.state == "notice" and given(each.type, "") != "correction")
    unasked = sum(1 for each in states if each.state == "unknown")
    told = [f"{retracted} retracted or under concern", some(_with(report, "REF-001"), "dead link")]
    for code, one, many in (
        ("REF-003", "identifier opens another work", "identifiers open another work"),
        ("REF-004", "duplicate", "duplicates"),
        ("REF-005", "entry differs from the record", "entries differ from the record"),
        ("REF-008", "never cited", "never cited"),
    ):
        number = _with(report, code)
        told += [some(number, one, many)] if number else []
    text = ", ".join(told) + "."
    return text + (f" For {unasked} of {len(states)} nobody was asked about retraction." if unasked else "")


def _with(report: Report, code: str) -> int:
    return sum(1 for finding in report.findings if finding.code == code)
