"""A claim of none names where, when and of whom: only what the source counts there stands against it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.verification import verify

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "denials.toml").read_text(encoding="utf-8")
)["study"]
WRONG = [(text, tuple(case["passages"])) for case in CASES for text in case["wrong"]]
FAIR = [(text, tuple(case["passages"])) for case in CASES for text in case["fair"]]


@pytest.mark.parametrize(("claim", "passages"), WRONG, ids=[text[:48] for text, _ in WRONG])
def test_a_denial_of_what_the_source_counts_is_contradicted(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict == "contradicted"


@pytest.mark.parametrize(("claim", "passages"), FAIR, ids=[text[:48] for text, _ in FAIR])
def test_a_denial_of_something_narrower_is_not(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict not in ("contradicted", "overstated")
