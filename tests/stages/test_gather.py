"""What is got of each cited work: captures read and joined, scope, kind and reason, in every way that it can end."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.records.article import Article
from pipeline.records.citation import CitedArticle, Identifiers, Reference
from pipeline.records.source import ADDED, Capture, Shelf
from pipeline.snapshots import Snapshots
from pipeline.stages.gather import gather

Pair = tuple[Capture, bytes | None]
SHARED = Path(os.environ.get("CLAIM_AUDIT_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
needs_shared = pytest.mark.skipif(not (SHARED / "sources").is_dir(), reason="the shared data is not on this machine")
NAPS = "Effect of naps on recall in older adults"


def _cited(*references: Reference) -> CitedArticle:
    article = Article("a.txt", "a", "A", "text", "0" * 64, "en", "", (), (), ())
    return CitedArticle(article, references, ())


def _reference(label: str = "1", *, title: str | None = None, **names: str) -> Reference:
    return Reference(label, label, 0, 0, Identifiers(**names), title=title)


def _capture(
    url: str, *, at: str = "2026-11-01", status: int = 200, kind: str = "application/json", **more: str
) -> Capture:
    return Capture(
        url,
        url,
        status,
        kind,
        f"{at}T00:00:00Z",
        more.get("path", "kept"),
        None,
        outcome=more.get("outcome"),
        note=more.get("note"),
    )


def _crossref(doi: str, **fields: object) -> Pair:
    body = {"message-type": "work", "message": {"DOI": doi, "type": "journal-article", "title": [NAPS], **fields}}
    return _capture(f"https://api.crossref.org/works/{doi}"), json.dumps(body).encode()


def _pubmed(pmid: str, doi: str, *, abstract: str = "Sixty people took naps.") -> Pair:
    body = (
        f"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>{NAPS}</ArticleTitle>"
        f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract></Article></MedlineCitation><PubmedData><ArticleIdList>"
        f'<ArticleId IdType="doi">{doi}</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>'
    )
    return _capture(f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/", kind="text/xml"), body.encode()


def _refusal(url: str, status: int = 403, **more: str) -> Pair:
    capture = _capture(url, status=status, kind="text/html", **more)
    return Capture(**{**{name: getattr(capture, name) for name in capture.__struct_fields__}, "path": None}), None


def _gather(answers: Mapping[str, tuple[Pair, ...]], *references: Reference) -> Shelf:
    find: Callable[[Reference], tuple[Pair, ...]] = lambda reference: answers.get(reference.label, ())  # noqa: E731
    return gather(_cited(*references), find)


def test_references_of_one_work_are_joined_by_names_learnt_from_a_record() -> None:
    answers = {"3": (_crossref("10.5555/a"),), "5": (_pubmed("77", "10.5555/A"),), "4": (_crossref("10.5555/b"),)}
    shelf = _gather(
        answers, _reference("3", doi="10.5555/a"), _reference("4", doi="10.5555/b"), _reference("5", pmid="77")
    )
    assert [work.labels for work in shelf.works] == [("3", "5"), ("4",)]
    joined = shelf.works[0]
    assert joined.scope == "abstract"
    assert [reading.reader for reading in joined.readings] == ["pubmed", "crossref"]
    names = {name for one in joined.identifiers for name in one.names()}
    assert {("doi", "10.5555/a"), ("pmid", "77")} <= names


def test_references_to_one_address_are_one_work_and_each_capture_is_read_once() -> None:
    pair = _pubmed("77", "10.5555/a")
    url = "https://pubmed.ncbi.nlm.nih.gov/77"
    shelf = _gather({"1": (pair,), "2": (pair,)}, _reference("1", url=url), _reference("2", url=url + "/?utm_source=x"))
    assert [work.labels for work in shelf.works] == [("1", "2")]
    assert len(shelf.works[0].readings) == 1


def test_two_addresses_that_lead_to_one_page_are_one_work() -> None:
    body = b"<html><head><title>Naps</title></head><body><main><p>" + b"Sixty people took naps. " * 40 + b"</p></main>"
    pairs = [
        (Capture(url, "https://example.org/naps", 200, "text/html", "2026-11-01T00:00:00Z", "p"), body)
        for url in ("https://short.example.org/1", "https://example.org/naps")
    ]
    shelf = _gather(
        {"1": (pairs[0],), "2": (pairs[1],)},
        _reference("1", url="https://short.example.org/1"),
        _reference("2", url="https://example.org/naps"),
    )
    assert [work.labels for work in shelf.works] == [("1", "2")]


def test_two_dead_links_to_one_front_page_are_two_works() -> None:
    page = b"<html><head><title>Site</title></head><body><p>Welcome.</p></body></html>"
    pairs = [
        (
            Capture(f"https://example.org/{n}", "https://example.org/", 200, "text/html", "2026-11-01T00:00:00Z", "p"),
            page,
        )
        for n in (1, 2)
    ]
    shelf = _gather(
        {"1": (pairs[0],), "2": (pairs[1],)},
        _reference("1", url="https://example.org/1"),
        _reference("2", url="https://example.org/2"),
    )
    assert len(shelf.works) == 2


@pytest.mark.parametrize(
    ("pairs", "scope", "reason"),
    [
        ((_refusal("https://example.org/a"),), "none", "blocked"),
        ((_refusal("https://example.org/a", 404),), "none", "not_found"),
        ((_refusal("https://example.org/a", 410),), "none", "gone"),
        ((_refusal("https://example.org/a", 0, outcome="timeout", note="No answer in 30 s."),), "none", "timeout"),
        ((_refusal("https://example.org/a", 200, outcome="robots"),), "none", "robots"),
        ((_refusal("https://example.org/a", 200, outcome="unreadable", note="damaged"),), "none", "unreadable"),
        ((_crossref("10.5555/a"), _refusal("https://example.org/a")), "metadata", "blocked"),
        ((_crossref("10.5555/a"),), "metadata", "offline"),
        ((_pubmed("77", "10.5555/a"),), "abstract", None),
        ((_pubmed("77", "10.5555/a"), _refusal("https://example.org/a")), "abstract", "blocked"),
        ((), "none", "offline"),
    ],
)
def test_every_ending_has_its_reason(pairs: tuple[Pair, ...], scope: str, reason: str | None) -> None:
    (work,) = _gather({"1": pairs}, _reference(doi="10.5555/a", url="https://example.org/a")).works
    assert (work.scope, work.reason) == (scope, reason)
    assert work.kind_basis
    assert work.detail


def test_an_entry_that_names_nothing_is_unresolved() -> None:
    (work,) = _gather({}, _reference(title=NAPS)).works
    assert (work.scope, work.reason) == ("none", "unresolved")


def test_the_refusal_at_the_cited_address_says_more_than_that_of_a_service() -> None:
    service = _refusal("https://api.crossref.org/works/10.5555/a", 404)
    page = _refusal("https://example.org/a", 403)
    (work,) = _gather({"1": (service, page)}, _reference(doi="10.5555/a", url="https://example.org/a")).works
    assert work.reason == "blocked"


def test_another_work_under_the_cited_name_is_the_wrong_document() -> None:
    (work,) = _gather(
        {"1": (_pubmed("77", "10.5555/other"),)}, _reference(doi="10.5555/a", pmid="77", title="Bread")
    ).works
    assert (work.scope, work.reason) == ("none", "wrong_document")
    assert "10.5555/other" in work.detail
    assert all(not reading.text for reading in work.readings)


def test_where_some_of_the_work_was_read_the_wall_is_told_and_where_nothing_was_the_wrong_number() -> None:
    wall, wrong = _refusal("https://example.org/a"), _pubmed("78", "10.5555/other")
    entry = _reference(doi="10.5555/a", pmid="78", url="https://example.org/a", title="Bread")
    (work,) = _gather({"1": (wrong, _crossref("10.5555/a", abstract="Sixty.", title=["Bread"]), wall)}, entry).works
    assert (work.scope, work.reason) == ("abstract", "blocked")
    (work,) = _gather({"1": (wrong, wall)}, entry).works
    assert (work.scope, work.reason) == ("none", "wrong_document")


def test_a_wrong_number_joins_no_works() -> None:
    pair = _pubmed("77", "10.5555/b")
    shelf = _gather(
        {"1": (pair,), "2": (pair,)}, _reference("1", doi="10.5555/a", pmid="77"), _reference("2", doi="10.5555/b")
    )
    assert [(work.labels, work.scope) for work in shelf.works] == [(("1",), "none"), (("2",), "abstract")]


def test_a_paper_that_quotes_a_registration_number_is_not_the_registry_record() -> None:
    shelf = _gather({}, _reference("1", doi="10.5555/a", nct="NCT09990001"), _reference("2", nct="NCT09990001"))
    assert [work.labels for work in shelf.works] == [("1",), ("2",)]


def test_a_persons_copy_comes_first_whatever_its_scope() -> None:
    body = json.dumps({"message-type": "work", "message": {"DOI": "10.5555/a", "title": [NAPS], "abstract": "Sixty."}})
    mine = (_capture("https://doi.org/10.5555/a", at="2020-01-01", outcome=ADDED), body.encode())
    (work,) = _gather({"1": (_pubmed("77", "10.5555/a"), mine)}, _reference(doi="10.5555/a")).works
    assert [reading.reader for reading in work.readings] == ["crossref", "pubmed"]


def test_of_two_captures_of_one_record_the_newer_comes_first() -> None:
    def study(status: str, at: str) -> Pair:
        modules = {"identificationModule": {"nctId": "NCT09990001"}, "statusModule": {"overallStatus": status}}
        url = f"https://clinicaltrials.gov/study/NCT09990001?{at}"
        return _capture(url, at=at), json.dumps({"protocolSection": modules}).encode()

    pairs = (study("RECRUITING", "2023-05-01"), study("COMPLETED", "2026-05-01"))
    (work,) = _gather({"1": pairs}, _reference(nct="NCT09990001")).works
    assert [reading.trial.status for reading in work.readings if reading.trial] == ["COMPLETED", "RECRUITING"]
    assert (work.scope, work.kind) == ("registry", "registry_record")


def test_a_copy_is_read_and_the_refusal_since_is_told() -> None:
    capture, body = _pubmed("77", "10.5555/a")
    (work,) = _gather(
        {"1": ((capture, body), _refusal(capture.url, 404, at="2026-11-09"))}, _reference(pmid="77")
    ).works
    assert (work.scope, work.reason) == ("abstract", "not_found")


def test_the_same_captures_give_the_same_shelf() -> None:
    answers = {"1": (_pubmed("77", "10.5555/a"), _crossref("10.5555/a"))}
    assert _gather(answers, _reference(pmid="77")) == _gather(answers, _reference(pmid="77"))


@needs_shared
def test_shared_first_article_has_four_works_each_with_scope_kind_and_reason() -> None:
    walk = pytest.importorskip("pipeline.walk")
    (path,) = (SHARED / "articles").glob("treatment*.txt")
    snapshots = Snapshots([SHARED / "sources"])
    shelf = gather(walk.open_article(path.read_bytes(), path.name), snapshots.find)
    found = {work.labels: (work.scope, work.kind, work.reason) for work in shelf.works}
    assert found == {
        ("1",): ("press_release", "press_release", None),
        ("2",): ("abstract", "review", None),
        ("3", "5"): ("full_text", "systematic_review", None),
        ("4",): ("none", "journal_article", "blocked"),
    }
    assert all(work.kind_basis for work in shelf.works)
    assert snapshots.problems == ()
    release = shelf.work("1")
    assert release is not None
    assert "193 patients" in release.readings[0].text
    assert "196" not in release.readings[0].text


@needs_shared
def test_shared_second_article_has_one_work_the_registry_record() -> None:
    walk = pytest.importorskip("pipeline.walk")
    (path,) = (SHARED / "articles").glob("neuro*.txt")
    shelf = gather(walk.open_article(path.read_bytes(), path.name), Snapshots([SHARED / "sources"]).find)
    (work,) = shelf.works
    assert (work.scope, work.kind, work.reason) == ("registry", "registry_record", None)
    trial = work.readings[0].trial
    assert trial is not None
    assert (trial.id, trial.status, trial.enrolment, trial.enrolment_type) == (
        "NCT05870540",
        "NOT_YET_RECRUITING",
        225,
        "ESTIMATED",
    )
