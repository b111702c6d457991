"""Coverage and the gate: how much was checked, and whether that lets the article through."""

from msgspec import Struct

from pipeline.records.report import Coverage, FailOn, FindingEntry, Gate, GateCounts, GateState, SourceCoverage
from pipeline.records.source import Shelf, Work
from pipeline.records.verdict import Judged

_UNCHECKED = frozenset(("unclear", "unavailable"))


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
    findings: tuple[FindingEntry, ...], judged: tuple[Judged, ...], shelf: Shelf, cited: frozenset[str], rule: GateRule
) -> Gate:
    """The state of the gate.

    Args:
        findings: open and waived.
        judged: all claims.
        shelf: all works.
        cited: labels that a marker of the text points at.
        rule: from which severity on the gate closes.
    """
    open_ones = [finding for finding in findings if finding.decision not in ("keep", "not_a_problem")]
    counts = GateCounts(
        must=sum(finding.severity == "must" for finding in open_ones),
        should=sum(finding.severity == "should" for finding in open_ones),
        consider=sum(finding.severity == "consider" for finding in open_ones),
        waived=len(findings) - len(open_ones),
    )
    return Gate(_state(counts, judged, shelf, cited, rule), rule.fail_on, counts)


def _state(
    counts: GateCounts, judged: tuple[Judged, ...], shelf: Shelf, cited: frozenset[str], rule: GateRule
) -> GateState:
    closing = {"must": counts.must, "should": counts.must + counts.should, "never": 0}[rule.fail_on]
    if closing:
        return "hold"
    if any(_unread(work) and set(work.labels) & cited for work in shelf.works):
        return "incomplete"
    if _unchecked_share(judged, shelf) > rule.max_unchecked:
        return "incomplete"
    return "fixes" if counts.must or counts.should else "ready"


def _unread(work: Work) -> bool:
    return work.scope in ("none", "metadata")


def _unchecked_share(judged: tuple[Judged, ...], shelf: Shelf) -> float:
    """Share of the cited, checkable claims that nobody has checked (0 to 1)."""
    cited = [entry for entry in judged if entry.claim.citations and entry.verdict != "not_checkable"]
    if not cited:
        return 0.0
    partial = ("abstract", "metadata", "none")
    unchecked = [
        entry
        for entry in cited
        if entry.verdict in _UNCHECKED or (entry.verdict == "not_found" and scope_of(entry, shelf) in partial)
    ]
    return len(unchecked) / len(cited)
