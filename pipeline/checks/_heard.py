"""Whether a source speaks of all that a claim names, and a passage of most of it, in whatever words.

What a source never mentions it can't contradict. So before a figure of a claim is called wrong by another one, nothing
of the claim may be left that none of the nearest passages tells, by the word itself, a word of its field
(`search.likeness`) or a plain word for it (`_plain_words`).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.checks import Dossier
from pipeline.checks._plain_words import held, is_light, is_part, told_names, weight
from pipeline.facts.keys import IDLE
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.search.likeness import DERIVED, KIN, Name

COMMON = 0.25
"""Weight up to which a name stands in every text of the field."""


class Told(NamedTuple):
    """A text with its figures and the names that it tells them of."""

    text: str
    facts: Sequence[Fact]
    names: tuple[Name, ...]


def claimed(text: str, facts: Sequence[Fact]) -> Told:
    """A claim with the names that say what it is of, without figures and words of any matter."""
    return Told(text, facts, tuple(_matter(text, facts)))


def told_in(passage: Passage, facts: Sequence[Fact]) -> Told:
    """A passage with all its names."""
    return Told(passage.text, facts, told_names(passage.text))


def _matter(text: str, facts: Sequence[Fact]) -> Iterator[Name]:
    for name in told_names(text):
        word = text[name.start : name.end].lower()
        within = any(fact.value is not None and fact.start <= name.start < fact.end for fact in facts)
        if name.weight > COMMON and not within and not _is_light(word) and IDLE.fullmatch(word) is None:
            yield name


def _is_light(words: str) -> bool:
    return all(is_light(word) for word in words.split())


def unheard(claim: Told, dossier: Dossier) -> bool:
    """Whether the claim names anything that none of the nearest passages speaks of."""
    there = tuple(name for ranked in dossier.ranked for name in told_names(ranked.passage.text))
    return any(held(name, claim.text, there) < KIN for name in claim.names)


def covered(claim: Told, passage: Passage) -> float:
    """Share of the claim's names that a passage tells, by weight."""
    there = told_names(passage.text)
    told = [name for name in claim.names if held(name, claim.text, there) >= KIN]
    return weight(told) / weight(claim.names) if claim.names else 0.0


def of_one_matter(claim: Told, there: Told) -> bool:
    """Whether claim and passage share a word as it is, and no part of people or time stands in the claim alone."""
    found = [(name, held(name, claim.text, there.names)) for name in claim.names]
    if any(share < KIN and is_part(claim.text[name.start : name.end].lower()) for name, share in found):
        return False
    return any(share >= DERIVED for _, share in found)
