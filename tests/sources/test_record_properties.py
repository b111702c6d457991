"""What holds for any bytes: readers end, never raise, and every offset that they give stands in their text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records.source import Capture, Reading
from pipeline.sources import read_capture
from pipeline.sources.identity import names_in

HEADS = (
    b'{"protocolSection": ',
    b'{"status":"ok","message-type":"work","message": ',
    b'{"hitCount":1,"resultList": ',
    b'{"data":{"type":"dois","attributes": ',
    b'{"id":"https://openalex.org/W1","title": ',
    b'{"doi_url":"x","doi": ',
    b"<PubmedArticleSet><PubmedArticle>",
    b"<article><front><article-meta>",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)
STUDY_KEYS = st.sampled_from(
    "identificationModule statusModule designModule armsInterventionsModule outcomesModule nctId briefTitle armGroups "
    "phases enrollmentInfo count designInfo maskingInfo whoMasked locations contactsLocationsModule".split()
)
STUDIES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["NCT09990001", "PHASE2", "a\nb", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(STUDY_KEYS, inner, max_size=5),
    max_leaves=30,
)
TAGS = "sec title p sup sub xref list list-item table-wrap table tr th td caption label fig italic break alternatives".split()
MARKUP = st.recursive(
    st.sampled_from(["193", " patients ", "−15.1%", "&#8722;", "&nbsp;", "10", "", "a"]),
    lambda inner: st.builds(lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", st.sampled_from(TAGS), st.lists(inner, max_size=4)),
    max_leaves=40,
)  # fmt: skip


def _read(body: bytes) -> Reading:
    url = "https://clinicaltrials.gov/study/NCT09990001"
    capture = Capture(url, url, 200, "", "2026-11-01T00:00:00Z", "body")
    names_in(capture, body)
    reading = read_capture(capture, body)
    assert (reading.scope == "none") == (reading.reason is not None)
    assert reading.text or reading.scope in ("none", "metadata")
    last = 0
    for section in reading.sections:
        assert last <= section.start < section.end <= len(reading.text)
        assert reading.text[section.start : section.end].strip()
        last = section.end
    for cell in reading.cells:
        assert 0 <= cell.start < cell.end <= len(reading.text)
    return reading


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head[:24].decode())
@given(tail=st.binary(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_bytes_end_with_a_reading(head: bytes, tail: bytes) -> None:
    _read(head + tail)


@pytest.mark.parametrize("head", [head for head in HEADS if head.startswith(b"{")], ids=lambda head: head[:24].decode())
@given(value=JSON)
@settings(max_examples=40, deadline=None)
def test_any_json_in_the_place_of_a_record_ends_with_a_reading(head: bytes, value: object) -> None:
    _read(head + json.dumps(value).encode("utf-8", "replace") + b"}" * head.count(b"{"))


@given(value=STUDIES)
@settings(max_examples=150, deadline=None)
def test_registry_records_of_odd_shapes_keep_their_offsets(value: object) -> None:
    protocol = {"identificationModule": {"nctId": "NCT09990001"}, **(value if isinstance(value, dict) else {})}
    _read(json.dumps({"protocolSection": protocol, "resultsSection": value}).encode())


@given(parts=st.lists(MARKUP, max_size=6))
@settings(max_examples=150, deadline=None)
def test_jats_of_odd_shapes_keeps_its_offsets(parts: list[str]) -> None:
    words = "word " * 300
    body = f"<article article-type='research-article'><front/><body><p>{words}</p>{''.join(parts)}</body></article>"
    assert _read(body.encode()).scope == "full_text"
