"""Findings against those of an earlier report: new, same, changed; and what became of those that are no longer there.

A finding with the same fingerprint is the same; else the best place of the same rule and matter whose sentence is 85 %
alike is the same finding, moved or edited. Either has *changed* when its verdict, its differences or what was read of
its sources did. Of what the earlier report had beside those, *fixed* is only what the article no longer gives cause
for; where the rule is not applied or the source was not had this time nobody knows, and it is *gone*.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from pipeline.assembly.anchors import Places, alike, score
from pipeline.assembly.findings import finding_types
from pipeline.assembly.fingerprints import norm
from pipeline.records.report import Changes, ClosedEntry, FindingEntry, ReferenceEntry, Report
from pipeline.records.source import SCOPES

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LABEL = re.compile(r"^\s*(?:\[[^\]]{1,20}\]|\d{1,3}[.)])\s*")
_PIECE = re.compile(r"\n|(?<=[.!?])\s")
_REWORDED = 60
"""Least likeness, in percent, of the words of two findings that may be one where their sentences are alike."""
_ON_A_SOURCE = frozenset(("contradicted", "overstated", "not_found", "unclear", "unavailable", "supported"))


class Compared(Struct, frozen=True):
    """The findings with their states, what changed, and which earlier finding each one was."""

    findings: tuple[FindingEntry, ...]
    changes: Changes
    before: Mapping[str, FindingEntry]
    """By the id of the present finding, the earlier one."""
    grown: frozenset[str] = frozenset()
    """Ids of the groups that have a place which the earlier report did not have."""


def compare(report: Report, baseline: Report, off: frozenset[str] = frozenset()) -> Compared:
    """The report's findings against those of `baseline`.

    Args:
        report: the present audit.
        baseline: an earlier audit of the same article.
        off: codes that the house has switched off.
    """
    now, then = Places(report), Places(baseline)
    before = _pairs(now, then)
    findings = tuple(
        replace(one, state=_state(one, before[one.id], now, then) if one.id in before else "new")
        for one in report.findings
    )
    known = {one.id for one in before.values()}
    closed = tuple(_closed(one, now, then, off) for one in baseline.findings if one.id not in known)
    changes = Changes(
        new=sum(one.state == "new" for one in findings),
        changed=sum(one.state == "changed" for one in findings),
        fixed=sum(one.state == "fixed" for one in closed),
        gone=sum(one.state == "gone" for one in closed),
        since=baseline.generated_at,
        closed=closed,
    )
    grown = frozenset(one.id for one in findings if one.id in before and _grown(one, before[one.id], now, then))
    return Compared(findings, changes, before, grown)


def accepted(compared: Compared) -> frozenset[str]:
    """Ids of the findings that the baseline had open already, at least as severe: they don't close the gate.

    A finding that was waived then and is open now was never accepted as it stands; nor was one that is graver now,
    or whose cause has got a further place.
    """
    order = ("consider", "should", "must")
    return frozenset(
        one.id
        for one in compared.findings
        if (old := compared.before.get(one.id)) is not None
        and old.decision not in ("keep", "not_a_problem")
        and order.index(old.severity) >= order.index(one.severity)
        and one.id not in compared.grown
    )


def _pairs(now: Places, then: Places) -> dict[str, FindingEntry]:
    """Present ids with their earlier findings: equal fingerprints first, then the likest places, each used once."""
    old = {one.id: one for one in then.report.findings}
    pairs = {one.id: old.pop(one.id) for one in now.report.findings if one.id in old}
    left = [one for one in now.report.findings if one.id not in pairs]
    likely = sorted(
        (-weight, at, earlier.id, one.id)
        for at, one in enumerate(left)
        for earlier in old.values()
        if earlier.code == one.code
        and (_one_matter(one, earlier) or (_on_the_whole(one, now) and _on_the_whole(earlier, then)))
        and (weight := score(then.anchor(earlier), now.anchor(one)))
    )
    for _, _, earlier_id, present in likely:
        if earlier_id in old and present not in pairs:
            pairs[present] = old.pop(earlier_id)
    return pairs


def _one_matter(one: FindingEntry, old: FindingEntry) -> bool:
    """Whether two findings of one rule are about the same thing, for a sentence may have several.

    They are when their words are the same or nearly so, with the same numbers, or when one row of what differs has
    the same words of the source. A group may show another of its places first, so its words tell nothing.
    """
    said, earlier = (norm(words) if isinstance(words := each.said, str) else "" for each in (one, old))
    if said == earlier or not (said and earlier) or one.also or old.also or _sources(one) & _sources(old):
        return True
    return _NUMBER.findall(said) == _NUMBER.findall(earlier) and fuzz.ratio(said, earlier) >= _REWORDED


def _on_the_whole(finding: FindingEntry, places: Places) -> bool:
    """Whether a finding is about a whole statement, as one without a source is: a new number in it is no new matter."""
    whole = isinstance(finding.said, str) and norm(finding.said) == places.anchor(finding).quote
    return whole and not _sources(finding)


def _sources(finding: FindingEntry) -> frozenset[tuple[str, str]]:
    return frozenset((row.name, words) for row in finding.aspects if (words := norm(row.source)))


def _state(one: FindingEntry, old: FindingEntry, now: Places, then: Places) -> Literal["same", "changed"]:
    same = one.verdict == old.verdict and not _grown(one, old, now, then)
    if now.words(one)[:1] == then.words(old)[:1] or not (one.also or old.also):
        same = same and _differences(one) == _differences(old)  # else a group shows another of its places first
    return "same" if same and now.contents(one) == then.contents(old) else "changed"


def _grown(one: FindingEntry, old: FindingEntry, now: Places, then: Places) -> bool:
    """Whether a group of places with one cause has a place now that the earlier group did not have, even edited."""
    earlier = then.words(old)
    return any(words not in earlier and not any(alike(words, one) for one in earlier) for words in now.words(one))


def _differences(finding: FindingEntry) -> frozenset[tuple[object, ...]]:
    """The rows of what differs; of the article's side only the numbers, so that a mended typo changes nothing."""
    return frozenset(
        (row.name, row.relation, tuple(_NUMBER.findall(norm(row.article))), norm(row.source)) for row in finding.aspects
    )


def _closed(old: FindingEntry, now: Places, then: Places, off: frozenset[str]) -> ClosedEntry:
    state, note = _end(old, now, then, off)
    return ClosedEntry(old.id, old.code, old.title, state, old.line, note)


def _end(old: FindingEntry, now: Places, then: Places, off: frozenset[str]) -> tuple[Literal["fixed", "gone"], str]:
    """What became of an earlier finding that is not in the report, and why."""
    if old.code in off or old.code not in finding_types():
        return "gone", "Its rule is not applied any more."
    if any(_less_was_had(one, now.report.references) for one in then.references(old)):
        return "gone", "Its source was not had this time."
    if other := _told_by(old, now, then):
        return "gone", f"{other} tells of the same words now."
    claim = then.claim(old)
    words = norm(claim.text) if claim else then.anchor(old).quote
    if words not in norm(now.report.article.text):
        return "fixed", "Its sentence is no longer in the article."
    verdicts = {one.verdict for one in now.report.claims if claim and norm(one.text) == words}
    if verdicts == {"supported"}:
        return "fixed", "Its source now says what the article says."
    if not _rests_on_a_source(old) and now.report.tool == then.report.tool:
        if _pieces(now) == _pieces(then):
            return "gone", "Its sentence still stands, and only the order of the text is another."
        return "fixed", "The article no longer gives cause for it."
    return "gone", "Its sentence still stands, and nothing says that it is right now."


def _pieces(places: Places) -> list[str]:
    """The sentences and lines of an article, in no order: moving them about puts nothing right."""
    return sorted(piece for one in _PIECE.split(places.report.article.text) if (piece := one.strip()))


def _told_by(old: FindingEntry, now: Places, then: Places) -> str:
    """The code of another rule that now finds fault with the same words of the same sentence, even edited."""
    said = norm(old.said) if isinstance(old.said, str) else ""
    quote = then.anchor(old).quote
    for one in now.report.findings if said and said != quote else ():
        same = isinstance(one.said, str) and norm(one.said) == said
        if same and one.code != old.code and alike(now.anchor(one).quote, quote):
            return one.code
    return ""


def _rests_on_a_source(old: FindingEntry) -> bool:
    return isinstance(old.source_says, str) or (isinstance(old.claim, str) and old.verdict in _ON_A_SOURCE)


def _less_was_had(old: ReferenceEntry, references: Iterable[ReferenceEntry]) -> bool:
    """Whether less was read of a source than in the earlier audit; one that is no longer cited is not missed."""
    found = [one for one in references if _same_work(old, one)]
    if not found:
        return False
    now = max(found, key=lambda one: -SCOPES.index(one.scope))
    fewer = len(now.contents or ()) < len(old.contents or ())
    return fewer or SCOPES.index(now.scope) > SCOPES.index(old.scope)


def _same_work(one: ReferenceEntry, other: ReferenceEntry) -> bool:
    if one.identifiers.names() & other.identifiers.names():
        return True
    return norm(_LABEL.sub("", one.raw)) == norm(_LABEL.sub("", other.raw))
