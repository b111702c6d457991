"""Reads a DOI of DataCite (REST, JSON:API): preprints, data sets, theses and reports that Crossref does not know."""

from html import unescape

from pipeline.identifiers import normalise_doi
from pipeline.records.citation import Identifiers
from pipeline.records.source import Capture, Metadata, Reading
from pipeline.sources import Reader, unread
from pipeline.sources.abstracts import plain_title, put_abstract
from pipeline.sources.classify import Ending
from pipeline.sources.fields import reading_of
from pipeline.sources.json_tree import Tree, at, load, records, string
from pipeline.sources.sheet import Sheet

NAME = "datacite"
_DATES = ("Issued", "Available", "Published", "Created", "Submitted")


def accepts(_capture: Capture, head: bytes) -> bool:
    """A JSON:API document of type `dois`, or the service's own list of errors."""
    typed = b'"type":"dois"' in head.replace(b" ", b"") or b'"attributes"' in head
    return head.startswith(b"{") and (b'"data"' in head and typed)


def read(capture: Capture, body: bytes) -> Reading:
    """The record: scope `abstract` where it has one, else `metadata`."""
    tree = load(body)
    if isinstance(tree, Ending):
        return unread(capture, tree, NAME)
    attributes = at(tree, "data", "attributes")
    doi = normalise_doi(string(attributes, "doi"))
    if doi is None or not isinstance(attributes, dict):
        return unread(capture, Ending("unresolved", "DataCite's answer holds no record of a DOI."), NAME)
    front = _front(attributes, doi)
    sheet = Sheet()
    sheet.title(front.title or "")
    abstract = False
    for one in records(attributes, "descriptions"):
        if string(one, "descriptionType") == "Abstract" and not abstract:
            abstract = put_abstract(sheet, string(one, "description"))
    return reading_of(sheet, capture, NAME, "abstract" if abstract else "metadata", front)


def _front(attributes: Tree, doi: str) -> Metadata:
    titles = [one for one in records(attributes, "titles") if string(one, "titleType") in ("", "MainTitle")]
    types = at(attributes, "types")
    return Metadata(
        title=plain_title(string(titles[0], "title")) if titles else None,
        authors=tuple(filter(None, (_person(one) for one in records(attributes, "creators")))),
        date=_date(attributes),
        journal=string(attributes, "container", "title") or None,
        publisher=string(attributes, "publisher") or string(attributes, "publisher", "name") or None,
        identifiers=Identifiers(doi=doi),
        types=tuple(
            dict.fromkeys(
                kind
                for key in ("resourceTypeGeneral", "resourceType", "citeproc")
                if (kind := string(types, key).lower())
            )
        ),
    )


def _person(creator: Tree) -> str:
    name = " ".join(filter(None, (string(creator, "givenName"), string(creator, "familyName"))))
    return unescape(name or string(creator, "name"))


def _date(attributes: Tree) -> str | None:
    dates = {string(one, "dateType"): string(one, "date")[:10] for one in reversed(records(attributes, "dates"))}
    named = next((dates[kind] for kind in _DATES if dates.get(kind)), "")
    return named or string(attributes, "publicationYear") or None


READER = Reader(name=NAME, accepts=accepts, read=read, rank=10)
