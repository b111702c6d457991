"""A desk's proxy: used when it is named, said in the report, and no way round the guard."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from pipeline.net.ask import Answer, Ask
from pipeline.net.client import HttpxWire
from pipeline.net.fetcher import World as Outside
from pipeline.net.fetcher import gather_live
from pipeline.net.guard import Endpoint, Guard
from pipeline.net.proxy import parse_proxy
from pipeline.net.settings import FetchSettings
from pipeline.net.wire import WireFailure, set_deadline
from pipeline.snapshots import Snapshots
from tests.net.conftest import Trip
from tests.net.world.clock import NO_WAIT, FakeClock
from tests.net.world.desk import article, reference
from tests.net.world.relay import Relay
from tests.net.world.server import Reply, World, html

BOTH = pytest.mark.parametrize("client", ["httpx", "urllib"])


class Behind:
    """A visitor behind a proxy that nothing but the proxy can lead out of."""

    def __init__(self, stack: ExitStack, folder: Path, *, refuses: bool = False) -> None:
        self.world = stack.enter_context(World(folder, {"a.test": lambda _seen: Reply("<p>Hello</p>")}))
        self.relay = stack.enter_context(Relay(self.world, refuses=refuses))
        proxy = parse_proxy("http://proxy.inside:3128")
        self.inside = {"proxy.inside": self.relay.endpoint, "wiki.newsroom.co": Endpoint("10.1.2.3", 443)}
        self.world.guard = lambda: Guard(self.look_up)  # type: ignore[method-assign]
        self.trip = Trip(self.world, folder / "s", FetchSettings(proxy=proxy.url, tries=1), proxy=proxy)
        stack.callback(self.trip.close)

    def look_up(self, host: str, _port: int) -> tuple[Endpoint, ...]:
        """Inside names only: the outside can't be looked up from here, as behind many proxies."""
        if host not in self.inside:
            raise OSError("no such host")
        return (self.inside[host],)

    def visit(self, url: str, client: str = "httpx") -> Answer:
        return self.trip.visitor.visit(Ask(url, "crossref", "x", "a page", client=client), "1")  # type: ignore[arg-type]


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[Behind]:
    with ExitStack() as stack:
        yield Behind(stack, tmp_path)


@BOTH
def test_requests_go_through_the_proxy_and_tls_reaches_to_the_site(behind: Behind, client: str) -> None:
    assert behind.visit("https://a.test/x", client).text == "<p>Hello</p>"
    assert behind.relay.asked == ["CONNECT a.test:443"]
    assert [seen.scheme for seen in behind.world.seen] == ["https"]


@BOTH
def test_plain_http_goes_through_it_too(behind: Behind, client: str) -> None:
    assert behind.visit("http://a.test/x", client).text == "<p>Hello</p>"
    assert behind.relay.asked[0].startswith("GET http://a.test")


@BOTH
@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("listed", ["*", "a.test", ".test"])
def test_the_environment_has_no_say_in_where_requests_go(
    behind: Behind, monkeypatch: pytest.MonkeyPatch, client: str, scheme: str, listed: str
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://elsewhere.test:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, listed)
    assert behind.visit(f"{scheme}://a.test/x", client).text == "<p>Hello</p>"
    assert len(behind.relay.asked) == 1
    assert [(seen.scheme, seen.host) for seen in behind.world.seen] == [(scheme, "a.test")]


@BOTH
@pytest.mark.parametrize(
    "url",
    [
        "https://localhost/",
        "https://intranet/",
        "https://db.internal/",
        "https://printer.local/",
        "https://wiki.newsroom.co/",
    ],
)
def test_what_lies_inside_is_not_asked_for(behind: Behind, client: str, url: str) -> None:
    assert behind.visit(url, client).reason == "refused_by_policy"
    assert behind.relay.asked == []


@BOTH
def test_a_proxy_that_refuses_is_a_network_error_and_not_the_end_of_the_network(tmp_path: Path, client: str) -> None:
    with ExitStack() as stack:
        made = Behind(stack, tmp_path, refuses=True)
        assert made.visit("https://a.test/x", client).reason == "network_error"
        assert not made.trip.network.offline


@BOTH
def test_a_proxy_that_is_not_there_means_no_network(behind: Behind, client: str) -> None:
    behind.inside["proxy.inside"] = Endpoint("127.0.0.1", 1)
    assert behind.visit("https://a.test/x", client).reason == "network_error"
    assert behind.trip.network.offline


@pytest.mark.parametrize(("up", "states"), [(True, ["none", "had"]), (False, ["none", "none"])])
def test_a_silent_site_behind_a_proxy_is_not_the_end_of_the_network(
    tmp_path: Path, states: list[str], *, up: bool
) -> None:
    """Only a proxy that takes no connection is."""
    page = html("Rest and knees", "".join(f"<p>In week {at} the {90 - at} runners rested.</p>" for at in range(40)))
    with ExitStack() as stack:
        world = stack.enter_context(
            World(tmp_path, {"a.test": lambda _seen: Reply(page), "mute.test": lambda _: Reply()})
        )
        relay = stack.enter_context(Relay(world, mute=frozenset(("mute.test",))))
        at = relay.endpoint if up else Endpoint("127.0.0.1", 1)

        def look_up(host: str, _port: int) -> tuple[Endpoint, ...]:
            if host != "proxy.inside":
                raise OSError("no such host")
            return (at,)

        outside = Outside(Guard(look_up), world.context(), NO_WAIT, {}, workers=1)
        settings = FetchSettings(proxy="http://proxy.inside:3128", tries=1, connect_timeout=2.0, archive=False)
        cited = article(
            *(reference(host, f"A page. https://{host}.test/x", f"https://{host}.test/x") for host in ("mute", "a"))
        )
        log = gather_live(cited, Snapshots((tmp_path / "s",)), settings, FakeClock(), world=outside)
        assert [work.state for work in log.works] == states
        assert log.offline is not up


@pytest.mark.parametrize("bad", ["mute", "unsigned"])
def test_bad_sites_behind_a_proxy_use_up_no_connections(tmp_path: Path, bad: str) -> None:
    with ExitStack() as stack:
        names = [f"{bad}{at}.test" for at in range(3)]  # more than there are connections
        world = stack.enter_context(World(tmp_path, {name: lambda _: Reply() for name in ("a.test", *names)}))
        relay = stack.enter_context(Relay(world, mute=frozenset(names if bad == "mute" else ())))
        proxy = parse_proxy("http://proxy.inside:3128")
        guard = Guard(lambda _host, _port: (relay.endpoint,))
        wire = HttpxWire(guard, context=world.context(), proxy=proxy, connect_timeout=2.0, connections=2)
        stack.callback(wire.close)
        for name in names:
            set_deadline(20.0)
            with pytest.raises(WireFailure), wire.get(f"https://{name}/x", {}):
                pass
        set_deadline(20.0)
        with wire.get("https://a.test/x", {}) as answer:
            assert answer.status == 200


@BOTH
@pytest.mark.parametrize(("status", "asked"), [("403 Forbidden", 1), ("407 Proxy Login", 1), ("502 Bad Gateway", 3)])
def test_a_proxy_that_says_no_is_not_asked_thrice(tmp_path: Path, client: str, status: str, asked: int) -> None:
    """That it could not reach the site may pass; that it will not, won't."""
    with ExitStack() as stack:
        made = Behind(stack, tmp_path, refuses=True)
        made.relay.refusal = status
        made.trip.visitor._settings = FetchSettings(tries=3)
        answer = made.visit("https://a.test/x", client)
        assert answer.reason == "network_error"
        assert status in answer.detail
        assert ("login, which" in answer.detail) == status.startswith("407")
        assert len(made.relay.asked) == asked
