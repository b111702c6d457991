"""Coverage and the gate: how much was checked, and whether that lets the article through."""

from msgspec import Struct, UnsetType

from pipeline.records.report import (
    ClaimEntry,
    Coverage,
    DecisionEntry,
    FailOn,
    FindingEntry,
    Gate,
    GateCounts,
    GateState,
    ReferenceEntry,
    SourceCoverage,
)
from pipeline.records.source import Shelf
from pipeline.records.verdict import Judged

_UNCHECKED = frozenset(("unclear", "unavailable"))
_OF_THE_UNCHECKED = frozenset(("REF-001", "REF-006", "SRC-001", "SRC-002", "SRC-007"))
"""Findings that say that something could not be checked or found: who waives one has decided on it."""
_CLOSING: dict[FailOn, tuple[str, ...]] = {"must": ("must",), "should": ("must", "should"), "never": ()}


class GateRule(Struct, frozen=True):
    """`[gate]` of `audit.toml`."""

    fail_on: FailOn = "must"
    max_unchecked: float = 0.10
    """Share of the cited claims that may stay unclear, unavailable, or not found in partial text (0 to 1)."""


def coverage_of(judged: tuple[Judged, ...], shelf: Shelf) -> Coverage:
    """Counts of claims by verdict and of works by how much of them was read."""
    counts: dict[str, int] = {}
    for entry in judged:
        counts[entry.verdict] = counts.get(entry.verdict, 0) + 1
    scopes: dict[str, int] = {}
    for work in shelf.works:
        scopes[work.scope] = scopes.get(work.scope, 0) + 1
    return Coverage(claims=len(judged), sources=SourceCoverage(total=len(shelf.works), **scopes), **counts)


def scope_of(entry: Judged, shelf: Shelf) -> str:
    """The least that was read of the works a claim cites: what `not found` can be said of."""
    works = [work for work in shelf.works if set(work.labels) & set(entry.claim.citations)]
    order = ("none", "metadata", "abstract", "press_release", "registry", "full_text")
    return min((work.scope for work in works), key=order.index, default="none")


def gate_of(
    findings: tuple[FindingEntry, ...],
    claims: tuple[ClaimEntry, ...],
    references: tuple[ReferenceEntry, ...],
    rule: GateRule,
    known: frozenset[str] = frozenset(),
) -> Gate:
    """The state of the gate.

    Args:
        findings: open and waived.
        claims: all claims with their verdicts.
        references: all references with what was read of them.
        rule: from which severity on the gate closes.
        known: ids of findings that an earlier audit had already: they don't close the gate.
    """
    open_ones = [finding for finding in findings if not waived(finding)]
    closing = [finding for finding in open_ones if finding.id not in known]
    counts = GateCounts(
        must=_count(open_ones, "must"),
        should=_count(open_ones, "should"),
        consider=_count(open_ones, "consider"),
        waived=len(findings) - len(open_ones),
    )
    if any(finding.severity in _CLOSING[rule.fail_on] for finding in closing):
        state: GateState = "hold"
    elif _incomplete(findings, claims, references, rule):
        state = "incomplete"
    else:
        state = "fixes" if counts.must or counts.should else "ready"
    return Gate(state, rule.fail_on, counts)


def waived(finding: FindingEntry) -> bool:
    """Whether a person decided that a finding need not be acted on."""
    return finding.decision in ("keep", "not_a_problem")


def _count(findings: list[FindingEntry], severity: str) -> int:
    return sum(finding.severity == severity for finding in findings)


def _incomplete(
    findings: tuple[FindingEntry, ...],
    claims: tuple[ClaimEntry, ...],
    references: tuple[ReferenceEntry, ...],
    rule: GateRule,
) -> bool:
    """Whether a cited source was not read, or too many cited claims are unchecked, and no person decided on them."""
    decided = [finding for finding in findings if waived(finding) and _settles(finding)]
    sources = {finding.reference for finding in decided}
    settled = {claim for finding in decided for claim in (finding.claim, *finding.also)}
    cited = {one.label for one in references if one.cited}
    for one in references:
        names = {one.label, *one.same_as}
        if one.scope in ("none", "metadata") and names & cited and not names & sources:
            return True
    return _unchecked_share(claims, settled) > rule.max_unchecked


def _settles(finding: FindingEntry) -> bool:
    """Whether a waiver of this finding says that a person looked at what the program could not check."""
    made = finding.decided if isinstance(finding.decided, DecisionEntry) else DecisionEntry()
    return finding.code in _OF_THE_UNCHECKED or made.reason == "read-by-person"


def _unchecked_share(claims: tuple[ClaimEntry, ...], settled: set[str | UnsetType]) -> float:
    """Share of the cited, checkable claims that nobody has checked (0 to 1)."""
    cited = [claim for claim in claims if claim.citations and claim.verdict != "not_checkable"]
    unchecked = [claim for claim in cited if _unchecked(claim) and claim.id not in settled]
    return len(unchecked) / len(cited) if cited else 0.0


def _unchecked(claim: ClaimEntry) -> bool:
    """What is not found in a part of a source may stand in the rest."""
    return claim.verdict in _UNCHECKED or (
        claim.verdict == "not_found" and claim.evidence_scope in ("abstract", "metadata", "none")
    )
