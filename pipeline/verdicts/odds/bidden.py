"""Bidden one way in the claim and another in the source: with breakfast and before it, in every pregnancy and once.

Both sides bid or allow the same to be done, and neither denies it; what they say of how, when, where or for whom falls
on two values of one choice (`bidden.toml`) that exclude each other. No clause of the source on the same matter may have
the claim's value.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import DERIVED, Name, meet, names, naming, share_among
from pipeline.verdicts.odds.way import Ground, Place, Scene, Way
from pipeline.verdicts.reading.contrasts import states_an_aim
from pipeline.verdicts.reading.prose import of_one_statement, tells_results


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """One question of how, and the answers that exclude one another."""

    name: str
    values: tuple[str, ...]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`bidden.toml`."""

    bids: str
    denied: str
    idle: str
    choice: tuple[Choice, ...]
    clause: str
    either_way: str
    back: str


class Bidding(NamedTuple):
    """A value of a choice, as a clause bids it."""

    choice: str
    value: int
    what: str
    """What the value is of, where the choice is open: with or without a receipt."""
    start: int
    end: int
    clause: tuple[int, int]


_WORDS = Sheet("pipeline.verdicts.odds", "bidden.toml", Lexicon)
_pattern = _WORDS.pattern


@cache
def _choices() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """Each question with its answers as expressions."""
    return tuple(
        (each.name, tuple(re.compile(value, re.IGNORECASE) for value in each.values)) for each in _WORDS.file.choice
    )


def _idle() -> frozenset[str]:
    return _WORDS.words("idle", naming)


SHARED = 0.5
"""Least share of what either side says is to be done, and with what, that the other says too."""


@lru_cache(maxsize=8_192)
def biddings(text: str) -> tuple[Bidding, ...]:
    """What a text bids of how something is to be done; nothing where it only denies."""
    return tuple(found for span in _clauses(text) for found in _in_clause(text, *span))


def values(text: str) -> tuple[tuple[str, int], ...]:
    """The choices of which a text bids one value, without regard to what it is of."""
    return tuple((each.choice, each.value) for each in biddings(text) if not each.what)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _pattern("clause").finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _in_clause(text: str, start: int, end: int) -> Iterator[Bidding]:
    clause = text[start:end]
    if not _WORDS.pattern("bids").search(clause) or _WORDS.pattern("denied").search(clause):
        return
    for choice, answers in _choices():
        hits = [(at, match) for at, value in enumerate(answers) if (match := value.search(clause))]
        if len(hits) != 1:
            continue
        at, match = hits[0]
        what = next((words for words in match.groupdict().values() if words), "")
        yield Bidding(choice, at, what, start + match.start(), start + match.end(), (start, end))


def bidden_otherwise(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> Place | None:
    """The words of a passage that bid the claim's matter another way, or None."""
    if (
        not of_one_statement(claim)
        or states_an_aim(_pattern("either_way").sub("", claim))
        or claim.rstrip().endswith("?")
    ):
        return None
    for said in biddings(claim):
        if any(_agrees(claim, said, passage, told) for passage in every for told in _of(passage)):
            continue
        there = [(passage, told) for passage in every for told in _of(passage) if _of_one(claim, said, passage, told)]
        places = {passage.start for passage in near}
        for passage, told in there:
            if passage.start in places:
                return Place(passage, told.start, told.end)
    return None


def _agrees(claim: str, said: Bidding, passage: Passage, told: Bidding) -> bool:
    """Whether a clause has the claim's value, and may speak of the same: it shares a name, or only points back."""
    if (said.choice, said.value) != (told.choice, told.value) or not _of_one_thing(said, told):
        return False
    theirs = _matter(passage.text, told)
    return not theirs or meet(_matter(claim, said), theirs, DERIVED) or _points_back(passage.text, told)


def _of_one_thing(said: Bidding, told: Bidding) -> bool:
    """Whether the values are of one thing, where the choice leaves it open: before and after a meal."""
    mine, theirs = names(said.what), names(told.what)
    return (not mine and not theirs) or meet(mine, theirs, DERIVED)


def _points_back(text: str, told: Bidding) -> bool:
    return _pattern("back").search(text, *told.clause) is not None


def _of(passage: Passage) -> Sequence[Bidding]:
    return biddings(passage.text) if tells_results(passage) else ()


def _of_one(claim: str, said: Bidding, passage: Passage, told: Bidding) -> bool:
    """Whether both choose in one matter: the same is to be done, or with the same thing."""
    if said.choice != told.choice or said.value == told.value or not _of_one_thing(said, told):
        return False
    mine, theirs = _matter(claim, said), _matter(passage.text, told)
    if not mine or not theirs:
        return meet(_inside(claim, said), _inside(passage.text, told), DERIVED)
    ours, others = share_among(mine, theirs, DERIVED), share_among(theirs, mine, DERIVED)
    return max(ours, others) >= SHARED and min(ours, others) >= (NEARLY if said.what else LEAST)


LEAST = 0.2
"""Least share of either side: the other says it too."""
NEARLY = 0.4
"""The same, of what is done before or after something, or with it or without."""


def _matter(text: str, told: Bidding) -> list[Name]:
    left, right = told.clause
    return [
        name
        for name in names(text)
        if left <= name.start < right and not told.start <= name.start < told.end and name.name not in _idle()
    ]


def _inside(text: str, told: Bidding) -> list[Name]:
    """The names in the words of the value itself: the breakfast of "before breakfast"."""
    return [name for name in names(text) if told.start <= name.start < told.end]


BIDDEN = Ground("SRC-002", "Told to be done another way", "The passage bids the same to be done another way.")


def _told(scene: Scene) -> Objection | None:
    found = bidden_otherwise(scene.words, scene.near, scene.every)
    return None if found is None else BIDDEN.at(found)


WAY = Way((BIDDEN,), _told)
