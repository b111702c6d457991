"""What an article says of a trial's status and dates, beside the registry record itself."""

import json
from typing import Any

import pytest

from pipeline.checks import Dossier
from pipeline.checks.registry_status import CHECK
from pipeline.records.verdict import Agreement, Objection
from pipeline.search.passages import passages_of
from pipeline.sources.clinicaltrials import read
from pipeline.stages.judge import judge_one
from pipeline.verdicts.brief import Brief
from tests.build import capture, claim, rank, work


def record(status: str, *, start: str, end: str, posted: str = "", why: str = "") -> bytes:
    module: dict[str, Any] = {
        "overallStatus": status,
        "startDateStruct": {"date": start},
        "completionDateStruct": {"date": end},
    }
    if posted:
        module["resultsFirstPostDateStruct"] = {"date": posted}
    if why:
        module["whyStopped"] = why
    protocol = {
        "identificationModule": {"nctId": "NCT07000001", "briefTitle": "Fluoride varnish for older adults"},
        "statusModule": module,
        "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE3"]},
    }
    return json.dumps({"protocolSection": protocol, "hasResults": bool(posted)}).encode()


OPEN = record("RECRUITING", start="2024-03-10", end="2027-06")
PLANNED = record("NOT_YET_RECRUITING", start="2027-01", end="2028-06")
ACTIVE = record("ACTIVE_NOT_RECRUITING", start="2022-03", end="2027-09")
DONE = record("COMPLETED", start="2021-03", end="2023-09-15")
STOPPED = record("TERMINATED", start="2021-03", end="2022-05", why="Slow recruitment")
WITHDRAWN = record("WITHDRAWN", start="2022-03", end="2027-09")
REPORTED = record("COMPLETED", start="2019-01", end="2020-09", posted="2021-11-02")
UNKNOWN = record("UNKNOWN", start="2015-01", end="2017-09")


def dossier(text: str, body: bytes) -> Dossier:
    cited = work(read(capture("https://clinicaltrials.gov/api/v2/studies/NCT07000001"), body), kind="registry_record")
    stated = claim(text, kinds=("status",))
    passages = passages_of(cited)
    return Dossier(stated, cited, passages, rank(stated, passages))


def verdict(text: str, body: bytes) -> str:
    file = dossier(text, body)
    return judge_one(Brief(file.claim, (file,), (), {})).verdict


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The trial is still recruiting", OPEN),
        ("The trial is ongoing", OPEN),
        ("The trial began in March 2024", OPEN),
        ("The trial has not posted any results", OPEN),
        ("The study is expected to finish in 2027", OPEN),
        ("The trial has not yet begun to recruit", PLANNED),
        ("Recruitment has not started", PLANNED),
        ("The trial is due to start in January 2027", PLANNED),
        ("The trial has finished recruiting but is ongoing", ACTIVE),
        ("The trial was completed in 2023", DONE),
        ("The trial ended in September 2023", DONE),
        ("The trial ran from 2021 to 2023", DONE),
        ("The trial is no longer recruiting", DONE),
        ("The trial was terminated in 2022", STOPPED),
        ("The trial was stopped early because of slow recruitment", STOPPED),
        ("The trial was withdrawn before it enrolled anyone", WITHDRAWN),
        ("The trial has posted its results", REPORTED),
        ("The results of the trial were posted in November 2021", REPORTED),
    ],
)
def test_what_the_record_says_is_borne_out(text: str, body: bytes) -> None:
    assert verdict(text, body) == "supported"


@pytest.mark.parametrize(
    ("text", "body", "code"),
    [
        ("The trial has finished recruiting", OPEN, "STA-004"),
        ("The trial has not yet begun to recruit", OPEN, "STA-004"),
        ("The trial was completed in 2023", OPEN, "STA-001"),
        ("The trial was stopped early", OPEN, "STA-001"),
        ("The results of the trial have been posted", OPEN, "STA-001"),
        ("The trial started in 2022", OPEN, "STA-004"),
        ("The trial started last year", PLANNED, "STA-001"),
        ("The trial is under way", PLANNED, "STA-004"),
        ("The trial is complete", ACTIVE, "STA-001"),
        ("The trial was completed in 2022", DONE, "STA-004"),
        ("The trial ended in May 2023", DONE, "STA-004"),
        ("The trial ran from 2019 to 2023", DONE, "STA-004"),
        ("The trial was abandoned", DONE, "STA-004"),
        ("The trial was completed in 2022", STOPPED, "STA-001"),
        ("The trial was completed in 2024", WITHDRAWN, "STA-001"),
        ("No results have been posted", REPORTED, "STA-004"),
        ("The results of the trial were posted in 2020", REPORTED, "STA-004"),
    ],
)
def test_what_the_record_belies_is_contradicted_with_its_words(text: str, body: bytes, code: str) -> None:
    file = dossier(text, body)
    found = [one for one in CHECK.examine(file) if isinstance(one, Objection)]
    assert [one.code for one in found] == [code]
    assert found[0].passage is not None
    assert found[0].passage.text in found[0].passage.reading.text
    assert len(found[0].title) <= 60
    assert judge_one(Brief(file.claim, (file,), (), {})).verdict == "contradicted"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Is the trial still recruiting?", DONE),
        ("A second trial was completed in 2022", DONE),
        ("If the trial is completed in 2025, doctors will know more", DONE),
        ("The trial was then still recruiting", DONE),
        ("As of May 2022 the trial had not finished recruiting", DONE),
        ("The first phase of the trial was completed in 2024", OPEN),
        ("The trial has ended", UNKNOWN),
        ("Participants completed a questionnaire", OPEN),
        ("The study has not been completed", OPEN),
        ("The trial has not ended", OPEN),
    ],
)
def test_what_speaks_of_something_else_is_left_alone(text: str, body: bytes) -> None:
    assert [one for one in CHECK.examine(dossier(text, body)) if isinstance(one, Objection)] == []


def test_a_cause_that_the_record_does_not_give_is_not_borne_out() -> None:
    assert verdict("The trial was stopped early because of deaths among patients", STOPPED) != "supported"
    assert [one for one in CHECK.examine(dossier("The trial was stopped early", STOPPED)) if isinstance(one, Agreement)]
