"""Unpaywall: where an open copy of a DOI lies. Asked only where the desk gave an address, which the service demands."""

from urllib.parse import quote

from msgspec.structs import replace

from pipeline.net.adapters import Adapter, Fault, dig, json_object, list_at, text_at
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known, Place
from pipeline.net.settings import FetchSettings, contact

_MOST_PLACES = 3
_NEAREST = {"publishedVersion": 0, "acceptedVersion": 1, "submittedVersion": 2}
"""How near a version is to what was cited: an accepted manuscript may differ from the printed article."""


def asks(known: Known, settings: FetchSettings) -> tuple[Ask, ...]:
    """The open copies of the DOI, while there is no full text."""
    doi, address = known.names.doi, contact(settings)
    if not doi or not address or known.enough:
        return ()
    url = f"https://api.unpaywall.org/v2/{quote(doi, safe='/')}"
    secret = (("email", address),)
    return (Ask(url, "unpaywall", "unpaywall", "Unpaywall", kind="helper", accept="application/json", secret=secret),)


def learn(known: Known, _ask: Ask, answer: Answer) -> Known:
    """Up to three copies, the nearest to the printed article first."""
    found = json_object(answer)
    locations = [dig(found, "best_oa_location"), *list_at(found, "oa_locations")]
    locations.sort(key=lambda one: _NEAREST.get(text_at(one, "version"), 3))
    urls = [text_at(one, "url_for_pdf") or text_at(one, "url") for one in locations]
    places = tuple(Place(url, "an open copy (Unpaywall)") for url in dict.fromkeys(urls) if url)[:_MOST_PLACES]
    return replace(known, places=tuple(dict.fromkeys((*known.places, *places))))


def judge(_ask: Ask, answer: Answer) -> Fault | None:
    """A record names its DOI."""
    found = text_at(json_object(answer), "doi")
    return None if found else Fault("unreadable", "Unpaywall's answer holds no record")


ADAPTER = Adapter("unpaywall", asks, learn, judge)
