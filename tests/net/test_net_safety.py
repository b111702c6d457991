"""One visit to a server that is broken or means harm, over real sockets and with both clients."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.net.guard import Endpoint
from pipeline.net.settings import Limits
from pipeline.net.wire import WireFailure, set_deadline
from tests.net.conftest import BOTH, PAGE, MakeTrip, always, visit
from tests.net.world import server
from tests.net.world.bombs import brotli_bomb, gzip_bomb
from tests.net.world.server import Reply, Seen, World

ROOT = Path(__file__).resolve().parents[2]


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
exchange(wires[0], "https://a.test/small", {}, Limits(), 60)
start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in ("gzip", "br", "plain"):
    for wire in wires:
        print(exchange(wire, f"https://a.test/{path}", {}, Limits(), 60).reason, end=" ")
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
        out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=400, check=True).stdout.split()
    assert out[:6] == ["too_large", "too_large", "unsupported", "unsupported", "too_large", "too_large"]
    assert int(out[6]) < 100


@BOTH
@pytest.mark.parametrize("how", [server.drip, server.drip_headers])
def test_a_dripping_server_ends_at_the_deadline(trip: MakeTrip, client: str, how: object) -> None:
    late = how is server.drip_headers
    reply = Reply(status=0 if late else 200, headers={"Content-Length": "100000"}, act=how)  # type: ignore[arg-type]
    made = trip({"a.test": always(reply)}, timeout=0.3, read_timeout=5.0, tries=1)
    assert visit(made, client=client).reason == "timeout"
    assert made.recorder.since()[0].seconds < 8.0


@BOTH
def test_a_silent_server_ends_at_the_read_timeout(trip: MakeTrip, client: str) -> None:
    made = trip({"a.test": always(Reply(status=0, act=server.silence))}, timeout=20.0, read_timeout=0.2, tries=1)
    assert visit(made, client=client).reason == "timeout"


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1/admin", "https://10.1.2.3/", "ftp://b.test/x", "http://b.test:22/"]
)
def test_a_refused_redirect_says_where_it_leads(trip: MakeTrip, location: str) -> None:
    made = trip({"a.test": always(Reply(status=302, headers={"Location": location}))})
    assert f"a.test redirects to {location}: " in visit(made, "http://a.test/x").detail
    assert "redirects" not in visit(made, location).detail


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


@pytest.mark.parametrize("kind", ["circle", "endless"])
def test_redirect_loops_end(trip: MakeTrip, kind: str) -> None:
    def site(_seen: Seen) -> Reply:
        number = len(made.world.seen)
        return Reply(status=302, headers={"Location": f"/{number % 2 if kind == 'circle' else number}"})

    made = trip({"a.test": site})
    assert visit(made).reason == "redirect_loop"
    assert len(made.world.seen) <= 6


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


def test_the_wall_clock_speaks_up() -> None:
    set_deadline(30.0).left()
    with pytest.raises(WireFailure, match="longer"):
        set_deadline(-1.0).left()
    set_deadline(30.0)
