"""Objections and remarks -> findings: severity settled, same causes joined, worst first."""

from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import UNSET, Struct

from pipeline.assembly.fingerprints import fingerprint, sentence_digest
from pipeline.assembly.grouping import root_of, title_of
from pipeline.checks import FindingType, Remark
from pipeline.lexicon import load
from pipeline.records.claim import Claim, ClaimSheet
from pipeline.records.report import AspectEntry, FindingEntry, Severity, Verdict
from pipeline.records.source import Shelf
from pipeline.records.verdict import Judged, Objection

_SEVERITIES: tuple[Severity, ...] = ("must", "should", "consider")
_VERDICTS: tuple[Verdict | None, ...] = (
    "contradicted",
    "overstated",
    "not_found",
    "unavailable",
    "uncited",
    "unclear",
    "supported",
    "not_checkable",
    None,
)
_PROMINENCE = ("headline", "standfirst", "lead", "caption", "body")


class FindingFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`findings.toml`."""

    finding: tuple[FindingType, ...]


@cache
def finding_types() -> Mapping[str, FindingType]:
    """Every finding type by its code."""
    return {entry.code: entry for entry in load("pipeline.checks", "findings.toml", FindingFile).finding}


class _Raw(Struct, frozen=True):
    """One objection with its subject, before grouping."""

    objection: Objection
    verdict: Verdict | None
    claim: Claim | None
    reference: str | None
    at: tuple[int, int] | None
    also: tuple[str, ...] = ()
    judged: Judged | None = None
    """The claim with all that is held against it; None where a finding is about a reference or a place."""

    @property
    def position(self) -> int:
        if self.claim:
            return self.claim.start
        return self.at[0] if self.at else 10**9


def findings_of(
    sheet: ClaimSheet,
    shelf: Shelf,
    judged: tuple[Judged, ...],
    remarks: Iterable[Remark],
    severities: Mapping[str, str],
) -> tuple[FindingEntry, ...]:
    """Every finding of an article, in the order in which an editor should see them.

    Args:
        sheet: claims and citations.
        shelf: works, for the identifiers in fingerprints.
        judged: verdicts with their objections.
        remarks: what the article checks found.
        severities: the house's own severity by code (`audit.toml`), or `off`.
    """
    claims = {claim.id: claim for claim in sheet.claims}
    remarks = tuple(remarks)
    whole = {(remark.claim, remark.objection.code) for remark in remarks if remark.objection.code == "SRC-002"}
    raws = [
        _Raw(objection, entry.verdict, entry.claim, None, None, judged=entry)
        for entry in judged
        for objection in entry.objections
        if (entry.claim.id, objection.code) not in whole  # a claim not found at all: its numbers are not told again
    ]
    by_claim = {entry.claim.id: entry for entry in reversed(judged)}
    raws += [_of_remark(remark, claims, by_claim) for remark in remarks]
    raws = [raw for raw in raws if severities.get(raw.objection.code) != "off"]
    groups: dict[tuple[str, ...], list[_Raw]] = {}
    for raw in raws:
        groups.setdefault(_group_key(raw, shelf), []).append(raw)
    ordered = sorted((sorted(group, key=_rank) for group in groups.values()), key=lambda group: _rank(group[0]))
    seen: dict[str, int] = {}
    places = {claim.id: at for at, claim in enumerate(sheet.claims)}
    return tuple(_entry(group, sheet, shelf, severities, (seen, places)) for group in ordered)


def _of_remark(remark: Remark, claims: Mapping[str, Claim], judged: Mapping[str, Judged]) -> _Raw:
    entry = judged.get(remark.claim) if remark.claim else None
    verdict = remark.objection.verdict or (entry.verdict if entry else None)
    claim = claims.get(remark.claim) if remark.claim else None
    return _Raw(remark.objection, verdict, claim, remark.reference, remark.at, remark.also, entry)


def _group_key(raw: _Raw, shelf: Shelf) -> tuple[str, ...]:
    """One code, one root cause, one work: one finding. Without a cause every place stands alone."""
    objection = raw.objection
    subject = raw.claim.id if raw.claim else raw.reference or str(raw.at)
    cause, by_work = root_of(objection)
    if not cause:
        return objection.code, "alone", subject, objection.title
    return objection.code, cause, " ".join(sorted(_names(raw, shelf))) if by_work else ""


def _names(raw: _Raw, shelf: Shelf) -> set[str]:
    """Identifiers of the works that a finding is about."""
    labels = {raw.reference} if raw.reference else set(raw.claim.citations if raw.claim else ())
    works = [work for work in shelf.works if set(work.labels) & labels]
    return {f"{scheme}:{value}" for work in works for one in work.identifiers for scheme, value in one.names()}


def _severity(raw: _Raw, severities: Mapping[str, str]) -> Severity:
    """The house's own severity, else the check's; a finding with low confidence never closes the gate alone."""
    house = severities.get(raw.objection.code)
    chosen: Severity = house if house in _SEVERITIES else raw.objection.severity
    if raw.objection.confidence == "low" and chosen == "must":
        return "should"
    return chosen


def _rank(raw: _Raw) -> tuple[int, int, int, int, int, str]:
    prominence = _PROMINENCE.index(raw.claim.prominence) if raw.claim else len(_PROMINENCE)
    confidence = ("high", "medium", "low").index(raw.objection.confidence)
    severity = _SEVERITIES.index(raw.objection.severity)
    return severity, _VERDICTS.index(raw.verdict), prominence, confidence, raw.position, raw.objection.code


def _entry(
    group: list[_Raw],
    sheet: ClaimSheet,
    shelf: Shelf,
    severities: Mapping[str, str],
    known: tuple[dict[str, int], Mapping[str, int]],
) -> FindingEntry:
    """One finding; `known` are how often each fingerprint was given out, and the place of each claim in the sheet."""
    seen, places = known
    first = group[0]
    objection, claim = first.objection, first.claim
    article = sheet.cited.article
    start, end = _span(first, sheet)
    said = article.text[start:end] if end > start else ""
    cause, by_work = root_of(objection)
    names = _names(first, shelf) if by_work else set()
    words = cause or said or objection.title
    sentence = "" if cause else claim.sentence if claim else said
    plain = fingerprint(objection.code, article.slug, words, sentence, names, 0)
    occurrence = seen.get(plain, 0)
    seen[plain] = occurrence + 1
    identity = (
        plain if not occurrence else fingerprint(objection.code, article.slug, words, sentence, names, occurrence)
    )
    shown = objection.passage.text[slice(*objection.shown)] if objection.passage and objection.shown else UNSET
    return FindingEntry(
        id=identity,
        code=objection.code,
        severity=_severity(first, severities),
        title=title_of(objection, 1 + len(_also(group))),
        why=objection.why,
        state="new",
        also=_also(group),
        aspects=tuple(AspectEntry(row.name, row.article, row.source, row.relation) for row in objection.aspects),
        verdict=first.verdict or UNSET,
        claim=claim.id if claim else UNSET,
        reference=first.reference or _reference_of(objection, claim) or UNSET,
        ok_if=_begun_small(objection.ok_if) or UNSET,
        said=said or UNSET,
        source_says=shown or (objection.passage.text if objection.passage else UNSET),
        suggestion=_wording(first) or UNSET,
        confidence=objection.confidence,
        line=article.line_of(start) if end > start or claim else UNSET,
        start=start if end > start else UNSET,
        end=end if end > start else UNSET,
        sentence_sha=sentence_digest(_sentences(group, sheet, places) or (said or objection.title,)),
        page=(article.page_of(start) if end > start or claim else None) or UNSET,
    )


def _sentences(group: list[_Raw], sheet: ClaimSheet, places: Mapping[str, int]) -> tuple[str, ...]:
    """Every sentence that a finding is about, whatever place they stand in."""
    named = {name for raw in group for name in raw.also}
    also = [sheet.claims[at].sentence for at in sorted(places[name] for name in named if name in places)]
    return tuple([raw.claim.sentence for raw in group if raw.claim] + also)


def _wording(raw: _Raw) -> str | None:
    """The claim put right, if that can be done well; what concerns no claim keeps the words of its check."""
    if raw.judged is None:
        return raw.objection.suggestion
    from pipeline.suggestions import suggest  # noqa: PLC0415  # heavy rooms load where there is something to audit

    return suggest(raw.judged, raw.objection)


def _begun_small(text: str) -> str:
    """The text as it goes on behind "This is fine if": its first letter small, unless it begins a name."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _also(group: list[_Raw]) -> tuple[str, ...]:
    """Ids of the other claims of the same root cause, in text order."""
    own = group[0].claim.id if group[0].claim else ""
    others = [raw.claim.id for raw in sorted(group[1:], key=lambda raw: raw.position) if raw.claim]
    others += [name for raw in group for name in raw.also]
    return tuple(dict.fromkeys(name for name in others if name != own))


def _span(raw: _Raw, sheet: ClaimSheet) -> tuple[int, int]:
    """The decisive words in article offsets; (0, 0) where a finding is about no place of the text."""
    if raw.at:
        return raw.at
    if raw.claim:
        start, end = raw.objection.said or (0, len(raw.claim.text))
        return raw.claim.start + start, raw.claim.start + end
    if raw.reference:
        return next(((ref.start, ref.end) for ref in sheet.cited.references if ref.label == raw.reference), (0, 0))
    return 0, 0


def _reference_of(objection: Objection, claim: Claim | None) -> str | None:
    """The label under which the article cites the work that the passage stands in."""
    if objection.passage is None:
        return None
    labels = objection.passage.work.labels
    return next(
        (label for label in (claim.citations if claim else ()) if label in labels), labels[0] if labels else None
    )
