"""REF-003: identifiers and links that open another work, and the near misses that don't."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.records.report import FindingEntry
from tests.references.desk import Line, article, audit, crossref, page, pubmed

COD = {"title": "Growth of cod larvae in cold water tanks", "authors": ["Kim Haddock"], "year": 2003, "journal": "Fish"}
ENTRY = "Doe J. Vinegar and leg cramps in cyclists. Cycling Notes. 2021;2:4-5. doi:10.5555/v.1"


def found(folder: Path, entry: str, lines: Sequence[Line]) -> list[FindingEntry]:
    report = audit(folder / "sources", article([{"entry": entry}]), lines)
    return [one for one in report.findings if one.code == "REF-003"]


def test_the_record_of_the_doi_is_another_work(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, ENTRY, [crossref("10.5555/v.1", COD)])
    assert (finding.title, finding.severity) == ("DOI of [1] opens another work", "must")
    assert "Growth of cod" in finding.aspects[0].source
    assert finding.aspects[0].article == "Vinegar and leg cramps in cyclists"


def test_a_number_of_two_is_wrong(tmp_path: Path) -> None:
    right = {
        "title": "Vinegar and leg cramps in cyclists",
        "authors": ["Jo Doe"],
        "year": 2021,
        "journal": "Cycling notes",
    }
    other = pubmed(COD | {"pmid": "50000002", "doi": "10.5555/cod"})
    (finding,) = found(tmp_path, f"{ENTRY}. PMID: 50000002", [crossref("10.5555/v.1", right), other])
    assert finding.title == "PubMed number of [1] opens another work"


@pytest.mark.parametrize(
    "title",
    [
        "Vinegar and leg cramps in cyclists: a crossover trial in two clubs",
        "VINEGAR AND LEG CRAMPS IN CYCLISTS",
        "Vinegar against leg cramps in amateur cyclists",
    ],
)
def test_another_wording_is_no_other_work(tmp_path: Path, title: str) -> None:
    assert not found(
        tmp_path, ENTRY, [crossref("10.5555/v.1", COD | {"title": title, "authors": ["Jo Doe"], "year": 2021})]
    )


def test_a_translated_title_of_the_same_people_and_year_is_no_other_work(tmp_path: Path) -> None:
    record = COD | {"title": "Essig gegen Wadenkrämpfe beim Radfahren", "authors": ["Jo Doe"], "year": 2021}
    assert not found(tmp_path, ENTRY, [crossref("10.5555/v.1", record)])


def test_an_entry_without_a_title_is_left_alone(tmp_path: Path) -> None:
    assert not found(tmp_path, "https://doi.org/10.5555/v.1", [crossref("10.5555/v.1", COD)])


def test_a_page_under_a_sites_name_is_left_alone(tmp_path: Path) -> None:
    site = page({"url": "https://clubs.example.org/vinegar", "title": "Clubs"})
    assert not found(tmp_path, "Doe J. Vinegar and leg cramps in cyclists. https://clubs.example.org/vinegar", [*site])


@pytest.mark.parametrize(
    ("isbn", "wrong"),
    [("978-0-306-40615-7", False), ("978-0-306-40615-8", True), ("0-306-40615-2", False), ("0-306-40615-3", True)],
)
def test_the_check_digit_of_an_isbn(tmp_path: Path, isbn: str, *, wrong: bool) -> None:
    assert bool(found(tmp_path, f"Carter P. The Nurse's Clock. Made-up Press; 2016. ISBN {isbn}", [])) is wrong
