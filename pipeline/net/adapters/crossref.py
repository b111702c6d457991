"""Crossref: who a DOI is, what type of work, and whether it was retracted or corrected (`updated-by`).

404 is plain text and also means "not a Crossref DOI": DataCite is asked then.
"""

from urllib.parse import quote

from pipeline.net.adapters import Adapter, Fault, json_object, text_at
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known
from pipeline.net.settings import FetchSettings, contact

WORKS = "https://api.crossref.org/works"


def asks(known: Known, settings: FetchSettings) -> tuple[Ask, ...]:
    """The record of the DOI; asked even where full text was had, for the retractions."""
    doi = known.names.doi
    if not doi:
        return ()
    address = contact(settings)
    return (
        Ask(
            record_of(doi),
            "crossref",
            "crossref",
            "Crossref",
            accept="application/json",
            secret=(("mailto", address),) if address else (),
        ),
    )


def record_of(doi: str) -> str:
    """Where the record of a DOI is: quoted, because a raw # would cut old SICI DOIs short."""
    return f"{WORKS}/{quote(doi, safe='/')}"


def judge(_ask: Ask, answer: Answer) -> Fault | None:
    """A record names its DOI."""
    found = text_at(json_object(answer), "message", "DOI")
    return None if found else Fault("unreadable", "Crossref's answer holds no record")


ADAPTER = Adapter("crossref", asks, judge=judge)
