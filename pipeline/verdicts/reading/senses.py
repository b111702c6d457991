"""What each clause of a text says happened: more, less, better, worse, nothing, or the denial of something else.

A denial reaches the words behind it in its own clause and no further, and "less frequent" is one sense, not two.
Nothing here judges; `turns.py` sets two readings beside each other.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.aliases import Aliases
from pipeline.search.likeness import DERIVED, Name, likeness, names, naming
from pipeline.text import Token, tokens
from pipeline.verdicts.reading.cues import harms_apart, put_off

Way = Literal["up", "down", "good", "bad", "other", "link", "none", "mixed", "plain"]
EFFECTS: frozenset[Way] = frozenset(("up", "down", "good", "bad", "other"))
"""Ways in which something moved."""
REACH = 5
"""Words behind a denial that it may reach."""


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`senses.toml`."""

    up: str
    down: str
    good: str
    bad: str
    other: str
    keeps: str
    degrees_up: str
    degrees_down: str
    adverbs: str
    link: str
    denials: str
    idle: tuple[str, ...]
    ends: str
    null: tuple[str, ...]
    soft: str
    possible: str
    generic: str
    turners: str
    cut: str
    ahead: str
    left_out: str
    apart: str
    noun: str
    said_of: str


class Move(NamedTuple):
    """One word that tells a way, and the names beside it: what rose, what was better."""

    way: Way
    heads: frozenset[str]


class Sense(NamedTuple):
    """One clause, as it was read."""

    start: int
    end: int
    text: str
    names: tuple[Name, ...]
    way: Way
    denies: bool
    """Whether it holds a denial that is one."""
    denied: str
    """The first name behind a denial: what is denied."""
    minus: frozenset[str]
    """Names of what is left out: behind "without", or told as "non-…"."""
    cues: frozenset[str]
    """Names that made the way: they are no part of what the clause is about."""
    moves: tuple[Move, ...]
    """Each word that tells a way, with what moved."""
    unmoved: frozenset[Way] = frozenset()
    """Ways that are denied by name, where nothing else says that nothing moved: "did not rise"."""


_WORDS = Sheet("pipeline.verdicts.reading", "senses.toml", Lexicon)
_pattern = _WORDS.pattern
_words = _WORDS.words


@cache
def _ways() -> dict[str, Way]:
    ways: tuple[Way, ...] = ("link", "other", "bad", "good", "down", "up")
    return {naming(word): way for way in ways for word in _words(way)}


def generic() -> frozenset[str]:
    """Names of every study, which tell nothing of what a clause is about."""
    return _WORDS.words("generic", naming)


def turners() -> frozenset[str]:
    """Names that turn an effect round, or make it one of something else."""
    return _WORDS.words("turners", naming)


@cache
def _idle() -> re.Pattern[str]:
    return re.compile("|".join(_WORDS.file.idle), re.IGNORECASE)


@cache
def _null() -> re.Pattern[str]:
    return re.compile("|".join(_WORDS.file.null), re.IGNORECASE)


def possible(text: str) -> bool:
    """Whether a text tells what may be: that is no finding beside one that it was not."""
    return _WORDS.pattern("possible").search(text) is not None


def softly_denied(text: str, beside: str = "") -> bool:
    """Whether a text denies something without a word of denial (exempt, avoided, none but) that the other lacks."""
    low = beside.lower()
    return any(match.group().lower() not in low for match in _WORDS.pattern("soft").finditer(text))


def senses(text: str, aliases: Aliases | None = None) -> tuple[Sense, ...]:
    """The clauses of a text that hold a content word, in order."""
    text = put_off(text)
    found = names(text, aliases)
    inner = {match.start() for match in _pattern("cut").finditer(text)} | {
        match.start(1) for match in _pattern("ahead").finditer(text)
    }
    cuts = [0, *sorted(inner), len(text)]
    clauses = []
    for start, end in pairwise(cuts):
        own = tuple(name for name in found if start <= name.start < end)
        if own:
            clauses.append(_read(text, start, end, own))
    return tuple(clauses)


def whole(text: str, aliases: Aliases | None = None) -> Sense:
    """A text read as one clause."""
    text = put_off(text)
    return _read(text, 0, len(text), names(text, aliases))


def _read(text: str, start: int, end: int, own: tuple[Name, ...]) -> Sense:
    clause = text[start:end]
    flat = _idle().sub(lambda match: "·" * len(match.group()), harms_apart(clause))
    words = tokens(flat)
    reached = _reached(words)
    moves = _moves(words, _kept_from(flat))
    nulls = [match.span() for match in _null().finditer(flat)]
    told = _way(moves, reached, null=bool(nulls))
    telling = [(words[at].start, words[at].end) for at, _ in moves] + nulls
    telling += [
        (word.start, word.end)
        for at, word in enumerate(words)
        if _denies(words, at) or word.lower in _words("degrees_up") | _words("degrees_down")
    ]
    cues = frozenset(
        name.name
        for name in own
        if any(left < name.end - start and name.start - start < right for left, right in telling)
    )
    spots = {words[at].start + start for at in reached}
    behind = [name.name for name in own if name.start in spots and name.name not in generic()]
    return Sense(
        start, end, clause, own, told,
        any(_denies(words, at) for at in range(len(words))),
        behind[0] if behind else "",
        _left_out(clause, start, own),
        cues,
        tuple(
            Move(way, _heads(text, own, words[at].start + start, words[at].end + start, cues))
            for at, way in moves if way != "link" and at not in reached
        ),
        frozenset(way for at, way in moves if way != "link" and at in reached) if not nulls else frozenset(),
    )  # fmt: skip


def _reached(words: Sequence[Token]) -> frozenset[int]:
    """The places of the words that a denial reaches."""
    found: set[int] = set()
    for at in range(len(words)):
        if not _denies(words, at):
            continue
        for behind in range(at + 1, min(len(words), at + 1 + REACH)):
            if words[behind].lower in _words("ends") or words[behind].text in ",;":
                break
            found.add(behind)
    return frozenset(found)


def _denies(words: Sequence[Token], at: int) -> bool:
    """Whether a word denies: "failed to", but not "the device failed"."""
    low = words[at].lower
    if low.startswith("fail"):
        return at + 1 < len(words) and words[at + 1].lower == "to"
    return low in _words("denials")


def _kept_from(clause: str) -> frozenset[int]:
    """Where a verb stands that keeps somebody from something."""
    return frozenset(match.start() for match in _WORDS.pattern("keeps").finditer(clause))


def _moves(words: Sequence[Token], kept: frozenset[int]) -> list[tuple[int, Way]]:
    """Where a word says how something moved, and which way; a degree and its adjective are one."""
    found: list[tuple[int, Way]] = []
    at = 0
    while at < len(words):
        low = words[at].lower
        degree = 1 if low in _words("degrees_up") else -1 if low in _words("degrees_down") else 0
        here = "other" if words[at].start in kept else _ways().get(naming(low))
        if here is not None and [word.lower for word in words[max(0, at - 2) : at]] == ["half", "as"]:
            here = _turned(here)
        following = _ways().get(naming(words[at + 1].lower)) if degree and at + 1 < len(words) else None
        if degree and following is not None and following != "link":
            found.append((at + 1, following if degree > 0 else _turned(following)))
            at += 2
            continue
        if degree:
            found.append((at, "up" if degree > 0 else "down"))
        elif here is not None:
            found.append((at, here))
        at += 1
    return found


_OTHER: dict[Way, Way] = {"up": "down", "down": "up", "good": "bad", "bad": "good"}


def _turned(way: Way) -> Way:
    return _OTHER.get(way, way)


def _way(moves: Sequence[tuple[int, Way]], reached: frozenset[int], *, null: bool) -> Way:
    if null or any(at in reached for at, _ in moves):
        return "none"
    told = {way for _, way in moves if way != "link"}
    if len(told) == 1:
        return next(iter(told))
    if told:
        return "mixed"
    return "link" if moves else "plain"


WINDOW = 24


def _left_out(clause: str, start: int, own: Sequence[Name]) -> frozenset[str]:
    found = set()
    for name in own:
        at = name.start - start
        if clause[at : at + 4].lower() == "non-":
            found.add(name.name.removeprefix("non-"))
        elif _pattern("left_out").search(clause[max(0, at - WINDOW) : at]):
            found.add(name.name)
    return frozenset(found)


ADJOINING = 18
"""Signs behind a word that tells a way within which the name that it goes with begins: "lower blood pressure"."""


def _heads(text: str, own: Sequence[Name], start: int, end: int, cues: frozenset[str]) -> frozenset[str]:
    """What a word at `[start, end)` says it of: what stands right behind it ("lowered the risk"), else before it."""
    telling = [name for name in own if name.name not in cues]
    reach = ADJOINING
    behind = [name for name in telling if end <= name.start <= end + reach]
    if behind and behind[0].name in generic():  # "a growing number of admissions": what grew is named behind it
        reach *= 2
    found = [
        name.name
        for name in telling
        if end <= name.start <= end + reach and not _pattern("apart").search(text[end : name.start])
    ][:BEHIND]
    if text[start:end].lower() in _words("adverbs") or _pattern("said_of").search(text[max(0, start - WINDOW) : start]):
        found = []
    return frozenset(found or [name.name for name in telling if name.end <= start][-1:])


BEHIND = 3
"""Names behind a word of direction that may be what it moved."""


@lru_cache(maxsize=8_192)
def read(text: str) -> tuple[Sense, ...]:
    """The clauses of a text without short forms, remembered: a passage is read once for all claims."""
    return senses(text)


LITTLE = 0.1
"""What a name of every study counts for in a share."""


def share(wanted: Sequence[Name], there: Sequence[Name], cues: frozenset[str]) -> float:
    """Share of the weight of some names, without those that tell a way, that has its like among others."""
    total = got = 0.0
    for one in wanted:
        if one.name in cues:
            continue
        weight = one.weight * (LITTLE if one.name in generic() else 1.0)
        total += weight
        if any(likeness(one.name, other.name) >= DERIVED for other in there):
            got += weight
    return got / total if total else 0.0
