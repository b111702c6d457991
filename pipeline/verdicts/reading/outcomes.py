"""What a clause says nothing happened to: the outcome of "weight did not change" and of "had no effect on sleep".

Read here are clauses that tell a null result, and whether two texts name one outcome, told in their own words
(`matters.py`), of one time. `moving.py` reads the claim's side, and `nulls.py` sets the two beside each other.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.verdict import Passage
from pipeline.search.likeness import DERIVED, Name, likeness, names, naming
from pipeline.verdicts.reading.cues import harms_apart
from pipeline.verdicts.reading.matters import matters, matters_of, root, runs
from pipeline.verdicts.reading.numbers import DAYS, number_words
from pipeline.verdicts.reading.prose import tells_results
from pipeline.verdicts.reading.senses import Sense, generic, read

Direction = Literal["up", "down", "either"]
Kind = Literal["of_subject", "of_both", "of_object", "of_link", "of_treatment", "of_setting", "of_rest"]


class Directed(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a null of one direction."""

    up: str
    down: str


class Moves(Struct, frozen=True, forbid_unknown_fields=True):
    """Words with which a claim says that something moved."""

    comparative: str
    either: str
    up: str
    down: str


class OfClaim(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say how sure a claim is of its effect."""

    surely: str
    apart: str
    linked: str
    tested: str
    takes_back: str
    than_those: str
    of_so_many: str


class Contrast(Struct, frozen=True, forbid_unknown_fields=True, rename={"not_": "not"}):
    """Patterns of two clauses: the second denies of one thing, in few words, what the first tells of another."""

    short: str
    not_: str
    linked: str
    moved: str


class Nulls(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of clauses that tell a null, by what they name; parts in braces are put in."""

    of_subject: tuple[str, ...]
    of_both: tuple[str, ...]
    of_object: tuple[str, ...]
    of_link: tuple[str, ...]
    of_treatment: tuple[str, ...]
    of_setting: tuple[str, ...]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`outcomes.toml`."""

    parts: dict[str, str]
    nulls: Nulls
    ends: str
    measures: str
    raters: str
    people: str
    group: str
    told: str
    directed: Directed
    moves: Moves
    claim: OfClaim
    contrast: Contrast


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
    kind: Kind
    """`of_treatment` where it is told of everything that a treatment might have moved, `of_setting` where only people
    or a place are named, `of_both` where both sides of a comparison had the same, `of_rest` where it is told in few
    words beside an effect on something else."""
    beside: int = -1
    """Where the clause of that effect begins."""


WORDS = Sheet("pipeline.verdicts.reading", "outcomes.toml", Lexicon)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that was put together of the file's parts, compiled once."""
    return re.compile(pattern, re.IGNORECASE)


def words_of(field: str) -> frozenset[str]:
    """A list of words of the file as names."""
    return WORDS.words(field, naming)


def apart(text: str) -> tuple[Name, ...]:
    """The names and matters that may be an outcome: no part of a hyphenated word ("death-cap"), no trait of people."""
    return tuple(
        name
        for name in (*names(text), *matters(text))
        if text[name.end : name.end + 1] != "-"
        and text[max(0, name.start - 1)] != "-"
        and not _TRAIT.search(text, 0, name.start)
    )


_TRAIT = re.compile(
    r"(?<!associated )(?<!linked )(?<!correlated )\b(?:with|despite|among|than)"
    r"(?: (?:an?|the|their|his|her|high|low|severe|mild|chronic|raised|poor|good|\w+ly)){0,3}\s$",
    re.IGNORECASE,
)
"""What stands right behind these tells who was studied, or what they had: "drivers with high blood pressure"."""


@cache
def with_comparatives(pattern: str) -> str:
    """A pattern of the file with the comparatives put in: "quieter", "wider"."""
    return pattern.replace("{comparative}", "|".join(WORDS.file.moves.comparative.split()))


def nulls(passage: Passage) -> Iterator[Null]:
    """The clauses of a passage that tell an outcome on which nothing happened."""
    if not tells_results(passage):
        return
    for sense in read(passage.text):
        if not granted(sense):
            yield from null_of(sense)


def null_of(sense: Sense) -> Iterator[Null]:
    """What a clause says nothing happened to, if it says so."""
    text = _unrated(harms_apart(sense.text)).rstrip(" .;,")
    for form, pattern in _patterns():
        kind: Kind = form
        match = pattern.match(text)
        if match is None:
            continue
        second = _SECOND.search(text, match.start("outcome")) if kind in ("of_link", "of_object") else None
        if second:  # "was not linked in women and was linked in men": of men, the clause tells something else
            match = pattern.match(text[: second.start()])
        if match is None:
            continue
        of_subject, (start, end) = kind not in ("of_object", "of_link"), match.span("outcome")
        groups = match.groupdict()
        by = between(sense, *match.span("by")) if groups.get("by") else ()
        shared = _TWO_VERBS.search(text, start, end) if kind == "of_subject" and "setting" in groups else None
        verb = WORDS.pattern("told").search(text, start + 1, end) if shared else None
        if verb:  # "fell in planted reaches and was unchanged in gravel ones": of these alone
            ahead, by = between(sense, verb.start(), end), between(sense, *match.span("setting"))
            by = tuple(name for name in by if not held(name, ahead)) or by
            kind, end = "of_rest", verb.start()
        outcomes, narrowed = outcomes_of(sense, text, start, end, of_subject=of_subject)
        setting = list(narrowed)
        for part in ("setting", "lead"):
            setting += between(sense, *match.span(part)) if groups.get(part) else ()
        told = text[end:] if of_subject else text[:start]
        kept = tuple(tuple(outcome) for outcome in outcomes if outcome)
        if kept:
            yield Null(sense.text, sense.start, sense.end, kept, by, tuple(setting), denied_way(told), kind)
        return


_SECOND = re.compile(r",? (?:and|but|yet) (?:was|were|is|are|did|does|had|has|have)\b", re.IGNORECASE)
_TWO_VERBS = re.compile(r" (?:and|but|yet)\s*$")


def _unrated(text: str) -> str:
    """A clause without who rated what it tells of, in as many signs: "owners' lameness scores"."""
    return WORDS.pattern("raters").sub(lambda match: "·" * (len(match.group()) - 1) + " ", text)


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The patterns of nulls in the order in which they are tried."""
    words, parts = WORDS.file.nulls, WORDS.file.parts
    found: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("of_setting", words.of_setting),
        ("of_link", words.of_link),
        ("of_subject", words.of_subject),
        ("of_object", words.of_object),
        ("of_treatment", words.of_treatment),
        ("of_both", words.of_both),
    )
    return tuple((kind, compiled(filled(pattern, parts))) for kind, patterns in found for pattern in patterns)


def filled(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its named parts put in; a count in braces is none of them."""
    return re.sub(r"\{([a-z]+)\}", lambda match: parts[match.group(1)], pattern)


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
    outcomes, setting = [], [] if insert is None else [*between(sense, stop, end)]
    for left, right in pairwise(edges):
        cut = _end(text, left + 1, right)
        behind = between(sense, cut.start(), right) if cut else ()
        outcome = telling(sense, text, left, cut.start() if cut else right)
        if of_subject and cut and not _WHEN.match(cut.group()):
            others = words_of("group") - (frozenset() if outcome else words_of("people"))
            outcome += [name for name in behind if tells(name) and name.name not in others]
        outcomes.append(outcome)
        setting += behind
    return outcomes, tuple(setting)


def _end(text: str, start: int, stop: int) -> re.Match[str] | None:
    """Where what was measured ends, outside of a run that names it ("birth before 37 weeks")."""
    inside = runs(text)
    return next(
        (
            cut
            for cut in WORDS.pattern("ends").finditer(text, start, stop)
            if not any(run.start <= cut.start() < run.end <= stop for run in inside)
        ),
        None,
    )


def telling(sense: Sense, text: str, start: int, end: int) -> list[Name]:
    """The telling names of a span; a run that names one matter ("length of stay") stands as one."""
    whole_runs = [run for run in runs(text) if start <= run.start and run.end <= end]
    single = [
        name
        for name in between(sense, start, end)
        if tells(name) and not any(run.start <= name.start - sense.start < run.end for run in whole_runs)
    ]
    return [*single, *whole_runs]


def spoken(sense: Sense) -> tuple[Name, ...]:
    """The names of a clause, and the matters that it speaks of."""
    own = (name for name in sense.names if not sense.text.startswith("-", name.end - sense.start))
    return (*own, *matters(sense.text))


GRANTED = re.compile(r"^\W*(?:although|though|while|whilst|whereas|despite|even if)\b|\boverall\b", re.IGNORECASE)
"""What is granted first, or told of the whole, says nothing of a part."""
_OF_WHOLE = re.compile(r"\boverall\b", re.IGNORECASE)


def granted(sense: Sense) -> bool:
    """Whether a clause only grants something before the main one, or tells of the whole: "comprehension, whereas …"."""
    return bool((GRANTED if sense.start == 0 else _OF_WHOLE).search(sense.text))


_AND = re.compile(r",? (?:and|or|nor) |, ", re.IGNORECASE)
_INSERT = re.compile(r", [^,]{2,60},$")
_WHEN = re.compile(
    r"at|after|before|during|by|when|over|within|until|near|outside|inside|around|since|following|regardless",
    re.IGNORECASE,
)


def denied_way(text: str) -> Direction:
    """Which way a null denies, if one only."""
    up, down = (compiled(pattern).search(text) for pattern in (WORDS.file.directed.up, WORDS.file.directed.down))
    return "either" if bool(up) == bool(down) else "up" if up else "down"


def between(sense: Sense, start: int, end: int) -> tuple[Name, ...]:
    """The names of a span of a clause."""
    return tuple(name for name in sense.names if start <= name.start - sense.start < end)


def tells(name: Name) -> bool:
    """Whether a name says which outcome it was."""
    return name.name not in words_of("measures") and name.name not in generic()


TWICE = 2
"""How often a name stands in "fatal or non-fatal", which leaves nothing out."""


def minus(text: str) -> frozenset[str]:
    """The names that a text tells of those without."""
    every = [name.name for name in names(text)]
    left_out = (name for sense in read(text) for name in sense.minus)
    return frozenset(name for name in left_out if name != "non" and every.count(name) < TWICE)


_COUNTS: Mapping[str, float] = {**number_words(), "a": 1.0, "an": 1.0, "half": 0.5, "half a": 0.5, "half an": 0.5}
_WORD = "|".join(sorted(number_words(), key=len, reverse=True))
_SPAN = "minute|hour|day|night|week|fortnight|month|year"
_TIME = re.compile(
    rf"(?<![\w.-])(?P<count>\d+(?:\.\d+)?|{_WORD}|half an?)[ -](?P<unit>{_SPAN})"
    rf"|(?:after|within|by|for|over|in) (?P<once>an?) (?P<single>{_SPAN})\b(?! (?:of|a))"
    rf"|\b(?P<one>an?) (?P<later>{_SPAN}) (?:on|later|after|afterwards|into|in)\b"
    rf"|\b(?P<named>{_SPAN})s? (?P<at>\d+|{_WORD})\b"
    rf"|(?P<place>first|second|third|later|early|half)[ -](?P<what>{_SPAN})",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def times(text: str) -> frozenset[str]:
    """The times that a text names, each in one way: "half a year", "26 weeks" and "month six" are six months."""
    found = set()
    for match in _TIME.finditer(text):
        part = {name: value.lower() for name, value in match.groupdict().items() if value}
        if "place" in part:
            found.add(f"{part['place']} {part['what']}")
            continue
        count = part.get("count") or part.get("at") or part.get("once") or part["one"]
        unit = part.get("unit") or part.get("named") or part.get("single") or part["later"]
        found.add(_span((_COUNTS[count] if count in _COUNTS else float(count)) * DAYS[unit]))
    return frozenset(found)


def _span(days: float) -> str:
    """A time in its usual unit, rounded as people do: to half months up to a quarter of a year, then to months."""
    months = days / DAYS["month"]
    if months >= LONG:
        return f"{round(months)} month"
    if days >= DAYS["fortnight"]:
        return f"{round(2 * months) / 2:g} month"
    return f"{days:.3g} day"


LONG = 3.5
"""Months from which a time is told in whole ones."""


def held(name: Name, others: Sequence[Name]) -> bool:
    """Whether a name, or one of its meaning or root, stands among others; a part of a run of words is not enough."""
    own, of = _bare(name.name), matters_of(name.name)
    return any(
        likeness(name.name, other.name) > DERIVED
        or root(name.name) == root(other.name)
        or own == _bare(other.name)
        or other.name in of
        or (("-" in name.name) == ("-" in other.name) and likeness(name.name, other.name) >= DERIVED)
        for other in others
    )


def _bare(name: str) -> str:
    """A run of words without those that are told of every outcome: "memory-loss" is of memory."""
    parts = [part for part in name.split("-") if part not in words_of("measures")]
    return "-".join(parts) or name
