"""An entry of which nothing can be had at its only link: the work that bears its title, by the thresholds, or nothing."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.snapshots import Snapshots
from pipeline.stages.gather import gather
from pipeline.walk import open_article
from tests.net.world.desk import Desk
from tests.net.world.server import Reply, Seen, World, html, missing
from tests.net.world.services import Library, Paper

TITLE = "Standing desks and neck pain in call centres: a cluster trial"
BODY = "\n\n".join(
    f"In month {at} the {70 - at} agents who were left told how much their necks had hurt, and those who asked them did "
    "not know which of the centres had been given the desks and which had kept the ones that they had had before."
    for at in range(14)
)
PAPER = Paper("10.5555/desks.1", TITLE, ("Pia Sand", "Leo Kraft"), 2017, body=BODY)
OPEN = replace(PAPER, pmid="77777777", pmcid="PMC7777777", open=True)
LINK = "https://old.test/desks"
TEXT = "Desks\n\nNeck pain fell by 9 points among 230 agents [1].\n\n## References\n\n1. {entry}\n"
ENTRY = "Sand P, Kraft L. {title}. Ergon J. {year};3(2):1-9. " + LINK
SEARCHES = ("query.bibliographic", "query=TITLE:")


def gone(_seen: Seen) -> Reply:
    return Reply("gone", 410)


def challenge(seen: Seen) -> Reply:
    return missing(seen) if seen.path == "/robots.txt" else Reply("<title>Just a moment...</title>", 403)


def forbidden(_seen: Seen) -> Reply:
    return Reply("User-agent: *\nDisallow: /\n", type="text/plain")


def alive(seen: Seen) -> Reply:
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
    return missing(seen) if seen.path == "/robots.txt" else Reply(html(TITLE, paragraphs))


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def desk(stack: ExitStack, folder: Path, site: object, paper: Paper = OPEN) -> Desk:
    sites = Library((paper,)).sites() | {"old.test": site}
    return Desk(stack.enter_context(World(folder, sites)), folder / "snapshots")  # type: ignore[arg-type]


def searched(made: Desk) -> list[str]:
    return [url for url in made.world.urls() if any(part in url for part in SEARCHES)]


@pytest.mark.parametrize("paper", [OPEN, PAPER], ids=["by interface", "as a page"])
@pytest.mark.parametrize("site", [missing, gone, challenge, forbidden])
def test_the_work_that_bears_the_title_is_read(stack: ExitStack, tmp_path: Path, site: object, paper: Paper) -> None:
    made = desk(stack, tmp_path, site, paper)
    cited = open_article(TEXT.format(entry=ENTRY.format(title=TITLE, year=2017)).encode(), "a.md")
    (line,) = made.fetch_article(cited).works
    readable = paper is OPEN or site in (missing, gone)  # a site that shuts us out is not walked round by its DOI
    assert line.scope == ("full_text" if readable else "metadata")
    assert line.name == PAPER.doi
    (work,) = gather(cited, Snapshots((made.folder,)).find).works
    assert work.scope == line.scope
    before = len(made.world.seen)
    made.fetch_article(cited)
    assert len(made.world.seen) == before


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Standing desks and back pain in call centres: a cluster trial", 2017),
        ("Standing desks and neck pain in schools: a cluster trial", 2017),
        (TITLE, 2012),
    ],
)
def test_below_the_thresholds_the_link_is_what_failed(stack: ExitStack, tmp_path: Path, title: str, year: int) -> None:
    made = desk(stack, tmp_path, missing)
    cited = open_article(TEXT.format(entry=ENTRY.format(title=title, year=year)).encode(), "a.md")
    (line,) = made.fetch_article(cited).works
    assert (line.state, line.reason, line.name) == ("none", "not_found", LINK)
    assert searched(made)
    (work,) = gather(cited, Snapshots((made.folder,)).find).works
    assert (work.scope, work.reason) == ("none", "not_found")


@pytest.mark.parametrize(
    ("site", "entry"),
    [
        (alive, ENTRY.format(title=TITLE, year=2017)),
        (missing, LINK),
        (missing, f"Sand P, Kraft L. {TITLE}. {LINK}"),
        (missing, f"Sand P, Kraft L. {TITLE}. 2017. doi:10.5555/nobody.1 {LINK}"),
    ],
    ids=["the link lives", "nothing but a link", "no year", "it names a DOI"],
)
def test_nothing_is_searched_where_nothing_could_be_taken(
    stack: ExitStack, tmp_path: Path, site: object, entry: str
) -> None:
    made = desk(stack, tmp_path, site)
    made.fetch_article(open_article(TEXT.format(entry=entry).encode(), "a.md"))
    assert not searched(made)


def test_without_a_network_no_search_is_tried(stack: ExitStack, tmp_path: Path) -> None:
    made = desk(stack, tmp_path, missing)
    made.world.sites.clear()
    cited = open_article(TEXT.format(entry=ENTRY.format(title=TITLE, year=2017)).encode(), "a.md")
    log = made.fetch_article(cited)
    assert log.offline
    assert [work.reason for work in log.works] == ["offline"]
