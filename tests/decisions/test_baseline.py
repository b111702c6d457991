"""Which earlier finding a finding is, where an edited sentence has several of them."""

from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from pipeline.assembly.baseline import accepted, compare
from pipeline.records.report import AspectEntry, FindingEntry, Report
from tests.decisions.made import SENTENCE, TEXT, finding, report

EDITED = "The trials enrolled 40 bakers"
BAKERS = AspectEntry("Number of people", "40 bakers", "30 bakers", "different")
WEEKS = AspectEntry("Time", "9 weeks", "6 weeks", "different")


def edited(*findings: FindingEntry, words: str = EDITED) -> Report:
    """The report after an edit of its sentence, which gives every finding another fingerprint."""
    one = report(*findings)
    claim = one.claims[0]
    text = TEXT.replace(SENTENCE, words)
    moved = replace(claim, text=words, end=claim.start + len(words))
    return replace(one, article=replace(one.article, text=text), claims=(moved,))


def number(name: str, said: str, *rows: AspectEntry, **given: Any) -> FindingEntry:
    return finding(id=name * 16, title=f"{said} is wrong", said=said, aspects=rows, **given)


def states(before: Report, now: Report) -> tuple[dict[str, str], dict[str, str]]:
    compared = compare(now, before)
    closed = compared.changes.closed or ()
    return {one.title: one.state for one in compared.findings}, {one.title: one.state for one in closed}


def test_a_number_that_was_mended_is_fixed_though_the_sentence_has_another_wrong_one() -> None:
    before = report(number("a", "40 bakers", BAKERS))
    now = edited(number("b", "9 weeks", WEEKS))
    assert states(before, now) == ({"9 weeks is wrong": "new"}, {"40 bakers is wrong": "fixed"})
    assert accepted(compare(now, before)) == frozenset()


@pytest.mark.parametrize("order", [1, -1])
def test_two_findings_of_one_sentence_are_not_taken_for_each_other(order: int) -> None:
    before = report(*[number("a", "40 bakers", BAKERS), number("b", "9 weeks", WEEKS)][::order])
    now = edited(number("c", "9 weeks", WEEKS))
    assert states(before, now) == ({"9 weeks is wrong": "same"}, {"40 bakers is wrong": "fixed"})


def test_a_number_that_was_changed_and_is_still_wrong_is_the_same_finding_changed() -> None:
    before = report(number("a", "40 bakers", BAKERS))
    now = edited(number("b", "41 bakers", replace(BAKERS, article="41 bakers")))
    assert states(before, now) == ({"41 bakers is wrong": "changed"}, {})


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("revolutionary oven", "miracle", "new"),
        ("miracle", "miracle", "same"),
        ("and spares each baker the night", "and spares every baker a night", "same"),
        ("40 bakers", "50 bakers", "new"),
    ],
)
def test_without_rows_the_words_tell(old: str, new: str, state: str) -> None:
    told, _ = states(report(number("a", old)), edited(number("b", new)))
    assert list(told.values()) == [state]


OTHER_NUMBER = SENTENCE.replace("40", "46")


@pytest.mark.parametrize(
    ("old", "new", "rows", "state"),
    [
        (SENTENCE, OTHER_NUMBER, (), "same"),  # needs a source as it did before
        ("40 bakers", OTHER_NUMBER, (), "new"),
        (SENTENCE, "46 bakers", (), "new"),
        (SENTENCE, OTHER_NUMBER, (replace(WEEKS, source="a rest"),), "new"),
    ],
)
def test_what_is_held_against_a_whole_statement_outlasts_a_new_number_in_it(
    old: str, new: str, rows: tuple[AspectEntry, ...], state: str
) -> None:
    before = report(number("a", old, code="CIT-001", source_says=UNSET))
    now = edited(number("b", new, *rows, code="CIT-001", source_says=UNSET), words=OTHER_NUMBER)
    assert list(states(before, now)[0].values()) == [state]


MOVED = TEXT.replace(f"{SENTENCE} [1]. Bread is old.", f"Bread is old. {SENTENCE} [1].")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (MOVED, "gone"),
        (MOVED.replace("\n\n", "\n"), "gone"),
        (MOVED.replace("is old", "is older"), "fixed"),
        (f"{MOVED}\nThe mill paid for it.", "fixed"),
    ],
)
def test_nothing_is_put_right_by_moving_the_text_about(text: str, state: str) -> None:
    before = report(number("a", SENTENCE, code="CIT-002", verdict="uncited", source_says=UNSET))
    now = report(verdict="uncited")
    now = replace(now, article=replace(now.article, text=text))
    assert states(before, now)[1] == {f"{SENTENCE} is wrong": state}


def test_a_group_may_show_another_of_its_places_first() -> None:
    before = report(number("a", "miracle", also=("c1",)))
    now = edited(number("b", "revolutionary oven", also=("c1",)))
    assert states(before, now)[0] == {"revolutionary oven is wrong": "same"}


@pytest.mark.parametrize(("said", "closed"), [("9 weeks", "gone"), ("40 bakers", "fixed")])
def test_what_another_rule_finds_fault_with_now_is_not_fixed(said: str, closed: str) -> None:
    before = report(number("a", "9 weeks", WEEKS, code="SRC-002"))
    now = edited(number("b", said, BAKERS if said == "40 bakers" else WEEKS))
    assert states(before, now) == ({f"{said} is wrong": "new"}, {"9 weeks is wrong": closed})


def test_the_note_names_the_rule_that_tells_of_the_words_now() -> None:
    before = report(number("a", "9 weeks", WEEKS, code="SRC-002"))
    closed = compare(edited(number("b", "9 weeks", WEEKS)), before).changes.closed
    assert closed
    assert closed[0].note == "NUM-001 tells of the same words now."
