"""Figures told of another group, outcome or time than in the source, through the whole judge, beside near misses.

A case holds the passages of a source, claims whose figure stands there for something else (`wrong`), and right ones in
the same and in other words (`right`). The cases were written before the rules.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from pipeline.verification import verify

CASES = Path(__file__).parents[1] / "facts" / "exchanged"


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """One source with claims of both sides."""

    why: str
    passages: tuple[str, ...]
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    known_wrong: tuple[str, ...] = ()
    """Claims of either side that the judge does not get right yet."""


class CaseFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A theme."""

    case: tuple[Case, ...]


def _load() -> list[tuple[str, Case]]:
    files = sorted(CASES.glob("*.toml"))
    return [
        (path.stem, case)
        for path in files
        for case in msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), CaseFile).case
    ]


ALL = _load()


def _claims(side: str) -> Iterable[object]:
    for theme, case in ALL:
        for claim in getattr(case, side):
            marks = [pytest.mark.xfail(reason="known wrong", strict=True)] if claim in case.known_wrong else []
            yield pytest.param(case, claim, id=f"{theme}: {claim}", marks=marks)


@pytest.mark.parametrize(("case", "claim"), list(_claims("wrong")))
def test_a_figure_of_something_else_contradicts(case: Case, claim: str) -> None:
    assert verify(claim, case.passages).judged.verdict == "contradicted", case.why


@pytest.mark.parametrize(("case", "claim"), list(_claims("right")))
def test_a_right_figure_is_not_contradicted(case: Case, claim: str) -> None:
    assert verify(claim, case.passages).judged.verdict != "contradicted", case.why


def test_there_are_enough_of_both_sides() -> None:
    wrong, right = sum(len(case.wrong) for _, case in ALL), sum(len(case.right) for _, case in ALL)
    assert wrong >= 40
    assert right >= wrong
    assert sum(len(case.known_wrong) for _, case in ALL) <= 0.05 * (wrong + right)
