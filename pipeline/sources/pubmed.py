"""Reads PubMed's XML (E-utilities `efetch`, database `pubmed`): the abstract with its labelled parts, types, notices.

Only direct paths are followed: the reference list of a record repeats `ArticleId`, `PMID` and `ArticleTitle` of the
works that it cites (retrieval notes, section 3). Element names: NLM's PubMed DTD of 2025.
"""

from typing import Literal

from pipeline.identifiers import normalise_doi
from pipeline.records.citation import Identifiers
from pipeline.records.source import Capture, Metadata, Newer, Notice, Reading
from pipeline.sources import Reader, unread
from pipeline.sources.classify import Ending
from pipeline.sources.fields import reading_of
from pipeline.sources.identity import names_of_url
from pipeline.sources.inline import flatten
from pipeline.sources.sheet import Sheet
from pipeline.sources.xml_tree import Element, children, parse, tag

NAME = "pubmed"
_NOTICES: dict[str, Literal["retraction", "withdrawal", "expression_of_concern", "correction"]] = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "retraction",
    "ExpressionOfConcernIn": "expression_of_concern",
    "ErratumIn": "correction",
    "CorrectedandRepublishedIn": "correction",
    "RetractedandRepublishedIn": "retraction",
}
_NOTICE_OF = frozenset({"RetractionOf", "ErratumFor", "ExpressionOfConcernFor", "PartialRetractionOf"})
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def accepts(_capture: Capture, head: bytes) -> bool:
    """A PubMed answer, whatever content type it came with."""
    return b"<PubmedArticle" in head or b"<PubmedBookArticle" in head or b"<eEfetchResult" in head


def read(capture: Capture, body: bytes) -> Reading:
    """The record that the capture asked for: title and abstract, scope `abstract`, or `metadata` without one."""
    root = parse(body, capture.content_type)
    if isinstance(root, Ending):
        return unread(capture, root, NAME)
    records = [root] if tag(root).startswith("Pubmed") and tag(root).endswith("Article") else []
    records += children(root, "PubmedArticle", "PubmedBookArticle")
    if not records:
        return unread(capture, Ending("not_found", "PubMed has no record under this number."), NAME)
    record = _asked_for(capture, records)
    if record is None:
        return unread(
            capture, Ending("wrong_document", "The answer holds several records, none under this number."), NAME
        )
    sheet = Sheet()
    front = _front(record)
    sheet.title(front.title or "")
    abstract = _abstract(record, sheet)
    return reading_of(sheet, capture, NAME, "abstract" if abstract else "metadata", front)


def _asked_for(capture: Capture, records: list[Element]) -> Element | None:
    """Of several records the one whose PMID stands in the capture's address."""
    if len(records) == 1:
        return records[0]
    asked = {names_of_url(capture.url).pmid, names_of_url(capture.final_url).pmid} - {None}
    named = [one for one in records if _pmid(one) in asked]
    return named[0] if len(named) == 1 else None


def _citation(record: Element) -> Element | None:
    return record.find("MedlineCitation") if tag(record) == "PubmedArticle" else record.find("BookDocument")


def _pmid(record: Element) -> str:
    citation = _citation(record)
    return ((citation.findtext("PMID") if citation is not None else "") or "").strip()


def _abstract(record: Element, sheet: Sheet) -> bool:
    """Append the abstract, a part a line; says whether there is any."""
    citation = _citation(record)
    if citation is None:
        return False
    home = citation.find("Article/Abstract")
    home = home if home is not None else citation.find("Abstract")
    parts = (
        [(part.get("Label") or "", flatten(part)) for part in children(home, "AbstractText")]
        if home is not None
        else []
    )
    parts = [(label.strip().capitalize(), words) for label, words in parts if words]
    if parts:
        sheet.heading("Abstract", 1)
    for label, words in parts:
        if label and label != "Unlabelled":
            sheet.heading(label, 2)
        sheet.paragraph(words)
    return bool(parts)


def _front(record: Element) -> Metadata:
    citation = _citation(record)
    article = citation.find("Article") if citation is not None else None
    place = article if article is not None else citation
    if citation is None or place is None:
        return Metadata()
    return Metadata(
        title=flatten(place.find("ArticleTitle")) or flatten(place.find("VernacularTitle")) or None,
        authors=_authors(place),
        date=_date(place),
        journal=flatten(place.find("Journal/Title")) or None,
        publisher=flatten(place.find("Book/Publisher/PublisherName")) or None,
        identifiers=_identifiers(record, place),
        types=tuple(flatten(one).lower() for one in place.findall("PublicationTypeList/PublicationType")),
        notices=_notices(citation),
        is_notice_of=_notice_of(citation),
        years=_years(place),
        newer=_newer(citation),
    )


def _authors(place: Element) -> tuple[str, ...]:
    found = []
    for author in place.findall("AuthorList/Author"):
        parts = [flatten(author.find("ForeName")) or flatten(author.find("Initials")), flatten(author.find("LastName"))]
        found.append(" ".join(part for part in parts if part) or flatten(author.find("CollectiveName")))
    return tuple(name for name in found if name)


def _identifiers(record: Element, place: Element) -> Identifiers:
    """From the record's own list; the electronic location only where that has no DOI and this one is valid."""
    data = record.find("PubmedData")
    listed = data.findall("ArticleIdList/ArticleId") if data is not None else []
    ids = {one.get("IdType", ""): (one.text or "").strip() for one in listed}
    doi = normalise_doi(ids.get("doi", ""))
    for one in place.findall("ELocationID") if doi is None else []:
        if one.get("EIdType") == "doi" and one.get("ValidYN", "Y") == "Y":
            doi = normalise_doi(one.text or "")
    pmc = ids.get("pmc", "").upper().removeprefix("PMC")
    return Identifiers(doi=doi, pmid=_pmid(record) or None, pmcid=f"PMC{pmc}" if pmc.isdigit() else None)


def _date(place: Element) -> str | None:
    """The first day of publication that the record names: electronic, else the issue's."""
    for path in ("ArticleDate", "Journal/JournalIssue/PubDate", "Book/PubDate"):
        found = place.find(path)
        if found is None:
            continue
        year = flatten(found.find("Year")) or flatten(found.find("MedlineDate"))[:4]
        if not (year.isdigit() and len(year) == 4):
            continue
        month = _month(flatten(found.find("Month")))
        day = flatten(found.find("Day"))
        return "-".join(
            [year, *([f"{month:02d}"] if month else []), *([f"{int(day):02d}"] if month and day.isdigit() else [])]
        )
    return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else 0
    return _MONTHS.index(text[:3].lower()) + 1 if text[:3].lower() in _MONTHS else 0


def _years(place: Element) -> tuple[int, ...]:
    """The years online and of the issue, where the record tells both."""
    found = [flatten(place.find(path)) for path in ("ArticleDate/Year", "Journal/JournalIssue/PubDate/Year")]
    return tuple(sorted({int(year) for year in found})) if all(year.isdigit() for year in found) else ()


def _newer(citation: Element) -> tuple[Newer, ...]:
    """`UpdateIn`: the version of a review that takes this one's place."""
    listed = [
        one
        for one in citation.findall("CommentsCorrectionsList/CommentsCorrections")
        if one.get("RefType") == "UpdateIn"
    ]
    names = [(one.findtext("PMID") or "").strip() or flatten(one.find("RefSource")) for one in listed]
    return tuple(Newer("version", name, NAME) for name in dict.fromkeys(names) if name)


def _notices(citation: Element) -> tuple[Notice, ...]:
    """What happened to this work. A record marked "Retracted Publication" without a link has a notice without one."""
    found = []
    for one in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        kind = _NOTICES.get(one.get("RefType", ""))
        if kind:
            pmid = (one.findtext("PMID") or "").strip()
            source = flatten(one.find("RefSource"))
            partly = one.get("RefType") == "PartialRetractionIn"
            found.append(Notice(kind, notice=pmid or source or None, source="pubmed", partly=partly))
    marked = {one.get("UI") for one in citation.findall("Article/PublicationTypeList/PublicationType")}
    if "D016441" in marked and not any(notice.type == "retraction" for notice in found):
        found.append(Notice("retraction", source="pubmed"))
    return tuple(found)


def _notice_of(citation: Element) -> str | None:
    """The work that this record itself retracts or corrects, where the record is nothing but that notice."""
    for one in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        if one.get("RefType") in _NOTICE_OF:
            return (one.findtext("PMID") or "").strip() or flatten(one.find("RefSource")) or None
    return None


READER = Reader(name=NAME, accepts=accepts, read=read, rank=10)
