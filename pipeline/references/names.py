"""Identifiers of an entry held against those of what was asked for and read."""

import re

from pipeline.identifiers import collect, split, url_key, valid_isbn
from pipeline.records.citation import Identifiers, Reference
from pipeline.records.source import Reading
from pipeline.sources.identity import Names, names_of_url, same_work_names, year_of

SCHEMES = ("doi", "pmid", "pmcid", "nct", "isrctn", "arxiv")
"""Names that open one work each."""
_ISBN = re.compile(r"(?i)\bISBN(?:-1[03])?:?\s?(?P<isbn>97[89][\d -]{9,14}[\dX]|\d[\d -]{7,11}[\dX])(?!\w)")


def asked_by(reference: Reference, reading: Reading) -> str:
    """The scheme of the entry's name under which `reading` was asked for; empty where it was by none."""
    return _first(_every(reference.identifiers) & _every(names_of_url(reading.capture.url)))


def stated(reference: Reference, reading: Reading) -> bool:
    """Does the name by which `reading` was asked for stand in the entry itself, beside its link?"""
    beside = reference.raw.replace(reference.identifiers.url or "", " ")
    return bool(_every(collect(beside)) & _every(names_of_url(reading.capture.url)))


def shared(reference: Reference, reading: Reading) -> str:
    """The scheme of a name that the entry and the record share; empty without one."""
    return _first(_every(reference.identifiers) & _every(reading.metadata.identifiers))


def _every(identifiers: Identifiers) -> Names:
    """All names, the arXiv number of a DOI that holds one among them."""
    return identifiers.names() | same_work_names(identifiers)


def _first(names: frozenset[tuple[str, str]]) -> str:
    found = {scheme for scheme, _ in names}
    return next((scheme for scheme in SCHEMES if scheme in found), "")


def linked(reference: Reference, reading: Reading) -> bool:
    """Is `reading` what stands at the entry's address?"""
    url = reference.identifiers.url
    return bool(url) and url_key(url or "") == url_key(reading.capture.url)


def wrong_isbn(text: str) -> str:
    """The ISBN of `text` whose check digit does not hold (ISO 2108); empty where there is none."""
    found = _ISBN.search(text)
    if found is None or valid_isbn(re.sub(r"[ -]", "", found["isbn"]).upper()):
        return ""
    return found["isbn"].strip()


def years(reading: Reading) -> tuple[int, ...]:
    """Every year of publication that a record gives."""
    one = year_of(reading.metadata.date)
    return tuple(sorted({*reading.metadata.years, *((one,) if one else ())}))


def path_of(url: str) -> str:
    """The path of an address without its slashes at both ends; empty for a site's front page."""
    parts = split(url)
    return parts[1].strip("/") if parts else ""


def host_of(url: str) -> str:
    """The host of an address in lower case without `www.`; empty where it is none."""
    parts = split(url)
    return parts[0] if parts else ""


def same_page(first: str, second: str) -> bool:
    """Do two addresses differ in scheme, tracking and the like at most?"""
    return url_key(first) == url_key(second)
