"""Whether a short body is the whole article: its structure and its end decide, not its length."""

import pytest

from pipeline.records.source import Capture, Reading
from pipeline.sources import read_capture

ABSTRACT = (
    "Bumblebees carry pollen between orchards. We marked 84 workers of four colonies and followed their flights for "
    "three weeks; colonies near hedges brought home a third more pollen than colonies in open fields did."
)
OPENING = (
    "Farmers plant hedges along orchards in the hope of more fruit, and nobody had counted what they bring. We marked "
    "84 workers of four colonies and weighed their loads on every dry day in May."
)
FINDING = (
    "Colonies near hedges brought home 31% more pollen than those in open fields (12.4 g against 9.5 g a day), and the "
    "difference was there in every week of the study."
)
END = "The colonies were few and the spring was warm, so other years may well look different."
CITED = "<sup><xref ref-type='bibr' rid='b2'>2</xref></sup>"


def _read(body: str, *, abstract: str = ABSTRACT, article_type: str = "brief-report") -> Reading:
    meta = f"<article-meta><title-group><article-title>Hedges and bees</article-title></title-group><abstract><p>{abstract}</p></abstract></article-meta>"
    file = f'<article article-type="{article_type}"><front>{meta}</front><body>{body}</body></article>'
    capture = Capture(
        "https://example.org/1", "https://example.org/1", 200, "application/xml", "2026-11-02T00:00:00Z", "b"
    )
    return read_capture(capture, file.encode())


WHOLE = {
    "headed parts": f"<sec><title>Background</title><p>{OPENING}</p></sec><sec><title>What we saw</title><p>{FINDING} {END}</p></sec>",
    "citations": f"<p>{OPENING} {FINDING} {END}{CITED}</p>",
    "a table": f"<p>{OPENING} {FINDING} {END}</p><table-wrap><table><tr><td>g a day</td><td>12.4</td></tr></table></table-wrap>",
    "paragraphs": f"<p>{OPENING}</p><p>{FINDING}</p><p>{END}</p>",
    "a citation in brackets at its end": f"<p>{OPENING} {FINDING} {END} [<xref ref-type='bibr' rid='b2'>2</xref>]</p>",
}
NOT_WHOLE = {
    "one paragraph without anything": f"<p>{OPENING} {FINDING}</p>",
    "broken off in a sentence": f"<p>{OPENING}</p><p>{FINDING}</p><p>The colonies were few and{CITED} the</p>",
    "three points at its end": f"<p>{OPENING}{CITED}</p><p>{FINDING}</p><p>The colonies were few...</p>",
    "one sign for three points": f"<p>{OPENING}{CITED}</p><p>{FINDING}</p><p>The colonies were few…</p>",
    "the abstract again": f"<p>{ABSTRACT}{CITED}</p><p>{END}</p><p>A note.</p>",
    "an offer of the rest": f"<p>{OPENING}{CITED}</p><p>{FINDING}</p><p>Subscribe to continue reading.</p>",
    "pictures of scanned pages": f"<p>{OPENING}{CITED}</p><p>{FINDING}</p><p>{END}</p>"
    "<supplementary-material content-type='scanned-pages'/>",
    "hardly a word": f"<sec><title>Results</title><p>None.{CITED}</p></sec><sec><title>Methods</title><p>None.</p></sec>",
}


@pytest.mark.parametrize("body", WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("article_type", ["brief-report", "research-article"])
def test_a_short_article_with_the_build_of_one_is_whole(body: str, article_type: str) -> None:
    reading = _read(body, article_type=article_type)
    assert reading.scope == "full_text"
    assert END[:40] in reading.text


@pytest.mark.parametrize("body", NOT_WHOLE.values(), ids=NOT_WHOLE)
def test_a_short_body_that_is_an_excerpt_leaves_the_abstract(body: str) -> None:
    reading = _read(body, article_type="research-article")
    assert reading.scope == "abstract"
    assert "31%" not in reading.text


def test_a_letter_needs_no_parts_and_no_citations() -> None:
    body = f"<p>{OPENING} {FINDING}</p>"
    assert _read(body, article_type="letter").scope == "full_text"
    assert _read(body, article_type="research-article").scope == "abstract"
