"""Which decisions hold for a report: none survives a change of what it was about.

A waiver is void when it has expired, when the sentence or what was read of the cited sources is another, or when the
rules have a new major version. It then counts for nothing, and the report says so with the old reason.
"""

from collections.abc import Iterable
from datetime import date

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from pipeline.assembly.anchors import Places, alike
from pipeline.decisions.file import person
from pipeline.decisions.record import Decision, last_day, unfit
from pipeline.records.report import ClosedEntry, DecisionEntry, FindingEntry, Report, Severity

_SAID = 60
"""Characters of the words that a stale waiver was about."""


class House(Struct, frozen=True):
    """What the house asks of waivers."""

    today: date
    require_second: frozenset[Severity] = frozenset()
    """Severities whose waivers need a second person."""


def applied(
    report: Report, decisions: Iterable[Decision], house: House
) -> tuple[tuple[FindingEntry, ...], tuple[ClosedEntry, ...]]:
    """The findings with what was decided about them, and the waivers that are void, in the order of the findings.

    `decisions` may hold those of other articles; only those of the report's slug count.
    """
    own = {one.fp: one for one in decisions if one.article == report.article.slug}
    places = Places(report)
    findings: list[FindingEntry] = []
    void: list[ClosedEntry] = []
    for finding in report.findings:
        decision = own.pop(finding.id, None)
        why = void_because(decision, finding, places, house) if decision else ""
        findings.append(_decided(finding, decision, house) if decision and not why else finding)
        if decision and why:
            void.append(_entry(finding, decision, why))
    left = [one for one in own.values() if one.waives]
    void += _edited(left, findings, places)
    void += [_stale(one) for one in sorted(left, key=lambda one: one.fp)]
    return tuple(findings), tuple(void)


def void_because(decision: Decision, finding: FindingEntry, places: Places, house: House) -> str:
    """Why a decision no longer holds, in words for the editor; empty while it does."""
    if decision.rule != finding.code:
        return "the rule is another"
    if not decision.waives:
        return ""
    last = last_day(decision, finding.severity)
    if house.today > last:
        return f"expired on {last.isoformat()}"
    if not decision.sentence_sha or not decision.rules:
        return "it does not say which text it is about; record it with claim-audit decide"
    if _major(decision.rules) != _major(places.report.tool.rules):
        return "the rules have a new major version"
    if decision.sentence_sha != finding.sentence_sha:
        return "the sentence changed"
    contents = places.contents(finding)
    if contents != decision.source_sha:
        lost = set(contents) < set(decision.source_sha)
        return "the cited source was not had this time" if lost else "the cited source changed"
    return unfit(decision, finding.severity)


def bound(decision: Decision, finding: FindingEntry, places: Places) -> Decision:
    """The decision with the text, the sources and the rules that it is about."""
    return replace(
        decision,
        rules=places.report.tool.rules,
        said=places.anchor(finding).quote,
        sentence_sha=finding.sentence_sha or "",
        source_sha=places.contents(finding),
    )


def _major(version: str) -> str:
    return version.partition(".")[0]


def _decided(finding: FindingEntry, decision: Decision, house: House) -> FindingEntry:
    """A waiver that lacks its second person leaves the finding undecided, with its reason beside it."""
    waits = decision.waives and finding.severity in house.require_second and not _two(decision)
    return replace(
        finding,
        decision="undecided" if waits else decision.choice,
        decided=DecisionEntry(decision.reason, decision.note, _names(decision), decision.on, decision.until),
    )


def _two(decision: Decision) -> bool:
    return bool(decision.second.strip()) and person(decision.second) != person(decision.by)


def _names(decision: Decision) -> str:
    return f"{decision.by}, {decision.second}" if decision.second else decision.by


def _edited(left: list[Decision], findings: list[FindingEntry], places: Places) -> list[ClosedEntry]:
    """Waivers whose finding stands on under another fingerprint because its sentence was edited."""
    entries: list[ClosedEntry] = []
    for finding in findings if left else ():
        if finding.decision is not UNSET:
            continue
        quote = places.anchor(finding).quote
        near = [one for one in left if one.rule == finding.code and one.said and alike(one.said, quote)]
        if near:
            decision = max(near, key=lambda one: (one.said == quote, one.on, one.fp))
            left.remove(decision)
            entries.append(_entry(finding, decision, "the sentence or what it cites changed"))
    return entries


def _stale(decision: Decision) -> ClosedEntry:
    """A waiver that no finding answers to: mended since, or not found this time, and nobody need look for it."""
    title = f"“{cut}”" if (cut := decision.said[:_SAID]) else decision.rule
    why = "No finding of this report answers to it any more."
    return ClosedEntry(decision.fp, decision.rule, title, "waiver_stale", note=f"{why} {_made(decision)}")


def _entry(finding: FindingEntry, decision: Decision, why: str) -> ClosedEntry:
    line: int | UnsetType = finding.line
    return ClosedEntry(
        finding.id, finding.code, finding.title, "waiver_expired", line, f"Void: {why}. {_made(decision)}"
    )


def _made(decision: Decision) -> str:
    """What the decision was, in words."""
    told = f"{decision.choice.replace('_', ' ')}, {decision.reason.replace('-', ' ')}"
    note = f": {decision.note}" if decision.note else ""
    by = f" ({decision.by}, {decision.on})"
    return f"It was: {told}{note}{by}"
