"""Parts a footnote that names several works, and finds what a short one means ("Ibid., 7", "Doe, “Naps,” 8").

"Doe 2019, doi:…; see also Roe 2020, doi:…" is two works.

A work goes on while its names can be of one work (a DOI, then its PMID and its publisher's page). It ends where a
name of a kind that it already has comes with another value. Works without such names are parted at semicolons with
an author before and a year behind.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.identifiers import find_all, from_url, url_key
from pipeline.records.citation import Identifiers

_SEPARATOR = re.compile(r"\s*[;.,]?\s*(?:(?:and|also|see also|see|cf\.)\s+)*")
_SEMICOLON = re.compile(r";\s+(?:(?:and|also|see also|see|cf\.)\s+)?(?=[A-ZÀ-Þ][\w’'-]+[ ,])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[a-z]?(?!\d)")
_IBID = re.compile(r"\W{0,2}(?:[Ss]ee (?:also )?)?(?:(?i:ibid(?:em)?)\b|Id\.(?!\w))")
_SHORT = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w’'-]+)(?: (?:and|&) [A-ZÀ-Þ][\w’'-]+| et al\.?)?,? [“\"‘](?P<title>[^”\"’]{4,120})"
)
_BEFORE = re.compile(r"(?P<who>[A-ZÀ-Þ][\w’'-]+)(?: (?:and|&) [A-ZÀ-Þ][\w’'-]+| et al\.?)?,? (?:op|loc)\. ?cit\b")
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


def meant_again(note: str, earlier: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The label of the work that a short note means, of `earlier` ones (label and entry each, in order).

    "Ibid." is the last; "Doe, “Naps,” 8" the one that has the surname and the words; "Doe, op. cit." the one of that
    surname. Nothing where none or several fit (Chicago Manual of Style, 17th ed., 14.29 to 14.36).
    """
    if not earlier:
        return ()
    if _IBID.match(note):
        return (earlier[-1][0],)
    short = _SHORT.match(note.strip()) or _BEFORE.match(note.strip())
    if short is None:
        return ()
    words = short.groupdict().get("title", "").strip(" ,.").casefold()
    fitting = {label for label, raw in earlier if short["who"] in raw and words in raw.casefold()}
    return tuple(fitting) if len(fitting) == 1 else ()
