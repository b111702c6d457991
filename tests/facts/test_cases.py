"""The fact engine on its labelled cases: each rule with what must fire and the near miss that must not.

A case is a claim as a journalist writes it and the passage of the source, with how the one stands to the other:

* `same` and `compatible` (rounded, converted, a share worked out of counts) must not fire; `weaker` (the article
  says less than the source) neither; `not_comparable` means that the source speaks of something else, so that no
  number may be called wrong;
* `different` and `stronger` must fire.

The outcome of a case is the worst relation over the claim's facts that found a partner. `same`, `compatible` and
`weaker` are told apart by a floor over all cases, since no reader is harmed when two of them are mixed up once. The cases were
written before the rules and without sight of them; a case that the engine gets wrong says so (`known_wrong`).
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from pipeline.checks import FindingType
from pipeline.records.fact import Comparison, Fact, Relation

CASES = Path(__file__).parent / "cases"
FINDINGS = Path(__file__).resolve().parents[2] / "pipeline" / "checks" / "findings.toml"
WORST_FIRST: tuple[Relation, ...] = ("different", "stronger", "weaker", "compatible", "same")
FIRES: frozenset[str] = frozenset({"different", "stronger"})
NEAR_MISS_SHARE = (0.40, 0.85)
"""In every file between two and five parts of six must be cases that may not fire."""
EXACT_FLOOR = 0.85
"""Share of the cases whose relation is met to the word, `same`, `compatible` and `weaker` told apart."""
KNOWN_WRONG_CEILING = 0.15
"""The engine reached 0.11 on 2026-11-21; lower it as cases are mended."""
CASES_AT_LEAST = 320


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """One labelled pair."""

    why: str
    claim: str
    source: str
    verdict: Relation
    code: str = ""
    """The finding code that a check is expected to give, where exactly one fits."""
    slot: str = ""
    """The slot that decides, where exactly one can (a number of the other arm may be told as `value` or as `arm`)."""
    known_wrong: str = ""
    """Why the engine does not get this right yet; the test then fails once it does."""


class CaseFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A theme."""

    case: tuple[Case, ...]


class Outcome(Struct, frozen=True):
    """What the engine makes of a case."""

    relation: Relation
    slots: frozenset[str]
    """Slots that decide among the facts with that relation."""


def _load() -> dict[str, tuple[Case, ...]]:
    files = sorted(CASES.glob("*.toml"))
    return {
        path.stem: msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), CaseFile).case for path in files
    }


THEMES = _load()
ALL = [(theme, number, case) for theme, cases in THEMES.items() for number, case in enumerate(cases, start=1)]


def _parameters() -> Iterable[object]:
    for theme, number, case in ALL:
        marks = [pytest.mark.xfail(reason=case.known_wrong, strict=True)] if case.known_wrong else []
        yield pytest.param(case, id=f"{theme}-{number}", marks=marks)


def _family(relation: str) -> str:
    return "agree" if relation in {"same", "compatible", "weaker"} else relation


def worst(aligned: Iterable[tuple[Fact, Fact | None, Comparison]]) -> Outcome:
    """The outcome of a whole claim: the worst relation of its facts; `not_comparable` only if nothing aligned."""
    found: dict[Relation, set[str]] = {}
    for _, partner, comparison in aligned:
        if partner is not None:
            found.setdefault(comparison.relation, set()).add(comparison.slot)
    relation: Relation = next((name for name in WORST_FIRST if name in found), "not_comparable")
    return Outcome(relation=relation, slots=frozenset(found.get(relation, ())))


def outcome(case: Case) -> Outcome:
    """Run the engine on a case."""
    facts = pytest.importorskip("pipeline.facts")
    if not hasattr(facts, "align"):
        pytest.skip("the engine has no align() yet")
    return worst(facts.align(facts.extract(case.claim), facts.extract(case.source)))


@pytest.mark.parametrize("case", list(_parameters()))
def test_a_case_fires_or_keeps_silent_as_labelled(case: Case) -> None:
    result = outcome(case)
    assert _family(result.relation) == _family(case.verdict), case.why
    if case.slot:
        assert case.slot in result.slots, case.why


def test_the_relation_is_met_to_the_word_in_most_cases() -> None:
    met = [outcome(case).relation == case.verdict for _, _, case in ALL]
    assert sum(met) / len(met) >= EXACT_FLOOR


def test_cases_that_are_known_wrong_stay_few() -> None:
    wrong = sum(bool(case.known_wrong) for _, _, case in ALL)
    assert wrong <= KNOWN_WRONG_CEILING * len(ALL)


def test_there_are_enough_cases_and_themes() -> None:
    assert len(ALL) >= CASES_AT_LEAST
    assert {case.verdict for _, _, case in ALL} == {*WORST_FIRST, "not_comparable"}


@pytest.mark.parametrize("theme", list(THEMES))
def test_every_theme_shows_both_sides(theme: str) -> None:
    silent = [case for case in THEMES[theme] if case.verdict not in FIRES]
    low, high = NEAR_MISS_SHARE
    assert low <= len(silent) / len(THEMES[theme]) <= high


def test_about_half_of_all_cases_must_not_fire() -> None:
    silent = sum(case.verdict not in FIRES for _, _, case in ALL)
    assert 0.45 <= silent / len(ALL) <= 0.65


def test_no_pair_stands_twice() -> None:
    pairs = Counter((case.claim, case.source) for _, _, case in ALL)
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_codes_exist_and_stand_only_with_cases_that_fire() -> None:
    class Findings(Struct, frozen=True):
        finding: tuple[FindingType, ...]

    known = {entry.code for entry in msgspec.toml.decode(FINDINGS.read_bytes(), type=Findings).finding}
    for theme, number, case in ALL:
        if case.code:
            assert case.code in known, f"{theme}-{number}"
            assert case.verdict in FIRES, f"{theme}-{number}"


def test_every_case_says_why_and_has_both_sides() -> None:
    for theme, number, case in ALL:
        assert all(text.strip() == text and text for text in (case.why, case.claim, case.source)), f"{theme}-{number}"


@pytest.mark.parametrize("relation", WORST_FIRST)
def test_the_worst_relation_counts(relation: Relation) -> None:
    fact = Fact(dimension="count", role="sample_size", text="9", start=0, end=1)
    better = WORST_FIRST[WORST_FIRST.index(relation) :]
    aligned: list[tuple[Fact, Fact | None, Comparison]] = [
        (fact, fact, Comparison(relation=name, slot="value")) for name in reversed(better)
    ]
    lonely: tuple[Fact, Fact | None, Comparison] = (fact, None, Comparison(relation="different", slot="value"))
    assert worst([*aligned, lonely]).relation == relation
    assert worst([lonely]).relation == "not_comparable"
