"""Edits of certainty: the source's modal, its verb of evidence, or its limit in front of the article's sentence."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.strength.context import context
from pipeline.suggestions.frames import frame_edits
from pipeline.suggestions.softening import (
    MODAL,
    firm_first,
    modal,
    modal_on_effect,
    seeming,
    softer_evidence,
    with_adverb,
)
from pipeline.suggestions.splice import kept_or_lowered, opening, splice
from pipeline.verdicts.reading.polarity import same_polarity

_WHO_SAYS = re.compile(
    r"\b(?P<who>we|authors|researchers|scientists|results|findings|data)\s+(?P<verb>suggest"
    r"|hypothesi[sz]e|propose|speculate|indicate)\b",
    re.IGNORECASE,
)
_EVIDENCE_WORD = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research|review|results?|findings|evidence|authors)\b", re.IGNORECASE
)
_CURE = re.compile(r"\b(?:cur(?:e|es|ed|ing)|eradicat|eliminat|wip(?:e|es|ed) out)", re.IGNORECASE)
_SHORT = re.compile(r"(?:[\w’'-]+ ){2,8}[\w’'-]+\.")
"""A plain sentence that a few words can follow."""
LIMIT = re.compile(r"\b(?:small|early|preliminary|pilot|first|single|one|open-label|uncontrolled)\b", re.IGNORECASE)
STUDY = re.compile(r"\b(?:trials?|stud(?:y|ies)|experiments?|survey|cohort|review)\b", re.IGNORECASE)


def hedge_edits(
    claim: Claim, _: Objection, passage: Passage, _said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The source's own hedge: its modal before the verb, its verb of evidence, or its limit in front."""
    text, words = claim.text, passage.text[slice(*shown)]
    opened = opening(text, passage.text)
    scarce = re.search(r"\b(limited|weak|insufficient|scarce|little|preliminary)\b", passage.text, re.IGNORECASE)
    if (
        scarce
        and re.search(r"\bevidence\b", passage.text, re.IGNORECASE)
        and opened
        and _about_that_limit(words, scarce[0])
    ):
        yield (
            f"There is only {scarce[0].lower()} evidence that {opened}"
            if scarce[0].lower() != "insufficient"
            else (f"There is insufficient evidence that {opened}")
        )
    yield from frame_edits(text, passage, shown)
    if opened and re.fullmatch(r"(?:data|evidence|samples?|numbers?) (?:is|are|was|were) [a-z]+", words.lower()):
        yield f"Although the {words.lower()}, {opened}"
    if not same_polarity(text, passage.text) or _cured(text, passage.text):
        return
    yield from firm_first(modal(text, passage.text))
    yield from seeming(text, passage.text)
    yield from with_adverb(text, passage.text)
    if re.search(r"\b(?:suggest|point|indicat|appear|seem|believ|hypothes|propos)", words, re.IGNORECASE):
        yield from softer_evidence(text)
    who = _WHO_SAYS.search(passage.text)
    if who and opened and not _EVIDENCE_WORD.search(text):
        subject = "researchers" if who["who"].lower() in ("we", "authors") else who["who"].lower()
        yield splice(f"{subject} {who['verb'].lower()} that {opened}", (0, len(subject)), subject.capitalize())
    goes_on = passage.text[slice(shown[0], context(passage.text).clause(shown[0])[1])]
    if re.search(r"\b(?:may|might|could|possib|potential|likely)", words, re.IGNORECASE) or MODAL.search(goes_on):
        yield from firm_first(modal_on_effect(text))
    told = re.fullmatch(r"(?P<what>trials?|study|studies) (?:was|were) (?P<how>small|preliminary|short)", words.lower())
    if told and opened and not STUDY.search(text):
        what = f"{told['how']} {told['what']}"
        yield f"In {what}, {opened}" if told["what"].endswith("s") else f"In a {what}, {opened}"
        return
    if told and opened is None and _SHORT.fullmatch(text) and not STUDY.search(text):
        what = f"{told['how']} {told['what']}"
        yield splice(text, (len(text) - 1, len(text)), f" in {what}." if what.endswith("s") else f" in a {what}.")
        return
    behind = re.match(r"\s+(?:clinical\s+)?" + STUDY.pattern, passage.text[shown[1] :])
    limit = (shown[0], shown[1] + (behind.end() if behind else 0))
    if LIMIT.search(words) and STUDY.search(passage.text[slice(*limit)]) and not STUDY.search(text) and opened:
        yield f"In {_with_article(passage.text, limit)}, {opened}"


def _cured(text: str, source: str) -> bool:
    """Whether the article tells a cure and the source none: softened, it would still promise one."""
    return bool(_CURE.search(text)) and not _CURE.search(source)


def _about_that_limit(shown: str, word: str) -> bool:
    """Whether the deciding words of the source are about that limit."""
    return word.lower() in shown.lower() or "certainty" in shown.lower()


def _with_article(text: str, shown: tuple[int, int]) -> str:
    """The shown words with the article that stands before them."""
    before = re.search(
        r"\b(an?|one|this|the|our|two|three|several)\s+((?:[\w-]+\s+){0,3})$", text[: shown[0]], re.IGNORECASE
    )
    words = (before[2] if before else "") + kept_or_lowered(text[slice(*shown)])
    first = before[1].lower() if before else ""
    if first in ("one", "two", "three", "several"):
        return f"{first} {words}"
    if not before and words.endswith("s"):
        return words
    return f"{'an' if words[0].lower() in 'aeiou' else 'a'} {words}"
