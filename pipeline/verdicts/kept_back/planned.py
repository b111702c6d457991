"""What is told as done and is only announced in the source: it keeps a near passage from bearing the claim out.

"The firm has applied for a licence" shares every word but one with "the firm plans to apply for a licence". The check
`still_to_come` accuses where both are plainly of one thing; here everything whose act the source only announces
(`checks/_acts.py`) is held back, studies whose answer is awaited, and what is on the other side there (`otherwise.py`).
None of this accuses.
"""

from collections.abc import Sequence

from msgspec import Struct

from pipeline.checks._acts import ahead, done, happened
from pipeline.lexicon import Sheet
from pipeline.verdicts.kept_back.otherwise import otherwise


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`planned.toml`."""

    open_claim: str
    settled: str
    confirms: str
    awaited: str


_pattern = Sheet("pipeline.verdicts.kept_back", "planned.toml", Words).pattern


def planned(claim: str, passages: Sequence[str]) -> bool:
    """Whether the claim tells as done what the passages only announce, settled what they await, or the other side."""
    return _announced(claim, passages) or _awaited(claim, passages) or otherwise(claim, passages)


def _announced(claim: str, passages: Sequence[str]) -> bool:
    """Whether an act of the claim's past stands in the passages, and only as still to come."""
    told = [act.kinds for act in done(claim)]
    plans = [act.kinds for passage in passages for act in ahead(passage)] if told else []
    return any(
        not any(happened(passage, kinds & plan) for passage in passages)
        for kinds in told
        for plan in plans
        if kinds & plan
    )


def _awaited(claim: str, passages: Sequence[str]) -> bool:
    """Whether the claim says that a study settled something, and the passages only await the answer of one."""
    if _pattern("open_claim").search(claim) or not _pattern("settled").search(claim):
        return False
    return any(_pattern("awaited").search(passage) for passage in passages) and not any(
        _pattern("confirms").search(_pattern("awaited").sub(" ", passage)) for passage in passages
    )
