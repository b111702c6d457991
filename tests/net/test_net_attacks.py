"""Servers that mean harm: endless answers, lying headers, absurd wishes, other charsets, hosts that say one thing twice."""

import time
import zlib
from collections.abc import Callable

import pytest

from pipeline.net.guard import Endpoint
from pipeline.net.manners import Pacer
from pipeline.net.robots import Robots, Rules
from pipeline.net.settings import Limits
from tests.net.conftest import BOTH, PAGE, MakeTrip, always, visit
from tests.net.world.clock import FakeClock
from tests.net.world.server import Handler, Reply, Seen


def raw(data: Callable[[Handler], None]) -> Reply:
    """An answer written byte by byte."""

    def act(handler: Handler) -> None:
        handler.close_connection = True
        data(handler)

    return Reply(status=0, act=act)


def endless_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for at in range(20_000):
        handler.wfile.write(b"X-Filler-%d: %s\r\n" % (at, b"y" * 100))
    handler.wfile.flush()


def endless_line(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 " + b"O" * 2_000_000)
    handler.wfile.flush()


def endless_chunks(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(400):
        handler.wfile.write(b"10000\r\n" + b"z" * 65_536 + b"\r\n")
    handler.wfile.flush()


def huge_chunk(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    handler.wfile.write(b"fffffffffffffff\r\n" + b"z" * 3_000_000)
    handler.wfile.flush()


def bad_chunk(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    handler.wfile.write(b"no number\r\nzzzz\r\n0\r\n\r\n")
    handler.wfile.flush()


def many_interim(handler: Handler) -> None:
    for _ in range(5000):
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
    handler.wfile.flush()
    time.sleep(0.5)


def odd_length(handler: Handler) -> None:
    handler.wfile.write("HTTP/1.1 200 OK\r\nContent-Length: ²\r\nConnection: close\r\n\r\nabc".encode("latin-1"))
    handler.wfile.flush()


def long_length(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 6000 + b"\r\n\r\nabc")
    handler.wfile.flush()


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"SSH-2.0-server\r\n")
    handler.wfile.flush()


@BOTH
@pytest.mark.parametrize(
    ("how", "reasons"),
    [
        (endless_headers, ("network_error",)),
        (endless_line, ("network_error",)),
        (endless_chunks, ("too_large",)),
        (huge_chunk, ("too_large", "network_error")),
        (bad_chunk, ("network_error",)),
        (many_interim, ("network_error", "timeout")),
        (odd_length, ("network_error", None)),
        (long_length, ("network_error", None)),
        (no_http, ("network_error",)),
    ],
)
def test_an_answer_without_end_or_sense_is_no_answer(
    trip: MakeTrip, client: str, how: Callable[[Handler], None], reasons: tuple[str | None, ...]
) -> None:
    made = trip({"a.test": always(raw(how))}, tries=1, timeout=20.0, limits=Limits(page=1_000_000, pdf=2_000_000))
    answer = visit(made, client=client)
    assert answer.reason in reasons, (answer.reason, answer.detail)
    assert answer.body in (None, b"abc")


@BOTH
def test_dripping_chunks_end_at_the_deadline(trip: MakeTrip, client: str) -> None:
    def drip(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(500):
            handler.wfile.write(b"1\r\nx\r\n")
            handler.wfile.flush()
            time.sleep(0.02)

    made = trip({"a.test": always(raw(drip))}, tries=1, timeout=0.4, read_timeout=5.0)
    assert visit(made, client=client).reason == "timeout"


@BOTH
def test_a_packed_drip_that_yields_nothing_ends_at_the_deadline(trip: MakeTrip, client: str) -> None:
    """Empty deflate blocks: bytes come, none of them is text."""
    engine = zlib.compressobj(wbits=31)
    empty = [engine.flush(zlib.Z_SYNC_FLUSH) for _ in range(3)][-1] or b"\x00\x00\x00\xff\xff"

    def drip(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n")
        handler.wfile.write(zlib.compressobj(wbits=31).flush(zlib.Z_SYNC_FLUSH))
        for _ in range(500):
            handler.wfile.write(empty)
            handler.wfile.flush()
            time.sleep(0.02)

    made = trip({"a.test": always(raw(drip))}, tries=1, timeout=0.4, read_timeout=5.0)
    assert visit(made, client=client).reason == "timeout"


@pytest.mark.parametrize(
    "value", ["31536000", "9" * 400, "Sat, 21 Nov 2099 12:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"]
)
def test_a_rest_of_years_is_not_waited_for(trip: MakeTrip, value: str) -> None:
    made = trip({"a.test": always(Reply("no", 429, headers={"Retry-After": value}))})
    assert visit(made).reason == "rate_limited"
    assert visit(made, "https://a.test/y").reason == "rate_limited"
    assert len(made.world.seen) == 1
    assert sum(made.clock.slept) < 90


HOSTILE_RATES = (
    {"x-rate-limit-limit": "nan", "x-rate-limit-interval": "1s"},
    {"x-rate-limit-limit": "inf", "x-rate-limit-interval": "1s"},
    {"x-rate-limit-limit": "1e-300", "x-rate-limit-interval": "3600s"},
    {"x-rate-limit-limit": "1", "x-rate-limit-interval": "nans"},
    {"x-rate-limit-limit": "1", "x-rate-limit-interval": "1e9s"},
    {"x-rate-limit-limit": "1e308", "x-rate-limit-interval": "1e-308s"},
    {"x-concurrency-limit": "0"},
    {"x-concurrency-limit": "9" * 5000},
    {"x-ratelimit-limit": "3", "x-ratelimit-remaining": "0" * 100},
)


@pytest.mark.parametrize("headers", HOSTILE_RATES)
def test_rates_that_make_no_sense_stop_nobody(trip: MakeTrip, headers: dict[str, str]) -> None:
    """The service is asked again, at most half a minute later and never faster than its own table says."""
    made = trip({"api.crossref.org": always(Reply(PAGE, headers=headers))})
    for at in range(3):
        assert visit(made, f"https://api.crossref.org/works/{at}").status == 200
    assert sum(made.clock.slept) <= 70
    starts = made.world.times("api.crossref.org")
    assert len(starts) == 3


@BOTH
@pytest.mark.parametrize(
    "location",
    [
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0177.0.0.1/",
        "http://0x7f000001/",
        "http://017700000001/",
        "http://127.0.0.1.:80/",
        "http://user:word@b.test/",
        "http://b.test:8080/",
        "http://b.test:22/",
        "//127.0.0.1/x",
        "\\\\127.0.0.1\\x",
        "http:/\\127.0.0.1/",
        "http://127.0.0.1#@b.test/",
        "http://b.test\\@127.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
        "gopher://b.test/",
        "data:text/html,hello",
    ],
)
def test_a_redirect_may_not_lead_astray(trip: MakeTrip, client: str, location: str) -> None:
    encoded = location.encode("utf-8").decode("latin-1")
    made = trip(
        {"a.test": always(Reply(status=302, headers={"Location": encoded})), "b.test": always(Reply("inside"))}, tries=1
    )
    answer = visit(made, "http://a.test/x", client)
    assert answer.reason in ("refused_by_policy", "server_error"), (answer.reason, answer.detail)
    assert {seen.host for seen in made.world.seen} == {"a.test"}


@BOTH
@pytest.mark.parametrize("location", ["/end#part", "https://a.test/end#a#b", "#only", "?q=1#x"])
def test_the_fragment_of_a_redirect_is_not_sent(trip: MakeTrip, client: str, location: str) -> None:
    def site(seen: Seen) -> Reply:
        return Reply(PAGE) if seen.target != "/x" else Reply(status=302, headers={"Location": location})

    made = trip({"a.test": site})
    answer = visit(made, client=client)
    assert all("#" not in seen.target for seen in made.world.seen)
    assert answer.reason == ("redirect_loop" if location == "#only" else None)


def test_a_redirect_that_asks_for_a_cookie_gets_none(trip: MakeTrip) -> None:
    """A consent service that sends everybody round until a cookie comes back."""
    bounce = Reply(status=302, headers={"Location": "/x", "Set-Cookie": "seen=1"})
    made = trip({"a.test": always(bounce)})
    assert visit(made).reason == "redirect_loop"
    assert all("cookie" not in seen.headers for seen in made.world.seen)


@BOTH
def test_a_weak_validator_is_sent_back_as_it_came(trip: MakeTrip, client: str) -> None:
    made = trip({"a.test": lambda seen: Reply(status=304) if "if-none-match" in seen.headers else Reply(PAGE)})
    answer = visit(made, client=client, **{"If-None-Match": 'W/"v1"'})
    assert answer.status == 304
    assert made.world.seen[0].headers["if-none-match"] == 'W/"v1"'


@BOTH
@pytest.mark.parametrize("charset", ["klingon", "utf-16", "latin-1; x=\xff", ""])
def test_a_wrong_charset_costs_nothing(trip: MakeTrip, client: str, charset: str) -> None:
    made = trip({"a.test": always(Reply(PAGE, type=f"text/html; charset={charset}"))})
    assert visit(made, client=client).body == PAGE.encode()


@pytest.mark.parametrize("left", [b"", b"\x00" * 40, b"\xff\xfe\r\n\r\n"])
def test_rubbish_behind_the_answer_is_not_the_next_answer(trip: MakeTrip, left: bytes) -> None:
    """A connection that is kept must not hand one page's leftovers to another."""

    def more(handler: Handler) -> None:
        handler.wfile.write(left)
        handler.wfile.flush()

    made = trip({"api.crossref.org": always(Reply(PAGE, act=more))}, tries=2)
    for at in range(3):
        answer = visit(made, f"https://api.crossref.org/works/{at}")
        assert answer.text in (PAGE, ""), at
        assert answer.reason in (None, "network_error")


def test_a_name_whose_addresses_are_partly_inside_is_refused_whole(trip: MakeTrip) -> None:
    made = trip({"a.test": always(Reply(PAGE))})
    served = made.world.secure
    made.means.guard.resolve = lambda _host, port: (served, Endpoint("100.64.1.1", port))
    assert visit(made).reason == "refused_by_policy"
    assert made.world.seen == []


@pytest.mark.parametrize("stated", ["nan", "-5", "inf", "1e400", "soon", "9" * 5000])
def test_a_crawl_delay_that_makes_no_sense_never_speeds_up(stated: str) -> None:
    robots = Robots(lambda _origin: Rules("rules", f"User-agent: *\nCrawl-delay: {stated}\n"))
    clock = FakeClock()
    made = Pacer(clock, per_host=1.0, parallel=4, patience=90.0)
    made.slow_down("journal.test", robots.delay("https://journal.test") or 0.0)
    starts = []
    for _ in range(2):
        with made.turn("journal.test"):
            starts.append(clock.monotonic())
    assert 1.0 <= starts[1] - starts[0] <= 30.0
