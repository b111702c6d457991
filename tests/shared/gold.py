"""The shared folder beside the checkout, and how its gold lines are scored. Tests that need it skip where it is absent."""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pipeline.records.report import ClaimEntry, Report
from pipeline.snapshots import Snapshots
from pipeline.stages.assemble import Circumstances
from pipeline.walk import audit_article, open_article

ROOT = Path(os.environ.get("CLAIM_AUDIT_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
ABSENT = f"the shared folder is not beside the checkout ({ROOT.name}/ or CLAIM_AUDIT_SHARED)"
WORST = ("contradicted", "overstated", "not_found", "unavailable", "uncited", "unclear", "supported", "not_checkable")
CLOCK = "2026-11-21T00:00:00Z"


class Scored(NamedTuple):
    """One gold line and what the audit says of it."""

    article: str
    line: dict[str, Any]
    verdict: str
    codes: frozenset[str]

    @property
    def verdict_accepted(self) -> bool:
        expected = self.line.get("expect")
        return expected is None or self.verdict in expected

    @property
    def codes_found(self) -> bool:
        wanted = {self.line["code"]} if "code" in self.line else set(self.line.get("expect_ref", ()))
        return wanted <= self.codes


def audit(name: str) -> Report:
    """The report on one of the real articles, from the shared snapshots."""
    path = ROOT / "articles" / f"{name}.txt"
    cited = open_article(path.read_bytes(), f"articles/{name}.txt")
    return audit_article(cited, Snapshots((ROOT / "sources",)).find, Circumstances(CLOCK))


def names() -> list[str]:
    """The articles that have gold lines."""
    return sorted(path.stem for path in (ROOT / "gold").glob("*.jsonl"))


def score(name: str) -> list[Scored]:
    """Every gold line of one article beside its audit."""
    report = audit(name)
    lines = (ROOT / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_scored(report, name, msgspec.json.decode(line)) for line in lines if line.strip()]


def _scored(report: Report, name: str, line: dict[str, Any]) -> Scored:
    if "reference" in line:
        codes = {finding.code for finding in report.findings if finding.reference == line["reference"]}
        return Scored(name, line, "", frozenset(codes))
    start = report.article.text.find(line["at"])
    assert start >= 0, f"gold line not in the article: {json.dumps(line['at'])}"
    met = [claim for claim in report.claims if _shares(claim, start, start + len(line["at"]), report.article.text)]
    verdict = min((claim.verdict for claim in met), key=WORST.index, default="none")
    ids = {claim.id for claim in met}
    codes = {
        finding.code
        for finding in report.findings
        if ids & {finding.claim if isinstance(finding.claim, str) else "", *finding.also}
    }
    return Scored(name, line, verdict, frozenset(codes))


def _shares(claim: ClaimEntry, start: int, end: int, text: str) -> bool:
    """The two spans share at least half of the words of the shorter."""
    shared = (
        text[max(claim.start, start) : min(claim.end, end)].split() if claim.start < end and start < claim.end else []
    )
    shorter = min(len(claim.text.split()), len(text[start:end].split()))
    return len(shared) * 2 >= shorter
