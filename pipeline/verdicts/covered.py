"""How much of what a claim states stands in the passages, relation by relation: further inputs of the alignment.

Shared words alone tell what two texts are about. Whether the one states what the other states shows in what hangs
together: words that stand side by side in the claim stand close to each other in the passage, each clause of the claim
is told there, one clause of the passage tells most of it, and a result stands beside a result and not beside how the
study was made.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.likeness import DERIVED, Name, likeness
from pipeline.verdicts.reading.cues import clauses

CLOSE = 4
"""Names between which two words still belong together in a passage."""
LETTERS = 4
"""Length of the runs of letters that are compared: "diagnosed", "diagnostic" and "misdiagnosis" share some."""
LEAST_CLAUSE = 0.5
"""Weight of a clause below which it states nothing of its own ("as a rule")."""
MOST = 60
"""Names of a text that are read."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`covered.toml`."""

    compares: str
    result: str
    design: str


_pattern = Sheet("pipeline.verdicts", "covered.toml", Words).pattern


def covering(
    claim: str, mine: Sequence[Name], passage: str, theirs: Sequence[Name], everything: str
) -> dict[str, float]:
    """The inputs of one claim beside the passage that stands nearest.

    Args:
        claim: its words.
        mine: its names, weighed.
        passage: the nearest one.
        theirs: the names of that passage.
        everything: the words of all passages, the nearest among them.
    """
    mine, theirs = list(mine)[:MOST], list(theirs)[:MOST]
    places = [_places(name, theirs) for name in mine]
    return {
        **_hanging(mine, places),
        **_by_clause(claim, mine, places),
        "one_clause": _one_clause(passage, mine, theirs),
        "letters": _runs_shared(claim, passage),
        "letters_all": _runs_shared(claim, everything),
        "twos": _twos_shared(claim, passage),
        "twos_all": _twos_shared(claim, everything),
        **_tellings(claim, passage, everything),
        "wordy": float(min(40, len(mine))),
    }


def _places(name: Name, theirs: Sequence[Name]) -> tuple[int, ...]:
    """Where a name of the claim stands in the passage, in that word or one of its root or meaning."""
    return tuple(at for at, other in enumerate(theirs) if likeness(name.name, other.name) >= DERIVED)


def _hanging(mine: Sequence[Name], places: Sequence[Sequence[int]]) -> dict[str, float]:
    """Share of the claim's neighbouring names that stand close together there, and how many of them in their order."""
    whole = close = ordered = 0.0
    for (one, there), (other, then) in pairwise(zip(mine, places, strict=True)):
        weight = min(one.weight, other.weight)
        whole += weight
        gaps = [b - a for a in there for b in then if a != b]
        if any(abs(gap) <= CLOSE for gap in gaps):
            close += weight
            ordered += weight * any(0 < gap <= CLOSE for gap in gaps)
    return {"close": close / whole if whole else 0.0, "ordered": ordered / whole if whole else 0.0}


def _by_clause(claim: str, mine: Sequence[Name], places: Sequence[Sequence[int]]) -> dict[str, float]:
    """How well the worst clause of the claim is told there, and how well its opening and its end are."""
    shares = []
    for start, end in clauses(claim):
        held = [
            (name.weight, bool(there)) for name, there in zip(mine, places, strict=True) if start <= name.start < end
        ]
        whole = sum(weight for weight, _ in held)
        if whole >= LEAST_CLAUSE:
            shares.append(sum(weight for weight, there in held if there) / whole)
    half = (len(mine) + 1) // 2
    return {
        "clause_least": min(shares, default=0.0),
        "clauses": float(len(shares)),
        "opening": _held(mine[:half], places[:half]),
        "ending": _held(mine[half:], places[half:]),
    }


def _held(some: Sequence[Name], places: Sequence[Sequence[int]]) -> float:
    whole = sum(name.weight for name in some)
    return sum(name.weight for name, there in zip(some, places, strict=True) if there) / whole if whole else 1.0


def _one_clause(passage: str, mine: Sequence[Name], theirs: Sequence[Name]) -> float:
    """The most of the claim that one clause of the passage holds."""
    whole = sum(name.weight for name in mine) or 1.0
    return max(
        (
            sum(
                name.weight
                for name in mine
                if any(start <= other.start < end and likeness(name.name, other.name) >= DERIVED for other in theirs)
            )
            / whole
            for start, end in clauses(passage)
        ),
        default=0.0,
    )


_WORD = re.compile(r"[a-z0-9]+(?:\.\d+)?")


@lru_cache(maxsize=8_192)
def _letter_runs(text: str) -> frozenset[str]:
    return frozenset(
        word[at : at + LETTERS]
        for word in _WORD.findall(text.lower())
        if len(word) >= LETTERS
        for at in range(len(word) - LETTERS + 1)
    )


def _runs_shared(claim: str, text: str) -> float:
    mine = _letter_runs(claim)
    return len(mine & _letter_runs(text)) / len(mine) if mine else 0.0


@lru_cache(maxsize=8_192)
def _two_words(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(_WORD.findall(text.lower())))


def _twos_shared(claim: str, text: str) -> float:
    mine = _two_words(claim)
    return len(mine & _two_words(text)) / len(mine) if mine else 0.0


def _tellings(claim: str, passage: str, everything: str) -> dict[str, float]:
    """Whether each of the two compares, tells a result, or tells only how a study was made."""
    compares, result = bool(_pattern("compares").search(claim)), bool(_pattern("result").search(claim))
    there = bool(_pattern("compares").search(passage)) or len(re.findall(r"\d ?%", passage)) > 1
    resulted = bool(_pattern("result").search(passage))
    design = bool(_pattern("design").search(passage))
    return {
        "compares_claim": float(compares),
        "compares_passage": float(there),
        "compares_more": float(compares and not there),
        "compares_less": float(there and not compares),
        "result_claim": float(result),
        "result_passage": float(resulted),
        "result_more": float(result and not resulted),
        "design_claim": float(bool(_pattern("design").search(claim))),
        "design_passage": float(design),
        "design_only": float(design and not resulted and not there),
        "design_more": float(compares and design and not there),
        "design_about": float(bool(_pattern("design").search(everything))),
    }
