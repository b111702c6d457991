"""What keeps a claim back although its words stand there: it is over, to come, untold, or of another outcome.

"The effect was still there" beside "the effect had disappeared", "is open" beside "will open next year", "nobody was
ill" beside "cannot tell whether it prevents illness", "made no difference to weight" beside "was not associated with
gout". None of it accuses.
"""

from collections.abc import Sequence

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.likeness import KIN, Name, likeness
from pipeline.verdicts.reading.senses import generic, whole


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`over.toml`."""

    lasts: str
    over: str
    cannot: str
    owns: str
    ahead: str
    looks_ahead: str


_pattern = Sheet("pipeline.verdicts.kept_back", "over.toml", Words).pattern


def ended(claim: str, passage: str) -> bool:
    """Whether the claim says that something lasts, and the passage that it is over."""
    return (
        _pattern("lasts").search(claim) is not None
        and _pattern("over").search(passage) is not None
        and _pattern("over").search(claim) is None
        and _pattern("lasts").search(passage) is None
    )


def untold(claim: str, passage: str) -> bool:
    """Whether the passage says only what its study cannot tell, and the claim leaves nothing open."""
    return _pattern("cannot").search(passage) is not None and _pattern("owns").search(claim) is None


def to_come(claim: str, passage: str) -> bool:
    """Whether the passage tells what will be, and the claim what is."""
    return _pattern("ahead").search(passage) is not None and _pattern("looks_ahead").search(claim) is None


def another_outcome(claim: str, passage: str) -> bool:
    """Whether both tell that nothing happened, and share no more than one name, as they may of two outcomes."""
    mine, theirs = whole(claim), whole(passage)
    if mine.way != "none" or theirs.way != "none":
        return False
    ours, others = ([one for one in side.names if one.name not in side.cues | generic()] for side in (mine, theirs))
    shared = sum(_known(name, others) for name in ours)
    return shared <= 1 and shared < len(ours) and any(not _known(name, ours) for name in others)


def _known(name: Name, there: Sequence[Name]) -> bool:
    return any(likeness(name.name, other.name) >= KIN for other in there)
