"""The wall of services: one adapter a file, asked in the order of `CHAIN`.

An adapter is two pure functions over what is known of a work: `asks` says what this service could still be asked,
`learn` what its answer adds. It never touches the network; `chain` does the asking, guarded and paced. `judge` names
errors that a service hides inside a 200.

Order: the registry's own record, then identity and retractions (Crossref), then text by interface (Europe PMC,
PubMed, PMC), then where an open copy lies (Unpaywall, OpenAlex), then the publisher's page, then the archive.
"""

import importlib
from collections.abc import Callable
from functools import cache

import msgspec
from msgspec import Struct

from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known
from pipeline.net.settings import FetchSettings
from pipeline.records.source import Reason

CHAIN = (
    "clinicaltrials",
    "crossref",
    "europepmc",
    "pubmed",
    "pmc",
    "datacite",
    "unpaywall",
    "openalex",
    "publisher",
    "wayback",
)


class Fault(Struct, frozen=True):
    """What a 200 really was."""

    reason: Reason
    detail: str


def no_fault(_ask: Ask, _answer: Answer) -> Fault | None:
    """For services whose status can be taken at its word."""
    return None


def nothing_more(known: Known, _ask: Ask, _answer: Answer) -> Known:
    """For answers that teach no more than their reading does."""
    return known


def no_lead(_answer: Answer) -> str:
    """For services whose refusals lead nowhere."""
    return ""


class Adapter(Struct, frozen=True):
    """One service of the chain."""

    name: str
    asks: Callable[[Known, FetchSettings], tuple[Ask, ...]]
    learn: Callable[[Known, Ask, Answer], Known] = nothing_more
    judge: Callable[[Ask, Answer], Fault | None] = no_fault
    lead: Callable[[Answer], str] = no_lead
    """What of an answer that is not kept must be remembered, for `learn` to see in the next run."""


@cache
def chain() -> tuple[Adapter, ...]:
    """Every adapter, in the order in which they are asked."""
    return tuple(importlib.import_module(f"{__name__}.{name}").ADAPTER for name in CHAIN)


@cache
def adapter(name: str) -> Adapter:
    """The adapter of one service."""
    return next(one for one in chain() if one.name == name)


def json_object(answer: Answer) -> dict[str, object]:
    """The answer as a JSON object; empty where it is none (services fail in HTML, too)."""
    try:
        value = msgspec.json.decode(answer.body or b"")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def dig(value: object, *path: str | int) -> object:
    """Walk into decoded JSON; None where the path ends early."""
    for key in path:
        if isinstance(key, int):
            value = value[key] if isinstance(value, list) and -len(value) <= key < len(value) else None
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value


def text_at(value: object, *path: str | int) -> str:
    """The string at a path of decoded JSON; empty where there is none."""
    found = dig(value, *path)
    return found if isinstance(found, str) else ""


def list_at(value: object, *path: str | int) -> list[object]:
    """The list at a path of decoded JSON; empty where there is none."""
    found = dig(value, *path)
    return found if isinstance(found, list) else []
