"""DataCite: who a DOI is that Crossref does not know (data sets, preprints of arXiv, theses, reports)."""

from urllib.parse import quote

from pipeline.net.adapters import Adapter, Fault, json_object, text_at
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known
from pipeline.net.settings import FetchSettings


def asks(known: Known, _settings: FetchSettings) -> tuple[Ask, ...]:
    """The record of the DOI, once Crossref said that it has none; arXiv's DOIs are built by rule."""
    arxiv = known.names.arxiv
    doi = known.names.doi or (f"10.48550/arxiv.{arxiv.lower()}" if arxiv else None)
    if not doi or (known.names.doi and known.ended("crossref") != "not_found"):
        return ()
    return (Ask(record_of(doi), "datacite", "datacite", "DataCite", accept="application/vnd.api+json"),)


def record_of(doi: str) -> str:
    """Where the record of a DOI is."""
    return f"https://api.datacite.org/dois/{quote(doi, safe='/')}"


def judge(_ask: Ask, answer: Answer) -> Fault | None:
    """A record names its DOI."""
    found = text_at(json_object(answer), "data", "attributes", "doi")
    return None if found else Fault("unreadable", "DataCite's answer holds no record")


ADAPTER = Adapter("datacite", asks, judge=judge)
