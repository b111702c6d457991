"""A claim set beside the clauses of a source word by word: which content words stand there, and in which order.

Nothing is judged here: `kept_back/near_copy.py` and `odds/in_its_place.py` read what stands in another's place.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.likeness import likeness, names


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`copies.toml`."""

    joint: str
    number: str
    verb: str
    lead: str


_pattern = Sheet("pipeline.verdicts.reading", "copies.toml", Words).pattern


LEAST = 3
"""Content words that must stand there in the same order; of three words, two."""
LONGEST = 80
"""Words of a text that is read."""


class Word(NamedTuple):
    """A content word in its place."""

    name: str
    weight: float
    start: int
    end: int
    verb: bool
    """Whether it has the form of a verb."""


class Copy(NamedTuple):
    """A clause of the source with the claim's words set beside its own."""

    share: float
    """Share of the claim's content words that stand there in the same order."""
    held: float
    """The same in any order."""
    mine: tuple[Word, ...]
    theirs: tuple[Word, ...]
    steps: tuple[tuple[str, int, int, int, int], ...]
    clause: str
    passage: str
    rest: tuple[tuple[str, tuple[Word, ...]], ...]
    """The further clauses of the passage, each with its words."""


@lru_cache(maxsize=8_192)
def words_of(text: str) -> tuple[Word, ...]:
    """The content words of a text, in order; figures are compared elsewhere."""
    return tuple(
        Word(one.name, one.weight, one.start, one.end, _is_verb(text, one.start, one.end))
        for one in names(text)
        if not _pattern("number").fullmatch(text[one.start : one.end])
    )


def _is_verb(text: str, start: int, end: int) -> bool:
    """Whether a word has the form or the place of a verb."""
    return (
        _pattern("verb").fullmatch(text[start:end]) is not None
        or _pattern("lead").search(text[max(0, start - 10) : start]) is not None
    )


def copies(claim: str, passage: str, least: float = 1.0) -> Iterator[Copy]:
    """The claim set beside the passage, and where the claim is of one clause, beside each clause.

    Args:
        claim: its words.
        passage: the text beside it.
        least: likeness from which two names count as one.
    """
    mine = words_of(claim)
    if len(claim.split()) > LONGEST or len(passage.split()) > LONGEST or not mine:
        return
    clauses = (
        [passage]
        if _pattern("joint").search(claim)
        else [part for part in _pattern("joint").split(passage) if part.strip()]
    )
    read = [words_of(clause) for clause in clauses]
    for at, (clause, theirs) in enumerate(zip(clauses, read, strict=True)):
        there = dict.fromkeys(one.name for one in theirs)
        ours = [_known_as(one.name, there, least) for one in mine]
        matcher = SequenceMatcher(None, ours, [one.name for one in theirs], autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
        held = sum(name in there for name in ours)
        enough = min(LEAST, max(2, len(mine) - 1))
        if held >= enough:
            steps = tuple(matcher.get_opcodes())
            share = same / len(mine) if same >= enough else 0.0
            yield Copy(
                share,
                held / len(mine),
                mine,
                theirs,
                steps,
                clause,
                passage,
                tuple(zip(clauses, read, strict=True))[at + 1 :],
            )


def _known_as(name: str, there: Iterable[str], least: float) -> str:
    """The name by which the other text knows the same, or the name itself."""
    if least >= 1 or name in there:
        return name
    return next((other for other in there if likeness(name, other) >= least), name)


def exchanged(copy: Copy, here: int, there: int) -> bool:
    """Whether what stands before a place in the claim stands behind the like place of the clause, and the other way.

    Args:
        copy: the claim set beside the clause.
        here: the place in the claim, of a word such as "than".
        there: the place of the same word in the clause.
    """
    first, second = _around(copy.mine, here)
    third, fourth = _around(copy.theirs, there)
    return bool((first - second) & (fourth - third)) and bool((second - first) & (third - fourth))


def _around(found: Sequence[Word], at: int) -> tuple[frozenset[str], frozenset[str]]:
    """The names before and behind a place."""
    left = frozenset(one.name for one in found if one.start < at)
    return left, frozenset(one.name for one in found if one.start > at)
