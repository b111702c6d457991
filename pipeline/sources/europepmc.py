"""Reads an article of Europe PMC's search (`resultType=core`, JSON): abstract, publication types, notices.

Its full texts come as JATS and are read there. Errors arrive inside a 200 (`errCode`), and abstracts hold inline HTML
(retrieval notes, section 3).
"""

import re
from typing import Literal

from pipeline.identifiers import normalise_doi
from pipeline.records.citation import Identifiers
from pipeline.records.source import Capture, Metadata, Newer, Notice, Reading
from pipeline.sources import Reader, unread
from pipeline.sources.abstracts import plain_title, put_abstract
from pipeline.sources.classify import Ending
from pipeline.sources.fields import reading_of
from pipeline.sources.identity import names_of_url, same_work_names
from pipeline.sources.json_tree import Tree, load, records, string, strings
from pipeline.sources.sheet import Sheet, squeeze

NAME = "europepmc"
_NOTICES: dict[str, Literal["retraction", "withdrawal", "expression_of_concern", "correction"]] = {
    "retraction in": "retraction",
    "partial retraction in": "retraction",
    "withdrawal in": "withdrawal",
    "expression of concern in": "expression_of_concern",
    "erratum in": "correction",
    "corrected and republished in": "correction",
}
_LATER: dict[str, Literal["published", "version"]] = {"preprint of": "published", "update in": "version"}
_NOTICE_OF = frozenset({"retraction of", "erratum for", "expression of concern for", "partial retraction of"})


def accepts(_capture: Capture, head: bytes) -> bool:
    """The envelope of a search, or the service's own error."""
    return head.startswith(b"{") and (b'"resultList"' in head or b'"hitCount"' in head or b'"errCode"' in head)


def read(capture: Capture, body: bytes) -> Reading:
    """The article that was asked for: scope `abstract` where the record has one, else `metadata`."""
    tree = load(body)
    if isinstance(tree, Ending):
        return unread(capture, tree, NAME)
    if string(tree, "errCode"):
        said = string(tree, "errMsg") or string(tree, "errCode")
        return unread(capture, Ending("server_error", f"Europe PMC answered with an error ({said[:80]})."), NAME)
    result = _asked_for(capture, records(tree, "resultList", "result"))
    if result is None:
        return unread(capture, Ending("unresolved", "Europe PMC's answer holds no article under this number."), NAME)
    front = _front(result)
    sheet = Sheet()
    sheet.title(front.title or "")
    abstract = put_abstract(sheet, string(result, "abstractText"))
    return reading_of(sheet, capture, NAME, "abstract" if abstract else "metadata", front)


def _asked_for(capture: Capture, results: tuple[Tree, ...]) -> Tree | None:
    """The one whose number or DOI the address names; of a search by title nothing is taken on trust.

    One work may stand there twice (from MEDLINE and from PMC): the row with an abstract counts.
    """
    asked = same_work_names(names_of_url(capture.url)) | same_work_names(names_of_url(capture.final_url))
    named = [one for one in results if asked & same_work_names(_identifiers(one))]
    named.sort(key=lambda one: (not string(one, "abstractText"), string(one, "source") != "MED"))
    return named[0] if named else None


def _identifiers(result: Tree) -> Identifiers:
    pmid, pmcid = string(result, "pmid"), string(result, "pmcid").upper()
    return Identifiers(
        doi=normalise_doi(string(result, "doi")),
        pmid=pmid if pmid.isdigit() else None,
        pmcid=pmcid if re.fullmatch(r"PMC\d+", pmcid) else None,
    )


def _front(result: Tree) -> Metadata:
    types = tuple(kind.lower() for kind in strings(result, "pubTypeList", "pubType"))
    return Metadata(
        title=plain_title(string(result, "title")) or None,
        authors=_authors(result),
        date=string(result, "firstPublicationDate") or string(result, "pubYear") or None,
        journal=squeeze(string(result, "journalInfo", "journal", "title")) or None,
        publisher=string(result, "bookOrReportDetails", "publisher") or None,
        identifiers=_identifiers(result),
        types=(*types, "preprint") if string(result, "source") == "PPR" and "preprint" not in types else types,
        notices=_notices(result, types),
        is_notice_of=_notice_of(result, types),
        newer=_newer(result),
    )


def _authors(result: Tree) -> tuple[str, ...]:
    listed = records(result, "authorList", "author")
    names = [string(one, "fullName") or string(one, "collectiveName") for one in listed]
    if any(names):
        return tuple(name for name in names if name)
    return tuple(name.strip() for name in string(result, "authorString").rstrip(".").split(",") if name.strip())


def _notices(result: Tree, types: tuple[str, ...]) -> tuple[Notice, ...]:
    found = []
    for one in records(result, "commentCorrectionList", "commentCorrection"):
        kind = _NOTICES.get(string(one, "type").lower())
        if kind:
            notice, partly = (
                string(one, "id") or string(one, "reference") or None,
                "partial" in string(one, "type").lower(),
            )
            found.append(Notice(kind, notice, source="europe_pmc", partly=partly))
    if "retracted publication" in types and not any(notice.type == "retraction" for notice in found):
        found.append(Notice("retraction", source="europe_pmc"))
    return tuple(found)


def _newer(result: Tree) -> tuple[Newer, ...]:
    """The article that a preprint became, and the update that takes a review's place."""
    found = []
    for one in records(result, "commentCorrectionList", "commentCorrection"):
        kind = _LATER.get(string(one, "type").lower())
        name = string(one, "id") or string(one, "reference")
        if kind and name:
            found.append(Newer(kind, name, NAME))
    return tuple(dict.fromkeys(found))


def _notice_of(result: Tree, types: tuple[str, ...]) -> str | None:
    if not {"retraction of publication", "published erratum", "expression of concern"} & set(types):
        return None
    listed = records(result, "commentCorrectionList", "commentCorrection")
    of = [one for one in listed if string(one, "type").lower() in _NOTICE_OF]
    return next((string(one, "id") or string(one, "reference") or None for one in of), None)


READER = Reader(name=NAME, accepts=accepts, read=read, rank=10)
