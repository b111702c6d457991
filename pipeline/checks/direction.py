"""The other way round: an increase told as a decrease, or an effect told where none was found.

What it does: Takes each word of a claim that says which way something went (raises, lowers, more, fewer, makes no
difference) and looks for a near passage that says it of the same things, with the same words on either side. Objects
where the passage tells another way. A passage that tells the claim's way too, that turns a comparison round or shares
too few words is left alone.

Why it matters: An effect of the wrong sign is the worst error of all, and every single word of it stands in the source.

The article says: "Pedalling to work lowered the risk of stroke."

The source says: "Pedalling to work did not lower the risk of stroke."

Fine if: The article means another group, outcome or time than the quoted passage; name it then.

Literature: Boutron 2010 (JAMA 303:2058): results that were not significant told as effects.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._objections import title
from pipeline.lexicon import load
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.context import context
from pipeline.text import stem, tokens

OPPOSITE, ABSENT = "NUM-001", "EFF-001"
Way = Literal["up", "down", "none"]

SIDE = 0.6
"""Least share of the claim's content words before, and of those behind, its word of direction that the passage must
hold on the same side."""
WHOLE = 0.7
"""Least share of all its content words."""
LONGEST = 60
"""Words of a passage beyond which it surely tells more than one thing."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`direction.toml`."""

    up: str
    down: str
    none: tuple[str, ...]
    denials: str
    turning: str


class Turn(NamedTuple):
    """A word that says which way something went, and the content words on either side."""

    way: Way
    start: int
    end: int
    before: frozenset[str]
    behind: frozenset[str]
    turning: frozenset[str]
    nearest: tuple[str, ...]
    """The content words behind it, in order."""
    rival: frozenset[str] = frozenset()
    """The first content words behind "than": what is compared with."""
    denied: Way = "none"
    """Which way was denied; "none" where no direction was."""
    other_denials: bool = False
    """Whether the sentence denies something else than the direction: "in those not wearing it"."""


@cache
def _words() -> Words:
    return load("pipeline.checks", "direction.toml", Words)


@cache
def _cue() -> re.Pattern[str]:
    def group(name: str, line: str) -> str:
        return f"(?P<{name}>{'|'.join(re.escape(word).replace(re.escape('*'), '[a-z]*') for word in line.split())})"

    return re.compile(rf"\b(?:{group('up', _words().up)}|{group('down', _words().down)})\b", re.IGNORECASE)


@cache
def _none() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _words().none)


@cache
def _denied() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _words().denials.split() if word != "n't")
    return re.compile(rf"(?:\b(?:{words})\b|n't\b)(?: [\w-]+){{0,3}} $", re.IGNORECASE)


@cache
def _turning() -> frozenset[str]:
    return frozenset(_words().turning.split())


@lru_cache(maxsize=20_000)
def read(text: str) -> tuple[Turn, ...]:
    """Every word of direction of a sentence; the others count among the content words round it."""
    flat = text.replace("’", "'")
    found: list[tuple[Way, Way, int, int]] = []
    for match in _cue().finditer(flat):
        if _BOUND.match(flat, match.end()):
            continue
        lead = flat[max(0, match.start() - 48) : match.start()]
        told: Way = "up" if match["up"] else "down"
        denied = _denied().search(lead) is not None
        found.append(("none" if denied else told, told if denied else "none", match.start(), match.end()))
    for pattern in _none():
        for match in pattern.finditer(flat):
            if not any(start < match.end() and match.start() < end for *_, start, end in found):
                found.append(("none", "none", match.start(), match.end()))
    turning = _turning() & _lower(flat)
    than = _THAN.search(flat)
    rival = frozenset(_content(flat[than.end() :])[:RIVAL]) if than else frozenset[str]()
    denials = sum(token.lower in _denials() for token in tokens(flat))
    turns = []
    for way, denied_way, start, end in found[:MOST]:
        behind = _content(flat[end:])
        turns.append(
            Turn(
                way,
                start,
                end,
                frozenset(_content(flat[:start])),
                frozenset(behind),
                turning,
                behind[:NEXT],
                rival,
                denied_way,
                denials > int(way == "none"),
            )
        )
    return tuple(turns)


_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\s+than\s+(?:\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half)\s+"
    r"(?:second|minute|hour|day|night|week|month|year|decade)s?\b)",
    re.IGNORECASE,
)
"""A bound: "longer than six months" tells how long, and no way that anything went."""
RIVAL = 2
"""Content words behind "than" that say what is compared with."""
NEXT = 3
"""Content words behind a word of direction among which the claim's next ones must stand."""
MOST = 6
"""Words of direction that are looked at in one sentence."""


def _lower(text: str) -> frozenset[str]:
    return frozenset(token.lower for token in tokens(text))


@cache
def _denials() -> frozenset[str]:
    return frozenset(_words().denials.split())


def _content(text: str) -> tuple[str, ...]:
    denials = _denials()
    return tuple(
        stem(token.lower)
        for token in tokens(text)
        if len(token.text) > 2 and token.lower not in _SMALL and token.lower not in denials and token.text[0].isalnum()
    )


_SMALL = frozenset(
    """the and for with that this these those are was were has have had been being can may might could would should will
    from into onto over under between among during their there its his her our who which what when where does did
    also very much most many some any all such both each other another than then thus more less significant
    significantly statistically clearly markedly strongly substantially associated association linked result results
    study studies found show shows showed shown suggest suggests data effect effects lead leads leading cause causes
    causing""".split()
)


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the nearest passage of the same words goes another way."""
    near = [
        (ranked.passage, read(ranked.passage.text))
        for ranked in dossier.ranked
        if len(ranked.passage.text.split()) <= LONGEST
    ]
    near = [(passage, tuple(turn for turn in turns if not _aimed_at(passage.text, turn))) for passage, turns in near]
    for said in read(dossier.claim.words):
        if not said.before or not said.behind:
            continue
        found = [(passage, turns, turn) for passage, turns in near for turn in turns if _same_things(said, turn)]
        if found and not any(turn.way == said.way for _, turns, _ in found for turn in turns):
            passage, _, told = found[0]
            yield _objection(said, passage, told, dossier)
            return


def _aimed_at(text: str, turn: Turn) -> bool:
    """Whether a direction stands in what was to be found out: "to assess whether it increases" finds nothing."""
    return any(span.holds(turn.start) for span in context(text).purpose)


def _same_things(said: Turn, told: Turn) -> bool:
    """Whether both tell a direction of the same things, and neither turns it round."""
    if told.denied != "none" and said.way not in ("none", told.denied):
        return False  # "did not raise" leaves open whether it lowered
    if said.other_denials != told.other_denials:
        return False  # "in those not wearing it"
    if (said.turning ^ told.turning) - IDLE or not set(said.nearest[:2]) & set(told.nearest):
        return False
    if said.rival and told.rival and not said.rival & told.rival:
        return False  # "more with ginger than with the patch" is "less with the patch than with ginger"
    if _share(said.before, told.before) < SIDE or _share(said.behind, told.behind) < SIDE:
        return False
    return _share(said.before | said.behind, told.before | told.behind) >= WHOLE


IDLE = frozenset({"while", "although", "though", "whereas", "but", "however", "after", "low", "high"})


def _share(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / len(mine) if mine else 0.0


def _objection(said: Turn, passage: Passage, told: Turn, dossier: Dossier) -> Objection:
    ours, theirs = dossier.claim.words[said.start : said.end], passage.text[told.start : told.end]
    absent = told.way == "none"
    return Objection(
        code=ABSENT if absent else OPPOSITE,
        verdict="contradicted",
        severity="must",
        title=title(f"“{ours}”; the source says “{theirs}”"),
        why="The source found no such effect."
        if absent
        else "The same passage of the source tells the other direction.",
        aspects=(Aspect("direction", ours, theirs, "different"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(told.start, told.end),
        ok_if="The article means another group, outcome or time than the quoted passage.",
        confidence="medium",
        cause=f"direction:{ours.lower()}",
    )


CHECK = PairCheck("direction", (OPPOSITE, ABSENT), examine)
