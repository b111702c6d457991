"""Knows a plain statement about the world by its grammar: a thing, a finite verb of fact, and no voice or judgement.

What no pattern of `kinds.toml` knows may still be a fact that a reader would look up ("Dogs can smell malaria"). Such a
sentence has a subject of the world, no pronoun that points elsewhere, and behind it a verb that states: one with an
object, a perfect, a passive, a "can", or one of the verbs that need none. A first or second person, a modal of advice
or forecast, a word of judgement, or a subject that is talk ("the question", "the idea") makes it something else.
"""

import re
from functools import cache

from msgspec import Struct

from pipeline.claims.words import is_content, parted
from pipeline.lexicon import either, load

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:()?!\"“”]")
_BREAKS = frozenset(',;:()"“”')
LONGEST_SUBJECT = 9
"""Words before the verb: behind more of them a word in -s or -ed is rarely the verb of the sentence."""
LONGEST_LEAD = 7
"""Words of an introduction before its comma."""
LEAST_VERB = 4
"""Letters of a verb that is known by its place alone."""


class PlainFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`plain.toml`."""

    persons: str
    modals: str
    judging: str
    idioms: tuple[str, ...]
    not_opening: str
    talk: str
    leading: str
    objects: str
    soft: str
    verbs: str
    pasts: str
    participles: str
    plurals: str
    properties: str
    have: str
    be: str
    can: str
    do: str
    relative: str
    between: str
    prepositions: str


@cache
def _words() -> PlainFile:
    return load("pipeline.claims", "plain.toml", PlainFile)


def is_plain_fact(text: str) -> bool:
    """Whether the sentence states something of the world that a source could bear out."""
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(text)]
    known = _words()
    barred = (known.persons, known.modals, known.judging)
    if not tokens or "?" in tokens or "!" in tokens or any(parted(words) & set(tokens) for words in barred):
        return False
    if either(known.idioms).search(text):
        return False
    tokens = _without_lead(tokens, known)
    if not tokens or tokens[0] in parted(known.not_opening) or tokens[0] in _BREAKS or tokens[0].endswith(("ly", "'s")):
        return False
    return any(_is_stated(tokens, at, known) for at in range(1, min(len(tokens), LONGEST_SUBJECT + 1)))


def _without_lead(tokens: list[str], known: PlainFile) -> list[str]:
    """The sentence without an introduction up to its comma; empty where it is all introduction."""
    if tokens[0] not in parted(known.leading):
        return tokens
    lead = tokens[: LONGEST_LEAD + 1]
    return tokens[lead.index(",") + 1 :] if "," in lead else []


def _is_stated(tokens: list[str], at: int, known: PlainFile) -> bool:
    """Whether the word at `at` is the finite verb of a plain statement, with a thing of the world before it."""
    subject = tokens[:at]
    if (_BREAKS | parted(known.relative)) & set(subject) or not _is_thing(subject, known):
        return False
    word, rest = tokens[at], [token for token in tokens[at + 1 : at + 6] if token not in parted(known.between)]
    following = rest[0] if rest else ""
    if word in parted(known.have):
        return _is_participle(following, known) or following in ("no", "a", "an")
    if word in parted(known.be):
        return _is_participle(following, known) or following in parted(known.properties)
    if word in parted(known.can) or (word in parted(known.do) and tokens[at + 1 : at + 2] == ["not"]):
        return following.isalpha() and following not in parted(known.soft) and following not in parted(known.objects)
    return _is_verb(tokens, at, known)


def _is_thing(subject: list[str], known: PlainFile) -> bool:
    """Whether the head of a subject is a thing of the world: its last word before a preposition."""
    stop = next((at for at, word in enumerate(subject) if word in parted(known.prepositions)), len(subject))
    while stop and subject[stop - 1] in parted(known.between):
        stop -= 1
    head = subject[stop - 1] if stop else ""
    named = len(head) > 1 or stop > 1
    return named and not any(head in parted(words) for words in (known.talk, known.not_opening, known.objects))


def _is_verb(tokens: list[str], at: int, known: PlainFile) -> bool:
    """Whether a full verb stands there: a known one that fits its subject, or one in -s or -ed before its object."""
    word, before = tokens[at], tokens[at - 1]
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if word in parted(known.soft) or before in parted(known.objects) or before in parted(known.prepositions):
        return False
    if word in parted(known.pasts):
        return True
    plural = before in parted(known.plurals) or before.endswith("s")
    if word in parted(known.verbs):
        return word.endswith("ed") or (plural != word.endswith("s")) or following in parted(known.objects)
    if len(word) < LEAST_VERB or not is_content(word):
        return False
    if following not in parted(known.objects):
        return before in parted(known.between) and word.endswith("s")
    return word.endswith(("s", "ed")) or (plural and not before.endswith(("ss", "us", "is")))


def _is_participle(word: str, known: PlainFile) -> bool:
    return word not in parted(known.soft) and (
        (word.endswith("ed") and len(word) > 4) or word in parted(known.participles)
    )
