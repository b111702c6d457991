"""Decisions and reports of our own for the tests of this room."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from pipeline.assembly.fingerprints import sentence_digest
from pipeline.assembly.gate import GateRule
from pipeline.assembly.settle import Terms, settle
from pipeline.decisions.record import Decision
from pipeline.decisions.waivers import House
from pipeline.records.citation import Identifiers
from pipeline.records.report import (
    ArticleEntry,
    ClaimEntry,
    Coverage,
    FindingEntry,
    Gate,
    GateCounts,
    ReferenceEntry,
    Report,
    RetractionNotice,
    Tool,
    Verdict,
)

SENTENCE = "The trial enrolled 40 bakers"
TEXT = f"Bread and sleep\n\n{SENTENCE} [1]. Bread is old.\n\n[1] Baker B. (2020). Bread. https://bread.example.org/1\n"
NOTE = "The journal printed a correction of this number in May."
TODAY = date(2026, 11, 21)


def finding(**given: Any) -> FindingEntry:
    fields: dict[str, Any] = {
        "id": "aaaaaaaaaaaaaaaa",
        "code": "NUM-001",
        "severity": "must",
        "title": "40 bakers should be 30",
        "why": "The source says 30.",
        "state": "new",
        "verdict": "contradicted",
        "claim": "c1",
        "reference": "1",
        "source_says": "30 bakers",
        "sentence_sha": sentence_digest([SENTENCE]),
        "line": 3,
    }
    return FindingEntry(**(fields | given))


def report(
    *findings: FindingEntry, contents: tuple[str, ...] = ("abc",), verdict: Verdict = "contradicted", **given: Any
) -> Report:
    start = TEXT.index(SENTENCE)
    scope = "full_text" if contents else "none"
    claim = ClaimEntry(
        id="c1",
        text=SENTENCE,
        start=start,
        end=start + len(SENTENCE),
        line=3,
        section="",
        prominence="body",
        kinds=("number",),
        facts=(),
        citations=("1",),
        citation_scope="explicit",
        verdict=verdict,
        confidence=None,
        evidence_scope=scope,  # type: ignore[arg-type]  # one of two
        evidence=(),
        findings=tuple(one.id for one in findings),
    )
    reference = ReferenceEntry(
        label="1",
        raw="[1] Baker B. (2020). Bread. https://bread.example.org/1",
        identifiers=Identifiers(url="https://bread.example.org/1"),
        kind="journal_article",
        status="ok" if contents else "unavailable",
        scope=scope,  # type: ignore[arg-type]  # one of two
        same_as=(),
        cited=1,
        retraction=RetractionNotice("none_known"),
        findings=(),
        contents=contents,
    )
    fields: dict[str, Any] = {
        "tool": Tool("claim-audit", "0.1.0", "1.0"),
        "generated_at": "2026-11-20T08:00:00Z",
        "article": ArticleEntry("bread.txt", "bread", "Bread and sleep", "text", "0" * 64, 20, "en", TEXT),
        "gate": Gate("hold", "must", GateCounts()),
        "coverage": Coverage(claims=1),
        "claims": (claim,),
        "references": (reference,),
        "findings": findings,
    }
    return Report(**(fields | given))


def decision(**given: Any) -> Decision:
    fields: dict[str, Any] = {
        "fp": "aaaaaaaaaaaaaaaa",
        "article": "bread",
        "rule": "NUM-001",
        "choice": "keep",
        "on": "2026-11-20",
        "reason": "source-superseded",
        "note": NOTE,
        "by": "News desk",
        "until": "2026-12-20",
        "rules": "1.0",
        "said": "the trial enrolled 40 bakers",
        "sentence_sha": sentence_digest([SENTENCE]),
        "source_sha": ("abc",),
    }
    return Decision(**(fields | given))


def settled(one: Report, *decisions: Decision, today: date = TODAY, second: Any = frozenset(), **given: Any) -> Report:
    terms = Terms(GateRule(), House(today, second), decisions)
    return settle(one, replace(terms, **given))
