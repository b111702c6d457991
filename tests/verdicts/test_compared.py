"""Comparisons as they are read from a sentence, and claims that turn one round."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.verdicts.reading.comparisons import tellings
from pipeline.verification import verify

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "compared.toml").read_text(encoding="utf-8")
)["comparison"]
ACCUSED = ("contradicted", "overstated")


def _pairs(field: str) -> list[Any]:
    return [pytest.param(claim, case["passage"], id=claim[:60]) for case in CASES for claim in case[field]]


@pytest.mark.parametrize(("claim", "passage"), _pairs("wrong"))
def test_a_comparison_turned_round_is_accused(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict in ACCUSED


@pytest.mark.parametrize(("claim", "passage"), _pairs("fair"))
def test_the_same_comparison_told_fairly_is_not_accused(claim: str, passage: str) -> None:
    found = verify(claim, (passage,)).judged
    assert [one.title for one in found.objections if one.verdict and one.code == "NUM-001"] == []


@pytest.mark.parametrize(
    ("text", "ways", "own", "others"),
    [
        ("Rust was rarer on zinc than on tin.", {-1}, {"zinc"}, {"tin"}),
        ("Zinc outlasted tin.", None, None, None),
        ("Rust was no rarer on zinc than on tin.", {0, 1}, {"zinc"}, {"tin"}),
        ("Zinc beat tin.", {1}, {"zinc"}, {"tin"}),
        ("Rust spread as fast on zinc as on tin.", {0}, {"zinc"}, {"tin"}),
        ("Rust fell on zinc and rose on tin.", {-1}, {"zinc"}, {"tin"}),
        ("Rust fell on zinc, but not on tin.", {-1}, {"zinc"}, {"tin"}),
        ("Rust was half as common on zinc as on tin.", {-1}, {"zinc"}, {"tin"}),
    ],
)
def test_who_is_set_beside_whom(
    text: str, ways: set[int] | None, own: set[str] | None, others: set[str] | None
) -> None:
    told = tellings(text)
    if ways is None:
        assert not told
    else:
        assert (set(told[0].ways), set(told[0].own), set(told[0].others)) == (ways, own, others)


def test_of_a_sentence_with_than_both_sides_are_told() -> None:
    first, second = tellings("Bark was thicker in oaks than in birches.")
    assert first.own == second.others
    assert first.others == second.own
    assert {first.ways, second.ways} == {frozenset((1,)), frozenset((-1,))}


def test_a_denial_in_a_group_is_part_of_its_name() -> None:
    (told,) = tellings("Mould was rarer in cellars without windows.")
    assert any(name.startswith("¬") for name in told.own)


def test_a_run_of_blanks_behind_than_costs_no_time() -> None:
    assert tellings("Bark was thicker than" + " " * 3_000) == tellings("Bark was thicker than ")
