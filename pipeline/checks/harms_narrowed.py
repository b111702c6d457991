"""Harms narrowed (SAF-002).

What it does: where the claim denies harms ("no serious adverse events"), compares what narrows the denial in the source
("no drug-related serious adverse events"): a qualifier of the source that the claim drops makes the claim say more.
It also finds "mild" beside "mild to moderate" or worse. Harms denied that the source counts are `harms-denied`'s.

Why it matters: "none that the investigators blamed on the drug" is not "none".

The article says: "No serious adverse events were reported."

The source says: "There were no drug-related serious adverse events."

Fine if: another passage of the source, or another source cited there, says it without the qualifier.

Literature: CONSORT Harms 2004; Lazarus 2015 (lack of focus on harm, 27% of abstracts).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._symptoms import belied
from pipeline.lexicon import load
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.context import context
from pipeline.strength.matching import around, verbatim
from pipeline.strength.patterns import compile_words
from pipeline.strength.wording import cut

_REACH = 60
"""Characters within which a qualifier belongs to a harm of the same clause."""
_GRADES = ("mild", "moderate", "severe")
_GRADE = re.compile(r"(?i)\b(mild|moderate|severe|serious|life-threatening|fatal)(?:ly)?\b")


class Qualifier(Struct, frozen=True, forbid_unknown_fields=True):
    """A way to narrow a harm."""

    name: str
    patterns: tuple[str, ...]
    reason: str


class HarmWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`harms.toml`."""

    harms: tuple[str, ...]
    harms_reason: str
    qualifier: tuple[Qualifier, ...]


class Harm(NamedTuple):
    """A harm in a text: the noun's head word, whether it is denied, and what narrows it (name -> words)."""

    head: str
    denied: bool
    narrowed: dict[str, str]
    start: int
    end: int


@cache
def _words() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    words = load("pipeline.strength", "harms.toml", HarmWords)
    qualifiers = tuple(
        (each.name, compile_words(each.patterns, f"harms.toml: {each.name}")) for each in words.qualifier
    )
    return compile_words(words.harms, "harms.toml: harms"), qualifiers


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection for each denial of the claim that the source makes more narrowly, or not at all."""
    claim = dossier.claim
    if context(claim.text).question or verbatim(claim, dossier.passages):
        return
    counted = belied(claim.text, dossier.passages) is not None
    for harm in harms(claim.text) if not counted else ():
        found = _narrower(harm, dossier) if harm.denied else None
        if found is not None:
            yield _objection(dossier, harm, *found)
            return
    graded = _grade(dossier)
    if graded is not None:
        yield graded


@lru_cache(maxsize=20_000)
def harms(text: str) -> tuple[Harm, ...]:
    """Every harm that `text` names, in order."""
    nouns, qualifiers = _words()
    where = context(text)
    out = []
    for match in nouns.finditer(text):
        clause = where.clause(match.start())
        left = max(clause.start, match.start() - _REACH)
        window = text[left : min(clause.end, match.end() + _REACH)]
        narrowed = {name: hit.group() for name, pattern in qualifiers for hit in [pattern.search(window)] if hit}
        denied = (
            bool(where.governed(match.start(), "negation")) and " more " not in text[clause.start : match.end() + 25]
        )
        out.append(Harm(_head(match.group()), denied, narrowed, match.start(), match.end()))
    return tuple(out)


def _head(noun: str) -> str:
    """Adverse events, side effects and reactions are one thing; deaths and injuries are others."""
    low = noun.lower().replace("-", " ")
    if re.match(r"adverse|side|untoward|(?:s|te)?aes?$|toxicit", low):
        return "adverse event"
    return "safety concern" if low.startswith("safety") else low.rstrip("s")


def _narrower(said: Harm, dossier: Dossier) -> tuple[Passage, tuple[int, int], str, str] | None:
    """The source's narrower denial: passage, span, its qualifier's words, and what was dropped."""
    kept = _kept(dossier, said.head)
    best: tuple[Passage, tuple[int, int], str, str] | None = None
    for passage in dossier.passages:
        for harm in harms(passage.text):
            if harm.head != said.head or context(passage.text).governed(harm.start, "speculation"):
                continue
            dropped = [name for name in harm.narrowed if name not in kept and name not in said.narrowed]
            if harm.denied and not dropped:
                return None
            if harm.denied and best is None:
                words = harm.narrowed[dropped[0]]
                best = passage, _span(passage.text, harm, words), words, dropped[0]
    return best


def _kept(dossier: Dossier, head: str) -> set[str]:
    """What narrows harms in the claim's sentence, or in a neighbour that speaks of events too.

    A neighbour that denies such harms itself narrows its own denial, not the claim's: "There were no adverse events.
    No serious adverse events were reported."
    """
    claim = dossier.claim
    kept = {name for harm in harms(claim.sentence) for name in harm.narrowed}
    for beside in (claim.before, claim.after):
        denies = any(harm.denied and harm.head == head for harm in harms(beside))
        if not denies and re.search(r"(?i)\b(?:events?|effects?|reactions?|harms?|deaths?)\b", beside):
            kept |= {name for name, pattern in _words()[1] if pattern.search(beside)}
    return kept


def _span(text: str, harm: Harm, words: str) -> tuple[int, int]:
    """From the qualifier to the harm, whichever stands first."""
    at = text.find(words)
    return (min(at, harm.start), max(at + len(words), harm.end)) if at >= 0 else (harm.start, harm.end)


def _objection(
    dossier: Dossier, said: Harm, passage: Passage, span: tuple[int, int], words: str, name: str
) -> Objection:
    noun = dossier.claim.text[said.start : said.end]
    title = f"Source says only: no “{cut(words, 24)}” {cut(noun, 15)}"
    return Objection(
        code="SAF-002",
        verdict="overstated",
        severity="must",
        title=title[:60],
        why="The claim denies more harms than the source does.",
        aspects=(Aspect("harms", noun, passage.text[slice(*span)], "stronger"),),
        passage=passage,
        said=(said.start, said.end),
        shown=span,
        ok_if="another passage of the source, or another source cited there, says it without the qualifier.",
        cause=f"harms {name}",
    )


def _grade(dossier: Dossier) -> Objection | None:
    """The claim calls harms mild; every passage on such harms has worse."""
    claim = dossier.claim
    mine = _worst(claim.text)
    if mine is None or _worst(around(claim)) != mine or not any(h.head == "adverse event" for h in harms(claim.text)):
        return None
    worst: tuple[int, Passage, tuple[int, int]] | None = None
    for passage in dossier.passages:
        if not any(harm.head == "adverse event" and not harm.denied for harm in harms(passage.text)):
            continue
        theirs = _worst(passage.text)
        if theirs is not None and theirs[0] <= mine[0]:
            return None
        if theirs is not None and worst is None:
            worst = theirs[0], passage, theirs[1]
    if worst is None:
        return None
    _, passage, span = worst
    return Objection(
        code="SAF-002",
        verdict="overstated",
        severity="must",
        title=f"“{claim.text[slice(*mine[1])]}” harms; the source says “{passage.text[slice(*span)]}”",
        why="The claim names only the milder part of the harms.",
        aspects=(Aspect("severity of harms", claim.text[slice(*mine[1])], passage.text[slice(*span)], "weaker"),),
        passage=passage,
        said=mine[1],
        shown=span,
        ok_if="the sentence goes on to tell the more severe ones.",
        cause="harms severity",
    )


def _worst(text: str) -> tuple[int, tuple[int, int]] | None:
    """The worst grade that is not denied, with its place."""
    where = context(text)
    found = [
        (min(_GRADES.index(match[1].lower()) if match[1].lower() in _GRADES else 2, 2), match.span())
        for match in _GRADE.finditer(text)
        if not where.governed(match.start(), "negation")
    ]
    return max(found, key=lambda each: each[0], default=None)


CHECK = PairCheck("harms-narrowed", ("SAF-002",), examine)
