"""What the source counts denied, and what it denies told to have occurred."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.verification import verify

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "occurrences.toml").read_text(encoding="utf-8")
)["study"]
WRONG = [(text, tuple(case["passages"])) for case in CASES for text in case["wrong"]]
FAIR = [(text, tuple(case["passages"])) for case in CASES for text in case["fair"]]


@pytest.mark.parametrize(("claim", "passages"), WRONG, ids=[text[:48] for text, _ in WRONG])
def test_an_occurrence_turned_into_its_contrary_is_contradicted(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict == "contradicted"


@pytest.mark.parametrize(("claim", "passages"), FAIR, ids=[text[:48] for text, _ in FAIR])
def test_an_occurrence_told_as_it_stands_is_not_contradicted(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict != "contradicted"
