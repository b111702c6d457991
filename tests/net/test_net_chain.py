"""The chain over whole services: what is asked, in which order, when it stops, and what lies in the folder after."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.net.progress import Silent
from pipeline.records.citation import Reference
from pipeline.records.source import ADDED, Capture
from pipeline.snapshots import Snapshots
from tests.net.world import server, services
from tests.net.world.desk import Desk, article, reference
from tests.net.world.server import Reply, Seen, World
from tests.net.world.services import Library, Paper, Trial

LONG = "\n\n".join(
    f"In part {at} of the trial, {80 + at} of 160 patients were given the new drug and {40 + at} of them had fewer "
    "attacks after twelve weeks than before, while the others were given a placebo and kept a diary of every attack. "
    "Nurses who did not know who had been given what counted the attacks each week and wrote them down by hand."
    for at in range(12)
)
ABSTRACT = "Of 160 patients, 92 were given the new drug. Attacks became fewer in 52 of them after twelve weeks."
OPEN = Paper(
    "10.5555/open.1",
    "A new drug against attacks in adults",
    pmid="11111111",
    pmcid="PMC1111111",
    abstract=ABSTRACT,
    body=LONG,
    open=True,
)
CLOSED = Paper(
    "10.5555/closed.1",
    "An old drug against attacks in children",
    pmid="22222222",
    abstract=ABSTRACT,
    body=LONG,
    page="abstract",
)
PAGE = Paper("10.5555/page.1", "A page about walking and the heart", body=LONG, abstract=ABSTRACT)
GREEN = Paper(
    "10.5555/green.1",
    "Sleep and memory in the elderly at home",
    pmid="33333333",
    abstract=ABSTRACT,
    body=LONG,
    page="challenge",
    oa_pdf="https://repository.test/green",
)
OWN_PDF = Paper("10.5555/pdf.1", "Garlic and blood pressure in men", abstract=ABSTRACT, body=LONG, page="pdf")
DATA = Paper(
    "10.5555/data.1", "Data of a survey on colds and warm clothes", registrar="datacite", abstract=ABSTRACT, body=LONG
)
TRIAL = Trial("NCT01234567", "A trial of the new drug")

READER = replace(OWN_PDF, doi="10.5555/reader.1", page="reader")

MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[MakeDesk]:
    with ExitStack() as stack:

        def make(library: Library, **more: server.Site) -> Desk:
            sites = library.sites() | {host.replace("_", "."): site for host, site in more.items()}
            return Desk(stack.enter_context(World(tmp_path, sites)), tmp_path / "snapshots")

        yield make


def doi(paper: Paper, label: str = "1") -> Reference:
    return reference(label, f"{paper.title}. https://doi.org/{paper.doi}", f"https://doi.org/{paper.doi}")


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
    assert "api_key" not in (made.folder / "index.jsonl").read_text()


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
    (line,) = [json.loads(line) for line in (made.folder / "index.jsonl").read_text().splitlines()]
    assert (line["path"], line["outcome"]) == (None, reason)
    (work,) = made.shelf(cited).works
    assert (work.scope, work.reason) == ("none", reason)


def test_robots_txt_is_kept_to_and_the_archive_may_still_have_a_copy(desk: MakeDesk) -> None:
    made = desk(Library((PAGE,)))
    cited = reference("1", "A private page", "https://journal.test/private/page")
    log = made.fetch(cited)
    assert log.works[0].reason == "robots"
    assert made.world.urls("journal.test") == ["https://journal.test/robots.txt"]


def test_a_failure_never_hides_the_copy_of_before(desk: MakeDesk) -> None:
    library = Library((PAGE,))
    gone = False
    made = desk(library, journal_test=lambda seen: Reply("gone", 410) if gone else library.publisher(seen))
    made.fetch(doi(PAGE))
    gone = True
    made.clock.pass_days(60)
    log = made.fetch(doi(PAGE))
    assert (log.works[0].state, log.works[0].reason) == ("part", "gone")
    (work,) = made.shelf(doi(PAGE)).works
    assert work.scope == "full_text"


def test_a_second_run_with_everything_fresh_asks_nothing(desk: MakeDesk) -> None:
    made = desk(Library((OPEN, CLOSED, PAGE, GREEN, READER, DATA), (TRIAL,)))
    cited = [doi(paper, str(at)) for at, paper in enumerate((OPEN, CLOSED, PAGE, GREEN, READER, DATA))]
    cited.append(reference("7", "NCT01234567"))
    first = made.fetch(*cited, email="desk@newsroom-of-ours.co")
    before = len(made.world.seen)
    assert before > 20
    second = made.fetch(*cited, email="desk@newsroom-of-ours.co")
    assert len(made.world.seen) == before
    assert second.requests == ()
    assert [(work.labels, work.state, work.scope) for work in second.works] == [
        (work.labels, work.state, work.scope) for work in first.works
    ]


def test_ages_differ_by_what_can_change(desk: MakeDesk) -> None:
    """Registry a day, records (retractions) a week, pages a month."""
    made = desk(Library((PAGE,), (TRIAL,)))
    cited = (doi(PAGE), reference("2", "NCT01234567"))
    made.fetch(*cited)
    made.clock.pass_days(2)
    assert [line.adapter for line in made.fetch(*cited).requests] == ["clinicaltrials"]
    made.clock.pass_days(6)
    assert {line.adapter for line in made.fetch(*cited).requests} >= {"clinicaltrials", "crossref"}
    made.clock.pass_days(40)
    assert "publisher" in {line.adapter for line in made.fetch(*cited).requests}


def test_max_age_and_refresh_ask_again(desk: MakeDesk) -> None:
    made = desk(Library((OPEN,)))
    made.fetch(doi(OPEN))
    assert made.fetch(doi(OPEN), max_age=1.0).requests == ()
    made.clock.pass_days(2)
    assert len(made.fetch(doi(OPEN), max_age=1.0).requests) == 3
    assert len(made.fetch(doi(OPEN), refresh=True).requests) == 3


def test_an_unchanged_page_is_not_sent_again(desk: MakeDesk) -> None:
    body = "".join(f"<p>{part}</p>" for part in LONG.split("\n\n"))

    def site(seen: Seen) -> Reply:
        if seen.path == "/robots.txt":
            return Reply("", 404)
        if seen.headers.get("if-none-match") == '"v1"':
            return Reply(status=304, headers={"ETag": '"v1"'})
        return Reply(server.html("Walking", body), headers={"ETag": '"v1"'})

    made = desk(Library(), site_test=site)
    cited = reference("1", "Walking", "https://site.test/walking")
    made.fetch(cited)
    made.clock.pass_days(40)
    log = made.fetch(cited)
    assert "not_modified" in {line.outcome for line in log.requests}
    assert log.works[0].state == "had"
    captures = [line.capture for line in Snapshots((made.folder,)).lines if line.capture.path]
    assert captures[0].path == captures[1].path
    assert captures[0].retrieved_at < captures[1].retrieved_at


@pytest.mark.parametrize("url", [GREEN.url, f"https://doi.org/{GREEN.doi}"])
def test_a_copy_that_a_person_added_is_enough_under_any_of_its_names(desk: MakeDesk, url: str) -> None:
    made = desk(Library((GREEN,)))
    capture = Capture(url, url, 200, "text/html", "2020-01-01T00:00:00Z", None, outcome=ADDED)
    body = server.html(GREEN.title, "".join(f"<p>{part}</p>" for part in LONG.split("\n\n")))
    Snapshots((made.folder,)).keep(capture, body.encode())
    log = made.fetch(reference("1", GREEN.title, GREEN.url), refresh=True)
    assert log.works[0].state == "had"
    assert made.world.urls("journal.test") == []


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
        elsewhere_test=lambda seen: Reply("", 404) if "robots" in seen.path else Reply(services.landing(PAGE)),
    )
    cited = reference("1", f"Another one. doi:{CLOSED.doi}", "https://elsewhere.test/paper")
    log = made.fetch(cited)
    assert log.works[0].state != "had"
    assert log.works[0].reason == "wrong_document"


def test_without_network_the_run_says_so_once_and_writes_nothing(desk: MakeDesk) -> None:
    made = desk(Library((OPEN,)))
    made.world.sites.clear()
    log = made.fetch(doi(OPEN), *(reference(str(at), f"doi:10.5555/x.{at}") for at in range(2, 30)))
    assert log.offline
    assert {work.reason for work in log.works} == {"offline"}
    assert len(log.requests) <= 8
    assert not (made.folder / "index.jsonl").exists()


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


def test_an_interrupted_run_leaves_no_word_against_the_sources(desk: MakeDesk) -> None:
    class Impatient(Silent):
        def done(self, label: str, outcome: str) -> None:  # noqa: ARG002
            raise KeyboardInterrupt

    made = desk(Library((OPEN, PAGE, CLOSED, GREEN)))
    cited = [doi(paper, str(at)) for at, paper in enumerate((OPEN, PAGE, CLOSED, GREEN))]
    with pytest.raises(KeyboardInterrupt):
        made.fetch_article(article(*cited), progress=Impatient())
    lines = (made.folder / "index.jsonl").read_text().splitlines()
    assert not [line for line in lines if "network_error" in line]
    assert made.fetch(*cited).works[0].state == "had"
