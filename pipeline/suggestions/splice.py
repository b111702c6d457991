"""Puts words in the place of others without leaving a mark: capitals, articles, spaces."""

import re
from functools import cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.claim import Claim
from pipeline.records.verdict import Passage
from pipeline.strength.matching import share

SAME_MATTER = 0.34
"""Least share of the claim's content words in the passage whose words are taken over."""

_ARTICLE = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]{2,}")
_LOOSE = re.compile(r"\s+([,.;:!?])")
_FIRST = re.compile(r"[A-Za-z][\w’'-]*")


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of words with the reason why they stand together."""

    reason: str
    words: str

    def all(self) -> frozenset[str]:
        """The words, lower case."""
        return frozenset(self.words.lower().split())


class Verbs(Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs as `base third past participle`, an entry each."""

    reason: str
    forms: tuple[str, ...]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`words.toml`."""

    openers: Words
    neutral: Words
    narrowing: Words
    raising: Words
    effect: Verbs
    up: Verbs
    down: Verbs
    raising_it: Verbs
    lowering_it: Verbs
    evidence: Verbs
    weak_evidence: Verbs
    hype: Words
    kinds: dict[str, str]
    statuses: dict[str, str]
    told: Verbs
    designs: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The room's words, read once."""
    return load("pipeline.suggestions", "words.toml", Lexicon)


def splice(text: str, span: tuple[int, int], new: str) -> str:
    """`text` with `new` in place of the span; an empty `new` takes the words out.

    Capitals follow the place, "a" and "an" follow the next word, and no double space is left.
    """
    start, end = span
    before, after = text[:start], text[end:]
    if not new:
        before, after = before.rstrip(" "), after.lstrip(" ")
        joined = f"{before} {after}" if before and after and after[0].isalnum() else before + after
        return tidy(_capital(joined) if text[:1].isupper() else joined)
    opens = not before.strip(" “\"'(")
    if opens and text[start : start + 1].isupper():
        new = _capital(new)
    return tidy(_agreeing(before, new) + new + after)


def tidy(text: str) -> str:
    """Single spaces, none before a stop."""
    return _LOOSE.sub(r"\1", _SPACES.sub(" ", text)).strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def lowered(text: str, source: str = "") -> str | None:
    """`text` as it goes on within a sentence; None where its first word may be a name.

    A first word keeps its capital unless it is a word that opens sentences ("the", "patients", a number), or the
    source writes it small.
    """
    first = _FIRST.match(text)
    if first is None or not first[0][0].isupper():
        return text
    if first[0].lower() in lexicon().openers.all() or _ends_like_a_common_word(first[0]):
        return text[0].lower() + text[1:]
    if _is_plural_subject(text, first[0]):
        return text[0].lower() + text[1:]
    small = first[0][0].lower() + first[0][1:]
    if re.search(rf"(?<!\w){re.escape(small)}(?!\w)", source):
        return text[0].lower() + text[1:]
    return text if re.search(rf"[a-z,] {re.escape(first[0])}(?!\w)", source) else None


def _is_plural_subject(text: str, first: str) -> bool:
    """Whether a plural opens the sentence ("Statins lower …"): a name would have its verb in the third person."""
    following = re.match(r"\s+([a-z]+)\b", text[len(first) :])
    if following is None or not re.search(r"[^sui\WA-Z’']s$", first) or not first[1:].islower():
        return False
    if following[1] in ("on", "in", "with", "who", "given", "taking", "using", "from", "of"):
        return True
    bases = {entry.split()[0] for entry in lexicon().effect.forms if entry.split()[0] != entry.split()[2]}
    return following[1] in bases | {"are", "were", "have", "do"}


def _ends_like_a_common_word(word: str) -> bool:
    """Nouns in -tion, -ment, -ness or -ity that begin a sentence are no names."""
    return word[1:].islower() and word.endswith(("tion", "tions", "ment", "ments", "ness", "ity", "ing"))


def opening(text: str, source: str = "") -> str | None:
    """As `lowered`, for a whole claim that other words are to go in front of; None for the rest of a sentence."""
    if not text or text[0].islower() or text.split(maxsplit=1)[0].lower() in _GOES_ON:
        return None
    return lowered(text, source)


_GOES_ON = frozenset("but and or so yet with which who while whereas yes no however then also instead".split())


def kept_or_lowered(text: str) -> str:
    """As `lowered`, with a capital kept where it may be a name's."""
    return lowered(text) or text


def _agreeing(before: str, new: str) -> str:
    article = _ARTICLE.search(before)
    if article is None:
        return before
    word = "an" if sounds_open(new) else "a"
    if article[1][0].isupper():
        word = word.capitalize()
    return before[: article.start()] + word + article[2]


def sounds_open(word: str) -> bool:
    """Whether "an" goes before the word: a vowel, or a number that is read with one."""
    low = word.lower()
    if re.match(r"(?:8|11\b|18\b)", low):
        return True
    return low[:1] in "aeiou" and not low.startswith(("uni", "use", "eu", "one", "u.s", "us "))


def near(claim: Claim, passage: Passage) -> bool:
    """Whether claim and passage speak of the same matter, the sentences round the passage counted."""
    beside = f"{passage.before} {passage.text} {passage.after}"
    return share(claim.text, beside) >= SAME_MATTER
