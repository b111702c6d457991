"""Two hundred references, a fifth of them failing in every way: all accounted for, nobody pressed, nothing twice."""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from pipeline.net.clock import SystemClock
from pipeline.net.fetcher import World as Outside
from pipeline.net.fetcher import gather_live
from pipeline.net.log import FetchLog
from pipeline.net.progress import Silent
from pipeline.net.settings import FetchSettings
from pipeline.snapshots import Snapshots
from pipeline.stages.gather import gather
from tests.net.world import server
from tests.net.world.child import GAP, hurried
from tests.net.world.clock import NO_WAIT
from tests.net.world.crowd import Crowd, crowd
from tests.net.world.desk import article
from tests.net.world.server import Reply, Seen, Site, World

ROOT = Path(__file__).resolve().parents[2]
PER_HOST = 0.01
STATED = dict.fromkeys(("api.crossref.org", "eutils.ncbi.nlm.nih.gov"), 1 / 500)
"""Seconds between two requests by what these services' own answers state, which counts for more than the table."""
WORKERS = 8
SETTINGS = FetchSettings(per_host=PER_HOST, timeout=3.0, read_timeout=2.0, tries=2)


class Watch(SystemClock):
    """The machine's time, which knows when a thread last looked at it."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = threading.local()

    def monotonic(self) -> float:
        self._seen.at = now = super().monotonic()
        return now

    @property
    def looked(self) -> float:
        """What this thread saw when it last looked."""
        at: float = self._seen.at
        return at


class Turns(Silent):
    """When each host's turns were given out, by the reading of the clock by which they were.

    When a request arrives is no measure of that: a busy machine brings one late and the next in time.
    """

    def __init__(self, clock: Watch) -> None:
        self._clock = clock
        self.of: dict[str, list[float]] = {}

    def waits(self, label: str, on: str, seconds: float) -> None:
        del label
        if not seconds:
            self.of.setdefault(on.rpartition("(")[2].rstrip(")"), []).append(self._clock.looked)


class Fetched(NamedTuple):
    log: FetchLog
    turns: dict[str, list[float]]


def fetch(world: World, many: Crowd, folder: Path) -> Fetched:
    clock = Watch()
    turns = Turns(clock)
    outside = Outside(world.guard(), world.context(), NO_WAIT, hurried(), ())
    log = gather_live(article(*many.references), Snapshots((folder,)), SETTINGS, clock, turns, world=outside)
    return Fetched(log, turns.of)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]


def _kind(url: str) -> str:
    """The name of the failure that a host of the crowd plays."""
    return _host(url).removesuffix(".test").rstrip("0123456789")


@contextmanager
def unsafe_disk() -> Iterator[None]:
    """Without waiting for the disk: power cuts are not what these tests are about, and 2,000 waits take long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        yield


class Run(NamedTuple):
    many: Crowd
    world: World
    folder: Path
    log: FetchLog
    turns: dict[str, list[float]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("crowd")
    many = crowd(200)
    with World(folder, many.sites) as world, unsafe_disk():
        yield Run(many, world, folder / "snapshots", *fetch(world, many, folder / "snapshots"))


def test_every_reference_is_accounted_for_with_the_right_reason(run: Run) -> None:
    ended = {work.labels[0]: work for work in run.log.works}
    assert set(ended) == set(run.many.expected)
    wrong = {
        label: (work.reason, work.detail)
        for label, work in ended.items()
        if work.reason not in run.many.expected[label]
    }
    assert wrong == {}
    assert Counter(work.state for work in run.log.works) == {"had": 160, "none": 40}


def test_the_folder_tells_the_same_story(run: Run) -> None:
    shelf = gather(article(*run.many.references), Snapshots((run.folder,)).find)
    for work in shelf.works:
        expected = run.many.expected[work.labels[0]]
        assert work.reason in expected, (work.labels, work.reason, work.detail)


def test_nothing_is_asked_twice_but_what_failed_in_passing(run: Run) -> None:
    asked = Counter(run.world.urls())
    again = {url for url, count in asked.items() if count > 1}
    kinds = {_kind(url) for url in again}
    assert kinds <= {"unavailable", "drip", "reset", "hang-up", "silent", "down"}
    assert max(asked.values()) <= SETTINGS.tries


def test_no_host_is_pressed(run: Run) -> None:
    """By the turns that were given out, and by the host's own log."""
    hosts = {seen.host for seen in run.world.seen}
    assert hosts <= set(run.turns)
    for host, turns in run.turns.items():
        least = STATED.get(host, GAP) if host in hurried() else PER_HOST
        assert all(later - earlier >= least for earlier, later in pairwise(sorted(turns))), host
    for host in hosts:
        assert run.world.at_once[host] == 1, host
        if host not in hurried():
            assert all(rest >= PER_HOST for rest in run.world.rests(host)), host
    assert run.world.at_once["*"] <= SETTINGS.parallel


def test_the_second_run_asks_only_what_failed_in_passing(run: Run) -> None:
    before = len(run.world.seen)
    log = fetch(run.world, run.many, run.folder).log
    assert [work.state for work in log.works] == [work.state for work in run.log.works]
    passing = {
        "server_error",
        "rate_limited",
        "timeout",
        "network_error",
        "tls_error",
        "refused_by_policy",
        "unreadable",
    }
    expected = run.many.expected
    labels = {line.label for line in log.requests if line.adapter not in ("wayback", "robots")}
    assert labels <= {label for label, reasons in expected.items() if set(reasons) & passing}
    of_hosts = {_kind(line.url) for line in log.requests if line.adapter == "robots"}
    assert of_hosts == {server.DEAD, server.REFUSING, server.UNSIGNED, "silent", "down"}
    assert len(run.world.seen) - before < 60


def held_at(world: World, number: int, go_on: threading.Event) -> None:
    """Let nobody have an answer once so many requests have come, until `go_on`."""

    def held(site: Site) -> Site:
        def answer(seen: Seen) -> Reply:
            if len(world.seen) >= number:
                go_on.wait(120)
            return site(seen)

        return answer

    world.sites = {host: held(site) for host, site in world.sites.items()}


def test_killed_half_way_and_run_again_it_goes_on_where_it_was(tmp_path: Path) -> None:
    many = crowd(40)
    folder = tmp_path / "snapshots"
    listed = tmp_path / "references.json"
    listed.write_bytes(msgspec.json.encode(many.references))
    killed = threading.Event()
    with World(tmp_path, many.sites) as world:
        held_at(world, 50, killed)
        ports = [str(world.plain.port), str(world.secure.port)]
        command = [
            sys.executable,
            "-m",
            "tests.net.world.child",
            str(folder),
            *ports,
            str(world.certificate),
            str(listed),
        ]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
            limit = time.monotonic() + 120
            while len(world.seen) < 50 and child.poll() is None and time.monotonic() < limit:
                time.sleep(0.005)
            child.kill()
            _, told = child.communicate()
        killed.set()
        assert child.returncode == -9, told
        half = Counter(world.urls())
        assert sum(half.values()) >= 50
        with unsafe_disk():
            log = fetch(world, many, folder).log
        assert sorted(work.labels for work in log.works) == sorted((label,) for label in many.expected)
        assert {
            work.labels[0]: work.reason for work in log.works if work.reason not in many.expected[work.labels[0]]
        } == {}
        repeated = [url for url in half if Counter(world.urls())[url] > half[url]]
    failing = {host for host in many.sites if host[-6].isdigit() and not host.startswith("press")}
    lost = [url for url in repeated if _host(url) not in failing]
    assert len(lost) <= 2 * WORKERS, lost  # what was under way: one question a thread, with its redirect
    shelf = gather(article(*many.references), Snapshots((folder,)).find)
    assert not Snapshots((folder,)).problems
    assert all(work.reason in many.expected[work.labels[0]] for work in shelf.works)
