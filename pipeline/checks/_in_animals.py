"""Seen in animals or cells alone, told of people: read where the source is short enough to be one matter throughout.

An abstract tells one study, so that its words need not be the claim's for both to speak of one thing. Where it tells of
people too, the passage that says most of what the claim says must be one of animals.
"""

import re
from typing import NamedTuple

from pipeline.checks import Dossier
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.search.likeness import names
from pipeline.strength.certainty import reported
from pipeline.strength.context import context
from pipeline.strength.groups import ANYBODY, Place, claimed, mentions, untried
from pipeline.strength.matching import ABSTRACT, meant
from pipeline.strength.patterns import expression, find
from pipeline.strength.verbs import acts

BEASTS = frozenset(("animals", "cells"))
ABOUT = 0.2
"""A fifth of what the claim says, in its own words or in others: the passage is on the claim's matter."""
_OFTEN = 0.2
"""One passage in five at least tells of animals: an abstract on people may name a mouse antibody."""
_METHOD = re.compile(r"(?i)in vitro|ex vivo|murine|bovine|porcine|ovine")
"""How something was tested, or what a reagent was made from, more than who was studied."""
_ANIMALS = re.compile(r"(?i)\b(?:animals?|creatures?|beasts?|pups|litters?)\b")
_HUMAN_PARTS = re.compile(
    r"(?i)\bhuman (?:[\w-]+ ){0,3}"
    r"(?:cells?|cell lines?|tissues?|organoids?|follicles?|serum|plasma|cartilage|tumou?rs?)\b"
)
"""What was taken from people and kept in a dish: nobody was treated."""
_TOOK_PART = expression("study_words", "took.part")


class InAnimals(NamedTuple):
    """The claim's words for people, and where the source tells of animals or cells instead."""

    said: Place
    passage: Passage
    fact: Fact


def in_animals(dossier: Dossier) -> InAnimals | None:
    """What a claim tells of people, or of everybody, and the source of animals or cells; None where it may be so."""
    claim = dossier.claim
    if len(dossier.passages) > ABSTRACT or _TOOK_PART.search(claim.text) or context(claim.text).question:
        return None
    if any(fact.role == "population" and fact.term in (*BEASTS, "healthy") for fact in claim.facts):
        return None
    if _ANIMALS.search(claim.text):
        return None
    beasts = [
        (meant(claim.text, passage.text), passage, fact) for passage in dossier.passages for fact in _beasts(passage)
    ]
    told = len({id(passage) for _, passage, _ in beasts})
    if told < _OFTEN * len(dossier.passages):
        return None
    share, passage, fact = max(beasts, key=lambda each: each[0], default=(0.0, None, None))
    if passage is None or fact is None or share < ABOUT:
        return None
    with_people = [each for each in dossier.passages if mentions(ANYBODY, each)]
    people = [meant(claim.text, each.text) for each in with_people]
    said = _people(dossier) if max(people, default=0.0) < share else None
    if (
        said is None
        and all(_HUMAN_PARTS.search(each.text) for each in with_people)
        and any(each.term == "animals" for _, _, each in beasts)
    ):
        said = _everybody(claim.text)
    return InAnimals(said, passage, fact) if said else None


def _beasts(passage: Passage) -> list[Fact]:
    """The animals or cells that a passage tells of, other studies' left out."""
    return [
        fact
        for fact in passage.facts
        if fact.role == "population"
        and fact.term in BEASTS
        and "other study" not in fact.qualifiers
        and not _METHOD.fullmatch(fact.text.strip())
    ]


def _people(dossier: Dossier) -> Place | None:
    """The people of whom the claim tells something."""
    claim = dossier.claim
    named = [place for place in claimed(claim.text) if place.group == ANYBODY]
    patients = [
        fact
        for fact in claim.facts
        if fact.role == "population" and fact.term in ("patients", "humans") and not untried(claim.text, fact.start)
    ]
    named += [Place(ANYBODY, fact.text, fact.start, fact.end) for fact in patients]
    return min(named, key=lambda place: place.start, default=None)


def _everybody(text: str) -> Place | None:
    """A cause told in everyday words as how things are, of nobody in particular: the reader takes it for people.

    Who names genes and proteins writes of biology, and means whatever it was seen in.
    """
    where = context(text)
    if any(name.proper for name in names(text)):
        return None
    for hit in find("lay_causes", text):
        if hit.entry.name in ("reason", "explained") or untried(text, hit.start):
            continue
        if not acts(text, hit.start, hit.start + len(hit.text.split()[0])):
            continue
        doubted = any(scope.cue.entry.level <= 1 for scope in where.governed(hit.start, "speculation"))
        if not doubted and not where.governed(hit.start, "negation") and not reported(hit.text.split()[0]):
            return Place(ANYBODY, hit.text, hit.start, hit.end)
    return None
