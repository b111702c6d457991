"""What can be seen of each word of a reference entry: its form, its neighbours, where it stands, what came before.

Features in the manner of Councill, Giles & Kan 2008 (ParsCit): the word and its edges, capitals, digits,
punctuation, place in the entry; besides, whether quotation marks or brackets are open, and whether a year was seen.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?(?!\d)")
_PAGES = re.compile(r"(?:pp?\.?|s\.)?\(?[a-z]{0,2}\d+[-–—−][a-z]{0,2}\d+\)?[.,;:]*", re.IGNORECASE)
_VOLUME = re.compile(r"\d+(?:[.:/]?\(?\d+(?:[-–/]\d+)?\)?)?[:;,.]*(?:\d+[-–]\d+[.,]?)?")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?-?){1,4}[.,;:]*")
_ROMAN = re.compile(r"[IVXLC]+[.,;:]*")
_MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september"
    " october november december spring summer fall autumn winter".split()
)
_TELLING = {
    "in": "in", "ed": "ed", "eds": "ed", "edited": "ed", "hg": "ed", "hrsg": "ed", "dir": "ed", "editor": "ed",
    "editors": "ed", "pp": "pages", "p": "pages", "pages": "pages", "page": "pages", "s": "pages", "vol": "volume",
    "no": "number", "issue": "number", "nr": "number", "n": "number", "volume": "volume", "bd": "volume",
    "press": "press", "university": "university", "universität": "university", "publishing": "press",
    "publishers": "press", "verlag": "press", "books": "press", "journal": "journal", "review": "journal",
    "proceedings": "proceedings", "proc": "proceedings", "conference": "proceedings", "symposium": "proceedings",
    "thesis": "genre", "dissertation": "genre", "phd": "genre", "ph.d": "genre", "report": "genre", "doi": "doi",
    "http": "url", "www": "url", "retrieved": "retrieved", "accessed": "retrieved", "available": "retrieved",
    "trans": "translator", "translated": "translator", "and": "and", "&": "and", "et": "et", "al": "al",
    "isbn": "isbn", "edition": "edition", "edn": "edition",
}  # fmt: skip
"""Words that introduce a field."""
_EDGES = "\"'“”„‘’«»()[]{}.,;:!?"


@lru_cache(maxsize=20_000)
def _own(word: str) -> tuple[str, ...]:
    """What a word shows by itself."""
    bare = word.strip(_EDGES).lower()
    kinds = ["w=" + bare[:24], "p3=" + bare[:3], "s3=" + bare[-3:], "sh=" + _shape(word), "end=" + _end(word)]
    kinds += [name for name, fits in _forms(word, bare) if fits]
    if bare in _TELLING:
        kinds.append("tell=" + _TELLING[bare])
    return tuple(kinds)


def _forms(word: str, bare: str) -> tuple[tuple[str, bool], ...]:
    return (
        ("year", bool(_YEAR.fullmatch(bare))),
        ("pages", bool(_PAGES.fullmatch(word))),
        ("volume", bool(_VOLUME.fullmatch(word))),
        ("initials", bool(_INITIALS.fullmatch(word))),
        ("roman", bool(_ROMAN.fullmatch(word))),
        ("month", bare in _MONTHS),
        ("url", "://" in word or bare.startswith("www.")),
        ("doi", "10." in word and "/" in word),
        ("open", word[:1] in "“\"„«‘'"),
        ("close", word.rstrip(".,;:?!")[-1:] in "”\"»’'" or word[-1:] in '”"»'),
        ("brackets", word[:1] in "(["),
        ("unbrackets", word.rstrip(".,;:")[-1:] in ")]"),
        ("hyphen", "-" in word[1:-1]),
        (
            "other-script",
            any(not unicodedata.name(sign, "LATIN").startswith("LATIN") for sign in bare if sign.isalpha()),
        ),
    )


def _shape(word: str) -> str:
    """`Xx,` `9-9` `X.`: classes of characters, runs collapsed."""
    out = ""
    for sign in word[:40]:
        kind = "X" if sign.isupper() else "x" if sign.isalpha() else "9" if sign.isdigit() else sign
        if not out.endswith(kind):
            out += kind
    return out[:10]


def _end(word: str) -> str:
    last = word[-1:]
    return last if not last.isalnum() else "9" if last.isdigit() else "a"


def features(words: Sequence[str]) -> list[list[str]]:
    """Of each word every feature, by name; words are parted by white space and keep their punctuation."""
    own = [_own(word) for word in words]
    size = len(words)
    found = []
    year_seen = quoted = quote_seen = False
    bracketed = 0
    for at, word in enumerate(words):
        if word[:1] in '“"„«':
            quoted = quote_seen = True
        bracketed += word.count("(") - word.count(")")
        mine = list(own[at])
        mine.append(f"at={min(at, 4)}")
        mine.append(f"left={min(size - 1 - at, 4)}")
        mine.append(f"part={at * 8 // size}")
        mine.append(f"state={year_seen:d}{quoted:d}{quote_seen:d}{bracketed > 0:d}")
        mine.append(f"here={own[at][3]}|{year_seen:d}{quote_seen:d}")
        for step in (-2, -1, 1, 2):
            near = own[at + step] if 0 <= at + step < size else ("w=^", "", "", "sh=^", "end=^")
            mine.append(f"{step}{near[0]}")
            mine.append(f"{step}{near[3]}")
            mine.extend(f"{step}{name}" for name in near[5:])
        before = own[at - 1][4] if at else "end=^"
        mine.append(f"-1{before}|{own[at][3]}")
        mine.append(f"-1{before}|{own[at][4]}")
        found.append(mine)
        year_seen = year_seen or "year" in own[at]
        if "close" in own[at]:
            quoted = False
    return found
