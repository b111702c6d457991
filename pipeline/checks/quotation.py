"""Quotation differs (QUO-001).

What it does: takes words in quotation marks that the article attributes to the cited source, or to somebody whom that
source quotes, and looks for them there: character for character once quotation marks, dashes, case and white space are
folded; "…" and "[…]" may leave words out. It also finds words that the source puts in somebody else's mouth.

Why it matters: quotation marks promise that these very words were said.

The article says: "'We see it as the end of colonoscopy,' the medical director said."

The source says: "'We see it as an option for people who refuse colonoscopy,' the medical director said."

Fine if: the words come from an interview of your own or from another source; say so and cite it.

Literature: the checking desks of The New Yorker and Der Spiegel (every quotation is a claim).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct
from rapidfuzz import fuzz

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._remarks import shortened
from pipeline.lexicon import load
from pipeline.records.verdict import Aspect, Objection, Passage

LEAST_WORDS = 4
"""Shorter quotations are scare quotes, terms and nicknames."""
NEAR = 62.0
"""Least likeness (0 to 100, rapidfuzz partial token ratio) of a passage that a quotation garbles."""
_READ_WHOLE = frozenset(("full_text", "press_release"))
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{8,600})[”\"»]")
_LEFT_OUT = re.compile(r"\s*(?:\[?(?:…|\.{3}|\. \. \.)\]?|\[[^\]]{0,60}\]|\([^)]{0,60}\))\s*")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_PUNCTUATION = re.compile(r"[^\w%$€£']+")
_NAME = r"(?:Dr\.?|Prof(?:essor|\.)?|Mr\.?|Ms\.?|Mrs\.?)?\s*(?:[A-Z][\w’'-]+\s+){0,2}[A-Z][\w’'-]+"


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns with their reason."""

    reason: str
    patterns: tuple[str, ...]


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`quotation.toml`."""

    speech: Words
    source: Words
    own: Words
    title: Words


class Quotation(NamedTuple):
    """A quotation of the claim: its words, its place (marks left out), and who is said to have said it."""

    text: str
    start: int
    end: int
    speaker: str


@cache
def _words() -> File:
    return load("pipeline.checks", "quotation.toml", File)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in getattr(_words(), group).patterns), re.IGNORECASE)


@cache
def _said_by() -> tuple[re.Pattern[str], ...]:
    verbs = "|".join(_words().speech.patterns)
    return (
        re.compile(rf"\b(?:{verbs})\s+(?:(?:the|its|their) [\w -]{{2,40}}, )?(?P<who>{_NAME})"),
        re.compile(rf"(?P<who>{_NAME})(?:,[^,“\"]{{0,80}},)?\s+(?:{verbs})\b"),
    )


def fold(text: str) -> str:
    """Words only, in lower case, with straight apostrophes."""
    return " ".join(_PUNCTUATION.sub(" ", text.translate(_FOLD).casefold()).split())


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection for each quotation of the source that does not stand there."""
    whole = " ".join(fold(reading.text) for reading in dossier.work.read)
    for quotation in quotations(dossier.claim.text):
        if _stands(quotation.text, whole):
            wrong = _other_speaker(quotation, dossier.passages)
            if wrong is not None:
                yield _misattributed(quotation, *wrong)
        elif dossier.work.scope in _READ_WHOLE and _of_this_source(quotation, dossier):
            yield _objection(dossier, quotation, _nearest(quotation.text, dossier.passages))


def quotations(text: str) -> Iterator[Quotation]:
    """Quotations long enough to have been said, that the sentence attributes to somebody."""
    for match in _QUOTED.finditer(text):
        words = match[1].strip()
        before = text[max(match.start() - 60, 0) : match.start()]
        if len(words.split()) < LEAST_WORDS or _is_title(words) or _pattern("title").search(before):
            continue
        around = f"{text[: match.start()]} {text[match.end() :]}"
        if _pattern("own").search(around):
            continue
        speech = re.search("|".join(rf"\b(?:{verb})\b" for verb in _words().speech.patterns), around, re.IGNORECASE)
        if speech or _pattern("source").search(around):
            yield Quotation(words, match.start(1), match.end(1), _speaker(around))


def _is_title(words: str) -> bool:
    """Titles of works capitalise most of their words."""
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) / len(long) >= 0.6  # three in five


def _speaker(around: str) -> str:
    for pattern in _said_by():
        found = pattern.search(around)
        if found:
            return found["who"].strip()
    return ""


def _stands(words: str, whole: str) -> bool:
    """Whether the quotation stands in the folded text, part for part in order where words were left out."""
    at = 0
    for part in _LEFT_OUT.split(words):
        folded = fold(part)
        if not folded:
            continue
        at = f" {whole} ".find(f" {folded} ", at)
        if at < 0:
            return False
        at += len(folded)
    return True


def _of_this_source(quotation: Quotation, dossier: Dossier) -> bool:
    """Whether the words are said to come from this source: from its authors, or from somebody whom it names."""
    around = dossier.claim.text.replace(quotation.text, " ")
    if quotation.speaker:
        surname = quotation.speaker.split()[-1].casefold()
        named = " ".join(reading.text for reading in dossier.work.read)
        authors = " ".join(name for reading in dossier.work.read for name in reading.metadata.authors)
        return len(surname) > 2 and surname in f"{named} {authors}".casefold()  # "Li" names too many
    if _pattern("source").search(around):
        return True
    role = re.search(r"\bthe ([a-z]+(?: [a-z]+){0,2}) (?:said|says|told)\b", around)
    return role is not None and any(role[1] in passage.text.casefold() for passage in dossier.passages)


def _nearest(words: str, passages: tuple[Passage, ...]) -> Passage | None:
    """The passage that the quotation may have been made of."""
    folded = fold(words)
    best = max(passages, key=lambda each: fuzz.partial_token_sort_ratio(folded, fold(each.text)), default=None)
    if best is None or fuzz.partial_token_sort_ratio(folded, fold(best.text)) < NEAR:
        return None
    return best


def _objection(dossier: Dossier, quotation: Quotation, passage: Passage | None) -> Objection:
    label = dossier.claim.citations[0] if dossier.claim.citations else "1"
    return Objection(
        code="QUO-001",
        verdict="contradicted" if passage else None,
        severity="must",
        title=f"[{label[:14]}] does not say “{shortened(quotation.text, 24)}”",
        why="Quotation marks promise these very words; the whole text was read, and they do not stand there.",
        aspects=(Aspect("quotation", quotation.text, shortened(passage.text, 160), "different"),) if passage else (),
        passage=passage,
        said=(quotation.start, quotation.end),
        shown=(0, len(passage.text)) if passage else None,
        ok_if="the words come from an interview of your own or from another source; then cite that.",
        confidence="high" if passage else "medium",
    )


def _other_speaker(quotation: Quotation, passages: tuple[Passage, ...]) -> tuple[Passage, tuple[int, int], str] | None:
    """Where the source has the words from somebody else than the article."""
    if not quotation.speaker:
        return None
    surname = quotation.speaker.split()[-1].casefold()
    for passage in passages:
        if not _stands(quotation.text, fold(passage.text)):
            continue
        near = f"{passage.before} {passage.text} {passage.after}"
        if surname in near.casefold():
            return None
        for pattern in _said_by():
            found = pattern.search(passage.text)
            if found:
                return passage, found.span("who"), found["who"].strip()
    return None


def _misattributed(quotation: Quotation, passage: Passage, shown: tuple[int, int], who: str) -> Objection:
    return Objection(
        code="QUO-001",
        verdict="contradicted",
        severity="must",
        title=f"In the source {shortened(who, 24)} says this",
        why="The words stand in the source, said by somebody else.",
        aspects=(Aspect("speaker", quotation.speaker, who, "different"),),
        passage=passage,
        said=(quotation.start, quotation.end),
        shown=shown,
        ok_if="both said it; then cite where the one named here did.",
    )


CHECK = PairCheck("quotation", ("QUO-001",), examine)
