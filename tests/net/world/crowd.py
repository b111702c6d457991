"""Two hundred references of every kind, a fifth of which fail in every way that we know of."""

import time
from collections.abc import Callable
from itertools import cycle

from msgspec import Struct

from pipeline.records.citation import Reference
from pipeline.records.source import Reason
from tests.net.world import server
from tests.net.world.bombs import brotli_bomb, gzip_bomb
from tests.net.world.desk import reference
from tests.net.world.server import Reply, Seen, Site, html, missing
from tests.net.world.services import Library, Paper, Trial

PUBLISHERS = tuple(f"press{at:02}.test" for at in range(12))
WORDS = (
    "In this part of the study {a} of {b} people walked for an hour a day and wrote down how they slept, "
    "while the nurses measured their blood pressure every week and the others went on as before."
)


class Failure(Struct, frozen=True):
    """A way to fail, and the reasons that a run may give for it."""

    name: str
    reply: Callable[[Seen], Reply]
    reasons: tuple[Reason, ...]
    whole: bool = False
    """The whole host fails, its robots.txt with it."""


def _reply(**given: object) -> Callable[[Seen], Reply]:
    return lambda _seen: Reply(**given)  # type: ignore[arg-type]


FAILURES = (
    Failure("challenge", _reply(body="<title>Just a moment...</title>", status=403), ("blocked",)),
    Failure("login", _reply(body="no", status=401), ("blocked",)),
    Failure("missing", missing, ("not_found",)),
    Failure("empty-404", _reply(body=b"", status=404), ("not_found",)),
    Failure("gone", _reply(body="gone", status=410), ("gone",)),
    Failure("broken", _reply(body="oops", status=500), ("server_error",)),
    Failure("unavailable", _reply(body="later", status=503), ("server_error",)),
    Failure("limited", _reply(body="slow", status=429, headers={"Retry-After": "9000"}), ("rate_limited",)),
    Failure("soft-404", _reply(body=html("Page not found", "<p>We can't find that page.</p>")), ("soft_404",)),
    Failure("empty", _reply(body=b""), ("unreadable",)),
    Failure("drip", _reply(headers={"Content-Length": "90000"}, act=server.drip), ("timeout",)),
    Failure("reset", _reply(body="<html>", headers={"Content-Length": "900"}, act=server.reset), ("network_error",)),
    Failure("hang-up", _reply(status=0, act=server.hang_up), ("network_error",)),
    Failure("loop", lambda seen: Reply(status=302, headers={"Location": seen.target}), ("redirect_loop",)),
    Failure("downgrade", _reply(status=302, headers={"Location": "http://press00.test/"}), ("refused_by_policy",)),
    Failure("inside", _reply(status=302, headers={"Location": "https://127.0.0.1/"}), ("refused_by_policy",)),
    Failure("gzip-bomb", _reply(body=gzip_bomb(64 << 20), headers={"Content-Encoding": "gzip"}), ("too_large",)),
    Failure("brotli", _reply(body=brotli_bomb(), headers={"Content-Encoding": "br"}), ("unsupported",)),
    Failure("video", _reply(body=b"x", type="video/mp4"), ("unsupported",)),
    Failure("robots", missing, ("robots",)),
    Failure(server.DEAD, missing, ("network_error",)),
    Failure(server.REFUSING, missing, ("network_error",)),
    Failure(server.UNSIGNED, missing, ("tls_error",)),
    Failure("silent", _reply(status=0, act=server.silence), ("timeout",), whole=True),
    Failure("down", _reply(body="later", status=503), ("server_error",), whole=True),
)


class Crowd(Struct, frozen=True):
    """References with the world that they lead into, and how each must end."""

    references: tuple[Reference, ...]
    sites: dict[str, Site]
    expected: dict[str, tuple[Reason | None, ...]]
    """By label: (None,) where full text or a registry record is to be had."""


def crowd(size: int = 200, *, latency: float = 0.0) -> Crowd:
    """Of `size` references every fifth fails; the rest are open papers, publishers' pages and trials by turns."""
    papers, trials, references = [], [], []
    expected: dict[str, tuple[Reason | None, ...]] = {}
    failures, hosts = cycle(FAILURES), cycle(PUBLISHERS)
    failing: dict[str, Failure] = {}
    for at in range(size):
        label = str(at + 1)
        expected[label] = (None,)
        if at % 5 == 4:
            failure = next(failures)
            host = f"{failure.name}{at}.test"
            failing[host] = failure
            references.append(reference(label, f"A page. https://{host}/news", f"https://{host}/news"))
            expected[label] = failure.reasons
        elif at % 5 == 3 and at % 2:
            trials.append(Trial(f"NCT{10_000_000 + at}", f"Trial number {at}"))
            references.append(reference(label, trials[-1].nct))
        else:
            paper = _paper(at, next(hosts), free=at % 5 < 2)
            papers.append(paper)
            references.append(reference(label, f"{paper.title}. https://doi.org/{paper.doi}"))
    library = Library(tuple(papers), tuple(trials))
    sites = library.sites() | {host: _failing(failure) for host, failure in failing.items()}
    if latency:
        sites = {host: _slow(site, latency) for host, site in sites.items()}
    return Crowd(tuple(references), sites, expected)


def _paper(at: int, host: str, *, free: bool) -> Paper:
    body = "\n\n".join(WORDS.format(a=at + part, b=300 + at) for part in range(12))
    return Paper(
        f"10.5555/crowd.{at}",
        f"Walking and sleep in district {at} of the town",
        pmid=str(30_000_000 + at) if free else None,
        pmcid=f"PMC{4_000_000 + at}" if free else None,
        abstract=f"Of {300 + at} people {at + 5} slept better.",
        body=body,
        open=free,
        host=host,
    )


def _failing(failure: Failure) -> Site:
    def site(seen: Seen) -> Reply:
        if seen.path == "/robots.txt" and not failure.whole:
            return Reply("User-agent: *\nDisallow: /" if failure.name == "robots" else "", type="text/plain")
        return failure.reply(seen)

    return site


def _slow(site: Site, seconds: float) -> Site:
    def answer(seen: Seen) -> Reply:
        time.sleep(seconds)
        return site(seen)

    return answer
