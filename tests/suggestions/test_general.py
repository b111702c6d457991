"""Wordings on topics that no rule was written beside: each was read beside its passage; an empty one is a refusal."""

import tomllib
from pathlib import Path

import pytest

from pipeline.suggestions import suggest
from pipeline.verification import verify

CASES = tomllib.loads((Path(__file__).parent / "general.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["claim"][:50] for case in CASES])
def test_the_wording_is_true_beside_its_passage(case: dict[str, str]) -> None:
    judged = verify(case["claim"], (case["source"],), "journal_article").judged
    flagged = [each for each in judged.objections if each.code == case["code"] and each.verdict]
    assert flagged, "not flagged any more: the case says nothing"
    assert (suggest(judged, flagged[0]) or "") == case["wording"]
