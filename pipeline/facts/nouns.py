"""What is counted or measured: the head noun after a number, and which nouns count the same things."""

import re
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.lexicon import load


class Family(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that count the same; `parts` name a part of the family and are compared with themselves alone."""

    whole: str
    parts: str = ""


class NounFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`nouns.toml`."""

    people: Family
    studies: Family
    sites: Family
    places: Family
    events: Family
    animals: Family
    things: Family
    irregular: dict[str, str]
    turns: str
    verbs: str


@cache
def _file() -> NounFile:
    return load("pipeline.facts", "nouns.toml", NounFile)


@cache
def _families() -> dict[str, tuple[str, bool]]:
    """Lemma → (family, is a part of it)."""
    found: dict[str, tuple[str, bool]] = {}
    for name in ("things", "events", "animals", "places", "sites", "studies", "people"):
        family: Family = getattr(_file(), name)
        found.update(dict.fromkeys(family.whole.split(), (name, False)))
        found.update(dict.fromkeys(family.parts.split(), (name, True)))
    return found


@cache
def turns() -> frozenset[str]:
    """Lemmas of what is given or done so many times."""
    return frozenset(_file().turns.split())


@cache
def verbs() -> frozenset[str]:
    """Verbs that may stand right behind a number: what it counts stands elsewhere."""
    return frozenset(_file().verbs.split())


_COMPOUNDS = (("children", "child"), ("women", "woman"))
"""Schoolchildren and grandchildren are children, servicewomen women."""


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """Singular of a lower-case noun, by rule and a short list of exceptions."""
    known = _file().irregular.get(word)
    if known:
        return known
    for many, one in _COMPOUNDS:
        if word.endswith(many):
            return one
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def family(noun: str) -> str:
    """The family of a lemma: people, studies, sites, places, events, animals, things, or empty."""
    return _families().get(noun.rpartition(" ")[2], ("", False))[0]


def is_part(noun: str) -> bool:
    """Whether the noun names a part of its family (women among people)."""
    return _families().get(noun.rpartition(" ")[2], ("", False))[1]


def known(word: str) -> bool:
    """Whether a lower-case word is a noun that we know counts things."""
    return lemma(word) in _families()


_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_STOPS = frozenset(
    """of in to and or the a an with for from at on by were was is are had have has who that which than as per during
    after before but while when where not no did do does received receiving given taking treated versus vs compared
    reported showed died developed experienced completed discontinued would could may might can will be been being into
    between among because if then them they he she it its their our we this these those each both all respectively
    according across through over under within without about such also only more less fewer other others until till
    since despite""".split()
)
_DEMONYM = ("ers", "ans", "ians", "ese", "ards", "ians", "ites", "anes", "edes", "inns", "oles", "urks", "reeks")
"""Endings of the names of a place's people: Londoners, Americans, Danes."""
REACH = 5
"""A head noun stands at most this many words after its number ("36 healthy young male volunteers")."""


def head(text: str, at: int) -> tuple[str, str, int]:
    """The noun counted by a number that ends at `at`: (lemma, its modifiers, end offset), empty where none follows."""
    modifiers: list[str] = []
    fallback = ("", "", at)
    position = at
    for step in range(REACH):
        gap = text[position : position + 2]
        if not gap or gap[0] not in " -" or (step and gap[0] == "-"):
            break
        match = _WORD.match(text, position + 1)
        if match is None:
            break
        word = match[0].lower()
        if word in _STOPS:
            break
        if known(word):
            after = _WORD.match(text, match.end() + 1) if text[match.end() : match.end() + 1] == " " else None
            compound = after is not None and known(after[0].lower()) and after[0].lower().endswith("s")
            if not compound:
                return lemma(word), " ".join(modifiers), match.end()
        if step == 0 and gap[0] == "-" and len(word) > 3 and not word.endswith("s"):
            return word, "", match.end()
        if step == 0 and match[0].istitle() and word.endswith(_DEMONYM):
            return "person", "", match.end()
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and fallback[0] == "":
            fallback = (lemma(word), " ".join(modifiers), match.end())
        elif fallback[0]:
            break
        modifiers.append(word)
        position = match.end()
    return fallback


_CHOSEN = re.compile(
    r"(?i)\b(?:to|between|into|at|in|from|with|by|on|under|receiv\w+|given|gets?|got|takes?|took|taking|taken|tested|using"
    r"|used|tried|offered|had|have|wore|ate|drank) (?:either |just |only )?$"
)
"""Before "one of two creams": somebody gets one of several things, and no share is told."""


def is_choice(text: str, start: int, end: int) -> bool:
    """Whether `one of N` picks one of several things; of people, studies and events it counts a share."""
    if not _CHOSEN.search(text[max(0, start - 40) : start]):
        return False
    words = re.match(r"(?: [a-z][\w-]*){0,3}", text[end : end + 60])
    named = words[0].split() if words else []
    return bool(named) and not any(family(lemma(word.lower())) in _SHARED_OUT for word in named)


_SHARED_OUT = frozenset({"people", "studies", "events"})
