"""The Internet Archive: the copy of a page that can't be had, or shows no more than an abstract.

The availability look-up first; an empty answer is also given under load, so the index of captures (CDX) is asked
before an absence is believed. The copy is asked for as it was stored (`id_`), and what it says of its own date
(`Memento-Datetime`) is kept, because asking for one date may lead to another. Nothing is ever *saved* to the
archive: that would publish the desk's reading list.
"""

import re
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from pipeline.net.adapters import Adapter, Fault, dig, json_object, text_at
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known, Place
from pipeline.net.manners import LIST
from pipeline.net.settings import FetchSettings

WEB = "https://web.archive.org/web"
_LOOK = "archive"
_INDEX = "archive-index"
_COPY = "archive-copy"
_STAMP = re.compile(r"^\d{4,14}$")
_IN_VAIN = frozenset(("refused_by_policy", "unsupported", "wrong_document"))
"""Endings after which an archived copy would be no better."""


def asks(known: Known, settings: FetchSettings) -> tuple[Ask, ...]:
    """A copy of each cited page, or of where the DOI leads, once that was asked and gave no full text."""
    if known.enough or not settings.archive:
        return ()
    asked: list[Ask] = []
    for url in _originals(known):
        asked.append(_available(url))
        if known.ended(f"{_LOOK} {url}") is not None and not _copies(known, url):
            asked.append(_index(url))
        asked += [_copy(place.url, url) for place in _copies(known, url)]
    return tuple(asked)


def _originals(known: Known) -> tuple[str, ...]:
    """Cited pages that were asked for; a trial's registry page where the registry itself gave nothing."""
    asked = [step.removeprefix("page ") for step in known.steps if step.startswith("page ")]
    cited = set(known.pages)
    wanted = [url for url in asked if (url in cited or url.startswith("https://doi.org/")) and _worth_it(known, url)]
    if known.names.nct and known.failed("clinicaltrials"):
        wanted.append(f"https://clinicaltrials.gov/study/{known.names.nct}")
    return tuple(wanted)


def _worth_it(known: Known, url: str) -> bool:
    return known.ended(f"page {url}") not in _IN_VAIN


def _copies(known: Known, url: str) -> tuple[Place, ...]:
    return tuple(place for place in known.places if place.url.startswith(f"{WEB}/") and place.url.endswith(f"/{url}"))


def _available(url: str) -> Ask:
    look = f"https://archive.org/wayback/available?url={quote(_page(url), safe='')}"
    return Ask(look, "wayback", f"{_LOOK} {url}", "the Internet Archive", kind="helper", days=1.0)


def _index(url: str) -> Ask:
    query = f"url={quote(_page(url), safe='')}&limit=-1&filter=statuscode:200&output=json&fl=timestamp,original"
    look = f"https://web.archive.org/cdx/search/cdx?{query}"
    return Ask(look, "wayback", f"{_INDEX} {url}", "the Internet Archive's index", kind="helper", lane=LIST, days=1.0)


def _page(url: str) -> str:
    """Without the place on the page, of which no server and no archive knows."""
    return url.partition("#")[0]


def _copy(copy: str, url: str) -> Ask:
    return Ask(copy, "wayback", f"{_COPY} {url}", "the Internet Archive's copy", cites=url, days=90.0)


def learn(known: Known, ask: Ask, answer: Answer) -> Known:
    """Where the copy lies."""
    step, _, url = ask.step.partition(" ")
    moment = _moment(step, answer)
    if not moment:
        return known
    place = Place(f"{WEB}/{moment}id_/{url}", "the Internet Archive's copy")
    return known if place in known.places else replace(known, places=(*known.places, place))


def _moment(step: str, answer: Answer) -> str:
    """The timestamp of the newest good copy, as 4 to 14 digits; empty where none is named."""
    if step == _LOOK:
        closest = dig(json_object(answer), "archived_snapshots", "closest")
        good = dig(closest, "available") is True and text_at(closest, "status") == "200"
        found = text_at(closest, "timestamp") if good else ""
    elif step == _INDEX:
        rows = _rows(answer)
        found = text_at(rows, -1, 0) if len(rows) > 1 else ""
    else:
        found = ""
    return found if _STAMP.match(found) else ""


def _rows(answer: Answer) -> list[object]:
    """The index as rows, the names of the columns first."""
    try:
        value = msgspec.json.decode(answer.body or b"")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    return value if isinstance(value, list) else []


def judge(ask: Ask, answer: Answer) -> Fault | None:
    """Look-ups that found nothing."""
    step = ask.step.partition(" ")[0]
    if step in (_LOOK, _INDEX) and not _moment(step, answer):
        return Fault("not_found", "no copy in the Internet Archive")
    return None


ADAPTER = Adapter("wayback", asks, learn, judge)
