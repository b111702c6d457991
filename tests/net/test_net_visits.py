"""One visit over real sockets: what we send, what we take, and how often we ask."""

import json
import zlib
from pathlib import Path

import pytest

from pipeline.net.ask import Ask
from pipeline.net.guard import Endpoint, Guard
from pipeline.net.network import Network
from tests.net.conftest import BOTH, PAGE, MakeTrip, always, visit
from tests.net.world import server
from tests.net.world.server import Reply, Seen, World
from tests.net.world.wall import wall


@BOTH
def test_a_page_comes_whole_and_we_say_who_we_are(trip: MakeTrip, client: str) -> None:
    made = trip({"a.test": always(Reply(PAGE))}, email="desk@newsroom.example")
    answer = visit(made, client=client)
    assert (answer.status, answer.text, answer.reason) == (200, PAGE, None)
    headers = made.world.seen[0].headers
    assert headers["user-agent"].startswith("claim-audit/0.1.0")
    assert headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in headers


def test_the_desks_address_is_in_the_name_we_give(trip: MakeTrip) -> None:
    made = trip({"a.test": always(Reply(PAGE))}, email="desk@newsroom-of-ours.co")
    visit(made)
    assert "mailto:desk@newsroom-of-ours.co" in made.world.seen[0].headers["user-agent"]


@BOTH
@pytest.mark.parametrize("form", ["gzip", "zlib", "raw", "unsaid", "unpacked"])
def test_packed_bodies_are_unpacked_however_they_are_labelled(trip: MakeTrip, client: str, form: str) -> None:
    engine = zlib.compressobj(wbits={"gzip": 31, "unsaid": 31, "zlib": 15}.get(form, -15))
    packed = engine.compress(PAGE.encode()) + engine.flush()
    encoding = {"gzip": "gzip", "zlib": "deflate", "raw": "deflate", "unpacked": "gzip"}.get(form)
    body = PAGE.encode() if form == "unpacked" else packed
    made = trip({"a.test": always(Reply(body, headers={"Content-Encoding": encoding} if encoding else {}))})
    assert visit(made, client=client).text == PAGE


def test_redirects_are_followed_and_every_hop_is_kept_and_logged(trip: MakeTrip) -> None:
    def site(seen: Seen) -> Reply:
        if seen.scheme == "http":
            return Reply(status=301, headers={"Location": f"https://a.test{seen.target}"})
        return Reply(PAGE) if seen.path == "/end" else Reply(status=303, headers={"Location": "../end"})

    made = trip({"a.test": site})
    answer = visit(made, "http://a.test/deep/x")
    assert answer.final_url == "https://a.test/end"
    assert answer.hops == ("http://a.test/deep/x", "https://a.test/deep/x")
    assert made.outcomes == ["redirect", "redirect", "ok"]


@BOTH
@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, "blocked"),
        (403, "blocked"),
        (404, "not_found"),
        (410, "gone"),
        (418, "not_found"),
        (451, "blocked"),
        (500, "server_error"),
        (501, "server_error"),
    ],
)
def test_lasting_refusals_are_asked_once(trip: MakeTrip, client: str, status: int, reason: str) -> None:
    made = trip({"a.test": always(Reply("no", status))})
    answer = visit(made, client=client)
    assert (answer.reason, answer.status, len(made.world.seen)) == (reason, status, 1)


def test_a_404_with_an_empty_body_is_not_found(trip: MakeTrip) -> None:
    made = trip({"a.test": always(Reply(b"", 404, headers={"Content-Length": "0"}))})
    assert visit(made).reason == "not_found"


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_passing_failures_are_asked_again(trip: MakeTrip, status: int) -> None:
    replies = iter([Reply("later", status), Reply("later", status), Reply(PAGE)])
    made = trip({"a.test": lambda _seen: next(replies)})
    assert visit(made).status == 200
    assert len(made.world.seen) == 3


def test_tries_come_to_an_end(trip: MakeTrip) -> None:
    made = trip({"a.test": always(Reply("later", 503))}, tries=2)
    assert visit(made).reason == "server_error"
    assert len(made.world.seen) == 2


@pytest.mark.parametrize("value", ["7", "Sat, 21 Nov 2026 12:00:07 GMT", "Saturday, 21-Nov-26 12:00:07 GMT"])
def test_retry_after_is_waited_for_in_seconds_and_as_a_date(trip: MakeTrip, value: str) -> None:
    replies = iter([Reply("slow down", 429, headers={"Retry-After": value}), Reply(PAGE)])
    made = trip({"a.test": lambda _seen: next(replies)}, per_host=0.0)
    assert visit(made).status == 200
    assert sum(made.clock.slept) == pytest.approx(7.0)


def test_a_retry_after_beyond_our_patience_is_not_waited_for(trip: MakeTrip) -> None:
    made = trip({"a.test": always(Reply("no", 429, headers={"Retry-After": "3600"}))}, per_host=0.0)
    first, second = visit(made), visit(made, "https://a.test/y")
    assert (first.reason, first.status, second.reason) == ("rate_limited", 429, "rate_limited")
    assert len(made.world.seen) == 1
    assert sum(made.clock.slept) == 0


def test_a_challenge_is_blocked_and_never_solved(trip: MakeTrip) -> None:
    page = "<html><head><title>Just a moment...</title></head><body><form id='challenge-form'></form></body></html>"
    made = trip(
        {
            "a.test": always(Reply(page, 503)),
            "b.test": always(Reply("<html></html>", 403, headers={"cf-mitigated": "challenge"})),
            "c.test": always(Reply("<html>a</html>", 200, headers={"cf-mitigated": "challenge"})),
        }
    )
    answers = [visit(made, f"https://{name}.test/") for name in "abc"]
    assert [answer.reason for answer in answers] == ["blocked"] * 3
    assert len(made.world.seen) == 3


def test_behind_a_cdn_is_not_yet_a_challenge(trip: MakeTrip) -> None:
    made = trip({"a.test": always(Reply(PAGE, headers={"server": "cloudflare", "cf-ray": "1"}))})
    assert visit(made).reason is None


@pytest.mark.parametrize("kind", ["video/mp4", "application/zip", "image/png"])
def test_what_is_no_document_is_not_downloaded(trip: MakeTrip, kind: str) -> None:
    made = trip({"a.test": always(Reply(b"x" * 5000, type=kind))})
    assert visit(made).reason == "unsupported"


def test_an_empty_200_is_unreadable(trip: MakeTrip) -> None:
    made = trip({"a.test": always(Reply(b""))})
    assert visit(made).reason == "unreadable"


def test_cookies_are_not_sent_back(trip: MakeTrip) -> None:
    made = trip({"a.test": always(Reply(PAGE, headers={"Set-Cookie": "id=1; Path=/"}))})
    visit(made)
    visit(made, "https://a.test/y")
    assert all("cookie" not in seen.headers for seen in made.world.seen)


def test_the_budget_counts_everything_and_ends_the_asking(trip: MakeTrip) -> None:
    made = trip({"a.test": always(Reply("later", 503))}, budget=4, tries=3)
    visit(made)
    answer = visit(made, "https://a.test/y")
    assert answer.reason == "refused_by_policy"
    assert "budget" in answer.detail
    assert len(made.world.seen) == 4


def test_secrets_are_sent_and_never_written(trip: MakeTrip) -> None:
    made = trip(
        {
            "a.test": lambda seen: (
                Reply(status=302, headers={"Location": "/y?email=desk%40d.co"}) if seen.path == "/x" else Reply(PAGE)
            )
        }
    )
    secret = Ask(
        "https://a.test/x?q=1",
        "unpaywall",
        "unpaywall",
        "Unpaywall",
        secret=(("email", "desk@d.co"), ("api_key", "k1")),
    )
    answer = made.visitor.visit(secret, "1")
    assert made.world.seen[0].query == {"q": "1", "email": "desk@d.co", "api_key": "k1"}
    written = json.dumps([answer.url, answer.final_url, *answer.hops, *(line.url for line in made.recorder.since())])
    assert "desk" not in written
    assert "k1" not in written


def test_environment_proxies_are_not_used(trip: MakeTrip, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://proxy.test:3128")
    made = trip({"a.test": always(Reply(PAGE))})
    assert visit(made).status == 200
    assert visit(made, client="urllib").status == 200


def test_a_bare_connection_refusal_is_a_network_error_and_the_host_is_left_alone(trip: MakeTrip) -> None:
    made = trip({"a.test": always(Reply(PAGE)), "dead.test": always(Reply(PAGE))}, tries=1)
    visit(made)
    nobody = Endpoint("127.0.0.1", 1)
    guard = Guard(lambda _host, _port: (nobody,), frozenset((nobody,)))
    made.means.guard.resolve, made.means.guard._allowed = guard.resolve, guard._allowed
    reasons = [visit(made, f"https://dead.test/{at}").reason for at in range(4)]
    assert reasons == ["network_error"] * 4
    assert made.outcomes.count("network_error") == 2


def test_without_any_network_the_run_knows_after_one_miss() -> None:
    nobody = Endpoint("127.0.0.1", 1)
    network = Network(Guard(lambda _host, _port: (nobody,), frozenset((nobody,))), (("b.test", 443), ("c.test", 443)))
    assert not network.offline
    network.missed("a.test")
    assert network.offline


def test_one_dead_host_is_not_the_end_of_the_network(tmp_path: Path) -> None:
    with World(tmp_path, {"b.test": server.missing}) as world:
        network = Network(world.guard(), (("gone.test", 443), ("b.test", 443)))
        network.missed("a.test")
        assert not network.offline


@pytest.mark.parametrize("says", [b"", b"HTTP/1.1 302 Found\r\n\r\n"])
def test_hosts_that_take_a_connection_and_shake_no_hands_are_no_network(says: bytes) -> None:
    """A firewall or a login page of a hotel answers in the place of everybody."""
    with wall(says) as place:
        guard = Guard(lambda _host, _port: (place,), frozenset((place,)))
        network = Network(guard, (("b.test", 443), ("c.test", 443)))
        network.missed("a.test")
        assert network.offline
        plain = Network(guard, (("b.test", 80), ("c.test", 80)))
        plain.missed("a.test")
        assert not plain.offline


@pytest.mark.parametrize(("others", "offline"), [("portal", True), ("real", False), ("none", False)])
def test_a_door_that_speaks_no_tls_for_all_is_no_network(tmp_path: Path, others: str, *, offline: bool) -> None:
    """A portal answers plain HTTP at every https address; one odd site beside sound ones is just an odd site."""
    with World(tmp_path, {"a.test": server.missing, "b.test": server.missing}) as world:
        portal = {"a.test"} | ({"b.test"} if others == "portal" else set())
        guard = Guard(lambda host, _port: (world.plain if host in portal else world.secure,), world.guard()._allowed)
        network = Network(guard, () if others == "none" else (("a.test", 443), ("b.test", 443)))
        network.missed("a.test", spoke=True)
        assert network.offline is offline
