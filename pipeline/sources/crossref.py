"""Reads a work of the Crossref REST API: who, what, when, of which type, and what became of it since.

Retractions stand in `updated-by` of the retracted work; `update-to` says that the record *is* a notice. The first
entry may be a mere correction, and a new version is no notice at all (retrieval notes, section 1).
"""

import re
from html import unescape
from typing import Literal

from pipeline.identifiers import normalise_doi
from pipeline.records.citation import Identifiers
from pipeline.records.source import Capture, Metadata, Newer, Notice, Reading
from pipeline.sources import Reader, unread
from pipeline.sources.abstracts import plain_title, put_abstract
from pipeline.sources.classify import Ending
from pipeline.sources.fields import reading_of
from pipeline.sources.json_tree import Tree, at, load, records, string, strings
from pipeline.sources.notice_title import notice_title
from pipeline.sources.sheet import Sheet

NAME = "crossref"
NoticeType = Literal["retraction", "withdrawal", "expression_of_concern", "correction"]
NOTICES: dict[str, NoticeType] = {
    "retraction": "retraction",
    "partial_retraction": "retraction",
    "withdrawal": "withdrawal",
    "removal": "withdrawal",
    "expression_of_concern": "expression_of_concern",
    "correction": "correction",
    "erratum": "correction",
    "corrigendum": "correction",
    "addendum": "correction",
    "clarification": "correction",
}
"""Update types that say something is wrong; `new_version`, `new_edition` and `reinstatement` do not."""
GRAVEST: tuple[NoticeType, ...] = ("retraction", "withdrawal", "expression_of_concern", "correction")
_LATER = ("new_version", "new_edition")
_ENVELOPE = re.compile(rb'\{\s*"message"\s*:\s*\{')
_RETRACTED_TITLE = re.compile(
    r"^\W{0,2}(?:(?i:retracted|withdrawn)(?i:\s+(?:article|paper))?|REMOVED|TEMPORARY REMOVAL)\s*(?:[\])]|:)"
    r"|[\[(]\s*(?i:retracted|withdrawn)(?i:\s+(?:article|paper))?\b[^\[\]()]{0,80}[\])]\W{0,2}$"
)
"""What publishers write before or behind a title, where the record has no link to the notice."""


def accepts(_capture: Capture, head: bytes) -> bool:
    """An answer of the REST API, by its envelope, or the CSL record that `doi.org` gives to programs."""
    enveloped = b'"message-type"' in head or _ENVELOPE.match(head) is not None
    return head.startswith(b"{") and (enveloped or (b'"DOI"' in head and b'"title"' in head))


def read(capture: Capture, body: bytes) -> Reading:
    """The work that the capture asked for: scope `abstract` where the record has one, else `metadata`."""
    tree = load(body)
    if isinstance(tree, Ending):
        return unread(capture, tree, NAME)
    work = _asked_for(capture, tree)
    if work is None:
        return unread(capture, Ending("unresolved", "Crossref's answer holds no record under this DOI."), NAME)
    front = _front(work)
    sheet = Sheet()
    sheet.title(front.title or "")
    abstract = put_abstract(sheet, string(work, "abstract"))
    return reading_of(sheet, capture, NAME, "abstract" if abstract else "metadata", front)


def _asked_for(capture: Capture, tree: Tree) -> Tree | None:
    """The message itself, or of a list the one work whose DOI the address names: a list of guesses is no record."""
    message = at(tree, "message") if "message" in tree else tree
    if string(message, "DOI"):
        return message if isinstance(message, dict) else None
    address = f"{capture.url} {capture.final_url}".lower()
    if "updates:" in address:
        return None
    named = [
        work for work in records(message, "items") if string(work, "DOI").lower() in address and string(work, "DOI")
    ]
    return named[0] if len(named) == 1 else None


def _front(work: Tree) -> Metadata:
    doi = normalise_doi(string(work, "DOI"))
    title = _title(work)
    return Metadata(
        title=title or None,
        authors=tuple(filter(None, (_author(one) for one in records(work, "author")))),
        date=_date(work),
        journal=unescape(next(iter(strings(work, "container-title")), "")) or None,
        publisher=string(work, "publisher") or None,
        identifiers=Identifiers(doi=doi),
        types=_types(work),
        notices=_notices(work, doi, title),
        is_notice_of=_notice_of(work, doi) or notice_title(title),
        years=_years(work),
        newer=_newer(work, doi),
    )


def _title(work: Tree) -> str:
    title = plain_title(next(iter(strings(work, "title")), ""))
    subtitle = plain_title(next(iter(strings(work, "subtitle")), ""))
    return f"{title}: {subtitle}" if title and subtitle and subtitle.lower() not in title.lower() else title


def _author(author: Tree) -> str:
    name = " ".join(part for part in (string(author, "given"), string(author, "family")) if part)
    return unescape(name or string(author, "name"))


def _types(work: Tree) -> tuple[str, ...]:
    """Record type and subtype; a preprint server's record is also one by its relation to the later article."""
    found = [string(work, "type").lower(), string(work, "subtype").lower()]
    if at(work, "relation", "is-preprint-of"):
        found.append("preprint")
    return tuple(dict.fromkeys(kind for kind in found if kind))


def _date(work: Tree) -> str | None:
    """The earliest day of publication; parts may be missing or null."""
    found = [_parts(at(work, key)) for key in ("published-online", "published", "published-print", "issued")]
    complete = [date for date in found if date]
    return min(complete, key=lambda date: (date[:4], -len(date), date)) if complete else None


def _years(work: Tree) -> tuple[int, ...]:
    """The years online and on paper, where the record tells both."""
    found = [_parts(at(work, key)) for key in ("published-online", "published-print")]
    return tuple(sorted({int(date[:4]) for date in found if date})) if all(found) else ()


def _newer(work: Tree, doi: str | None) -> tuple[Newer, ...]:
    """The article that a preprint became, and newer versions or editions; a version of itself is none."""
    found = [
        Newer("published", target, NAME)
        for one in records(work, "relation", "is-preprint-of")
        if (target := normalise_doi(string(one, "id"))) and target != doi
    ]
    found += [
        Newer("version", target, NAME)
        for one in records(work, "updated-by")
        if _type(one) in _LATER and (target := normalise_doi(string(one, "DOI"))) and target != doi
    ]
    return tuple(dict.fromkeys(found))


def _parts(field: object) -> str | None:
    parts = at(field, "date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [part for part in first if isinstance(part, int) and not isinstance(part, bool)]
    if not numbers or not 1000 <= numbers[0] <= 2200:
        return None
    return "-".join(f"{number:02d}" for number in numbers[:3])


def _notices(work: Tree, doi: str | None, title: str) -> tuple[Notice, ...]:
    """What became of the work, gravest first. A retraction that a later reinstatement lifted is left out."""
    entries = list(records(work, "updated-by"))
    entries += [one for one in records(work, "update-to") if normalise_doi(string(one, "DOI")) == doi]
    lifted = max((_day(one) for one in entries if _type(one) == "reinstatement"), default="")
    found: dict[tuple[str, str | None, str | None], Notice] = {}
    for one in entries:
        kind = NOTICES.get(_type(one))
        if kind is None or (lifted and kind in ("retraction", "withdrawal") and _day(one) <= lifted):
            continue
        who, partly = string(one, "source") or NAME, _type(one) == "partial_retraction"
        notice = Notice(kind, normalise_doi(string(one, "DOI")), _day(one) or None, who, partly)
        found.setdefault((kind, notice.notice, notice.date), notice)
    if not found and not lifted and _RETRACTED_TITLE.search(title):
        word: NoticeType = "retraction" if re.search(r"(?i)\bretracted\b", title) else "withdrawal"
        return (Notice(word, source=NAME),)
    return tuple(sorted(found.values(), key=lambda notice: (GRAVEST.index(notice.type), notice.date or "")))


def _type(entry: Tree) -> str:
    """An update's type; the label is the fallback where a publisher left the type empty."""
    return re.sub(r"[\s-]+", "_", (string(entry, "type") or string(entry, "label")).lower())


def _day(entry: Tree) -> str:
    return _parts(at(entry, "updated")) or string(entry, "updated", "date-time")[:10]


def _notice_of(work: Tree, doi: str | None) -> str | None:
    """The work that this record retracts or corrects; pointing at itself or at an older version is no notice."""
    for one in records(work, "update-to"):
        target = normalise_doi(string(one, "DOI"))
        if target and target != doi and _type(one) in NOTICES:
            return target
    return None


READER = Reader(name=NAME, accepts=accepts, read=read, rank=10)
