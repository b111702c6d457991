"""What the chain knows of one cited work, and how an answer adds to it."""

from msgspec import Struct
from msgspec.structs import replace

from pipeline.identifiers import merge
from pipeline.net.ask import Answer, Ask
from pipeline.records.citation import Identifiers, Reference
from pipeline.records.source import SCOPES, Reading, Reason, Scope

OK = "ok"
_ENOUGH: frozenset[Scope] = frozenset(("full_text", "registry", "press_release"))


class Place(Struct, frozen=True):
    """An address where a copy of the work is said to lie."""

    url: str
    who: str


class Ended(Struct, frozen=True):
    """How one step of the chain ended: `ok`, or a reason."""

    outcome: str
    detail: str = ""
    status: int = 0
    unasked: bool = False
    """The run itself stopped short: no word about the source."""


class Known(Struct, frozen=True):
    """One cited work on its way through the chain; never edited, only replaced."""

    labels: tuple[str, ...]
    references: tuple[Reference, ...]
    names: Identifiers
    pages: tuple[str, ...] = ()
    """Addresses that the article cites and that are pages (not records of a service)."""
    places: tuple[Place, ...] = ()
    steps: dict[str, Ended] = {}
    scope: Scope = "none"
    source: str = ""
    """The adapter that gave the best text so far."""
    title: str | None = None
    open_access: bool | None = None
    """What Europe PMC says: whether its full text may be had over the API."""

    @property
    def label(self) -> str:
        """How the log names it."""
        return self.labels[0] if self.labels else ""

    @property
    def enough(self) -> bool:
        """Full text, a registry record or a press release was had: no further text is looked for."""
        return self.scope in _ENOUGH

    def ended(self, step: str) -> str | None:
        """How `step` ended; None while it was not asked."""
        done = self.steps.get(step)
        return done.outcome if done else None

    def failed(self, step: str) -> bool:
        """Whether `step` was asked in vain."""
        return self.ended(step) not in (None, OK)


def _registered(names: Identifiers) -> bool:
    """A registry record names the papers about the trial; they are other works."""
    return names.nct is not None and not (names.doi or names.pmid or names.pmcid)


def _published(reading: Reading) -> Identifiers:
    """The names of the text that was read, as far as they name a publication."""
    found = reading.metadata.identifiers
    return Identifiers(doi=found.doi, pmid=found.pmid, pmcid=found.pmcid, arxiv=found.arxiv)


def after(known: Known, ask: Ask, answer: Answer, reading: Reading | None) -> Known:
    """What every answer teaches: how the step ended, how much text there is, and further names of the work."""
    reason: Reason | None = answer.reason
    detail = answer.detail
    if reason is None and reading is not None and reading.scope == "none":
        reason, detail = reading.reason or "unreadable", reading.detail
    steps = {**known.steps, ask.step: Ended(reason or OK, detail, answer.status, answer.unasked)}
    if reason is not None or reading is None:
        return replace(known, steps=steps)
    names = known.names if _registered(known.names) else merge((known.names, _published(reading)))
    better = SCOPES.index(reading.scope) < SCOPES.index(known.scope)
    return replace(
        known,
        steps=steps,
        names=names,
        scope=reading.scope if better else known.scope,
        source=ask.adapter if better else known.source,
        title=known.title or reading.metadata.title,
    )
