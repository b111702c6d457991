"""The ways in which a claim says that something moved: up, down, or either.

The verbs and comparatives of `senses.toml` are read with those of everyday speech ("melted away", "quieter"). A claim
that denies an effect, takes it back ("despite", "hardly") or puts it down to chance moves nothing.
"""

from collections.abc import Sequence

from pipeline.search.likeness import Name
from pipeline.verdicts.reading.matters import is_matter
from pipeline.verdicts.reading.outcomes import WORDS, Direction, apart, compiled, held, with_comparatives
from pipeline.verdicts.reading.senses import EFFECTS, Way, read, whole

_DIRECTION: dict[Way, Direction] = {"up": "up", "down": "down"}


def moved_by(claim: str) -> frozenset[Direction]:
    """The ways in which the claim says that something moved; none where it takes an effect back, or denies one."""
    for field in ("claim.than_those", "claim.of_so_many"):
        claim = WORDS.pattern(field).sub("", claim)
    mine, words = whole(claim), WORDS.file.moves
    ways = {sense.way for sense in read(claim)}
    if "none" in ways or mine.way == "none" or mine.denies or WORDS.pattern("claim.takes_back").search(claim):
        return frozenset()
    found: set[Direction] = {_DIRECTION.get(way, "either") for way in ways if way in EFFECTS or way == "mixed"}
    told: dict[Direction, str] = {"up": words.up, "down": words.down, "either": with_comparatives(words.either)}
    if "link" in ways and WORDS.pattern("claim.linked").search(claim):
        found.add("either")
    return frozenset(found | {way for way, pattern in told.items() if compiled(pattern).search(claim)})


def told_closer(mine: Sequence[Name], outcome: Sequence[Name]) -> bool:
    """Whether a claim tells an outcome more closely, in other words than a null: "hip pain" beside "shoulder pain"."""
    for head in (name for name in outcome[1:] if held(name, mine)):
        ours = [at for at, name in enumerate(mine) if held(head, [name]) and not is_matter(name)]
        closer = [mine[at - 1] for at in ours if at and mine[at].start - mine[at - 1].end <= 1]
        if closer and not any(held(name, outcome) for name in closer) and any(not held(one, mine) for one in outcome):
            return True
    return False


def moving(claim: str) -> Sequence[Name]:
    """The names of a claim that may be what moved: of its clauses, those that tell that something did."""
    parts = [sense.text for sense in read(claim)]
    found = [part for part in parts if moved_by(part)]
    return apart(claim) if len(parts) == 1 or not found else [name for part in found for name in apart(part)]
