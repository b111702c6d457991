"""Manners: rhythm of hosts, Retry-After, robots.txt, the ledger, settings, progress and the log."""

import io
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.net.decode import Decoder
from pipeline.net.ledger import NAME, Ledger
from pipeline.net.log import FetchLog, RequestLine, without_secrets
from pipeline.net.manners import LIST, HostManners, Pacer, retry_after, table
from pipeline.net.progress import Lines, Silent, Terminal, for_stream
from pipeline.net.robots import Robots, Rules
from pipeline.net.settings import FetchSettings, Limits, checked, contact, parse_age, with_keys
from pipeline.net.wire import WireFailure
from tests.net.world.clock import FakeClock

SERVICE = HostManners("api.test", gap=0.2, keyed_gap=0.1, list_gap=1.0, pause=60.0)


def pacer(clock: FakeClock, **given: object) -> Pacer:
    more = {"per_host": 1.0, "parallel": 4, "patience": 90.0, "services": {"api.test": SERVICE}} | given
    return Pacer(clock, **more)  # type: ignore[arg-type]


def visits(made: Pacer, clock: FakeClock, host: str, count: int, lane: str = "", takes: float = 0.0) -> list[float]:
    """Starts of `count` visits, each taking so long."""
    starts = []
    for _ in range(count):
        with made.turn(host, lane):
            starts.append(clock.monotonic())
            clock.sleep(takes)
    return [later - starts[0] for later in starts]


def test_pages_of_a_host_are_a_second_apart_from_the_end_of_the_last() -> None:
    clock = FakeClock()
    assert visits(pacer(clock), clock, "journal.test", 3, takes=0.5) == pytest.approx([0.0, 1.5, 3.0])


def test_services_keep_their_own_rhythm_from_the_start_of_the_last() -> None:
    clock = FakeClock()
    made = pacer(clock)
    assert visits(made, clock, "api.test", 3, takes=0.05) == pytest.approx([0.0, 0.2, 0.4])
    assert visits(made, clock, "api.test", 3, LIST) == pytest.approx([0.0, 1.0, 2.0])


def test_a_known_caller_may_ask_more_often() -> None:
    clock = FakeClock()
    made = pacer(clock, keyed=frozenset({"api.test"}))
    assert visits(made, clock, "api.test", 3) == pytest.approx([0.0, 0.1, 0.2])


@pytest.mark.parametrize(
    ("headers", "gap"),
    [
        ({"x-rate-limit-limit": "2", "x-rate-limit-interval": "1s"}, 0.55),
        ({"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"}, 0.022),
        ({"x-rate-limit-limit": "6", "x-rate-limit-interval": "60s"}, 11.0),
        ({"x-ratelimit-limit": "10"}, 0.11),
        ({"x-rate-limit-limit": "none"}, 0.2),
        ({"x-rate-limit-limit": "0", "x-rate-limit-interval": "1s"}, 0.2),
        ({"x-rate-limit-limit": "-5"}, 0.2),
        ({}, 0.2),
    ],
)
def test_the_services_headers_set_the_rhythm(headers: dict[str, str], gap: float) -> None:
    clock = FakeClock()
    made = pacer(clock)
    made.heed("api.test", "", headers)
    assert visits(made, clock, "api.test", 3) == pytest.approx([0.0, gap, 2 * gap])


def test_a_publishers_headers_do_not_speed_us_up() -> None:
    clock = FakeClock()
    made = pacer(clock)
    made.heed("journal.test", "", {"x-rate-limit-limit": "1000", "x-concurrency-limit": "9"})
    assert visits(made, clock, "journal.test", 2) == pytest.approx([0.0, 1.0])


def test_ncbi_says_when_nothing_is_left() -> None:
    clock = FakeClock()
    made = pacer(clock)
    made.heed("api.test", "", {"x-ratelimit-limit": "3", "x-ratelimit-remaining": "0"})
    assert visits(made, clock, "api.test", 1) == [0.0]
    assert sum(clock.slept) == pytest.approx(1.0)


def test_crossref_with_a_contact_bears_three_at_once_and_without_one() -> None:
    for allowed, most in ((None, 1), ("1", 1), ("3", 3), ("99", 3), ("x", 1)):
        made = pacer(FakeClock(), services={"api.test": HostManners("api.test", gap=0.0)})
        if allowed:
            made.heed("api.test", "", {"x-concurrency-limit": allowed})
        assert together(made, 4) == most, allowed


def together(made: Pacer, threads: int) -> int:
    """How many of so many threads are in a turn at the same time, once each is in one or was told to wait."""
    inside = []
    settled, leave = threading.Semaphore(0), threading.Event()

    class Watched(threading.Condition):
        def wait(self, timeout: float | None = None) -> bool:
            settled.release()
            return super().wait(timeout)

    made._changed = Watched()

    def visit() -> None:
        with made.turn("api.test"):
            inside.append(1)
            settled.release()
            leave.wait()

    workers = [threading.Thread(target=visit) for _ in range(threads)]
    for worker in workers:
        worker.start()
    assert all(settled.acquire(timeout=60) for _ in workers)
    most = len(inside)
    leave.set()
    for worker in workers:
        worker.join()
    return most


def test_a_held_host_is_left_alone_by_all_and_others_are_not() -> None:
    clock = FakeClock()
    made = pacer(clock)
    made.hold("journal.test", 30.0)
    assert visits(made, clock, "other.test", 1) == [0.0]
    assert sum(clock.slept) == 0
    visits(made, clock, "journal.test", 1)
    assert sum(clock.slept) == pytest.approx(30.0)


def test_a_429_that_does_not_say_costs_what_the_table_says() -> None:
    clock = FakeClock()
    made = pacer(clock)
    made.hold("api.test", None)
    visits(made, clock, "api.test", 1)
    assert sum(clock.slept) == pytest.approx(60.0)


def test_beyond_our_patience_is_rate_limited_at_once() -> None:
    clock = FakeClock()
    made = pacer(clock)
    made.hold("journal.test", 91.0)
    with pytest.raises(WireFailure) as failure, made.turn("journal.test"):
        pass
    assert failure.value.reason == "rate_limited"
    assert clock.slept == []


def test_an_interrupted_run_gives_out_no_more_turns() -> None:
    made = pacer(FakeClock())
    made.stop()
    with pytest.raises(WireFailure), made.turn("journal.test"):
        pass


def test_a_crawl_delay_slows_down_and_never_speeds_up() -> None:
    clock = FakeClock()
    made = pacer(clock)
    made.slow_down("journal.test", 0.1)
    assert visits(made, clock, "journal.test", 2) == pytest.approx([0.0, 1.0])
    made.slow_down("journal.test", 5.0)
    clock.sleep(60)
    assert visits(made, clock, "journal.test", 2) == pytest.approx([0.0, 5.0])
    made.slow_down("journal.test", 86_400.0)
    clock.sleep(60)
    assert visits(made, clock, "journal.test", 2) == pytest.approx([0.0, 30.0])


def test_the_table_keeps_to_what_the_services_state() -> None:
    known = table()
    assert known["api.crossref.org"].gap >= 1 / 5
    assert known["eutils.ncbi.nlm.nih.gov"].gap >= 1 / 3
    assert known["clinicaltrials.gov"].gap >= 1
    assert (known["web.archive.org"].list_gap or 0) >= 60 / 30
    assert known["web.archive.org"].gap >= 60 / 600


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Sat, 21 Nov 2026 12:01:00 GMT", 60.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),
        ("Sat, 21 Nov 2026 13:01:00 +0100", 60.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("1.5", None),
        ("٣", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, FakeClock()) == seconds


def test_a_host_is_asked_for_its_robots_txt_once() -> None:
    asked: list[str] = []

    def ask(origin: str) -> Rules:
        asked.append(origin)
        return Rules(
            "rules", "User-agent: *\nDisallow: /a*/secret$\nCrawl-delay: 7\n\nUser-agent: other\nDisallow: /\n"
        )

    robots = Robots(ask)
    assert robots.bars("https://a.test", "https://a.test/open") is None
    barred = robots.bars("https://a.test", "https://a.test/abc/secret")
    assert barred is not None
    assert barred.reason == "robots"
    assert robots.bars("https://a.test", "https://a.test/abc/secret/more") is None
    assert robots.delay("https://a.test") == 7.0
    assert asked == ["https://a.test"]


def test_robots_txt_may_name_us() -> None:
    robots = Robots(lambda _origin: Rules("rules", "User-agent: claim-audit\nDisallow: /\n\nUser-agent: *\nAllow: /\n"))
    assert robots.bars("https://a.test", "https://a.test/x") is not None


def test_the_ledger_survives_a_torn_line_and_forgets_with_age(tmp_path: Path) -> None:
    clock = FakeClock()
    Ledger(tmp_path, clock).note("a", 200, "first")
    with (tmp_path / NAME).open("ab") as file:
        file.write(b'{"key": "torn", "at": "2026')
    again = Ledger(tmp_path, clock)
    again.note("b", 404, reason="not_found")
    read = Ledger(tmp_path, clock)
    entry, refusal = read.fresh("a", 1.0), read.fresh("b", 1.0)
    assert entry is not None
    assert refusal is not None
    assert (entry.text, refusal.reason) == ("first", "not_found")
    assert read.fresh("torn", 1.0) is None
    clock.pass_days(2)
    assert read.fresh("a", 1.0) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a b@c.org"}, "email"),
        ({"proxy": "proxy:3128"}, "proxy"),
        ({"proxy": "http://user:word@proxy:3128"}, "proxy"),
        ({"proxy": "socks5://proxy:1080"}, "proxy"),
        ({"timeout": 0}, "timeout"),
        ({"tries": 0}, "tries"),
        ({"budget": 0}, "budget"),
        ({"per_host": -1}, "per_host"),
        ({"max_age": -1}, "max_age"),
        ({"limits": Limits(page=0)}, "limits"),
    ],
)
def test_settings_that_make_no_sense_are_refused_by_name(change: dict[str, object], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        checked(FetchSettings(**change))  # type: ignore[arg-type]


def test_settings_that_make_sense_pass() -> None:
    chosen = FetchSettings(email="desk@newsroom-of-ours.co", proxy="http://proxy.inside:3128", max_age=0)
    assert checked(chosen) is chosen


def test_keys_come_from_the_environment_and_the_file_goes_first() -> None:
    environment = {"OPENALEX_API_KEY": "from-env", "NCBI_API_KEY": ""}
    assert with_keys(FetchSettings(), environment).openalex_key == "from-env"
    assert with_keys(FetchSettings(openalex_key="own"), environment).openalex_key == "own"
    assert with_keys(FetchSettings(), environment).ncbi_key is None


@pytest.mark.parametrize("reserved", ["desk@example.org", "a@b.example.com", "a@b.test", "a@x.invalid"])
def test_reserved_addresses_are_nobodys(reserved: str) -> None:
    assert contact(FetchSettings(email=reserved)) is None


@pytest.mark.parametrize(("text", "days"), [("7d", 7.0), ("12h", 0.5), ("90m", 0.0625), ("3", 3.0), ("1.5d", 1.5)])
def test_ages(text: str, days: float) -> None:
    assert parse_age(text) == pytest.approx(days)


@pytest.mark.parametrize("text", ["", "7w", "-1d", "d", "1d2h"])
def test_ages_that_are_none(text: str) -> None:
    with pytest.raises(ConfigError):
        parse_age(text)


def test_secrets_leave_no_trace_in_addresses() -> None:
    desk = (("tool", "claim-audit"), ("email", "desk@e.org"), ("api_key", "k"))
    assert without_secrets("https://a.test/v2/x?email=desk%40e.org", desk) == "https://a.test/v2/x"
    sent = "https://a.test/f?db=pubmed&tool=claim-audit&email=desk@e.org&id=1&api_key=k"
    assert without_secrets(sent, desk) == "https://a.test/f?db=pubmed&id=1"
    assert without_secrets("https://a.test/f?user=desk%40e.org&id=1#x", desk) == "https://a.test/f?id=1#x"
    assert without_secrets("https://a.test/login?next=%2Ff%3Femail%3Ddesk%2540e.org", desk) == "https://a.test/login"


@pytest.mark.parametrize(
    "query", ["email=info@clinic.org&v=2", "tool=bmi", "api_key=public", "mailto=", "q=email&", "q=claim-audit&k"]
)
def test_what_others_have_in_their_addresses_is_left_alone(query: str) -> None:
    url = f"https://a.test/calc?{query}"
    desk = (("tool", "claim-audit"), ("email", "desk@e.org"), ("api_key", "k"))
    assert without_secrets(url, desk) == url
    assert without_secrets(url, ()) == url


def test_the_log_says_when_a_proxy_stood_between() -> None:
    line = RequestLine("2026-11-21T12:00:00Z", "https://a.test/", "publisher", "1", 0, "timeout", 1.0, 0, "late")
    (plain,) = FetchLog((line,), ()).entries()
    (through,) = FetchLog((line,), (), proxy="http://p:1").entries()
    assert (plain.note, plain.outcome) == ("late", "timeout")
    assert "proxy" in str(through.note)


def test_progress_is_plain_lines_off_a_terminal() -> None:
    out = io.StringIO()
    progress = for_stream(out)
    assert isinstance(progress, Lines)
    progress.begin(2)
    progress.waits("1", "Crossref (api.crossref.org)", 0.2)
    progress.waits("1", "the cited page (slow.test)", 12.0)
    progress.done("1", "full text had")
    progress.end()
    assert out.getvalue().splitlines() == [
        "fetching 2 cited works",
        "[1] waits 12 s for its turn at the cited page (slow.test)",
        "[1] full text had (1 of 2)",
    ]


def test_progress_can_be_silenced_and_shows_no_control_characters() -> None:
    assert isinstance(for_stream(io.StringIO(), quiet=True), Silent)
    out = io.StringIO()
    Lines(out).done("\x1b[31m1", "had")
    assert "\x1b" not in out.getvalue()


def test_a_terminal_gets_a_bar_that_names_what_it_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    screen = Screen()
    progress = for_stream(screen)
    assert isinstance(progress, Terminal)
    progress.begin(1)
    progress.waits("1", "Crossref (api.crossref.org)", 0.0)
    progress._bar.refresh()
    progress.done("1", "had")
    progress.end()
    assert "Crossref (api.crossref.org)" in screen.getvalue()


@pytest.mark.parametrize("cut", [1, 2, 3, 1000])
def test_decoding_does_not_depend_on_how_the_bytes_fall(cut: int) -> None:
    text = b"word " * 5000
    packed = zlib.compress(text, wbits=31) + zlib.compress(b"second member", wbits=31)
    decoder = Decoder("gzip", 10**6)
    out = b"".join(decoder.feed(packed[at : at + cut]) for at in range(0, len(packed), cut)) + decoder.finish()
    assert out == text + b"second member"


@pytest.mark.parametrize("body", [b"", b"x", b"\x1f"])
def test_the_smallest_bodies_pass_as_they_are(body: bytes) -> None:
    decoder = Decoder("", 100)
    assert decoder.feed(body) + decoder.finish() == body


def test_the_cap_holds_to_the_byte() -> None:
    fits: Callable[[int], Decoder] = lambda limit: Decoder("", limit)  # noqa: E731
    assert fits(5).feed(b"12345") == b"12345"
    with pytest.raises(WireFailure, match="larger"):
        fits(4).feed(b"12345")
    packed = zlib.compress(b"0" * 1000, wbits=31)
    decoder = Decoder("gzip", 1000)
    assert len(decoder.feed(packed)) == 1000
    with pytest.raises(WireFailure, match="larger"):
        Decoder("gzip", 999).feed(packed)


def test_a_packed_body_that_breaks_off_is_no_answer() -> None:
    packed = zlib.compress(b"0" * 10_000, wbits=31)
    decoder = Decoder("gzip", 10**6)
    decoder.feed(packed[:-9])
    with pytest.raises(WireFailure, match="broke off"):
        decoder.finish()
    with pytest.raises(WireFailure, match="damaged"):
        Decoder("gzip", 10**6).feed(packed[:12] + b"\xff" * 50)
