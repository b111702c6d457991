"""Walks the chain for one cited work: identifiers, then text by interface, then pages, then the archive.

Adapters are pure; here their questions are put, one after the other, first to the snapshot folder and then to the
world, until full text was had and nothing worth asking is left. One question is put once a run, whoever asks.
"""

import threading
from concurrent.futures import Future
from typing import Literal, NamedTuple, cast
from urllib.parse import unquote

from msgspec.structs import replace

from pipeline.identifiers import url_key
from pipeline.net.adapters import Adapter, adapter, chain, crossref, datacite
from pipeline.net.adapters.publisher import RESOLVER
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import OK, Ended, Known, after
from pipeline.net.log import WorkLine
from pipeline.net.network import Network
from pipeline.net.settings import FetchSettings
from pipeline.net.stock import ARCHIVE, Read, Stock, conditions, refusal_reason
from pipeline.net.visitor import Visitor
from pipeline.records.source import SCOPES, Capture, Reading, Reason
from pipeline.sources.identity import contradict, same_work_names

_MOST_STEPS = 40
"""No honest work needs more; a page that keeps naming new places must come to an end."""
_MOST_REMEMBERED = 256_000


class Got(NamedTuple):
    """An answer with what was read out of it."""

    answer: Answer
    reading: Reading | None


class Memo:
    """What was asked in this run: one question is put once, whichever article and thread asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._got: dict[str, Future[Got]] = {}

    def mine(self, question: str) -> tuple[Future[Got], bool]:
        """The answer to come to a question (`question_key`), and whether the caller is the one who must fetch it."""
        with self._lock:
            known = self._got.get(question)
            if known is None:
                self._got[question] = Future()
            return self._got[question], known is None


def question_key(ask: Ask) -> str:
    """What two spellings of one question share.

    A page's fragment, `www.` and tracking make no other page, as in the snapshot folder; a service's address is taken
    to the letter, because there every parameter may count.
    """
    return f"page {url_key(ask.url)}" if ask.kind == "page" and not ask.url.startswith(ARCHIVE) else ask.url


class Chain:
    """The chain for the works of one article. Shared by all threads."""

    def __init__(
        self, settings: FetchSettings, visitor: Visitor, stock: Stock, network: Network, read: Read, memo: Memo
    ) -> None:
        self._settings = settings
        self._visitor = visitor
        self._stock = stock
        self._network = network
        self._read = read
        self._memo = memo

    def follow(self, known: Known) -> Known:
        """Ask until enough is known; returns what was learnt."""
        for _ in range(_MOST_STEPS):
            asked = self._next(known)
            if asked is None or self._network.offline:
                break
            service, ask = asked
            known = self._step(known, service, ask)
        return known

    def obtain(self, ask: Ask, label: str, service: Adapter | None = None, known: Known | None = None) -> Got:
        """The answer to one question: from this run, from the folder, or from the world, in this order."""
        future, mine = self._memo.mine(question_key(ask))
        if not mine:
            return future.result()
        try:
            got = self._obtain(ask, label, service or adapter(ask.adapter), known)
        except BaseException as error:
            future.set_exception(error)
            raise
        future.set_result(_slim(got))
        return got

    def _next(self, known: Known) -> tuple[Adapter, Ask] | None:
        for service in chain():
            for ask in service.asks(known, self._settings):
                if ask.step not in known.steps:
                    return service, ask
        return None

    def _step(self, known: Known, service: Adapter, ask: Ask) -> Known:
        got = self.obtain(ask, known.label, service, known)
        if got.reading is not None and _other_work(known, got.reading):
            steps = {**known.steps, ask.step: Ended("wrong_document", "it is another work", got.answer.status)}
            return replace(known, steps=steps)
        learnt = after(known, ask, got.answer, got.reading)
        # A page behind a login has no text for us and may still name its PDF.
        shown = learnt.ended(ask.step) == OK or got.answer.body is not None
        return _taught(service, learnt, ask, got.answer) if shown else learnt

    def _obtain(self, ask: Ask, label: str, service: Adapter, known: Known | None) -> Got:
        if ask.kind == "helper":
            return Got(self._stock.remembered(ask) or self._helped(ask, label, service), None)
        held = self._stock.held(ask)
        if held is not None and self._stock.fresh(held[0], ask):
            return Got(_from_folder(ask, held[0], held[1]), self._read(held[0], held[1]))
        refusal = self._stock.refused(ask)
        if refusal is not None:
            return Got(_refused(ask, refusal, self._stock.lead(ask)), None)
        not_worth = self._stock.remembered(ask)
        if not_worth is not None:
            return Got(not_worth, None)
        answer = self._visitor.visit(ask, label, conditions(held[0]) if held else None)
        if answer.status == 304 and held is not None:
            capture = self._stock.renew(*held)
            return Got(_from_folder(ask, capture, held[1]), self._read(capture, held[1]))
        got = self._kept(ask, self._doubted(ask, _judged(service, ask, answer)), known)
        if got.reading is None and got.answer.body is not None:
            self._stock.remember_lead(ask, service.lead(got.answer))
        return got

    def _doubted(self, ask: Ask, answer: Answer) -> Answer:
        """A resolver that does not know a DOI of which its registry keeps a record is out of order, not the DOI.

        Told by what lies in the folder and not by who asked first: every thread comes to the same answer.
        """
        unknown = answer.status == 404 and answer.final_url.startswith(RESOLVER) and ask.url.startswith(RESOLVER)
        doi = unquote(ask.url.removeprefix(RESOLVER)) if unknown else ""
        if not doi or not any(self._stock.holds(url) for url in (crossref.record_of(doi), datacite.record_of(doi))):
            return answer
        detail = "doi.org did not know a DOI that is registered"
        return replace(answer, reason="server_error", detail=detail)

    def _helped(self, ask: Ask, label: str, service: Adapter) -> Answer:
        answer = _judged(service, ask, self._visitor.visit(ask, label))
        self._stock.remember(ask, answer)
        return answer

    def _kept(self, ask: Ask, answer: Answer, known: Known | None) -> Got:
        """Read a fresh answer and put it away, each in its place."""
        if answer.reason is not None and (answer.unasked or self._network.offline or self._visitor.stopped):
            return Got(answer, None)  # the run's own trouble, said once, is no word about the source
        reading = self._read(self._stock.capture(ask, answer), answer.body) if answer.reason is None else None
        if ask.adapter == "wayback" and not _better(known, answer, reading):
            nothing = replace(answer, body=None, reason=answer.reason or "not_found", detail=answer.detail or _NO_MORE)
            self._stock.remember(ask, nothing)
            return Got(nothing, None)
        if reading is not None and reading.scope == "none":
            answer = replace(answer, reason=reading.reason or "unreadable", detail=reading.detail)
        self._stock.keep(ask, answer)
        return Got(answer, reading if answer.reason is None else None)


def _taught(service: Adapter, known: Known, ask: Ask, answer: Answer) -> Known:
    """What an answer adds; one so odd that it can't be understood adds nothing, and the chain goes on."""
    try:
        return service.learn(known, ask, answer)
    except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError):
        return known


def _slim(got: Got) -> Got:
    """What another work that asks the same needs of it: no large bodies and no texts stay in memory."""
    answer, reading = got
    if answer.body is not None and len(answer.body) > _MOST_REMEMBERED:
        answer = replace(answer, body=None)
    return Got(answer, replace(reading, text="", sections=(), cells=()) if reading is not None else None)


_NO_MORE = "the archived copy shows no more than what was had"


def _judged(service: Adapter, ask: Ask, answer: Answer) -> Answer:
    """The answer, with an error that hid inside a 200 brought to light."""
    fault = service.judge(ask, answer) if answer.reason is None and answer.body is not None else None
    if fault is None:
        return answer
    return replace(answer, body=None, reason=fault.reason, detail=fault.detail)


def _better(known: Known | None, answer: Answer, reading: Reading | None) -> bool:
    """An archived copy is kept only when it tells more than what was had: it must not displace the page itself."""
    if reading is None or answer.reason is not None or reading.scope == "none":
        return False
    return known is None or SCOPES.index(reading.scope) < SCOPES.index(known.scope)


def _other_work(known: Known, reading: Reading) -> bool:
    """Does the text say that it is another work than the one that is cited?"""
    return contradict(same_work_names(known.names), same_work_names(reading.metadata.identifiers))


def _from_folder(ask: Ask, capture: Capture, body: bytes) -> Answer:
    return Answer(ask.url, capture.final_url, capture.status, capture.headers or {}, body, stored=True)


def _refused(ask: Ask, refusal: Capture, lead: str) -> Answer:
    reason = refusal_reason(refusal) or "network_error"
    final, status, note = refusal.final_url, refusal.status, refusal.note or ""
    body = lead.encode() or None
    return Answer(ask.url, final, status, body=body, reason=reason, detail=note, stored=True)


def work_line(known: Known, *, offline: bool = False) -> WorkLine:
    """How the fetch of a work ended, for the log and for people."""
    names = known.names
    name = names.doi or names.pmid or names.pmcid or names.nct or names.url or known.references[0].raw[:80]
    state: Literal["had", "part", "none"] = "none"
    if known.enough:
        return WorkLine(known.labels, name, "had", known.scope, known.source)
    if known.scope in ("abstract", "metadata"):
        state = "part"
    ended = Ended("offline", "no network") if offline else _why(known)
    reason = cast("Reason", ended.outcome)
    return WorkLine(known.labels, name, state, known.scope, known.source, reason, ended.detail, ended.unasked)


def _why(known: Known) -> Ended:
    """What stood in the way: the page's own ending says more than a service that did not know the work."""
    failed = {step: ended for step, ended in known.steps.items() if ended.outcome != OK}
    pages = [ended for step, ended in failed.items() if step.startswith("page ")]
    others = [ended for step, ended in failed.items() if not step.startswith(("page ", "archive"))]
    if pages or others:
        return (pages or others)[0]
    if not known.steps:
        return Ended("unresolved", "no identifier and no address to ask for")
    if known.scope == "abstract":
        return Ended("login_wall", "only the abstract is open")
    return Ended("not_found", "no text was found")
