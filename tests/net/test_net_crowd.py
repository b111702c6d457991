"""Two hundred references, a fifth of them failing in every way: all accounted for, nobody pressed, nothing twice."""

import os
import subprocess
import sys
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
from pipeline.net.settings import FetchSettings
from pipeline.snapshots import Snapshots
from pipeline.stages.gather import gather
from tests.net.world import server
from tests.net.world.child import GAP, hurried
from tests.net.world.clock import NO_WAIT
from tests.net.world.crowd import Crowd, crowd
from tests.net.world.desk import article
from tests.net.world.server import World

ROOT = Path(__file__).resolve().parents[2]
PER_HOST = 0.01
WORKERS = 8
SETTINGS = FetchSettings(per_host=PER_HOST, timeout=3.0, read_timeout=2.0, tries=2)


def fetch(world: World, many: Crowd, folder: Path) -> FetchLog:
    outside = Outside(world.guard(), world.context(), NO_WAIT, hurried(), ())
    return gather_live(article(*many.references), Snapshots((folder,)), SETTINGS, SystemClock(), world=outside)


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


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("crowd")
    many = crowd(200)
    with World(folder, many.sites) as world, unsafe_disk():
        yield Run(many, world, folder / "snapshots", fetch(world, many, folder / "snapshots"))


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


def test_no_host_is_pressed_by_its_own_log(run: Run) -> None:
    hosts = {seen.host for seen in run.world.seen}
    for host in hosts:
        times = run.world.times(host)
        if host in hurried():
            # Counted from the start of a request: a window of twenty gaps sees at most one more, two for jitter.
            most = max(sum(1 for at in times if begin <= at < begin + 20 * GAP) for begin in times)
            assert most <= 23, host
        else:
            gaps = [later - earlier for earlier, later in pairwise(times)]
            assert all(gap >= PER_HOST * 0.9 for gap in gaps), host
        assert run.world.at_once[host] == 1, host
    assert run.world.at_once["*"] <= SETTINGS.parallel


def test_the_second_run_asks_only_what_failed_in_passing(run: Run) -> None:
    before = len(run.world.seen)
    log = fetch(run.world, run.many, run.folder)
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


def test_killed_half_way_and_run_again_it_goes_on_where_it_was(tmp_path: Path) -> None:
    many = crowd(40)
    folder = tmp_path / "snapshots"
    listed = tmp_path / "references.json"
    listed.write_bytes(msgspec.json.encode(many.references))
    with World(tmp_path, many.sites) as world:
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
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        limit = time.monotonic() + 30
        while len(world.seen) < 50 and child.poll() is None and time.monotonic() < limit:
            time.sleep(0.005)
        child.kill()
        child.communicate()
        assert child.returncode == -9, "it was over before it could be killed"
        half = Counter(world.urls())
        with unsafe_disk():
            log = fetch(world, many, folder)
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
