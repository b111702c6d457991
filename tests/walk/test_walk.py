"""The whole walk on an article of our own: verdicts, quotes, findings, the gate."""

from pathlib import Path

import jsonschema
import msgspec
import pytest

from pipeline.commands.rules import schema
from pipeline.formats.json import render
from pipeline.records.report import ClaimEntry, Report
from pipeline.snapshots import Snapshots
from pipeline.sources import read_capture
from pipeline.stages.assemble import Circumstances
from pipeline.walk import audit_article, open_article
from tests.walk.world import ARTICLE, CLOCK, audit, build


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return audit(tmp_path_factory.mktemp("walk"))


def claim(report: Report, words: str) -> ClaimEntry:
    return next(entry for entry in report.claims if words in entry.text)


def test_a_wrong_number_is_contradicted_beside_the_right_one(report: Report) -> None:
    entry = claim(report, "randomised 120 nurses")
    assert entry.verdict == "contradicted"
    assert "112 nurses" in entry.evidence[0].quote
    finding = next(one for one in report.findings if one.claim == entry.id and one.code == "NUM-001")
    assert finding.severity == "must"
    assert "120" in finding.title


def test_the_number_in_the_aside_is_no_evidence(report: Report) -> None:
    assert not [quote for entry in report.claims for quote in entry.evidence if "coffee" in quote.quote]


def test_a_comparator_that_nobody_had_is_contradicted(report: Report) -> None:
    entry = claim(report, "took a placebo")
    assert entry.verdict == "contradicted"
    assert "CMP-001" in {one.code for one in report.findings if entry.id in (one.claim, *one.also)}


def test_what_the_source_says_is_supported(report: Report) -> None:
    assert claim(report, "no serious adverse events").verdict == "supported"
    assert claim(report, "6 mmHg").verdict == "supported"


def test_a_source_that_refused_leaves_its_claims_unavailable(report: Report) -> None:
    entry = claim(report, "cure insomnia")
    assert (entry.verdict, entry.reason) == ("unavailable", "blocked")


def test_what_is_not_in_a_source_is_not_found(report: Report) -> None:
    assert claim(report, "crossword puzzles").verdict == "not_found"


def test_what_cites_nothing_is_uncited(report: Report) -> None:
    assert claim(report, "illegal in many hospitals").verdict == "uncited"


def test_the_gate_is_closed_by_a_must(report: Report) -> None:
    assert report.gate.state == "hold"
    assert report.gate.counts.must == sum(one.severity == "must" for one in report.findings)


def test_counts_reconcile(report: Report) -> None:
    coverage = report.coverage
    by_verdict = [
        coverage.supported,
        coverage.contradicted,
        coverage.overstated,
        coverage.unclear,
        coverage.not_found,
        coverage.unavailable,
        coverage.uncited,
        coverage.not_checkable,
    ]
    assert sum(by_verdict) == coverage.claims == len(report.claims)
    sources = coverage.sources
    assert (
        sources.total
        == sources.full_text
        + sources.abstract
        + sources.registry
        + sources.press_release
        + sources.metadata
        + sources.none
    )


def test_spans_are_the_words_they_claim_to_be(report: Report) -> None:
    text = report.article.text
    assert all(text[entry.start : entry.end] == entry.text for entry in report.claims)
    lines = text.split("\n")
    assert all(entry.text.split("\n")[0][:20] in lines[entry.line - 1] for entry in report.claims)


def test_every_quote_stands_in_the_source(report: Report, tmp_path: Path) -> None:
    _, sources = build(tmp_path)
    captures = Snapshots((sources,)).lines
    texts = {}
    for line in captures:
        if line.capture.path:
            reading = read_capture(line.capture, (sources / line.capture.path).read_bytes())
            texts[line.capture.sha256] = reading.text
    quotes = [quote for entry in report.claims for quote in entry.evidence]
    assert quotes
    for quote in quotes:
        assert texts[quote.capture][quote.start : quote.end] == quote.quote  # type: ignore[index]  # set for captures


def test_verdicts_that_name_a_source_carry_its_words(report: Report) -> None:
    for entry in report.claims:
        if entry.verdict in ("contradicted", "overstated", "supported", "unclear"):
            assert entry.evidence, entry.text


def test_the_report_keeps_to_the_published_schema(report: Report) -> None:
    jsonschema.validate(msgspec.json.decode(render(report)), schema())


def test_the_saved_report_reads_back_as_itself(report: Report) -> None:
    assert msgspec.json.decode(render(report), type=Report) == report


def test_two_audits_give_the_same_bytes(report: Report, tmp_path: Path) -> None:
    assert render(audit(tmp_path)) == render(report)


def test_fingerprints_survive_a_moved_line_and_a_new_list_number(report: Report, tmp_path: Path) -> None:
    moved = ARTICLE.replace("What was found\n", "What was found\n\nA line that was put in before.\n")
    moved = moved.replace("[1]", "[9]")
    before = {one.id for one in report.findings if one.code in ("NUM-001", "CMP-001")}
    after = {one.id for one in audit(tmp_path, moved).findings if one.code in ("NUM-001", "CMP-001")}
    assert before == after != set()


def test_a_long_article_tells_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.walk.MANY", 5)
    monkeypatch.setattr("pipeline.walk.EVERY", 2)
    _, sources = build(tmp_path)
    said: list[str] = []
    audit_article(
        open_article(ARTICLE.encode(), "night-shifts.txt"),
        Snapshots((sources,)).find,
        Circumstances(CLOCK),
        said.append,
    )
    claims = [step for step in said if step.startswith("Finding claims (")]
    compared = [step for step in said if step.startswith("Comparing (") and " of " in step]
    assert claims
    assert len(compared) >= 2
    assert said.index(claims[0]) < said.index(compared[0])


def test_a_short_article_is_told_by_stages_alone(tmp_path: Path) -> None:
    _, sources = build(tmp_path)
    said: list[str] = []
    audit_article(
        open_article(ARTICLE.encode(), "night-shifts.txt"),
        Snapshots((sources,)).find,
        Circumstances(CLOCK),
        said.append,
    )
    assert not [step for step in said if " of " in step]
