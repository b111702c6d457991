"""One root cause is one card; what closes the gate, or has words of its own to change, keeps its own."""

import pytest

from pipeline.assembly.grouping import root_of, title_of
from pipeline.records.report import Severity
from pipeline.records.verdict import Objection


def objection(code: str, severity: Severity = "should", cause: str = "own cause") -> Objection:
    return Objection(code, None, severity, "Its own title", "why", (), cause=cause)


def test_what_only_asks_to_be_read_is_one_card() -> None:
    assert root_of(objection("SRC-007", "consider", "a")) == root_of(objection("SRC-007", "consider", "b"))


@pytest.mark.parametrize("code", ["CER-001", "CER-004"])
def test_a_must_keeps_the_cause_of_its_check(code: str) -> None:
    assert root_of(objection(code, "must")) == ("own cause", True)
    assert root_of(objection(code)) != ("own cause", True)


@pytest.mark.parametrize("code", ["NUM-001", "DUR-001", "CIT-001", "SRC-002"])
def test_codes_without_an_entry_keep_their_own_cause(code: str) -> None:
    assert root_of(objection(code)) == ("own cause", True)


def test_a_group_of_three_is_named_by_its_number() -> None:
    assert title_of(objection("SRC-007", "consider"), 9) == "Please read: 9 statements are undecided"
    assert title_of(objection("SRC-007", "consider"), 2) == "Its own title"
    assert title_of(objection("NUM-001"), 9) == "Its own title"
