"""Fetches what an article cites: every work once, several at a time, into the snapshot folder.

`gather_live` is the whole of it for one article; a `Fetcher` serves several articles in one run, so that budget,
pacing and what was asked already are shared.
"""

import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from pipeline import __version__
from pipeline.identifiers import from_url, merge, split, url_key
from pipeline.net import match
from pipeline.net.again import questions
from pipeline.net.ask import Answer, Ask
from pipeline.net.chain import Chain, Memo, work_line
from pipeline.net.client import HttpxWire, trust
from pipeline.net.clock import Clock, SystemClock
from pipeline.net.guard import Guard
from pipeline.net.known import Ended, Known
from pipeline.net.ledger import Ledger
from pipeline.net.log import FetchLog, Recorder, WorkLine
from pipeline.net.manners import HostManners, Pacer
from pipeline.net.network import Network
from pipeline.net.progress import Progress, Silent
from pipeline.net.proxy import parse_proxy, proxy_guard
from pipeline.net.settings import FetchSettings, checked, contact
from pipeline.net.stock import Stock
from pipeline.net.urllib_client import UrllibWire
from pipeline.net.visitor import Backoff, Means, Visitor
from pipeline.net.wire import Wire
from pipeline.records.citation import CitedArticle, Identifiers, Reference
from pipeline.records.source import ADDED, SCOPES
from pipeline.snapshots import Snapshots
from pipeline.sources import read_capture
from pipeline.sources.identity import all_names, cited_year, join, same_work_names

_WORKERS = 8
"""Threads: more than hosts at a time, so that those who wait for a slow publisher hold nobody up."""
_SERVICE_HOSTS = (
    "pubmed.ncbi.nlm.nih.gov",
    "pmc.ncbi.nlm.nih.gov",
    "ncbi.nlm.nih.gov",
    "europepmc.org",
    "clinicaltrials.gov",
    "doi.org",
    "dx.doi.org",
)
"""Addresses of these that name a work stand for it: the service's interface is asked, not its pages."""


class World(NamedTuple):
    """What a fetch meets outside; tests put their own servers here."""

    guard: Guard = Guard()
    context: ssl.SSLContext | None = None
    backoff: Backoff = Backoff()
    services: dict[str, HostManners] | None = None
    """Manners by host; None: `manners.toml`."""
    probed: tuple[tuple[str, int], ...] | None = None
    workers: int = _WORKERS


class Fetcher:
    """A run's fetching, for any number of articles: budget, pacing and what was asked already are shared.

    `folder` is where the run writes to. Connections are closed after each article.
    """

    def __init__(
        self,
        settings: FetchSettings,
        folder: Path,
        clock: Clock | None = None,
        progress: Progress | None = None,
        *,
        refresh: bool = False,
        world: World | None = None,
    ) -> None:
        self._settings = checked(settings)
        self._refresh = refresh
        self._world = world or World()
        self._clock = clock or SystemClock()
        self._progress = progress or Silent()
        self._recorder = Recorder()
        self._memo = Memo()
        self._ledger = Ledger(folder, self._clock)
        self._network, self._wires = self._connect()
        self._visitor = Visitor(settings, self._means(), __version__)

    def close(self) -> None:
        """Close every connection."""
        for wire in self._wires.values():
            wire.close()

    def page(self, url: str) -> Answer:
        """Fetch one live page, an article to audit, through the same guard, caps, manners and log as every source."""
        try:
            return self._visitor.visit(Ask(url, "article", "article", "the article's page", kind="page"), "article")
        finally:
            self.close()

    def gather(self, cited: CitedArticle, snapshots: Snapshots) -> FetchLog:
        """Fetch what `cited` cites and `snapshots` lacks; returns when every work is accounted for."""
        mark = self._recorder.count
        works = tuple(with_added(known, snapshots) for known in works_of(cited.references))
        if works and not self._network.offline:
            self._progress.begin(len(works))
        try:
            lines = self._all(works, self._chain(snapshots))
        finally:
            self._progress.end()
            self.close()  # an audit goes on for a while after its fetch: no connection is kept for it
        return self._log(mark, lines)

    def _log(self, mark: int, lines: tuple[WorkLine, ...]) -> FetchLog:
        proxy, used_up = self._settings.proxy, self._visitor.used_up
        return FetchLog(self._recorder.since(mark), lines, self._network.offline, proxy, used_up)

    def again(self, works: tuple[Known, ...], snapshots: Snapshots) -> FetchLog:
        """Ask again, of works with all the names that are known of them, for what may change after publication.

        The log's `works` are then the questions that brought no answer, a line each with its reason.
        """
        mark = self._recorder.count
        chain = self._chain(snapshots)
        stock = self._stock(snapshots)

        def ask(known: Known) -> list[WorkLine]:
            failed = []
            for service, question in questions(known, self._settings, lambda one: stock.held(one) is not None):
                if not self._network.offline:
                    answer = chain.obtain(question, known.label, service, known).answer
                    if answer.reason:
                        where, why = question.kept_as, (answer.reason, answer.detail)
                        failed.append(
                            WorkLine(known.labels, where, "none", "none", service.name, *why, unasked=answer.unasked)
                        )
            return failed

        try:
            with ThreadPoolExecutor(self._world.workers, thread_name_prefix="fetch") as pool:
                lines = tuple(line for found in pool.map(ask, works) for line in found)
        finally:
            self.close()
        return self._log(mark, lines)

    def _chain(self, snapshots: Snapshots) -> Chain:
        return Chain(self._settings, self._visitor, self._stock(snapshots), self._network, read_capture, self._memo)

    def _stock(self, snapshots: Snapshots) -> Stock:
        return Stock(snapshots, self._ledger, self._clock, max_age=self._settings.max_age, refresh=self._refresh)

    def _all(self, works: tuple[Known, ...], chain: Chain) -> tuple[WorkLine, ...]:
        with ThreadPoolExecutor(self._world.workers, thread_name_prefix="fetch") as pool:
            try:
                return tuple(pool.map(lambda known: self._one(known, chain), works))
            except BaseException:
                self._visitor.stop()
                self.close()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _one(self, known: Known, chain: Chain) -> WorkLine:
        if not self._network.offline:
            known = self._followed(known, chain)
        line = work_line(known, offline=self._network.offline)
        if not self._network.offline:
            self._progress.done(known.label, said(line))
        return line

    def _followed(self, known: Known, chain: Chain) -> Known:
        """The chain walked; an answer so odd that it trips us up costs its own work and no other."""
        try:
            known = chain.follow(self._resolved(known, chain))
            found = self._by_title(known, chain)
            return chain.follow(found) if found.names != known.names else found
        except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
            odd = Ended("unreadable", f"an answer could not be understood ({type(error).__name__})")
            return replace(known, steps={**known.steps, "chain": odd})

    def _resolved(self, known: Known, chain: Chain) -> Known:
        """A reference without any name, matched by title and authors; unresolved when nothing is alike enough."""
        if known.names.names() or not known.references:
            return known
        return self._matched(known, known.references[0], chain)

    def _by_title(self, known: Known, chain: Chain) -> Known:
        """A work of which the article gives nothing but a link that leads to no text, matched by the entry's title."""
        lost = known.scope == "none" and bool(known.pages) and not same_work_names(known.names)
        entry = next((one for one in known.references if one.title and cited_year(one)), None)
        if not lost or entry is None or self._network.offline:
            return known
        return self._matched(known, entry, chain)

    def _matched(self, known: Known, reference: Reference, chain: Chain) -> Known:
        want = match.wanted(reference)
        outcome = Ended("unresolved", "no record is alike enough in title, authors and year")
        for ask in match.asks(reference, self._settings):
            got = chain.obtain(ask, known.label, match.MATCHER)
            if got.answer.reason is not None:
                outcome = Ended(got.answer.reason, got.answer.detail, got.answer.status, got.answer.unasked)
                continue
            found = match.best(want, match.candidates(ask, got.answer))
            if found is not None:
                return replace(known, names=replace(found.identifiers, url=known.names.url))
            outcome = Ended("unresolved", "no record is alike enough in title, authors and year")
        return replace(known, steps={**known.steps, "match": outcome})

    def _connect(self) -> tuple[Network, dict[str, Wire]]:
        settings, world = self._settings, self._world
        context = world.context or trust()
        proxy = parse_proxy(settings.proxy) if settings.proxy else None
        times = {"connect_timeout": settings.connect_timeout, "read_timeout": settings.read_timeout}
        wires: dict[str, Wire] = {
            "httpx": HttpxWire(world.guard, context=context, proxy=proxy, connections=world.workers, **times),
            "urllib": UrllibWire(world.guard, context=context, proxy=proxy, **times),
        }
        return network_of(settings, world.guard, world.probed), wires

    def _means(self) -> Means:
        settings, world = self._settings, self._world
        pacer = Pacer(
            self._clock,
            per_host=settings.per_host,
            parallel=settings.parallel,
            patience=settings.patience,
            keyed=_keyed(settings),
            services=world.services,
        )
        return Means(
            self._wires,
            world.guard,
            pacer,
            self._network,
            self._clock,
            self._ledger,
            self._recorder,
            self._progress,
            parse_proxy(settings.proxy) if settings.proxy else None,
            world.backoff,
        )


def network_of(settings: FetchSettings, guard: Guard, probed: tuple[tuple[str, int], ...] | None = None) -> Network:
    """What tells whether anything can be reached: behind a proxy the proxy, else the services."""
    if not settings.proxy:
        return Network(guard, probed)
    proxy = parse_proxy(settings.proxy)
    return Network(proxy_guard(guard, proxy), ((proxy.host, proxy.port),), secure=None)


def _keyed(settings: FetchSettings) -> frozenset[str]:
    """The services that know us by an address or a key and bear more therefore."""
    hosts = {"api.crossref.org": contact(settings), "eutils.ncbi.nlm.nih.gov": settings.ncbi_key}
    return frozenset(host for host, key in hosts.items() if key)


def gather_live(
    cited: CitedArticle,
    snapshots: Snapshots,
    settings: FetchSettings,
    clock: Clock | None = None,
    progress: Progress | None = None,
    *,
    refresh: bool = False,
    world: World | None = None,
) -> FetchLog:
    """Fill the first folder of `snapshots` with every work that `cited` cites and that is not fresh there.

    Returns the log of every request and how each work ended. Nothing that the world does raises; without a network
    `FetchLog.offline` says so, after a few seconds.
    """
    fetcher = Fetcher(settings, snapshots.folders[0], clock, progress, refresh=refresh, world=world)
    return fetcher.gather(cited, snapshots)


def works_of(references: Iterable[Reference]) -> tuple[Known, ...]:
    """The cited works, each once, with every reference that cites it and all its names."""
    listed = tuple(references)
    groups = join(listed, [all_names(reference) for reference in listed])
    return tuple(_work(group) for group in groups)


def _work(group: tuple[Reference, ...]) -> Known:
    urls = tuple(dict.fromkeys(url for reference in group if (url := reference.identifiers.url)))
    names = merge([*(reference.identifiers for reference in group), *(from_url(url) for url in urls)])
    pages = tuple({url_key(url): url for url in reversed(urls) if is_page(url)}.values())[::-1]
    if not pages and names.isrctn and not (names.doi or names.pmid):
        pages = (f"https://www.isrctn.com/{names.isrctn}",)
    if not pages and names.arxiv and not names.doi:
        pages = (f"https://arxiv.org/abs/{names.arxiv}",)
    return Known(tuple(reference.label for reference in group), group, names, pages)


def with_added(known: Known, snapshots: Snapshots) -> Known:
    """The work with the copy that a person added, under whichever of its names: then nothing else need be found."""
    if not any(line.capture.outcome == ADDED for line in snapshots.lines):
        return known
    scope = known.scope
    for reference in known.references:
        for capture, body in snapshots.find(reference):
            if capture.outcome == ADDED and body is not None:
                scope = min(scope, read_capture(capture, body).scope, key=SCOPES.index)
    return known if scope == known.scope else replace(known, scope=scope, source=ADDED)


def is_page(url: str) -> bool:
    """Whether a cited address is a page to be visited, not another name of a service's record."""
    parts = split(url)
    if parts is None:
        return True  # not an address at all: the guard says so, with a reason
    names: Identifiers = from_url(url)
    named = bool(names.doi or names.pmid or names.pmcid or names.nct)
    return not (parts[0] in _SERVICE_HOSTS and named)


def said(line: WorkLine) -> str:
    """How a work ended, in a few plain words."""
    what = {"full_text": "full text", "registry": "registry record", "press_release": "press release"}
    had = what.get(line.scope, line.scope)
    if line.state == "had":
        return f"{had} had"
    if line.unasked:  # the reason that stands for it in the records would sound like the source's fault
        return f"{had} only ({line.detail})" if line.state == "part" else f"not asked for ({line.detail})"
    why = f"{line.reason}" + (f": {line.detail}" if line.detail else "")
    return f"{had} only ({why})" if line.state == "part" else f"not had ({why})"
