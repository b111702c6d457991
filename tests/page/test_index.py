"""The index: every report once, worst first, with links that open them."""

import re

import msgspec
from bs4 import BeautifulSoup

from pipeline.page import index
from pipeline.records.report import DecisionEntry, FindingEntry, Gate, GateCounts, GateState, Report
from tests.page.build_report import report
from tests.page.hostile import ATTACK, hostile


def saved(slug: str, state: GateState, musts: int = 0) -> Report:
    made = report()
    flaws = tuple(FindingEntry(f"{slug}{n}", "NUM-001", "must", "t", "w", "new") for n in range(musts))
    article = msgspec.structs.replace(made.article, slug=slug, title=f"Title of {slug}")
    return msgspec.structs.replace(made, article=article, gate=Gate(state, "must", GateCounts(musts)), findings=flaws)


def rows(page: str) -> list[str]:
    return [link.get_text() for link in BeautifulSoup(page, "lxml").select("tbody th a")]


def test_worst_first() -> None:
    some = [
        saved("d", "ready"),
        saved("b", "hold", 1),
        saved("c", "fixes"),
        saved("a", "hold", 3),
        saved("e", "incomplete"),
    ]
    wanted = [f"Title of {slug}" for slug in "abecd"]
    assert rows(index(some)) == wanted
    assert rows(index(some[::-1])) == wanted
    assert index(some) == index(some[::-1])


def test_the_heading_counts_what_is_on_hold() -> None:
    assert "2 of 3 articles on hold" in index([saved("a", "hold", 1), saved("b", "hold", 1), saved("c", "ready")])


def test_no_report_yet_is_said() -> None:
    assert "No report has been saved yet" in index([])


def test_waivers_that_run_out_within_two_weeks_are_announced() -> None:
    def with_waiver(until: str) -> Report:
        flaw = FindingEntry(
            "a", "NUM-001", "must", "t", "w", "same", decision="keep", decided=DecisionEntry(until=until)
        )
        return msgspec.structs.replace(saved("a", "ready"), findings=(flaw,))

    assert "1 waived (1 must fix), 1 ends soon" in index([with_waiver("2026-12-04")])
    assert "ends soon" not in index([with_waiver("2026-12-05")])
    assert "1 waived (1 must fix)" in index([with_waiver("")])


def test_hostile_names_are_text_and_slugs_cannot_lead_elsewhere() -> None:
    made = hostile()
    made = msgspec.structs.replace(made, article=msgspec.structs.replace(made.article, slug="../../x?y#z"))
    page = BeautifulSoup(index([made]), "lxml")
    assert not page.select("script, img")
    link = page.select_one("tbody th a")
    assert link is not None
    assert link["href"] == "..%2F..%2Fx%3Fy%23z.html"
    assert link.get_text() == ATTACK


def test_it_runs_and_loads_nothing() -> None:
    page = index([report()])
    assert "script-src 'none'" in page
    assert not re.search(r"<script|@import|url\((?!data:)", page)
