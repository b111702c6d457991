"""The two real articles, fetched from a loopback world that serves the shared sources: same readings, same verdicts."""

import json
import os
from pathlib import Path

import pytest

from pipeline.records.citation import CitedArticle
from pipeline.records.report import Report
from pipeline.records.source import Capture, Reading, Shelf
from pipeline.snapshots import Snapshots
from pipeline.stages.assemble import Circumstances
from pipeline.stages.gather import gather
from pipeline.walk import audit_article, open_article
from tests.net.world.desk import Desk
from tests.net.world.server import Reply, Seen, Site, World, missing

SHARED = Path(os.environ.get("CLAIM_AUDIT_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
pytestmark = pytest.mark.skipif(
    not (SHARED / "sources").is_dir(), reason="the shared folder is not beside the checkout"
)
NAMES = ("treatment-resistant-depression", "neuroplasticity-and-emotional-reset")
CLOCK = "2026-11-21T12:00:00Z"


def captures() -> list[Capture]:
    lines = (SHARED / "sources" / "index.jsonl").read_text(encoding="utf-8").splitlines()
    return [Capture(**json.loads(line)) for line in lines]


def served() -> dict[str, Site]:
    """Every capture at the place that it came from; what is not captured is unknown to its service."""
    by_place: dict[str, Capture] = {}
    for capture in captures():
        for address in (capture.url, capture.final_url):
            by_place[_place(address)] = capture

    def site(seen: Seen) -> Reply:
        capture = by_place.get(_place(seen.url))
        if capture is None:
            return missing(seen)
        if capture.path is None:
            return Reply("refused", capture.status)
        return Reply((SHARED / "sources" / capture.path).read_bytes(), type=capture.content_type)

    no_hits = Reply('{"hitCount": 0, "resultList": {"result": []}}', type="application/json")
    nothing = {
        "www.ebi.ac.uk": lambda _seen: no_hits,
        "pmc.ncbi.nlm.nih.gov": missing,
        "api.datacite.org": missing,
        "doi.org": missing,
        "archive.org": lambda _seen: Reply('{"archived_snapshots": {}}', type="application/json"),
        "web.archive.org": lambda _seen: Reply("[]", type="application/json"),
    }
    hosts = {
        _place(address).partition("/")[0] for capture in captures() for address in (capture.url, capture.final_url)
    }
    return dict.fromkeys(hosts, site) | nothing


def _place(address: str) -> str:
    """Host and path; of E-utilities also which record: our questions name program and format besides."""
    bare, _, query = address.partition("://")[2].partition("?")
    wanted = sorted(part for part in query.split("&") if part.startswith(("id=", "db=")))
    return "?".join(filter(None, (bare.rstrip("/"), "&".join(wanted))))


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot folder filled from nothing by a live fetch of both articles."""
    folder = tmp_path_factory.mktemp("world")
    with World(folder, served()) as world:
        desk = Desk(world, folder / "snapshots")
        for name in NAMES:
            log = desk.fetch_article(opened(name))
            accounted = sorted(label for work in log.works for label in work.labels)
            assert accounted == sorted(reference.label for reference in opened(name).references)
    return folder / "snapshots"


def opened(name: str) -> CitedArticle:
    return open_article((SHARED / "articles" / f"{name}.txt").read_bytes(), f"{name}.txt")


def shelf(name: str, folder: Path) -> Shelf:
    return gather(opened(name), Snapshots((folder,)).find)


def told(reading: Reading) -> tuple[str, str, str]:
    return reading.reader, reading.scope, reading.text


@pytest.mark.parametrize("name", NAMES)
def test_the_same_texts_are_read(name: str, fetched: Path) -> None:
    for live, kept in zip(shelf(name, fetched).works, shelf(name, SHARED / "sources").works, strict=True):
        assert (live.labels, live.scope, live.kind, live.reason) == (kept.labels, kept.scope, kept.kind, kept.reason)
        had = {told(reading) for reading in live.readings if reading.scope != "none"}
        assert had == {told(reading) for reading in kept.readings if reading.scope != "none"}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_verdicts_are_reached(name: str, fetched: Path) -> None:
    def audited(folder: Path) -> Report:
        return audit_article(opened(name), Snapshots((folder,)).find, Circumstances(CLOCK))

    live, kept = audited(fetched), audited(SHARED / "sources")
    assert [(claim.id, claim.verdict) for claim in live.claims] == [(claim.id, claim.verdict) for claim in kept.claims]
    assert [finding.code for finding in live.findings] == [finding.code for finding in kept.findings]
    assert live.gate.state == kept.gate.state
    assert live.gate.counts.must == kept.gate.counts.must


def test_the_challenged_page_is_accounted_for(fetched: Path) -> None:
    (refused,) = [work for work in shelf(NAMES[0], fetched).works if work.labels == ("4",)]
    assert (refused.scope, refused.reason) == ("none", "blocked")
