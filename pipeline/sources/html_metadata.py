"""What a page says of itself in its head: Highwire, Dublin Core and PRISM tags, JSON-LD, OpenGraph, canonical link.

Where they differ, the order of trust is Highwire (made for Google Scholar, one work a page), JSON-LD, Dublin Core,
OpenGraph, then the window title, which carries the site's name.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement
from msgspec import Struct

from pipeline.identifiers import from_url, merge, normalise_doi
from pipeline.records.citation import Identifiers
from pipeline.records.source import Metadata
from pipeline.sources.sheet import squeeze

_MAX_JSON = 500_000
_MAX_VALUE = 20_000
_ABOUT_SITES = frozenset(
    "organization corporation website breadcrumblist person imageobject searchaction sitenavigationelement wpheader "
    "wpfooter listitem videoobject webpageelement medicalorganization newsmediaorganization collegeoruniversity "
    "itemlist collectionpage periodical publicationissue publicationvolume product offer contactpoint".split()
)
"""JSON-LD types that describe the site or something on the page, not the work."""
_YEAR_FIRST = re.compile(r"^(\d{4})(?:[/.-](\d{1,2})(?:[/.-](\d{1,2}))?)?(?!\d)")
_NAMED = re.compile(
    r"(?i)^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:(?P<year>\d{4})[\s-]+(?P<m1>[a-z]{3,9})\.?(?:[\s-]+(?P<d1>\d{1,2}))?"
    r"|(?P<m2>[a-z]{3,9})\.?[\s-]+(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?[\s-]+)?(?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?P<m3>[a-z]{3,9})\.?,?[\s-]+(?P<y3>\d{4}))(?![\d])"
)
"""A date with its month in letters: `2019 Nov 5`, `Jan 15, 2020`, `12 February 2020`."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY_FIRST = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")


class Head(Struct, frozen=True):
    """The head of a page: tag values by lower-cased name, JSON-LD objects, links."""

    tags: dict[str, tuple[str, ...]]
    objects: tuple[dict[str, Any], ...]
    canonical: str
    title: str
    """The window title."""

    def first(self, *names: str) -> str:
        """The first value of the first of these tags that has one."""
        return next((self.tags[name][0] for name in names if name in self.tags), "")

    def every(self, *names: str) -> tuple[str, ...]:
        """All values of the first of these tags that has any."""
        return next((self.tags[name] for name in names if name in self.tags), ())

    @property
    def scholarly(self) -> bool:
        """Whether the page presents itself as a work of a journal or preprint server."""
        return bool({"citation_title", "citation_doi", "citation_journal_title", "citation_pmid"} & self.tags.keys())

    @property
    def free(self) -> bool | None:
        """What the page says of its access (`isAccessibleForFree`, Highwire's world-readable mark); None if nothing."""
        said = [_truth(entry.get("isAccessibleForFree")) for entry in self.objects]
        if False in said:
            return False
        return True if True in said or "citation_fulltext_world_readable" in self.tags else None


def read_head(page: HtmlElement) -> Head:
    """Collect what the page declares; `page` is the parsed document before anything is cut out of it."""
    tags: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        name = str(meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        value = squeeze(str(meta.get("content") or "")[:_MAX_VALUE])
        if name and (value or name == "citation_fulltext_world_readable"):
            tags.setdefault(name.replace("dcterms.", "dc."), []).append(value)
    canonical = next((str(link.get("href") or "") for link in page.iter("link") if _rel(link) == "canonical"), "")
    title = next((squeeze("".join(str(part) for part in entry.itertext())) for entry in page.iter("title")), "")
    return Head({name: tuple(values) for name, values in tags.items()}, tuple(_objects(page)), canonical, title)


def metadata_of(head: Head, types: Iterable[str] = ()) -> Metadata:
    """The page's metadata; `types` are labels found on the page itself, which come before the declared ones."""
    declared = [
        *types,
        *head.every("citation_article_type"),
        *head.every("dc.type", "dc.type.articletype"),
        *head.every("prism.section", "citation_section", "prism.aggregationtype"),
        *head.every("article:section"),
        *(kind for entry in head.objects for kind in _words(entry.get("@type"))),
        *(text for entry in head.objects for text in _words(entry.get("articleSection"))),
        *head.every("og:type"),
    ]
    lowered = dict.fromkeys(squeeze(kind).lower() for kind in declared if squeeze(kind))
    return Metadata(
        title=_title(head) or None,
        authors=_authors(head),
        date=_date(head),
        journal=_journal(head) or None,
        publisher=_publisher(head) or None,
        identifiers=_identifiers(head),
        types=tuple(lowered),
    )


def _title(head: Head) -> str:
    spoken = (squeeze(text) for entry in head.objects for text in _words(entry.get("headline") or entry.get("name")))
    return (
        head.first("citation_title")
        or next((text for text in spoken if text), "")
        or head.first("dc.title", "og:title", "twitter:title")
        or head.title
    )


def _authors(head: Head) -> tuple[str, ...]:
    named = head.every("citation_author")
    if not named:
        people = (name for entry in head.objects for name in _names(entry.get("author") or entry.get("creator")))
        named = tuple(dict.fromkeys(people)) or head.every("dc.creator", "article:author", "author")
    if not named:
        named = tuple(part.strip() for value in head.every("citation_authors") for part in value.split(";"))
    return tuple(squeeze(name) for name in named if name and not name.startswith(("http://", "https://")))


def _date(head: Head) -> str | None:
    spoken = [text for entry in head.objects for text in _words(entry.get("datePublished"))]
    candidates = [
        head.first("citation_publication_date", "citation_online_date", "citation_date", "citation_cover_date"),
        *spoken,
        head.first("dc.date", "dc.issued", "dc.date.issued", "prism.publicationdate"),
        head.first("article:published_time", "og:article:published_time", "date", "pubdate", "datepublished"),
    ]
    return next((date for raw in candidates if (date := iso_date(raw))), None)


def iso_date(raw: str) -> str | None:
    """`2024/9/19` → `2024-09-19`, `Jan 15, 2020` → `2020-01-15`, `2025` → `2025`; None where there is no year.

    Of `03/04/2021` only the year is taken: the order of day and month is open.
    """
    text = raw.strip()
    named = _NAMED.match(text)
    if named:
        return _spelt_out(named)
    match = _YEAR_FIRST.match(text)
    if match:
        return "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
    match = _DAY_FIRST.match(text)
    if match and int(match[1]) > 12:
        return f"{match[3]}-{match[2].zfill(2)}-{match[1].zfill(2)}"
    return match[3] if match else None


def _spelt_out(found: re.Match[str]) -> str:
    """A date whose month is in letters; only the year where the letters are no month's (`2019 Spring`)."""
    year = found["year"] or found["y2"] or found["y3"]
    month = (found["m1"] or found["m2"] or found["m3"])[:3].lower()
    day = found["d1"] or found["d2"] or found["d3"]
    if month not in _MONTHS:
        return year
    return "-".join([year, f"{_MONTHS.index(month) + 1:02d}", *([day.zfill(2)] if day else [])])


def _journal(head: Head) -> str:
    parents = (name for entry in head.objects for name in _names(entry.get("isPartOf")))
    return (
        head.first("citation_journal_title", "prism.publicationname", "citation_conference_title", "dc.source")
        or next(parents, "")
        or head.first("citation_journal_abbrev")
    )


def _publisher(head: Head) -> str:
    spoken = (name for entry in head.objects for name in _names(entry.get("publisher")))
    return head.first("citation_publisher", "dc.publisher") or next(spoken, "") or head.first("og:site_name")


def _identifiers(head: Head) -> Identifiers:
    tagged = head.first("citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier.doi")
    doi = normalise_doi(tagged) if tagged else None
    others = [*head.every("dc.identifier"), *(text for entry in head.objects for text in _named_ids(entry))]
    doi = doi or next((found for text in others if (found := normalise_doi(text))), None)
    pmid = head.first("citation_pmid", "ncbi_uid").strip()
    pmcid = re.search(r"(?i)PMC\d+", head.first("citation_pmcid", "citation_pmc_id"))
    address = head.canonical or head.first("og:url")
    return merge(
        [
            Identifiers(
                doi=doi,
                pmid=pmid if pmid.isdigit() and int(pmid) else None,
                pmcid=pmcid[0].upper() if pmcid else None,
                arxiv=head.first("citation_arxiv_id") or None,
            ),
            from_url(address) if address.startswith(("http://", "https://")) else Identifiers(),
        ]
    )


def _named_ids(entry: dict[str, Any]) -> Iterator[str]:
    for key in ("identifier", "sameAs", "doi", "@id"):
        found = entry.get(key)
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                yield from _words(item.get("value"))
            else:
                yield from _words(item)


def _objects(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe the work. What does not parse is passed over: the page has other tags."""
    for script in page.iter("script"):
        text = script.text or ""
        if "ld+json" not in str(script.get("type") or "").lower() or len(text) > _MAX_JSON:
            continue
        try:
            data = json.loads(re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", text), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _described(data, depth=0)


def _described(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 3:
        return
    if isinstance(data, list):
        for item in data[:50]:
            yield from _described(item, depth + 1)
    elif isinstance(data, dict):
        kinds = [kind.lower() for kind in _words(data.get("@type"))]
        if kinds and not _ABOUT_SITES & set(kinds):
            yield data
        for key in ("@graph", "mainEntity"):
            yield from _described(data.get(key), depth + 1)


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (squeeze(value[:_MAX_VALUE]),) if value.strip() else ()
    if isinstance(value, list):
        return tuple(squeeze(item[:_MAX_VALUE]) for item in value if isinstance(item, str) and item.strip())
    return ()


def _names(value: Any) -> tuple[str, ...]:
    """Names of people or organisations: strings, objects with a name, or lists of both."""
    items = value if isinstance(value, list) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in items)
    return tuple(text for name in named for text in _words(name))


def _truth(value: Any) -> bool | None:
    """JSON-LD's booleans as sites write them: true, "False", "http://schema.org/False"."""
    word = str(value).lower().rpartition("/")[2]
    return {"true": True, "false": False}.get(word)


def _rel(link: HtmlElement) -> str:
    return str(link.get("rel") or "").strip().lower()
