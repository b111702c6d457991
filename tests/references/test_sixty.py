"""Sixty references: thirty sound, thirty with one planted fault each. A false alarm costs as much as a miss."""

from collections import Counter

import pytest

from pipeline.checks import House
from pipeline.records.report import Report
from tests.references.desk import about, article, audit, lines_of, sixty

ACCUSES = (
    *("REF-001", "REF-002", "REF-003", "REF-004", "REF-005", "REF-007", "REF-008", "REF-009"),
    *("SRC-003", "SRC-004", "SRC-005", "SRC-006"),
)
"""REF-006 (could not be read) accuses nobody: it says what was not checked."""
FOUND_FLOOR = 27
ACCUSED_CEILING = 1


@pytest.fixture(scope="module", name="report")
def _report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    listed = sixty()
    lines = {repr(line[0]): line for one in listed for line in lines_of(one)}
    folder = tmp_path_factory.mktemp("desk") / "sources"
    return audit(folder, article(listed), tuple(lines.values()), House(caution=("Journal of Everything at Once",)))


def test_the_list_is_what_it_says() -> None:
    faults = Counter(one.get("fault", "") for one in sixty())
    assert (faults[""], faults.total()) == (30, 60)
    assert len({one["why"] for one in sixty()}) == 60


def test_planted_faults_are_found(report: Report) -> None:
    missed = [
        (one["why"], sorted(each.code for each in about(report, str(at))))
        for at, one in enumerate(sixty(), start=1)
        if one.get("fault") and not about(report, str(at), (one["fault"],))
    ]
    assert 30 - len(missed) >= FOUND_FLOOR, missed


def test_sound_references_are_left_alone(report: Report) -> None:
    accused = [
        (one["why"], [(each.code, each.title, each.aspects) for each in about(report, str(at), ACCUSES)])
        for at, one in enumerate(sixty(), start=1)
        if not one.get("fault") and about(report, str(at), ACCUSES)
    ]
    assert len(accused) <= ACCUSED_CEILING, accused


def test_a_fault_is_named_once_and_no_other_with_it(report: Report) -> None:
    others = [
        (one["why"], sorted(each.code for each in about(report, str(at), ACCUSES)))
        for at, one in enumerate(sixty(), start=1)
        if one.get("fault") and {each.code for each in about(report, str(at), ACCUSES)} - {one["fault"]}
    ]
    assert not others


def test_every_title_fits_its_card(report: Report) -> None:
    assert [one.title for one in report.findings if len(one.title) > 60] == []
