"""How names look in a text, and when two of them may be of one person, house or journal (used by names.py)."""

import re
import unicodedata
from functools import cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from pipeline.lexicon import Patterns, load

WORD = re.compile(r"[A-Za-z][\w’'-]*")
CODE = re.compile(r"\b([A-Z]{2,5})-?(\d{1,5}[A-Za-z]?)\b")
_INITIALS = r"(?:[A-Z]\.\s?){1,4}"
_PERSON = re.compile(
    rf"\b(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?|Professor|Doctor)\s+(?:(?P<first>[A-Z][\w’'-]+)\s+)?(?:{_INITIALS}\s*)?"
    r"(?P<last>[A-Z][a-z’'-]{3,})"
)
_LED = re.compile(
    r"\b(?:led|headed|directed|said|says|wrote|authored)(?: by)?\s+"
    rf"(?P<first>[A-Z][a-z’'-]+)\s+(?:{_INITIALS}\s*)?(?P<last>[A-Z][a-z’'-]{{3,}})"
)
_INITIALLED = re.compile(rf"\b(?P<first>[A-Z])\.\s?(?:{_INITIALS}\s*)?(?P<last>[A-Z][a-z’'-]{{3,}})")
AS_PERSON = (_PERSON, _LED, _INITIALLED)
AUTHOR = re.compile(
    r"(?:\b(?:[Ll]ead|[Ff]irst|[Ss]enior|[Cc]orresponding) author,?|\b(?:[Cc]o-?)author)\s+"
    r"(?:(?:Dr|Prof)\.?\s+|Professor\s+)?"
    r"(?P<named>(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w’'-]{2,})"
    r"|\b(?P<first>(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w’'-]{2,})"
    r"(?=,? (?:who (?:led|headed|directed) the (?:study|trial|work|research|team)"
    r"|the (?:study|paper|trial)[’']s (?:lead|first|senior) author"
    r"|(?:lead|first|senior) author of the (?:study|paper|trial)))"
    r"|\b(?P<group>[A-Z][\w’'-]{2,})"
    r"(?=,? (?:et al\b|and (?:(?:his|her|their) )?(?:colleagues|co-?workers|co-?authors)\b))"
)
_NAMED = r"(?:the\s+)?[A-Z][\w’'&.-]*(?:\s+(?:(?:and|of|for|the|in)\s+)*[A-Z][\w’'&.-]*){0,7}"
RUN_BY = re.compile(
    r"\b(?P<how>sponsored|funded|run|conducted|financed|paid for|carried out|led|backed|organi[sz]ed)\s+by\s+"
    rf"(?P<who>{_NAMED})"
)
RUNS = re.compile(
    rf"(?P<who>{_NAMED})\s+(?:is |has |also )?"
    r"(?P<how>sponsor(?:s|ed|ing)|fund(?:s|ed|ing)|financ(?:es|ed|ing)|pa(?:ys|id|ying) for"
    r"|ran|runs|running|conducted|organi[sz]ed)\s+(?:the|this)\s+(?:[\w-]+\s+){0,3}(?:trial|study)\b"
)
PAID_BY = re.compile(
    r"\b(?:funded|sponsored|financed|bankrolled|paid for|(?:study|work|research|trial|project) (?:was|is) supported)"
    r"\s+by\s+"
    rf"(?P<who>{_NAMED})"
)
_JOURNAL_NAME = (
    r"(?:the\s+journal\s+|the\s+)?(?P<{}>[A-Z][\w’'&.-]*"
    r"(?:\s+(?:(?:and|of|for|the|in|on|&)\s+)*[A-Z][\w’'&.-]*){{0,7}})"
)
PUBLISHED = re.compile(
    r"\b(?:published|appeared|appears|reported|printed)\s+(?:\w+\s+){0,3}?(?:in|by)\s+"
    + _JOURNAL_NAME.format("published")
    + r"|\b(?:[Ww]riting|[Ww]rote|[Ww]rites|in a (?:paper|study|report|review) )\s*in\s+"
    + _JOURNAL_NAME.format("writing")
    + r"|\b(?:study|paper|report|review|article|trial|analysis)\s+in\s+"
    + _JOURNAL_NAME.format("study")
)
INSTITUTION = re.compile(
    r"\b(?P<a>(?:[A-Z][\w’'-]+\s+){1,3}(?:University|Hospital|Institute|College|Clinic|Cent(?:re|er)|School))\b"
    r"|\b(?P<b>University of(?: [A-Z][\w’'-]+){1,3})"
)
_SHORT_NAME, LONG_NAME = 5, 8
"""Letters: below the first no near miss is judged, from the second on two letters may differ instead of one."""


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`names.toml`."""

    journal: Patterns
    maker: Patterns
    public: Patterns
    firm: Patterns
    run: Patterns
    loose: Patterns
    family: Patterns
    origin: Patterns
    titled: Patterns
    nobody: Patterns


@cache
def _words() -> File:
    return load("pipeline.checks", "names.toml", File)


@cache
def pattern(group: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in getattr(_words(), group).patterns), re.IGNORECASE)


def roots(name: str) -> frozenset[str]:
    """Telling words of a name, without forms of companies and small words."""
    return frozenset(
        word.lower().removesuffix("’s").removesuffix("'s")
        for word in WORD.findall(name)
        if len(word) > 1 and not pattern("loose").fullmatch(word)
    )


def one_journal(name: str, real: str) -> bool:
    """Whether a name may be the record's: short for it or its beginning, and not of another land."""
    if _abbreviates(name, real):
        return True
    mine, theirs = _telling(name), _telling(real)
    if not mine or not theirs:
        return not _origins(name) or not _origins(real)
    return theirs[: len(mine)] == mine and not (_origins(name) - _origins(real) and _origins(real))


def _telling(name: str) -> tuple[str, ...]:
    return tuple(word for word in WORD.findall(name.lower()) if not pattern("loose").fullmatch(word))


def _origins(name: str) -> frozenset[str]:
    return frozenset(match[0].lower() for match in pattern("origin").finditer(name))


def _abbreviates(one: str, other: str) -> bool:
    """Whether one is short for the other ("N Engl J Med", "NEJM"); a record may add the land ("… Acad Sci U S A")."""
    one, other = one.strip(" .,"), other.strip(" .,")
    words, others = ([word for word in WORD.findall(name.lower()) if word not in _SMALL] for name in (one, other))
    alike = all(_contracts(*sorted(pair, key=len)) for pair in zip(words, others, strict=False))
    if alike and (len(words) == len(others) or (len(others) > len(words) >= _LEAST_OF_LONG)):
        return True
    initials = "".join(word[0] for word in others), "".join(word[0] for word in words)
    return one.lower().replace(" ", "") == initials[0] or other.lower().replace(" ", "") == initials[1]


def _contracts(short: str, long: str) -> bool:
    """Whether a word is made of letters of another in their order, the first one kept: "Natl" for "National"."""
    letters = iter(long)
    return short[0] == long[0] and all(sign in letters for sign in short)


_LEAST_OF_LONG = 3
"""Words of a journal's name that are enough to know it by, where the record goes on."""
_SMALL = frozenset("the of and for in on a an".split())


def near_miss(one: str, other: str) -> bool:
    """Whether two names differ by a slip: one letter, two in long names (optimal string alignment)."""
    low, there = one.lower(), other.lower()
    if min(len(low), len(there)) < _SHORT_NAME or low == there or low.rstrip("s") == there.rstrip("s"):
        return False
    most = 2 if min(len(low), len(there)) >= LONG_NAME else 1
    return low[0] == there[0] and int(OSA.distance(low, there)) <= most


def plain(text: str) -> str:
    """Letters without their marks, in lower case: records write "Muller" or "Mueller" for "Müller"."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))
    return re.sub(r"(?<=[aou])e", "", bare.replace("’", "'").replace("ø", "o").replace("ß", "ss").replace("ł", "l"))


def respelt(name: str) -> str:
    """A substance's name spelt one way: "amoxycillin" is "amoxicillin", "sulphasalazine" is "sulfasalazine"."""
    for spelling, one in (("ph", "f"), ("y", "i"), ("ae", "e"), ("oe", "e"), ("ce", "ke"), ("k", "c")):
        name = name.replace(spelling, one)
    return name.removesuffix("s").removesuffix("e")


def shuffled(one: str, other: str) -> bool:
    """Whether two numbers look like a slip of each other: digits swapped, one changed, added or lost."""
    if min(len(one), len(other)) < 2:
        return False
    return int(OSA.distance(one, other)) == 1 or sorted(one) == sorted(other)
