"""Writes authors as an entry of the article's list would have them.

Author–date (APA), footnotes (Chicago: whole names, a comma before the quoted title), works cited (MLA: the first
surname first, a stop before the quoted title), or initials last (Vancouver).
"""

import re
from collections.abc import Sequence

from pipeline.citations.entries import label_of
from pipeline.records.citation import Reference

_MOST_APA = 20
_MOST_VANCOUVER = 6
"""Authors that are written out: APA Manual, 7th ed., 9.8; ICMJE sample references (six, then et al.)."""
_DATED = re.compile(r"\(\s*(?:(?:19|20)\d\d[a-z]?|n\.\s?d\.)")
_THEN_DATED = re.compile(r"[.?!]?\s+(?P<date>\((?:(?:19|20)\d\d[a-z]?|n\.\s?d\.)[^()]{0,20}\))")
_OPENS = ("“", '"', "‘", "«")
_AND_OTHERS = re.compile(r",? et al(?!\w)")
_QUOTED = re.compile(r"(?P<stop>[.,])?\s+[“\"‘«]\s?\w")
"""A title in quotation marks, with what stands before it."""
_MOST_NOTES, _MOST_MLA = 3, 2
"""Authors that a note (Chicago 17, 14.76) and a list of works cited (MLA 9, 5.7) write out."""


def people(authors: Sequence[str], reference: Reference) -> str:
    """`authors` (as records give them) in the style of `reference`, without a stop at the end."""
    parts = [_parts(author) for author in authors]
    dated, quoted = _DATED.search(reference.raw), _QUOTED.search(reference.raw)
    if quoted and (dated is None or quoted.start() < dated.start()):
        return _in_full(parts, surname_first=quoted["stop"] == ".")
    if dated:
        names = [f"{surname}, {_initials(given, '. ', '.')}".rstrip(", ") for given, surname in parts]
        if len(names) > _MOST_APA:
            names = [*names[: _MOST_APA - 1], "…", names[-1]]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"
    names = [f"{surname} {_initials(given, '', '')}".strip() for given, surname in parts]
    return ", ".join([*names[:_MOST_VANCOUVER], "et al"] if len(names) > _MOST_VANCOUVER else names)


def put_in_place(authors: Sequence[str], reference: Reference) -> tuple[str, str]:
    """The entry's authors as it has them, and the right ones in its style; nothing where they stand in no one place."""
    raw, first, last = reference.raw, reference.authors[0], reference.authors[-1]
    start = raw.find(first)
    end = raw.find(last, start + (len(first) if len(reference.authors) > 1 else 0)) + len(last)
    if start < 0 or end <= start or end - start > sum(map(len, reference.authors)) + 8 * len(reference.authors):
        return "", ""
    wrong = raw[start:end] + (_AND_OTHERS.match(raw, end) or [""])[0]
    return wrong, _without_stop(people(authors, reference), stop=f"{wrong}." in raw)


def put_before(authors: Sequence[str], reference: Reference) -> tuple[str, str]:
    """The beginning of an entry without authors, and the same with them, where an entry of its style has them."""
    title = reference.title or ""
    at = reference.raw.find(title) if title else -1
    start = len(reference.raw) - len(label_of(reference.raw)[1])
    if at < 0 or at - start > 2:
        return "", ""
    head, behind = reference.raw[start : at + len(title)], reference.raw[at + len(title) :][:1]
    if head[:1] in _OPENS:  # “Title.” is MLA's, “Title,” a note's
        names = _in_full([_parts(author) for author in authors], surname_first=behind == ".")
        return head, f"{names}{'.' if behind == '.' else ','} {head}"
    dated = _THEN_DATED.match(reference.raw, at + len(title))
    if dated:  # Title. (2019). → Lau, K. (2019). Title.
        return head + dated[0], f"{people(authors, reference)} {dated['date']}. {head}"
    return head, f"{_without_stop(people(authors, reference), stop=True)}. {head}"


def _without_stop(names: str, *, stop: bool) -> str:
    return names.removesuffix(".") if stop else names


def _in_full(parts: Sequence[tuple[str, str]], *, surname_first: bool) -> str:
    """Whole names: `Ella Niemi and Kai Laine`, or `Niemi, Ella, and Kai Laine`."""
    names = [f"{given} {surname}".strip() for given, surname in parts]
    if surname_first:
        given, surname = parts[0]
        names[0] = f"{surname}, {given}".rstrip(", ")
    if len(names) > (_MOST_MLA if surname_first else _MOST_NOTES):
        return f"{names[0]}{',' if surname_first else ''} et al"
    if len(names) == 1:
        return names[0]
    comma = "," if surname_first or len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"


def _parts(author: str) -> tuple[str, str]:
    """Given names and surname of `Ada B. Lind`, `Lind, Ada B.`, `Lind AB`; an organisation is all surname."""
    if "," in author:
        surname, _, given = author.partition(",")
        return given.strip(), surname.strip()
    names = author.split()
    if len(names) >= 2 and re.fullmatch(r"[A-ZÀ-Þ]{1,3}", names[-1]):
        return " ".join(names[-1]), " ".join(names[:-1])
    if len(names) < 2 or len(names) > 5 or any(name.lower() in ("of", "for", "group", "the") for name in names):
        return "", author
    at = next((at for at, name in enumerate(names[1:-1], start=1) if name.islower()), len(names) - 1)
    return " ".join(names[:at]), " ".join(names[at:])


def _initials(given: str, between: str, end: str) -> str:
    letters = [part[0].upper() for part in re.split(r"[\s.-]+", given) if part]
    return between.join(letters) + end if letters else ""
