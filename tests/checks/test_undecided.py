"""SRC-007: near passages that the tool can't weigh are quoted for a person, and never close the gate."""

from pathlib import Path

from pipeline.records.report import FindingEntry
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "SRC-007"]


def test_an_undecided_claim_is_quoted_and_only_for_consideration(tmp_path: Path) -> None:
    mine = found(tmp_path)
    assert mine
    assert {one.severity for one in mine} == {"consider"}
    assert all(one.source_says for one in mine)


def test_what_is_decided_is_not_undecided(tmp_path: Path) -> None:
    report = audit(tmp_path)
    undecided = {one.claim for one in report.findings if one.code == "SRC-007"}
    assert undecided <= {claim.id for claim in report.claims if claim.verdict == "unclear"}
