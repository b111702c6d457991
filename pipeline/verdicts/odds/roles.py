"""Who did what, told of the other one: two parties in one sentence of the source, exchanged in the claim.

"The society asked for a ban; the makers opposed it" beside "The makers asked for a ban", and "by age, not by noise"
beside "noise, not age". Only sentences that set two against each other are read so.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import KIN, SAME, Name, among, likeness, meet, names, share_among
from pipeline.verdicts.odds.way import Ground, Place, Scene, Way
from pipeline.verdicts.reading.prose import in_prose
from pipeline.verdicts.reading.senses import generic


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`roles.toml`."""

    joint: str
    speaks_on: str
    nobody: str
    denied: str
    rather: str
    but_not: str
    alike: str
    pairs: str
    compared: str
    earlier: str
    later: str
    denial: str
    part: str


_pattern = Sheet("pipeline.verdicts.odds", "roles.toml", Words).pattern


MOST = 0.6
"""Least share of what one party did that the claim tells of the other."""
_CLAUSES = 2
"""Names that a clause has to itself at least: who, and what was done."""
DONE = 2
"""Names that tell what was done, at least."""


def crossing(claim: str, passages: Sequence[Passage]) -> Place | None:
    """The sentence whose two parties the claim exchanges, or None."""
    mine = names(claim)
    for passage in passages:
        if in_prose(passage) and _at_odds(claim, mine, passage.text):
            return Place(passage, 0, len(passage.text))
    return None


def _at_odds(claim: str, mine: Sequence[Name], text: str) -> bool:
    return (
        _exchanged(claim, mine, text)
        or _not_that(claim, text)
        or _other_order(claim, mine, text)
        or _other_pair(claim, text)
        or _left_out(claim, mine, text)
    )


EXCEPTED = 0.7
"""Least share of what a sentence excepts that the claim must tell."""


def _left_out(claim: str, mine: Sequence[Name], text: str) -> bool:
    """Whether a claim tells of what its source excepts: "it helped the fathers, but not the mothers"."""
    match = _pattern("but_not").search(text)
    if match is None or _pattern("denial").search(claim) or _pattern("alike").search(claim):
        return False
    told = [name for name in names(text) if name.start < match.end()]
    ahead, behind = _around(told, match.start())
    no, yes = _apart(behind, ahead), _apart(ahead, behind)
    if not no or share_among(mine, told) < WHOLE or share_among(no, mine) < EXCEPTED:
        return False
    last = yes[-1:]  # what stands right before the exception: the one of the two that it is told of
    return bool(last) and not among(last[0], mine)


NAMED = 3
"""Names right before the preposition that tell what goes with what."""


def _other_pair(claim: str, text: str) -> bool:
    """Whether a claim joins what goes with the one to the other: "broth in the first week"."""
    match = _pattern("pairs").search(text)
    if (
        match is None
        or _pattern("denial").search(claim)
        or _pattern("pairs").search(claim)
        or _pattern("compared").search(match.group())
    ):
        return False
    one, two = (_words(match[side])[-NAMED:] for side in ("one", "two"))
    first, second = (_words(match[side]) for side in ("first", "second"))
    one, two = _only(one, two), _only(two, one)
    first, second = _only(first, second), _only(second, first)
    if not (one and two and first and second):
        return False
    there = _words(claim)
    held = [[any(_alike_words(word, other) for other in there) for word in side] for side in (one, two, first, second)]
    crossed = all(held[1]) and all(held[2]) and not held[0][-1] and not any(held[3])
    return crossed or (all(held[0]) and all(held[3]) and not held[1][-1] and not any(held[2]))


_ORDINALS = frozenset("first second third fourth one two three four early late earlier later".split())


def _words(text: str) -> list[str]:
    """The content words of a text as names, with those that tell an order."""
    found = [(name.start, name.name) for name in names(text) if name.name not in generic()]
    taken = {start for start, _ in found}
    found += [
        (match.start(), match.group().lower())
        for match in re.finditer(r"[A-Za-z]+", text)
        if match.group().lower() in _ORDINALS and match.start() not in taken
    ]
    return [name for _, name in sorted(found)]


def _only(one: Sequence[str], other: Sequence[str]) -> list[str]:
    return [word for word in one if not any(_alike_words(word, each) for each in other)]


def _alike_words(one: str, other: str) -> bool:
    return one == other or likeness(one, other) >= SAME


WHOLE = 0.55
"""Least share of the claim that the sentence holds for their order to be one of the same events."""
ORDERED = 0.5
"""Least share of the names on one side of "before" that stand on one side of it, or of "after", there."""


def _other_order(claim: str, mine: Sequence[Name], text: str) -> bool:
    """Whether two events come the other way round: "A before B" beside "A after B", or "B before A"."""
    here, there = _turning(claim), _turning(text)
    if here is None or there is None:
        return False
    told = names(text)
    if share_among(mine, told) < WHOLE:
        return False
    ahead, behind = _around(mine, here[0]), _around(mine, here[1])
    first, second = _around(told, there[0]), _around(told, there[1])
    straight = min(share_among(ahead[0], first[0]), share_among(behind[1], second[1]))
    crossed = min(share_among(ahead[0], second[1]), share_among(behind[1], first[0]))
    if max(straight, crossed) < ORDERED or straight == crossed:
        return False
    return (straight > crossed) != (here[2] == there[2])


def _turning(text: str) -> tuple[int, int, bool] | None:
    """Where "before" or "after" stands between two events, and whether it is "before"; None where several do."""
    found = [(*match.span(), True) for match in _pattern("earlier").finditer(text)]
    found += [(*match.span(), False) for match in _pattern("later").finditer(text)]
    return found[0] if len(found) == 1 and found[0][0] > 0 else None


def _around(found: Sequence[Name], at: int) -> tuple[list[Name], list[Name]]:
    return [name for name in found if name.end <= at], [name for name in found if name.start >= at]


def _exchanged(claim: str, mine: Sequence[Name], text: str) -> bool:
    """Whether the claim tells of the second party what the first one did, or the other way."""
    joint = _pattern("joint").search(text)
    if (
        joint is None
        or _pattern("joint").search(claim)
        or _pattern("joint").search(text, joint.end())
        or _pattern("speaks_on").search(text, joint.end())
        or _pattern("nobody").match(text)
        or _pattern("nobody").match(text, joint.end())
    ):
        return False
    told = names(text)
    if share_among(mine, told) < MOST:
        return False
    left = [name for name in told if name.end <= joint.start()]
    right = [name for name in told if name.start >= joint.end()]
    return _of_the_other(mine, left, right) or _of_the_other(mine, right, left)


def _of_the_other(mine: Sequence[Name], deed: Sequence[Name], party: Sequence[Name]) -> bool:
    """Whether the claim has the subject of one clause, and only the doing of the other."""
    own, other = _apart(deed, party), _apart(party, deed)
    if len(own) < _CLAUSES or len(other) < _CLAUSES or own[0] != deed[0] or other[0] != party[0]:
        return False
    said = next((at for at, name in enumerate(other) if not among(name, mine)), len(other))
    if not said or said == len(other) or among(own[0], mine) or any(among(name, mine) for name in other[said:]):
        return False
    doing = [name for name in own[1:] if name.name not in generic()]
    whole = sum(name.weight for name in doing)
    return len(doing) >= DONE and sum(name.weight for name in doing if among(name, mine)) >= MOST * whole


def _apart(one: Sequence[Name], other: Sequence[Name]) -> list[Name]:
    return [name for name in one if not among(name, other, KIN)]


def _not_that(claim: str, text: str) -> bool:
    """Whether the claim says "this, not that" where the source says "that, not this", or has only what is denied."""
    ours, theirs = list(_choices(claim)), list(_choices(text))
    if any(meet(yes, other_no) and meet(no, other_yes) for yes, no in ours for other_yes, other_no in theirs):
        return True
    mine, told = names(claim), names(text)
    if ours or _pattern("denial").search(claim) or not theirs or share_among(mine, told) < IN_ITS_WORDS:
        return False
    return any(
        all(among(name, mine) for name in no) and not any(among(name, mine) for name in yes) for yes, no in theirs
    )


Choice = tuple[tuple[Name, ...], tuple[Name, ...]]


def _choices(text: str) -> Iterable[Choice]:
    for pattern in (_pattern("denied"), _pattern("rather")):
        for match in pattern.finditer(text):
            yes, no = names(match["yes"]), names(match["no"])
            if yes and no:
                yield yes, no


IN_ITS_WORDS = 0.85
"""Share of the claim that the sentence holds, from which a mixture is no paraphrase."""
PARTS, SHORT = 3, 25
"""Clauses and words of a sentence up to which its clauses are two statements, and no list."""


def mixed(claim: str, text: str) -> bool:
    """Whether a clause of the claim joins what stands in one clause of the source with what stands in another.

    "Pain eased with oxygen" beside "pain eased with helium and persisted with oxygen": each of the two clauses has a
    word of its own in the claim, and one that the claim leaves out. That accuses nobody: the two may be told as one.
    """
    told = _parts(text)
    if not _CLAUSES <= len(told) <= PARTS or len(text.split()) > SHORT:
        return False
    if share_among(names(claim), names(text)) < IN_ITS_WORDS:
        return False
    own = [_apart(part, [name for other in told if other is not part for name in other]) for part in told]
    for mine in _parts(claim):
        torn = [part for part in own if len({among(name, mine) for name in part}) > 1]
        if len(torn) >= _CLAUSES:
            return True
    return False


def _parts(text: str) -> list[list[Name]]:
    found = names(text)
    cuts = [0, *(match.start() for match in _pattern("part").finditer(text)), len(text)]
    parts = [[name for name in found if start <= name.start < end] for start, end in pairwise(cuts)]
    return [part for part in parts if part]


CROSSED = Ground("SRC-002", "Told of the other one", "The passage tells it of another, or in another order.")


def _told(scene: Scene) -> Objection | None:
    found = crossing(scene.words, scene.near)
    return None if found is None else CROSSED.at(found)


WAY = Way((CROSSED,), _told)
