"""Pages as the article cites them, robots.txt and all: hosts that can't be reached, and what the folder says of them."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from pipeline.net.robots import MAX_BYTES
from tests.net.world import server
from tests.net.world.desk import Desk, reference
from tests.net.world.server import Reply, Seen, Site, World
from tests.net.world.services import Library, Paper

TEXT = "".join(
    f"<p>In part {at} of the trial, {80 + at} of 160 patients were given the new drug and {40 + at} of them had fewer "
    "attacks after twelve weeks than before, while the others were given a placebo and kept a diary of each attack.</p>"
    for at in range(14)
)
PAGE = Reply(server.html("A page about attacks", TEXT))
PAPER = Paper("10.5555/page.1", "A page about walking and the heart", body=TEXT, abstract="Of 160 patients 92 walked.")
LIVE = reference("live", "A live page. https://live.test/p", "https://live.test/p")
UNREACHABLE = [
    (f"{server.DEAD}.test", "network_error"),
    (f"{server.REFUSING}.test", "network_error"),
    (f"{server.UNSIGNED}.test", "tls_error"),
    ("silent.test", "timeout"),
    ("down.test", "server_error"),
]

MakeDesk = Callable[..., Desk]


def page(site: Callable[[Seen], Reply] | Reply, robots: Reply | None = None) -> Site:
    """A host whose pages answer as `site`, with a robots.txt that is not there (or `robots`)."""

    def answer(seen: Seen) -> Reply:
        if seen.path == "/robots.txt":
            return robots or Reply("", 404)
        return site if isinstance(site, Reply) else site(seen)

    return answer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[MakeDesk]:
    """`desk(sites)`: a desk in a world with these sites, a live page, and the five hosts that can't be reached."""
    with ExitStack() as stack:

        def make(sites: dict[str, Site] | None = None, library: Library | None = None) -> Desk:
            failing = {host: page(PAGE) for host, _ in UNREACHABLE}
            failing["silent.test"] = lambda _seen: Reply(status=0, act=server.silence)
            failing["down.test"] = lambda _seen: Reply("later", 503)
            known = (library or Library()).sites() | {"live.test": page(PAGE)} | failing | (sites or {})
            return Desk(stack.enter_context(World(tmp_path, known)), tmp_path / "snapshots")

        yield make


def index(made: Desk, url: str) -> list[tuple[str | None, str | None]]:
    lines = [json.loads(line) for line in (made.folder / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(line["path"], line.get("outcome")) for line in lines if line["url"] == url]


QUICK = {"timeout": 3.0, "read_timeout": 1.0, "tries": 1, "workers": 1, "per_host": 0.0}


@pytest.mark.parametrize(("host", "reason"), UNREACHABLE)
def test_a_host_that_cant_be_reached_ends_as_what_it_is_and_is_asked_again(
    desk: MakeDesk, host: str, reason: str
) -> None:
    """Its robots.txt is the first thing asked; that it can't be had is no rule against us."""
    made, url = desk(), f"https://{host}/p"
    cited = reference("1", f"A page. {url}", url)
    log = made.fetch(LIVE, cited, **QUICK)
    assert [(work.state, work.reason) for work in log.works] == [("had", None), ("none", reason)]
    assert index(made, url) == [(None, reason)]
    assert made.shelf(cited).works[0].reason == reason
    again = made.fetch(LIVE, cited, **QUICK)
    assert f"https://{host}/robots.txt" in {line.url for line in again.requests}


@pytest.mark.parametrize(("host", "reason"), UNREACHABLE)
def test_a_dead_link_beside_a_living_doi_is_no_dead_end(desk: MakeDesk, host: str, reason: str) -> None:
    made, url = desk(library=Library((PAPER,))), f"https://{host}/p"
    log = made.fetch(reference("1", f"Walking. doi:{PAPER.doi}", url), **QUICK)
    assert (log.works[0].state, log.works[0].source) == ("had", "publisher")
    assert index(made, url) == [(None, reason)]


def test_a_host_comes_back(desk: MakeDesk) -> None:
    """The day after the failure it is asked as if nothing had been."""
    made = desk()
    cited = reference("1", "A page. https://down.test/p", "https://down.test/p")
    made.fetch(cited, **QUICK)
    made.world.sites["down.test"] = page(PAGE)
    assert made.fetch(cited, **QUICK).works[0].state == "had"


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (Reply("", 404), None),
        (Reply("", 403), None),
        (Reply("<title>Just a moment...</title>", 403), None),
        (Reply("", 200), None),
        (Reply("User-agent: *\nDisallow: /other", type="text/plain"), None),
        (Reply("User-agent: *\nDisallow: /p", type="text/plain"), "robots"),
        (Reply("", 429, headers={"Retry-After": "9000"}), "rate_limited"),
        (Reply("", 500), "server_error"),
        (Reply("User-agent: *\n", headers={"Content-Length": "900"}, act=server.reset), "network_error"),
        (Reply(status=302, headers={"Location": "https://127.0.0.1/"}), "refused_by_policy"),
    ],
)
def test_what_robots_txt_answers_decides(desk: MakeDesk, robots: Reply, reason: str | None) -> None:
    made = desk({"site.test": page(PAGE, robots)})
    log = made.fetch(reference("1", "A page", "https://site.test/p"), **QUICK)
    assert log.works[0].reason == reason
    assert ("https://site.test/p" in made.world.urls("site.test")) is (reason is None)


def test_what_robots_txt_forbids_is_left_alone_for_a_day(desk: MakeDesk) -> None:
    made = desk({"site.test": page(PAGE, Reply("User-agent: *\nDisallow: /", type="text/plain"))})
    cited = reference("1", "A page", "https://site.test/p")
    made.fetch(cited, **QUICK)
    made.world.sites["site.test"] = page(PAGE)
    assert made.fetch(cited, **QUICK).requests == ()
    assert index(made, "https://site.test/p") == [(None, "robots")]
    made.clock.pass_days(2)
    assert made.fetch(cited, **QUICK).works[0].state == "had"


@pytest.mark.parametrize("query", ["tool=bmi&v=2", "email=info@clinic.org", "mailto=a@b.org&x=1", "api_key=demo"])
def test_a_page_whose_own_address_has_such_a_word_is_found_again(desk: MakeDesk, query: str) -> None:
    url = f"https://site.test/calc?{query}"
    made = desk({"site.test": page(lambda seen: PAGE if seen.target.endswith(query) else Reply("", 404))})
    cited = reference("1", "A calculator", url)
    assert made.fetch(cited, email="desk@newsroom-of-ours.co", **QUICK).works[0].state == "had"
    assert made.shelf(cited).works[0].scope == "full_text"
    assert made.fetch(cited, email="desk@newsroom-of-ours.co", **QUICK).requests == ()


@pytest.mark.parametrize("named", ["http://[bad", "https://a.test:port/x", "", "javascript:void(0)"])
def test_a_pdf_address_that_is_none_does_not_end_the_chain(desk: MakeDesk, named: str) -> None:
    """The open copy that Unpaywall knows is asked for all the same."""
    paper = Paper(
        "10.5555/bad.1", PAPER.title, body=TEXT, abstract=PAPER.abstract, oa_pdf="https://repository.test/copy"
    )
    head = f'<meta name="citation_title" content="{paper.title}"><meta name="citation_pdf_url" content="{named}">'
    shown = Reply(server.html(paper.title, "<p>Of 160 patients 92 walked.</p>", head))
    made = desk({"journal.test": page(shown)}, Library((paper,)))
    log = made.fetch(reference("1", f"Walking. doi:{paper.doi}"), email="desk@newsroom-of-ours.co", **QUICK)
    assert "https://repository.test/copy" in made.world.urls()
    assert log.works[0].state == "had"


@pytest.mark.parametrize("budget", [1, 2, 3])
def test_a_used_up_budget_is_no_word_about_the_sources(desk: MakeDesk, budget: int) -> None:
    """It may end before a robots.txt as well as before a page; the next run asks, and finds."""
    hosts = [f"site{at}.test" for at in range(3)]
    made = desk({host: page(PAGE) for host in hosts})
    cited = [reference(host, f"A page of {host}", f"https://{host}/p") for host in hosts]
    log = made.fetch(*cited, budget=budget, **QUICK)
    assert log.works[-1].reason == "refused_by_policy"
    assert "budget" in log.works[-1].detail
    if (made.folder / "index.jsonl").exists():
        assert "refused_by_policy" not in (made.folder / "index.jsonl").read_text(encoding="utf-8")
    assert [work.state for work in made.fetch(*cited, **QUICK).works] == ["had"] * 3


def test_an_address_that_may_not_be_asked_is_kept_as_that(desk: MakeDesk) -> None:
    made, url = desk(), "https://10.0.0.1/p"
    assert made.fetch(reference("1", "A page inside", url), **QUICK).works[0].reason == "refused_by_policy"
    assert index(made, url) == [(None, "refused_by_policy")]


FILLER = "# what this site thinks of programs\n" * 20_000
FORBIDS = "User-agent: *\nDisallow: /p\n"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("text", "reason"),
    [(FORBIDS + FILLER, "robots"), (FILLER + FORBIDS, None), (f"User-agent: *\nDisallow: /other\n{FILLER}", None)],
)
def test_of_an_endless_robots_txt_the_first_part_counts(
    desk: MakeDesk, text: str, reason: str | None, *, packed: bool
) -> None:
    """RFC 9309 asks for at least its first 500 KiB; what comes later need not be known."""
    body = gzip.compress(text.encode()) if packed else text.encode()
    robots = Reply(body, type="text/plain", headers={"Content-Encoding": "gzip"} if packed else {})
    made = desk({"site.test": page(PAGE, robots)})
    assert made.fetch(reference("1", "A page", "https://site.test/p"), **QUICK).works[0].reason == reason


def test_a_rule_that_the_limit_cut_in_two_is_no_rule(desk: MakeDesk) -> None:
    """`Disallow: /p` is what is left of `Disallow: /private` at the limit."""
    begin = "User-agent: *\n"
    cut = "Disallow: /p"
    filler = "#" * (MAX_BYTES - len(begin) - len(cut) - 1) + "\n"
    for rest, reason in (("rivate\n", None), ("\n", None)):
        robots = Reply(begin + filler + cut + rest, type="text/plain")
        made = desk({"site.test": page(PAGE, robots)})
        assert (
            made.fetch(reference("1", "A page", "https://site.test/p"), refresh=True, **QUICK).works[0].reason == reason
        )
    whole = begin + filler[14:] + cut + "\n"
    made = desk({"other.test": page(PAGE, Reply(whole, type="text/plain"))})
    assert made.fetch(reference("1", "A page", "https://other.test/p"), **QUICK).works[0].reason == "robots"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=304), "server_error"),
        (Reply("<p>Choose one</p>", 300), "unsupported"),
        (Reply("", 305), "unsupported"),
        (Reply(status=300, headers={"Location": "/end"}), None),
        (Reply(status=302, headers={"Location": "/end"}), None),
        (Reply(status=302), "server_error"),
        (Reply(status=302, headers={"Location": "http://[::1"}), "server_error"),
        (Reply(status=302, headers={"Location": "https://site.test:door/"}), "server_error"),
        (Reply(status=302, headers={"Location": "https://site.test\\end"}), "server_error"),
        (Reply(status=302, headers={"Location": "https://10.0.0.1/"}), "refused_by_policy"),
        (Reply(status=302, headers={"Location": "ftp://site.test/"}), "refused_by_policy"),
        (Reply(status=302, headers={"Location": "https://me@site.test/"}), "refused_by_policy"),
    ],
)
def test_an_answer_that_leads_nowhere_says_so_itself(desk: MakeDesk, reply: Reply, reason: str | None) -> None:
    made = desk({"site.test": page(lambda seen: PAGE if seen.path == "/end" else reply)})
    cited = reference("1", "A page", "https://site.test/p")
    assert made.fetch(cited, **QUICK).works[0].reason == reason
    assert [outcome for _, outcome in index(made, "https://site.test/p")] == [reason]
    assert made.shelf(cited).works[0].reason == reason


SPELLINGS = (
    "https://site.test/p#a",
    "https://site.test/p#b",
    "https://www.site.test/p",
    "https://site.test/p?utm_source=mail",
    "http://site.test/p/",
)


@pytest.mark.parametrize("fails", [False, True])
def test_one_page_in_many_spellings_is_asked_once(desk: MakeDesk, *, fails: bool) -> None:
    site = page(Reply("later", 503) if fails else PAGE)
    made = desk({"site.test": site, "www.site.test": site})
    cited = [reference(str(at), f"A page, part {at}", url) for at, url in enumerate(SPELLINGS)]
    for refresh in (False, True):
        before = len(made.world.seen)
        log = made.fetch(*cited, refresh=refresh, **QUICK)
        asked = [seen for seen in made.world.seen[before:] if "site.test" in seen.host and seen.path != "/robots.txt"]
        assert len(asked) == 1
        assert {(work.state, work.reason) for work in log.works} == {
            ("none", "server_error") if fails else ("had", None)
        }


def test_the_archive_is_asked_once_for_a_page_in_many_spellings(desk: MakeDesk) -> None:
    made = desk({"site.test": server.missing, "www.site.test": server.missing})
    made.fetch(*(reference(str(at), f"A page, part {at}", url) for at, url in enumerate(SPELLINGS)), **QUICK)
    assert len(made.world.urls("archive.org")) == 1
    assert len([seen for seen in made.world.seen if seen.path.startswith("/cdx/")]) == 1


@pytest.mark.parametrize("refresh", [False, True])
@pytest.mark.parametrize(
    ("rest", "passed", "asked"),
    [("9000", 1.0, False), ("9000", 3.0, True), ("31536000", 23.0, False), ("31536000", 25.0, True)],
)
def test_a_rest_that_a_host_asks_for_outlasts_the_run(
    desk: MakeDesk, rest: str, passed: float, *, asked: bool, refresh: bool
) -> None:
    """As long as it says, for a day at most; it is the host's wish, so `--refresh` heeds it, too."""
    limited = page(Reply("slow", 429, headers={"Retry-After": rest}))
    made = desk({"busy.test": limited})
    cited = reference("1", "A page. https://busy.test/p", "https://busy.test/p")
    assert made.fetch(cited, **QUICK).works[0].reason == "rate_limited"
    made.world.sites["busy.test"] = page(PAGE)
    made.clock.pass_days(passed / 24)
    before = len(made.world.urls("busy.test"))
    log = made.fetch(cited, refresh=refresh, **QUICK)
    assert (len(made.world.urls("busy.test")) > before) is asked
    assert log.works[0].reason == (None if asked else "rate_limited")


def test_pages_that_differ_are_asked_each(desk: MakeDesk) -> None:
    urls = [f"https://site.test/p?id={at}" for at in range(2)] + ["https://site.test/P", "https://sub.site.test/p"]
    made = desk({"site.test": page(PAGE), "sub.site.test": page(PAGE)})
    made.fetch(*(reference(str(at), f"Page {at}", url) for at, url in enumerate(urls)), **QUICK)
    assert set(urls) <= set(made.world.urls())


def test_the_archive_is_asked_once_for_a_page_that_two_places_of_are_cited(desk: MakeDesk) -> None:
    made = desk({"site.test": server.missing})
    made.fetch(*(reference(str(at), f"Part {at}", url) for at, url in enumerate(SPELLINGS[:2])), **QUICK)
    looked = made.world.urls("archive.org")
    assert len(looked) == 1
    assert "%23" not in looked[0]


@pytest.mark.parametrize("more", [False, True])
def test_an_archived_copy_never_displaces_the_page_unless_it_tells_more(desk: MakeDesk, *, more: bool) -> None:
    """The page shows an abstract; the archive has the same, or the whole text."""
    url = "https://site.test/p"
    head = f'<meta name="citation_title" content="{PAPER.title}"><meta name="citation_doi" content="{PAPER.doi}">'
    short = server.html(PAPER.title, "<h2>Abstract</h2><p>Of 160 patients 92 walked, and 14 did not.</p>", head)
    kept = server.html(PAPER.title, TEXT, head) if more else short
    library = Library(archived={url: ("20250101000000", kept)})
    made = desk({"site.test": page(Reply(short))}, library)
    cited = reference("1", "Walking", url)
    made.fetch(cited, **QUICK)
    assert [seen for seen in made.world.seen if seen.host == "web.archive.org" and "id_/" in seen.target]
    (work,) = made.shelf(cited).works
    best = work.readings[0].capture.final_url
    assert best.startswith("https://web.archive.org/") is more
    lines = (made.folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum("web.archive.org" in line for line in lines) == (1 if more else 0)
