"""Matches a free-text reference without identifiers to a record, by title, authors and year; else it is unresolved.

A search engine's rank or score is no confidence: the right record often stands behind look-alikes. A candidate is
taken only above fixed thresholds (retrieval notes, section 1): normalised titles at least 0.92 alike, the first
author or half of the surnames the same, years at most one apart, a type that people cite. A wrong match would make
every claim of the reference be checked against another work, so when in doubt there is none.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote

from msgspec import Struct
from rapidfuzz import fuzz

from pipeline.identifiers import normalise_doi
from pipeline.net.adapters import Adapter, Fault, dig, json_object, list_at, text_at
from pipeline.net.adapters.crossref import WORKS
from pipeline.net.adapters.europepmc import REST
from pipeline.net.ask import Answer, Ask
from pipeline.net.manners import LIST
from pipeline.net.settings import FetchSettings, contact
from pipeline.records.citation import Identifiers, Reference
from pipeline.sources.identity import cited_year, plain_title, same_title, title_within, year_of

TITLE_ALIKE = 92.0
SURNAMES_ALIKE = 0.5
YEARS_APART = 1
_SHORTEST_TITLE = 4
"""Words. Shorter titles ("Depression", "Editorial") are shared by many works."""
_COPIES = ("10.65215/",)
"""A registrant of exact copies of well-known papers, which win searches (retrieval notes, section 1)."""
_CITED_TYPES = frozenset(
    """journal-article posted-content proceedings-article book-chapter book monograph edited-book reference-entry
    report report-component dissertation standard reference-book""".split()
)
_FIELDS = "DOI,title,subtitle,author,issued,published,type,container-title"
_ROWS = 8
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class Candidate(Struct, frozen=True):
    """A record that a search brought."""

    identifiers: Identifiers
    titles: tuple[str, ...]
    """The title, alone and with its subtitle."""
    surnames: tuple[str, ...]
    year: int | None
    type: str


class Wanted(Struct, frozen=True):
    """What a reference says of the work that it means; `raw` stands in for what was not parsed out of it."""

    title: str | None
    surnames: tuple[str, ...]
    year: int | None
    raw: str


def wanted(reference: Reference) -> Wanted:
    """The parsed fields of a reference; the year also from its text where it names exactly one."""
    surnames = tuple(filter(None, (_surname(author) for author in reference.authors)))
    return Wanted(reference.title, surnames, cited_year(reference), reference.raw)


def asks(reference: Reference, settings: FetchSettings) -> tuple[Ask, ...]:
    """The searches for a reference: Crossref over everything, Europe PMC over titles."""
    text = " ".join((reference.title or reference.raw).split())[:300]
    if len(plain_title(text).split()) < _SHORTEST_TITLE:
        return ()
    address = contact(settings)
    query = (
        " ".join(filter(None, (reference.title, " ".join(reference.authors[:3]), str(reference.year or "")))) or text
    )
    searched = (
        f"{WORKS}?query.bibliographic={quote(' '.join((query if reference.title else text).split())[:400], safe='')}"
    )
    asked = [
        Ask(
            f"{searched}&rows={_ROWS}&select={_FIELDS}",
            "match",
            "match-crossref",
            "Crossref's search",
            kind="helper",
            secret=(("mailto", address),) if address else (),
            lane=LIST,
            days=30.0,
        )
    ]
    if reference.title:
        title = quote('TITLE:"' + re.sub(r'["\\]', " ", reference.title)[:250] + '"', safe=":")
        url = f"{REST}/search?query={title}&resultType=lite&format=json&pageSize={_ROWS}"
        asked.append(Ask(url, "match", "match-europepmc", "Europe PMC's search", kind="helper", days=30.0))
    return tuple(asked)


def candidates(ask: Ask, answer: Answer) -> tuple[Candidate, ...]:
    """The records that a search brought, in its order."""
    found = json_object(answer)
    if ask.step == "match-crossref":
        return tuple(_of_crossref(item) for item in list_at(found, "message", "items"))
    return tuple(_of_europe_pmc(row) for row in list_at(found, "resultList", "result"))


def best(want: Wanted, found: Iterable[Candidate]) -> Candidate | None:
    """The candidate that passes every threshold, the most alike of several; None when none does.

    Of several whose titles are equally alike (a preprint and its paper, a yearly report) the one of the very year that
    is cited; two different works that still pass equally well are one too many: None.
    """
    passing = [(likeness(want, one), one) for one in found if acceptable(want, one)]
    if not passing:
        return None
    top = max(score for score, _ in passing)
    alike = [one for score, one in passing if score == top]
    of_the_year = [one for one in alike if one.year == want.year]
    winners = {one.identifiers.doi or one.identifiers.pmid: one for one in of_the_year or alike}
    return next(iter(winners.values())) if len(winners) == 1 else None


def acceptable(want: Wanted, one: Candidate) -> bool:
    """Does a candidate pass every threshold?"""
    if one.type not in _CITED_TYPES or not (one.identifiers.doi or one.identifiers.pmid):
        return False
    if (one.identifiers.doi or "").startswith(_COPIES):
        return False
    if want.year is None or one.year is None or abs(want.year - one.year) > YEARS_APART:
        return False
    return likeness(want, one) >= TITLE_ALIKE and _authors_agree(want, one)


def likeness(want: Wanted, one: Candidate) -> float:
    """How alike the titles are, 0 to 100; within the raw entry where its title was not parsed out.

    The rule is the one by which the audit finds the work again (`sources.identity`); what it does not take is 0.
    """
    return max((_alike(want, title) for title in one.titles), default=0.0)


def _alike(want: Wanted, title: str) -> float:
    if want.title is None:
        return title_within(want.raw, title)
    plain, other = plain_title(title), plain_title(want.title)
    return float(fuzz.ratio(plain, other)) if same_title(want.title, title) else 0.0


def _authors_agree(want: Wanted, one: Candidate) -> bool:
    """The first author, or half of the surnames, stand in the reference."""
    if not one.surnames:
        return False
    named = {plain_title(name) for name in want.surnames}
    if not named:
        raw = f" {plain_title(want.raw)} "
        return f" {plain_title(one.surnames[0])} " in raw
    theirs = [plain_title(name) for name in one.surnames]
    if theirs[0] == plain_title(want.surnames[0]):
        return True
    return len(named & set(theirs)) / len(named) >= SURNAMES_ALIKE


def _surname(author: str) -> str:
    """`Smith JA`, `J. A. Smith` or `Smith, John`: the surname."""
    head = author.partition(",")[0] if "," in author else author
    words = [word for word in _WORD.findall(head) if len(word) > 1 and not (word.isupper() and len(word) <= 3)]
    if "," in author:
        return " ".join(words)
    initials_last = re.search(r"\s[A-Z]{1,3}$", author.strip())
    return " ".join(words) if initials_last else (words[-1] if words else "")


def _of_crossref(item: object) -> Candidate:
    title = text_at(item, "title", 0)
    subtitle = text_at(item, "subtitle", 0)
    year = dig(item, "issued", "date-parts", 0, 0)
    surnames = tuple(text_at(author, "family") or text_at(author, "name") for author in list_at(item, "author"))
    return Candidate(
        identifiers=Identifiers(doi=normalise_doi(text_at(item, "DOI"))),
        titles=tuple(filter(None, (title, f"{title}: {subtitle}" if title and subtitle else ""))),
        surnames=tuple(filter(None, surnames)),
        year=year if isinstance(year, int) else None,
        type=text_at(item, "type"),
    )


def _of_europe_pmc(row: object) -> Candidate:
    authors = text_at(row, "authorString").rstrip(".").split(", ")
    year = text_at(row, "pubYear") or text_at(row, "journalInfo", "yearOfPublication")
    pmid = text_at(row, "pmid")
    return Candidate(
        identifiers=Identifiers(
            doi=normalise_doi(text_at(row, "doi")), pmid=pmid or None, pmcid=text_at(row, "pmcid") or None
        ),
        titles=tuple(filter(None, (text_at(row, "title"),))),
        surnames=tuple(filter(None, (_surname(author) for author in authors))),
        year=year_of(year),
        type="journal-article" if text_at(row, "source") in ("MED", "PMC") else "posted-content",
    )


def _judge(ask: Ask, answer: Answer) -> Fault | None:
    """A search that did not answer is no proof that there is no such work."""
    found = json_object(answer)
    good = dig(found, "message", "items") if ask.step == "match-crossref" else dig(found, "resultList")
    return Fault("unreadable", "the search answered with something else") if good is None else None


MATCHER = Adapter("match", lambda _known, _settings: (), judge=_judge)
