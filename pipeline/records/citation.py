"""What an article cites: entries of its list, identifiers in its text, and the markers that point at them."""

from typing import Literal

from msgspec import Struct

from pipeline.records.article import Article


class Identifiers(Struct, frozen=True, omit_defaults=True):
    """The names of one work, each normalised (DOI in lower case, PMID digits only, NCT upper case)."""

    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    nct: str | None = None
    isrctn: str | None = None
    eudract: str | None = None
    arxiv: str | None = None
    isbn: str | None = None
    url: str | None = None
    """As the article writes it; the other names may have been read out of it."""

    def names(self) -> frozenset[tuple[str, str]]:
        """All names as `(scheme, value)`; two records that share one are the same work."""
        fields = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return frozenset((name, value) for name, value in fields if value)


class Reference(Struct, frozen=True):
    """An entry of the reference list, a footnote, a link or a bare identifier: one thing that is cited.

    `raw` is as written; `label` is bare (`3`, `Smith 2020`, or the identifier).
    """

    label: str
    raw: str
    start: int
    end: int
    identifiers: Identifiers
    listed: bool = True
    """False for identifiers and links that stand only in the running text."""
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    container: str | None = None


class Marker(Struct, frozen=True):
    """A place in the text that points at references."""

    start: int
    end: int
    labels: tuple[str, ...]
    style: Literal["numeric", "superscript", "author_year", "link", "footnote", "identifier", "named"]
    """`named`: "a review in Frontiers in Psychiatry" that fits exactly one reference."""


class CitedArticle(Struct, frozen=True):
    """An article with what it cites; `markers` are in text order."""

    article: Article
    references: tuple[Reference, ...]
    markers: tuple[Marker, ...]
    dangling: tuple[Marker, ...] = ()
    """Markers whose label is in no list (REF-007)."""
    ambiguous: tuple[Marker, ...] = ()
    """Markers that fit several works, with the labels of all, and numbers that may be no markers: left open."""
    unlisted: tuple[Marker, ...] = ()
    """Studies that the text names by where they were published, and that no reference fits; the label is the name."""
