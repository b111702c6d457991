"""Whether two figures measure one thing: the one place where a number may be called wrong by another.

A figure is of something: a statistic (a share, a change, a span of time, a price for each), of an event (founded,
read, drowned), of some people. Two figures contradict each other only where both are of the same. What is told round
each of them must be told round the other as well; where it is not, the reader is asked which figure is meant.

It is no matter of the words where the figures themselves show it: what a study has one of, or one slip of the pen.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.checks._aligned import STANDS_AT, Pairing, topic
from pipeline.checks._worked import follows, stands_in
from pipeline.facts.comparison import SELF_EVIDENT, whole_review
from pipeline.facts.keys import IDLE
from pipeline.facts.kinds import RATIOS
from pipeline.facts.nouns import family, lemma
from pipeline.facts.numbers import fold
from pipeline.facts.slips import moved, one_figure, slipped, told_digits
from pipeline.lexicon import load
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.search.likeness import KIN, SAME, likeness, names

Doubt = Literal["worked out", "statistic", "event", "direction"]
LEAST = 0.5
"""Least share of what stands round the two figures that must be told round both."""
SURE = 0.75
"""The same from which nothing that other passages happen to add up to is meant."""
OF_A_SLIP = 0.25
"""The same where one figure is a slip of the other in its digits alone."""
NEAREST = 8
"""So many names round a figure say what it is of, the nearer the more."""
FADING = 0.25
COMMON = 0.25
"""Weight up to which a name stands in every text of the field: study, group, year."""


class Statistic(Struct, frozen=True, forbid_unknown_fields=True):
    """How one kind of statistic is told: what stands before the figure, or behind it."""

    before: str = ""
    after: str = ""
    pattern: str = ""
    shares: str = ""


class MatterFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`matter.toml`."""

    share: Statistic
    change: Statistic
    attribute: Statistic
    span: Statistic
    point: Statistic
    each: Statistic
    moment: Statistic
    part: Statistic
    outside: Statistic


class _Side(NamedTuple):
    """A figure in its text."""

    text: str
    fact: Fact
    facts: Sequence[Fact]


@cache
def _words() -> MatterFile:
    return load("pipeline.checks", "matter.toml", MatterFile)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def doubt(pairing: Pairing, dossier: Dossier) -> Doubt | None:
    """Why two figures may be of two matters, or None where they are of one."""
    fact, source = pairing.fact, pairing.source
    if pairing.comparison.slot == "direction":
        return None if one_figure(fact, source) or fact.dimension != source.dimension else "direction"
    ours = _Side(dossier.claim.words, fact, dossier.claim.facts)
    theirs = _Side(pairing.passage.text, source, pairing.passage.facts)
    if narrowed(dossier, pairing.passage):
        return "event"
    if _rest(ours, theirs) or _pattern(_words().each.before).search(_before(ours)):
        return "worked out"
    near = [pairing.passage] if _common(ours, theirs) >= SURE else _near(pairing.passage, dossier)
    if stands_in(fact, pairing.passage) or follows(fact, dossier, near):
        return "worked out"
    if _least(fact, source) and _other_statistic(ours, theirs):
        return "statistic"
    return None if _evident(fact, source) or _one_event(ours, theirs) else "event"


def narrowed(dossier: Dossier, passage: Passage) -> bool:
    """Whether a claim tells its figure of some people, or of what is outside of something, where the source does not.

    "Among the women", where no near passage names women; "out of season" beside "in the season".
    """
    said = dossier.claim.words
    if _outside(said) and not _outside(passage.text):
        return True
    near = " ".join(each.passage.text.lower() for each in dossier.ranked)
    told = [match["who"].lower() for match in _pattern(_words().part.pattern).finditer(said)]
    return any(re.search(rf"\b{re.escape(lemma(who)[:4])}", near) is None for who in told)


def _outside(text: str) -> bool:
    return _pattern(_words().outside.pattern).search(text) is not None


def _rest(ours: _Side, theirs: _Side) -> bool:
    """Whether the claim may tell those who are left: 73% who were fooled, of 27% who saw through it."""
    one, other = ours.fact.value, theirs.fact.value
    shares = ours.fact.dimension == theirs.fact.dimension == "percentage" and "change" not in _roles(ours, theirs)
    if not shares or one is None or other is None or one.low is None or other.low is None:
        return False
    play = REST if any(sign.isdigit() for sign in ours.fact.text) else REST_IN_WORDS
    if abs(one.low + other.low - 100.0) > play:
        return False
    there = _all(theirs.text)
    told = _round(ours)[:NEXT]
    return not told or any(max((likeness(name, each) for each in there), default=0.0) < SAME for name in told)


REST, REST_IN_WORDS = 0.5, 3.0
"""Percentage points by which two shares may miss the whole."""
NEXT = 3
"""Names next to a figure that say what it is of: told round both, a share is no rest."""


def _roles(ours: _Side, theirs: _Side) -> frozenset[str]:
    return frozenset({ours.fact.role, theirs.fact.role})


def _near(passage: Passage, dossier: Dossier) -> list[Passage]:
    """The passages whose figures a claim may add up: what speaks of the claim's matter."""
    weigh = topic(dossier)
    return [each for each in dossier.passages if each is passage or weigh.share(each) >= STANDS_AT]


def _evident(fact: Fact, source: Fact) -> bool:
    """Whether a study has one of what both count."""
    return (fact.role in SELF_EVIDENT and source.role in SELF_EVIDENT) or whole_review(fact, source)


# --- the statistic ----------------------------------------------------------------------------------------------------


def other_statistic(text: str, fact: Fact, other_text: str, other: Fact) -> bool:
    """Whether two figures, each in its text, are told as two kinds of statistic: a share and a change."""
    return _other_statistic(_Side(text, fact, ()), _Side(other_text, other, ()))


def _other_statistic(ours: _Side, theirs: _Side) -> bool:
    if "time" in {ours.fact.dimension, theirs.fact.dimension}:
        return {_time(ours), _time(theirs)} == {"span", "point"}
    if "money" in ours.fact.dimension and "money" in theirs.fact.dimension:
        return _other_price(_each(ours), _each(theirs))
    if ours.fact.unit == theirs.fact.unit == "%":
        return {_share(ours), _share(theirs)} in ({"share", "change"}, {"share", "attribute"})
    return False


def _share(side: _Side) -> str:
    """Whether a percentage is a part of a whole, a change, or the measure of a thing (a tax of 30%)."""
    words, before, after = _words(), _before(side), side.text[side.fact.end :]
    measure = _pattern(words.attribute.before).search(before)
    if measure is not None:
        return "" if lemma(measure["noun"].lower()) in words.attribute.shares.split() else "attribute"
    if _pattern(words.share.after).match(after) or re.search(r"\bof\b", side.fact.text):
        return "share"
    if _pattern(words.change.after).match(after) or (side.fact.role == "change" and _by(before)):
        return "change"
    return "share" if _pattern(words.share.before).search(before) else ""


def _by(before: str) -> bool:
    return _pattern(_words().change.before).search(before) is not None


def _time(side: _Side) -> str:
    """Whether a time is one through which something went on, or one at which it was."""
    if side.fact.role == "change":
        return ""
    leads = (_before(side), f"{side.fact.text.split()[0]} ")
    for kind, told in (("span", _words().span), ("point", _words().point)):
        if any(_pattern(told.before).search(lead) for lead in leads):
            return kind
    return ""


def at_a_moment(pairing: Pairing, dossier: Dossier) -> bool:
    """Whether the claim tells its figure of a moment: only then was it measured at another one."""
    told = [fact for fact in dossier.claim.facts if fact.dimension in {"time", "date"} and fact is not pairing.fact]
    return not told or any(_moment(dossier.claim.words, fact) for fact in told)


def _moment(text: str, fact: Fact) -> bool:
    words, side = _words().moment, _Side(text, fact, ())
    return (
        fact.dimension == "date"
        or _pattern(words.before).search(_before(side)) is not None
        or _pattern(words.before).search(f"{fact.text.split()[0]} ") is not None
        or _pattern(words.after).match(text[fact.end :]) is not None
        or _pattern(words.pattern).search(fact.text) is not None
    )


def _each(side: _Side) -> frozenset[str] | None:
    """What a price is told for one of; None where it is told of the whole."""
    told = f"{_before(side)[-40:]}{side.text[side.fact.start : side.fact.end + 24]}"
    found = list(_pattern(_words().each.pattern).finditer(told))
    if not found:
        return None
    return frozenset(name.name for each in found if each["noun"] for name in names(each["noun"]))


def _other_price(ours: frozenset[str] | None, theirs: frozenset[str] | None) -> bool:
    if ours is None or theirs is None:
        return ours is not theirs
    return bool(ours and theirs) and not any(likeness(one, other) >= KIN for one in ours for other in theirs)


def _before(side: _Side) -> str:
    return side.text[max(0, side.fact.start - 64) : side.fact.start]


# --- the event --------------------------------------------------------------------------------------------------------


def _one_event(ours: _Side, theirs: _Side) -> bool:
    """Whether what stands round each figure is told round the other, the nearest words first."""
    least = _least(ours.fact, theirs.fact)
    return not least or _common(ours, theirs) >= least


def _common(ours: _Side, theirs: _Side) -> float:
    """Share of what stands round the two figures that is told round both; of a side with no words nothing is asked."""
    sides = ((_round(ours), theirs.text), (_round(theirs), ours.text))
    told = [_held(side, _all(text)) for side, text in sides if side]
    return sum(told) / len(told) if told else 0.0


def _least(fact: Fact, source: Fact) -> float:
    if _misread(fact, source):
        return 0.0
    if not slipped(fact, source) or fact.unit.partition("/")[0] != source.unit.partition("/")[0]:
        return LEAST
    digits = min(told_digits(fact), told_digits(source))
    return 0.0 if digits > 1 or moved(fact, source) else OF_A_SLIP


def _misread(fact: Fact, source: Fact) -> bool:
    """Whether a ratio is told as if it were the change itself: 1.39 as "139% more"."""
    ratio = source.role in RATIOS and fact.dimension == "percentage"
    return ratio and moved(fact, source) and min(told_digits(fact), told_digits(source)) > 1


def _round(side: _Side) -> list[str]:
    """The names that stand round a figure, nearest first, without people, figures and idle words."""
    found = [
        (_gap(side.fact, name.start, name.end), name.name)
        for name in names(side.text)
        if name.weight > COMMON
        and _telling(side.text[name.start : name.end].lower())
        and not any(each.value is not None and each.start <= name.start < each.end for each in side.facts)
    ]
    return [name for _, name in sorted(found)][:NEAREST]


def _telling(word: str) -> bool:
    return IDLE.fullmatch(word) is None and family(lemma(word)) != "people"


def _gap(fact: Fact, start: int, end: int) -> int:
    return fact.start - end if end <= fact.start else start - fact.end


def _all(text: str) -> list[str]:
    return [name.name for name in names(fold(text))]


def _held(wanted: Sequence[str], there: Sequence[str]) -> float:
    """Share of the names that a text holds; a name of one field counts for less than the thing itself."""
    weights = [1.0 / (1.0 + FADING * rank) for rank in range(len(wanted))]
    held = sum(
        weight * max((likeness(name, other) for other in there), default=0.0)
        for weight, name in zip(weights, wanted, strict=True)
    )
    return held / sum(weights) if weights else 0.0
