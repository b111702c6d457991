"""SRC-006: a preprint that was published, a review that was updated; not where the later form is cited as well."""

from pathlib import Path
from typing import Any

from pipeline.records.report import FindingEntry
from tests.references.desk import Line, article, audit, crossref, pubmed

DOI = "10.1101/2023.02.02.23300002"
PREPRINT = {"title": "Warm nights and heart attacks in towns", "authors": ["Paula Carter"], "year": 2023}
ENTRY = f"Carter P. Warm nights and heart attacks in towns. medRxiv. 2023. doi:{DOI}"


def found(folder: Path, entries: list[str], *lines: Line) -> list[FindingEntry]:
    report = audit(folder / "sources", article([{"entry": one} for one in entries]), lines)
    return [one for one in report.findings if one.code == "SRC-006"]


def test_a_preprint_that_was_published(tmp_path: Path) -> None:
    record = crossref(DOI, PREPRINT | {"type": "posted-content", "preprint_of": "10.5555/w.1"})
    (finding,) = found(tmp_path, [ENTRY], record)
    assert (finding.title, finding.severity) == ("[1] has been published since", "consider")
    assert "https://doi.org/10.5555/w.1" in finding.why


def test_the_article_beside_its_preprint_is_fine(tmp_path: Path) -> None:
    record = crossref(DOI, PREPRINT | {"type": "posted-content", "preprint_of": "10.5555/w.1"})
    later = "Carter P. Warm nights and heart attacks in towns. Heart Notes. 2024. doi:10.5555/w.1"
    assert not found(tmp_path, [ENTRY, later], record)


def test_a_newer_version_of_a_review(tmp_path: Path) -> None:
    newer: dict[str, Any] = {"type": "new_version", "doi": "10.5555/w.1.pub3", "date": [2024, 1, 1]}
    record = crossref(DOI, PREPRINT | {"updates": [newer]})
    (finding,) = found(tmp_path, [ENTRY], record)
    assert finding.title == "A newer version replaces [1]"
    med = pubmed(
        PREPRINT | {"pmid": "50000001", "doi": DOI, "journal": "Db", "corrections": [["UpdateIn", "50000002"]]}
    )
    (finding,) = found(tmp_path / "med", [ENTRY], med)
    assert "PMID 50000002" in finding.why


def test_a_version_of_itself_and_comments_are_none(tmp_path: Path) -> None:
    itself = {"type": "new_version", "doi": DOI, "date": [2024, 1, 1]}
    med = pubmed(
        PREPRINT | {"pmid": "50000001", "doi": DOI, "journal": "Db", "corrections": [["CommentIn", "50000002"]]}
    )
    assert not found(tmp_path, [ENTRY], crossref(DOI, PREPRINT | {"updates": [itself]}), med)
