"""A clock that nobody waits for, and visitors that see nothing but the loopback world."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.net.ask import Answer, Ask
from pipeline.net.client import HttpxWire
from pipeline.net.ledger import Ledger
from pipeline.net.log import Recorder
from pipeline.net.manners import HostManners, Pacer
from pipeline.net.network import Network
from pipeline.net.progress import Silent
from pipeline.net.settings import FetchSettings
from pipeline.net.urllib_client import UrllibWire
from pipeline.net.visitor import Backoff, Means, Visitor
from pipeline.net.wire import Wire
from tests.net.world.server import Reply, Site, World, html

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class FakeClock:
    """Time that passes only by sleeping, at once."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._passed = 1000.0
        self._lock = threading.Lock()
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed - 1000.0)

    def monotonic(self) -> float:
        return self._passed

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self._passed += seconds

    def pass_days(self, days: float) -> None:
        self._passed += days * 86_400


NO_WAIT = Backoff(first=0.0, most=0.0, jitter=0.0)


class Trip:
    """A visitor with everything round it that a test may want to look at."""

    def __init__(
        self,
        world: World,
        folder: Path,
        settings: FetchSettings,
        services: dict[str, HostManners] | None = None,
        proxy: Any = None,
    ) -> None:
        self.world = world
        self.clock = FakeClock()
        self.recorder = Recorder()
        guard = world.guard()
        idle = settings.read_timeout
        self.wires: dict[str, Wire] = {
            "httpx": HttpxWire(guard, context=world.context(), proxy=proxy, connect_timeout=2.0, read_timeout=idle),
            "urllib": UrllibWire(guard, context=world.context(), proxy=proxy, connect_timeout=2.0, read_timeout=idle),
        }
        self.pacer = Pacer(
            self.clock, per_host=settings.per_host, parallel=4, patience=settings.patience, services=services
        )
        self.network = Network(guard, ())
        self.means = Means(
            self.wires,
            guard,
            self.pacer,
            self.network,
            self.clock,
            Ledger(folder, self.clock),
            self.recorder,
            Silent(),
            proxy,
            NO_WAIT,
        )
        self.visitor = Visitor(settings, self.means, "0.1.0")

    @property
    def outcomes(self) -> list[str]:
        return [line.outcome for line in self.recorder.since()]

    def close(self) -> None:
        for wire in self.wires.values():
            wire.close()


MakeTrip = Callable[..., Trip]


@pytest.fixture
def trip(tmp_path: Path) -> Iterator[MakeTrip]:
    """`trip(sites, **settings)` starts a world and gives a visitor that lives in it."""
    with ExitStack() as stack:

        def make(sites: dict[str, Site], services: dict[str, HostManners] | None = None, **given: Any) -> Trip:
            world = stack.enter_context(World(tmp_path, sites))
            made = Trip(world, tmp_path / "snapshots", FetchSettings(**given), services)
            stack.callback(made.close)
            return made

        yield make


PAGE = html("A page", "<p>Something to read.</p>")
BOTH = pytest.mark.parametrize("client", ["httpx", "urllib"])
"""For what must hold whichever of the two clients asks."""


def always(reply: Reply) -> Site:
    """A site that knows one answer."""
    return lambda _seen: reply


def visit(trip: Trip, url: str = "https://a.test/x", client: str = "httpx", **conditions: str) -> Answer:
    """One visit to a page of a service."""
    ask = Ask(url, "publisher", "page", "a page", client=client)  # type: ignore[arg-type]
    return trip.visitor.visit(ask, "1", conditions)
