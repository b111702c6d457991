"""Visitors and desks that see nothing but the loopback world."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
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
from pipeline.net.visitor import Means, Visitor
from pipeline.net.wire import Wire
from tests.net.world.clock import NO_WAIT, FakeClock
from tests.net.world.desk import Desk
from tests.net.world.server import Reply, Site, World, html
from tests.net.world.services import Library


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


MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[MakeDesk]:
    """`desk(library, **sites)`: a desk in a world with these services; `_` in a site's name stands for a dot."""
    with ExitStack() as stack:

        def make(library: Library, **more: Site) -> Desk:
            sites = library.sites() | {host.replace("_", "."): site for host, site in more.items()}
            return Desk(stack.enter_context(World(tmp_path, sites)), tmp_path / "snapshots")

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
