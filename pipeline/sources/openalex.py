"""Reads a work of OpenAlex: its type, and the cross-check whether it counts as retracted.

Its abstract is an inverted index, a lossy rebuild, and never quoted.
"""

from pipeline.identifiers import normalise_doi
from pipeline.records.citation import Identifiers
from pipeline.records.source import Capture, Metadata, Notice, Reading
from pipeline.sources import Reader, unread
from pipeline.sources.abstracts import plain_title
from pipeline.sources.classify import Ending
from pipeline.sources.fields import reading_of
from pipeline.sources.identity import names_of_url
from pipeline.sources.json_tree import at, load, records, string
from pipeline.sources.sheet import Sheet

NAME = "openalex"


def accepts(_capture: Capture, head: bytes) -> bool:
    """A work names itself by an address of the service; its abstract, where it comes first, is an inverted index."""
    return head.startswith(b"{") and (b"https://openalex.org/W" in head or b'"abstract_inverted_index"' in head)


def read(capture: Capture, body: bytes) -> Reading:
    """The record, scope `metadata`: it holds no text that could be quoted."""
    work = load(body)
    if isinstance(work, Ending):
        return unread(capture, work, NAME)
    title = plain_title(string(work, "title") or string(work, "display_name"))
    if not title:
        return unread(capture, Ending("unresolved", "OpenAlex's answer holds no work."), NAME)
    pmid = names_of_url(string(work, "ids", "pmid")).pmid
    retracted = at(work, "is_retracted") is True
    front = Metadata(
        title=title,
        authors=tuple(filter(None, (string(one, "author", "display_name") for one in records(work, "authorships")))),
        date=string(work, "publication_date") or string(work, "publication_year") or None,
        journal=string(work, "primary_location", "source", "display_name") or None,
        identifiers=Identifiers(doi=normalise_doi(string(work, "doi")), pmid=pmid),
        types=tuple(filter(None, (string(work, "type").lower(),))),
        notices=(Notice("retraction", source=NAME),) if retracted else (),
    )
    sheet = Sheet()
    sheet.title(title)
    return reading_of(sheet, capture, NAME, "metadata", front)


READER = Reader(name=NAME, accepts=accepts, read=read, rank=10)
