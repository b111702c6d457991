"""Advised, allowed and forbidden: at odds with the source, or as it stands there."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.verification import verify

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "advised.toml").read_text(encoding="utf-8")
)["study"]
WRONG = [(text, tuple(case["passages"])) for case in CASES for text in case["wrong"]]
FAIR = [(text, tuple(case["passages"])) for case in CASES for text in case["fair"]]


@pytest.mark.parametrize(("claim", "passages"), WRONG, ids=[text[:48] for text, _ in WRONG])
def test_advice_turned_round_is_contradicted(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict == "contradicted"


@pytest.mark.parametrize(("claim", "passages"), FAIR, ids=[text[:48] for text, _ in FAIR])
def test_advice_told_as_it_stands_is_not_contradicted(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict != "contradicted"


def test_advice_on_another_sort_of_the_thing_is_no_answer() -> None:
    passages = ("Raw sprouts should be avoided in pregnancy.", "Cooked sprouts can be eaten in pregnancy.")
    assert verify("Pregnant women should not eat raw sprouts.", passages).judged.verdict != "contradicted"
