"""What a clause says nothing happened to: the outcome of "weight did not change" and of "had no effect on sleep".

Read here are clauses that tell a null result, the ways in which a claim says that something moved, and whether two
texts name one outcome, told in their own words, of one time. `nulls.py` sets claim and source beside each other.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.verdict import Passage
from pipeline.search.likeness import DERIVED, Name, likeness, names, naming
from pipeline.verdicts.reading.contrasts import states_an_aim
from pipeline.verdicts.reading.cues import harms_apart
from pipeline.verdicts.reading.senses import EFFECTS, Sense, Way, generic, read, whole

Direction = Literal["up", "down", "either"]


class Directed(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a null of one direction."""

    up: str
    down: str


class Moves(Struct, frozen=True, forbid_unknown_fields=True):
    """Words with which a claim says that something moved."""

    either: str
    up: str
    down: str


class OfClaim(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say how sure a claim is of its effect."""

    surely: str
    tested: str
    takes_back: str
    than_those: str


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`outcomes.toml`."""

    of_subject: tuple[str, ...]
    of_object: tuple[str, ...]
    of_treatment: tuple[str, ...]
    ends: str
    measures: str
    alike: tuple[str, ...]
    people: str
    group: str
    told: str
    directed: Directed
    moves: Moves
    claim: OfClaim


class Null(NamedTuple):
    """A clause that says of an outcome that nothing happened to it."""

    text: str
    start: int
    end: int
    outcomes: tuple[tuple[Name, ...], ...]
    """What did not change, each with what narrows it: "weight and waist did not differ" tells two."""
    by: tuple[Name, ...]
    """What had no effect; empty where the clause does not say."""
    setting: tuple[Name, ...]
    """In whom, when, beside what."""
    direction: Direction
    """Which way it did not go."""
    of_all: bool
    """Whether it is told of no outcome, but of everything that a treatment might have moved."""


@cache
def lexicon() -> Lexicon:
    """The file, read once."""
    return load("pipeline.verdicts.reading", "outcomes.toml", Lexicon)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the file, compiled once."""
    return re.compile(pattern, re.IGNORECASE)


@cache
def words_of(words: str) -> frozenset[str]:
    """A list of words of the file as names."""
    return frozenset(naming(word) for word in words.split())


LONGEST_CLAIM = 30


def apart(text: str) -> tuple[Name, ...]:
    """The names that may be an outcome: no part of a hyphenated word ("death-cap"), no trait of those studied."""
    return tuple(
        name
        for name in names(text)
        if text[name.end : name.end + 1] != "-"
        and text[max(0, name.start - 1)] != "-"
        and not _TRAIT.search(text, 0, name.start)
    )


_TRAIT = re.compile(
    r"\b(?:with|despite|among|than)"
    r"(?: (?:an?|the|their|his|her|high|low|severe|mild|chronic|raised|poor|good|\w+ly)){0,3}\s$",
    re.IGNORECASE,
)
"""What stands right behind these tells who was studied, or what they had: "drivers with high blood pressure"."""


_DIRECTION: dict[Way, Direction] = {"up": "up", "down": "down"}


def moved_by(claim: str) -> frozenset[Direction]:
    """The ways in which the claim says that something moved; none where it takes an effect back, or denies one."""
    claim = compiled(lexicon().claim.than_those).sub("", claim)
    mine, words = whole(claim), lexicon().moves
    ways = {sense.way for sense in read(claim)}
    if "none" in ways or mine.way == "none" or mine.denies or compiled(lexicon().claim.takes_back).search(claim):
        return frozenset()
    found: set[Direction] = {_DIRECTION.get(way, "either") for way in ways if way in EFFECTS or way == "mixed"}
    told: dict[Direction, str] = {"up": words.up, "down": words.down, "either": words.either}
    return frozenset(found | {way for way, pattern in told.items() if compiled(pattern).search(claim)})


def nulls(passage: Passage) -> Iterator[Null]:
    """The clauses of a passage that tell an outcome on which nothing happened."""
    if passage.kind in ("cell", "field") or states_an_aim(passage.text):
        return
    for sense in read(passage.text):
        if not GRANTED.search(sense.text):
            yield from null_of(sense)


def null_of(sense: Sense) -> Iterator[Null]:
    """What a clause says nothing happened to, if it says so."""
    text = harms_apart(sense.text).rstrip(" .;,")
    for pattern in (*lexicon().of_subject, *lexicon().of_object, *lexicon().of_treatment):
        match = compiled(pattern).match(text)
        if match is None:
            continue
        of_subject, (start, end) = pattern not in lexicon().of_object, match.span("outcome")
        outcomes, narrowed = outcomes_of(sense, text, start, end, of_subject=of_subject)
        groups = match.groupdict()
        by = _between(sense, *match.span("by")) if groups.get("by") else ()
        setting = list(narrowed)
        for part in ("setting", "lead"):
            setting += _between(sense, *match.span(part)) if groups.get(part) else ()
        of_all = pattern in lexicon().of_treatment
        told = text[end:] if of_subject else text[:start]
        kept = tuple(tuple(outcome) for outcome in outcomes if outcome)
        if kept:
            yield Null(sense.text, sense.start, sense.end, kept, by, tuple(setting), denied_way(told), of_all)
        return


def outcomes_of(
    sense: Sense, text: str, start: int, end: int, *, of_subject: bool
) -> tuple[list[list[Name]], tuple[Name, ...]]:
    """Each outcome that a span names, and the names of its setting.

    What stands behind "with" or "in" narrows a subject ("survival with good function"), but not what stands behind
    "at" or "after"; behind an object ("no effect on sleep in men") it is all setting.
    """
    insert = _INSERT.search(text, start, end)
    stop = insert.start() if insert else end
    edges = [start, *(part.end() for part in _AND.finditer(text, start, stop)), stop]
    outcomes, setting = [], [] if insert is None else [*_between(sense, stop, end)]
    for left, right in pairwise(edges):
        cut = compiled(lexicon().ends).search(text, left + 1, right)
        behind = _between(sense, cut.start(), right) if cut else ()
        outcome = [name for name in _between(sense, left, cut.start() if cut else right) if tells(name)]
        if of_subject and cut and not _WHEN.match(cut.group()):
            others = words_of(lexicon().group) - (frozenset() if outcome else words_of(lexicon().people))
            outcome += [name for name in behind if tells(name) and name.name not in others]
        outcomes.append(outcome)
        setting += behind
    return outcomes, tuple(setting)


GRANTED = re.compile(r"^\W*(?:although|though|while|whilst|whereas|despite|even if)\b|\boverall\b", re.IGNORECASE)
"""What is granted first, or told of the whole, says nothing of a part."""
_AND = re.compile(r",? (?:and|or|nor) |, ", re.IGNORECASE)
_INSERT = re.compile(r", [^,]{2,60},$")
_WHEN = re.compile(r"at|after|before|during|by|when|over|within|until", re.IGNORECASE)


def denied_way(text: str) -> Direction:
    """Which way a null denies, if one only."""
    up, down = (compiled(pattern).search(text) for pattern in (lexicon().directed.up, lexicon().directed.down))
    return "either" if bool(up) == bool(down) else "up" if up else "down"


def _between(sense: Sense, start: int, end: int) -> tuple[Name, ...]:
    return tuple(name for name in sense.names if start <= name.start - sense.start < end)


def tells(name: Name) -> bool:
    """Whether a name says which outcome it was."""
    return name.name not in words_of(lexicon().measures) and name.name not in generic()


def minus(text: str) -> frozenset[str]:
    """The names that a text tells of those without."""
    return frozenset(name for sense in read(text) for name in sense.minus)


_TIME = re.compile(
    r"(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|first|second|third|half|later|early)[ -]"
    r"(minute|hour|day|night|week|month|year)|\b(minute|hour|day|night|week|month|year)s? (\d+|one|two|three)",
    re.IGNORECASE,
)


def times(text: str) -> frozenset[str]:
    """The times that a text names, each as its words."""
    return frozenset(" ".join(part.lower() for part in match.groups() if part) for match in _TIME.finditer(text))


def held(name: Name, others: Sequence[Name]) -> bool:
    """Whether a name, or one of its meaning or root, stands among others; a part of a run of words is not enough."""
    own = _bare(name.name)
    alike = next((group for group in lexicon().alike if name.name in words_of(group)), None)
    return any(
        likeness(name.name, other.name) > DERIVED
        or own == _bare(other.name)
        or (alike is not None and other.name in words_of(alike))
        or (("-" in name.name) == ("-" in other.name) and likeness(name.name, other.name) >= DERIVED)
        for other in others
    )


def _bare(name: str) -> str:
    """A run of words without those that are told of every outcome: "memory-loss" is of memory."""
    parts = [part for part in name.split("-") if part not in words_of(lexicon().measures)]
    return "-".join(parts) or name
