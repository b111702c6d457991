"""Puts the findings in the order in which a person works through them, numbers them, and finds their places.

The order is the same everywhere (page, terminal, SARIF, CSV): open before waived, then severity, verdict,
prominence, confidence, position. The numbers F-01, F-02 … count in this report only; the fingerprint is what lasts.
"""

from typing import TypeVar

from msgspec import Struct, UnsetType

from pipeline.records.article import Prominence
from pipeline.records.report import ClaimEntry, Evidence, FindingEntry, ReferenceEntry, Report, Severity, Verdict

_SEVERITY: tuple[Severity, ...] = ("must", "should", "consider")
_VERDICT: tuple[Verdict, ...] = ("contradicted", "overstated", "not_found", "unavailable", "uncited", "unclear")
_PROMINENCE: tuple[Prominence, ...] = ("headline", "standfirst", "lead", "caption", "body")
_CONFIDENCE = ("high", "medium", "low")

Span = tuple[int, int]
Value = TypeVar("Value")


class Placed(Struct, frozen=True):
    """A finding with its number and everything of the report that belongs to it."""

    number: str
    """`F-01`: its place in this report."""
    finding: FindingEntry
    claim: ClaimEntry | None
    reference: ReferenceEntry | None
    waived: bool
    line: int | None
    also: tuple[int, ...]
    """Lines of its further occurrences, in order, without repeats."""
    others: tuple[ClaimEntry, ...]
    """The claims of its further occurrences."""
    span: Span | None
    """The decisive words in `article.text`."""
    spans: tuple[Span, ...]
    """Its own place and those of the claims it also covers, for the article view."""
    evidence: tuple[Evidence, ...]
    """The claim's quotes, the one that shows the finding first."""
    shown: Span | None
    """The source's decisive words in the first quote."""

    @property
    def tone(self) -> str:
        """`must`, `should`, `consider` or `waived`: what colour, icon and filter go by."""
        return "waived" if self.waived else self.finding.severity

    @property
    def title(self) -> str:
        """What is wrong, in a line."""
        return self.finding.title


def given(value: Value | UnsetType | None, otherwise: Value) -> Value:
    """`value` unless it is unset or None."""
    return otherwise if value is None or isinstance(value, UnsetType) else value


def waived(finding: FindingEntry) -> bool:
    """Whether a person decided that this finding need not be acted on."""
    return finding.decision in ("keep", "not_a_problem")


def placed(report: Report) -> tuple[Placed, ...]:
    """The findings of `report` in working order, numbered."""
    claims = {claim.id: claim for claim in report.claims}
    references = {reference.label: reference for reference in report.references}
    ordered = sorted(report.findings, key=lambda finding: _rank(finding, claims))
    digits = max(2, len(str(len(ordered))))
    return tuple(
        _place(f"F-{number:0{digits}d}", finding, claims, references, report)
        for number, finding in enumerate(ordered, start=1)
    )


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


def _place(
    number: str,
    finding: FindingEntry,
    claims: dict[str, ClaimEntry],
    references: dict[str, ReferenceEntry],
    report: Report,
) -> Placed:
    claim = claims.get(given(finding.claim, ""))
    span = _span(finding, claim, report.article.text)
    others = [claims[name] for name in finding.also if name in claims and (claim is None or name != claim.id)]
    line = given(finding.line, claim.line if claim else None)
    lines = sorted({other.line for other in others} - {line})
    evidence = _evidence(finding, claim)
    return Placed(
        number=number,
        finding=finding,
        claim=claim,
        reference=references.get(given(finding.reference, "")),
        waived=waived(finding),
        line=line,
        also=tuple(lines),
        others=tuple(others),
        span=span,
        spans=(*([span] if span else []), *((other.start, other.end) for other in others)),
        evidence=evidence,
        shown=within(evidence[0].quote, given(finding.source_says, "")) if evidence else None,
    )


def _span(finding: FindingEntry, claim: ClaimEntry | None, text: str) -> Span | None:
    """Where the decisive words stand: as the finding says, else `said` within the claim, else the claim itself."""
    start, end = given(finding.start, -1), given(finding.end, -1)
    if 0 <= start < end <= len(text):
        return start, end
    if claim is None:
        return None
    said = within(claim.text, given(finding.said, ""))
    return (claim.start + said[0], claim.start + said[1]) if said else (claim.start, claim.end)


def within(text: str, words: str) -> Span | None:
    """Where `words` stand in `text`, or None."""
    at = text.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else None


def _evidence(finding: FindingEntry, claim: ClaimEntry | None) -> tuple[Evidence, ...]:
    """The claim's quotes; first the one that holds the source's decisive words, then the cited reference's."""
    if claim is None:
        return ()
    words = given(finding.source_says, "")
    label = given(finding.reference, "")
    return tuple(
        sorted(claim.evidence, key=lambda quote: (not words or words not in quote.quote, quote.reference != label))
    )
