"""Audited -> Report: the public record of one article's audit."""

from collections.abc import Iterable, Mapping
from typing import cast

from msgspec import UNSET, Struct

from pipeline import RULES_VERSION, __version__
from pipeline.assembly.findings import findings_of
from pipeline.assembly.gate import GateRule, coverage_of, gate_of, scope_of
from pipeline.assembly.references import references_of
from pipeline.checks import Audited, House, Remark, article_checks
from pipeline.records.article import Article
from pipeline.records.report import (
    ArticleEntry,
    BlockEntry,
    ClaimEntry,
    Evidence,
    FindingEntry,
    Report,
    RequestEntry,
    Tool,
)
from pipeline.records.source import Reason, Scope
from pipeline.records.verdict import Judged, Ranked


class Circumstances(Struct, frozen=True):
    """What is not in the article or its sources: the clock, the gate's rule, the house's severities."""

    generated_at: str
    """RFC 3339, UTC, whole seconds."""
    gate: GateRule = GateRule()
    severities: Mapping[str, str] = {}
    requests: tuple[RequestEntry, ...] | None = None
    repeat: str | None = None
    house: House = House()


def assemble(audited: Audited, circumstances: Circumstances) -> Report:
    """Put the report together: findings, references, coverage, gate."""
    cited = audited.sheet.cited
    remarks: Iterable[Remark] = [remark for check in article_checks() for remark in check.inspect(audited)]
    findings = findings_of(audited.sheet, audited.shelf, audited.judged, remarks, circumstances.severities)
    named = _by_claim(findings)
    claims = tuple(_claim(entry, audited, named.get(entry.claim.id, ())) for entry in audited.judged)
    references = references_of(cited, audited.shelf, findings)
    return Report(
        tool=Tool("claim-audit", __version__, RULES_VERSION),
        generated_at=circumstances.generated_at,
        article=_article(cited.article),
        gate=gate_of(findings, claims, references, circumstances.gate),
        coverage=coverage_of(audited.judged, audited.shelf),
        claims=claims,
        references=references,
        findings=findings,
        requests=UNSET if circumstances.requests is None else circumstances.requests,
        repeat=circumstances.repeat or UNSET,
    )


def _article(article: Article) -> ArticleEntry:
    return ArticleEntry(
        path=article.path,
        slug=article.slug,
        title=article.title,
        format=article.format,
        sha256=article.sha256,
        words=article.words,
        lang=article.lang,
        text=article.text,
        date=article.date or UNSET,
        warnings=article.warnings or UNSET,
        blocks=tuple(
            BlockEntry(block.kind, block.start, block.end, article.line_of(block.start), block.level)
            for block in article.blocks
        ),
    )


def _by_claim(findings: tuple[FindingEntry, ...]) -> dict[str, tuple[str, ...]]:
    """The ids of the findings on each claim, in the order of the findings."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        for claim in dict.fromkeys((finding.claim, *finding.also)):
            if claim:
                found.setdefault(claim, []).append(finding.id)
    return {claim: tuple(ids) for claim, ids in found.items()}


def _claim(entry: Judged, audited: Audited, findings: tuple[str, ...]) -> ClaimEntry:
    claim = entry.claim
    works = [work for work in audited.shelf.works if set(work.labels) & set(claim.citations)]
    return ClaimEntry(
        id=claim.id,
        text=claim.text,
        start=claim.start,
        end=claim.end,
        line=claim.line,
        section=claim.section,
        prominence=claim.prominence,
        kinds=claim.kinds,
        facts=claim.facts,
        citations=claim.citations,
        citation_scope=claim.citation_scope,
        verdict=entry.verdict,
        confidence=None,
        evidence_scope=cast("Scope", scope_of(entry, audited.shelf)),
        evidence=tuple(_evidence(near, claim.citations) for near in entry.passages),
        findings=findings,
        reason=cast("Reason", entry.reason) if entry.reason else UNSET,
        decided_by=entry.decided_by,
        searched=sum(len(reading.sections) for work in works for reading in work.read) if works else UNSET,
        page=audited.sheet.cited.article.page_of(claim.start) or UNSET,
        reads_as=claim.refers or UNSET,
        undecided=entry.undecided or UNSET if entry.verdict == "unclear" else UNSET,
    )


def _evidence(near: Ranked, labels: tuple[str, ...]) -> Evidence:
    passage = near.passage
    known = passage.work.labels
    return Evidence(
        reference=next((label for label in labels if label in known), known[0] if known else ""),
        quote=passage.text,
        start=passage.start,
        end=passage.end,
        score=near.score,
        section=passage.section or UNSET,
        url=passage.reading.capture.final_url,
        capture=passage.reading.capture.sha256 or UNSET,
    )
