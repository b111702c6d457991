"""Where a finding stands and what of the report belongs to it: its claim, its reference, its quotes, its words."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct, UnsetType

from pipeline.records.report import ClaimEntry, Evidence, FindingEntry, ReferenceEntry

Span = tuple[int, int]
Value = TypeVar("Value")


class Placed(Struct, frozen=True):
    """A finding with its number and everything of the report that belongs to it."""

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
    number: str = ""
    """`F-01`, or `F-01b` where its card has several: its place in this report."""
    card: str = ""
    """`F-01`: the card that it stands on."""
    heading: str = ""
    """The title of a card with several findings; empty where it has one."""
    page: int | None = None
    """Page of a proof on which `line` counts."""

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


def place(
    finding: FindingEntry,
    claims: Mapping[str, ClaimEntry],
    references: Mapping[str, ReferenceEntry],
    text: str,
) -> Placed:
    """A finding with what belongs to it, not numbered yet; `text` is the article's."""
    claim = claims.get(given(finding.claim, ""))
    span = _span(finding, claim, text)
    others = [claims[name] for name in finding.also if name in claims and (claim is None or name != claim.id)]
    line = given(finding.line, claim.line if claim else None)
    lines = sorted({other.line for other in others} - {line})
    evidence = _evidence(finding, claim)
    return Placed(
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
        page=given(finding.page, given(claim.page, None) if claim else None),
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
