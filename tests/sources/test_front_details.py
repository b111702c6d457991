"""Details of fronts and heads as publishers write them: dates in words, groups of authors, raised commas, units."""

import json

import pytest

from pipeline.facts.structured import from_cell
from pipeline.records.source import Capture, Reading
from pipeline.sources import read_capture
from pipeline.sources.html_metadata import iso_date
from pipeline.sources.inline import flatten
from pipeline.sources.xml_tree import fragment


def _read(body: str, content_type: str = "application/xml") -> Reading:
    url = "https://example.org/1"
    capture = Capture(url, url, 200, content_type, "2026-11-02T00:00:00Z", "body")
    return read_capture(capture, body.encode())


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2019 Nov 5", "2019-11-05"),
        ("2019-Nov-5", "2019-11-05"),
        ("2019 Nov", "2019-11"),
        ("Jan 15, 2020", "2020-01-15"),
        ("September 2021", "2021-09"),
        ("12 Feb 2020", "2020-02-12"),
        ("1st March 2024", "2024-03-01"),
        ("Thu, 19 Sep 2024 08:00:00 GMT", "2024-09-19"),
        ("2019 Spring", "2019"),
        ("Spring 2019", "2019"),
        ("03/04/2021", "2021"),
        ("2024-09-19T08:00:00Z", "2024-09-19"),
        ("published recently", None),
        ("May we ask 20200 people", None),
    ],
)
def test_dates_in_words_are_dates(written: str, date: str | None) -> None:
    assert iso_date(written) == date


def _front(inside: str) -> str:
    title = "<title-group><article-title>Naps of nurses</article-title></title-group>"
    return f"<article article-type='research-article'><front><article-meta>{title}{inside}</article-meta></front></article>"


@pytest.mark.parametrize("kind", ["pub", "publication"])
def test_the_electronic_date_counts_whatever_stands_first(kind: str) -> None:
    printed = f"<pub-date date-type='{kind}' publication-format='print'><year>2021</year></pub-date>"
    online = (
        f"<pub-date date-type='{kind}' publication-format='electronic'><day>5</day><month>11</month><year>2020</year></pub-date>"
        "<pub-date pub-type='collection'><year>2020</year></pub-date>"
    )
    assert _read(_front(printed + online)).metadata.date == "2020-11-05"
    assert _read(_front(online + printed)).metadata.date == "2020-11-05"
    assert _read(_front(printed)).metadata.date == "2021"


def test_members_of_a_group_are_not_part_of_its_name() -> None:
    member = "<contrib-group><contrib><name><surname>Doe</surname><given-names>Jo</given-names></name></contrib></contrib-group>"
    groups = f"<contrib-group><contrib contrib-type='author'><collab>NAPS <italic>Study</italic> Group<xref ref-type='aff'>1</xref>{member}</collab></contrib></contrib-group>"
    assert _read(_front(groups)).metadata.authors == ("NAPS Study Group",)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            "adults<xref ref-type='bibr'><sup>12</sup></xref><sup>,</sup><xref ref-type='bibr'><sup>13</sup></xref> slept",
            "adults slept",
        ),
        (
            "adults<sup><xref ref-type='bibr'>1</xref></sup><sup>–</sup><sup><xref ref-type='bibr'>3</xref></sup>.",
            "adults.",
        ),
        ("adults<xref ref-type='bibr'><sup>12</sup></xref>, who slept", "adults, who slept"),
        ("Ca<sup>2+</sup> and Cl<sup>−</sup>", "Ca²⁺ and Cl⁻"),
    ],
)
def test_what_parts_two_raised_marks_goes_with_them(markup: str, words: str) -> None:
    assert flatten(fragment(markup)) == words


def test_the_service_that_knows_no_record_says_not_found() -> None:
    said = _read("<?xml version='1.0'?><eEfetchResult><ERROR>ID list is empty!</ERROR></eEfetchResult>")
    assert (said.scope, said.reason) == ("none", "not_found")


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [("hours", "time"), ("percentage of participants", "percentage"), ("units on a scale", "number")],
)
def test_a_registered_result_bears_its_measure_and_unit(unit: str, dimension: str) -> None:
    measurement = {"groupId": "OG000", "value": "7.1"}
    measure = {
        "type": "PRIMARY",
        "title": "Sleep at night",
        "paramType": "MEAN",
        "unitOfMeasure": unit,
        "groups": [{"id": "OG000", "title": "Naps"}],
        "classes": [{"categories": [{"measurements": [measurement]}]}],
    }
    study = {
        "protocolSection": {"identificationModule": {"nctId": "NCT00000001", "briefTitle": "Naps"}},
        "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [measure]}},
    }
    reading = _read(json.dumps(study), "application/json")
    cell = reading.cells[0]
    assert (reading.text[cell.start : cell.end], cell.row, cell.column) == (
        "7.1",
        (f"Sleep at night, {unit}", "Mean"),
        ("Naps",),
    )
    (fact,) = from_cell("7.1", cell)
    assert (fact.text, fact.dimension) == ("7.1", dimension)
    assert fact.outcome.startswith("sleep at night")
