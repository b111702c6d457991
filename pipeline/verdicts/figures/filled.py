"""Whether every figure of a claim stands in the source in the same slots: nothing is supported where one does not.

A figure that the source holds is not yet the claim's: it must be told of the same outcome, group and time, of the same
whole, and beside the same comparator. Where that can't be told the claim is left `unclear`. Nothing here accuses.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks._standing import told_as
from pipeline.facts import extract, slots
from pipeline.facts.comparison import REST, stand
from pipeline.facts.context import stem_of, words_of
from pipeline.facts.groups import CONTROL
from pipeline.facts.kinds import RATIOS
from pipeline.facts.numbers import fold
from pipeline.lexicon import Sheet, load
from pipeline.records.fact import Comparison, Fact
from pipeline.verdicts.figures.beside import Beside
from pipeline.verdicts.figures.placement import BREAK
from pipeline.verdicts.figures.reckoned import reckoned
from pipeline.verdicts.reading.cues import CueFile, cues


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`filled.toml`."""

    next: str
    stop: str
    part: str
    of_before: str
    of_behind: str
    against: str
    verbs: str


_pattern = Sheet("pipeline.verdicts.figures", "filled.toml", Words).pattern


_SLOTS = (slots.arm_fit, slots.time_fit, slots.population_fit, slots.outcome_fit)
_ROUNDED = "rounded"
_MEASURED = frozenset({"time", "mass", "volume", "length", "temperature", "energy", "concentration"})
_LEFT_OUT = frozenset({"attribute", "date"})
"""Attributes have checks of their own; dates are told in too many ways to be matched slot by slot."""


def figures(facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a claim that carry a figure, in digits or as a number word; each stretch of text once."""
    told = [
        fact
        for fact in facts
        if fact.value is not None
        and fact.dimension not in _LEFT_OUT
        and fact.role not in {"confidence_level", "total"}
        and fact.term != "in words"
    ]
    plain = [fact for fact in told if fact.term != "worked out"]
    rates = [fact for fact in told if fact.term == "worked out" and _is_rate(fact)]
    return plain + [
        fact for fact in rates if not any(other.start < fact.end and fact.start < other.end for other in plain)
    ]


def _is_rate(fact: Fact) -> bool:
    """Whether a share that was worked out is told in digits, or as so many of some things: "nine calves in ten"."""
    return any(sign.isdigit() for sign in fact.text) or (fact.dimension == "percentage" and len(fact.text.split()) > 3)


UNSURE = frozenset({"slot", "comparator", "elsewhere", "sequence"})
"""Reasons that ask for a higher chance and no more: the figure itself stands there, what it is of is told otherwise."""


def gaps(claim: str, facts: Sequence[Fact], passage: str, source: Sequence[Fact], everything: str) -> Iterator[str]:
    """All reasons for which the figures of a claim are not borne out slot by slot.

    Args:
        claim: its words.
        facts: its facts.
        passage: the passage that stands nearest.
        source: the facts of that passage.
        everything: all passages that were set beside the claim.
    """
    if any(_years(fact) and not _years(fact) <= _printed(everything) for fact in facts):
        yield "figure"
    wanted = figures(facts)
    if not wanted:
        return
    beyond = extract(everything)
    for fact in wanted:
        told = _telling(fact, source) or _telling(fact, beyond)
        if not told:
            if not reckoned(fact, Beside(claim, passage, source)):
                yield "figure"
            continue
        if not any(_same_slots(fact, other) for other in told):
            yield "slot"
        if not any(other.rivals for other in told) and _of_a_rival(fact, claim, told, beyond):
            near = _of_a_rival(fact, claim, told, source) or _wholly_of_a_rival(fact, claim, told, beyond)
            yield "rival" if near else "exchanged" if _alike(fact, wanted) else "elsewhere"
        if any(other.end <= len(passage) for other in told) and _other_year(fact, claim, facts, told, passage, source):
            yield "year"
    crossed = set(_crossed(wanted, claim, source, passage))
    if crossed & _PACED:
        yield "exchanged"
    elif crossed:
        yield "sequence"
    if any(_other_whole(fact, claim, source, passage) for fact in wanted):
        yield "whole"
    if other_comparator(claim, passage, everything):
        yield "comparator"


_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def _years(fact: Fact) -> frozenset[str]:
    """Both ends of a span of years; a year that stands alone may be that of the paper."""
    found = frozenset(_YEAR.findall(fact.text)) if fact.dimension == "date" else frozenset()
    return found if len(found) > 1 else frozenset()


def _printed(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(text))


_DIGITS = re.compile(r"(?<![\w.,-])\d[\d.,]*\d|(?<![\w.,-])\d(?![\w-])")


def unread(claim: str, facts: Sequence[Fact], everything: str) -> bool:
    """Whether digits of the claim were understood as no figure, and the source has them nowhere.

    No number is passed over: what the fact engine could not read must at least be printed in the source.
    """
    there = {_bare(match) for match in _DIGITS.findall(everything)}
    return any(
        _bare(match.group()) not in there
        and not any(fact.value is not None and fact.start < match.end() and match.start() < fact.end for fact in facts)
        for match in _DIGITS.finditer(claim)
    )


def _bare(digits: str) -> str:
    return digits.replace(",", "").strip(".")


def _telling(fact: Fact, source: Sequence[Fact]) -> list[Fact]:
    return [
        other
        for other in source
        if (told_as(fact, other) or _fits(stand(fact, other)))
        and not _bare_of_another(fact, other)
        and not (fact.role != other.role and {fact.role, other.role} <= RATIOS)
    ]


def _fits(found: Comparison) -> bool:
    """Whether the engine takes two figures for one, rounded as speech rounds or told as the rest of the whole."""
    return found.note == REST or (found.relation == "compatible" and found.note == _ROUNDED)


def _bare_of_another(fact: Fact, other: Fact) -> bool:
    """Whether a bare figure meets one with a unit that is named otherwise: "an MOI of 2" and "2 mM glutamine"."""
    return not fact.unit and other.dimension in _MEASURED and fact.near[:1] != other.near[:1]


def _same_slots(fact: Fact, other: Fact) -> bool:
    """Whether no slot of the two is filled differently.

    "At week 4, 38% had responded; at week 12, 56%": where a figure has no words of its own, those of the figure beside
    it are told of both, and the time tells them apart.
    """
    clashes = {fit for fit in _SLOTS if fit(fact, other) == "conflict"}
    timed = slots.time_fit(fact, other) == "same"
    if slots.outcome_fit in clashes and not other.own and timed:
        clashes.remove(slots.outcome_fit)
    return not clashes and (timed or bool(other.rivals) or slots.outcome_fit(other, fact) != "conflict")


def _beside(fact: Fact) -> frozenset[str]:
    """The words near a figure, with those of its own noun."""
    return frozenset(fact.near) | _stems(fact.text)


def _wholly_of_a_rival(fact: Fact, claim: str, told: Sequence[Fact], around: Sequence[Fact]) -> bool:
    """Whether all words of the claim's figure stand with another of the kind: "the balm stung 8%" with its 3%."""
    said = set(fact.near) - _people(claim, fact)
    alike = [other for other in around if other.dimension == fact.dimension and not _telling(fact, [other])]
    return all(any(said <= set(rival.near) and not said <= set(other.near) for rival in alike) for other in told)


def _alike(fact: Fact, wanted: Sequence[Fact]) -> bool:
    """Whether the claim tells two figures: "301 as against 262" is of the other group where they change places."""
    return any(other.dimension not in _PACED and other.value != fact.value for other in wanted)


def _of_a_rival(fact: Fact, claim: str, told: Sequence[Fact], around: Sequence[Fact]) -> bool:
    """Whether a word of the claim that the figure's sentence lacks stands with another figure of the kind.

    "The gel failed in 9%" beside "the patch failed in 9%. The gel failed in 4%".
    """
    said = set(fact.near) - _people(claim, fact)
    alike = [other for other in around if other.dimension == fact.dimension and not _telling(fact, [other])]
    return all(
        any(
            (said & set(rival.near)) - _beside(other) and len(said & set(rival.near)) >= len(said & _beside(other))
            for rival in alike
        )
        for other in told
    )


@cache
def _moves() -> frozenset[str]:
    """Words of direction: two changes of one sentence share them, whichever they stand with."""
    file = load("pipeline.verdicts.reading", "cues.toml", CueFile)
    return frozenset(stem_of(word) for word in f"{file.up} {file.down}".split())


class _Told(NamedTuple):
    """A figure in its sentence, with the words that are of it and of no other."""

    fact: Fact
    text: str

    def own(self, beside: "_Told") -> frozenset[str]:
        """The words of this figure alone; people named with one of two figures only are those of both."""
        own = frozenset(self.fact.own) - _moves()
        mine = _people(self.text, self.fact)
        return own if _people(beside.text, beside.fact) else own - mine


_PACED = frozenset({"time", "frequency", "fold"})
"""Figures that name a group or a time as often as they measure: exchanged, they are of another one."""


def _crossed(wanted: Sequence[Fact], claim: str, source: Sequence[Fact], passage: str) -> Iterator[str]:
    """The kinds of which two figures of a claim may have changed places.

    Either their words stand no better with them in the passage than exchanged, or they come in another order there and
    no word tells whose each one is.
    """
    within = [fact for fact in source if fact.end <= len(passage)]
    for one, other in combinations(wanted[:MOST], 2):
        if one.dimension != other.dimension or one.value == other.value:
            continue
        pairs = [(left, right) for left in _telling(one, within) for right in _telling(other, within)]
        if pairs and not any(
            _in_place(_Told(one, claim), _Told(other, claim), _Told(left, passage), _Told(right, passage))
            for left, right in pairs
        ):
            yield one.dimension


MOST = 12
"""So many figures of a claim are set against each other; a longer list is a table in prose."""


def _in_place(one: _Told, other: _Told, left: _Told, right: _Told) -> bool:
    for fit in _SLOTS[:3]:
        if fit(one.fact, left.fact) == fit(other.fact, right.fact) == "same" != fit(one.fact, right.fact):
            return True
    mine, yours, theirs, others = one.own(other), other.own(one), left.own(right), right.own(left)
    straight = len(mine & theirs) + len(yours & others)
    crossed = len(mine & others) + len(yours & theirs)
    if straight or crossed:
        return straight > crossed
    return left.fact.start <= right.fact.start or one.fact.role == "time_point"


def _people(text: str, fact: Fact) -> frozenset[str]:
    """The words behind a figure that say of whom it is: "12% of children on farms"."""
    match = _pattern("next").match(text, fact.end)
    return _stems(_pattern("stop").sub("", match["who"])) if match else frozenset()


# --- the year that a figure is of -------------------------------------------------------------------------------------


def _other_year(
    fact: Fact, claim: str, facts: Sequence[Fact], told: Sequence[Fact], passage: str, source: Sequence[Fact]
) -> bool:
    """Whether the passage dates the figure otherwise than the claim does."""
    mine = _date_of(claim, fact, facts)
    theirs = [_date_of(passage, other, source) for other in told if other.end <= len(passage)]
    return mine is not None and all(date is not None and not _overlap(mine, date) for date in theirs)


def _date_of(text: str, fact: Fact, facts: Sequence[Fact]) -> Fact | None:
    """The date in the stretch of a figure, between stops, commas and joining words; what leads up to it counts."""
    breaks = [
        at.start() for at in BREAK.finditer(text) if at.group() != "," or not text[at.end() : at.end() + 1].isdigit()
    ]
    start = max((at for at in breaks if at < fact.start and text[at : fact.start].strip(" ,")), default=0)
    end = min((at for at in breaks if at >= fact.end), default=len(text))
    within = [each for each in facts if each.dimension == "date" and start <= each.start and each.end <= end]
    dates = [each for each in facts if each.dimension == "date"]
    return within[0] if len(within) == 1 else dates[0] if not within and len(dates) == 1 else None


def _overlap(one: Fact, other: Fact) -> bool:
    if one.value is None or other.value is None:
        return True
    return (one.value.low or 0) <= (other.value.high or 0) and (other.value.low or 0) <= (one.value.high or 0)


# --- the whole that a share is of -------------------------------------------------------------------------------------


def _other_whole(fact: Fact, claim: str, source: Sequence[Fact], passage: str) -> bool:
    """Whether a share is of a part in the passage ("of those recalled, 12%"), and of no such part in the claim."""
    if fact.dimension != "percentage":
        return False
    parts = [_part(passage, other) for other in _telling(fact, source) if other.end <= len(passage)]
    return bool(parts) and all(part is not None and not part & _whole(claim, fact) for part in parts)


def _part(text: str, fact: Fact) -> frozenset[str] | None:
    """The words of the part that a share is of, where the passage says "of those" or "of whom"; else None."""
    match = _pattern("part").search(text[max(0, fact.start - 150) : fact.start])
    if match is None:
        return None
    lead = re.split(r"\d", match["lead"])[-1]
    return _stems(match["who"]) or _stems(lead)


def _whole(text: str, fact: Fact) -> frozenset[str]:
    """The words of what a share of the claim is of."""
    before = _pattern("of_before").search(text[max(0, fact.start - 90) : fact.start])
    behind = _pattern("of_behind").search(text[fact.end : fact.end + 80])
    return frozenset().union(*(_stems(match["who"]) for match in (before, behind) if match))


# --- what a change is measured against --------------------------------------------------------------------------------

_PLAIN = CONTROL | {"conventional", "routine", "care", "therapi", "treatment", "alone", "no", "without", "those"}


def other_comparator(claim: str, passage: str, everything: str) -> bool:
    """Whether the claim measures against something that the passage does not measure against."""
    mine = _compared(claim)
    if not mine:
        return False
    theirs = _compared(passage)
    if theirs:
        if _telling_part(claim, mine) & _telling_part(passage, theirs) or (_plain(mine) and _plain(theirs)):
            return False
        return not mine <= _stems(passage) or cues(claim).direction * cues(passage).direction >= 0
    return not mine & _stems(everything) and not _plain(mine)


def _telling_part(text: str, compared: frozenset[str]) -> frozenset[str]:
    """The words of the comparator that what it is compared with has not; all where it has them all."""
    before = _stems(_pattern("against").sub(" ", text))
    return compared - before or compared


def _compared(text: str) -> frozenset[str]:
    found: set[str] = set()
    for match in _pattern("against").finditer(fold(text)):
        found |= _stems(_pattern("verbs").sub("", match["what"]))
    return frozenset(found)


def _plain(stems: frozenset[str]) -> bool:
    return bool(stems & {stem_of(word) for word in _PLAIN})


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words_of(text))
