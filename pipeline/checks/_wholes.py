"""Parts and wholes mixed up: "21 of the 96" where the source has 21 of 48, "the 96 had it" where it has 21 of 96.

Of the first, the count is right and the share is not. It is called wrong where no place of the source tells the count
among as many, or without a whole of its own, and the place that tells it among others speaks of what the claim does.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.checks import Dossier
from pipeline.facts.context import words_of
from pipeline.facts.derived import WORKED_OUT
from pipeline.facts.nouns import family
from pipeline.facts.numbers import fold
from pipeline.facts.parts import Part, is_count, number, parts_of
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage

SMALL = 5
"""Counts below this come about by chance: they need more words in common."""


class OtherWhole(NamedTuple):
    """A part of the claim, and the same count as the source tells it."""

    said: Part
    told: Part
    passage: Passage


class WholeForPart(NamedTuple):
    """A count of the claim that the source gives as the whole, and the part that did what the claim says."""

    fact: Fact
    told: Part
    passage: Passage


_DID = re.compile(
    r"[\w' -]{0,48}?\b(?P<did>(?:had|have|has|were|was|are|is|got|took|did|became|died|fell|felt|lost|won|gave"
    r"|went|came|kept|[a-z]{3,}ed)\b[^.;:]*)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:]|, (?:and|but|while|whereas)\b")


def wholes_for_parts(dossier: Dossier) -> Iterator[WholeForPart]:
    """The counts of a claim that did, in the source, in part only what the claim says of all of them."""
    claim = dossier.claim
    counts = [fact for fact in claim.facts if is_count(fact) and fact.term != WORKED_OUT]
    if len(counts) != 1 or number(counts[0]) < SMALL or parts_of(claim.words, claim.facts):
        return
    fact = counts[0]
    did = _DID.match(claim.words, fact.end)
    wanted = _stems(did["did"]) if did else frozenset()
    found = [
        WholeForPart(fact, told, passage)
        for passage in dossier.passages
        for told in parts_of(passage.text, passage.facts)
        if told.size == number(fact) != number(told.part) and _one_sort(fact, told.whole)
    ]
    for one in found:
        text = one.passage.text
        stop = _CLAUSE.search(text, one.told.part.end)
        doing = _stems(text[one.told.part.end : stop.start() if stop else len(text)])
        if wanted and wanted <= doing and not wanted & _stems(text[: one.told.whole.end]):
            yield one
            return


def other_wholes(dossier: Dossier) -> Iterator[OtherWhole]:
    """The counts of a claim that its source tells of another number of people, animals or things."""
    claim = dossier.claim
    for said in parts_of(claim.words, claim.facts):
        if number(said.part) < 2 or said.part.value is None or said.part.value.kind != "exact":
            continue
        found = [
            OtherWhole(said, told, passage)
            for passage in dossier.passages
            for told in parts_of(passage.text, passage.facts)
            if number(told.part) == number(said.part) and _one_sort(said.part, told.part)
        ]
        if any(one.told.size == said.size for one in found) or _told_alone(dossier, said):
            continue
        least = 1 if number(said.part) >= SMALL else 2
        near = [one for one in found if len(_words(dossier, said) & _stems(one.passage.text)) >= least]
        if near:
            yield max(near, key=lambda one: len(_words(dossier, said) & _stems(one.passage.text)))


def pooled(fact: Fact, dossier: Dossier) -> bool:
    """Whether a part of the claim is what several parts of one sentence come to: "22 of 150", 18 of 75 and 4 of 75."""
    said = next(
        (one for one in parts_of(dossier.claim.words, dossier.claim.facts) if one.start <= fact.start < one.end), None
    )
    if said is None:
        return False
    for passage in dossier.passages:
        told = parts_of(passage.text, passage.facts)
        parts, wholes = sum(number(one.part) for one in told), sum(one.size for one in told)
        if len(told) > 1 and (parts, wholes) == (number(said.part), said.size):
            return True
    return False


def _one_sort(one: Fact, other: Fact) -> bool:
    """Whether two counts may count the same: not where their nouns are of two kinds that are known."""
    ours, theirs = family(one.noun), family(other.noun)
    return not ours or not theirs or ours == theirs


def _words(dossier: Dossier, said: Part) -> frozenset[str]:
    """The words of the claim, without the name of those who were counted."""
    text = dossier.claim.words
    return _stems(text[: said.start]) | _stems(text[said.end :])


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words_of(fold(text)))


def _told_alone(dossier: Dossier, said: Part) -> bool:
    """Whether the source tells the count somewhere without a whole: then it may be of any."""
    for passage in dossier.passages:
        parts = {id(one.part) for one in parts_of(passage.text, passage.facts)}
        wholes = {id(one.whole) for one in parts_of(passage.text, passage.facts)}
        for fact in passage.facts:
            alone = is_count(fact) and fact.role != "total" and id(fact) not in parts | wholes
            alike = number(fact) == number(said.part) and _one_sort(said.part, fact)
            if alone and alike and _words(dossier, said) & _stems(passage.text):
                return True
    return False
