"""Told to be done one way in the claim and another in the source, or as it stands there."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.verdicts.odds.bidden import biddings
from pipeline.verification import verify

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "bidden.toml").read_text(encoding="utf-8")
)["study"]
WRONG = [(text, tuple(case["passages"])) for case in CASES for text in case["wrong"]]
FAIR = [(text, tuple(case["passages"])) for case in CASES for text in case["fair"]]


@pytest.mark.parametrize(("claim", "passages"), WRONG, ids=[text[:48] for text, _ in WRONG])
def test_the_same_done_another_way_is_contradicted(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict in ("contradicted", "overstated")


@pytest.mark.parametrize(("claim", "passages"), FAIR, ids=[text[:48] for text, _ in FAIR])
def test_what_is_bidden_there_is_not(claim: str, passages: tuple[str, ...]) -> None:
    assert verify(claim, passages).judged.verdict != "contradicted"


@pytest.mark.parametrize(
    "text",
    [
        "The powder should not be taken in the morning.",
        "The powder worked better in the morning.",
        "The lozenges may be chewed or swallowed whole.",
    ],
)
def test_a_denial_a_result_and_a_choice_bid_nothing(text: str) -> None:
    assert not biddings(text)
