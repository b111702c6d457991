"""Sets the facts of a claim beside the facts of a whole work, once for all checks of numbers.

Agreement is preferred: a number that a fitting passage bears out is not called wrong by another passage, and a number
that stands in a near passage in any slot is left alone unless the passage says plainly that the slot is another.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from pipeline.checks import Dossier
from pipeline.checks._standing import stands
from pipeline.facts.comparison import SELF_EVIDENT, stand, whole_review
from pipeline.facts.context import words_of
from pipeline.facts.numbers import fold
from pipeline.facts.slips import one_figure
from pipeline.facts.slots import affinity, arm_fit, noun_fit, population_fit, role_fit, time_fit
from pipeline.facts.units import convert
from pipeline.records.fact import Comparison, Fact, Value
from pipeline.records.verdict import Passage

OBJECT_AT = 0.4
"""Least fit for a number to be called wrong (tuned on the training parts of scifact, check_covid,
citation_integrity)."""
AGREE_AT = 0.22
"""Least fit for a number to count as borne out."""
TOPIC_AT = 0.15
"""Least share of the claim's weighty words that the contradicting passage must hold."""
OTHER_ROLE_AT = 0.5
"""Least affinity for a length of time to be set against a point in time."""
STANDS_AT = 0.2
"""A passage this near in which the claim's figure stands keeps it from being called wrong elsewhere."""


class Pairing(NamedTuple):
    """A fact of the claim with the source's fact that fills the same slots."""

    fact: Fact
    source: Fact
    passage: Passage
    comparison: Comparison
    fit: float
    topic: float
    elsewhere: bool = False
    """Whether the claim's figure stands in another near passage: then it may be of something else that is told there,
    and is asked for, never called wrong."""


class Alignment(NamedTuple):
    """All pairings of one dossier: what is borne out, and what is not."""

    agreed: tuple[Pairing, ...]
    opposed: tuple[Pairing, ...]


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The content stems of a text."""
    return frozenset(word.stem for word in words_of(fold(text)))


class Topic(NamedTuple):
    """How much each of a claim's words weighs in one source."""

    weights: dict[str, float]
    total: float

    def share(self, passage: Passage) -> float:
        """Share of the claim's weighty words that a passage, or the sentence before it, holds (0 to 1)."""
        if not self.total:
            return 0.0
        own = stems(passage.text)
        beside = stems(passage.before) if passage.before else frozenset()
        found = 0.0
        for word, weight in self.weights.items():
            found += weight if word in own else 0.5 * weight if word in beside else 0.0
        return found / self.total


def topic(dossier: Dossier) -> Topic:
    """The claim's words that the source knows, each weighed by how rare it is there (Spärck Jones 1972)."""
    said = stems(dossier.claim.text)
    if len(said) < 3:
        said = said | stems(dossier.claim.sentence)
    spread: Counter[str] = Counter()
    for passage in dossier.passages:
        spread.update(said & stems(passage.text))
    count = len(dossier.passages) + 1
    weights = {word: log(1 + count / (1 + spread[word])) for word in said if spread[word]}
    lost = sum(1 for word in said if not spread[word])
    total = sum(weights.values()) + 0.25 * lost
    return Topic(weights, total)


_LAST: list[tuple[Dossier, Alignment]] = []


def alignment(dossier: Dossier) -> Alignment:
    """The pairings of a dossier; the last few are remembered, since several checks ask for the same."""
    for known, result in _LAST:
        if known is dossier:
            return result
    result = _align(dossier)
    _LAST.append((dossier, result))
    if len(_LAST) > 4:
        del _LAST[0]
    return result


def _align(dossier: Dossier) -> Alignment:
    facts = [fact for fact in dossier.claim.facts if fact.value is not None and fact.dimension != "attribute"]
    if not facts:
        return Alignment((), ())
    weigh = topic(dossier)
    shares = [weigh.share(passage) for passage in dossier.passages]
    candidates = {id(fact): _candidates(fact, dossier.passages, shares) for fact in facts}
    agreed = [best for fact in facts if (best := _agreement(candidates[id(fact)])) is not None]
    anchors = Counter(id(each.passage) for each in agreed)
    opposed = []
    settled = {id(each.fact) for each in agreed}
    taken = {id(each.source) for each in agreed}
    for fact in facts:
        if id(fact) in settled or _beside_settled(fact, agreed):
            continue
        free = [each for each in candidates[id(fact)] if id(each.source) not in taken]
        worst = _opposition(fact, free, anchors, dossier, shares)
        if worst is not None:
            opposed.append(worst)
    return Alignment(tuple(agreed), tuple(opposed))


def _beside_settled(fact: Fact, agreed: Sequence[Pairing]) -> bool:
    """Whether another reading of the same words was borne out (7 of 8 as counts, or as a share)."""
    return any(each.fact.start < fact.end and fact.start < each.fact.end for each in agreed)


def _candidates(fact: Fact, passages: Sequence[Passage], shares: Sequence[float]) -> list[Pairing]:
    found = []
    for passage, share in zip(passages, shares, strict=True):
        for source in passage.facts:
            if source.dimension == "attribute":
                continue
            comparison = stand(fact, source)
            if comparison.relation == "not_comparable":
                continue
            fit = 0.5 * affinity(fact, source) + 0.5 * share + _bonus(fact, source) + _size(fact, source)
            found.append(Pairing(fact, source, passage, comparison, fit, share))
    return found


def _bonus(fact: Fact, source: Fact) -> float:
    fits = (arm_fit(fact, source), time_fit(fact, source), population_fit(fact, source), noun_fit(fact, source))
    bonus = 0.05 * sum(fit == "same" for fit in fits)
    if (role_fit(fact, source) == "same" and fact.role in SELF_EVIDENT) or whole_review(fact, source):
        bonus += 0.25
    return bonus


FIRM = frozenset({"same", "compatible"})
LOOSE_NOTES = frozenset(
    {"bound holds", "inside the source's range", "below the source's bound", "range round the source's value"}
)
"""Ways to agree that a number can meet by chance: they count only where nothing fits better."""


def _is_firm(pairing: Pairing) -> bool:
    return pairing.comparison.relation in FIRM and pairing.comparison.note not in LOOSE_NOTES


def _size(fact: Fact, source: Fact) -> float:
    """Two numbers of one size are likelier to be meant as one: a slip rarely changes a number tenfold."""
    one, other = _middle(fact), _middle(source)
    if one is None or other is None or fact.dimension in {"date", "probability"}:
        return 0.0
    if fact.unit != source.unit:
        other = convert(other, source.unit, fact.unit) if fact.unit and source.unit else None
        if other is None:
            return 0.0
    if one * other <= 0:
        return 0.1 if one == other else -0.1
    gap = abs(log(one / other))
    return next(worth for reach, worth in SIZES if gap <= reach)


SIZES = ((0.5, 0.15), (0.95, 0.0), (1.6, -0.1), (float("inf"), -0.25))
"""Worth of two numbers within a factor of 1.6, 2.6, 5, and beyond."""


def _middle(fact: Fact) -> float | None:
    value = fact.value
    if value is None:
        return None
    ends = [end for end in (value.low, value.high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def _agreement(candidates: Sequence[Pairing]) -> Pairing | None:
    """The best agreeing pairing, if nothing that disagrees fits much better."""
    firm = [each for each in candidates if _is_firm(each) and each.fit >= AGREE_AT]
    best = max(firm, key=lambda each: (each.fit, each.comparison.relation == "same"), default=None)
    rivals = [each for each in candidates if not _is_firm(each)]
    rival = max(rivals, key=lambda each: each.fit, default=None)
    if best is not None and (
        rival is None or best.fit + HOME >= rival.fit or rival.comparison.relation not in {"different", "stronger"}
    ):
        return best
    if (
        best is None
        and rival is not None
        and rival.fit >= AGREE_AT
        and rival.comparison.relation not in {"different", "stronger"}
    ):
        return rival
    return None


HOME = 0.2
"""How much better than an equal number another must fit before the equal one is taken for chance."""


def _opposition(
    fact: Fact, candidates: Sequence[Pairing], anchors: Counter[int], dossier: Dossier, shares: Sequence[float]
) -> Pairing | None:
    bad = [
        each
        for each in candidates
        if each.comparison.relation in {"different", "stronger"} and _alike(fact, each.source)
    ]
    if not bad:
        return None
    best = max(bad, key=lambda each: each.fit + (ANCHOR if anchors[id(each.passage)] else 0.0))
    if _names(fact) - stems(best.passage.text) - stems(best.passage.before):
        return None
    evident = (fact.role in SELF_EVIDENT and best.source.role in SELF_EVIDENT) or whole_review(fact, best.source)
    fit = best.fit + (ANCHOR if anchors[id(best.passage)] else 0.0)
    if fit < OBJECT_AT or (not evident and best.topic < TOPIC_AT):
        return None
    if fact.dimension == "date" and stands(fact, dossier):
        return None
    if best.comparison.slot == "value" and _stands(fact, dossier.passages, shares):
        return best._replace(fit=fit, elsewhere=True) if _pressing(best, dossier.passages, shares) else None
    return best._replace(fit=fit)


PRESSING = 0.3
"""How much nearer another number must be than the place where the claim's figure stands, for the figure to be asked
for."""


def _pressing(best: Pairing, passages: Sequence[Passage], shares: Sequence[float]) -> bool:
    """Whether the number beside the claim's is told in its words, and the claim's figure only far from them."""
    fact = best.fact
    if best.comparison.relation != "different" or affinity(fact, best.source) < OTHER_ROLE_AT:
        return False
    standing = (
        affinity(fact, other) + share
        for passage, share in zip(passages, shares, strict=True)
        for other in passage.facts
        if _same_figure(fact, other)
    )
    return affinity(fact, best.source) + best.topic - max(standing, default=0.0) >= 2 * PRESSING


ANCHOR = 0.15
"""What it adds that the passage bears out another number of the same claim."""


def _alike(fact: Fact, source: Fact) -> bool:
    """Whether two numbers are told in one way: counts with one noun, bare figures by one role, bounds by bounds."""
    if fact.value is None or source.value is None or "in words" in {fact.term, source.term}:
        return False
    if source.term == "worked out" and fact.term != "worked out":
        return source.unit == "percentage points" and fact.unit == "%" and one_figure(fact, source)
    if not _told_alike(fact.value, source.value):
        return False
    if fact.dimension in {"count", "number"} or source.dimension in {"count", "number"}:
        if _SCALE.search(fact.text) and _SCALE.search(source.text):
            return True
        if fact.role == source.role and fact.role in NAMED_ROLES:
            return True
        return noun_fit(fact, source) == "same" or (fact.role in SELF_EVIDENT and source.role in SELF_EVIDENT)
    if fact.dimension == "time" and fact.role != source.role and affinity(fact, source) < OTHER_ROLE_AT:
        return False
    if fact.dimension == "date":
        return _dates_alike(fact.term, source.term)
    return True


_NAME = re.compile(r"[a-z]+-?\d|\d[a-z]")


def _names(fact: Fact) -> set[str]:
    """Names with figures in them (BNT162b2, IL-6) next to a number: what they name must be named by the source too."""
    return {stem for stem in fact.near[:4] if _NAME.search(stem)}


_BOUNDS = frozenset({"at_least", "more_than", "at_most", "less_than"})


def _told_alike(one: Value, other: Value) -> bool:
    if other.kind in _BOUNDS:
        return one.kind in _BOUNDS or one.low == other.low or one.high == other.high
    return True


_SCALE = re.compile(r"(?:mill|bill|trill)ion")
NAMED_ROLES = frozenset(
    {
        "age",
        "arm_size",
        "p_value",
        "score",
        "correlation",
        "confidence_interval",
        "odds_ratio",
        "hazard_ratio",
        "relative_risk",
    }
)


def _dates_alike(ours: str, theirs: str) -> bool:
    """Dates told alike: the same month of another year, or another month of the same year."""
    one, other = ours.split("-"), theirs.split("-")
    if len(one) == 1 or len(other) == 1:
        return len(one) == len(other)
    return one[1] == other[1] or one[0] == other[0]


def _stands(fact: Fact, passages: Sequence[Passage], shares: Sequence[float]) -> bool:
    """Whether the claim's figure stands in a near passage, in whatever role: then nobody can call it made up."""
    return any(
        _same_figure(fact, source)
        for passage, share in zip(passages, shares, strict=True)
        if share >= STANDS_AT
        for source in passage.facts
        if fact.dimension == "date" or not {"other study", "planned"} & set(source.qualifiers)
    )


def _same_figure(fact: Fact, source: Fact) -> bool:
    """Whether two numbers have one figure, or the claim's range has the source's at one end."""
    if fact.value is None or source.value is None or (source.unit != fact.unit and source.unit and fact.unit):
        return False
    wanted, ends = {fact.value.low, fact.value.high}, {source.value.low, source.value.high}
    return ends == wanted or (fact.value.kind == "range" and len(ends) == 1 and bool(ends & wanted))
