"""An effect of the claim beside the same effect of the other sign in the source.

"Lavender shortens labour" beside "labour was prolonged by lavender", "boys are lonelier than girls" beside "girls were
lonelier than boys". Claim and passage must share what there is more or less of, and the claim's other names must stand
in the passage; who stands ahead of "than" and who behind it may turn the sign round.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import SAME, Name, likeness, names, share_among
from pipeline.verdicts.odds.compared import SIDED
from pipeline.verdicts.odds.way import Place, Ruling, Scene, Way, against
from pipeline.verdicts.reading.effect_words import turners
from pipeline.verdicts.reading.effects import EQUAL, OFTEN, Effect, effects
from pipeline.verdicts.reading.prose import tells_results
from pipeline.verdicts.reading.senses import generic


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`signs.toml`."""

    back: str
    joint: str


_pattern = Sheet("pipeline.verdicts.odds", "signs.toml", Words).pattern


HELD = 0.6
"""Least share of the claim's other names that the passage must hold."""
HALF = 0.5
"""The same where both sides of the comparison stand there."""
LONGEST = 70
"""Words of a passage beyond which it tells too much."""


def rulings(claim: str, passages: Sequence[Passage]) -> Iterator[Ruling]:
    """Every effect of the passages that is the claim's, with whether it has the claim's sign."""
    said = effects(claim)
    if len(said) != 1 or not said[0].sign:
        return
    for passage in passages:
        if len(passage.text.split()) > LONGEST or not tells_results(passage):
            continue
        context = _context(passage, passages) if _pattern("back").match(passage.text) else None
        for told in effects(passage.text):
            ruling = _ruling(claim, said[0], passage.text, told, context)
            if ruling is not None:
                yield Ruling(Place(passage, told.start, told.end), ruling)


def _context(passage: Passage, passages: Sequence[Passage]) -> tuple[Name, ...]:
    """The names of the sentence before."""
    ahead = [other for other in passages if other.reading is passage.reading and other.end <= passage.start]
    return names(max(ahead, key=lambda other: other.end).text) if ahead else ()


def _ruling(claim: str, mine: Effect, text: str, told: Effect, context: Sequence[Name] | None) -> bool | None:
    """Whether an effect of the passage bears the claim's out; None where the two are not of one thing.

    `context` are the names of the sentence before, None where the passage does not go on about it.
    """
    if (EQUAL in mine.target) != (EQUAL in told.target):
        return False if _same_two(claim, mine, text, told, context) else None
    if not told.sign or not _one_target(mine, told) or _turning(claim) != _turning(_clause(text, told)):
        return None
    side = _side(mine, told, context)
    return None if side is None else mine.sign == told.sign * side


def _same_two(claim: str, mine: Effect, text: str, told: Effect, context: Sequence[Name] | None) -> bool:
    """Whether one tells two as alike, and the other one of them as having more."""
    if not (mine.compared and told.compared) or not told.sign or (_turning(claim) ^ _turning(text)) - _NON:
        return False
    if _both_sides(mine, told, context) is None:
        return False
    return (
        share_among([name for name in names(claim) if name.name not in generic()], (*names(text), *(context or ())))
        >= HELD
    )


_NON = frozenset(("non",))
""""Non-inferior" is no turned thing."""


def _one_target(mine: Effect, told: Effect) -> bool:
    """Whether there is more or less of one thing in both; bare "more often" needs a comparison on either side."""
    if mine.worth != told.worth:
        return False
    if {OFTEN} in (mine.target, told.target):
        return OFTEN in mine.target & told.target and mine.compared and told.compared
    if any(name.startswith("#") for name in (mine.target | told.target) - {OFTEN}):
        return mine.target == told.target and mine.compared and told.compared
    ours, theirs = mine.target - {OFTEN}, told.target - {OFTEN}
    held = [one for one in ours if _in(one, theirs)]
    back = [one for one in theirs if _in(one, ours)]
    return len(held) == len(ours) and 2 * len(back) >= len(theirs)


def _clause(text: str, told: Effect) -> str:
    """The clause that an effect stands in."""
    start = max((match.end() for match in _pattern("joint").finditer(text, 0, told.start)), default=0)
    stop = _pattern("joint").search(text, told.end)
    return text[start : stop.start() if stop else len(text)]


def _turning(text: str) -> frozenset[str]:
    return frozenset(name.name for name in names(text)) & turners()


def _side(mine: Effect, told: Effect, context: Sequence[Name] | None) -> int | None:
    """1 where who is compared stands on the claim's side, −1 on the other one; None where the claim is of others."""
    if mine.compared and told.compared:
        return _both_sides(mine, told, context)
    ahead = share_among(mine.ahead, (*told.ahead, *(context or ())))
    if told.compared:
        own = _without(mine.ahead, told.ahead)
        if (
            own
            and share_among(own, told.behind) == 1.0
            and share_among(mine.ahead, (*told.ahead, *told.behind)) >= HELD
        ):
            return -1
        return 1 if ahead >= HELD > share_among(mine.ahead, told.behind) else None
    if mine.compared and share_among(mine.behind, told.ahead):
        return None
    return 1 if mine.ahead and ahead >= HELD else None


def _both_sides(mine: Effect, told: Effect, context: Sequence[Name] | None) -> int | None:
    """1 where two sides stand as in the claim, −1 where they are exchanged, None where they are others."""
    first, second = _without(mine.ahead, mine.behind), _without(mine.behind, mine.ahead)
    left, right = _without(told.ahead, told.behind), _without(told.behind, told.ahead)
    straight = min(_some(first, left), _some(second, right))
    crossed = min(_some(first, right), _some(second, left))
    if (straight > 0) == (crossed > 0) or not share_among(second[:1], left if crossed else right):
        return None
    said, there = (*mine.ahead, *mine.behind), (*told.ahead, *told.behind, *(context or ()))
    if share_among(said, there) < HALF and len(_without(said, there)) > 1:
        return None
    rest = _without(mine.ahead, (*left, *right))
    if {OFTEN} == mine.target and context is None and rest and share_among(rest, there) < HALF:
        return None  # two are compared by how often they do something else
    return 1 if straight else -1


def _in(name: str, there: frozenset[str]) -> bool:
    return any(likeness(name, other) >= SAME for other in there)


def _without(one: Sequence[Name], other: Sequence[Name]) -> list[Name]:
    every = frozenset(name.name for name in other)
    return [name for name in one if not _in(name.name, every)]


def _some(wanted: Sequence[Name], there: Sequence[Name]) -> int:
    every = frozenset(name.name for name in there)
    return sum(_in(name.name, every) for name in wanted)


def _told(scene: Scene) -> Objection | None:
    found = None if scene.agreed else against(scene.effects)
    return None if found is None else SIDED.at(found)


WAY = Way((SIDED,), _told)
