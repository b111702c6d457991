"""Writes authors as an entry of the article's list would have them.

Author–date (APA), footnotes (Chicago: whole names, a comma before the quoted title), works cited (MLA: the first
surname first, a stop before the quoted title), or initials last (Vancouver).
"""

import re
from collections.abc import Sequence

from pipeline.records.citation import Reference

_MOST_APA = 20
_MOST_VANCOUVER = 6
"""Authors that are written out: APA Manual, 7th ed., 9.8; ICMJE sample references (six, then et al.)."""
_DATED = re.compile(r"\(\s*(?:(?:19|20)\d\d[a-z]?|n\.\s?d\.)")
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
