"""The last step of a report: what people decided, what changed since an earlier audit, and the gate that follows.

All of it follows from the public record alone, so an audit that is kept from an earlier run is settled anew.
"""

from msgspec import UNSET, Struct
from msgspec.structs import replace

from pipeline.assembly.baseline import accepted, compare
from pipeline.assembly.gate import GateRule, gate_of
from pipeline.decisions.record import Decision
from pipeline.decisions.waivers import House, applied
from pipeline.records.report import Changes, Report


class Terms(Struct, frozen=True):
    """On what terms a report is settled."""

    gate: GateRule
    house: House
    decisions: tuple[Decision, ...] = ()
    baseline: Report | None = None
    off: frozenset[str] = frozenset()
    """Codes that the house has switched off."""


def settle(report: Report, terms: Terms) -> Report:
    """The report with its decisions, its states against the baseline, and its gate."""
    findings, void = applied(report, terms.decisions, terms.house)
    known: frozenset[str] = frozenset()
    changes = Changes()
    if terms.baseline is not None:
        compared = compare(replace(report, findings=findings), terms.baseline, terms.off)
        findings, changes, known = compared.findings, compared.changes, accepted(compared)
    if void:
        closed = (changes.closed or ()) + void
        expired = sum(one.state == "waiver_expired" for one in void)
        changes = replace(changes, waiver_expired=expired, closed=closed or UNSET)
    return replace(
        report,
        findings=findings,
        changes=changes,
        gate=gate_of(findings, report.claims, report.references, terms.gate, known),
    )
