"""Which side of a source's comparison the claim's group stands on: its own, or the other one's.

Both texts may name two groups, or one of them only one. Names decide: those that a group has to itself must stand on
one side and nowhere on the other. What is told by a kind ("the device") or by its contrary ("women" for "men") counts
only where all else is the same.
"""

from pipeline.search.rarity import rarity
from pipeline.verdicts.reading.groups import MISSING, Names, alike, kinds_of_things, less, of_two, same
from pipeline.verdicts.reading.tellings import ALIKE, Telling

HALF = 0.5
"""Least share of the names of a group that must stand on a side for the group to stand there."""


STRAY = 0.34
"""Share of the other group's names that may stand there too: words of both."""


def side_of(said: Telling, told: Telling, every: Names) -> int:
    """1 where the claim's group is the telling's, −1 where it is the other one, 0 where neither is clear."""
    if said.against and said.others:
        return _of_two(said, told) if told.others else _of_one(said, told)
    zone = said.own | said.about if said.others else every
    if not told.sure and told.against and not told.behind:
        if not told.head or share(told.head, zone) < HALF or not share(said.own | said.about, told.head):
            return 0
        return int(share(told.others, zone) <= STRAY and any(not alike(name, zone) for name in told.others))
    if not told.sure and told.against:
        own = share(told.own, zone) >= HALF and share(said.own, told.own)
        return int(bool(own) and any(not alike(name, zone) for name in told.others))
    if not told.others and said.relative and (_turned(said.own, told.own) or _other_of_two(said, told, every)):
        return -1
    if not said.own:
        return int(said.against and told.against and told.relative and not _of_traits(told))
    if meant := _by_its_kind(said, told, every):
        return meant
    if not share(said.own, told.own | told.others):
        return 0
    own, other = share(told.own, zone), share(told.others, zone)
    if own >= HALF and other <= STRAY:
        return 1
    return 0


def _of_two(said: Telling, told: Telling) -> int:
    """Which side the claim's first group stands on, where both name two."""
    if told.behind or (not told.against and told.ways == ALIKE):
        return 0
    mine, theirs = _second(said), _second(told)
    straight, crossed = share(mine, told.others), share(mine, told.own)
    first = share(_group(told), said.own) or share(_group(said), told.own)
    if straight >= HALF and crossed <= STRAY and first and share(theirs, said.own) <= STRAY:
        return 1
    if (
        crossed >= HALF
        and straight <= STRAY
        and share(theirs, said.own) >= HALF
        and share(theirs, said.others) <= STRAY
    ):
        return -1
    return 0


def _second(told: Telling) -> Names:
    """The second group alone, without what may have been measured of it."""
    return less(told.others - told.about, told.own) or less(told.others, told.own) or told.others


def _group(told: Telling) -> Names:
    """The first group alone, where the verb shows where it ends."""
    return told.head or told.own


def by_one_group(said: Telling, told: Telling) -> int:
    """Which side the claim's first group is, where its second is told in words that the source does not have."""
    if not (said.others and told.against and told.others):
        return 0
    if share(told.others, said.others) > STRAY or share(told.others, _group(said)) > STRAY:
        return 0
    exact = told.sure or told.behind or told.head
    return int(bool(exact) and share(_group(told), _group(said)) >= HALF)


def _of_one(said: Telling, told: Telling) -> int:
    """Which of the claim's two groups the only group of a telling is."""
    if not told.relative or not told.sure:
        return 0
    first, second = share(told.own, said.own), share(told.own, said.others)
    if max(first, second) < HALF or (first and second):
        return 0
    return 1 if first else -1


def _by_its_kind(said: Telling, told: Telling, every: Names) -> int:
    """Which side the claim's group is of those with and without "the device", which it calls by its name."""
    kinds = {name.removeprefix(MISSING) for name in told.own | told.others}
    if not told.against or len(kinds) != 1 or not kinds <= kinds_of_things() or alike(next(iter(kinds)), every):
        return 0
    if said.others or not said.own or any(name.startswith(MISSING) for name in said.own):
        return 0
    return 1 if told.own == kinds else -1


PLAIN = 0.6
"""Least share of all other names that must be the same where one of two groups is told for the other."""


def _other_of_two(said: Telling, told: Telling, every: Names) -> bool:
    """Whether the claim tells of women, word for word, what the source tells of men."""
    there = told.own | told.about
    if said.others or not told.relative:
        return False
    mine, theirs = less(every, there), less(there, every)
    pairs = [(one, other) for one in mine for other in theirs if of_two(one, other)]
    if len(pairs) != 1:
        return False
    one, other = pairs[0]
    return min(share(every - {one}, there), share(there - {other}, every)) >= PLAIN


def _of_traits(told: Telling) -> bool:
    """Whether two groups are told apart by what they are, and not by what they got."""
    return any(of_two(one, other) for one in told.own for other in told.others)


def _turned(mine: Names, theirs: Names) -> bool:
    """Whether one group is told as those without what the other one has."""
    return any(
        one.startswith(MISSING) != other.startswith(MISSING)
        and same(one.removeprefix(MISSING), other.removeprefix(MISSING))
        for one in mine
        for other in theirs
    )


def share(wanted: Names, there: Names) -> float:
    """How much of some names stands among others, by what they tell."""
    total = sum(_weight(name) for name in wanted)
    return sum(_weight(name) for name in wanted if alike(name, there)) / total if total else 0.0


def _weight(name: str) -> float:
    return max(rarity(name.removeprefix(MISSING)), 0.05)
