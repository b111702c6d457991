"""An effect on an outcome on which the source found none, none where it found one, and chance told as an effect."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.verification import verify

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "nulls.toml").read_text(encoding="utf-8")
)["study"]
MISSED = pytest.mark.xfail(reason="known to be missed", strict=True)
WRONG = [
    pytest.param(text, tuple(case["passages"]), id=text[:48], marks=MISSED if text in case.get("missed", ()) else ())
    for case in CASES
    for text in case["wrong"]
]
FAIR = [(text, tuple(case["passages"])) for case in CASES for text in case["fair"]]


@pytest.mark.parametrize(("claim", "passages"), WRONG)
def test_a_result_turned_into_its_contrary_is_contradicted(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict == "contradicted"


@pytest.mark.parametrize(("claim", "passages"), FAIR, ids=[text[:48] for text, _ in FAIR])
def test_a_result_told_as_it_stands_is_not_contradicted(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict != "contradicted"
