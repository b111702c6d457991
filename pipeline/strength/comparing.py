"""Sets two readings of strength against each other, slot by slot, and against what the source's kind can carry."""

from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.records.report import AspectRelation
from pipeline.records.source import SourceKind
from pipeline.strength.causality import RANK
from pipeline.strength.evidence import carries
from pipeline.strength.profiles import Cue, Profile

SlotName = Literal["certainty", "causality", "magnitude", "scope", "duration", "safety", "absolute"]


class Slot(NamedTuple):
    """One slot: how the claim stands to the source there, and by how many steps of the slot's ladder."""

    name: SlotName
    relation: AspectRelation
    claim: str
    source: str
    steps: float


class Comparison(Struct, frozen=True):
    """All slots in which either side says something."""

    slots: tuple[Slot, ...]
    excess: float
    """By how much the claim says more: steps of causality, with a tenth of the difference in certainty."""

    @property
    def stronger(self) -> tuple[Slot, ...]:
        """The slots in which the claim says more."""
        return tuple(slot for slot in self.slots if slot.relation == "stronger")


def compare(claim: Profile, source: Profile, kind: SourceKind = "unknown") -> Comparison:
    """How much more the claim says than the source's words, or than a source of `kind` can carry.

    Pure; nothing is decided here: whether both speak of the same thing is for the caller to know.
    """
    cause = _causality(claim, source, kind)
    sure = _slot("certainty", str(claim.certainty), str(source.certainty), claim.certainty - source.certainty)
    slots = (cause, sure, *_words(claim, source, kind), *_duration(claim, source))
    return Comparison(slots, cause.steps + (claim.confidence - source.confidence) / 10)


def _slot(name: SlotName, said: str, shown: str, steps: float) -> Slot:
    relation: AspectRelation = "same" if steps == 0 else "stronger" if steps > 0 else "weaker"
    return Slot(name, relation, said, shown, steps)


def _causality(claim: Profile, source: Profile, kind: SourceKind) -> Slot:
    """Cause is compared with the source's words; a kind that can't show cause caps them."""
    most = RANK["causal"] if carries(kind).causal else RANK["correlational"]
    shown = min(RANK[source.causality], most)
    return _slot("causality", claim.causality, source.causality, RANK[claim.causality] - shown)


def _words(claim: Profile, source: Profile, kind: SourceKind) -> tuple[Slot, ...]:
    """Magnitude, absolutes, safety and scope: the strongest word of each side."""
    slots = []
    pairs: tuple[tuple[SlotName, str], ...] = (
        ("magnitude", "magnitude"),
        ("absolute", "absolutes"),
        ("safety", "safety"),
        ("scope", "consensus"),
    )
    for name, words in pairs:
        mine, theirs = _top(claim.of(words)), _top(source.of(words))
        if mine is None and theirs is None:
            continue
        steps = _level(mine, words) - _level(theirs, words)
        if name == "scope" and carries(kind).general:
            steps = min(steps, 0)
        slots.append(_slot(name, mine.text if mine else "", theirs.text if theirs else "", steps))
    return tuple(slots)


def _top(cues: tuple[Cue, ...]) -> Cue | None:
    return max(cues, key=lambda cue: cue.level, default=None)


def _level(cue: Cue | None, words: str) -> int:
    if cue is None:
        return 0
    return cue.level or (1 if words == "absolutes" else 0)


def _duration(claim: Profile, source: Profile) -> tuple[Slot, ...]:
    if not claim.lasting:
        return ()
    mine = claim.lasting[0]
    theirs = source.lasting[0] if source.lasting else None
    if theirs is None:
        return (Slot("duration", "missing", mine.text, "", 0.0),)
    return (_slot("duration", mine.text, theirs.text, mine.days - theirs.days),)
