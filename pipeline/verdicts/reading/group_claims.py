"""What a claim tells of one group beside another, where its source may have nothing but figures.

"Caries was rarer with the gel", "the gel worked as well as the paste", "gel users lost more teeth than paste users",
"the more gel, the less caries": a way, who is told of, whom they are set beside, and what was measured. `two_groups.py`
sets it beside the figures.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.keys import Mark, marks
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.search.likeness import Name, naming
from pipeline.text import tokens
from pipeline.verdicts.reading.concepts import degree, degree_of_two, is_idle, phrase
from pipeline.verdicts.reading.effect_words import sign_of
from pipeline.verdicts.reading.effects import effects
from pipeline.verdicts.reading.group_rows import WITHOUT, pattern
from pipeline.verdicts.reading.more_rows import shape
from pipeline.verdicts.reading.senses import Sense, generic, read, whole


class Said(NamedTuple):
    """What a claim compares."""

    way: int | None
    """1 for more of it, −1 for less, 0 for as much; None where it only tells a level."""
    by_worth: bool
    """Whether the way is told as better or worse."""
    ahead: list[Mark]
    behind: list[Mark]
    compared: bool
    against: str
    """The words of what the first group is set against."""
    cues: frozenset[str]
    asked: frozenset[str]
    """Names of what was measured, as the word that tells the way has them."""
    loose: bool
    """Whether these are all names that it has: the word that tells the way is of a verb."""
    every: frozenset[str]
    """All names that may tell what was measured."""
    names: frozenset[str]
    """All its names but those that tell the way."""
    core: frozenset[str]
    """Things that a degree of its own measures: "cheaper" cost."""
    figures: tuple[float, ...]
    """Levels that the claim tells itself."""
    times: tuple[float, ...]
    """Times that it tells, of which one may be a level: "it took two hours"."""
    significant: bool
    """Whether it tells a difference as significant."""
    dose: int
    """1 for "the more of it", −1 for "the less of it", 0 where the claim is not of amounts."""


def said_of(claim: Claim) -> Said | None:
    """What a claim tells of two groups, or None where it tells nothing of the kind, or more than one thing."""
    text = claim.words
    flat = _flat(text)
    if pattern("limits").search(_without_time(text)) or re.search("[:;]", text):
        return None
    figures = _figures(claim)
    the_more = phrase("the_more").search(text)
    if figures is None or (the_more is None and sum(sense.way != "plain" for sense in read(flat)) > 1):
        return None
    mine = whole(flat)
    core, by_core = _degrees(flat)
    dose = 0 if the_more is None else -1 if phrase("first_less").search(text) else 1
    found = _of_amounts(text) if dose else _of_times(text, mine) or _way(mine, flat)
    acted_on: frozenset[str] = frozenset()
    if found is None and not dose and not mine.denies and not pattern("alike").search(text):
        found, acted_on = ((by_core, False), acted_on) if by_core else _by_effect(flat)
    way, by_worth = found or (None, False)
    times = tuple(
        fact.value.low
        for fact in claim.facts
        if fact.dimension == "time" and fact.value is not None and fact.value.low is not None
    )
    if way is None and not figures and not times:
        return None
    every = marks(text, claim.facts)
    start, end = _set_against(text)
    heads = frozenset(name for move in mine.moves for name in move.heads) - generic() | acted_on
    heads -= frozenset(naming(match["what"]) for match in phrase("two_words").finditer(text))
    fronted = pattern("fronted").match(text)
    all_names = whole(text).names
    front = fronted.end() if fronted else 0
    asked = frozenset(name.name for name in all_names if name.start >= front)
    cues = mine.cues - _joined(mine.names) | frozenset(
        name.name for name in all_names if degree(text[name.start : name.end])
    )
    plain_cues = frozenset(name.name for name in all_names if sign_of(text[name.start : name.end].lower()))
    if by_core and found == (by_core, False):
        cues = plain_cues | (cues - mine.cues)
    if any(_COVERED.fullmatch(name) for name in heads) or phrase("how_often").search(text):
        heads = frozenset()
    return Said(
        way,
        by_worth,
        [mark for mark in every if not start <= mark.start < end],
        [mark for mark in every if start <= mark.start < end],
        start < len(text) or _AS_WITH.search(text) is not None,
        text[start:end],
        cues,
        (heads or asked) - cues - generic(),
        not heads,
        (asked | frozenset(mark.key for mark in every if mark.key.isalpha() and mark.key != WITHOUT))
        - cues
        - generic(),
        frozenset(name.name for name in all_names if not is_idle(name.name)) - plain_cues - generic(),
        core,
        figures,
        times,
        _SIGNIFICANT.search(text) is not None,
        dose,
    )


def _flat(text: str) -> str:
    """A text in which words that only look like a way are covered: "dropped out", "short sight"."""
    for field in ("apart", "had_more"):
        text = phrase(field).sub(lambda match: re.sub(r"\w", "x", match.group()), text)
    return text


_COVERED = re.compile(r"x+(?:-x+)*")


def _without_time(text: str) -> str:
    """A text without the time that it is set against: "than a year before"."""
    return shape("before").sub("", text) if pattern("pivot").search(text) else text


def _joined(found: Sequence[Name]) -> frozenset[str]:
    """Runs of words that tell a thing by a degree: "live longer" is survival."""
    return frozenset(name.name for name in found if "-" in name.name)


_SIGNIFICANT = re.compile(r"\b(?<!not )(?<!no )significant(?:ly)?\b", re.IGNORECASE)


# --- figures of its own -----------------------------------------------------------------------------------------------

_TIMES = frozenset({"time", "date"})
_NOT_LEVELS = frozenset({"time_point", "follow_up", "duration", "age", "dose", "arm_dose", "arm_size", "sample_size"})
_DIGITS = re.compile(r"\d[\d.,]*")


def _figures(claim: Claim) -> tuple[float, ...] | None:
    """The level that a claim tells itself; None where it tells several: the checks of numbers read those."""
    told = [fact for fact in claim.facts if fact.value is not None and not _idle(fact) and not _difference(claim, fact)]
    levels = tuple(fact.value.low for fact in told if fact.value is not None and fact.value.low is not None)
    outside = [
        match
        for match in _DIGITS.finditer(claim.words)
        if not any(fact.start <= match.start() < fact.end for fact in claim.facts)
    ]
    if len(levels) > 1 or len(told) != len(levels) or len(outside) > 1:
        return None
    return levels


def _idle(fact: Fact) -> bool:
    """Whether a figure tells when, to whom or how much was given, and no level."""
    if fact.dimension in _TIMES or fact.dimension == "attribute" or fact.role in _NOT_LEVELS:
        return True
    worded = not any(sign.isdigit() for sign in fact.text)
    return worded and fact.dimension in {"count", "number"}


def _difference(claim: Claim, fact: Fact) -> bool:
    """Whether a figure tells by how much two groups differ, and no level of one: "30% less likely"."""
    if fact.dimension in {"fold", "ratio"}:
        return True
    stop = re.search(r"[,;.] ", claim.words[fact.end :])
    behind = claim.words[fact.end : fact.end + stop.start() if stop else len(claim.words)]
    return phrase("by_how_much").match(behind) is not None or phrase("by_how_much").match(fact.text) is not None


# --- the way ----------------------------------------------------------------------------------------------------------


def _set_against(text: str) -> tuple[int, int]:
    """Where a claim names what its first group is set against; empty at the end of it where it names nothing."""
    pivot = pattern("pivot").search(text)
    if pivot is None:
        parted = phrase("as_far_as").search(text)
        return (parted.start("pivot"), len(text)) if parted else (len(text), len(text))
    comma = text.find(",", pivot.end())
    return pivot.start(), comma if not text[: pivot.start()].strip() and comma > 0 else len(text)


_AS_WITH = re.compile(
    r"\bas [\w-]+ (?:with|in|on|among|for|after|by|under) as (?:with|without|in|on|among|for|after|by|under)\b",
    re.IGNORECASE,
)
MOST_MOVES = 2


def _of_times(text: str, mine: Sense) -> tuple[int, bool] | None:
    """The way of "three times as often as"."""
    times = phrase("times").search(text)
    return None if times is None or mine.denies else (-1 if times["less"] else 1, False)


def _way(mine: Sense, text: str) -> tuple[int, bool] | None:
    """Which way a claim tells, and whether in words of worth; None where it tells none, or more than one."""
    if pattern("alike").search(text):
        return (0, False) if not mine.denies else None
    moves = [move.way for move in mine.moves]
    if mine.denies or mine.way in ("none", "plain", "link") or not 0 < len(moves) <= MOST_MOVES:
        return None
    if "other" in moves:
        return None
    if {"good", "bad"} & set(moves) and {"up", "down"} & set(moves):
        return None  # "eases pain more": more of the ease, less of the pain
    sign = 1
    for way in moves:
        sign *= 1 if way in ("up", "good") else -1
    lost = pattern("falls").search(text) is not None and not any(way == "down" for way in moves)
    return sign * (-1 if lost else 1), not lost and all(way in ("good", "bad") for way in moves)


def _degrees(text: str) -> tuple[frozenset[str], int]:
    """What the only comparative of its own kind measures, and which way it tells it; 0 where there are several."""
    told = [found for word in tokens(text) if (found := degree(word.lower))]
    told += [degree_of_two(match["how"], match["what"]) for match in phrase("two_words").finditer(text)]
    if len(told) != 1:
        return frozenset(), 0
    signs = set(told[0].values())
    plain = frozenset(told[0]) if len(signs) == 1 else frozenset(one for one in told[0] if one == "time")
    return plain, next((told[0][one] for one in plain), 0)


def _by_effect(text: str) -> tuple[tuple[int, bool] | None, frozenset[str]]:
    """The way of a verb that acts on something: "prolonged the lives", and what it acts on."""
    told = effects(text)
    if len(told) != 1 or not told[0].sign or told[0].worth or any(name.startswith("#") for name in told[0].target):
        return None, frozenset()
    return (told[0].sign, False), told[0].target


def _of_amounts(text: str) -> tuple[int, bool]:
    """The way of "the more of this, the less of that"."""
    seldom = phrase("seldom_then").search(text, 4)
    return (-1 if seldom else 1), False
