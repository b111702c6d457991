"""REF-001: dead is what says so itself, or was out of reach on three days; never a refusal, never one bad day."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.records.report import FindingEntry
from tests.references.desk import article, audit, page

URL = "https://depot.example.org/reports/2019"
ENTRY = f"Roe R. (2019). Report on the air in bus depots. {URL}"
TITLE = "Report on the air in bus depots"


def found(folder: Path, *pages: dict[str, Any], entry: str = ENTRY) -> list[FindingEntry]:
    lines = [line for given in pages for line in page({"url": URL, "title": TITLE} | given)]
    report = audit(folder / "sources", article([{"entry": entry}]), lines)
    return [one for one in report.findings if one.code == "REF-001"]


@pytest.mark.parametrize("status", [404, 410])
def test_gone_is_dead_at_once(tmp_path: Path, status: int) -> None:
    (finding,) = found(tmp_path, {"status": status})
    assert (finding.title, finding.severity) == ("Link of [1] is dead", "should")
    assert str(status) in finding.why


@pytest.mark.parametrize("status", [401, 403, 429, 451])
def test_a_refusal_is_never_dead_on_however_many_days(tmp_path: Path, status: int) -> None:
    assert not found(tmp_path, {"status": status, "days": ["2026-10-01", "2026-10-15", "2026-11-01", "2026-11-20"]})


@pytest.mark.parametrize(
    ("days", "dead"),
    [
        (["2026-11-20"], False),
        (["2026-11-20", "2026-11-20", "2026-11-20"], False),
        (["2026-11-18", "2026-11-20"], False),
        (["2026-11-18", "2026-11-19", "2026-11-20"], True),
    ],
)
def test_three_strikes_on_three_days(tmp_path: Path, days: list[str], *, dead: bool) -> None:
    assert bool(found(tmp_path, {"status": 0, "outcome": "network_error", "days": days})) is dead


def test_a_copy_in_between_wipes_the_strikes_out(tmp_path: Path) -> None:
    down = {"status": 0, "outcome": "timeout"}
    two = {**down, "days": ["2026-11-01", "2026-11-02"]}
    # The copy is of 20 November 2026; one more failure stands behind it in the index.
    assert not found(tmp_path, two, {}, {**down, "days": ["2026-11-21"]})


def test_dead_again_after_a_copy(tmp_path: Path) -> None:
    assert found(tmp_path, {}, {"status": 404, "days": ["2026-11-21"]})


def test_a_link_to_the_front_page(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"final": "https://depot.example.org/", "title": "Depot: welcome"})
    assert "opens the front page" in finding.title
    assert not found(tmp_path / "other", {"final": "https://depot.example.org/archive/2019"})


def test_http_that_the_site_itself_makes_https(tmp_path: Path) -> None:
    plain = URL.replace("https", "http")
    entry = ENTRY.replace(URL, plain)
    (finding,) = found(tmp_path, {"url": plain, "final": URL}, entry=entry)
    assert (finding.severity, finding.suggestion) == ("consider", f"[1] {ENTRY}")
    assert not found(tmp_path / "stays", {"url": plain}, entry=entry)


def test_an_archived_copy_is_offered(tmp_path: Path) -> None:
    copy = f"https://web.archive.org/web/20200101000000/{URL}"
    (finding,) = found(tmp_path, {"final": copy}, {"status": 404})
    assert copy in finding.why
    assert finding.suggestion == f"[1] {ENTRY.replace(URL, copy)}"


RESOLVER = "https://doi.org/10.5555/air.1"


@pytest.mark.parametrize("stated", [False, True])
@pytest.mark.parametrize("days", [("2026-11-20", "2026-11-21"), ("2026-11-21", "2026-11-20")])
def test_a_number_is_told_beside_a_living_link_only_where_the_entry_writes_it(
    tmp_path: Path, days: tuple[str, str], *, stated: bool
) -> None:
    """Whichever of the two was asked first."""
    link = URL if stated else "https://depot.example.org/doi/10.5555/air.1"
    entry = ENTRY.replace(URL, f"doi:10.5555/air.1. {link}" if stated else link)
    pages = {"url": link, "days": [days[0]]}, {"url": RESOLVER, "status": 404, "days": [days[1]]}
    told = [one.title for one in found(tmp_path, *pages, entry=entry)]
    assert told == (["DOI of [1] opens nothing"] if stated else [])


@pytest.mark.parametrize("days", [("2026-11-20", "2026-11-21"), ("2026-11-21", "2026-11-20")])
def test_a_dead_link_is_told_beside_a_living_number(tmp_path: Path, days: tuple[str, str]) -> None:
    entry = ENTRY.replace(URL, f"doi:10.5555/air.1. {URL}")
    pages = {"status": 404, "days": [days[0]]}, {"url": RESOLVER, "days": [days[1]]}
    assert [one.title for one in found(tmp_path, *pages, entry=entry)] == ["Link of [1] is dead"]
