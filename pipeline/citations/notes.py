"""Parts a footnote that names several works: "Doe 2019, doi:…; see also Roe 2020, doi:…" is two.

A work goes on while its names can be of one work (a DOI, then its PMID and its publisher's page). It ends where a
name of a kind that it already has comes with another value. Works without such names are parted at semicolons with
an author before and a year behind.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from pipeline.identifiers import find_all, from_url, url_key
from pipeline.records.citation import Identifiers

_SEPARATOR = re.compile(r"\s*[;.,]?\s*(?:(?:and|also|see also|see|cf\.)\s+)*")
_SEMICOLON = re.compile(r";\s+(?:(?:and|also|see also|see|cf\.)\s+)?(?=[A-ZÀ-Þ][\w’'-]+[ ,])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[a-z]?(?!\d)")
_SCHEMES = ("doi", "pmid", "pmcid", "nct", "isrctn", "arxiv")
MOST = 20
"""Works of one note."""


class Named(NamedTuple):
    """A name in a note, or a link of its words, with its place in the note's text."""

    start: int
    end: int
    identifiers: Identifiers


def work_spans(text: str, links: Iterable[tuple[int, int, str]] = ()) -> list[tuple[int, int]]:
    """The spans of the works in a note's text; `links` are `(start, end, address)` of its linked words."""
    names = [Named(name.start, name.end, name.identifiers) for name in find_all(text)]
    names += [Named(start, end, from_url(url)) for start, end, url in links]
    names.sort(key=lambda one: (one.start, one.end))
    cuts = _cuts(names, text) or _at_semicolons(text)
    return list(pairwise([0, *cuts[: MOST - 1], len(text)]))


def _cuts(names: list[Named], text: str) -> list[int]:
    """Where a name of another work follows: behind the names of the work before."""
    cuts: list[int] = []
    known: dict[str, str] = {}
    end = 0
    for name in names:
        values = _values(name.identifiers)
        other = any(known.get(scheme, value) != value for scheme, value in values.items())
        if other:
            gap = _SEPARATOR.match(text, end)
            cuts.append(min(gap.end() if gap else end, name.start))
            known = {}
        known.update(values)
        end = max(end, name.end)
    return cuts


def _values(names: Identifiers) -> dict[str, str]:
    """What tells works apart: identifiers by scheme, and an address that gives none."""
    found = {scheme: value for scheme in _SCHEMES if (value := getattr(names, scheme))}
    if not found and names.url:
        found["url"] = url_key(names.url)
    return found


def _at_semicolons(text: str) -> list[int]:
    """Cuts at semicolons, where every part names a year."""
    cuts = [match.end() for match in _SEMICOLON.finditer(text)]
    edges = [0, *cuts, len(text)]
    dated = all(_YEAR.search(text, start, end) for start, end in pairwise(edges))
    return cuts if dated else []
