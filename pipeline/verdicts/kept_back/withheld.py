"""What keeps a claim from being called supported, however near a passage stands. None of it accuses.

Each was found among the training and dev topics as a class of claims that were likely by the weights and yet untrue or
overdone. Where one holds, the claim is left `unclear`, with the passage, for a person to read. What was right
less often (`doubts`) keeps a claim back only where the chance is not very high.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts import extract
from pipeline.facts.derived import WORKED_OUT
from pipeline.lexicon import Sheet
from pipeline.records.fact import Fact
from pipeline.search.likeness import Name, among, likeness, names
from pipeline.text import stem, tokens
from pipeline.verdicts.figures.placement import BREAK, stands
from pipeline.verdicts.kept_back import over
from pipeline.verdicts.odds.entities import foreign
from pipeline.verdicts.odds.roles import mixed
from pipeline.verdicts.reading.numbers import DAYS

Values = Mapping[str, float]


class Withheld(Struct, frozen=True, forbid_unknown_fields=True):
    """`withheld.toml`."""

    proof: str
    proved: str
    status: str
    design: str
    exempt: str
    none: str
    unsettled: str
    open: str
    denies: str
    superior: str
    level: str
    most: str
    minority: str
    alone: str
    limits: str
    order: str
    time: str
    hearsay: str
    more_than: str
    first: str
    setting: str


_WORDS = Sheet("pipeline.verdicts.kept_back", "withheld.toml", Withheld)
_pattern = _WORDS.pattern


NEVER = (
    "null_passage_only", "figures_misplaced", "denial_passage_only", "bench_less", "absolute_more", "turned", "units",
    "figures_unit", "figures_lost",
)  # fmt: skip
"""Features that must be 0: a denial, or a lack of effect, in the passage alone; a laboratory there alone; an absolute
of the claim's own; a figure elsewhere, of another unit or not there at all."""
DOUBTS = ("null_claim_only", "denied_passage", "bench_more", "aim")
"""Features that may hold of a claim which is otherwise almost certain: a denial told in words that no list holds, an
aim beside a result. Each was right too seldom to keep back every claim (docs/accuracy.md)."""
UNSURE = frozenset({"direction", "added", "alone"})
"""Reasons of the same standing: words of direction that cross, whatever they are of; a setting told in other words."""
SURER = 1.0
"""By how much (of a scale from 1 to 6) the claim may be more certain than the passage."""


def doubts(values: Values) -> tuple[str, ...]:
    """What asks for a higher chance before a claim is called supported."""
    return tuple(name for name in DOUBTS if values[name] > 0)


def reasons(claim: str, passage: str, everything: str, values: Values) -> tuple[str, ...]:
    """All reasons for which the passage does not bear the claim out although it is near.

    Args:
        claim: its words.
        passage: the one that stands nearest.
        everything: all passages of the work that were set beside the claim.
        values: features of the pair.
    """
    tests = {
        **{name: values[name] > 0 for name in NEVER},
        "surer": values["surer"] > SURER,
        "direction": values["direction_denied"] < 0,
        "proof": _pattern("proof").search(claim) is not None and not _pattern("proved").search(everything),
        "status": bool(_status(claim) - _heads(passage) - _status(passage) - (_heads(everything) & _design())),
        "exempt": _exempt(claim, passage),
        "unsettled": bool(_pattern("unsettled").search(passage)) and not _pattern("open").search(claim),
        "hearsay": bool(_pattern("hearsay").search(passage)) and not _pattern("hearsay").search(claim),
        "order": apart("order", claim, passage),
        "time": apart("time", *_untimed(claim, passage)),
        "move": moved(claim, passage),
        "swapped": swapped(claim, passage),
        "added": _word_for_word(values) and added(claim, everything),
        "foreign": foreign(claim, everything),
        "level": _level(claim, passage),
        "minority": values["fewer_than_most"] > 0 or _both("most", claim, "minority", passage),
        "alone": _pattern("alone").search(claim) is not None and not _pattern("limits").search(passage),
        "changed": values["null_claim_only"] > 0 and _by_so_much(passage),
        "mixed": mixed(claim, passage),
        "ended": over.ended(claim, passage),
        "untold": over.untold(claim, passage),
        "to_come": over.to_come(claim, passage),
        "other_outcome": over.another_outcome(claim, passage),
    }
    return tuple(name for name, holds in tests.items() if holds)


_HEAD = 5
"""Letters of a stem that show which status is meant: "approval" and "approved"."""


def _status(claim: str) -> frozenset[str]:
    return frozenset(_head(word.lower()) for word in _pattern("status").findall(claim))


def _design() -> frozenset[str]:
    """Words of how a study was made: it has one design, which another of its passages may tell."""
    return _WORDS.words("design", _head)


def _heads(text: str) -> frozenset[str]:
    return frozenset(_head(token.lower) for token in tokens(text))


def _head(low: str) -> str:
    return stem(low)[:_HEAD]


def _exempt(claim: str, passage: str) -> bool:
    """Whether the passage takes something out that the claim does not."""
    denied = _pattern("denies").search(claim) is not None
    if _pattern("none").search(passage) and not denied:
        return True
    taken = _pattern("exempt").search(passage)
    if taken is None or _pattern("exempt").search(claim):
        return False
    return not (denied and _pattern("denies").search(taken.group()))  # "nobody measured" beside "not measured"


def _both(mine: str, claim: str, theirs: str, passage: str) -> bool:
    return _pattern(mine).search(claim) is not None and _pattern(theirs).search(passage) is not None


def _level(claim: str, passage: str) -> bool:
    """Whether the claim says that one did better and denies nothing, and the passage tells anything as level."""
    if _pattern("denies").search(claim) or _pattern("level").search(claim):
        return False
    return _both("superior", claim, "level", passage)


def _by_so_much(passage: str) -> bool:
    """Whether the passage tells that something went up or down, or was more: "80% higher" is not "about the same"."""
    if _pattern("more_than").search(passage):
        return True
    return any(fact.role == "change" and fact.term in {"up", "down"} for fact in extract(passage))


_DAYS = {**DAYS, "s": 1 / 86_400, "second": 1 / 86_400}
_ABOUT = 0.13
"""By how much two stretches of time may differ and still be the same, told loosely: three months, twelve weeks."""


def _untimed(claim: str, passage: str) -> tuple[str, str]:
    """The two texts without the stretches of time that both tell, in whatever unit: "a year" and "12 months"."""
    mine, theirs = _times(claim), _times(passage)
    shared = [
        (one, other)
        for one in mine
        for other in theirs
        if abs(one.days - other.days) <= _ABOUT * max(one.days, other.days)
    ]
    return _without(claim, [one for one, _ in shared]), _without(passage, [other for _, other in shared])


class _Time(NamedTuple):
    start: int
    end: int
    days: float


@lru_cache(maxsize=4_096)
def _times(text: str) -> tuple[_Time, ...]:
    found = [
        _Time(fact.start, fact.end, end * _DAYS[fact.unit])
        for fact in extract(text)
        if fact.dimension == "time" and fact.value is not None and fact.unit in _DAYS
        for end in {fact.value.low, fact.value.high}
        if end
    ]
    found += [
        _Time(match.start(), match.end(), int(match[1] or 1) * _DAYS[match[2].lower()])
        for match in _pattern("first").finditer(text)
        if match[2].lower() in _DAYS and match[2].lower() != "s"
    ]
    return tuple(found)


def _without(text: str, times: Sequence[_Time]) -> str:
    for one in times:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def apart(name: str, claim: str, passage: str) -> bool:
    """Whether both name members of one series (first, third; hour, week), and none in common."""
    mine = {word.lower() for word in _pattern(name).findall(claim)}
    theirs = {word.lower() for word in _pattern(name).findall(passage)}
    return bool(mine) and bool(theirs) and not mine & theirs


_FIGURE = r"\d[\d.,]*\d|\d"
_FIGURES = re.compile(_FIGURE)
_BY = re.compile(rf"\bby (?:(?:about|around|some|nearly|almost|roughly|over|more than) )?({_FIGURE})", re.IGNORECASE)
_ENDS = re.compile(rf"\b(?:to|from) ({_FIGURE})", re.IGNORECASE)


def moved(claim: str, passage: str) -> bool:
    """Whether the claim says by how much something moved, with a figure that the passage has as an end of the move."""
    by, there, ends = _told(_BY, claim), _told(_BY, passage), _told(_ENDS, passage)
    return bool(by & ends - there)


def _told(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(figure.replace(",", "") for figure in pattern.findall(text))


VERBATIM, LOOSE = 0.6, 0.02
"""Share of the claim that stands in the passage as it is, and share that may stand there in other words only."""
TELLING = 0.45
"""Weight from which a word that the source lacks says something more."""
_WINDOW = 16
"""Signs before a word that are looked at for the word that joins it."""


def _word_for_word(values: Values) -> bool:
    return values["exact"] >= VERBATIM and values["soft"] - values["exact"] < LOOSE


def added(claim: str, everything: str) -> bool:
    """Whether a claim adds a place, a means or people that the source never names: "enrolled in schools".

    Only asked where the rest stands there word for word: elsewhere a word that is not found may be a paraphrase.
    """
    there = names(everything)
    figures = [(fact.start, fact.end) for fact in extract(claim)]
    return any(
        name.weight >= TELLING
        and _pattern("setting").search(claim[max(0, name.start - _WINDOW) : name.start])
        and not any(start < name.end and name.start < end for start, end in figures)
        and not any(likeness(name.name, other.name) > 0 for other in there)
        for name in names(claim)
    )


class _Stretch(NamedTuple):
    start: int
    end: int


LEAST_SWAP = 0.2
"""Weight of the claim's words that stand beside another figure only."""


def swapped(claim: str, passage: str) -> bool:
    """Whether the claim's figure stands with a word that the claim lacks, and a word of the claim with another figure.

    "Hormone coils failed in 2.2%" beside "copper coils failed in 2.2%, hormone coils in 0.9%". Another figure is one of
    the same kind that the claim does not tell, in digits or in words; an interval or a P value is none.
    """
    wanted = [fact for fact in extract(claim) if _figure(fact)]
    places = [fact for fact in extract(passage) if _figure(fact) and fact.term != WORKED_OUT]
    if not any(sign.isdigit() for fact in wanted for sign in fact.text) or len(places) < 2:
        return False
    cuts = [0, *(match.start() for match in BREAK.finditer(passage)), len(passage)]
    held = [(at, [fact for fact in wanted if _kind(fact) == _kind(at)]) for at in places]
    own = {_stretch(cuts, at.start) for at, alike in held if any(stands(fact, [at]) for fact in alike)}
    rest = {
        _stretch(cuts, at.start) for at, alike in held if alike and not any(stands(fact, [at]) for fact in alike)
    } - own
    if not own or not rest:
        return False
    mine, there = names(claim), names(passage)
    near, far = _within(there, own), _within(there, rest)
    strange = any(not among(name, mine) for name in near)
    lost = sum(name.weight for name in mine if not among(name, near) and among(name, far))
    return strange and lost > LEAST_SWAP


def _figure(fact: Fact) -> bool:
    return fact.value is not None and fact.dimension not in {"attribute", "date"} and fact.role not in _NONE


def _kind(fact: Fact) -> str:
    """What a figure is one of; "388" behind "702 cases" is a bare number and counts the same."""
    return "count" if fact.dimension == "number" else fact.dimension


_NONE = frozenset({"confidence_level", "confidence_interval", "p_value", "total"})


def _stretch(cuts: Sequence[int], at: int) -> _Stretch:
    return _Stretch(max(cut for cut in cuts if cut <= at), min((cut for cut in cuts if cut > at), default=at + 1))


def _within(found: Sequence[Name], stretches: set[_Stretch]) -> list[Name]:
    return [name for name in found if any(one.start <= name.start < one.end for one in stretches)]
