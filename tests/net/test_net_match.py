"""Free-text references: matched above the thresholds, unresolved below, and never to a copy or a neighbour."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.net.match import Candidate, best, wanted
from pipeline.records.citation import Identifiers, Reference
from tests.net.world.desk import Desk, reference
from tests.net.world.server import Reply, World
from tests.net.world.services import Library, Paper

TITLE = "Garlic tablets and blood pressure in older men: a randomised trial"
RIGHT = Candidate(Identifiers(doi="10.5555/garlic.1"), (TITLE,), ("Lind", "Marsh", "Okafor"), 2019, "journal-article")


def cited(
    title: str | None = TITLE, authors: tuple[str, ...] = ("Lind A", "Marsh B"), year: int | None = 2019
) -> Reference:
    raw = f"{', '.join(authors)}. {title or TITLE}. J Made Up. {year or ''}"
    return Reference("1", raw, 0, len(raw), Identifiers(), title=title, authors=authors, year=year)


def found(wish: Reference, *candidates: Candidate) -> str | None:
    match = best(wanted(wish), candidates)
    return match.identifiers.doi if match else None


@pytest.mark.parametrize(
    "wish",
    [
        cited(),
        cited(year=2020),
        cited(year=2018),
        cited("Garlic tablets and blood-pressure in older men - a randomized trial"),
        cited(authors=("Ada Lind",)),
        cited(authors=("Lind, Ada", "Nobody, Else", "Third, One")),
        cited(authors=("Nobody E", "Marsh B", "Okafor C")),
        cited(title=None),
        cited(title=None, authors=("A. Lind", "B. Marsh")),
    ],
)
def test_alike_enough(wish: Reference) -> None:
    assert found(wish, RIGHT) == "10.5555/garlic.1"


@pytest.mark.parametrize(
    "wish",
    [
        cited("Garlic tablets and cholesterol in older men: a randomised trial"),
        cited("Garlic tablets and blood pressure"),
        cited("Garlic"),
        cited(year=2016),
        cited(year=None),
        cited(authors=("Nobody E",)),
        cited(authors=("Nobody E", "Else F", "Marsh B")),
        cited(title=None, authors=("Nobody E",)),
    ],
)
def test_not_alike_enough(wish: Reference) -> None:
    assert found(wish, RIGHT) is None


@pytest.mark.parametrize(
    "other",
    [
        replace(RIGHT, type="component"),
        replace(RIGHT, type="peer-review"),
        replace(RIGHT, type="grant"),
        replace(RIGHT, identifiers=Identifiers(doi="10.65215/copy.1")),
        replace(RIGHT, identifiers=Identifiers()),
        replace(RIGHT, surnames=()),
        replace(RIGHT, year=None),
        replace(RIGHT, titles=()),
        replace(RIGHT, titles=(TITLE.replace("men:", "men, part 2:"),)),
    ],
)
def test_candidates_that_are_never_taken(other: Candidate) -> None:
    assert found(cited(), other) is None


def test_the_right_record_is_found_behind_look_alikes() -> None:
    alike = replace(RIGHT, identifiers=Identifiers(doi="10.5555/other"), titles=(TITLE.replace("men", "women"),))
    copied = replace(RIGHT, identifiers=Identifiers(doi="10.65215/copy.1"))
    assert found(cited(), copied, replace(alike, year=2011), alike, RIGHT) == "10.5555/garlic.1"


def test_two_that_fit_equally_are_one_too_many() -> None:
    assert found(cited(), RIGHT, replace(RIGHT, identifiers=Identifiers(doi="10.5555/garlic.2"))) is None
    assert found(cited(), RIGHT, RIGHT) == "10.5555/garlic.1"


@pytest.mark.parametrize("years", [(2018,), (2020,), (2018, 2020)])
def test_of_two_that_are_alike_the_one_of_the_cited_year_is_meant(years: tuple[int, ...]) -> None:
    others = [replace(RIGHT, identifiers=Identifiers(doi=f"10.5555/preprint.{year}"), year=year) for year in years]
    assert found(cited(), *others, RIGHT) == "10.5555/garlic.1"
    assert found(cited(), RIGHT, *others) == "10.5555/garlic.1"


def test_two_of_neighbouring_years_and_none_of_the_cited_one_are_one_too_many() -> None:
    early = replace(RIGHT, identifiers=Identifiers(doi="10.5555/garlic.2018"), year=2018)
    late = replace(RIGHT, identifiers=Identifiers(doi="10.5555/garlic.2020"), year=2020)
    assert found(cited(), early, late) is None
    assert found(cited(), early) == "10.5555/garlic.2018"


def test_part_one_is_not_part_two() -> None:
    first = replace(RIGHT, titles=("Sleep and memory in the elderly, part 1: walking",))
    assert found(cited("Sleep and memory in the elderly, part 2: walking"), first) is None
    assert found(cited("Sleep and memory in the elderly, part 1: walking"), first) == "10.5555/garlic.1"


def test_a_subtitle_may_be_left_out_or_in() -> None:
    short = replace(RIGHT, titles=("Garlic tablets and blood pressure in older men", TITLE))
    assert found(cited(), short) == "10.5555/garlic.1"
    assert found(cited("Garlic tablets and blood pressure in older men"), short) == "10.5555/garlic.1"


def test_short_titles_fit_too_many_works() -> None:
    short = replace(RIGHT, titles=("Blood pressure",))
    assert found(cited("Blood pressure"), short) is None


PAPER = Paper(
    "10.5555/garlic.1",
    TITLE,
    ("Ada Lind", "Bo Marsh"),
    2019,
    pmid="44444444",
    pmcid="PMC4444444",
    abstract="Of 80 men 40 were given garlic tablets, and their blood pressure fell a little in eight weeks.",
    body="\n\n".join(
        f"In week {at} the {60 + at} men who were left had their pressure measured again." for at in range(40)
    ),
    open=True,
)
OTHER = Paper("10.5555/other.1", "Onions and the pressure of the eye in mice", ("Cy Bell",), 2019, pmid="55555555")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        world = stack.enter_context(World(tmp_path, Library((OTHER, PAPER)).sites()))
        yield Desk(world, tmp_path / "snapshots")


def free(title: str | None, **given: Any) -> Reference:
    return reference("1", f"Lind A, Marsh B. {title or TITLE}. J Made Up. 2019;3:1-9.", title=title, **given)


def test_a_matched_reference_is_fetched_and_read(desk: Desk) -> None:
    wish = free(TITLE, authors=("Lind A", "Marsh B"), year=2019)
    log = desk.fetch(wish)
    assert [(work.state, work.scope) for work in log.works] == [("had", "full_text")]
    (work,) = desk.shelf(wish).works
    assert work.scope == "full_text"


def test_an_entry_that_was_not_taken_apart_is_matched_by_its_text(desk: Desk) -> None:
    assert desk.fetch(free(None)).works[0].state == "had"


def test_below_the_thresholds_it_is_unresolved_and_nothing_else_is_asked(desk: Desk) -> None:
    log = desk.fetch(free("Garlic tablets and cholesterol in younger women: a survey", authors=("Lind A",), year=2019))
    assert [(work.state, work.reason) for work in log.works] == [("none", "unresolved")]
    assert {line.adapter for line in log.requests} == {"match"}
    assert not (desk.folder / "index.jsonl").exists()


def test_a_search_that_is_out_of_order_is_no_proof_of_absence(desk: Desk) -> None:
    desk.world.sites["api.crossref.org"] = lambda _seen: Reply("<html>maintenance</html>")
    desk.world.sites["www.ebi.ac.uk"] = lambda _seen: Reply("down", 500)
    log = desk.fetch(free(TITLE, authors=("Lind A",), year=2019))
    assert log.works[0].reason == "server_error"


def test_searches_are_remembered(desk: Desk) -> None:
    wish = free("Garlic tablets and cholesterol in younger women: a survey", authors=("Lind A",), year=2019)
    desk.fetch(wish)
    assert desk.fetch(wish).requests == ()
