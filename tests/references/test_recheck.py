"""`claim-audit recheck` in the loopback world: the articles are out, and the world goes on."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.cli import main
from pipeline.commands import _live
from pipeline.net.fetcher import Fetcher
from pipeline.net.fetcher import World as Outside
from tests.net.world.clock import NO_WAIT, FakeClock
from tests.net.world.server import Reply, Seen, Site, World, html
from tests.net.world.services import Library, Paper, Trial

BODY = "\n\n".join(
    f"In week {at} the nurses wrote down who had slept, and where, and for how long." for at in range(12)
)
PAPER = Paper("10.5555/naps.1", "Naps in night shifts of nurses", pmid="11111111", abstract="Nurses slept.", body=BODY)
TRIAL = Trial("NCT01234567", "Naps for porters")
PAGE = "https://depot.test/reports/naps"
ARTICLE = f"""What we know about naps

Nurses who nap make fewer mistakes [1]. Porters are being asked as well (NCT01234567). A depot told its drivers [2].

References

[1] Lind A, Marsh B. Naps in night shifts of nurses. J Made Up Med. 2024. https://doi.org/10.5555/naps.1

[2] Depot. Naps for drivers in our house. {PAGE}
"""


class Desk:
    """The desk with its world; `sites` may change between one night and the next."""

    def __init__(self, world: World, clock: FakeClock) -> None:
        self.world = world
        self.clock = clock

    def knows(self, *papers: Paper, trials: tuple[Trial, ...] = (TRIAL,)) -> None:
        self.world.sites.update(Library(papers, trials).sites())

    def shows(self, *paragraphs: str, status: int = 200) -> None:
        page = html("Naps for drivers in our house", "".join(f"<p>{one}</p>" for one in paragraphs))
        self.world.sites["depot.test"] = lambda seen: (
            Reply("", type="text/plain") if seen.path == "/robots.txt" else Reply(page, status)
        )

    def night(self, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, list[str]]:
        """Exit code, output, and the addresses asked, of one recheck a week later."""
        self.clock.pass_days(7)
        asked = len(self.world.seen)
        capsys.readouterr()
        code = main(["recheck", "--no-progress", "--snapshots", "sources"])
        return code, capsys.readouterr().out, self.world.urls()[asked:]


WORDS = ("Our drivers may nap for half an hour in the room behind the canteen. " * 8, "The room has six beds. " * 8)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose article was fetched and is out."""
    sites = Library((PAPER,), (TRIAL,)).sites() | {"depot.test": lambda _: Reply("")}
    with World(tmp_path, sites) as world:
        clock = FakeClock()

        class Lent(Fetcher):
            def __init__(
                self, settings: Any, folder: Path, _clock: Any, progress: Any, *, refresh: bool = False
            ) -> None:
                around = Outside(world.guard(), world.context(), NO_WAIT, None, (("api.crossref.org", 443),))
                super().__init__(settings, folder, clock, progress, refresh=refresh, world=around)

        monkeypatch.setattr(_live, "Fetcher", Lent)
        (tmp_path / "desk" / "articles").mkdir(parents=True)
        (tmp_path / "desk" / "articles" / "naps.txt").write_text(ARTICLE, encoding="utf-8")
        monkeypatch.chdir(tmp_path / "desk")
        made = Desk(world, clock)
        made.shows(*WORDS)
        assert main(["fetch", "--no-progress", "--snapshots", "sources"]) in (0, 3)
        yield made


def test_nothing_changed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, asked = desk.night(capsys)
    assert (code, "nothing changed" in out) == (0, True), out
    hosts = {url.split("/")[2] for url in asked}
    assert hosts <= {
        "api.crossref.org", "www.ebi.ac.uk", "eutils.ncbi.nlm.nih.gov", "clinicaltrials.gov", "depot.test", "doi.org", "journal.test",
    }  # fmt: skip
    assert hosts >= {"api.crossref.org", "www.ebi.ac.uk", "eutils.ncbi.nlm.nih.gov", "clinicaltrials.gov", "depot.test"}
    assert not [url for url in asked if "fullTextXML" in url or "query.bibliographic" in url]


def test_a_retraction_is_a_must(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.knows(replace(PAPER, retracted_by="10.5555/naps.2"))
    code, out, _ = desk.night(capsys)
    assert code == 1
    assert "[1] retraction: retracted on 6 February 2025 (notice 10.5555/naps.2)" in out
    assert "must: REF-002 [1] was retracted on 6 February 2025" in out
    code, out, _ = desk.night(capsys)
    assert (code, "nothing changed" in out) == (0, True), "it was told once; the next night nothing is new"


def waive(capsys: pytest.CaptureFixture[str]) -> None:
    """An editor reads the offline report and keeps the retracted paper."""
    main(["audit", "--offline", "--snapshots", "sources", "--no-progress", "-q", "--format", "json"])
    report = json.loads(Path("reports/naps.json").read_text(encoding="utf-8"))
    (finding,) = [one["id"] for one in report["findings"] if one["code"] == "REF-002"]
    why = ["--reason", "attributed", "--note", "The piece is about papers that were retracted."]
    assert main(["decide", "--id", finding, "--as", "keep", *why, "--by", "News desk", "--until", "30d"]) == 0
    capsys.readouterr()


def test_a_waived_must_is_told_and_closes_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("sources", "before")
    desk.knows(replace(PAPER, retracted_by="10.5555/naps.2"))
    assert desk.night(capsys)[0] == 1
    waive(capsys)
    shutil.rmtree("sources")
    shutil.copytree("before", "sources")
    code, out, _ = desk.night(capsys)
    assert (code, "must:" in out) == (0, False), out
    assert "[1] retraction: retracted on 6 February 2025" in out
    assert "waived: REF-002 [1] was retracted on 6 February 2025 (News desk: attributed, until " in out


def test_a_waiver_of_another_article_or_of_an_older_text_of_the_source_holds_nothing(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree("sources", "before")
    desk.knows(replace(PAPER, retracted_by="10.5555/naps.2"))
    desk.night(capsys)
    waive(capsys)
    for change in (("naps", "maps"), ("source_sha = [", 'source_sha = ["00", ')):
        decisions = Path("decisions.toml").read_text(encoding="utf-8")
        Path("other.toml").write_text(decisions.replace(*change), encoding="utf-8")
        assert decisions.replace(*change) != decisions
        shutil.rmtree("sources")
        shutil.copytree("before", "sources")
        desk.clock.pass_days(7)
        code = main(["recheck", "--no-progress", "--snapshots", "sources", "--decisions", "other.toml"])
        out = capsys.readouterr().out
        assert (code, "must: REF-002" in out, "waived:" in out) == (1, True, False)
    assert main(["recheck", "--decisions", "nowhere.toml"]) == 2


def altered(site: Site, change: Callable[[Any], None]) -> Site:
    """A service whose JSON answers are changed on the way."""

    def answer(seen: Seen) -> Reply:
        reply = site(seen)
        if reply.status != 200:
            return reply
        body = json.loads(reply.body)
        change(body)
        return reply._replace(body=json.dumps(body))

    return answer


def corrections(kind: str) -> Callable[[Any], None]:
    """A row of Europe PMC with a link to a notice."""

    def change(body: Any) -> None:
        for row in body["resultList"]["result"]:
            row["commentCorrectionList"] = {"commentCorrection": [{"type": kind, "id": "22222222", "source": "MED"}]}

    return change


def test_a_retraction_that_one_registry_alone_knows(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.world.sites["www.ebi.ac.uk"] = altered(desk.world.sites["www.ebi.ac.uk"], corrections("Retraction in"))
    code, out, _ = desk.night(capsys)
    assert (code, "REF-002" in out) == (1, True)


def test_a_correction_only_is_told_and_closes_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.world.sites["www.ebi.ac.uk"] = altered(desk.world.sites["www.ebi.ac.uk"], corrections("Erratum in"))
    code, out, _ = desk.night(capsys)
    assert (code, "[1] retraction: corrected" in out, "must" in out) == (0, True, False)


def test_a_paper_that_is_its_own_update(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    def change(body: Any) -> None:
        itself = {"DOI": PAPER.doi, "type": "new_version", "updated": {"date-parts": [[2025, 1, 1]]}}
        body["message"] |= {"updated-by": [itself], "update-to": [itself]}

    desk.world.sites["api.crossref.org"] = altered(desk.world.sites["api.crossref.org"], change)
    code, out, _ = desk.night(capsys)
    assert (code, "nothing changed" in out) == (0, True)


def test_a_registry_that_is_down_is_said_and_is_no_all_clear(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.world.sites["api.crossref.org"] = lambda _: Reply("out of order", 503)
    code, out, _ = desk.night(capsys)
    assert code == 3
    assert "no answer: [1] https://api.crossref.org/works/10.5555/naps.1: server error" in out


def test_one_down_and_another_with_a_retraction(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.world.sites["api.crossref.org"] = lambda _: Reply("out of order", 503)
    desk.world.sites["www.ebi.ac.uk"] = altered(desk.world.sites["www.ebi.ac.uk"], corrections("Retraction in"))
    code, out, _ = desk.night(capsys)
    assert (code, "no answer" in out, "REF-002" in out) == (1, True, True)


def test_the_status_of_a_trial(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.knows(PAPER, trials=(replace(TRIAL, status="TERMINATED", enrolment=44),))
    _, out, _ = desk.night(capsys)
    assert "[NCT01234567] registry: status: RECRUITING → TERMINATED" in out
    assert "[NCT01234567] registry: enrolment: 120 → 44" in out


def test_a_page_that_is_gone_and_one_that_changed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.shows(WORDS[0], "The room was closed in spring, and nobody naps there any more. " * 4)
    code, out, _ = desk.night(capsys)
    assert code == 0
    assert "[2] source: " in out
    assert "its words changed: 1 paragraphs gone, 1 new (“The room was closed in spring" in out
    desk.shows(status=404)
    code, out, _ = desk.night(capsys)
    assert (code, "link: https://depot.test/reports/naps: could be read → not found" in out) == (0, True)


def test_without_a_network_nothing_is_taken_for_granted(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.world.sites.clear()
    code, out, _ = desk.night(capsys)
    assert (code, "nothing was asked" in out) == (3, True)


def test_an_article_that_can_not_be_read(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recheck", "nowhere.txt"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert desk.world.sites


def test_three_bad_nights_make_a_dead_link(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    del desk.world.sites["depot.test"]
    found = []
    for _ in range(3):
        desk.night(capsys)
        main(["audit", "--offline", "--snapshots", "sources", "--no-progress", "-q", "--format", "json"])
        report = json.loads(Path("reports/naps.json").read_text(encoding="utf-8"))
        found.append([one["title"] for one in report["findings"] if one["code"] == "REF-001"])
    assert found == [[], [], ["Link of [2] is dead"]]


def test_two_articles_that_cite_one_paper_are_both_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    second = ARTICLE.replace("What we know about naps", "More about naps")
    Path("articles/rests.txt").write_text(second, encoding="utf-8")
    desk.knows(replace(PAPER, retracted_by="10.5555/naps.2"))
    code, out, asked = desk.night(capsys)
    assert code == 1
    assert out.count("[1] retraction: retracted on 6 February 2025 (notice 10.5555/naps.2)") == 2
    assert out.count("must: REF-002 [1] was retracted on 6 February 2025") == 2
    assert len([url for url in asked if "api.crossref.org" in url]) == 1, "what one article asked the other knows"
    code, out, _ = desk.night(capsys)
    assert (code, out.count("nothing changed")) == (0, 2)


def test_five_nights(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Retracted, then the registry is down, then it is back, then a correction comes, then the notice is gone."""
    library = desk.world.sites["api.crossref.org"]
    told = []

    def night() -> int:
        code, out, _ = desk.night(capsys)
        told.append([line.strip() for line in out.splitlines() if line.startswith("  ") and "no answer" not in line])
        return code

    desk.knows(replace(PAPER, retracted_by="10.5555/naps.2"))
    retracted = desk.world.sites["api.crossref.org"]
    assert night() == 1
    desk.world.sites["api.crossref.org"] = lambda _: Reply("out of order", 503)
    assert night() == 3
    desk.world.sites["api.crossref.org"] = retracted
    assert night() == 0
    desk.world.sites["www.ebi.ac.uk"] = altered(desk.world.sites["www.ebi.ac.uk"], corrections("Erratum in"))
    assert night() == 0
    desk.world.sites["api.crossref.org"] = library
    assert night() == 0
    assert [bool(lines) for lines in told] == [True, False, False, False, True], told
    assert "no longer retracted, but corrected" in told[4][0]


def test_what_the_budget_kept_from_being_asked_is_told_as_such(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    Path("audit.toml").write_text("[fetch]\nbudget = 1\n", encoding="utf-8")
    code, out, _ = desk.night(capsys)
    assert code == 3
    assert ": not asked, the run's budget of 1 requests is used up" in out
    assert "refused by policy" not in out
