"""Knows a plain statement about the world by its grammar: a thing, a finite verb of fact, and no voice or judgement.

What no pattern of `kinds.toml` knows may still be a fact that a reader would look up ("Dogs can smell malaria"). Such a
sentence has a subject of the world, no pronoun that points elsewhere, and behind it a verb that states: one with an
object, a perfect, a passive, a "can", or one of the verbs that need none. A first or second person, a modal of advice
or forecast, a word of judgement, or a subject that is talk ("the question", "the idea") makes it something else.
"""

import re

from msgspec import Struct

from pipeline.claims.words import is_content
from pipeline.lexicon import Sheet, either

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


_SHEET = Sheet("pipeline.claims", "plain.toml", PlainFile)


def is_plain_fact(text: str) -> bool:
    """Whether the sentence states something of the world that a source could bear out."""
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(text)]
    barred = any(_SHEET.words(name) & set(tokens) for name in ("persons", "modals", "judging"))
    if not tokens or "?" in tokens or "!" in tokens or barred:
        return False
    if either(_SHEET.file.idioms).search(text):
        return False
    tokens = _without_lead(tokens)
    if (
        not tokens
        or tokens[0] in _SHEET.words("not_opening")
        or tokens[0] in _BREAKS
        or tokens[0].endswith(("ly", "'s"))
    ):
        return False
    return any(_is_stated(tokens, at) for at in range(1, min(len(tokens), LONGEST_SUBJECT + 1)))


def _without_lead(tokens: list[str]) -> list[str]:
    """The sentence without an introduction up to its comma; empty where it is all introduction."""
    if tokens[0] not in _SHEET.words("leading"):
        return tokens
    lead = tokens[: LONGEST_LEAD + 1]
    return tokens[lead.index(",") + 1 :] if "," in lead else []


def _is_stated(tokens: list[str], at: int) -> bool:
    """Whether the word at `at` is the finite verb of a plain statement, with a thing of the world before it."""
    subject = tokens[:at]
    if (_BREAKS | _SHEET.words("relative")) & set(subject) or not _is_thing(subject):
        return False
    word, rest = tokens[at], [token for token in tokens[at + 1 : at + 6] if token not in _SHEET.words("between")]
    following = rest[0] if rest else ""
    if word in _SHEET.words("have"):
        return _is_participle(following) or following in ("no", "a", "an")
    if word in _SHEET.words("be"):
        return _is_participle(following) or following in _SHEET.words("properties")
    if word in _SHEET.words("can") or (word in _SHEET.words("do") and tokens[at + 1 : at + 2] == ["not"]):
        return (
            following.isalpha() and following not in _SHEET.words("soft") and following not in _SHEET.words("objects")
        )
    return _is_verb(tokens, at)


def _is_thing(subject: list[str]) -> bool:
    """Whether the head of a subject is a thing of the world: its last word before a preposition."""
    stop = next((at for at, word in enumerate(subject) if word in _SHEET.words("prepositions")), len(subject))
    while stop and subject[stop - 1] in _SHEET.words("between"):
        stop -= 1
    head = subject[stop - 1] if stop else ""
    named = len(head) > 1 or stop > 1
    return named and not any(head in _SHEET.words(name) for name in ("talk", "not_opening", "objects"))


def _is_verb(tokens: list[str], at: int) -> bool:
    """Whether a full verb stands there: a known one that fits its subject, or one in -s or -ed before its object."""
    word, before = tokens[at], tokens[at - 1]
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if word in _SHEET.words("soft") or before in _SHEET.words("objects") or before in _SHEET.words("prepositions"):
        return False
    if word in _SHEET.words("pasts"):
        return True
    plural = before in _SHEET.words("plurals") or before.endswith("s")
    if word in _SHEET.words("verbs"):
        return word.endswith("ed") or (plural != word.endswith("s")) or following in _SHEET.words("objects")
    if len(word) < LEAST_VERB or not is_content(word):
        return False
    if following not in _SHEET.words("objects"):
        return before in _SHEET.words("between") and word.endswith("s")
    return word.endswith(("s", "ed")) or (plural and not before.endswith(("ss", "us", "is")))


def _is_participle(word: str) -> bool:
    return word not in _SHEET.words("soft") and (
        (word.endswith("ed") and len(word) > 4) or word in _SHEET.words("participles")
    )
