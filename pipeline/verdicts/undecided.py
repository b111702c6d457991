"""Why a claim beside a near passage was left open: one word of a closed list, which the report tells in plain words."""

from functools import cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.report import Undecided
from pipeline.records.verdict import Objection
from pipeline.verdicts.weighing import Weighing


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of doubt, with the reasons that are told by it."""

    name: Undecided
    reasons: tuple[str, ...]


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`undecided.toml`."""

    kind: tuple[Kind, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds, the one that is told first at the head."""
    return load("pipeline.verdicts", "undecided.toml", File).kind


def undecided(weighed: Weighing | None, doubted: tuple[Objection, ...]) -> Undecided:
    """The kind that a person should look at first.

    Args:
        weighed: claim and passage aligned, None where nothing could be aligned.
        doubted: accusations of checks that were not believed.
    """
    if doubted:
        return "accusation_doubted"
    if weighed is None:
        return "words_differ"
    held = {*weighed.kept, *weighed.doubts}
    return next((kind.name for kind in kinds() if held & set(kind.reasons)), "words_differ")
