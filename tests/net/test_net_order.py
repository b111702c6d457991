"""What is kept follows from the answers alone: not from which thread asked first, nor from how long an answer took."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from pipeline.records.citation import Reference
from tests.net.world.desk import Desk, reference
from tests.net.world.server import Reply, Seen, Site, World, missing
from tests.net.world.services import Library, Paper

BODY = "\n\n".join(
    f"In week {at} of the study {60 + at} drivers wrote down what they had eaten, and a dietitian who did not know which "
    "of them had been given the advice added up the sugar and the salt, day by day and for each of them by himself."
    for at in range(14)
)
PAPER = Paper("10.5555/lunch.1", "Lunch and lorry drivers", pmid="66666666", abstract="Of 90, 41 ate less.", body=BODY)
PAGE = reference("1", f"Lunch and lorry drivers. {PAPER.url}", PAPER.url)
NUMBER = reference("2", "Lunch and lorry drivers. PMID: 66666666")
WITH_DOI = reference("3", f"Lunch and lorry drivers. doi:{PAPER.doi}")


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def late(site: Site, desk: list[Desk]) -> Site:
    """The answer comes when the run's clock has gone on."""

    def answer(seen: Seen) -> Reply:
        desk[0].clock.sleep(7.0)
        return site(seen)

    return answer


def story(
    stack: ExitStack, folder: Path, cited: tuple[Reference, ...], slow: str, workers: int, **sites: Site
) -> object:
    """What a later audit reads, and why it reads no more."""
    folder.mkdir()
    known = Library((PAPER,)).sites() | {host.replace("_", "."): site for host, site in sites.items()}
    made: list[Desk] = []
    known |= {slow: late(known[slow], made)} if slow else {}
    made.append(Desk(stack.enter_context(World(folder, known)), folder / "snapshots"))
    made[0].fetch(*cited, workers=workers)
    ordered = sorted(cited, key=lambda one: one.label)
    works = made[0].shelf(*ordered).works
    read = [[(one.capture.url, one.scope, one.reason) for one in work.readings] for work in works]
    return [(work.labels, work.scope, work.reason) for work in works], read


NO_DOI = {"doi_org": missing}
NOBODY = NO_DOI | {"api_crossref_org": missing}


@pytest.mark.parametrize("sites", [{}, NO_DOI, NOBODY], ids=["known", "no resolver", "no registry either"])
def test_the_order_of_the_answers_changes_nothing(stack: ExitStack, tmp_path: Path, sites: dict[str, Site]) -> None:
    told = [
        story(stack, tmp_path / f"{at}", cited, slow, workers, **sites)
        for at, (cited, slow, workers) in enumerate(
            [
                ((PAGE, NUMBER), "", 1),
                ((NUMBER, PAGE), "", 1),
                ((PAGE, NUMBER), "", 8),
                ((PAGE, NUMBER), "doi.org", 8),
                ((PAGE, NUMBER), "journal.test", 8),
                ((NUMBER, PAGE), "www.ebi.ac.uk", 2),
            ]
        )
    ]
    assert all(one == told[0] for one in told[1:]), told


@pytest.mark.parametrize(
    ("registered", "reason"), [(True, "server_error"), (False, "not_found")], ids=["registered", "not registered"]
)
def test_a_resolver_is_believed_unless_the_registry_has_the_doi(
    stack: ExitStack, tmp_path: Path, *, registered: bool, reason: str
) -> None:
    library = Library((PAPER,))
    crossref = library.sites()["api.crossref.org"] if registered else missing
    nothing = {"www.ebi.ac.uk": missing, "doi.org": missing, "api.crossref.org": crossref}
    made = Desk(stack.enter_context(World(tmp_path, library.sites() | nothing)), tmp_path / "snapshots")
    made.fetch(WITH_DOI)
    (work,) = made.shelf(WITH_DOI).works
    assert [one.reason for one in work.readings if one.capture.url.startswith("https://doi.org/")] == [reason]


def test_a_page_behind_the_resolver_that_is_gone_is_gone(stack: ExitStack, tmp_path: Path) -> None:
    """That the resolver knows where the page was is no reason to doubt the publisher."""
    library = Library((PAPER,))
    gone = {"www.ebi.ac.uk": missing, "journal.test": missing}
    made = Desk(stack.enter_context(World(tmp_path, library.sites() | gone)), tmp_path / "snapshots")
    made.fetch(WITH_DOI)
    (work,) = made.shelf(WITH_DOI).works
    assert work.reason == "not_found"
