"""A question to the world and its answer, as adapters put and get them."""

from typing import Literal

from msgspec import Struct

from pipeline.records.source import Reason

_LASTING: frozenset[Reason] = frozenset(
    (
        "blocked",
        "gone",
        "not_found",
        "robots",
        "redirect_loop",
        "unsupported",
        "too_large",
        "soft_404",
        "consent_wall",
        "js_shell",
        "login_wall",
    )
)


class Ask(Struct, frozen=True):
    """One thing to fetch.

    `url` is what is asked, without the desk's address and keys (`secret` holds those); `cites` is the address under
    which the capture is kept, as an article would cite it (the same as `url` where empty).
    """

    url: str
    adapter: str
    step: str
    """What it is in the chain of its work: `crossref`, `europepmc-text`, `page https://…`; asked once a work."""
    who: str
    """For people: `Crossref`, `the publisher's page`."""
    kind: Literal["api", "page", "helper"] = "api"
    """`page`: robots.txt applies; `helper`: the answer is no source and is not kept as a capture."""
    cites: str = ""
    accept: str = "*/*"
    secret: tuple[tuple[str, str], ...] = ()
    lane: str = ""
    client: Literal["httpx", "urllib"] = "httpx"
    days: float = 7.0
    """Age in days up to which a capture is not asked for again."""
    stands: bool = False
    """Whether it stands for the citation itself: its refusal is then kept in the index, where the report finds it."""
    found_through: tuple[str, ...] = ()
    """Addresses that led here; kept as the capture's first hops, so that it is found by them."""

    @property
    def kept_as(self) -> str:
        """The `url` of the capture."""
        return self.cites or self.url


def lasting(reason: Reason | None, kind: str) -> bool:
    """Whether a failure will be the same tomorrow (404, 403, robots.txt), as opposed to one in passing (a time-out).

    A page that can't be read stays unreadable; a service that answers nonsense is out of order.
    """
    return reason in _LASTING or (reason == "unreadable" and kind == "page")


class Answer(Struct, frozen=True):
    """How an `Ask` ended: a body, or a reason; `status` 0 where no HTTP answer came, 304 where nothing is new."""

    url: str
    final_url: str
    status: int
    headers: dict[str, str] = {}
    body: bytes | None = None
    reason: Reason | None = None
    detail: str = ""
    hops: tuple[str, ...] = ()
    stored: bool = False
    """From the snapshot folder: nothing was asked."""
    unasked: bool = False
    """The run itself stopped short (its budget is used up): no word about the source, so it is kept nowhere."""

    @property
    def text(self) -> str:
        """The body as text, for JSON and the like; empty without one."""
        return self.body.decode("utf-8", "replace") if self.body else ""
