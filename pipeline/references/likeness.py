"""Are two titles, names, journals one? Compared as editors would: case, accents, abbreviation and order of names aside.

Title thresholds: 60 of 100 below which two titles name different works, as the taxonomy of findings has it (REF-003).
"""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from pipeline.records.citation import Reference
from pipeline.sources.identity import plain_title

OTHER_WORK = 60.0
"""Similarity (0 to 100) of two titles below which they name different works."""
_STANDS = 85.0
"""Similarity from which a record's title counts as standing in an entry, however the entry was cut into parts."""
_NEAR_NAME = 75.0
"""Similarity of a surname and its misspelling; different surnames rarely reach 70."""
_SMALL = frozenset("a an and as at by de der des die du et for from in la le les of on the to und van with".split())
_GENERIC = frozenset(
    "journal j international int american am british br european eur annals ann archives arch reviews review rev"
    " research res letters lett reports rep proceedings proc advances frontiers front current curr opinion opin".split()
)
_JOURNAL_LONGEST = 150
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTERS = str.maketrans(
    dict(zip("øØłŁđĐðÐıħĦ", "oOlLdDdDihH", strict=True))
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th"}
)

_UMLAUTS = str.maketrans(dict(zip("äöüøåÄÖÜØÅ", "ae oe ue oe aa Ae Oe Ue Oe Aa".split(), strict=True)))


def title_stands(record_title: str, reference: Reference) -> float:
    """How surely (0 to 100) the record's title is that of the entry, by the entry's title or anywhere in the entry."""
    record = plain_title(record_title)
    raw = plain_title(reference.raw)
    inside = float(fuzz.partial_ratio(record, raw)) if len(record) <= len(raw) else 0.0
    entry = plain_title(reference.title or "")
    if not entry:
        return inside
    return max(inside, float(fuzz.ratio(entry, record)), _without_subtitle(entry, record_title))


def _without_subtitle(entry: str, record_title: str) -> float:
    head = plain_title(re.split(r"[:–—?]", record_title, maxsplit=1)[0])
    return float(fuzz.ratio(entry, head)) if head.count(" ") >= 1 else 0.0


def other_title(record_title: str, reference: Reference) -> bool:
    """Is the record's title another work's? Never said of titles of fewer than four words."""
    if plain_title(record_title).count(" ") < 3 or plain_title(reference.title or "").count(" ") < 3:
        return False
    return title_stands(record_title, reference) < OTHER_WORK


def words(name: str) -> list[str]:
    """The words of a name, folded: letters that Unicode does not take apart as libraries write them."""
    return plain_title(name.translate(_LETTERS)).split()


def surnames(authors: Iterable[str]) -> list[frozenset[str]]:
    """Of each author the words that could be the surname: which of them it is differs by style."""
    return [frozenset(word for word in spellings(author) if len(word) > 1) for author in authors]


def spellings(name: str) -> frozenset[str]:
    """The words of a name, with umlauts as letters and as German and Nordic typists spell them: Müller is Mueller."""
    return frozenset(words(name)) | frozenset(words(name.translate(_UMLAUTS)))


def near(surname: str, known: Iterable[str]) -> str | None:
    """The known word of which `surname` is a misspelling, None where there is none."""
    scored = [(float(fuzz.ratio(surname, one)), one) for one in known if len(one) > 2]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _NEAR_NAME else None


def same_journal(written: str, known: str) -> bool:
    """Is `written` the journal `known`, whole, abbreviated, by initials, with or without its subtitle?"""
    if len(written) > _JOURNAL_LONGEST or len(known) > _JOURNAL_LONGEST:
        return True  # no name of a journal: nothing can be said
    return _initials(written, known) or any(_same_name(_parts(written), form) for form in _forms(known))


def _initials(written: str, known: str) -> bool:
    """`JMM`: the first letters of the name's words, of which one with a hyphen is one or two."""
    short = "".join(words(written))
    if not short.isascii() or not 2 <= len(short) <= 8 or " " in written.strip():
        return False
    spelt = [word for word in re.sub(r"\([^()]*\)", " ", known).casefold().split() if word not in _SMALL]
    return short in ("".join(word[0] for word in spelt), "".join(word[0] for word in _parts(known)))


def _forms(name: str) -> list[list[str]]:
    """The name whole, without what stands in brackets, and each side of a colon."""
    bare = re.sub(r"\([^()]*\)", " ", name)
    return [form for form in (_parts(one) for one in (name, bare, *re.split(r"[:=/–]", bare))) if form]


def _parts(name: str) -> list[str]:
    """The words of a journal's or a meeting's name; the year of a meeting is no part of it."""
    found = _telling(re.sub(r"\([^()]*\)", " ", name))
    bare = [word for word in found if not _YEAR.fullmatch(word)]
    return bare or found


def _telling(name: str) -> list[str]:
    return [word for word in words(name.replace("&", " and ")) if word not in _SMALL]


def _same_name(left: list[str], right: list[str]) -> bool:
    if not left or not right or fuzz.ratio(" ".join(left), " ".join(right)) >= 90:
        return True
    short, long = sorted((left, right), key=len)
    if len(short) == 1 and len(long) > 1:
        return short[0] in ("".join(word[0] for word in long), "".join(word[0] for word in long[: len(short[0])]))
    fits = all(_abbreviates(one, other) or _abbreviates(other, one) for one, other in zip(short, long, strict=False))
    return fits and (len(short) == len(long) or len(short) >= 3)


def _abbreviates(short: str, long: str) -> bool:
    """`natl` is national, `j` journal: the same first letter, the others in order."""
    if not long.startswith(short[:1]) or len(short) > len(long):
        return False
    at = 0
    for sign in short:
        at = long.find(sign, at) + 1
        if not at:
            return False
    return True


def other_journal(written: str, known: str) -> bool:
    """Is it surely another journal? Not where all telling words of one stand in the other."""
    if same_journal(written, known):
        return False
    left = [word for word in _parts(written) if word not in _GENERIC]
    right = [word for word in _parts(known) if word not in _GENERIC]
    if not left or not right:
        return bool(left) != bool(right) or written.casefold() != known.casefold()
    short, long = sorted((left, right), key=len)
    inside = all(any(_abbreviates(one, other) or _abbreviates(other, one) for other in long) for one in short)
    return not inside or len(left) != len(right)


def abbreviated_in(journal: str, text: str) -> bool:
    """Does `journal` stand in `text`, word for word, whole or (from two words) with its words abbreviated?"""
    name, there = _parts(journal), _telling(text)
    runs = (there[at : at + len(name)] for at in range(len(there) - len(name) + 1))
    fits = _abbreviates if len(name) > 1 else str.__eq__
    telling = (run for run in runs if any(len(word) > 2 for word in run))  # initials of people abbreviate anything
    return bool(name) and any(all(fits(one, long) for one, long in zip(run, name, strict=True)) for run in telling)
