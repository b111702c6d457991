"""Quotation differs (QUO-001).

What it does: takes words in quotation marks that the article attributes to the cited source, or to somebody whom that
source quotes, and looks for them there: character for character once quotation marks, dashes, case, white space and
British or American spelling are folded; "…" and "[…]" may leave words out. It also finds words that the source puts in
somebody else's mouth.

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
from pipeline.lexicon import Patterns, load
from pipeline.records.claim import Claim
from pipeline.records.verdict import Aspect, Objection, Passage

LEAST_WORDS = 4
"""Shorter quotations are scare quotes, terms and nicknames."""
LEAST_OF_AUTHORS = 3
"""Words that are enough where the authors are said to have written or concluded them."""
LEAST_OF_SENTENCE = 2
"""Words that are enough where the marks hold a sentence of its own, its stop included: “It is proven,” said Berg."""
NEAR = 62.0
"""Least likeness (0 to 100, rapidfuzz partial token ratio) of a passage that a quotation garbles."""
_READ_WHOLE = frozenset(("full_text", "press_release"))
_DOUBLE = re.compile(r"[“\"«„]([^“”\"«»„]{1,600})[”\"»]")
_SINGLE = re.compile(r"(?<![\w.])(?:‘([^‘“”\"]{1,600}?)’|'([^'‘“”\"\s](?:[^'‘“”\"]|'(?=\w)){0,600}?)')(?!\w)")
_BEGUN_BEFORE = re.compile(r"^([^“”\"«»„]{1,600}?[,.?!…])(?:”|\"(?=\s|$))")
"""The end of a quotation whose first sentences stand before the claim."""
_NOT_ENDED = re.compile(r"(?:“|(?:(?<=\s)|^)\")([^“”\"«»„]{1,600})$")
_CHANGED_LETTER = re.compile(r"\[([A-Za-z])\](?=[a-z])")
"""`[T]he effect`: a capital that the quotation's place in the sentence asked for."""
_LEFT_OUT = re.compile(r"\s*(?:\[?(?:…|\.{3}|\. \. \.)\]?|\[[^\]]{0,60}\]|\([^)]{0,60}\))\s*")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_PUNCTUATION = re.compile(r"[^\w%$€£']+")
_NAME = (
    r"(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?\s+|Professor\s+)?(?:(?:[A-Z]\.\s?){1,4}|[A-Z][\w’'-]+\s+){0,4}"
    r"[A-Z][\w’'-]+"
)
_PRONOUNS = frozenset("he she they it we i who this that the one both".split())
_VARIANTS = (
    (re.compile(r"\bper cent\b|%"), " percent"),
    (re.compile(r"(?<=[a-z])our(?=s?\b|ed\b|ing\b|al|ist)"), "or"),
    (re.compile(r"(?<=[a-z]{2})is(?=e[ds]?\b|ing\b|ations?\b)"), "iz"),
    (re.compile(r"(?<=[a-z])yse(?=[ds]?\b)"), "yze"),
    (re.compile(r"[ao]e(?=[a-z]{2})"), "e"),
    (re.compile(r"([a-z])ll(?=ed\b|ing\b|ers?\b)"), r"\1l"),
    (re.compile(r"(?<=[a-z]t)re(?=s?\b)"), "er"),
)
"""British and American spellings of one word: a house that spells its own way has not misquoted."""


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`quotation.toml`."""

    speech: Patterns
    source: Patterns
    own: Patterns
    title: Patterns
    authors: Patterns
    inverted: Patterns
    link: Patterns


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
    verbs, inverted = "|".join(_words().speech.patterns), "|".join(_words().inverted.patterns)
    link = "|".join(_words().link.patterns)
    role = rf"(?:(?:the|its|their|his|her|an?|another) )?(?:(?!(?:{link})\b)[a-z][\w-]* ){{0,4}}"
    return (
        re.compile(rf"\b(?i:{inverted})\s+(?:{role}|(?:(?:the|its|their|an?) )?[a-z][\w -]{{2,40}}, )(?P<who>{_NAME})"),
        re.compile(rf"(?P<who>{_NAME})(?:,[^,“\"]{{0,80}},)?\s+(?:also |later |then |has )?(?:{verbs})\b"),
    )


def fold(text: str) -> str:
    """Words only, in lower case, with straight apostrophes, each spelt one way."""
    text = text.translate(_FOLD).casefold()
    for pattern, spelling in _VARIANTS:
        text = pattern.sub(spelling, text)
    return " ".join(_PUNCTUATION.sub(" ", text).split())


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection for each quotation of the source that does not stand there."""
    whole = " ".join(fold(reading.text) for reading in dossier.work.read)
    several = bool(set(dossier.claim.citations) - set(dossier.work.labels))  # the words may stand in the other work
    for quotation in _of_claim(dossier.claim):
        if _stands(quotation.text, whole):
            wrong = _other_speaker(quotation, dossier.passages)
            if wrong is not None:
                yield _misattributed(quotation, *wrong)
        elif not several and dossier.work.scope in _READ_WHOLE and _of_this_source(quotation, dossier):
            yield _objection(dossier, quotation, _nearest(quotation.text, dossier.passages))


def _of_claim(claim: Claim) -> Iterator[Quotation]:
    """The quotations that end in the claim: one that is cut into several statements is looked at once, and whole."""
    at = max(claim.sentence.find(claim.text), 0)
    whole = claim.sentence if claim.text in claim.sentence else claim.text
    for each in quotations(whole, claim.before, claim.after):
        if at < each.end <= at + len(claim.text):
            yield each._replace(start=max(each.start - at, 0), end=each.end - at)


def quotations(text: str, before: str = "", after: str = "") -> Iterator[Quotation]:
    """Quotations long enough to have been said, that the sentence attributes to somebody.

    Args:
        text: the sentence.
        before: the sentence before it, in which a pronoun's name is looked for.
        after: the sentence behind it, which may end a quotation and say whose it is.
    """
    for start, end in _marked(text, after):
        words, ahead = text[start:end].strip(), text[max(start - 61, 0) : start - 1] if start else ""
        if _is_title(words) or _pattern("title").search(ahead):
            continue
        front, behind = text[: max(start - 1, 0)], text[end + 1 :] or after[_begun(after) :]
        around = f"{front} {behind}"
        if len(words.split()) < _least(words, ahead) or _pattern("own").search(around):
            continue
        speech = re.search("|".join(rf"\b(?:{verb})\b" for verb in _words().speech.patterns), around, re.IGNORECASE)
        if speech or _pattern("source").search(around):
            yield Quotation(words, start, end, _speaker(words, front, behind, before))


def _least(words: str, ahead: str) -> int:
    """How many words make it a quotation: a term or a nickname is no sentence."""
    if _SENTENCE.fullmatch(words) and not ahead.strip(" ,:"):
        return LEAST_OF_SENTENCE
    return LEAST_OF_AUTHORS if _pattern("authors").search(ahead) else LEAST_WORDS


_SENTENCE = re.compile(r"(?:[A-Z]|I\b)[^.!?]*[,.!?]")


def _marked(text: str, after: str = "") -> list[tuple[int, int]]:
    """Stretches in quotation marks, the marks left out: double ones, then single ones outside of them."""
    begun = _begun(text)
    found = [(0, begun - 1)] if begun else []
    found += [match.span(1) for match in _DOUBLE.finditer(text, begun)]
    opened = _NOT_ENDED.search(text, found[-1][1] + 1 if found else 0)
    if opened and _begun(after):
        found.append(opened.span(1))
    single = [match.span(match.lastindex or 0) for match in _SINGLE.finditer(text)]
    found += [one for one in single if all(one[1] < start or end < one[0] for start, end in found)]
    return sorted(found)


def _begun(text: str) -> int:
    """Where a quotation ends that an earlier sentence began, its mark included; 0 where there is none."""
    found = _BEGUN_BEFORE.match(text)
    return found.end() if found else 0


def _is_title(words: str) -> bool:
    """Titles of works capitalise most of their words."""
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) / len(long) >= 0.6  # three in five


def _speaker(words: str, front: str, behind: str, before: str = "") -> str:
    """Who says the words: the name at the verb right behind them, else at the last verb before them.

    Behind a pronoun it is whom the text before names last. Where no verb stands beside the words, a name counts only
    if it is the one name that the sentence has beside a verb of saying.
    """
    follows = not words.endswith(".")
    if follows and (named := _begins(behind)):
        return named
    if follows and re.match(r"[\s,]*(?:he|she)\b", behind, re.IGNORECASE):
        return next(iter([*reversed(_names(front)), *reversed(_names(before))]), "")
    clause = re.split(r"[;!?”»]|(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Ms))(?<!\bMrs)(?<!\bProf)\.\s", front)[-1]
    if in_clause := _names(clause):
        return in_clause[-1]
    around = f"{front} {behind}"
    if len(set(names := _names(around))) == 1:
        return names[0]
    pronoun = not names and re.search(r"\b(?:he|she)\b", around, re.IGNORECASE)
    return next(iter(_names(before)), "") if pronoun else ""


def _begins(text: str) -> str:
    """The name of a speech tag that a text begins with: ", says her colleague Lind"."""
    found = (match for pattern in _said_by() for match in pattern.finditer(text))
    return next((match["who"] for match in found if _is_name(match) and not text[: match.start()].strip(" ,")), "")


def _names(text: str) -> list[str]:
    """The names beside verbs of saying, in reading order."""
    return [text[slice(*span)] for span in _names_at(text)]


def _names_at(text: str) -> list[tuple[int, int]]:
    return sorted({match.span("who") for each in _said_by() for match in each.finditer(text) if _is_name(match)})


def _is_name(match: re.Match[str]) -> bool:
    return match["who"].strip().casefold() not in _PRONOUNS


def _stands(words: str, whole: str) -> bool:
    """Whether the quotation stands in the folded text, part for part in order where words were left out."""
    at = 0
    for part in _LEFT_OUT.split(_CHANGED_LETTER.sub(r"\1", words)):
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
        known = f"{named} {authors}".casefold()
        return re.search(rf"(?<!\w){re.escape(surname)}(?!\w)", known) is not None
    if _pattern("source").search(around):
        return True
    verbs = "|".join(_words().speech.patterns)
    role = re.search(rf"\b[Tt]he ([a-z]+(?: [a-z]+){{0,2}}?) (?:{verbs})\b", around)
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
        there = _who_says(quotation.text, passage.text)
        if there is not None:
            return passage, there, passage.text[slice(*there)]
    return None


def _who_says(words: str, text: str) -> tuple[int, int] | None:
    """Where the speaker of quoted words stands in a text that has them in marks."""
    for start, end in _marked(text):
        if _stands(words, fold(text[start:end])):
            who = _speaker(text[start:end].strip(), text[: max(start - 1, 0)], text[end + 1 :])
            blank = _DOUBLE.sub(lambda match: " " * len(match[0]), text)
            return next((span for span in _names_at(blank) if text[slice(*span)] == who), None) if who else None
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
