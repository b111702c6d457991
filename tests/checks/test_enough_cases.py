"""Every type of finding has eight cases that must fire and eight near misses that must not, counted code by code.

Two sorts of cases are counted. In `cases/*.toml` a firing case names its code; a silent one belongs to the code of its
file, and in a file of several codes to the only one that fires there for the same kind of source (a preprint that is
labelled is a near miss of STA-003, not of STA-002) or, where several do, to none. A test module that has articles of its own exports `CASES` (`sides.py`).
Cases declared as known wrong count for neither side.
"""

import importlib
from collections import Counter
from collections.abc import Iterator

import pytest

from pipeline.lexicon import decode
from tests.checks.sides import Sides
from tests.checks.test_cases import HERE, Case, Cases

LEAST = 8
DEMANDED = """
STA-001 STA-002 STA-003 STA-004 REG-001 REG-002 COI-001 CIT-001 CIT-002 SRC-001 SRC-002 SRC-007 QUO-001 NAM-001
""".split()
"""Types that must have their cases in this folder, whichever sort they are."""
EXPORTING = """
test_uncited_topics test_definition_drift test_lost_citations test_wrong_citation test_interest test_promotion
""".split()
ELSEWHERE = {
    "NUM-002": "tests/facts/cases",
    "NUM-003": "tests/facts/cases",
    "NUM-004": "tests/facts/cases",
    "NUM-005": "tests/checks/test_inconsistency.py",
    "SRC-004": "tests/references",
}
"""Types whose cases stand mostly in another folder."""


def tabled() -> Iterator[tuple[str, str, object]]:
    """Code, side and case of each case of `cases/*.toml` that holds."""
    for path in sorted((HERE / "cases").glob("*.toml")):
        cases = [
            case for case in decode(path.read_text(encoding="utf-8"), path.name, Cases).case if not case.known_wrong
        ]
        firing = [case for case in cases if case.code]
        for case in cases:
            codes = {case.code} if case.code else nearly(case, firing)
            for code in codes:
                yield code, "fires" if case.code else "silent", case


def nearly(case: Case, firing: list[Case]) -> set[str]:
    """The codes that a silent case nearly earns."""
    codes = {one.code for one in firing}
    if case.not_code:
        return {case.not_code}
    alike = codes if len(codes) == 1 else {one.code for one in firing if one.kind == case.kind}
    return alike if len(alike) == 1 else set()


def exported() -> Iterator[tuple[str, str, object]]:
    """Code, side and case of what the test modules declare; one that repeats itself counts once."""
    for name in EXPORTING:
        declared: dict[str, Sides] = importlib.import_module(f"tests.checks.{name}").CASES
        for code, sides in declared.items():
            yield from ((code, "fires", case) for case in dict.fromkeys(sides.fires))
            yield from ((code, "silent", case) for case in dict.fromkeys(sides.silent))


def table() -> Counter[tuple[str, str]]:
    """How many cases each code has on each side."""
    return Counter((code, side) for code, side, _ in (*tabled(), *exported()))


def test_every_type_has_eight_cases_on_either_side() -> None:
    counted = table()
    codes = {code for code, _ in counted} | set(DEMANDED)
    few = [
        f"{code}: {counted[code, 'fires']} fire, {counted[code, 'silent']} are silent"
        for code in sorted(codes - set(ELSEWHERE))
        if min(counted[code, "fires"], counted[code, "silent"]) < LEAST
    ]
    assert not few, "\n".join(few)


@pytest.mark.parametrize("code", DEMANDED)
def test_no_demanded_type_counts_on_cases_elsewhere(code: str) -> None:
    assert code not in ELSEWHERE


def test_a_silent_case_counts_for_the_code_that_it_nearly_earns() -> None:
    firing = [
        Case(why="", claim="", code="STA-002", kind="press_release"),
        Case(why="", claim="", code="STA-003", kind="preprint"),
    ]
    assert nearly(Case(why="", kind="preprint"), firing) == {"STA-003"}
    assert nearly(Case(why="", kind="journal_article"), firing) == set()
    assert nearly(Case(why="", kind="journal_article"), firing[:1]) == {"STA-002"}
    assert nearly(Case(why="", not_code="STA-002"), firing) == {"STA-002"}
