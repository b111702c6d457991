"""The words of effect: which tell more, which less, and how far what they are said of reaches."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.likeness import Name, naming
from pipeline.text import Token
from pipeline.verdicts.reading.senses import generic


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`effect_words.toml`."""

    up: str
    down: str
    more: str
    less: str
    rises: str
    falls: str
    often: str
    seldom: str
    turners: str
    light: str
    no_degree: str


_WORDS = Sheet("pipeline.verdicts.reading", "effect_words.toml", Lexicon)
words_of = _WORDS.words
"""The words of one line of the file."""


@cache
def _verbs() -> re.Pattern[str]:
    def group(name: str, line: str) -> str:
        return f"(?P<{name}>{'|'.join(re.escape(word).replace(re.escape('*'), '[a-z]*') for word in line.split())})"

    return re.compile(f"{group('up', _WORDS.file.up)}|{group('down', _WORDS.file.down)}")


def turners() -> frozenset[str]:
    """Names that turn an effect round, or make it one of something else."""
    return _WORDS.words("turners", naming)


@cache
def empty() -> frozenset[str]:
    """Names that tell nothing of who is compared; day and night may."""
    return generic() - frozenset(map(naming, ("day", "night", "week", "month", "year")))


def sign_of(low: str) -> int:
    """1 or −1 for a word that tells more or less by itself, else 0."""
    if low in words_of("more") | words_of("rises"):
        return 1
    if low in words_of("less") | words_of("falls"):
        return -1
    match = _verbs().fullmatch(low)
    return 0 if match is None else 1 if match["up"] else -1


REACH = 7
"""Words behind an adjective within which "than" makes it one of degree."""
SHORTEST = 5
"""Letters of an adjective of degree: "older" is one, "over" is none."""


def sign_at(words: Sequence[Token], at: int) -> int:
    """The sign of a word where it stands: any "-er than" tells more of its own kind."""
    low = words[at].lower
    if low in words_of("often") | words_of("seldom"):
        return 1 if low in words_of("often") else -1
    known = sign_of(low)
    if known or not low.endswith("er") or len(low) < SHORTEST or low in words_of("no_degree"):
        return known
    return int("than" in [word.lower for word in words[at + 1 : at + REACH]])


_ADVERBS = frozenset(("more", "less", "better", "worse"))
_AFTER_ADVERB = frozenset("than with in on by among for after at when if during to as under".split())


def is_adverb(words: Sequence[Token], at: int) -> bool:
    """Whether a degree is one of the verb before it: "fell more with the gel than", "eased pain better than"."""
    if words[at].lower not in _ADVERBS:
        return False
    return at + 1 == len(words) or words[at + 1].lower in _AFTER_ADVERB or not words[at + 1].text[0].isalnum()


def of_degree(name: Name) -> bool:
    """Whether a name is a run that begins with a degree: "more often", "better than"."""
    return name.name.partition("-")[0] in _ADVERBS


STOP = re.compile(
    r"[,;:.()]|\b(?:by|with|in|at|among|for|from|after|during|when|if|than|compared|versus|which|that|who|and|but|or"
    r"|while|whereas|as|to|via|through|across|between|due|upon|throughout|without|against|under|because|since|until"
    r"|towards?|per|relative|is|are|was|were|has|have|had|did|does|do|be|been|can|may|might|could|would|should|on|over"
    r"|within)\b",
    re.IGNORECASE,
)
"""What ends the words that an effect is of."""


def until(text: str, start: int, end: int) -> int:
    """Where the words end that name one thing."""
    stop = STOP.search(text, start, end)
    return stop.start() if stop else end
