"""A claim set beside the clauses of a source word by word: which content words stand there, and in which order.

Nothing is judged here: `kept_back/near_copy.py` and `odds/in_its_place.py` read what stands in another's place.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from pipeline.search.likeness import likeness, names

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


_JOINT = re.compile(
    r";\s|,?\s(?:while|whereas|but)\s|,\s(?:and|or)\s|\sand\s(?=(?:\w+\s){1,4}than\b)|,\swhich\s|,\swho\s"
    r"|,\s(?=[a-z]+ (?:was|were|is|are|had|did)\b)"
)


@lru_cache(maxsize=8_192)
def words_of(text: str) -> tuple[Word, ...]:
    """The content words of a text, in order; figures are compared elsewhere."""
    return tuple(
        Word(one.name, one.weight, one.start, one.end, _is_verb(text, one.start, one.end))
        for one in names(text)
        if not _NUMBER.fullmatch(text[one.start : one.end])
    )


_NUMBER = re.compile(
    r"(?i).*\d.*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?|half|quarters?|thirds?"
    r"|twice|double|dozen|hundreds?|thousands?"
)
_VERB = re.compile(
    r"(?i)\w+ed|came|went|took|gave|made|found|held|showed|rose|fell|grew|saw|felt|kept|lost|won|got|became|led|wore"
    r"|ran|ate|slept|spent|paid|told|knew|brought|caught|chose|drove|broke|built|met|left|put|cut|gone|taken|given|seen|done"
)
_LEAD = re.compile(r"(?i)\b(?:to|can|could|may|might|will|would|should|must|did|does|do|not|they|we|it|who|that)\s+\Z")


def _is_verb(text: str, start: int, end: int) -> bool:
    """Whether a word has the form or the place of a verb."""
    return _VERB.fullmatch(text[start:end]) is not None or _LEAD.search(text[max(0, start - 10) : start]) is not None


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
    clauses = [passage] if _JOINT.search(claim) else [part for part in _JOINT.split(passage) if part.strip()]
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
