"""Designation told as approval (REG-001).

What it does: finds claims that a drug, device or treatment is approved, and sets them against a source that says it is
not approved, calls it investigational, or speaks of a designation or a trial phase instead. Whoever approves or sells
it there, in either voice, bears the claim out; a denial for another country says nothing of this one.

Why it matters: approval tells readers that a regulator has weighed benefit and harm. A designation only speeds up the
work, and a trial phase is the work.

The article says: "The FDA-approved nasal spray …"

The source says: "… was granted Breakthrough Therapy designation."

Fine if: it was approved since; cite the approval.

Literature: Krishnamurti 2015 (readers take "breakthrough" for proved); 21 CFR 312.7(a).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.lexicon import Patterns, either, first, load
from pipeline.records.report import Verdict
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.matching import content
from pipeline.text import sentence_spans, stem


class Instead(Struct, frozen=True, forbid_unknown_fields=True):
    """What a source may say where the article says approval."""

    name: str
    verdict: Verdict
    patterns: tuple[str, ...]


class Unreal(Struct, frozen=True, forbid_unknown_fields=True):
    """What makes an approval none."""

    reason: str
    before: str
    sentence: str


class End(Struct, frozen=True, forbid_unknown_fields=True):
    """Where something ends."""

    reason: str
    pattern: str


class Named(Struct, frozen=True, forbid_unknown_fields=True):
    """A place, or a class of people, with all that names it."""

    name: str
    pattern: str


class Where(Struct, frozen=True, forbid_unknown_fields=True):
    """How a text names any other place, and capitalised words that are none."""

    reason: str
    pattern: str
    times: str


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`regulatory.toml`."""

    approved: Patterns
    product: Patterns
    denied: Patterns
    instead: tuple[Instead, ...]
    really: Patterns
    unreal: Unreal
    place: tuple[Named, ...]
    people: tuple[Named, ...]
    purpose: End
    where: Where


class Clause(NamedTuple):
    """A sentence of the source, or the part of one up to a semicolon, and whether it tells an approval."""

    passage: Passage
    start: int
    text: str
    real: bool


class Asked(NamedTuple):
    """What the claim says is approved: where it says so, what for, in which places, and of which product."""

    span: tuple[int, int]
    purpose: frozenset[str]
    places: frozenset[str]
    product: str


HALF = 0.5
"""Share of what the claim says it is approved for that a clause must name where the source tells an approval too."""
SHORT = 8
"""A source of so few passages speaks of one product; in a longer one the passage must share a word with the claim."""


@cache
def _words() -> File:
    return load("pipeline.checks", "regulatory.toml", File)


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where approval is claimed and the source says something else of the same thing in the same place."""
    asked = _asked(dossier.claim.text)
    if asked is None:
        return
    clauses = [clause for passage in _of_it(dossier) for clause in _clauses(passage)]
    here = [clause for clause in clauses if _is_here(asked.places, clause.text)]
    for instead in _words().instead:
        hit = _shown(instead, here, asked)
        if hit is not None:
            yield _objection(dossier, asked.span, instead, *hit)
            return
    yield from _for_others(dossier, asked, here)


def _for_others(dossier: Dossier, asked: Asked, clauses: list[Clause]) -> Iterator[Objection]:
    """An objection where it is approved for children by the claim and, wherever the source tells it, for adults."""
    claim = dossier.claim.text
    end = re.search(_words().purpose.pattern, claim[asked.span[1] :], re.IGNORECASE)
    mine = _people(claim[asked.span[1] : asked.span[1] + end.start()] if end else claim[asked.span[1] :])
    theirs = [(clause, _people(clause.text)) for clause in clauses if clause.real]
    if asked.product or not mine or not theirs or any(not group or group & mine for _, group in theirs):
        return
    clause = theirs[0][0]
    span = first(_words().really.patterns, clause.text)
    if span is not None:
        other = Instead(f"approval for {min(theirs[0][1])}", "overstated", ())
        yield _objection(
            dossier,
            asked.span,
            other,
            clause.passage,
            (clause.start + span[0], clause.start + len(clause.text.rstrip())),
        )


def _people(text: str) -> frozenset[str]:
    return frozenset(one.name for one in _words().people if re.search(one.pattern, text, re.IGNORECASE))


def _asked(claim: str) -> Asked | None:
    """The approval that a claim tells, unless it denies it itself or only hopes for it."""
    words = _words()
    if first(words.denied.patterns, claim):
        return None
    said, product = first(words.approved.patterns, claim), ""
    if said is None:
        named = either(words.product.patterns).search(claim)
        if named is None:
            return None
        said, product = named.span(), stem(named["what"].lower())
    end = _PART.search(claim, said[1])
    return Asked(said, content(claim[said[1] : end.start() if end else len(claim)]), places_of(claim), product)


_PART = re.compile(r"[;.](?=\s)|, (?:but|and|while|whereas|though|although|which|yet)\b")


def places_of(text: str) -> frozenset[str]:
    """The places that a text names, a regulator standing for the place where its word holds."""
    words = _words()
    known = {one.name for one in words.place if re.search(one.pattern, text)}
    named = {name for match in re.finditer(words.where.pattern, text) if (name := match["in"] or match["of"])}
    times = words.where.times.split()
    return frozenset(
        known
        | {
            name.lower()
            for name in named
            if name.split()[0] not in times and not any(re.search(one.pattern, name) for one in words.place)
        }
    )


def _is_here(asked: frozenset[str], text: str) -> bool:
    """Whether a clause can be of the claim's place: one that names another place says nothing of it."""
    there = places_of(text)
    return not asked or not there or bool(asked & there)


def _of_it(dossier: Dossier) -> tuple[Passage, ...]:
    """The passages that can be of the claim's product."""
    if len(dossier.passages) <= SHORT:
        return dossier.passages
    mine = content(dossier.claim.text)
    return tuple(passage for passage in dossier.passages if mine & content(passage.text))


def _clauses(passage: Passage) -> Iterator[Clause]:
    for start, end in sentence_spans(passage.text):
        at = start
        for part in re.split(r"(?<=;)", passage.text[start:end]):
            yield Clause(passage, at, part, _is_real(part))
            at += len(part)


def _is_real(text: str) -> bool:
    """Whether a clause tells that somebody approves, clears or sells it, and does not deny it or only hope for it."""
    words = _words()
    if re.search(words.unreal.sentence, text, re.IGNORECASE):
        return False
    return any(
        not re.search(words.unreal.before, text[max(0, match.start() - BEFORE) : match.start()], re.IGNORECASE)
        for match in either(words.really.patterns).finditer(text)
    )


BEFORE = 60
"""Characters before an approval within which it may be denied."""


def _shown(instead: Instead, clauses: list[Clause], asked: Asked) -> tuple[Passage, tuple[int, int]] | None:
    """Where the source says it instead; beside an approval only if it is nearer to what the claim says it is for."""
    real = [clause for clause in clauses if clause.real]
    borne = max((_share(asked.purpose, clause.text) for clause in real), default=0.0)
    for clause in clauses:
        span = None if clause.real else first(instead.patterns, clause.text)
        if span is None or (asked.product and asked.product not in content(clause.text)):
            continue
        share = _share(asked.purpose, clause.text)
        if not real or (share >= HALF and share > borne):
            return clause.passage, (clause.start + span[0], clause.start + span[1])
    return None


def _share(wanted: frozenset[str], text: str) -> float:
    return len(wanted & content(text)) / len(wanted) if wanted else 0.0


def _objection(
    dossier: Dossier, said: tuple[int, int], instead: Instead, passage: Passage, shown: tuple[int, int]
) -> Objection:
    word = dossier.claim.text[slice(*said)]
    title = (
        "The source says: not approved"
        if instead.name == "not approved"
        else f"{instead.name.capitalize()} is not approval"
        + (" for all" if instead.name.startswith("approval") else "")
    )
    return Objection(
        code="REG-001",
        verdict=instead.verdict,
        severity="must",
        title=title,
        why="Readers take approval for a regulator's word that benefit outweighs harm.",
        aspects=(Aspect("regulatory status", word, passage.text[slice(*shown)], "stronger"),),
        passage=passage,
        said=said,
        shown=shown,
        ok_if="it was approved since; then cite the approval.",
        cause="told as approved",
        certain=instead.verdict == "contradicted" and len(dossier.passages) <= SHORT,
    )


CHECK = PairCheck("regulatory", ("REG-001",), examine)
