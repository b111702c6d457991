"""A notice that is known by its title alone, and papers whose title begins alike."""

import json

import pytest

from pipeline.records.source import Capture, Reading
from pipeline.sources import read_capture
from pipeline.sources.notice_title import ANOTHER, notice_title

NAPS = "Naps in night shifts of nurses"


@pytest.mark.parametrize(
    ("title", "of"),
    [
        (f"Retraction notice to “{NAPS}” [J Sleep 12 (2020) 1–9]", f"“{NAPS}”"),
        (f"Retraction: {NAPS}", f"“{NAPS}”"),
        (f"RETRACTION NOTE TO: {NAPS}", f"“{NAPS}”"),
        (f"Notice of Retraction and Replacement: {NAPS}", f"“{NAPS}”"),
        (f"Statement of Retraction: {NAPS}", f"“{NAPS}”"),
        (f'Retraction of "{NAPS}"', f"“{NAPS}”"),
        ("Retraction for Lind et al., Naps in night shifts", "“Lind et al., Naps in night shifts”"),
        (f"Correction to: {NAPS}", f"“{NAPS}”"),
        (f"Correction to {NAPS}", f"“{NAPS}”"),
        (f"Author Correction: {NAPS}", f"“{NAPS}”"),
        (f"Corrigendum to “{NAPS}”", f"“{NAPS}”"),
        (f"Erratum for {NAPS}", f"“{NAPS}”"),
        (f"Editorial Expression of Concern: {NAPS}", f"“{NAPS}”"),
        (f"Withdrawal notice to: {NAPS}", f"“{NAPS}”"),
        ("Erratum", ANOTHER),
        ("Retraction notice.", ANOTHER),
    ],
)
def test_titles_of_notices(title: str, of: str) -> None:
    assert notice_title(title) == of


@pytest.mark.parametrize(
    "title",
    [
        NAPS,
        "Withdrawal of antidepressants in older adults",
        "Correction of anaemia in chronic kidney disease",
        "Correction to normal of serum sodium in heart failure",
        "Retraction of the tongue during sleep",
        "Corrections in prisons: health of the staff",
        "RETRACTED: Naps in night shifts of nurses",
        "Retracted papers in nursing: a survey",
        "Removal of wisdom teeth: a trial",
        "Retraction notices in nursing journals, 2000 to 2020",
        "Expression of concern genes in yeast",
        "Addendum proteins of bees",
        "",
    ],
)
def test_titles_of_papers(title: str) -> None:
    assert notice_title(title) is None


def crossref(title: str, **fields: object) -> Reading:
    message = {"DOI": "10.5555/naps.9", "type": "journal-article", "title": [title], **fields}
    url = "https://api.crossref.org/works/10.5555/naps.9"
    capture = Capture(url, url, 200, "application/json", "2026-11-02T00:00:00Z", "b")
    return read_capture(capture, json.dumps({"message-type": "work", "message": message}).encode())


def test_a_crossref_record_without_its_link_to_the_paper_is_a_notice_by_its_title() -> None:
    assert crossref(f"Retraction notice to “{NAPS}”").metadata.is_notice_of == f"“{NAPS}”"
    linked = crossref(f"Correction to: {NAPS}", **{"update-to": [{"DOI": "10.5555/naps.1", "type": "correction"}]})
    assert linked.metadata.is_notice_of == "10.5555/naps.1"
    assert crossref(NAPS).metadata.is_notice_of is None


@pytest.mark.parametrize(("journal", "notice"), [("Sleep Letters", True), ("", False)])
def test_a_page_is_a_notice_by_its_title_only_in_a_journal(journal: str, *, notice: bool) -> None:
    title = f"Retraction notice to: {NAPS}"
    meta = f'<meta name="citation_title" content="{title}"><meta name="citation_journal_title" content="{journal}">'
    words = "<p>" + "The editors found that the lists of nights had been written by one hand. " * 12 + "</p>"
    capture = Capture("https://e.org/a", "https://e.org/a", 200, "text/html", "2026-11-02T00:00:00Z", "b")
    body = f"<html><head>{meta}</head><body><main><h1>{title}</h1>{words}</main></body></html>"
    assert (read_capture(capture, body.encode()).metadata.is_notice_of is not None) is notice
