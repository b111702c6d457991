"""Entries without any identifier, in the styles that people write: what fetch resolved, the audit finds again."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.net.log import WorkLine
from pipeline.records.source import Reason, Scope, Work
from pipeline.snapshots import Snapshots
from pipeline.stages.gather import gather
from pipeline.walk import open_article
from tests.net.world.desk import Desk, reference
from tests.net.world.server import Reply, World
from tests.net.world.services import Library, Paper

TITLE = "Evening walks and the sleep of shift workers: a randomised trial"
BODY = "\n\n".join(
    f"In week {at} the {60 + at} porters who were left wrote down how long they had slept, and nurses who did not know "
    "who had been walking counted how often each of them woke up in the night and what they ate before going to bed."
    for at in range(14)
)
PAPER = Paper(
    "10.5555/walks.1",
    TITLE,
    ("Ada Lind", "Bo Marsh"),
    2019,
    abstract="Of 80 porters 40 walked in the evening, and they slept half an hour longer.",
    body=BODY,
)
OPEN = replace(PAPER, pmid="44444444", pmcid="PMC4444444", open=True)
OTHER = Paper("10.5555/other.1", "Onions and the pressure of the eye in mice", ("Cy Bell",), 2019, pmid="55555555")

TEXT = "Walks and sleep\n\nOf 80 porters who were asked, the walkers slept half an hour longer {marker}.\n\n"
STYLES = {
    "Vancouver": ("[1]", "## References\n\n1. Lind A, Marsh B. {title}. J Made-up Med. 2019;3(2):1-9.\n"),
    "APA": (
        "(Lind & Marsh, 2019)",
        "## References\n\nLind, A., & Marsh, B. (2019). {title}. Journal of Made-up Medicine, 3(2), 1–9.\n",
    ),
    "Harvard": (
        "(Lind and Marsh, 2019)",
        "## References\n\nLind, A. and Marsh, B. (2019) '{title}', Journal of Made-up Medicine, 3(2), pp. 1-9.\n",
    ),
    "Chicago": (
        "[1]",
        "## References\n\n1. Lind, Ada, and Bo Marsh. “{title}.” Journal of Made-up Medicine 3, no. 2 (2019): 1–9.\n",
    ),
    "Retrieved from": (
        "[1]",
        "## References\n\n[1] Lind, A. (2019). {title}. J Made-up Med. Retrieved from the ward's library on 3 May 2020.\n",
    ),
    "footnote": ("[^1]", "[^1]: Ada Lind and Bo Marsh, “{title}”, Journal of Made-up Medicine, 2019.\n"),
    "by hand": ("[1]", "## References\n\n1. Ada Lind et al, {title}, J Made-up Med 2019\n"),
}


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def ended(stack: ExitStack, folder: Path, text: str, *papers: Paper) -> tuple[WorkLine, Work]:
    """How the fetch of the article's one work ended, and what a later audit makes of it."""
    world = stack.enter_context(World(folder, Library((OTHER, *papers)).sites()))
    made = Desk(world, folder / "snapshots")
    cited = open_article(text.encode(), "walks.md")
    (line,) = made.fetch_article(cited).works
    (work,) = gather(cited, Snapshots((made.folder,)).find).works
    return line, work


def written(style: str, title: str = TITLE) -> str:
    marker, entry = STYLES[style]
    return TEXT.format(marker=marker) + entry.format(title=title)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("paper", "scope", "reason"),
    [
        (OPEN, "full_text", None),
        (PAPER, "full_text", None),
        (replace(PAPER, page="pdf"), "full_text", None),
        (replace(PAPER, page="challenge"), "metadata", "blocked"),
    ],
    ids=["by interface", "as a page", "as a PDF", "not at all"],
)
def test_what_fetch_resolved_the_audit_finds(
    stack: ExitStack, tmp_path: Path, style: str, paper: Paper, scope: Scope, reason: Reason | None
) -> None:
    line, work = ended(stack, tmp_path, written(style), paper)
    assert (line.scope, line.reason) == (scope, reason)
    assert (work.scope, work.reason) == (scope, reason)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "title",
    [
        "Evening walks and the moods of shift workers: a randomised trial",
        "Evening walks and the sleep of night nurses: a randomised trial",
        "Morning swims and the hearts of retired miners: a survey",
    ],
)
def test_what_is_not_alike_enough_stays_unresolved(stack: ExitStack, tmp_path: Path, style: str, title: str) -> None:
    line, work = ended(stack, tmp_path, written(style, title), OPEN)
    assert (line.state, line.reason) == ("none", "unresolved")
    assert (work.scope, work.reason) == ("none", "unresolved")
    assert work.detail


@pytest.mark.parametrize(
    "entry", ["Lind A, Marsh B. J Made-up Med. 2019.", "Lind A. Walks. 2019.", "Lind and Marsh, personal communication"]
)
def test_a_work_that_is_only_named_is_nobodys(stack: ExitStack, tmp_path: Path, entry: str) -> None:
    text = TEXT.format(marker="[1]") + f"## References\n\n1. {entry}\n"
    line, work = ended(stack, tmp_path, text, OPEN)
    assert (line.state, line.reason, work.reason) == ("none", "unresolved", "unresolved")


RAW = "Lind A, Marsh B, 2019 -- " + TITLE + " -- J Made-up Med 3:1"


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (RAW, True),
        (RAW.replace("randomised", "randomized"), True),
        (RAW.replace("2019", "2020"), True),
        (RAW.replace("2019", "2016"), False),
        (RAW.replace("2019", ""), False),
        (RAW.replace("Lind A", "Nobody E"), False),
        (RAW.replace("shift workers", "pit workers"), False),
        (RAW.replace(" -- J", ", part 2 -- J").replace(": a randomised trial", ""), False),
    ],
)
def test_an_entry_that_was_not_taken_apart_is_found_by_its_text(
    stack: ExitStack, tmp_path: Path, raw: str, *, found: bool
) -> None:
    """By the same thresholds before the fetch and after it."""
    world = stack.enter_context(World(tmp_path, Library((OTHER, OPEN)).sites()))
    made = Desk(world, tmp_path / "snapshots")
    cited = reference("1", raw)
    (line,) = made.fetch(cited).works
    (work,) = made.shelf(cited).works
    assert (line.reason, work.reason) == ((None, None) if found else ("unresolved", "unresolved"))


@pytest.mark.parametrize(
    ("given", "whole"),
    [(TITLE.partition(":")[0], True), (TITLE, True), ("Evening walks and the sleep of all workers", False)],
)
def test_a_subtitle_that_the_entry_leaves_out(stack: ExitStack, tmp_path: Path, given: str, *, whole: bool) -> None:
    """Crossref keeps title and subtitle apart; its record bears both."""
    library = Library((PAPER,))

    def parted(reply: Reply) -> Reply:
        assert isinstance(reply.body, str)
        main, _, rest = TITLE.partition(": ")
        return reply._replace(body=reply.body.replace(f'["{TITLE}"]', f'["{main}"], "subtitle": ["{rest}"]'))

    sites = library.sites() | {"api.crossref.org": lambda seen: parted(library.crossref(seen))}
    made = Desk(stack.enter_context(World(tmp_path, sites)), tmp_path / "snapshots")
    cited = reference("1", f"Lind A. {given}. 2019.", title=given, authors=("Lind A",), year=2019)
    assert (made.fetch(cited).works[0].state == "had") is whole
    assert (made.shelf(cited).works[0].scope == "full_text") is whole


def test_of_two_works_with_one_title_the_names_of_the_cited_years_lead_on(stack: ExitStack, tmp_path: Path) -> None:
    """The preprint of the year before has its own PDF, which is not the article's."""
    preprint = replace(PAPER, doi="10.5555/preprint.1", year=2018, page="pdf", type="posted-content")
    article = replace(PAPER, page="challenge")
    made = Desk(stack.enter_context(World(tmp_path, Library((preprint, article)).sites())), tmp_path / "snapshots")
    cited = reference("1", "Lind A. 2019.", title=TITLE, authors=("Lind A", "Marsh B"), year=2019)
    both = (cited, reference("2", f"The preprint. doi:{preprint.doi}"))
    made.fetch(*both)
    found = {capture.url for capture, _ in Snapshots((made.folder,)).find(cited)}
    assert "https://doi.org/10.5555/walks.1" in found
    assert not [url for url in found if "/pdf/10.5555/preprint.1" in url]
