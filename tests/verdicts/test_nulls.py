"""An effect on an outcome on which the source found none, none where it found one, and chance told as an effect."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.verification import verify

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "nulls.toml").read_text(encoding="utf-8")
)["study"]
WRONG = [(text, tuple(case["passages"])) for case in CASES for text in case["wrong"]]
FAIR = [(text, tuple(case["passages"])) for case in CASES for text in case["fair"]]


@pytest.mark.parametrize(("claim", "passages"), WRONG, ids=[text[:48] for text, _ in WRONG])
def test_a_result_turned_into_its_contrary_is_contradicted(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict == "contradicted"


@pytest.mark.parametrize(("claim", "passages"), FAIR, ids=[text[:48] for text, _ in FAIR])
def test_a_result_told_as_it_stands_is_not_contradicted(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict != "contradicted"
