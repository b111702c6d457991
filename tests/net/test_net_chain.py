"""The chain over whole services: what is asked, in which order, when it stops, and what is taken for a source."""

import json

import pytest

from tests.net.conftest import MakeDesk
from tests.net.world import answers, server
from tests.net.world.desk import reference
from tests.net.world.server import Reply, Seen
from tests.net.world.services import Library
from tests.net.world.shelf import CLOSED, DATA, GREEN, LONG, OPEN, OWN_PDF, PAGE, TRIAL, doi


def test_open_text_by_interface_ends_the_chain(desk: MakeDesk) -> None:
    made = desk(Library((OPEN,)))
    log = made.fetch(doi(OPEN))
    assert [(work.state, work.scope, work.source) for work in log.works] == [("had", "full_text", "europepmc")]
    assert [line.adapter for line in log.requests] == ["crossref", "europepmc", "europepmc"]
    (work,) = made.shelf(doi(OPEN)).works
    assert work.scope == "full_text"
    assert {reading.reader for reading in work.readings} == {"crossref", "europepmc", "jats"}


def test_a_closed_paper_goes_through_the_whole_chain_and_keeps_its_abstract(desk: MakeDesk) -> None:
    made = desk(Library((CLOSED,)))
    log = made.fetch(doi(CLOSED))
    assert (log.works[0].state, log.works[0].scope) == ("part", "abstract")
    hosts = [seen.host for seen in made.world.seen]
    assert hosts == [
        "api.crossref.org",
        "www.ebi.ac.uk",
        "doi.org",
        "journal.test",
        "journal.test",
        "archive.org",
        "web.archive.org",
    ]
    (work,) = made.shelf(doi(CLOSED)).works
    assert work.scope == "abstract"


def test_the_publishers_page_is_read_where_no_interface_has_the_text(desk: MakeDesk) -> None:
    made = desk(Library((PAGE,)))
    log = made.fetch(doi(PAGE))
    assert (log.works[0].scope, log.works[0].source) == ("full_text", "publisher")
    assert "https://journal.test/robots.txt" in made.world.urls()


def test_an_open_copy_is_found_by_unpaywall_only_with_an_address(desk: MakeDesk) -> None:
    made = desk(Library((GREEN,)))
    assert made.fetch(doi(GREEN)).works[0].scope == "abstract"
    assert made.world.urls("api.unpaywall.org") == []
    log = made.fetch(doi(GREEN), email="desk@newsroom-of-ours.co", refresh=True)
    assert (log.works[0].scope, log.works[0].source) == ("full_text", "publisher")
    (work,) = made.shelf(doi(GREEN)).works
    assert work.scope == "full_text"


def test_a_reserved_address_is_not_sent(desk: MakeDesk) -> None:
    made = desk(Library((GREEN,)))
    made.fetch(doi(GREEN), email="desk@example.org")
    assert made.world.urls("api.unpaywall.org") == []
    assert all("example.org" not in seen.headers["user-agent"] for seen in made.world.seen)


def test_openalex_is_asked_only_with_a_key(desk: MakeDesk) -> None:
    made = desk(Library((GREEN,)))
    log = made.fetch(doi(GREEN), openalex_key="k")
    assert made.world.urls("api.openalex.org") == ["https://api.openalex.org/works/doi:10.5555/green.1?api_key=k"]
    assert log.works[0].scope == "full_text"
    assert "api_key" not in (made.folder / "index.jsonl").read_text(encoding="utf-8")


def test_a_page_that_names_its_pdf_gives_the_pdf(desk: MakeDesk) -> None:
    made = desk(Library((OWN_PDF,)))
    log = made.fetch(doi(OWN_PDF))
    assert log.works[0].scope == "full_text"
    (work,) = made.shelf(doi(OWN_PDF)).works
    assert "42 of them had fewer attacks" in " ".join(work.readings[0].text.split())


def test_datacite_is_asked_when_crossref_does_not_know_the_doi(desk: MakeDesk) -> None:
    made = desk(Library((DATA,)))
    made.fetch(doi(DATA))
    assert made.world.urls("api.datacite.org") == ["https://api.datacite.org/dois/10.5555/data.1"]
    log = desk(Library((PAGE,))).fetch(doi(PAGE))
    assert all(line.adapter != "datacite" for line in log.requests)


def test_a_registry_number_is_asked_of_the_registry_alone(desk: MakeDesk) -> None:
    made = desk(Library(trials=(TRIAL,)))
    cited = reference("NCT01234567", "NCT01234567")
    log = made.fetch(cited)
    assert [(work.state, work.scope) for work in log.works] == [("had", "registry")]
    assert [line.adapter for line in log.requests] == ["clinicaltrials"]
    (work,) = made.shelf(cited).works
    assert work.readings[0].trial is not None
    assert work.readings[0].trial.enrolment == 120


def test_pubmed_is_asked_where_it_is_cited_and_never_its_pages(desk: MakeDesk) -> None:
    made = desk(Library((CLOSED,)))
    cited = reference(
        "5", "PubMed. https://pubmed.ncbi.nlm.nih.gov/22222222/", "https://pubmed.ncbi.nlm.nih.gov/22222222/"
    )
    log = made.fetch(cited)
    assert any("efetch.fcgi?db=pubmed&id=22222222" in line.url for line in log.requests)
    assert made.world.urls("pubmed.ncbi.nlm.nih.gov") == []
    (work,) = made.shelf(cited).works
    assert {"pubmed", "crossref"} <= {reading.reader for reading in work.readings}


def test_two_references_to_one_work_are_fetched_once(desk: MakeDesk) -> None:
    made = desk(Library((OPEN,)))
    pmid = reference("2", "PMID: 11111111")
    log = made.fetch(doi(OPEN), reference("3", f"Again. doi:{OPEN.doi}"), pmid)
    assert sorted(work.labels for work in log.works) == [("1", "3"), ("2",)]
    urls = made.world.urls()
    assert len(urls) == len(set(urls))


def test_a_dead_link_is_read_from_the_archive_and_says_so(desk: MakeDesk) -> None:
    url = "https://moved.test/news/drug"
    body = "".join(f"<p>{part}</p>" for part in LONG.split("\n\n"))
    library = Library(archived={url: ("20250101000000", server.html("News of the drug", body))})
    made = desk(library, moved_test=server.missing)
    cited = reference("1", f"News. {url}", url)
    log = made.fetch(cited)
    assert (log.works[0].state, log.works[0].source) == ("had", "wayback")
    (work,) = made.shelf(cited).works
    capture = work.readings[0].capture
    assert capture.final_url == f"https://web.archive.org/web/20250101000000id_/{url}"
    assert (capture.headers or {})["memento-datetime"].startswith("Sat, 01 Nov 2025")


def test_the_archive_is_left_alone_when_the_settings_say_so(desk: MakeDesk) -> None:
    made = desk(Library(), moved_test=server.missing)
    made.fetch(reference("1", "News", "https://moved.test/news"), archive=False)
    assert made.world.urls("archive.org") == []


def test_an_empty_answer_of_the_archive_is_checked_against_its_index(desk: MakeDesk) -> None:
    """`{}` is also given under load."""
    url = "https://moved.test/news/drug"
    body = "".join(f"<p>{part}</p>" for part in LONG.split("\n\n"))
    library = Library(archived={url: ("20250101000000", server.html("News of the drug", body))})
    empty = Reply('{"archived_snapshots": {}}', type="application/json")
    made = desk(library, moved_test=server.missing, archive_org=lambda _seen: empty)
    assert made.fetch(reference("1", "News", url)).works[0].source == "wayback"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Reply("<html><title>Just a moment...</title>cf_chl_opt</html>", 403), "blocked"),
        (Reply(server.html("Page not found", "<p>We could not find that page.</p>")), "soft_404"),
        (
            Reply('<html><body><div id="root"></div><noscript>Please enable JavaScript</noscript></body></html>'),
            "js_shell",
        ),
        (Reply("", 404), "not_found"),
        (Reply("gone", 410), "gone"),
        (Reply("x", 500), "server_error"),
    ],
)
def test_what_is_no_source_is_kept_as_its_reason_and_never_as_text(desk: MakeDesk, page: Reply, reason: str) -> None:
    made = desk(Library(), site_test=lambda seen: Reply("", 404) if seen.path == "/robots.txt" else page)
    cited = reference("1", "Somebody. https://site.test/a/page", "https://site.test/a/page")
    log = made.fetch(cited)
    assert (log.works[0].state, log.works[0].reason) == ("none", reason)
    (line,) = [json.loads(line) for line in (made.folder / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (line["path"], line["outcome"]) == (None, reason)
    (work,) = made.shelf(cited).works
    assert (work.scope, work.reason) == ("none", reason)


def test_robots_txt_is_kept_to_and_the_archive_may_still_have_a_copy(desk: MakeDesk) -> None:
    made = desk(Library((PAGE,)))
    cited = reference("1", "A private page", "https://journal.test/private/page")
    log = made.fetch(cited)
    assert log.works[0].reason == "robots"
    assert made.world.urls("journal.test") == ["https://journal.test/robots.txt"]


def test_errors_inside_200_are_no_sources(desk: MakeDesk) -> None:
    """Each service fails in its own words; the chain goes on to the page."""
    json_type = "application/json"

    def europe_pmc(_seen: Seen) -> Reply:
        return Reply('{"errCode": 500, "errMsg": "out of order"}', type=json_type)

    def entrez(seen: Seen) -> Reply:
        if "esearch" in seen.path:
            return Reply('{"esearchresult": {"ERROR": "Search Backend failed"}}', type=json_type)
        return Reply("<PubmedArticleSet></PubmedArticleSet>", type="text/xml")

    made = desk(
        Library((PAGE,)),
        api_crossref_org=lambda _seen: Reply("<html>maintenance</html>"),
        www_ebi_ac_uk=europe_pmc,
        eutils_ncbi_nlm_nih_gov=entrez,
        pmc_ncbi_nlm_nih_gov=lambda _seen: Reply("<html>maintenance</html>"),
    )
    log = made.fetch(doi(PAGE))
    assert (log.works[0].scope, log.works[0].source) == ("full_text", "publisher")
    readers = {reading.reader for reading in made.shelf(doi(PAGE)).works[0].readings}
    assert readers == {"html"}
    again = made.fetch(doi(PAGE))
    assert {"crossref", "europepmc"} <= {line.adapter for line in again.requests}


def test_a_neighbour_in_the_search_is_not_the_work(desk: MakeDesk) -> None:
    """Europe PMC may answer a DOI with another article: its numbers are not taken over."""
    library = Library((OPEN, PAGE))

    def wrong(seen: Seen) -> Reply:
        other = seen._replace(target=seen.target.replace("page.1", "open.1"))
        return library.europe_pmc(other)

    made = desk(library, www_ebi_ac_uk=wrong)
    made.fetch(doi(PAGE))
    assert not [url for url in made.world.urls("www.ebi.ac.uk") if "fullTextXML" in url]


def test_a_page_of_another_paper_is_not_taken_for_full_text(desk: MakeDesk) -> None:
    made = desk(
        Library((PAGE, OPEN)),
        elsewhere_test=lambda seen: Reply("", 404) if "robots" in seen.path else Reply(answers.landing(PAGE)),
    )
    cited = reference("1", f"Another one. doi:{CLOSED.doi}", "https://elsewhere.test/paper")
    log = made.fetch(cited)
    assert log.works[0].state != "had"
    assert log.works[0].reason == "wrong_document"


def test_the_log_has_what_the_report_shows(desk: MakeDesk) -> None:
    made = desk(Library((OPEN,)))
    entries = made.fetch(doi(OPEN)).entries()
    assert [(entry.outcome, entry.status, entry.label) for entry in entries] == [("ok", 200, "1")] * 3
    assert len({entry.url for entry in entries}) == 3


def test_nothing_to_ask_is_unresolved(desk: MakeDesk) -> None:
    made = desk(Library())
    log = made.fetch(reference("1", "Personal communication"))
    assert [(work.state, work.reason) for work in log.works] == [("none", "unresolved")]
    assert log.requests == ()
