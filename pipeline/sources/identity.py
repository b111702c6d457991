"""Which work is it: the names of one work joined, and the names of different works kept apart.

Two records are the same work when they share a name and no name of theirs contradicts the other. What looks like a
shared name and is none: the registration number that a paper about a trial quotes (the paper is not the registry's
record), the ISBN that all chapters of a book share, the identifiers of a reference list, and the DOI of a preprint
beside that of the article it became. Method of the title match: normalised similarity of at least 0.92 with the
first author and a year within one (retrieval notes, section 1; look-alikes score 0.8 and below).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeVar
from urllib.parse import parse_qsl, unquote

from msgspec import Struct
from rapidfuzz import fuzz

from pipeline.identifiers import collect, from_url, merge, normalise_doi, split, url_key
from pipeline.records.citation import Identifiers, Reference
from pipeline.records.source import Capture, Metadata
from pipeline.sources import read_capture
from pipeline.sources.front import html_front, jats_front

Names = frozenset[tuple[str, str]]
Item = TypeVar("Item")

PUBLICATION = ("doi", "pmid", "pmcid", "arxiv")
REGISTRATION = ("nct", "isrctn", "eudract")
SAME_TITLE = 92.0
"""Similarity from which two normalised titles are one, in percent."""
OTHER_TITLE = 60.0
"""Similarity below which two titles name different works (findings, REF-003)."""
_TWIN = 80.0
"""Similarity of two spellings of one word (randomised, randomized); "men" and "women" have 75."""
_SMALL_WORDS = frozenset("a an and as at by for from in of on or the to with".split())
_NOTICE_PREFIX = re.compile(r"(?i)^\s*\[?(?:retracted|withdrawn|retraction|correction)(?:\s+article)?\]?\s*:\s*")
_GREEK = str.maketrans(
    dict(
        zip(
            "αβγδεζηθικλμνξπρστυφχψω",
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi"
            " psi omega".split(),
            strict=True,
        )
    )
)
"""Titles spell them out or not, as the journal's types allow."""
_LONGEST_TITLE = 1_000
"""Characters of a title that are compared."""
_SHORT_TITLE = 4
"""Titles of fewer words ("Depression", "Reply") fit too many works to join anything."""
_CHAPTER = re.compile(r"[.?!”\"]\s+[Ii]n:?\s+[“\"]?[A-ZÀ-Þ]")
"""A chapter's entry names the book behind "In": all chapters of a book share its ISBN."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RECORD_READERS = ("clinicaltrials", "crossref", "datacite", "europepmc", "openalex", "pubmed", "unpaywall")


class Named(Struct, frozen=True):
    """Whose text a capture holds, as far as its addresses and its own front matter say."""

    names: Names = frozenset()
    title: str | None = None
    year: int | None = None
    authors: tuple[str, ...] = ()


def same_work_names(identifiers: Identifiers) -> Names:
    """The names that decide which work it is.

    A registration number beside a DOI or PMID is what the paper is about, not what it is; an ISBN counts only alone.
    """
    values = {scheme: value for scheme, value in identifiers.names() if scheme != "url"}
    doi = values.get("doi", "")
    if doi.startswith("10.48550/arxiv."):
        values.setdefault("arxiv", doi.removeprefix("10.48550/arxiv."))
    if any(scheme in values for scheme in PUBLICATION):
        values = {scheme: value for scheme, value in values.items() if scheme in PUBLICATION}
    elif any(scheme in values for scheme in REGISTRATION):
        values.pop("isbn", None)
    elif len(values.get("isbn", "")) == 10:
        values["isbn"] = _isbn_13(values["isbn"])
    return frozenset(values.items())


def _isbn_13(isbn: str) -> str:
    """An ISBN of ten digits in its long form (ISO 2108: 978, nine digits, another check digit)."""
    body = "978" + isbn[:9]
    check = -sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(body)) % 10
    return f"{body}{check}"


def contradict(first: Names, second: Names) -> bool:
    """Do two sets of names give one scheme two values?"""
    known = dict(first)
    return any(known.get(scheme, value) != value for scheme, value in second)


def names_in(capture: Capture, body: bytes | None) -> Named:
    """What a capture is of: names from its addresses, and from its front matter where that does not contradict them.

    Cheap: of pages only the head is looked at, of JATS only the front. Never raises for what the body holds.
    """
    names: Names = frozenset()
    for address in (capture.url, *capture.hops, capture.final_url):
        given = same_work_names(names_of_url(address))
        names = names if contradict(names, given) else names | given
    if body is None:
        return Named(names)
    front = front_matter(capture, body)
    own = same_work_names(front.identifiers)
    if contradict(names, own) or front.is_notice_of:
        return Named(names)
    return Named(
        names=same_work_names(merge([_identifiers(names), _identifiers(own)])),
        title=front.title,
        year=year_of(front.date),
        authors=front.authors,
    )


def front_matter(capture: Capture, body: bytes) -> Metadata:
    """What a body says of itself at its head, without reading its text; empty where it says nothing."""
    head = body[:4096].lstrip()
    if head.startswith((b"%PDF-", b"PK")):
        return Metadata()
    if head.startswith((b"{", b"[")) or b"<PubmedArticle" in head:
        reading = read_capture(capture, body)
        return reading.metadata if reading.reader in _RECORD_READERS else Metadata()
    if head.startswith(b"<"):
        return jats_front(body) or html_front(body)
    return Metadata()


def names_of_url(url: str) -> Identifiers:
    """The names in an address, those of the record services included, whose paths are not pages for people."""
    parts = split(url)
    if parts is None:
        return Identifiers()
    host, path, query = parts
    asked = dict(parse_qsl(query))
    if host == "eutils.ncbi.nlm.nih.gov":
        return _entrez(asked)
    if host.endswith("ebi.ac.uk"):
        return _europe_pmc(path, asked)
    if host == "api.openalex.org":
        return _openalex(unquote(path))
    if host in ("api.crossref.org", "api.datacite.org", "api.unpaywall.org"):
        return Identifiers(doi=normalise_doi(path.removesuffix("/agency")))
    return from_url(url)


def _entrez(asked: dict[str, str]) -> Identifiers:
    number = asked.get("id", "").removeprefix("PMC").lstrip("0")
    if not number.isdigit():
        return Identifiers()
    return Identifiers(pmcid=f"PMC{number}") if asked.get("db") == "pmc" else Identifiers(pmid=number)


def _europe_pmc(path: str, asked: dict[str, str]) -> Identifiers:
    in_path = re.search(r"/(PMC\d+)/fullTextXML$", path)
    if in_path:
        return Identifiers(pmcid=in_path[1])
    query = asked.get("query", "")
    number = re.search(r"EXT_ID:\"?(\d{1,8})\b.*SRC:\"?MED", query)
    pmcid = re.search(r"PMCID:\"?(PMC\d+)", query)
    doi = re.search(r"DOI:\"?([^\s\"]+)", query)
    return Identifiers(
        doi=normalise_doi(doi[1]) if doi else None,
        pmid=number[1] if number else None,
        pmcid=pmcid[1] if pmcid else None,
    )


def _openalex(path: str) -> Identifiers:
    number = re.search(r"/works/pmid:(\d{1,8})$", path)
    pmcid = re.search(r"/works/pmcid:(?:PMC)?(\d+)$", path)
    return Identifiers(
        doi=normalise_doi(path) if "/works/" in path else None,
        pmid=number[1] if number else None,
        pmcid=f"PMC{pmcid[1]}" if pmcid else None,
    )


def _identifiers(names: Iterable[tuple[str, str]]) -> Identifiers:
    return Identifiers(**dict(names))


def join(items: Sequence[Item], names: Sequence[frozenset[tuple[str, str]]]) -> tuple[tuple[Item, ...], ...]:
    """Sort `items` into works by their `names` (one set an item): those that share one, unless others contradict.

    Groups and their members keep the order of `items`. Addresses may stand among the names as `("url", key)`; of
    them a work may have several, so they never contradict.
    """
    groups: list[tuple[list[int], set[tuple[str, str]]]] = []
    for at, own in enumerate(names):
        mine = set(own)
        hosts = [group for group in groups if group[1] & mine and not contradict(_strong(group[1]), _strong(mine))]
        merged: tuple[list[int], set[tuple[str, str]]] = ([at], mine)
        for host in hosts:
            if contradict(_strong(host[1]), _strong(merged[1])):
                continue
            merged = ([*host[0], *merged[0]], host[1] | merged[1])
            groups.remove(host)
        groups.append(merged)
    ordered = sorted(sorted(members) for members, _ in groups)
    return tuple(tuple(items[at] for at in members) for members in ordered)


def _strong(names: Iterable[tuple[str, str]]) -> Names:
    return frozenset((scheme, value) for scheme, value in names if scheme != "url")


def address_names(identifiers: Identifiers) -> Names:
    """The address of a reference as a name, where it is one page's."""
    if not identifiers.url:
        return frozenset()
    key = url_key(identifiers.url)
    return frozenset({("url", key)}) if "/" in key or "?" in key else frozenset()


def all_names(reference: Reference) -> Names:
    """Every name of a reference that may join it with another: identifiers in its entry, and its address."""
    found = same_work_names(reference.identifiers)
    if not found and not reference.identifiers.url:
        found = same_work_names(collect(reference.raw))
    if [scheme for scheme, _ in found] == ["isbn"] and reference.title and _CHAPTER.search(reference.raw):
        found = frozenset(("isbn", f"{value} {plain_title(reference.title)}") for _, value in found)
    return found | address_names(reference.identifiers)


def disagreement(reference: Reference, metadata: Metadata) -> str:
    """Why what was got is another work than the one that is cited, in a plain sentence; empty where nothing says so.

    Names decide, not titles: an article may shorten a title, but a DOI is right or wrong. A work that shares one name
    with the entry and contradicts another is judged by its title (one of two names may be mistyped), and so is one
    of the very same title (registries merge DOIs).
    """
    cited = same_work_names(reference.identifiers)
    own = same_work_names(metadata.identifiers)
    if not contradict(cited, own):
        return ""
    if reference.title and metadata.title:
        if cited & own and alike(reference.title, metadata.title) >= OTHER_TITLE:
            return ""
        if same_title(reference.title, metadata.title):
            return ""
    wrong = next((scheme, value) for scheme, value in sorted(own) if dict(cited).get(scheme, value) != value)
    title = f" (“{metadata.title[:100]}”)" if metadata.title else ""
    return f"What was found is another work{title}: its {wrong[0].upper()} is {wrong[1]}, not {dict(cited)[wrong[0]]}."


def alike(first: str, second: str) -> float:
    """How alike two titles are, 0 to 100; a title without its subtitle is like the whole."""
    left, right = plain_title(first), plain_title(second)
    if min(len(left), len(right)) < 20:
        return float(fuzz.ratio(left, right))
    return max(float(fuzz.ratio(left, right)), float(fuzz.partial_ratio(left, right)))


def fits(reference: Reference, named: Named) -> bool:
    """Is a reference without any identifier this work, by title, year and authors?

    Year and authors must not contradict; where the entry gives an address, one of them must agree as well, because a
    page may bear the title of the paper that it tells of. An entry whose title was not parsed out of it, or that
    leaves the subtitle out, is this work only when year and authors both agree.
    """
    if not named.title:
        return False
    people, years = _people_agree(reference, named), _years_agree(reference, named)
    if not (reference.title and same_title(reference.title, named.title)):
        loosely = (
            same_title(reference.title, named.title.partition(": ")[0])
            if reference.title
            else title_within(reference.raw, named.title) > 0
        )
        return bool(loosely and years and (people or (people is None and _first_author_stands(reference, named))))
    if years is False or people is False:
        return False
    return bool(years or people) or not reference.identifiers.url


def _people_agree(reference: Reference, named: Named) -> bool | None:
    """Do entry and work name the same people? None where one of them names nobody."""
    known = bool(reference.authors and named.authors)
    return bool(_surnames(reference.authors) & _surnames(named.authors)) if known else None


def _first_author_stands(reference: Reference, named: Named) -> bool:
    """Is a work's first author named somewhere in an entry that was not taken apart?"""
    return bool(_surnames(named.authors[:1]) & set(plain_title(reference.raw).split()))


def _years_agree(reference: Reference, named: Named) -> bool | None:
    year = cited_year(reference)
    return abs(year - named.year) <= 1 if year and named.year else None


def cited_year(reference: Reference) -> int | None:
    """The year of an entry; where it was not parsed out of it, the only one that the text names."""
    named = {int(year) for year in _YEAR.findall(reference.raw)}
    return reference.year or (next(iter(named)) if len(named) == 1 else None)


def title_within(raw: str, title: str) -> float:
    """How surely an entry that was not taken apart holds a title: 0 for not at all, else 92 to 100.

    Every word of the title must stand in the entry, if otherwise spelt: a paper on women is no paper on men.
    """
    text, plain = plain_title(raw), plain_title(title)
    if plain.count(" ") < _SHORT_TITLE - 1 or len(text) < len(plain):
        return 0.0
    if not set(re.findall(r"\d+", plain)) <= set(re.findall(r"\d+", text)):
        return 0.0
    words = text.split()
    lacking = [word for word in plain.split() if word not in words and word not in _SMALL_WORDS]
    score = float(fuzz.partial_ratio(plain, text))
    held = all(any(fuzz.ratio(word, other) >= _TWIN for other in words) for word in lacking)
    return score if score >= SAME_TITLE and held else 0.0


def same_title(first: str, second: str) -> bool:
    """Are two titles one, however they are set? Titles of three words and fewer never are."""
    left, right = plain_title(first), plain_title(second)
    if min(left.count(" "), right.count(" ")) < _SHORT_TITLE - 1:
        return False
    if re.findall(r"\d+", left) != re.findall(r"\d+", right):
        return False  # "Part 1" and "Part 2", or two years' reports, are different works
    return float(fuzz.ratio(left, right)) >= SAME_TITLE and _only_spelt_otherwise(left.split(), right.split())


def _only_spelt_otherwise(left: list[str], right: list[str]) -> bool:
    """Does every word of one title that the other lacks have a near twin there? "Naps" and "walks" are no twins."""
    only_left = [word for word in left if word not in right and word not in _SMALL_WORDS]
    only_right = [word for word in right if word not in left and word not in _SMALL_WORDS]
    return all(
        any(fuzz.ratio(word, other) >= _TWIN for other in others)
        for words, others in ((only_left, only_right), (only_right, only_left))
        for word in words
    )


def plain_title(title: str) -> str:
    """A title for comparing: lower case, no accents, no punctuation, no prefix of a notice, Greek letters spelt out."""
    text = _NOTICE_PREFIX.sub("", title[:_LONGEST_TITLE])
    flat = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char if char.isalnum() else " " for char in flat if not unicodedata.combining(char))
    return " ".join(kept.translate(_GREEK).split())


def year_of(date: str | None) -> int | None:
    """The year of a date as sources write it (`2024-09-19`, `2024/09/19`, `19 September 2024`)."""
    match = re.search(r"\b(1[89]\d\d|20\d\d|21\d\d)\b", date or "")
    return int(match[1]) if match else None


def _surnames(authors: Iterable[str]) -> set[str]:
    """Every word of two letters and more of every author: which of them is the surname differs by style."""
    return {word for author in authors for word in plain_title(author).split() if len(word) > 2}
