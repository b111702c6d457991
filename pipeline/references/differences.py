"""Where an entry differs from the records of its work: title, authors, year, journal, each with what it should read.

Said only where the record is one that libraries keep (a service's, the work's own XML, a page with a journal's
metadata) and the difference is no matter of style: case, accents, punctuation, abbreviated journals, given names or
initials, a title without its subtitle, and the year online beside the year on paper are all fine.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from pipeline.identifiers import find_all
from pipeline.records.citation import Reference
from pipeline.records.source import Reading
from pipeline.references.likeness import (
    OTHER_WORK,
    abbreviated_in,
    near,
    other_journal,
    spellings,
    surnames,
    title_stands,
    words,
)
from pipeline.references.names import years
from pipeline.references.restyle import put_before, put_in_place
from pipeline.references.wording import alike, normal, same_words

SAME_TITLE = 98.0
"""Similarity (0 to 100) from which two titles are one title, after normalising."""
_PLATFORM = re.compile(
    r"\b(?:online|pmc|national library of medicine|ncbi|crossref"
    r"|pubmed|medline|journal|frontiers|elsevier|springer|wiley|sciencedirect|nature|letters|review"
    r"|researchgate|google scholar|jstor|academia|semantic scholar|biorxiv|medrxiv)\b"
)
_NOTICE = re.compile(
    r"(?i)^\W{0,2}(?:retracted|withdrawn|retraction|correction|removed|temporary removal)(?:\s+(?:article|paper))?"
    r"\W{0,2}:?\s*|\s*[\[(]\s*(?:retracted|withdrawn)(?:\s+(?:article|paper))?\b[^\[\]()]{0,80}[\])]\W{0,2}$"
)
_REMARK = re.compile(r"(?<=\S)\s*\[[^\]]{2,40}\]$")
"""`[Data set]`, `[in Chinese]` behind a title."""
_BESIDE = " |–—·•»›«:-"
_SITE = re.compile(r"\s[|–—·•»›«-]\s|\s?\|\s?|\s::\s")
"""What stands between a page's title and the name of its site."""
_PARTS = 6
_RECORDS = ("crossref", "pubmed", "europepmc", "openalex", "datacite", "jats")


class Difference(Struct, frozen=True):
    """One part of an entry that the records have otherwise."""

    part: str
    """title, author, year, journal."""
    title: str
    """For the card; `{label}` stands for the reference's label."""
    written: str
    """As the entry has it; empty where it has nothing."""
    known: str
    wrong: str = ""
    """Words of the entry that `right` should replace; empty where nothing can be replaced by machine."""
    right: str = ""


def differences(reference: Reference, readings: Sequence[Reading]) -> Iterator[Difference]:
    """What differs, title first; nothing where the entry is about another work (REF-003 says so)."""
    titled = [one for one in readings if one.metadata.title and not one.metadata.is_notice_of]
    titled = [one for one in titled if title_stands(one.metadata.title or "", reference) >= OTHER_WORK]
    records = [one for one in titled if one.reader in _RECORDS or one.metadata.journal]
    yield from _title(reference, titled)
    yield from _author(reference, records)
    yield from _year(reference, records)
    yield from _journal(reference, records)


def _title(reference: Reference, titled: Sequence[Reading]) -> Iterator[Difference]:
    """No record bears the entry's title, and one bears a title like it."""
    if not reference.title or not titled:
        return
    written = _REMARK.sub("", reference.title)
    known = [_known_title(one, written) for one in titled]
    if any(_stands_whole(one, reference) or _begins(written, one) for one in known):
        return
    scored = [(alike(written, one), at) for at, one in enumerate(known)]
    score, best = max(scored)
    if score >= OTHER_WORK and (score < SAME_TITLE or not any(same_words(written, one) for one in known)):
        real = known[best].rstrip(".")
        title = "Title of [{label}] differs from the record"
        yield Difference("title", title, written, real, written, real)


def _known_title(reading: Reading, written: str) -> str:
    """The title of a reading; of a page's window title the part that is likest: sites put their name beside it."""
    title = _NOTICE.sub("", reading.metadata.title or "")
    if reading.reader in _RECORDS or reading.metadata.journal:
        return title
    parts = _SITE.split(title)[:_PARTS]
    heads = [title, *parts, *(title[: title.find(part)].rstrip(_BESIDE) for part in parts[2:])]
    return max(heads, key=lambda one: float(fuzz.ratio(normal(written), normal(one))))


def _stands_whole(title: str, reference: Reference) -> bool:
    """Does the entry hold the whole title, wherever it was cut into parts?"""
    whole = normal(title)
    if whole.count(" ") >= 2 and normal(reference.title or "").startswith(f"{whole} "):
        return True  # the entry's title was cut too late
    return len(whole) > 20 and whole in normal(reference.raw)


def _begins(short: str, whole: str) -> bool:
    """A main title without its subtitle is a short form, not a mistake."""
    head = re.split(r"[:–—?]|\. ", whole, maxsplit=1)[0]
    return normal(short) == normal(head)


def _author(reference: Reference, records: Sequence[Reading]) -> Iterator[Difference]:
    authors = max((one.metadata.authors for one in records), key=len, default=())
    if not authors:
        return
    known = surnames(authors)
    every = {word for names in known for word in names}
    written = list(_written_surnames(reference))
    shown = ", ".join(authors)
    if not reference.authors:
        if not every & spellings(reference.raw):
            yield Difference("author", "[{label}] names no author", "", shown, *put_before(authors, reference))
        return
    if not every & spellings(" ".join(reference.authors)):
        yield from _stranger(reference, records, authors, every)
        return
    strange = next((name for name in written if not spellings(name) & every and _is_name(name, reference)), None)
    if strange:
        right = near(words(strange)[-1] if words(strange) else "", sorted(every))
        real = _as_written(right, authors)
        title = "A name in [{label}] is misspelt" if right else "[{label}] names somebody who is no author"
        instead = (strange, real) if real else put_in_place(authors, reference)
        yield Difference("author", title, strange, real or shown, *instead)
    elif len(authors) > 1 and written and _other_first(reference, known[0], every):
        title = "[{label}] names another first author"
        yield Difference("author", title, reference.authors[0], authors[0], *put_in_place(authors, reference))


def _is_name(name: str, reference: Reference) -> bool:
    """A capitalised word that stands before the title: entries are not always cut where their parts end."""
    behind = reference.raw.find(reference.title) if reference.title else -1
    place = reference.raw.find(name)
    letters = re.sub(r"[’'-]", "", name)
    return letters.isalpha() and name[0].isupper() and len(name) > 2 and (behind < 0 or place < behind)


def _other_first(reference: Reference, first: frozenset[str], others: set[str]) -> bool:
    """Is another author than the record's first the entry's first? Not where his name stands before the others."""
    mine = spellings(reference.authors[0])
    beginning = words(reference.raw[: len(reference.authors[0]) + 12])
    leader = next((word for word in beginning if word in first or word in others), None)
    return bool(mine) and not mine & first and leader not in first


def _stranger(
    reference: Reference, records: Sequence[Reading], authors: Sequence[str], every: set[str]
) -> Iterator[Difference]:
    """None of the entry's authors is one: the journal or the site stands there, a misspelt name, or other people."""
    written, shown = normal(" ".join(reference.authors)), ", ".join(authors)
    journals = {normal(one.metadata.journal) for one in records if one.metadata.journal}
    if written in journals or _PLATFORM.search(written):
        title = "[{label}] names no author"
        yield Difference("author", title, ", ".join(reference.authors), shown, *put_in_place(authors, reference))
        return
    first = next(iter(_written_surnames(reference)), "")
    meant = near(words(first)[-1] if words(first) else "", sorted(every))
    if meant:
        real = _as_written(meant, authors)
        yield Difference("author", "A name in [{label}] is misspelt", first, real, first, real)
    elif first and len(words(first)) <= 2:
        title = "[{label}] names other authors"
        yield Difference("author", title, ", ".join(reference.authors), shown, *put_in_place(authors, reference))


def _written_surnames(reference: Reference) -> Iterator[str]:
    """The surname of each of the entry's authors, as written; organisations are left out."""
    for author in reference.authors:
        name = re.sub(r"(?i)\bet al\b\.?", "", author).strip(" .,")
        parts = [part for part in re.split(r"[\s,]+", name) if part]
        long = [
            part for part in parts if len(part.replace(".", "")) > 2 and not re.fullmatch(r"(?:[A-Z]\.?-?){1,4}", part)
        ]
        if len(long) != len(parts) and 1 <= len(long) <= 3:
            yield long[-1] if "," not in name else name.split(",")[0].split()[-1]


def _as_written(folded: str | None, authors: Sequence[str]) -> str:
    """A folded name as the record spells it."""
    for author in authors:
        for part in author.split():
            if len(words(part)) == 1 and folded in spellings(part):
                return part
    return folded or ""


def _year(reference: Reference, records: Sequence[Reading]) -> Iterator[Difference]:
    """Another year than any record gives; one apart only where a record gives both its years, online and on paper."""
    known = sorted({year for one in records for year in years(one)})
    if not reference.year or not known or any(_year_stands(year, reference) for year in known):
        return
    sure = any(one.metadata.years for one in records)
    if not sure and min(abs(year - reference.year) for year in known) <= 1:
        return
    shown = " or ".join(str(year) for year in known)
    written, right = str(reference.year), str(known[-1])
    yield Difference("year", "Year of [{label}] differs from the record", written, shown, written, right)


def _year_stands(year: int, reference: Reference) -> bool:
    """Does the entry name the year, outside its title, its identifiers and its page numbers?

    The year at a title's end is the entry's own where the title was cut too late.
    """
    title = re.sub(r"\W*\b\d{4}$", "", reference.title or "")
    text = reference.raw.replace(title, " ", 1) if title else reference.raw
    for name in find_all(text):
        text = text.replace(name.raw, " ")
    return re.search(rf"(?<![\d:–-]){year}(?!\d|[–-]\d)", text) is not None


def _journal(reference: Reference, records: Sequence[Reading]) -> Iterator[Difference]:
    known = list(dict.fromkeys(one.metadata.journal for one in records if one.metadata.journal))
    written = reference.container
    if not written or not known or _PLATFORM_ONLY.fullmatch(normal(written)):
        return
    if any(not other_journal(written, name) or _named_elsewhere(name, reference) for name in known):
        return
    yield Difference("journal", "Journal of [{label}] differs from the record", written, known[0], written, known[0])


def _named_elsewhere(journal: str, reference: Reference) -> bool:
    """Does the entry hold the journal's name, whole or abbreviated, wherever it was cut into parts?

    A name of one word counts outside the title only, or at its end: knees in a title are not the journal Knee.
    """
    name, title = normal(journal), reference.title or ""
    if " " in name:
        return name in normal(reference.raw) or abbreviated_in(journal, reference.raw)
    outside = reference.raw.replace(title, " | ", 1) if title else reference.raw
    return f" {normal(title)}".endswith(f" {name}") or abbreviated_in(journal, outside)


_PLATFORM_ONLY = re.compile(
    r"(?:psychiatry|wiley|springer|nature|oxford|cambridge|sage|medical) ?online(?: library)?"
    r"|pubmed(?: central)?|medline|sciencedirect|springerlink|researchgate|jstor|google scholar"
    r"|semantic scholar|europe pmc|medrxiv|biorxiv|arxiv|epub|internet"
)


def corrected(reference: Reference, found: Sequence[Difference]) -> str | None:
    """The entry with every difference put right, all else as the article has it; None where nothing can be."""
    raw = reference.raw
    for one in found:
        if one.wrong and one.right and one.wrong in raw:
            head, _, tail = raw.partition(one.wrong)
            raw = f"{head}{one.right}{tail}"
    return raw if raw != reference.raw else None
