"""A figure of the source told of something else than the source tells it of, with the figure that belongs there.

"Headache was reported by 31%" beside "nausea was reported by 31% and headache by 19%": the figure stands in the source,
and the claim's own words stand with the other one. A figure is called exchanged only where every near place in which
it stands is such a place, the claim has the other figure's label and nothing of the figure's own, and the rest of the
claim is the passage's.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks import Dossier
from pipeline.checks._meant import MEASURES, claim_marks
from pipeline.checks._places import Place, places
from pipeline.checks._standing import told_as
from pipeline.facts.alignment import PLAIN
from pipeline.facts.comparison import stand
from pipeline.facts.keys import Mark, alike, marks
from pipeline.facts.labels import (
    LONGEST,
    Label,
    Told,
    apart,
    labels,
    nearest,
    row_of,
    single,
)
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.search.likeness import KIN, likeness

COVERED = 0.5
"""Least share of the other figure's label that the claim must hold."""
HELD = 0.4
"""Least share of the claim's marks that the passage must hold where the whole label is held."""
HELD_IN_PART = 0.7
"""The same where a part of the label is held."""
HELD_OF_LONG = 0.6
LONG = 20
"""The same in a passage of more marks than this, which holds many words by chance."""
NEAR = 0.3
"""A place that holds this share of the claim's marks, and is no exchange, may be the one that the claim means."""
LEAST = 2
"""Marks that claim and passage must have in common."""
_SET_AGAINST = re.compile(
    r"(?:\bthan\b|\bcompared (?:with|to)\b|\bversus\b|\bvs\b|(?:,|\d%?) against\b|\bunlike\b|\brather than\b"
    r"|\binstead of\b|\brelative to\b|\bbut not\b|, not\b|\bwhile\b|\bwhereas\b)[^,.;]*",
    re.IGNORECASE,
)
"""What the claim's figure is set against: it is not what the figure is of."""


class Exchange(NamedTuple):
    """A figure of the claim, the place where it stands, and the figure that the claim's words belong to."""

    fact: Fact
    stands: Fact
    belongs: Fact
    passage: Passage
    share: float
    """Share of the claim's marks that the passage holds."""
    by: tuple[str, ...]
    """The words of the claim that are of the other figure."""
    mutual: bool
    """Whether the claim tells the other figure too: then both are wrong, and neither alone can be put right."""


class _Said(NamedTuple):
    """What the claim tells its figure of."""

    every: list[Mark]
    own: list[Mark]
    """Without what it is set against; of several like figures, what is of this one alone."""
    others: list[Fact]
    """Further figures of the claim, whose words are not told apart from this one's."""
    one_of_several: bool = False

    @property
    def any(self) -> list[Mark]:
        """What may be of the figure, if only in passing."""
        return self.own if self.one_of_several else self.every


class _Rival(NamedTuple):
    """Another figure of the row, and how the two are told apart."""

    fact: Fact
    own: Label
    """What sets the claim's figure apart from this one."""
    label: Label
    """What sets this one apart from the claim's figure."""
    covered: float
    """Share of that label which the claim holds."""


def exchanged(dossier: Dossier) -> Iterator[Exchange]:
    """The figures of a claim that its source tells of something else."""
    claim = dossier.claim
    facts = [fact for fact in claim.facts if single(fact) and _is_figure(fact)]
    if not facts:
        return
    every = claim_marks(dossier)
    for fact in facts:
        said = _said(claim.words, every, fact, claim.facts)
        if said is not None and (found := _settled(fact, said, dossier)) is not None:
            yield found


FEW = 3
"""Number words below this are told of anything: "one reason", "two groups"."""


def _is_figure(fact: Fact) -> bool:
    """Whether a number is told in digits, or counts enough to be no article or idiom."""
    if any(sign.isdigit() for sign in fact.text):
        return True
    return fact.dimension != "fold" and fact.value is not None and (fact.value.low or 0.0) >= FEW


def in_place(text: str, facts: Sequence[Fact], passage: Passage) -> bool:
    """Whether each figure that a passage has in a row stands there with words of the claim, and no other one does."""
    every, there = marks(text, facts), marks(passage.text, passage.facts)
    told = []
    for fact in facts:
        said = _said(text, every, fact, facts) if single(fact) else None
        standing = [other for other in passage.facts if single(other) and told_as(fact, other)] if said else []
        where = [place for other in standing for place in places(other, there, (passage,), 0)]
        told += [any(said is not None and _held(said, place, fact) for place in where)] if where else []
    return bool(told) and all(told)


def _held(said: _Said, place: Place, fact: Fact) -> bool:
    rivals = [_rival(each, told, place, said) for each, told in place.others if not told_as(fact, each)]
    return bool(rivals) and all(rival.own.covered(said.own) >= COVERED > rival.covered for rival in rivals)


def _said(text: str, every: list[Mark], fact: Fact, facts: Sequence[Fact]) -> _Said | None:
    row = row_of(fact, facts)
    if len(row) > 1:
        told = labels(text, every, row) or ([] if "respectively" in text else nearest(text, every, row))
        if not told:
            return None
        at = next(at for at, each in enumerate(row) if each is fact)
        rest = {key for place, each in enumerate(told) if place != at for key in each.keys}
        keys = [key for key in told[at].keys[:LONGEST] if key not in rest]
        own = [mark for mark in every if mark.key in keys]
        return _Said(every, own, [], one_of_several=True) if own else None
    against = [match.span() for match in _SET_AGAINST.finditer(text)]
    own = [mark for mark in every if not any(start <= mark.start < end for start, end in against)]
    return _Said(every, own, [other for other in facts if other is not fact and single(other)])


def _settled(fact: Fact, said: _Said, dossier: Dossier) -> Exchange | None:
    """The exchange that fits the claim best, unless the figure stands in another place that the claim may mean."""
    found: Exchange | None = None
    rest: list[tuple[float, list[Mark]]] = []
    for at, passage in enumerate(dossier.passages):
        standing = [other for other in passage.facts if single(other) and _stands_as(fact, other)]
        there = marks(passage.text, passage.facts) if standing else []
        for other in standing:
            tried = (_exchange(fact, said, place) for place in places(other, there, dossier.passages, at))
            best = max((one for one in tried if one), key=lambda one: one.share, default=None)
            if best is None:
                rest.append((_share(said.every, there), there))
            elif found is None or best.share > found.share:
                found = best
    if found is None or any(_meant(share, there, found) for share, there in rest):
        return None
    return found


def _stands_as(fact: Fact, other: Fact) -> bool:
    """Whether a figure of the source is the claim's; one told in words ("three quarters") is rounder than digits."""
    if told_as(fact, other):
        return True
    return not any(sign.isdigit() for sign in fact.text) and stand(fact, other).note == "rounded"


def _meant(share: float, there: Sequence[Mark], found: Exchange) -> bool:
    """Whether a place that is no exchange holds the words that decided, and as much of the claim."""
    held = any(alike(key, mark.key) for key in found.by for mark in there)
    return held and share >= max(NEAR, AS_MUCH * found.share)


AS_MUCH = 0.6


def _share(said: Sequence[Mark], there: Sequence[Mark]) -> float:
    """Share of what the claim says that a place holds; "after" and "before" say nothing by themselves."""
    keys = dict.fromkeys(mark.key for mark in said if mark.key not in _JOINING)
    held = sum(any(alike(key, other.key) or likeness(key, other.key) >= KIN for other in there) for key in keys)
    return held / len(keys) if keys else 0.0


_JOINING = frozenset({"=after", "=before", "=during"})


def _exchange(fact: Fact, said: _Said, place: Place) -> Exchange | None:
    if any(_one_value(other, each) for each, _ in place.others for other in said.others):
        return None
    rivals = [_rival(each, told, place, said) for each, told in place.others if not _stands_as(fact, each)]
    best = max(rivals, key=lambda rival: rival.covered, default=None)
    if best is None or best.covered < (1.0 if place.taken_up else COVERED) or not _not_its_own(said, place, best):
        return None
    share = _share(said.every, place.found)
    common = sum(
        any(alike(mark.key, other.key) for other in place.found) for mark in said.every if mark.key not in _JOINING
    )
    whole = share == best.covered == 1.0 and not best.own.covered(said.any)
    least = 1 if whole else LEAST - _names_its_thing(fact, best.fact)
    wanted = HELD_IN_PART if best.covered < 1.0 else HELD_OF_LONG if len(place.found) > LONG else HELD
    measured = _is_measure(best)
    if not measured and (common < least or share < wanted):
        return None
    return Exchange(
        fact, place.at, best.fact, place.passage, share, best.label.keys or best.own.keys, said.one_of_several
    )


def _is_measure(rival: _Rival) -> bool:
    """Whether a figure is set apart by a measure of tests alone: then nothing else need be shared."""
    return bool(rival.label.keys) and MEASURES.issuperset(rival.label.keys) and rival.covered == 1.0


def _names_its_thing(fact: Fact, other: Fact) -> bool:
    """Whether two figures say themselves what they are of: by one noun, or by a unit that few things are told in."""
    if fact.noun and fact.noun == other.noun:
        return True
    return fact.unit not in PLAIN and fact.unit.partition("/")[0] == other.unit.partition("/")[0]


def _rival(fact: Fact, told: Told, place: Place, said: _Said) -> _Rival:
    own, label = apart(place.told, told)
    covered = label.covered(said.own)
    if place.listed:
        covered = float(covered > 0)
    if not label.keys and "without" in own.keys:
        denied = _denied(place, told)
        covered = float(any(alike(denied, mark.key) for mark in said.own) and not _says("without", said.any))
    return _Rival(fact, own, label, covered)


def _denied(place: Place, other: Told) -> str:
    """What one of two figures is told of and the other is told to be without."""
    common = [key for key in place.told.keys if key != "without" and key in other.keys]
    return _next_to("without", place.found) or next(iter(common), "")


def _says(key: str, found: Sequence[Mark]) -> bool:
    return any(mark.key == key for mark in found)


def _one_value(one: Fact, other: Fact) -> bool:
    return one.value is not None and other.value is not None and one.value.low == other.value.low


IN_PASSING = 0.5
"""Share of the figure's own label that the claim may hold by what both are told of, where its first word is not held
and the other's label is whole."""


OF_THE_OUTCOME = 0.67
"""Share of a sentence's words that may be of the outcome, which the next sentence takes up without naming it."""


def _not_its_own(said: _Said, place: Place, rival: _Rival) -> bool:
    """Whether the claim has nothing that sets the figure apart from the one that its words belong to."""
    if not rival.own.keys and rival.label.keys == ("without",):
        return any(alike(_next_to("without", said.own, ARTICLE), key) for key in place.told.keys)
    if not rival.own.keys:
        return not said.one_of_several and _narrowed(said, place, rival.label)
    held = rival.own.covered(said.any)
    if held == 0.0 or place.listed:
        return held == 0.0
    first = any(alike(rival.own.keys[0], mark.key) for mark in said.any)
    if place.taken_up:
        return rival.covered == 1.0 and held <= OF_THE_OUTCOME and not (first and place.told.behind)
    return rival.covered == 1.0 and held <= IN_PASSING and not first


def _narrowed(said: _Said, place: Place, other: Label) -> bool:
    """Whether the claim tells the narrowed thing alone: "serious adverse events" beside "adverse events"."""
    if len(other.keys) != 1:
        return False
    narrow = _next_to(other.keys[0], place.found)
    alone = [mark.key for mark in said.every].count(narrow) == 1
    return bool(narrow) and alone and narrow == _next_to(other.keys[0], said.own)


ARTICLE = 5
"""Characters between two marks that hold an article: "without the spray"."""


def _next_to(key: str, found: Sequence[Mark], reach: int = 1) -> str:
    """The mark right behind another."""
    return next(
        (after.key for mark, after in pairwise(found) if mark.key == key and 0 < after.start - mark.end <= reach), ""
    )
