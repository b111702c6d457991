"""Puts the findings in the order in which a person works through them, groups them into cards, and numbers them.

The order is the same everywhere (page, terminal, SARIF, CSV): open before waived, then severity, verdict,
prominence, confidence, position; a card stands where its first finding would. The numbers F-01, F-02 … count cards
and hold in this report only; of several findings on one card each has a letter behind it. The fingerprint lasts.
"""

from itertools import groupby

import msgspec

from pipeline.page.groups import grouped
from pipeline.page.places import Placed, given, place, waived
from pipeline.records.article import Prominence
from pipeline.records.report import ClaimEntry, FindingEntry, Report, Severity, Verdict

_SEVERITY: tuple[Severity, ...] = ("must", "should", "consider")
_VERDICT: tuple[Verdict, ...] = ("contradicted", "overstated", "not_found", "unavailable", "uncited", "unclear")
_PROMINENCE: tuple[Prominence, ...] = ("headline", "standfirst", "lead", "caption", "body")
_CONFIDENCE = ("high", "medium", "low")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def placed(report: Report) -> tuple[Placed, ...]:
    """The findings of `report` in working order, those of a card side by side, numbered."""
    claims = {claim.id: claim for claim in report.claims}
    references = {reference.label: reference for reference in report.references}
    ordered = sorted(report.findings, key=lambda finding: _rank(finding, claims))
    found = tuple(place(finding, claims, references, report.article.text) for finding in ordered)
    groups = grouped(found, report.article.text)
    digits = max(2, len(str(len(groups))))
    return tuple(
        msgspec.structs.replace(
            each,
            card=(card := f"F-{number:0{digits}d}"),
            number=card + (_letters(at) if len(group.members) > 1 else ""),
            heading=group.heading,
        )
        for number, group in enumerate(groups, start=1)
        for at, each in enumerate(group.members)
    )


def by_card(findings: tuple[Placed, ...]) -> tuple[tuple[Placed, ...], ...]:
    """The numbered findings, those of one card together; the first of each says what the card looks like."""
    return tuple(tuple(members) for _, members in groupby(findings, key=lambda each: each.card))


def _letters(at: int) -> str:
    """Letters for a place in a row: `a` to `z`, then `aa`, `ab` and so on."""
    head, last = divmod(at, len(_LETTERS))
    return (_letters(head - 1) if head else "") + _LETTERS[last]


def _rank(finding: FindingEntry, claims: dict[str, ClaimEntry]) -> tuple[object, ...]:
    claim = claims.get(given(finding.claim, ""))
    at = given(finding.start, claim.start if claim else 10**9)
    return (
        waived(finding),
        _SEVERITY.index(finding.severity),
        _index(_VERDICT, given(finding.verdict, None)),
        _index(_PROMINENCE, claim.prominence if claim else None),
        _index(_CONFIDENCE, given(finding.confidence, None)),
        at,
        finding.code,
        finding.id,
    )


def _index(order: tuple[str, ...], value: str | None) -> int:
    return order.index(value) if value in order else len(order)
