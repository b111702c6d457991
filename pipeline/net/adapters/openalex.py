"""OpenAlex: a cross-check for retractions and where an open copy lies. Asked only with a key (since 13 Feb 2026)."""

from urllib.parse import quote

from msgspec.structs import replace

from pipeline.net.adapters import Adapter, Fault, json_object, text_at
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known, Place
from pipeline.net.settings import FetchSettings


def asks(known: Known, settings: FetchSettings) -> tuple[Ask, ...]:
    """The work by DOI or PMID."""
    names = known.names
    if not settings.openalex_key or not (names.doi or names.pmid):
        return ()
    name = f"doi:{quote(names.doi, safe='/')}" if names.doi else f"pmid:{names.pmid}"
    url = f"https://api.openalex.org/works/{name}"
    secret = (("api_key", settings.openalex_key),)
    return (Ask(url, "openalex", "openalex", "OpenAlex", accept="application/json", secret=secret),)


def learn(known: Known, _ask: Ask, answer: Answer) -> Known:
    """An open copy."""
    found = json_object(answer)
    urls = (text_at(found, "best_oa_location", "pdf_url"), text_at(found, "open_access", "oa_url"))
    places = tuple(Place(url, "an open copy (OpenAlex)") for url in dict.fromkeys(urls) if url)
    have = {place.url for place in known.places}
    return replace(known, places=(*known.places, *(place for place in places if place.url not in have)))


def judge(_ask: Ask, answer: Answer) -> Fault | None:
    """A work names itself."""
    found = text_at(json_object(answer), "id")
    return None if found else Fault("unreadable", "OpenAlex's answer holds no work")


ADAPTER = Adapter("openalex", asks, learn, judge)
