"""Reads a record of Unpaywall: what the DOI is; where open copies lie is the fetch chain's business."""

from pipeline.identifiers import normalise_doi
from pipeline.records.citation import Identifiers
from pipeline.records.source import Capture, Metadata, Reading
from pipeline.sources import Reader, unread
from pipeline.sources.abstracts import plain_title
from pipeline.sources.classify import Ending
from pipeline.sources.fields import reading_of
from pipeline.sources.json_tree import load, records, string
from pipeline.sources.sheet import Sheet

NAME = "unpaywall"


def accepts(_capture: Capture, head: bytes) -> bool:
    """A record has its DOI as an address beside the DOI, or the keys of open access."""
    return head.startswith(b"{") and b'"doi_url"' in head


def read(capture: Capture, body: bytes) -> Reading:
    """The record, scope `metadata`."""
    record = load(body)
    if isinstance(record, Ending):
        return unread(capture, record, NAME)
    doi, title = normalise_doi(string(record, "doi")), plain_title(string(record, "title"))
    if doi is None:
        return unread(capture, Ending("unresolved", "Unpaywall's answer holds no record of a DOI."), NAME)
    people = records(record, "z_authors")
    front = Metadata(
        title=title or None,
        authors=tuple(" ".join(filter(None, (string(one, "given"), string(one, "family")))) for one in people),
        date=string(record, "published_date") or string(record, "year") or None,
        journal=string(record, "journal_name") or None,
        publisher=string(record, "publisher") or None,
        identifiers=Identifiers(doi=doi),
        types=tuple(filter(None, (string(record, "genre").lower(),))),
    )
    sheet = Sheet()
    sheet.title(title)
    return reading_of(sheet, capture, NAME, "metadata", front)


READER = Reader(name=NAME, accepts=accepts, read=read, rank=11)
