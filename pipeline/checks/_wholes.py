"""A count of the source told as a part of another whole: "21 of the 96" where the source has 21 of 48.

The count is right and the share is not. It is called wrong where no place of the source tells the count among as many,
or without a whole of its own, and the place that tells it among others speaks of what the claim speaks of.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.checks import Dossier
from pipeline.facts.context import words_of
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
