"""REF-002 and REF-009: what became of a cited paper, by any registry, with the traps of the registries' records."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.records.report import FindingEntry, RetractionNotice
from tests.references.desk import Line, article, audit, crossref, europepmc, pubmed

DOI = "10.5555/beads.1"
PAPER = {"title": "Amber beads and teething in nurseries", "authors": ["Ada Lind"], "year": 2020, "journal": "Beads"}
MED = PAPER | {"pmid": "50000001", "doi": DOI}
ENTRY = f"Lind A. Amber beads and teething in nurseries. Beads. 2020;1:11-12. doi:{DOI}. PMID: 50000001"
RETRACTED = {"type": "retraction", "doi": "10.5555/beads.2", "date": [2022, 2, 6], "source": "retraction-watch"}
CORRECTED = {"type": "correction", "doi": "10.5555/beads.3", "date": [2021, 1, 1]}


def told(
    folder: Path, lines: Sequence[Line], *, entry: str = ENTRY, says: str = "Beads are worn"
) -> tuple[RetractionNotice, list[FindingEntry]]:
    report = audit(folder / "sources", article([{"entry": entry, "says": says}]), lines)
    found = [one for one in report.findings if one.code in ("REF-002", "REF-009")]
    return report.references[0].retraction, found


def test_retracted_is_a_must_though_a_correction_stands_first(tmp_path: Path) -> None:
    state, (finding,) = told(tmp_path, [crossref(DOI, PAPER | {"updates": [CORRECTED, RETRACTED]})])
    assert (state.state, state.type, state.notice, state.date) == (
        "notice",
        "retraction",
        "10.5555/beads.2",
        "2022-02-06",
    )
    assert (finding.code, finding.severity, finding.reference) == ("REF-002", "must", "1")
    assert finding.title == "[1] was retracted on 6 February 2022"
    assert "Retraction Watch" in finding.why
    assert finding.suggestion == f"[1] {ENTRY} [Retracted 6 February 2022]"


def test_a_correction_only_never_closes_the_gate(tmp_path: Path) -> None:
    state, (finding,) = told(tmp_path, [crossref(DOI, PAPER | {"updates": [CORRECTED]})])
    assert (state.state, state.type) == ("notice", "correction")
    assert (finding.code, finding.severity) == ("REF-009", "consider")


def test_an_expression_of_concern_is_a_must(tmp_path: Path) -> None:
    concern = {"type": "expression_of_concern", "doi": "10.5555/beads.4", "date": [2021, 5, 1]}
    state, (finding,) = told(tmp_path, [crossref(DOI, PAPER | {"updates": [concern]})])
    assert (state.type, finding.code, finding.severity) == ("expression_of_concern", "REF-002", "must")


def test_a_withdrawn_preprint_is_a_must(tmp_path: Path) -> None:
    gone = {"type": "withdrawal", "doi": "10.5555/beads.5", "date": [2021, 5, 1]}
    _, (finding,) = told(tmp_path, [crossref(DOI, PAPER | {"updates": [gone]})])
    assert finding.title == "[1] was withdrawn on 1 May 2021"


def test_known_to_pubmed_alone(tmp_path: Path) -> None:
    lines = [crossref(DOI, PAPER), pubmed(MED | {"corrections": [["RetractionIn", "50000099"]]})]
    state, (finding,) = told(tmp_path, lines)
    assert (state.state, state.asked, state.notice) == ("notice", ("crossref", "pubmed"), "50000099")
    assert finding.code == "REF-002"
    assert "PubMed" in finding.why
    assert "Crossref" not in finding.why


def test_known_to_europe_pmc_alone(tmp_path: Path) -> None:
    lines = [crossref(DOI, PAPER), europepmc(MED | {"corrections": [["Retraction in", "50000099"]]})]
    state, (finding,) = told(tmp_path, lines)
    assert (state.state, finding.code) == ("notice", "REF-002")


def test_none_known_says_who_was_asked_and_when(tmp_path: Path) -> None:
    state, found = told(tmp_path, [crossref(DOI, PAPER), pubmed(MED)])
    assert (state.state, state.asked, state.unanswered) == ("none_known", ("crossref", "pubmed"), ("europepmc",))
    assert state.asked_at == "2026-11-20T00:00:00Z"
    assert not found


def test_a_registry_that_is_down_is_not_clean(tmp_path: Path) -> None:
    down = crossref(DOI, PAPER)[0] | {"status": 503, "outcome": "server_error"}
    state, found = told(tmp_path, [(down, None)])
    assert (state.state, state.asked) == ("unknown", ())
    assert "crossref" in state.unanswered  # type: ignore[operator]  # set where something was missed
    assert not found
    state, _ = told(tmp_path / "other", [(down, None), pubmed(MED)])
    assert (state.state, state.asked) == ("none_known", ("pubmed",))
    assert "crossref" in state.unanswered  # type: ignore[operator]


def test_an_error_page_with_a_record_in_it_counts_for_nothing(tmp_path: Path) -> None:
    line, body = crossref(DOI, PAPER)
    state, _ = told(tmp_path, [(line | {"status": 500}, body)])
    assert state.state == "unknown"


def test_a_notice_that_is_cited_is_not_a_retracted_paper(tmp_path: Path) -> None:
    notice = {"title": "Retraction: Amber beads and teething", "year": 2022, "journal": "Beads"}
    record = crossref("10.5555/beads.2", notice | {"update_to": [RETRACTED | {"doi": DOI}]})
    entry = "Retraction: Amber beads and teething. Beads. 2022;3:1. doi:10.5555/beads.2"
    state, (finding,) = told(tmp_path, [record], entry=entry)
    assert state.state == "none_known"
    assert (finding.title, finding.severity) == ("[1] is a retraction notice, not the paper", "must")
    assert DOI in finding.why
    _, found = told(tmp_path / "told", [record], entry=entry, says="A paper on beads was retracted")
    assert not found


def test_a_notice_whose_record_lacks_the_link_to_its_paper(tmp_path: Path) -> None:
    notice = {"title": "Retraction notice to “Amber beads and teething”", "year": 2022, "journal": "Beads"}
    entry = "Retraction notice to “Amber beads and teething”. Beads. 2022. doi:10.5555/beads.2"
    _, (finding,) = told(tmp_path, [crossref("10.5555/beads.2", notice)], entry=entry)
    assert (finding.title, finding.severity) == ("[1] is a retraction notice, not the paper", "must")


def test_a_record_that_points_at_itself(tmp_path: Path) -> None:
    itself: dict[str, Any] = {"type": "new_version", "doi": DOI, "date": [2021, 1, 1]}
    state, found = told(tmp_path, [crossref(DOI, PAPER | {"updates": [itself], "update_to": [itself]})])
    assert (state.state, found) == ("none_known", [])
    retracted = RETRACTED | {"doi": DOI}
    state, (finding,) = told(
        tmp_path / "b", [crossref(DOI, PAPER | {"updates": [retracted], "update_to": [retracted]})]
    )
    assert (state.type, finding.title) == ("retraction", "[1] was retracted on 6 February 2022")


def test_fine_where_the_article_says_so(tmp_path: Path) -> None:
    record = crossref(DOI, PAPER | {"updates": [RETRACTED]})
    _, found = told(tmp_path, [record], says="A paper on beads, since retracted, was read by many")
    assert not found
    _, found = told(tmp_path / "entry", [record], entry=ENTRY.replace("Lind A.", "Lind A. Retracted:"))
    assert not found
    _, found = told(tmp_path / "not", [record], says="Muscles that retracted slowly hurt less")
    assert found, "a muscle is no paper"


@pytest.mark.parametrize(
    "title",
    [
        "RETRACTED ARTICLE: {}", "WITHDRAWN: {}", "REMOVED: {}", "TEMPORARY REMOVAL: {}", "{} [Retracted]",
        "{} (Retracted article. See vol. 3, pg. 9, 2022)",
    ],
)  # fmt: skip
def test_a_record_whose_title_alone_tells(tmp_path: Path, title: str) -> None:
    record = crossref(DOI, PAPER | {"title": title.format(PAPER["title"])})
    _, found = told(tmp_path, [record])
    assert [(one.code, one.severity) for one in found] == [("REF-002", "must")]


@pytest.mark.parametrize("title", ["{}: why a retracted trial lives on", "{} (withdrawal and relapse)", "Removed: {}"])
def test_a_title_about_retraction_is_a_papers(tmp_path: Path, title: str) -> None:
    state, found = told(tmp_path, [crossref(DOI, PAPER | {"title": title.format(PAPER["title"])})])
    assert (state.state, found) == ("none_known", [])


@pytest.mark.parametrize(
    "says",
    [
        "Nine nurses withdrew from the study because the beads hurt",
        "Withdrawal from caffeine was shorter in a trial of beads",
        "The drug was withdrawn from the market after a study of beads",
    ],
)
def test_people_and_drugs_that_are_withdrawn_tell_nobody_of_a_retraction(tmp_path: Path, says: str) -> None:
    _, found = told(tmp_path, [crossref(DOI, PAPER | {"updates": [RETRACTED]})], says=says)
    assert [one.code for one in found] == ["REF-002"]


def test_nothing_asked_is_unknown(tmp_path: Path) -> None:
    state, found = told(tmp_path, [])
    assert (state.state, found) == ("unknown", [])


PARTLY = {"type": "partial_retraction", "doi": "10.5555/beads.6", "date": [2021, 3, 4]}


def test_what_was_retracted_in_part_is_not_called_retracted(tmp_path: Path) -> None:
    _, (finding,) = told(tmp_path, [crossref(DOI, PAPER | {"updates": [PARTLY]})])
    assert (finding.code, finding.severity) == ("REF-002", "must")
    assert finding.title == "[1] was retracted in part on 4 March 2021"
    assert finding.suggestion == f"[1] {ENTRY} [Retracted in part 4 March 2021]"


def test_the_whole_is_graver_than_a_part(tmp_path: Path) -> None:
    _, (finding,) = told(tmp_path, [crossref(DOI, PAPER | {"updates": [PARTLY, RETRACTED]})])
    assert finding.title == "[1] was retracted on 6 February 2022"


def test_a_part_known_to_pubmed_alone(tmp_path: Path) -> None:
    lines = [crossref(DOI, PAPER), pubmed(MED | {"corrections": [["PartialRetractionIn", "50000099"]]})]
    _, (finding,) = told(tmp_path, lines)
    assert finding.title == "[1] was retracted in part"
