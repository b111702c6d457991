"""Refuses a suggested wording that says anything which neither the claim nor the quoted passage says.

A number, a name, a word of matter (a population, an outcome, a condition) or more certainty: each must stand in the
passage, or in the claim as it was. The passage's neighbours do not count: what is not quoted can't be checked by eye.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from pipeline.facts.numbers import numbers
from pipeline.strength import profile
from pipeline.strength.causality import RANK
from pipeline.suggestions import conjugation
from pipeline.suggestions.bounds import SHARES
from pipeline.suggestions.splice import lexicon
from pipeline.text import stem, tokens

Refusal = Literal["unchanged", "advice", "number", "name", "word", "negation", "certainty", "strength"]

ALIKE = 0.5
"""Least share of common words: below it the suggestion is another sentence, not an edit."""
KEPT = 0.5
"""Or the share of the claim's own matter that still stands: a short claim may need as many words again to be true."""
BEGUN = 0.25
"""The same where the sentence begins as it did: of what it speaks is kept, what is said of it is put right."""
_STRONG = ("magnitude", "absolutes", "hype", "consensus", "safety")
_TOKEN = re.compile(r"[\w-]+")
_ENDS = frozenset('.!?“"(:')
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_POINTS = re.compile(r"\bpercentage points?\b")
"""A unit: "points" is no word of evidence there."""
_NEGATIONS = frozenset("no not never none neither nor without cannot".split())


def refusal(claim: str, suggestion: str, evidence: str) -> Refusal | None:
    """Why a suggestion must not be shown, or None.

    Args:
        claim: the article's words as they stand.
        suggestion: what they should read, whole.
        evidence: the quoted passage (or several), with the name of its field and of the source's kind.
    """
    if suggestion.split() == claim.split():
        return "unchanged"
    if alike(claim, suggestion) < ALIKE and not _edited(claim, suggestion):
        return "advice"
    known = f"{claim} \n {evidence}"
    if not figures_of(suggestion) <= figures_of(known):
        return "number"
    if not _names(suggestion) <= _words(known):
        return "name"
    if not _matter(suggestion) <= _matter(known) | _inflected(known) | _neutral():
        return "word"
    if _turned(claim, suggestion, evidence):
        return "negation"
    return _stronger(claim, suggestion, evidence)


def borne_out(statement: str, passage: str) -> bool:
    """Whether the passage itself says the statement: its matter, its figures, its strength, and of no fewer people.

    For a wording that gives the source as whose word it is: what the source did not say can't be put in its mouth.
    """
    passage = _REPORTED.sub(" ", passage)
    known = _matter(passage) | _inflected(passage) | _neutral()
    if not (_matter(statement) <= known and figures_of(statement) <= figures_of(passage)):
        return False
    if SHARES.search(passage) and not SHARES.search(statement):
        return False
    return _stronger("", statement, passage) is None


_REPORTED = re.compile(r"\b(?:reported|reports|announced|announces|said|says|stated|states)(?: today)? that\b")
"""Whose word it is, in the passage: the wording says so too."""


def may_be(statement: str, passage: str) -> bool:
    """Whether "may" is all that the statement lacks: a passage that tells no result of its own denies none.

    One that tells a result must tell this one: its matter and of whom, or the softer word would still say another.
    """
    if not figures_of(statement) <= figures_of(passage):
        return False
    told = {stem(form) for entry in lexicon().effect.forms for form in entry.split()} & _matter(passage)
    return not told or _matter(statement) <= _matter(passage) | _inflected(passage) | _neutral()


def alike(one: str, other: str) -> float:
    """Share of common words, 0 to 1."""
    words, others = one.casefold().split(), other.casefold().split()
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def _edited(claim: str, suggestion: str) -> bool:
    """Whether a sentence that shares few words is still the claim put right: what it speaks of stands there."""
    least = BEGUN if claim.casefold().split()[:2] == suggestion.casefold().split()[:2] else KEPT
    return kept(_WHO_SAYS.sub("", claim), suggestion) >= least


_WHO_SAYS = re.compile(r"^[^,;.]{3,80}? that (?=[a-z])")
"""Who says it is no matter of what is said: "Numerous studies prove that" may become "A small trial suggests that"."""


def kept(claim: str, suggestion: str) -> float:
    """Share of the claim's words of matter that the suggestion still has, 0 to 1; 0 for a claim with only one."""
    matter = _matter(claim) - _neutral()
    return len(matter & _matter(suggestion)) / len(matter) if len(matter) > 1 else 0.0


@lru_cache(maxsize=4096)
def figures_of(text: str) -> frozenset[str]:
    """Every number of the text: digits as written, and the values of number words."""
    written = {match[0].rstrip(".,") for match in _DIGITS.finditer(text)}
    return frozenset(written | {f"{each.value:g}" for each in numbers(text)})


def _names(text: str) -> set[str]:
    """Words with a capital that no sentence's beginning explains."""
    found = set()
    for match in _TOKEN.finditer(text):
        before = text[: match.start()].rstrip(" ")
        if before and before[-1] not in _ENDS and any(sign.isupper() for sign in match[0]):
            found.add(match[0].lower())
    return found


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text.lower()))


@lru_cache(maxsize=4096)
def _matter(text: str) -> frozenset[str]:
    """Stems of all words, parts of hyphenated ones as well; numbers are looked at by themselves; "%" is "per cent"."""
    found = set()
    text = text.replace("%", " per cent")
    for token in tokens(text):
        for part in (token.lower, *token.lower.split("-")):
            word = part.replace("’", "'").removesuffix("'s")
            if word.isalpha():
                found.add(stem(word))
    return frozenset(found) - _number_words(text)


@lru_cache(maxsize=4096)
def _inflected(text: str) -> frozenset[str]:
    """Stems of the other forms of its verbs: "fell" known, "falls" is no new matter."""
    table = conjugation.known()
    return frozenset(stem(form) for word in _words(text) for form in table.get(word, ()))


def _number_words(text: str) -> frozenset[str]:
    return frozenset(
        stem(word) for each in numbers(text) for word in re.findall(r"[a-z]+", text[each.start : each.end].lower())
    )


@lru_cache(maxsize=1)
def _neutral() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon().neutral.all())


def _turned(claim: str, suggestion: str, evidence: str) -> bool:
    """Whether a denial came that the passage does not make, or went that it makes too."""
    mine, new, theirs = (_denials(text) for text in (claim, suggestion, evidence))
    if new > mine:
        return not theirs
    return new < mine and theirs > 0


def _denials(text: str) -> int:
    return sum(token.lower in _NEGATIONS or token.lower.endswith(("n't", "n’t")) for token in tokens(text))


_CAUSED = re.compile(
    r"\b(?:caus(?:e[sd]?|ing)|led to|leads? to|leading to|triggers?|triggered|brought on)\b", re.IGNORECASE
)
_DENIED_CAUSE = re.compile(rf"{_CAUSED.pattern} (?:no|not|zero|neither|hardly any)\b", re.IGNORECASE)
"""Who says that a remedy caused no harm has not said that it caused those which came: that needs the passage."""


def _stronger(claim: str, suggestion: str, evidence: str) -> Refusal | None:
    """More certainty or cause than claim and passage have, or a strong word that stands in neither.

    "Did not lower" is a size too, but no strong one: for a denial `_turned` answers.
    """
    mine, new, theirs = (profile(_POINTS.sub("per cent", text)) for text in (claim, suggestion, evidence))
    if new.certainty > max(mine.certainty, theirs.certainty):
        return "certainty"
    if _DENIED_CAUSE.search(claim) and not _DENIED_CAUSE.search(suggestion) and theirs.causality != "causal":
        return "certainty" if _CAUSED.search(suggestion) else None
    if RANK[new.causality] > max(RANK[mine.causality], RANK[theirs.causality]):
        return "certainty"
    known = f"{claim} {evidence}".lower()
    strong = [cue for name in _STRONG for cue in new.of(name) if not (name == "magnitude" and _denials(cue.text))]
    return "strength" if any(cue.text.lower() not in known for cue in strong) else None
