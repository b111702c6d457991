"""An identifier that opens another work gives no evidence; another wording of the same work does."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.records.report import Report
from tests.references.desk import article, audit, crossref, pubmed, trial

SAYS = "Rinsing cut the number of cramps by 40% in 60 cyclists"
ABSTRACT = "Rinsing with vinegar cut the number of cramps by 40% in 60 cyclists over six weeks of racing."
ENTRY = "Doe J, Moor K. Vinegar and leg cramps in cyclists. Cycling Notes. 2021;2:4-5. doi:10.5555/v.1"
RIGHT: dict[str, Any] = {
    "title": "Vinegar and leg cramps in cyclists",
    "authors": ["Jo Doe", "Kim Moor"],
    "year": 2021,
    "journal": "Cycling Notes",
    "abstract": ABSTRACT,
}
COD = RIGHT | {
    "title": "Growth of cod larvae in cold water tanks",
    "authors": ["Kim Haddock", "Lee Hake"],
    "year": 2003,
}


def told(folder: Path, entries: list[str], lines: list[Any]) -> Report:
    return audit(folder / "sources", article([{"entry": one, "says": SAYS} for one in entries]), lines)


def test_the_text_of_another_work_is_no_evidence_and_the_claim_says_why(tmp_path: Path) -> None:
    report = told(tmp_path, [ENTRY], [crossref("10.5555/v.1", COD)])
    (reference,) = report.references
    assert (reference.scope, reference.reason) == ("none", "wrong_document")
    claims = [one for one in report.claims if one.citations == ("1",)]
    assert claims
    assert {(one.verdict, one.reason) for one in claims} == {("unavailable", "wrong_document")}
    assert not any(one.evidence for one in claims)
    assert any(one.code == "REF-003" and one.severity == "must" for one in report.findings)


def test_a_file_without_a_title_under_the_wrong_name_goes_with_it(tmp_path: Path) -> None:
    plain = {"url": "https://doi.org/10.5555/v.1", "status": 200, "content_type": "text/plain"}
    line = plain | {"final_url": "https://fish.example.org/a", "retrieved_at": "2026-11-20T00:00:00Z"}
    body = ("Cod larvae were kept in tanks of cold water for six weeks and fed twice a day. " * 40).encode()
    report = told(tmp_path, [ENTRY], [crossref("10.5555/v.1", COD), (line, body)])
    assert (report.references[0].scope, report.references[0].reason) == ("none", "wrong_document")


@pytest.mark.parametrize(
    "record",
    [
        RIGHT,
        RIGHT | {"title": "Vinegar and leg cramps in cyclists: a crossover trial in two clubs"},
        RIGHT | {"title": "Vinegar against leg cramps of amateur cyclists"},
        RIGHT | {"title": "Essig gegen Wadenkrämpfe beim Radfahren"},
        RIGHT | {"title": "Vinagre e cãibras nas pernas: um ensaio", "year": 2022},
        RIGHT | {"title": "RETRACTED: Vinegar and leg cramps in cyclists"},
        RIGHT | {"title": "Vinegar"},
        RIGHT | {"authors": ["Pat Other"], "year": 2018},
    ],
)
def test_another_wording_of_the_same_work_is_read(tmp_path: Path, record: dict[str, Any]) -> None:
    report = told(tmp_path, [ENTRY], [crossref("10.5555/v.1", record)])
    assert report.references[0].scope == "abstract"
    assert not [one for one in report.findings if one.code == "REF-003"]


def test_one_common_surname_in_the_same_year_does_not_make_it_the_same_work(tmp_path: Path) -> None:
    record = COD | {"authors": ["Ann Haddock", "Bo Hake", "Cy Ling", "Jo Doe"], "year": 2021}
    report = told(tmp_path, [ENTRY], [crossref("10.5555/v.1", record)])
    assert report.references[0].reason == "wrong_document"


def test_of_two_numbers_the_right_one_is_read(tmp_path: Path) -> None:
    entry = f"{ENTRY}. PMID: 50000002"
    other = pubmed(COD | {"pmid": "50000002", "doi": "10.5555/cod"})
    report = told(tmp_path, [entry], [crossref("10.5555/v.1", RIGHT), other])
    assert report.references[0].scope == "abstract"
    assert {one.verdict for one in report.claims if one.citations} <= {"supported", "unclear"}
    assert [one.title for one in report.findings if one.code == "REF-003"] == [
        "PubMed number of [1] opens another work"
    ]


def test_a_wrong_name_does_not_join_the_entry_with_the_work_that_bears_it(tmp_path: Path) -> None:
    cod = "Haddock K, Hake L. Growth of cod larvae in cold water tanks. Fish. 2003;1:1-2. doi:10.5555/v.1"
    report = told(tmp_path, [ENTRY, cod], [crossref("10.5555/v.1", COD)])
    wrong, right = report.references
    assert (wrong.scope, wrong.same_as, right.scope, right.same_as) == ("none", (), "abstract", ())
    assert [one.reference for one in report.findings if one.code in ("REF-003", "REF-004")] == ["1"]


def test_a_copy_that_a_person_added_is_believed(tmp_path: Path) -> None:
    line, body = crossref("10.5555/v.1", COD)
    report = told(tmp_path, [ENTRY], [(line | {"outcome": "added"}, body)])
    assert report.references[0].scope == "abstract"


def test_a_retraction_of_another_work_is_none_of_this_one(tmp_path: Path) -> None:
    updates = [{"doi": "10.5555/v.9", "type": "retraction", "date": [2020, 1, 1]}]
    report = told(tmp_path, [ENTRY], [crossref("10.5555/v.1", COD | {"updates": updates})])
    assert report.references[0].retraction.state == "unknown"
    assert not [one for one in report.findings if one.code == "REF-002"]


@pytest.mark.parametrize(
    "entry",
    [
        "ClinicalTrials.gov. A randomised, controlled study of vinegar rinses against cramps. NCT01234567",
        "Vinegar for riders with leg cramps. ClinicalTrials.gov identifier: NCT01234567",
        "ClinicalTrials.gov identifier NCT01234567. Updated March 3, 2024. Accessed May 2, 2025.",
        "U.S. National Library of Medicine. NCT01234567. https://clinicaltrials.gov/study/NCT01234567",
        "NCT01234567",
    ],
)
def test_a_registry_record_by_either_of_its_titles_or_none(tmp_path: Path, entry: str) -> None:
    line, body = trial({"nct": "NCT01234567", "title": "Vinegar for riders with leg cramps"})
    named = b'"officialTitle": "A randomised, controlled study of vinegar rinses against cramps", "nctId"'
    assert body is not None
    report = told(tmp_path, [entry], [(line, body.replace(b'"nctId"', named, 1))])
    assert report.references[0].scope == "registry"
    assert not [one for one in report.findings if one.code == "REF-003"]


def test_a_registry_record_of_another_trial(tmp_path: Path) -> None:
    entry = "ClinicalTrials.gov. Vinegar rinses against cramps in riders. NCT01234567"
    line = trial({"nct": "NCT01234567", "title": "Hip screws after falls of the very old"})
    report = told(tmp_path, [entry], [line])
    assert (report.references[0].scope, report.references[0].reason) == ("none", "wrong_document")


SALINE = "University of Harrow. Nasal saline rinses for children with sinusitis. ClinicalTrials.gov identifier: {}."


@pytest.mark.parametrize(
    ("title", "other"),
    [("Antibodies in advanced cancer of the thymus", True), ("Nasal saline rinses for children with sinusitis", False)],
)
def test_a_trial_of_another_university(tmp_path: Path, title: str, *, other: bool) -> None:
    record = {"nct": "NCT02222999", "title": title}
    line, body = trial(record)
    sponsored = json.loads(body or b"")
    sponsored["protocolSection"]["sponsorCollaboratorsModule"] = {"leadSponsor": {"name": "Harbour University"}}
    report = told(tmp_path, [SALINE.format("NCT02222999")], [(line, json.dumps(sponsored).encode())])
    assert any(one.code == "REF-003" for one in report.findings) is other


@pytest.mark.parametrize(
    ("title", "other"), [("Random sets in metric trees and their size", True), ("Sepsis from triage notes", False)]
)
def test_an_arxiv_number_by_the_record_of_its_doi(tmp_path: Path, title: str, *, other: bool) -> None:
    attributes = {
        "doi": "10.48550/arxiv.2005.09999",
        "titles": [{"title": title}],
        "creators": [{"givenName": "Olga", "familyName": "Petrova"}],
        "publicationYear": 2020,
        "types": {"resourceTypeGeneral": "Preprint"},
    }
    url = "https://api.datacite.org/dois/10.48550/arxiv.2005.09999"
    line = {"url": url, "final_url": url, "status": 200, "content_type": "application/vnd.api+json"}
    body = json.dumps({"data": {"id": "x", "type": "dois", "attributes": attributes}}).encode()
    entry = "Huang Q, Dietz F. Sepsis from triage notes. arXiv:2005.09999. 2020."
    report = told(tmp_path, [entry], [(line | {"retrieved_at": "2026-11-20T00:00:00Z"}, body)])
    assert any(one.code == "REF-003" for one in report.findings) is other
