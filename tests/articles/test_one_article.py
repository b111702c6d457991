"""One article in every format that desks use: the same claims, citations and verdicts, each at its line of the file."""

import io
import re
from collections.abc import Callable
from functools import cache

import docx
import pytest

from pipeline.records.article import Article
from pipeline.records.citation import CitedArticle, Reference
from pipeline.records.claim import Claim
from pipeline.records.report import Report
from pipeline.records.source import Capture
from pipeline.sources.classify import Ending
from pipeline.sources.pdf_pages import pages
from pipeline.stages.assemble import Circumstances
from pipeline.stages.claim import claim
from pipeline.walk import audit_article, open_article
from tests.articles.office_files import FORMATS
from tests.articles.one_article import BODY, REFERENCES, SITE, STANDFIRST, TITLE

NAMES = tuple(FORMATS)
PLAIN = "txt in UTF-8"
_MARKER = re.compile(r"\s*\[[\d, ]+\]")
_PAGE = "<html><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
SOURCES = {
    "10.1000/nap.2023.1": "We enrolled 193 nurses at four hospitals, who were randomised to a nap of 20 minutes or a "
    "quiet break. Reaction times were 11 ms shorter after the nap, for about three hours. There were no serious "
    "adverse events. All nurses slept at home as usual.",
    "10.1000/nap.2021.7": "In this crossover study of 26 people in Lisbon there was no difference. There were no "
    "serious adverse events.",
    "10.1000/nap.2022.4": "After waking, four nurses felt groggy.",
}


@cache
def opened(name: str) -> CitedArticle:
    path, make = FORMATS[name]
    return open_article(make(), path)


@cache
def claims(name: str) -> tuple[Claim, ...]:
    return claim(opened(name)).claims


def words(text: str) -> str:
    """A claim's words without what only some formats show: markers in brackets, written-out addresses, carets."""
    return _MARKER.sub("", text).replace(f" ({SITE})", "").replace("^-4", "⁻⁴")


def find(reference: Reference) -> tuple[tuple[Capture, bytes | None], ...]:
    text = SOURCES.get(reference.identifiers.doi or "")
    if text is None:
        return ()
    url = f"https://doi.org/{reference.identifiers.doi}"
    body = _PAGE.format(title=reference.title, text=(text + " ") * 3).encode()
    return ((Capture(url, url, 200, "text/html", "2026-01-01T00:00:00Z", "page.html"), body),)


@cache
def report(name: str) -> Report:
    return audit_article(opened(name), find, Circumstances("2026-02-03T00:00:00Z"))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_claims_with_the_same_citations(name: str) -> None:
    expected = [(words(one.text), one.citations, one.citation_scope, one.prominence) for one in claims(PLAIN)]
    assert [(words(one.text), one.citations, one.citation_scope, one.prominence) for one in claims(name)] == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_same_verdicts(name: str) -> None:
    expected = [(words(one.text), one.verdict) for one in report(PLAIN).claims]
    assert [(words(one.text), one.verdict) for one in report(name).claims] == expected


def test_the_verdicts_are_not_all_one() -> None:
    assert {one.verdict for one in report(PLAIN).claims} >= {"contradicted", "supported", "uncited"}


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_the_articles_and_nothing_else(name: str) -> None:
    article = opened(name).article
    assert article.title == TITLE
    assert "196" not in article.text
    assert STANDFIRST in article.text
    for foreign in ("Twitter", "partners", "9,000", "Subscribe", "et_pb", "Ghost", "Proof"):
        assert foreign not in article.text
    assert "193 nurses at four hospitals" in article.text
    assert article.lang == "en"
    assert not re.search(r"193\d|hospitals ?1|trial1", article.text)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_works_are_cited(name: str) -> None:
    works = {one.identifiers.doi or one.identifiers.url for one in opened(name).references}
    assert {url.partition("?")[0] for url in works if url} == {*SOURCES, SITE}
    assert [one.label for one in opened(name).references][:3] == ["1", "2", "3"]
    assert [one.year for one in opened(name).references][:3] == [2023, 2021, 2022]
    assert not opened(name).dangling


@pytest.mark.parametrize("name", NAMES)
def test_lists_and_headings_keep_their_kind(name: str) -> None:
    article = opened(name).article
    kinds = {article.text[block.start : block.end]: block.kind for block in article.blocks}
    items = next(content for kind, content in BODY if kind == "ul")
    assert [kinds[item] for item in items] == ["list_item"] * 3
    assert kinds["What the nap did"] == "heading"
    assert kinds["Is it safe?"] == "question"
    assert list(kinds.values()).count("reference") == len(REFERENCES)


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_opens_at_its_line(name: str) -> None:
    path, make = FORMATS[name]
    lines = _lines(path, make(), opened(name).article)
    for one in claims(name):
        first = one.text.split()[0]
        assert first in lines(one.start), (one.text, opened(name).article.line_of(one.start))


def _lines(path: str, data: bytes, article: Article) -> Callable[[int], str]:
    """A function from a code point of the text to the words of its line in the file."""
    if path.endswith(".docx"):
        paragraphs = [
            "".join(node.text or "" for node in one._p.iter() if node.tag.endswith("}t"))
            for one in docx.Document(io.BytesIO(data)).paragraphs
        ]
        return lambda at: paragraphs[article.line_of(at) - 1]
    if path.endswith(".pdf"):
        found = pages(data)
        assert not isinstance(found, Ending)
        return lambda at: found.pages[_page(article, at) - 1].lines[article.line_of(at) - 1].text
    for encoding in ("utf-8", "utf-16", "cp1252"):
        try:
            rows = data.decode(encoding).split("\n")
            break
        except UnicodeError:
            continue
    return lambda at: rows[article.line_of(at) - 1]


def _page(article: Article, at: int) -> int:
    return [anchor.page for anchor in article.anchors if anchor.start <= at][-1] or 1


def test_tracked_changes_are_counted() -> None:
    changes = "".join(str(content) for _, content in BODY).count("193") + STANDFIRST.count("193")
    warning = opened("Word with tracked changes").article.warnings[0]
    assert warning.startswith(f"{2 * changes} tracked changes ({changes} inserted, {changes} deleted)")
    assert not opened("Google Docs docx").article.warnings


def test_other_encodings_are_told() -> None:
    assert "windows-1252" in opened("txt in Windows-1252").article.warnings[0]
    assert not opened("txt in UTF-16").article.warnings
