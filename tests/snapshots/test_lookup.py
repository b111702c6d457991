"""A capture is found by every name that it carries, and only by those; of several copies the right ones count."""

import json
from pathlib import Path

import pytest

from pipeline.records.citation import Identifiers, Reference
from pipeline.records.source import ADDED, Capture
from pipeline.snapshots import Snapshots, beside

WORDS = "<p>Words that can be read on this page.</p>"


def _reference(url: str | None = None, **names: str) -> Reference:
    return Reference("1", "", 0, 0, Identifiers(url=url, **names))


def _keep(
    snapshots: Snapshots,
    url: str,
    body: bytes | str | None = WORDS,
    *,
    final_url: str | None = None,
    at: str = "2026-11-01T00:00:00Z",
    status: int = 200,
    outcome: str | None = None,
    hops: tuple[str, ...] = (),
) -> None:
    data = body.encode() if isinstance(body, str) else body
    kind = "application/json" if data and data.startswith(b"{") else "text/html"
    capture = Capture(url, final_url or url, status, kind, at, None, hops=hops, outcome=outcome)
    snapshots.keep(capture, data)


def _urls(snapshots: Snapshots, reference: Reference) -> list[str]:
    return [capture.url for capture, _ in snapshots.find(reference)]


def _page(**meta: str) -> str:
    return "<html><head>" + "".join(f'<meta name="{k}" content="{v}">' for k, v in meta.items()) + f"</head>{WORDS}"


@pytest.mark.parametrize(
    "cited",
    [
        "https://www.example.org/a/b?x=1",
        "http://example.org/a/b?x=1",
        "https://EXAMPLE.org/a/b?x=1#results",
        "https://example.org/a/b/?x=1&utm_source=mail&utm_medium=x",
    ],
)
def test_spellings_of_one_address_are_one(tmp_path: Path, cited: str) -> None:
    snapshots = Snapshots([tmp_path])
    _keep(snapshots, "https://example.org/a/b?x=1")
    assert _urls(snapshots, _reference(cited)) == ["https://example.org/a/b?x=1"]


@pytest.mark.parametrize("cited", ["https://example.org/a/b?x=2", "https://example.org/a", "https://other.org/a/b?x=1"])
def test_other_addresses_are_others(tmp_path: Path, cited: str) -> None:
    snapshots = Snapshots([tmp_path])
    _keep(snapshots, "https://example.org/a/b?x=1")
    assert _urls(snapshots, _reference(cited)) == []


@pytest.mark.parametrize(
    ("kept", "final", "asked"),
    [
        ("https://doi.org/10.1056/X1", "https://www.nejm.org/doi/full/10.1056/X1", {"doi": "10.1056/x1"}),
        ("https://doi.org/10.1056/X1", "https://www.nejm.org/doi/full/10.1056/X1", {"url": "https://nejm.org/doi/full/10.1056/X1"}),
        ("https://doi.org/10.1056/X1", "https://doi.org/10.1056/X1", {"url": "https://www.nejm.org/doi/10.1056/X1", "doi": "10.1056/x1"}),
        ("https://clinicaltrials.gov/study/NCT09990001", "https://clinicaltrials.gov/api/v2/studies/NCT09990001?format=json", {"nct": "NCT09990001"}),
        ("https://api.crossref.org/works/10.1056/x1", "https://api.crossref.org/works/10.1056/x1", {"doi": "10.1056/x1"}),
        ("https://pubmed.ncbi.nlm.nih.gov/77/", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&id=77&retmode=xml", {"pmid": "77"}),
        ("https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pmc&id=123456", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pmc&id=123456", {"pmcid": "PMC123456"}),
        ("https://www.ebi.ac.uk/europepmc/webservices/rest/PMC123456/fullTextXML", "https://www.ebi.ac.uk/europepmc/webservices/rest/PMC123456/fullTextXML", {"pmcid": "PMC123456"}),
        ("https://www.ebi.ac.uk/europepmc/webservices/rest/search?query=EXT_ID:77%20AND%20SRC:MED&format=json", "https://www.ebi.ac.uk/europepmc/webservices/rest/search?query=EXT_ID:77%20AND%20SRC:MED&format=json", {"pmid": "77"}),
        ("https://api.openalex.org/works/pmid:77", "https://api.openalex.org/works/pmid:77", {"pmid": "77"}),
        ("https://api.unpaywall.org/v2/10.1056/x1", "https://api.unpaywall.org/v2/10.1056/x1", {"doi": "10.1056/x1"}),
    ],
)  # fmt: skip
def test_a_capture_answers_every_name_in_its_addresses(
    tmp_path: Path, kept: str, final: str, asked: dict[str, str]
) -> None:
    snapshots = Snapshots([tmp_path])
    _keep(snapshots, kept, final_url=final)
    assert _urls(snapshots, _reference(**asked)) == [kept]


def test_a_page_answers_the_doi_that_it_bears_and_its_hops(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    _keep(snapshots, "https://example.org/p/1", _page(citation_doi="10.5555/P1"), hops=("https://short.example.org/1",))
    assert _urls(snapshots, _reference(doi="10.5555/p1")) == ["https://example.org/p/1"]
    assert _urls(snapshots, _reference("https://short.example.org/1")) == ["https://example.org/p/1"]


def test_an_open_copy_elsewhere_is_found_by_the_doi_that_led_to_it(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    copy = "https://repository.example.org/files/7.pdf"
    _keep(snapshots, copy, b"%PDF-1.7 \xff", hops=("https://doi.org/10.5555/P1",))
    assert _urls(snapshots, _reference(doi="10.5555/p1")) == [copy]


def test_names_learnt_from_a_record_lead_on_to_the_page(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    record = {"resultList": {"result": [{"pmid": "77", "doi": "10.5555/P1", "title": "T"}]}}
    asked = "https://www.ebi.ac.uk/europepmc/webservices/rest/search?query=EXT_ID:77%20AND%20SRC:MED"
    _keep(snapshots, asked, json.dumps(record))
    _keep(snapshots, "https://example.org/p/1", _page(citation_doi="10.5555/P1"))
    _keep(snapshots, "https://example.org/p/2", _page(citation_doi="10.5555/P2"))
    assert _urls(snapshots, _reference(pmid="77")) == [asked, "https://example.org/p/1"]


def test_a_page_that_contradicts_its_address_teaches_no_name(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    _keep(snapshots, "https://doi.org/10.5555/p1", _page(citation_doi="10.5555/other"))
    assert _urls(snapshots, _reference(doi="10.5555/p1")) == ["https://doi.org/10.5555/p1"]
    assert _urls(snapshots, _reference(doi="10.5555/other")) == []


def test_the_bare_front_page_of_a_site_is_no_name(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    _keep(snapshots, "https://example.org/dead-1", final_url="https://example.org/")
    assert _urls(snapshots, _reference("https://example.org/dead-2")) == []
    assert _urls(snapshots, _reference("https://example.org/")) == []


def test_a_reference_without_any_name_is_found_by_its_title(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    title = "Effect of naps on recall in older adults"
    _keep(
        snapshots,
        "https://example.org/p/1",
        _page(citation_title=title, citation_date="2021", citation_author="Author, F"),
    )
    cited = Reference("1", "", 0, 0, Identifiers(), title=title + ".", year=2022, authors=("F. Author",))
    assert _urls(snapshots, cited) == ["https://example.org/p/1"]
    for other in (
        Reference("1", "", 0, 0, Identifiers(), title=title, year=2016),
        Reference("1", "", 0, 0, Identifiers(), title=title, year=2021, authors=("G. Someone",)),
        Reference("1", "", 0, 0, Identifiers(), title="Effect of walks on recall in older adults"),
        Reference("1", "", 0, 0, Identifiers(pmid="5"), title=title),
    ):
        assert _urls(snapshots, other) == []


def test_a_blocked_address_is_found_by_title_when_year_or_author_agree(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    title, url = "Effect of naps on recall in older adults", "https://publisher.example.org/77"
    _keep(snapshots, "https://example.org/p/1", _page(citation_title=title, citation_date="2021"))
    _keep(snapshots, url, None, status=403)
    dated = Reference("1", "", 0, 0, Identifiers(url=url), title=title, year=2021)
    undated = Reference("1", "", 0, 0, Identifiers(url=url), title=title)
    assert set(_urls(snapshots, dated)) == {"https://example.org/p/1", url}
    assert _urls(snapshots, undated) == [url]


def test_later_lines_win_but_a_refusal_never_hides_a_copy(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    url = "https://example.org/a"
    _keep(snapshots, url, "<p>first</p>", at="2026-11-01T00:00:00Z")
    _keep(snapshots, url, "<p>second</p>", at="2026-11-02T00:00:00Z")
    assert [body for _, body in snapshots.find(_reference(url))] == [b"<p>second</p>"]
    _keep(snapshots, url, None, at="2026-11-03T00:00:00Z", status=403)
    _keep(snapshots, url, "<p>challenge</p>", at="2026-11-04T00:00:00Z", status=503)
    found = snapshots.find(_reference(url))
    assert [(capture.status, body) for capture, body in found] == [(503, b"<p>challenge</p>"), (200, b"<p>second</p>")]
    _keep(snapshots, url, "<p>third</p>", at="2026-11-05T00:00:00Z")
    assert [body for _, body in snapshots.find(_reference(url))] == [b"<p>third</p>"]


def test_a_copy_that_a_person_added_comes_first_and_stays(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    url = "https://example.org/a"
    _keep(snapshots, url, "<p>mine</p>", at="2026-11-01T00:00:00Z", outcome=ADDED)
    _keep(snapshots, url, "<p>fetched</p>", at="2026-11-02T00:00:00Z")
    assert [body for _, body in snapshots.find(_reference(url))] == [b"<p>mine</p>", b"<p>fetched</p>"]


def test_an_archived_copy_stands_beside_the_page(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    url = "https://example.org/a"
    _keep(snapshots, url, "<p>page</p>", at="2026-11-01T00:00:00Z")
    _keep(
        snapshots, url, "<p>old</p>", at="2026-11-02T00:00:00Z", final_url=f"https://web.archive.org/web/2020id_/{url}"
    )
    assert len(snapshots.find(_reference(url))) == 2


def test_of_several_folders_the_newest_copy_of_an_address_counts(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    url = "https://example.org/a"
    _keep(Snapshots([first]), url, "<p>older</p>", at="2026-11-01T00:00:00Z")
    _keep(Snapshots([second]), url, "<p>newer</p>", at="2026-11-02T00:00:00Z")
    for folders in ([first, second], [second, first]):
        assert [body for _, body in Snapshots(folders).find(_reference(url))] == [b"<p>newer</p>"]


def test_only_the_first_folder_is_written_to(tmp_path: Path) -> None:
    _keep(Snapshots([tmp_path / "one", tmp_path / "two"]), "https://example.org/a")
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_folders_that_lie_with_an_article_are_found(tmp_path: Path) -> None:
    article = tmp_path / "knees.txt"
    assert beside(article) == ()
    for name in ("knees.sources", "sources", "hips.sources"):
        (tmp_path / name).mkdir()
    assert beside(article) == (tmp_path / "knees.sources", tmp_path / "sources")


NOTHING = {
    "a page that is not there": b"<html><title>Page not found</title><body><h1>Page not found</h1></body></html>",
    "a check for humans": b"<html><title>Just a moment...</title><body>Verify you are human</body></html>",
    "a cut PDF": b"%PDF-1.7 \xff",
}


@pytest.mark.parametrize("name", NOTHING)
def test_a_later_page_that_holds_nothing_hides_no_earlier_copy(tmp_path: Path, name: str) -> None:
    snapshots, url = Snapshots([tmp_path]), "https://example.org/a/b"
    page = f"<html><body><h1>Naps</h1><p>{'The nurses slept at noon on all days of the week. ' * 20}</p></body></html>"
    _keep(snapshots, url, page, at="2026-01-01T00:00:00Z")
    _keep(snapshots, url, NOTHING[name], at="2026-02-01T00:00:00Z")
    _keep(snapshots, url, NOTHING[name] + b" ", at="2026-03-01T00:00:00Z")
    found = [capture.retrieved_at[:7] for capture, _ in snapshots.find(_reference(url))]
    assert sorted(found) == ["2026-01", "2026-03"]
    last = next(capture for capture, _ in snapshots.find(_reference(url)) if capture.retrieved_at.startswith("2026-03"))
    assert last.strikes == ("2026-02-01", "2026-03-01")
    _keep(snapshots, url, page.replace("noon", "night"), at="2026-04-01T00:00:00Z")
    assert [capture.retrieved_at[:7] for capture, _ in snapshots.find(_reference(url))] == ["2026-04"]


def test_of_copies_that_all_hold_nothing_the_last_says_why(tmp_path: Path) -> None:
    snapshots, url = Snapshots([tmp_path]), "https://example.org/a/b"
    for month, body in enumerate(NOTHING.values(), 1):
        _keep(snapshots, url, body, at=f"2026-0{month}-01T00:00:00Z")
    assert snapshots.find(_reference(url))[0][0].retrieved_at.startswith("2026-03")
