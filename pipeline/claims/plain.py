"""Knows a plain statement about the world by its grammar: a thing, a finite verb of fact, and no voice or judgement.

What no pattern of `kinds.toml` knows may still be a fact that a reader would look up ("Dogs can smell malaria"). Such a
sentence has a subject of the world, no pronoun that points elsewhere, and behind it a verb that states: one with an
object, a perfect, a passive, a "can", or one of the verbs that need none. A first or second person, a modal of advice
or forecast, a word of judgement, or a subject that is talk ("the question", "the idea") makes it something else.
"""

import re
from functools import cache
from typing import Self

from msgspec import Struct

from pipeline.claims.words import is_content
from pipeline.lexicon import load

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:()?!\"“”]")
_BREAKS = frozenset(',;:()"“”')
LONGEST_SUBJECT = 9
"""Words before the verb: behind more of them a word in -s or -ed is rarely the verb of the sentence."""
LONGEST_LEAD = 7
"""Words of an introduction before its comma."""
LEAST_VERB = 4
"""Letters of a verb that is known by its place alone."""
_HAVE = frozenset(("has", "have", "had"))
_BE = frozenset(("is", "are", "was", "were"))
_CAN = frozenset(("can", "cannot", "can't"))
_NEGATED = frozenset(("don't", "doesn't", "didn't"))
_DO = frozenset(("do", "does", "did"))
_BETWEEN = frozenset(
    ("not", "never", "also", "still", "now", "already", "since", "once", "often", "always", "long", "all")
)
_PREPOSITIONS = frozenset("in of for at on from with among after before against by during to as into between".split())


class PlainFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`plain.toml`."""

    persons: str
    modals: str
    judging: str
    not_opening: str
    talk: str
    leading: str
    objects: str
    soft_verbs: str
    verbs: str
    pasts: str
    participles: str
    plurals: str
    properties: str


class _Words(Struct, frozen=True):
    """The lists as sets."""

    barred: frozenset[str]
    not_opening: frozenset[str]
    talk: frozenset[str]
    leading: frozenset[str]
    objects: frozenset[str]
    soft: frozenset[str]
    verbs: frozenset[str]
    pasts: frozenset[str]
    participles: frozenset[str]
    plurals: frozenset[str]
    properties: frozenset[str]

    @classmethod
    def of(cls, file: PlainFile) -> Self:
        """Each list parted into its words."""
        rest = (file.not_opening, file.talk, file.leading, file.objects, file.soft_verbs)
        forms = (file.verbs, file.pasts, file.participles, file.plurals, file.properties)
        return cls(
            frozenset(f"{file.persons} {file.modals} {file.judging}".split()),
            *(frozenset(words.split()) for words in (*rest, *forms)),
        )


@cache
def _words() -> _Words:
    return _Words.of(load("pipeline.claims", "plain.toml", PlainFile))


def is_plain_fact(text: str) -> bool:
    """Whether the sentence states something of the world that a source could bear out."""
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(text)]
    known = _words()
    if not tokens or "?" in tokens or "!" in tokens or known.barred & set(tokens):
        return False
    tokens = _without_lead(tokens, known)
    if not tokens or tokens[0] in known.not_opening or tokens[0] in _BREAKS or tokens[0].endswith(("ly", "'s")):
        return False
    return any(_is_stated(tokens, at, known) for at in range(1, min(len(tokens), LONGEST_SUBJECT + 1)))


def _without_lead(tokens: list[str], known: _Words) -> list[str]:
    """The sentence without an introduction up to its comma; empty where it is all introduction."""
    if tokens[0] not in known.leading:
        return tokens
    lead = tokens[: LONGEST_LEAD + 1]
    return tokens[lead.index(",") + 1 :] if "," in lead else []


def _is_stated(tokens: list[str], at: int, known: _Words) -> bool:
    """Whether the word at `at` is the finite verb of a plain statement, with a thing of the world before it."""
    subject = tokens[:at]
    if _BREAKS & set(subject) or {"that", "which", "who"} & set(subject) or not _is_thing(subject, known):
        return False
    word, rest = tokens[at], [token for token in tokens[at + 1 : at + 6] if token not in _BETWEEN]
    following = rest[0] if rest else ""
    if word in _HAVE:
        return _is_participle(following, known) or following in ("no", "a", "an")
    if word in _BE:
        return _is_participle(following, known) or following in known.properties
    if word in _CAN or word in _NEGATED or (word in _DO and tokens[at + 1 : at + 2] == ["not"]):
        return following.isalpha() and following not in known.soft and following not in known.objects
    return _is_verb(tokens, at, known)


def _is_thing(subject: list[str], known: _Words) -> bool:
    """Whether the head of a subject is a thing of the world: its last word before a preposition."""
    stop = next((at for at, word in enumerate(subject) if word in _PREPOSITIONS), len(subject))
    while stop and subject[stop - 1] in _BETWEEN:
        stop -= 1
    head = subject[stop - 1] if stop else ""
    named = len(head) > 1 or stop > 1
    return named and head not in known.talk | known.not_opening | known.objects


def _is_verb(tokens: list[str], at: int, known: _Words) -> bool:
    """Whether a full verb stands there: a known one that fits its subject, or one in -s or -ed before its object."""
    word, before = tokens[at], tokens[at - 1]
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if word in known.soft or before in known.objects or before in _PREPOSITIONS:
        return False
    if word in known.pasts:
        return True
    plural = before in known.plurals or before.endswith("s")
    if word in known.verbs:
        return word.endswith("ed") or (plural != word.endswith("s")) or following in known.objects
    if len(word) < LEAST_VERB or not is_content(word):
        return False
    if following not in known.objects:
        return before in _BETWEEN and word.endswith("s")
    return word.endswith(("s", "ed")) or (plural and not before.endswith(("ss", "us", "is")))


def _is_participle(word: str, known: _Words) -> bool:
    return word not in known.soft and ((word.endswith("ed") and len(word) > 4) or word in known.participles)
