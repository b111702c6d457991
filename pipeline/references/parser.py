"""Parts of a free-text entry in any style: numeric, author–year, footnote, "Retrieved from", books and chapters.

The words are labelled by `tagger`; what is cut out of them is tidied to what the audit compares: authors one by one,
a title without quotation marks, a container without its volume. Identifiers and what introduces them are taken out
before, so that their digits are taken for nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from pipeline.citations.entries import Entry, label_of, read_entry, surname_of
from pipeline.identifiers import find_all
from pipeline.references.tagger import tag

_QUOTES = "\"'“”„‘’«»"
_EDGE = " \t\n.,;:"
_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)([a-z])?(?!\d)")
_IN = re.compile(r"(?i)^(?:in|in:|from)\s+")
_TRAILER = re.compile(
    r"(?i)\s*\b(?:retrieved(?: on [^.]{0,30}?)? from|retrieved (?:\w+ ){1,4}from|available (?:at|from|online)"
    r"|accessed(?: on)?|\[(?:internet|cited|accessed)|doi:?|PMID:?|PMCID:?)[\s:.]*$"
)
_VANCOUVER = re.compile(r"[.?!]\s(?P<journal>[^.?!;]{2,80})\.?\s(?:19|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?;\s?\d")
_DATED = re.compile(r"[^()]{2,400}\((?:(?:19|20)\d\d[a-z]?|n\.\s?d\.)[^()]{0,20}\)")
_TIGHT = re.compile(r"(?<=\d);(?=\d)|(?<=[\d)]):(?=[a-z]?\d)")
"""`2020;12:3` without spaces is three fields."""
_PUBLISHED = re.compile(r"(?i)[.,]\s*(?:published|epub|online)\b.*$")
_PEOPLE = ("author", "editor", "director", "citation-number")
_AND = re.compile(r"\s*(?:,?\s+(?:and|&|und|et|y)\s+|&|;)\s*")
_ET_AL = re.compile(r"(?i)[,;]?\s*\b(?:et al|and others|and colleagues)\b\.?.*$")
_INITIALS = r"(?:[A-ZÀ-Þ]\.?[ -]?){1,4}"


class Field(Struct, frozen=True):
    """A run of words with one label."""

    label: str
    text: str


def fields(text: str) -> tuple[Field, ...]:
    """The labelled parts of `text` in order; their words are those of `text`, white space made single."""
    words = text.split()
    labelled = zip(tag(words), words, strict=False)
    return tuple(
        Field(label, " ".join(word for _, word in group)) for label, group in groupby(labelled, lambda pair: pair[0])
    )


def parse(raw: str) -> Entry:
    """The parts of one entry as written; empty where the entry does not tell.

    Two shapes are read by rule, because there the marks are sure: what stands before `(2020)` at the beginning are
    the authors, and names with initials before `2020;12:3–9` make a Vancouver entry. All else is labelled.
    """
    ruled = read_entry(raw)
    if ruled.surnames and ruled.title and ruled.container and _VANCOUVER.search(raw):
        return ruled
    label, text = label_of(raw)
    found = fields(_TIGHT.sub(r"\g<0> ", _without_names(text)))
    read = _entry(label, found)
    at = next((at for at, one in enumerate(found) if one.label == "date"), 0)
    before = {one.label for one in found[:at]}
    if _DATED.match(text) and before - set(_PEOPLE) and "title" not in before:
        behind = _entry(label, found[at:])
        read = replace(behind, authors=ruled.authors, surnames=ruled.surnames, title=behind.title or ruled.title)
    elif _cut_short(read, ruled):
        read = replace(read, authors=ruled.authors, surnames=ruled.surnames, title=ruled.title)
    return read if read.year else replace(read, year=ruled.year, suffix=ruled.suffix)


def _cut_short(read: Entry, ruled: Entry) -> bool:
    """Was the name of an organisation that ends with a full stop cut in the middle?"""
    if not (read.authors and ruled.authors and ruled.title):
        return False
    return ruled.authors[0].startswith(read.authors[0] + " ") and (read.title or "").endswith(ruled.title)


def _entry(label: str, found: Sequence[Field]) -> Entry:
    people = tuple(people_in(_first(found, "author", "director")))
    year, suffix = _year(found)
    return Entry(
        label=label,
        authors=people,
        surnames=tuple(surname for surname in map(surname_of, people) if surname),
        year=year,
        suffix=suffix,
        title=_title(_first(found, "title")) or None,
        container=_container(_first(found, "journal", "container-title")) or None,
    )


def _without_names(text: str) -> str:
    kept, done = [], 0
    for name in find_all(text):
        kept.append(text[done : name.start])
        done = name.end
    return _TRAILER.sub("", " ".join("".join([*kept, text[done:]]).split())).strip()


def _first(found: Sequence[Field], *labels: str) -> str:
    return next((one.text for one in found if one.label in labels), "")


def _year(found: Sequence[Field]) -> tuple[int | None, str]:
    for one in found:
        match = _YEAR.search(one.text) if one.label == "date" else None
        if match:
            return int(match[1]), match[2] or ""
    return None, ""


def _title(text: str) -> str:
    bare = text.strip(_EDGE + _QUOTES)
    return bare + "?" if text.rstrip(_QUOTES + " .,").endswith("?") and not bare.endswith("?") else bare


def _container(text: str) -> str:
    return _IN.sub("", _PUBLISHED.sub("", text).strip(_EDGE + _QUOTES)).strip(_EDGE + _QUOTES)


def people_in(text: str) -> Iterator[str]:
    """Authors one by one: `Lind A, Marsh B`, `Lind, A., & Marsh, B.`, `A. Lind and B. Marsh`, an organisation."""
    text = _ET_AL.sub("", text).strip(_EDGE)
    if not text:
        return
    for group in _AND.split(text):
        pieces = [piece.strip() for piece in group.split(",") if piece.strip()]
        at = 0
        while at < len(pieces):
            given = pieces[at + 1] if at + 1 < len(pieces) else ""
            pair = bool(given) and (re.fullmatch(_INITIALS, given) or (len(pieces) == 2 and " " not in pieces[0]))
            yield f"{pieces[at]}, {given}" if pair else pieces[at]
            at += 2 if pair else 1
