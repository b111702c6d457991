"""Softer words in the place of firm ones: a modal before a verb, "appears to", "suggests" for "shows"."""

import re
from collections.abc import Iterator

from pipeline.suggestions.splice import lexicon, splice
from pipeline.text import stem

_WORD = re.compile(r"[A-Za-z][\w’'-]*")
MODAL = re.compile(r"\b(may|might|could)\b(?:\s+(?:also|well|still))?\s+([a-z]+)", re.IGNORECASE)
_MODAL_BEFORE = re.compile(r"\b(?:to|may|might|could|not)\s+$", re.IGNORECASE)
_SEEMS = re.compile(r"\b(appears?|seems?|tends?) to ([a-z]+)", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(?:can|will|does|did|do|would|must)\s+$", re.IGNORECASE)
_PROBABLY = re.compile(r"\b(probably|possibly|perhaps|presumably) ([a-z]+)", re.IGNORECASE)
_OF_A_REVIEW = re.compile(
    r"\b(?:narrative|literature|this|scoping) review\b|\bcommentary\b|\beditorial\b", re.IGNORECASE
)
_OWN_TESTS = re.compile(r"\b(?:experiments?|trials?|tests?)\b", re.IGNORECASE)
FIRM = re.compile(r"\b(?:prove[dns]?|proven|confirm(?:s|ed)?|demonstrate[ds]?|establish(?:es|ed)?)\b", re.IGNORECASE)


def seeming(text: str, source: str) -> Iterator[str]:
    """For "prevents" beside "appears to prevent"."""
    for seems in _SEEMS.finditer(source):
        root = stem(seems[2].lower())
        for word in _WORD.finditer(text):
            low = word[0].lower()
            if stem(low) == root and word.start() > 0 and not low.endswith(("ed", "ing")):
                verb = seems[1].lower().removesuffix("s") + ("s" if low.endswith("s") else "")
                yield splice(text, word.span(), f"{verb} to {seems[2].lower()}")
                break


def with_adverb(text: str, source: str) -> Iterator[str]:
    """For "prevents" beside "probably prevents"."""
    for hedged in _PROBABLY.finditer(source):
        root = stem(hedged[2].lower())
        for word in _WORD.finditer(text):
            if stem(word[0].lower()) == root and word.start() > 0 and not _MODAL_BEFORE.search(text[: word.start()]):
                yield splice(text, (word.start(), word.start()), f"{hedged[1].lower()} ")
                break


def firm_first(candidates: Iterator[str]) -> Iterator[str]:
    """A "may" behind "proved that" is nonsense: the firm verb of evidence goes too."""
    for text in candidates:
        if FIRM.search(text):
            yield from softer_evidence(text)
        else:
            yield text


def modal(text: str, source: str) -> Iterator[str]:
    """For "Breath replaces" beside "breath could replace": the source's modal and verb."""
    for found in MODAL.finditer(source):
        root = stem(found[2].lower())
        for word in _WORD.finditer(text):
            if stem(word[0].lower()) == root and word.start() > 0:
                start = word.start()
                if _MODAL_BEFORE.search(text[:start]):
                    break
                auxiliary = _AUXILIARY.search(text[:start])
                yield splice(
                    text,
                    (auxiliary.start() if auxiliary else start, word.end()),
                    f"{found[1].lower()} {found[2].lower()}",
                )
                break


def modal_on_effect(text: str) -> Iterator[str]:
    """A modal on the first verb of effect."""
    for word in _WORD.finditer(text):
        low = word[0].lower()
        forms = next((entry.split() for entry in lexicon().effect.forms if low in entry.split()[:3]), None)
        if forms is None or word.start() == 0 or _MODAL_BEFORE.search(text[: word.start()]):
            continue
        auxiliary = _AUXILIARY.search(text[: word.start()])
        past = low == forms[2] and forms[2] != forms[0] and not auxiliary
        new = f"may have {forms[3]}" if past else f"may {forms[0]}"
        yield splice(text, (auxiliary.start() if auxiliary else word.start(), word.end()), new)
        return


def softer_evidence(text: str, source: str = "") -> Iterator[str]:
    """Turn "The review found" into "the review suggests", in the same form."""
    if _OF_A_REVIEW.search(source) and _OWN_TESTS.search(text):
        return  # who reviews has tested nothing, however softly it is told
    soft = lexicon().weak_evidence.forms[0].split()
    for word in _WORD.finditer(text):
        low = word[0].lower()
        forms = next((entry.split() for entry in lexicon().evidence.forms if low in entry.split()), None)
        if forms is None or low in soft or word.start() == 0:
            continue
        if low in forms[:3] and not re.search(r"\b(?:was|were|been|be|is|are|well|now)\s$", text[: word.start()]):
            yield splice(text, word.span(), soft[forms.index(low)])
            return
