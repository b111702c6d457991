"""Reads what a page or an article says of itself at its head, without reading its text: for look-up by identifiers.

The full readers know more; this must be quick enough to run over every capture of a folder.
"""

import re
from html import unescape

from pipeline.identifiers import normalise_doi
from pipeline.records.citation import Identifiers
from pipeline.records.source import Metadata
from pipeline.sources.sheet import squeeze

_HEAD_BYTES = 400_000
"""How far into a page its meta tags are looked for; heads with inlined styles reach 200 KB."""
_META = re.compile(r"(?is)<meta\s([^<>]{1,2000})>")
_ATTRIBUTE = re.compile(r"(?is)\b(name|property|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ARTICLE_ID = re.compile(r"<article-id[^<>]*pub-id-type=[\"'](\w[\w-]*)[\"'][^<>]*>([^<>]{1,300})<")
_FRONT_END = re.compile(rb"</(?:\w+:)?article-meta>|<(?:\w+:)?body\b|<(?:\w+:)?back\b")
_ARTICLE = re.compile(rb"<(?:\w+:)?article[\s>]")
_TITLE = re.compile(r"(?s)<article-title[^<>]*>(.{1,2000}?)</article-title>")
_SURNAME = re.compile(r"<surname[^<>]*>([^<>]{1,100})</surname>")
_YEAR = re.compile(r"(?s)<pub-date.{0,300}?<year[^<>]*>\s*(\d{4})")


def html_front(body: bytes) -> Metadata:
    """Title, authors, date and identifiers of a page from its Highwire and Dublin Core tags; empty without them."""
    found: dict[str, list[str]] = {}
    for match in _META.finditer(body[:_HEAD_BYTES].decode("utf-8", "replace")):
        pairs = {name.lower(): unescape(double or single) for name, double, single in _ATTRIBUTE.findall(match[1])}
        name = (pairs.get("name") or pairs.get("property") or "").lower()
        if name and pairs.get("content"):
            found.setdefault(name, []).append(squeeze(pairs["content"]))

    def first(*names: str) -> str:
        return next((found[name][0] for name in names if name in found), "")

    doi = first("citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier")
    pmid = first("citation_pmid")
    return Metadata(
        title=first("citation_title", "dc.title") or None,
        authors=tuple(found.get("citation_author", found.get("dc.creator", ()))),
        date=first("citation_publication_date", "citation_online_date", "citation_date", "dc.date") or None,
        journal=first("citation_journal_title") or None,
        identifiers=Identifiers(doi=normalise_doi(doi), pmid=pmid if pmid.isdigit() else None),
    )


def jats_front(body: bytes) -> Metadata | None:
    """Title, authors, year and identifiers of a JATS article; None for anything else."""
    if not _ARTICLE.search(body[:8000]):
        return None
    end = _FRONT_END.search(body)
    front = re.sub(r"<(/?)\w+:", r"<\1", body[: end.start() if end else _HEAD_BYTES].decode("utf-8", "replace"))
    if "<front" not in front:
        return None
    ids = {kind: unescape(value).strip() for kind, value in reversed(_ARTICLE_ID.findall(front))}
    title = _TITLE.search(front)
    year = _YEAR.search(front)
    return Metadata(
        title=squeeze(unescape(re.sub(r"<[^<>]*>", "", title[1]))) if title else None,
        authors=tuple(squeeze(unescape(name)) for name in _SURNAME.findall(front)),
        date=year[1] if year else None,
        identifiers=article_identifiers(ids),
    )


def article_identifiers(ids: dict[str, str]) -> Identifiers:
    """The `article-id` values of a JATS front, normalised: `pmc` may come with or without its letters."""
    pmid = ids.get("pmid", "")
    pmcid = (ids.get("pmcid") or ids.get("pmc") or ids.get("pmcaid") or "").upper().removeprefix("PMC")
    return Identifiers(
        doi=normalise_doi(ids.get("doi", "")),
        pmid=pmid if pmid.isdigit() else None,
        pmcid=f"PMC{pmcid}" if pmcid.isdigit() else None,
    )
