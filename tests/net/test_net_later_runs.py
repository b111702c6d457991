"""Run after run into one folder: what is fresh is not asked for, what failed hides nothing, what stopped leaves no word."""

import pytest

from pipeline.net.progress import Silent
from pipeline.records.source import ADDED, Capture
from pipeline.snapshots import Snapshots
from tests.net.conftest import MakeDesk
from tests.net.world import server
from tests.net.world.desk import article, reference
from tests.net.world.server import Reply, Seen
from tests.net.world.services import Library
from tests.net.world.shelf import CLOSED, DATA, GREEN, LONG, OPEN, PAGE, READER, TRIAL, doi


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


def test_without_network_the_run_says_so_once_and_writes_nothing(desk: MakeDesk) -> None:
    made = desk(Library((OPEN,)))
    made.world.sites.clear()
    log = made.fetch(doi(OPEN), *(reference(str(at), f"doi:10.5555/x.{at}") for at in range(2, 30)))
    assert log.offline
    assert {work.reason for work in log.works} == {"offline"}
    assert len(log.requests) <= 8
    assert not (made.folder / "index.jsonl").exists()


def test_an_interrupted_run_leaves_no_word_against_the_sources(desk: MakeDesk) -> None:
    class Impatient(Silent):
        def done(self, label: str, outcome: str) -> None:  # noqa: ARG002
            raise KeyboardInterrupt

    made = desk(Library((OPEN, PAGE, CLOSED, GREEN)))
    cited = [doi(paper, str(at)) for at, paper in enumerate((OPEN, PAGE, CLOSED, GREEN))]
    with pytest.raises(KeyboardInterrupt):
        made.fetch_article(article(*cited), progress=Impatient())
    lines = (made.folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "network_error" in line]
    assert made.fetch(*cited).works[0].state == "had"


def versioned(tag: str, seen_with: list[str]) -> server.Site:
    """A page with a validator, which notes with what it is asked."""
    body = "".join(f"<p>{part}</p>" for part in LONG.split("\n\n"))

    def site(seen: Seen) -> Reply:
        if seen.path == "/robots.txt":
            return Reply("", 404)
        asked = seen.headers.get("if-none-match", "")
        seen_with.append(asked)
        return Reply(status=304) if asked == tag else Reply(server.html("Walking", body), headers={"ETag": tag})

    return site


@pytest.mark.parametrize("tag", ['"v1"', 'W/"v1"', 'W/"ä"', '"' + "v" * 3000 + '"'])
def test_a_validator_is_sent_back_as_it_came_or_not_at_all(desk: MakeDesk, tag: str) -> None:
    """Weak ones are enough for "not modified" (RFC 9110, 13.1.2); half of one would be another."""
    asked: list[str] = []
    made = desk(Library(), site_test=versioned(tag.encode().decode("latin-1"), asked))
    cited = reference("1", "Walking", "https://site.test/walking")
    made.fetch(cited)
    made.clock.pass_days(40)
    assert made.fetch(cited).works[0].state == "had"
    assert asked[1] in (tag, "")


def test_without_the_copy_itself_nothing_is_asked_on_condition(desk: MakeDesk) -> None:
    """A 304 would leave us with nothing: the copy was damaged since."""
    asked: list[str] = []
    made = desk(Library(), site_test=versioned('"v1"', asked))
    cited = reference("1", "Walking", "https://site.test/walking")
    made.fetch(cited)
    (copy,) = (made.folder / "bodies").iterdir()
    copy.write_bytes(b"something else")
    assert made.fetch(cited).works[0].state == "had"
    assert asked == ["", ""]
    assert made.shelf(cited).works[0].scope == "full_text"


def test_a_304_that_nobody_asked_for_keeps_nothing(desk: MakeDesk) -> None:
    made = desk(Library(), site_test=lambda seen: Reply("", 404) if "robots" in seen.path else Reply(status=304))
    cited = reference("1", "Walking", "https://site.test/walking")
    assert made.fetch(cited).works[0].reason == "server_error"
    assert made.shelf(cited).works[0].scope == "none"


def test_those_who_waited_for_their_turn_do_not_ask_where_there_is_no_network(desk: MakeDesk) -> None:
    """All ask the same service first: one of them finds out, at most one a host that was being tried meanwhile."""
    made = desk(Library((OPEN,)))
    made.world.sites.clear()
    log = made.fetch(*(reference(str(at), f"doi:10.5555/x.{at}") for at in range(30)))
    assert log.offline
    assert len(log.requests) == 1
