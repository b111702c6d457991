"""Finds captures by every name that they carry: address, DOI, PMID, PMCID, registry number, or title.

A name that is learnt on the way counts too: a citation of a PMID finds the PubMed record, the record names the DOI,
and the DOI finds the publisher's page. A capture whose names contradict what is already known is still found by the
name that it shares (the reader of the citation must hear that they differ), but it teaches no further name.
"""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from pipeline.identifiers import url_key
from pipeline.records.citation import Identifiers, Reference
from pipeline.snapshots.index import Line
from pipeline.sources.identity import Named, cited_year, fits, same_work_names

Key = tuple[str, str]
_ROUNDS = 4
"""PMID → DOI → page → its other names: longer chains do not occur, and a chain must end."""


class Known(Struct, frozen=True):
    """A capture with all that is known about whose text it is."""

    line: Line
    named: Named
    keys: frozenset[Key]


def known(line: Line, named: Named) -> Known:
    """A capture with its look-up keys: every address that it was asked by or came from, and every name."""
    capture = line.capture
    addresses = (capture.url, capture.final_url, *capture.hops)
    keys = {("url", url_key(address)) for address in addresses if is_page(address)}
    return Known(line, named, frozenset(keys | named.names))


def is_page(address: str) -> bool:
    """Does an address name one page? A bare host does not: every dead link may lead to a site's front page."""
    return "/" in url_key(address).rstrip("/") or "?" in address


class Lookup:
    """All captures of a run by their keys."""

    def __init__(self, captures: Iterable[Known]) -> None:
        self.captures = tuple(captures)
        self._by_key: dict[Key, list[int]] = defaultdict(list)
        for at, capture in enumerate(self.captures):
            for key in sorted(capture.keys):
                self._by_key[key].append(at)

    def find(self, reference: Reference) -> tuple[Known, ...]:
        """Every capture that answers `reference`, in the order in which they stand in the folders.

        An entry that gives no identifier, or only an address of which nothing could be had, is looked for by its
        title, with its year and authors; the names of what is found so lead on to the rest (a PDF bears no title,
        and that a page refused is said of its DOI).
        """
        found = self.by_names(reference.identifiers)
        if same_work_names(reference.identifiers) or any(one.line.capture.path for one in found):
            return found
        titled = [one for one in self.captures if one not in found and fits(reference, one.named)]
        wanted = {id(one) for one in (*found, *titled, *self.by_names(_taught(reference, titled)))}
        return tuple(one for one in self.captures if id(one) in wanted)

    def by_names(self, identifiers: Identifiers) -> tuple[Known, ...]:
        """Every capture that carries one of the names, and those reached by the names that these teach."""
        names = dict(same_work_names(identifiers))
        keys: set[Key] = set(names.items())
        if identifiers.url:
            keys.add(("url", url_key(identifiers.url)))
        found: set[int] = set()
        for _ in range(_ROUNDS):
            new = {at for key in keys for at in self._by_key.get(key, ())} - found
            if not new:
                break
            found |= new
            for at in sorted(new):
                taught = dict(self.captures[at].named.names)
                if all(names.get(scheme, value) == value for scheme, value in taught.items()):
                    names |= taught
            keys = set(names.items())
        return tuple(self.captures[at] for at in sorted(found))


def _taught(reference: Reference, titled: Iterable[Known]) -> Identifiers:
    """The names of the work that bears an entry's title: of several works the one of the cited year."""
    year = cited_year(reference)
    names: dict[str, str] = {}
    for one in sorted(titled, key=lambda one: one.named.year != year):
        own = dict(one.named.names)
        if all(names.get(scheme, value) == value for scheme, value in own.items()):
            names |= own
    return Identifiers(**names)
