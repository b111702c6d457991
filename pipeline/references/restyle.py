"""Writes authors as an entry of the article's list would have them: author–date (APA) or initials last (Vancouver)."""

import re
from collections.abc import Sequence

from pipeline.records.citation import Reference

_MOST_APA = 20
_MOST_VANCOUVER = 6
"""Authors that are written out: APA Manual, 7th ed., 9.8; ICMJE sample references (six, then et al.)."""
_DATED = re.compile(r"\(\s*(?:(?:19|20)\d\d[a-z]?|n\.\s?d\.)")


def people(authors: Sequence[str], reference: Reference) -> str:
    """`authors` (as records give them) in the style of `reference`, without a stop at the end."""
    parts = [_parts(author) for author in authors]
    if _DATED.search(reference.raw):
        names = [f"{surname}, {_initials(given, '. ', '.')}".rstrip(", ") for given, surname in parts]
        if len(names) > _MOST_APA:
            names = [*names[: _MOST_APA - 1], "…", names[-1]]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"
    names = [f"{surname} {_initials(given, '', '')}".strip() for given, surname in parts]
    return ", ".join([*names[:_MOST_VANCOUVER], "et al"] if len(names) > _MOST_VANCOUVER else names)


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
