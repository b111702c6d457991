"""What people save and hand in: single-file pages, reference managers' exports, refusals that came with status 200."""

import base64
import quopri

import pytest

from pipeline.records.source import Capture, Reading
from pipeline.sources import read_capture

SENTENCE = "The café saw each of the adults once a week and asked how they had slept and what they had done. "
PAGE = (
    '<!DOCTYPE html><html><head><title>Naps at work</title><script>var x="naps cure everything"</script></head><body>'
    f"<nav>Home</nav><main><h1>Naps at work</h1><p>Naps shortened reactions by 9% in 61 nurses.</p><p>{SENTENCE * 9}</p>"
    "</main></body></html>"
)


def read(body: bytes, content_type: str = "application/octet-stream") -> Reading:
    url = "https://example.org/naps"
    return read_capture(Capture(url, url, 200, content_type, "2026-11-02T00:00:00Z", "body"), body)


def archive(transfer: str, body: bytes, charset: str = "", end: str = "\r\n") -> bytes:
    lines = [
        "From: <Saved by Blink>",
        "Snapshot-Content-Location: https://example.org/naps",
        "Subject: Naps at work",
        "MIME-Version: 1.0",
        "Content-Type: multipart/related;",
        '\ttype="text/html";',
        '\tboundary="----Boundary--x1"',
        "",
        "",
        "------Boundary--x1",
        "Content-Type: text/css",
        "Content-Transfer-Encoding: 8bit",
        "",
        "p { content: 'naps cure everything' }",
        "------Boundary--x1",
        f"Content-Type: text/html{charset}",
        "Content-ID: <frame-1@mhtml.blink>",
        f"Content-Transfer-Encoding: {transfer}",
        "",
        "",
    ]
    return end.join(lines).encode() + body + f"{end}------Boundary--x1--{end}".encode()


@pytest.mark.parametrize(
    "body",
    [
        archive("quoted-printable", quopri.encodestring(PAGE.encode())),
        archive("quoted-printable", quopri.encodestring(PAGE.encode()), end="\n"),
        archive("base64", base64.encodebytes(PAGE.encode())),
        archive("8bit", PAGE.encode("cp1252"), '; charset="windows-1252"'),
    ],
)
@pytest.mark.parametrize("said", ["application/octet-stream", "multipart/related", "text/plain"])
def test_a_page_saved_as_a_single_file_is_read_as_the_page(body: bytes, said: str) -> None:
    reading = read(body, said)
    assert (reading.reader, reading.scope, reading.metadata.title) == ("html", "full_text", "Naps at work")
    assert "Naps shortened reactions by 9% in 61 nurses." in reading.text
    assert "The café saw each" in reading.text
    assert not any(word in reading.text for word in ("cure", "=3D", "Boundary", "Home", "<"))


@pytest.mark.parametrize("body", [archive("base64", b"!"), archive("8bit", b"")[:420], archive("x", b"")])
def test_an_archive_without_a_page_gives_no_text(body: bytes) -> None:
    assert read(body).scope == "none"


def test_a_text_that_begins_like_a_message_is_a_text() -> None:
    text = f"Subject: Naps at work\nFrom: the ward\n\nNaps at work\n\n{SENTENCE * 9}"
    assert "once a week" in read(text.encode(), "text/plain").text


@pytest.mark.parametrize(
    "export",
    [
        "TY  - JOUR\nTI  - Naps at work\nAB  - Naps shortened reactions.\nER  - \n",
        "@article{doe2020,\n title={Naps at work},\n doi={10.5555/a}\n}\n",
        "PMID- 123456\nOWN - NLM\nTI  - Naps at work\n",
        "%0 Journal Article\n%T Naps at work\n%A Doe, J\n",
    ],
)
def test_a_reference_managers_export_is_not_the_work(export: str) -> None:
    reading = read(export.encode(), "text/plain")
    assert (reading.scope, reading.reason) == ("none", "unsupported")
    assert "reference manager" in reading.detail


@pytest.mark.parametrize(
    "opening", ["@naps: a thread.", "PMID: 123456 is the trial.", "TYPES OF NAPS", "%0 to 9% slept."]
)
def test_a_text_that_begins_alike_is_read(opening: str) -> None:
    assert read(f"{opening}\n\n{SENTENCE * 9}".encode(), "text/plain").scope != "none"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"error":"API rate limit exceeded","api-key":"192.0.2.1","count":"4","limit":"3"}', "application/json"),
        (b'{"message": "Too Many Requests"}', "text/plain"),
        (b'<?xml version="1.0"?><eFetchResult><ERROR>Rate limit exceeded</ERROR></eFetchResult>', "text/xml"),
    ],
)
def test_a_refusal_with_status_200_is_named(body: bytes, said: str) -> None:
    assert read(body, said).reason == "rate_limited"


@pytest.mark.parametrize("body", [b'{"error":"unknown id"}', b'{"title":"Rate limits in the clinic"}'])
def test_other_short_records_are_not_called_rate_limited(body: bytes) -> None:
    assert read(body, "application/json").reason == "unsupported"
