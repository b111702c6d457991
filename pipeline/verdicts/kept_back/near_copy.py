"""A claim in nearly the words of a clause, with one thing changed: what keeps a near copy from being called supported.

"Predation by crabs was the main cause of death" shares all but one word with "predation by starfish was the main cause
of death", and is likely by every measure of likeness. The content words of both are set beside each other in order;
where most are the same, what stands in another's place must be another word for it. None of this accuses.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.likeness import DERIVED, likeness, opposed, rivals
from pipeline.verdicts.reading.copies import Copy, Word, copies, exchanged
from pipeline.verdicts.reading.cues import put_off
from pipeline.verdicts.reading.senses import generic, softly_denied


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`near_copy.toml`."""

    arm: str
    few: str
    no: str
    pivot: str
    degree: str
    all: str
    only_those: str
    either: tuple[tuple[str, str], ...]


_WORDS = Sheet("pipeline.verdicts.kept_back", "near_copy.toml", Words)
_pattern = _WORDS.pattern


COPIED = 0.6
"""Least share of the claim's content words that stand in the clause in the same order."""
HELD = 0.8
"""Least share of them that stand there in any order, for two sides to be exchanged."""
TELLING = 0.4
"""Weight from which a word names a thing of its own, and no kind of thing."""
PLACE = 2
"""Content words of the claim that may stand in another's place; more are a paraphrase."""
THEIRS = 3
"""The same of the source."""


def differs(claim: str, passages: Sequence[str]) -> bool:
    """Whether the clause that comes nearest to the claim in its own words has something else in one place."""
    claim = put_off(claim)
    every = [copy for passage in passages for copy in copies(claim, put_off(passage))]
    best = max(every, key=lambda one: one.share, default=None)
    found = (_changed, _another_arm, _denied, _widened, _beyond)
    if best is not None and best.share >= COPIED and any(test(claim, best) for test in found):
        return True
    most = max((one.held for one in every), default=0.0)
    return most >= HELD and all(_exchanged(claim, one) for one in every if one.held == most)


def _changed(_: str, copy: Copy) -> bool:
    """Whether a word of the claim stands where the clause has another thing."""
    ours, theirs = {one.name for one in copy.mine}, {one.name for one in copy.theirs}
    return any(
        step == "replace" and _replaced(copy.mine[a:b], copy.theirs[c:d], ours, theirs) and not _told_on(copy, a)
        for step, a, b, c, d in copy.steps
    )


ARM = 24
"""Signs before a word in which such a word stands."""


def _another_arm(claim: str, copy: Copy) -> bool:
    """Whether one word right behind "with" or "given" is another: such words set arms apart, however common."""
    here, there = {one.name for one in copy.mine}, {one.name for one in copy.theirs}
    for step, a, b, c, d in copy.steps:
        if step != "replace" or (b - a, d - c) != (1, 1):
            continue
        one, other = copy.mine[a], copy.theirs[c]
        known = one.name in there or other.name in here or likeness(one.name, other.name) >= DERIVED
        if (
            not known
            and _pattern("arm").search(claim[max(0, one.start - ARM) : one.start])
            and _pattern("arm").search(copy.clause[max(0, other.start - ARM) : other.start])
        ):
            return True
    return False


def _replaced(mine: Sequence[Word], other: Sequence[Word], ours: set[str], theirs: set[str]) -> bool:
    if len(mine) > PLACE or len(other) > THEIRS:
        return False
    if any(one.name in theirs for one in mine) or any(one.name in ours for one in other):
        return False  # moved
    return any(not _stands_for(one, other) for one in mine)


def _stands_for(word: Word, others: Sequence[Word]) -> bool:
    """Whether a word may be another word for what stands there: not where one rules the other out."""
    if word.name.startswith("no-"):  # "no different": denials are compared apart
        return True
    if any(opposed(word.name, other.name) or rivals(word.name, other.name) for other in others):
        return False
    if word.verb or any(other.verb for other in others):  # how it was done is told in many ways
        return True
    if word.weight < TELLING or word.name in generic():
        return True
    return any(likeness(word.name, other.name) >= DERIVED for other in others)


def _denied(claim: str, copy: Copy) -> bool:
    """Whether one of the two denies and the other does not, in whatever words."""
    if _pattern("no").search(claim):
        return _pattern("no").search(copy.passage) is None and not softly_denied(copy.passage, claim)
    return _pattern("no").search(copy.clause) is not None and not softly_denied(claim, copy.clause)


def _told_on(copy: Copy, at: int) -> bool:
    """Whether a further clause goes on with just these words, of the same subject: "fell in men and rose in women"."""
    rest = [one.name for one in copy.mine[at:]]
    return any(
        [one.name for one in words[: len(rest)]] == rest and not _pattern("few").search(text)
        for text, words in copy.rest
    )


def _exchanged(claim: str, copy: Copy) -> bool:
    """Whether what stands on the one side of "than", "only if" or "because" stands on the other side there."""
    here, there = list(_pattern("pivot").finditer(claim)), list(_pattern("pivot").finditer(copy.clause))
    if len(here) != 1 or len(there) != 1 or here[0].group().lower() != there[0].group().lower():
        return False
    one, other = (
        _pattern("degree").search(claim[: here[0].start()]),
        _pattern("degree").search(copy.clause[: there[0].start()]),
    )
    than = here[0].group().lower() == "than"
    if than and (one and one[1].lower()) != (other and other[1].lower()):  # "less than" turned is "more than"
        return False
    return exchanged(copy, here[0].start(), there[0].start())


def _beyond(claim: str, copy: Copy) -> bool:
    """Whether the claim has "after" where the clause has "before"."""
    return any(
        _has(mine, claim) and _has(theirs, copy.clause) and not _has(theirs, claim) and not _has(mine, copy.clause)
        for pair in _WORDS.file.either
        for mine, theirs in (pair, pair[::-1])
    )


def _has(word: str, text: str) -> bool:
    return re.search(rf"(?i)\b{word}\b", text) is not None


def _widened(claim: str, copy: Copy) -> bool:
    """Whether the claim tells of all what the clause tells of those who …, or only on a condition."""
    if _pattern("all").search(claim) and not _pattern("all").search(copy.clause):
        return True
    match = _pattern("only_those").search(copy.clause)
    if match is None or _pattern("only_those").search(claim) or copy.share < DERIVED:
        return False
    behind = {one.name for one in copy.theirs if one.start >= match.end()}
    return bool(behind) and not behind & {one.name for one in copy.mine}
