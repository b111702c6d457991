"""One visit and everything that can go wrong with it, over real sockets."""

import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from pipeline.net.ask import Answer, Ask
from pipeline.net.guard import Endpoint, Guard
from pipeline.net.network import Network
from pipeline.net.settings import Limits
from pipeline.net.wire import WireFailure, set_deadline
from tests.net.conftest import MakeTrip, Trip
from tests.net.world import server
from tests.net.world.bombs import brotli_bomb, gzip_bomb
from tests.net.world.server import Reply, Seen, Site, World

PAGE = server.html("A page", "<p>Something to read.</p>")
ROOT = Path(__file__).resolve().parents[2]


def ask(url: str, client: str = "httpx", kind: str = "api") -> Ask:
    return Ask(url, "publisher", "page", "a page", kind=kind, client=client)  # type: ignore[arg-type]


def always(reply: Reply) -> Site:
    return lambda _seen: reply


def visit(trip: Trip, url: str = "https://a.test/x", client: str = "httpx") -> Answer:
    return trip.visitor.visit(ask(url, client), "1")


BOTH = pytest.mark.parametrize("client", ["httpx", "urllib"])


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


@BOTH
@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br", "gzip, gzip"])
def test_encodings_that_were_not_asked_for_are_refused(trip: MakeTrip, client: str, encoding: str) -> None:
    made = trip({"a.test": always(Reply(brotli_bomb(), headers={"Content-Encoding": encoding}))})
    assert visit(made, client=client).reason == "unsupported"


@BOTH
def test_a_gzip_bomb_ends_at_the_cap(trip: MakeTrip, client: str) -> None:
    made = trip({"a.test": always(Reply(gzip_bomb(), headers={"Content-Encoding": "gzip"}))})
    answer = visit(made, client=client)
    assert (answer.reason, answer.body) == ("too_large", None)


_MEASURE = """
import resource, ssl, sys
from pipeline.net.client import HttpxWire
from pipeline.net.exchange import exchange
from pipeline.net.guard import Endpoint, Guard
from pipeline.net.settings import Limits
from pipeline.net.urllib_client import UrllibWire
port, ca = int(sys.argv[1]), sys.argv[2]
end = Endpoint("127.0.0.1", port)
guard, context = Guard(lambda h, p: (end,), frozenset({end})), ssl.create_default_context(cafile=ca)
wires = HttpxWire(guard, context=context), UrllibWire(guard, context=context)
exchange(wires[0], "https://a.test/small", {}, Limits(), 10)
start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in ("gzip", "br", "plain"):
    for wire in wires:
        print(exchange(wire, f"https://a.test/{path}", {}, Limits(), 10).reason, end=" ")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) // 1024)
"""


def test_bombs_take_less_than_100_mb_of_memory(tmp_path: Path) -> None:
    def bombs(seen: Seen) -> Reply:
        if seen.path == "/gzip":
            return Reply(gzip_bomb(), headers={"Content-Encoding": "gzip"})
        if seen.path == "/br":
            return Reply(brotli_bomb(), headers={"Content-Encoding": "br"})
        if seen.path == "/plain":

            def flood(handler: server.Handler) -> None:
                handler.close_connection = True
                for _ in range(512):
                    handler.wfile.write(bytes(1 << 20))

            return Reply(b"", headers={"Content-Length": "", "Connection": "close"}, act=flood)
        return Reply(PAGE)

    with World(tmp_path, {"a.test": bombs}) as world:
        command = [sys.executable, "-c", _MEASURE, str(world.secure.port), str(world.certificate)]
        out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout.split()
    assert out[:6] == ["too_large", "too_large", "unsupported", "unsupported", "too_large", "too_large"]
    assert int(out[6]) < 100


@BOTH
@pytest.mark.parametrize("how", [server.drip, server.drip_headers])
def test_a_dripping_server_ends_at_the_deadline(trip: MakeTrip, client: str, how: object) -> None:
    late = how is server.drip_headers
    reply = Reply(status=0 if late else 200, headers={"Content-Length": "100000"}, act=how)  # type: ignore[arg-type]
    made = trip({"a.test": always(reply)}, timeout=0.3, read_timeout=5.0, tries=1)
    assert visit(made, client=client).reason == "timeout"
    assert made.recorder.since()[0].seconds < 2.0


@BOTH
def test_a_silent_server_ends_at_the_read_timeout(trip: MakeTrip, client: str) -> None:
    made = trip({"a.test": always(Reply(status=0, act=server.silence))}, timeout=20.0, read_timeout=0.2, tries=1)
    assert visit(made, client=client).reason == "timeout"


@BOTH
@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1/", "http://localhost/", "http://2130706433/", "https://inside.test/", "file:///etc/passwd"],
)
def test_a_redirect_inside_is_refused_and_never_connected(
    trip: MakeTrip, tmp_path: Path, client: str, location: str
) -> None:
    """`inside.test` is a public-looking name that resolves to a loopback server that nobody allowed."""
    with World(tmp_path, {"inside.test": always(Reply("secret"))}) as inside:
        made = trip({"a.test": always(Reply(status=302, headers={"Location": location}))})
        outer = made.world.resolve

        def resolve(host: str, port: int) -> tuple[Endpoint, ...]:
            inner = {"inside.test": inside.secure, "localhost": Endpoint("127.0.0.1", port)}.get(host)
            return (inner,) if inner else outer(host, port)

        made.means.guard.resolve = resolve
        answer = visit(made, "http://a.test/x", client)
        assert answer.reason == "refused_by_policy"
        assert inside.seen == []


@BOTH
def test_rebinding_between_check_and_connection_has_no_second_look_up(
    trip: MakeTrip, tmp_path: Path, client: str
) -> None:
    """The first look-up gives the allowed server, every later one the secret one: one look-up a connection is made."""
    with World(tmp_path, {"a.test": always(Reply("secret"))}) as secret:
        made = trip({"a.test": always(Reply(PAGE, headers={"Connection": "close"}))})
        answers = iter([(made.world.secure,), (secret.secure,), (secret.secure,)])
        asked: list[str] = []

        def rebinding(host: str, _port: int) -> tuple[Endpoint, ...]:
            asked.append(host)
            return next(answers)

        made.means.guard.resolve = rebinding
        assert visit(made, client=client).text == PAGE
        assert asked == ["a.test"]
        again = visit(made, client=client)
        assert again.reason == "refused_by_policy"
        assert secret.seen == []


@BOTH
def test_https_never_falls_back_to_http(trip: MakeTrip, client: str) -> None:
    made = trip({"a.test": always(Reply(status=301, headers={"Location": "http://a.test/y"}))})
    assert visit(made, client=client).reason == "refused_by_policy"
    assert [seen.scheme for seen in made.world.seen] == ["https"]


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


@pytest.mark.parametrize("kind", ["circle", "endless"])
def test_redirect_loops_end(trip: MakeTrip, kind: str) -> None:
    def site(_seen: Seen) -> Reply:
        number = len(made.world.seen)
        return Reply(status=302, headers={"Location": f"/{number % 2 if kind == 'circle' else number}"})

    made = trip({"a.test": site})
    assert visit(made).reason == "redirect_loop"
    assert len(made.world.seen) <= 6


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


@BOTH
def test_a_certificate_for_another_name_is_a_tls_error(trip: MakeTrip, client: str) -> None:
    made = trip({"a.test": always(Reply(PAGE))}, tries=3)
    made.world.sites["unsigned.test"] = made.world.sites["a.test"]
    answer = visit(made, "https://unsigned.test/", client)
    assert answer.reason == "tls_error"
    assert made.world.seen == []
    assert made.outcomes == ["tls_error"]


@BOTH
def test_a_server_that_speaks_no_tls_is_a_tls_error(trip: MakeTrip, client: str) -> None:
    made = trip({"a.test": always(Reply(PAGE))})
    made.means.guard.resolve = lambda _host, _port: (made.world.plain,)
    assert visit(made, client=client).reason in ("tls_error", "network_error")
    assert made.world.seen == []


@BOTH
def test_a_connection_reset_in_the_body_is_no_answer(trip: MakeTrip, client: str) -> None:
    half = Reply(PAGE[:40], headers={"Content-Length": "5000"}, act=server.reset)
    made = trip({"a.test": always(half)}, tries=2)
    answer = visit(made, client=client)
    assert (answer.reason, answer.body) == ("network_error", None)
    assert len(made.world.seen) == 2


@BOTH
@pytest.mark.parametrize("stated", [len(PAGE) + 500, 10**12])
def test_a_content_length_that_promises_more_is_no_answer(trip: MakeTrip, client: str, stated: int) -> None:
    def hang_up(handler: server.Handler) -> None:
        handler.close_connection = True

    made = trip({"a.test": always(Reply(PAGE, headers={"Content-Length": str(stated)}, act=hang_up))}, tries=1)
    assert visit(made, client=client).reason in ("network_error", "too_large")


def test_a_content_length_that_cuts_the_answer_short_is_noticed(trip: MakeTrip) -> None:
    def more(handler: server.Handler) -> None:
        handler.close_connection = True

    made = trip({"a.test": always(Reply(PAGE, headers={"Content-Length": "60"}, act=more))}, tries=1)
    assert visit(made).reason == "network_error"


@BOTH
def test_hanging_up_without_a_word_is_a_network_error(trip: MakeTrip, client: str) -> None:
    made = trip({"a.test": always(Reply(status=0, act=server.hang_up))}, tries=2)
    assert visit(made, client=client).reason == "network_error"


def test_the_cap_of_a_pdf_is_its_own(trip: MakeTrip) -> None:
    body = b"%PDF-1.7\n" + b"x" * 3000
    made = trip(
        {"a.test": lambda seen: Reply(body if seen.path == "/pdf" else b"y" * 3000, type="text/html")},
        limits=Limits(page=2000, pdf=4000),
    )
    assert visit(made, "https://a.test/pdf").body == body
    assert visit(made, "https://a.test/page").reason == "too_large"


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


def test_the_wall_clock_speaks_up() -> None:
    set_deadline(30.0).left()
    with pytest.raises(WireFailure, match="longer"):
        set_deadline(-1.0).left()
    set_deadline(30.0)
