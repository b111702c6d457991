"""What a source can carry: its kind's place on the ladder, its design in its own words, its size and its follow-up.

Everything is read out of quotable passages, so that each limit can be shown as the source states it.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts.numbers import lexicon
from pipeline.lexicon import load
from pipeline.records.source import SourceKind
from pipeline.records.verdict import Passage
from pipeline.strength.durations import Lasting, watched
from pipeline.strength.patterns import compile_words


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """What a kind of source can carry."""

    rank: int
    causal: bool
    general: bool
    single: bool
    """One study, whatever it says."""
    label: str
    reason: str


class Design(Struct, frozen=True, forbid_unknown_fields=True):
    """A study design with the words that tell it."""

    name: str
    rank: int
    observational: bool
    patterns: tuple[str, ...]
    reason: str


class Ladder(Struct, frozen=True, forbid_unknown_fields=True):
    """`designs.toml`."""

    kind: dict[SourceKind, Kind]
    design: tuple[Design, ...]


class Shown(NamedTuple):
    """A number that a source states of itself, with the passage and span that state it."""

    value: float
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the passage."""
        return self.passage.text[self.start : self.end]


@cache
def ladder() -> Ladder:
    """The ladder, read once."""
    return load("pipeline.strength", "designs.toml", Ladder)


@cache
def _designs() -> tuple[tuple[Design, re.Pattern[str]], ...]:
    return tuple((each, compile_words(each.patterns, f"designs.toml: {each.name}")) for each in ladder().design)


def carries(kind: SourceKind) -> Kind:
    """What a source of this kind can carry."""
    return ladder().kind[kind]


class Told(NamedTuple):
    """A design, and where the source tells it."""

    design: Design
    passage: Passage
    start: int
    end: int


@lru_cache(maxsize=50_000)
def _told(text: str) -> tuple[tuple[int, int, int], ...]:
    """Designs (their place in the ladder) that `text` names, with the span of the words."""
    return tuple(
        (at, *match.span()) for at, (_, pattern) in enumerate(_designs()) for match in [pattern.search(text)] if match
    )


def designs(passages: tuple[Passage, ...]) -> tuple[Told, ...]:
    """Every design that the passages name, strongest first, a place each."""
    found: dict[int, Told] = {}
    for passage in passages:
        for at, start, end in _told(passage.text):
            found.setdefault(at, Told(_designs()[at][0], passage, start, end))
    return tuple(found[at] for at in sorted(found))


_N = r"(?P<n>\d{1,3}(?:,\d{3})+|\d+)"
_PEOPLE = (
    r"(?:patients?|participants?|people|persons?|subjects?|volunteers?|adults?|women|men|children|infants|adolescents|"
    r"individuals|teenagers|students|veterans|respondents|mothers|users|nurses|boys|girls|older adults|cases)"
)
_LEADS = (
    r"(?:included|enrolled|enroled|recruited|randomi[sz]ed|involved|analy[sz]ed|followed|total\s+of|comprised|of|among|"
    r"in|with|studied|assigned|treated|from|to|only|just|for|describes?|reports?|into|on)"
)
_ABOUT = r"(?:(?:a\s+total\s+of|about|approximately|over|more\s+than|nearly|only|just|data\s+(?:on|from))\s+)?"
_NUMBERED = rf"{_N}\s+(?:(?!stud|trial|cent|site|countr)[\w-]+\s+){{0,3}}{_PEOPLE}\b"
_SIZE = (
    re.compile(rf"(?i)\b{_LEADS}\s+{_ABOUT}{_NUMBERED}"),
    re.compile(rf"(?i)(?:^|[(\[;,]\s*){_NUMBERED}"),
    re.compile(rf"(?i)\b{_N}\s+(?:[\w-]+\s+){{1,3}}(?=\(\s*\d+(?:\s*%|\s+{_PEOPLE}))"),
    re.compile(rf"(?i)\bN\s*=\s*{_N}"),
    re.compile(rf"(?i)\b(?:included|enrolled|randomi[sz]ed|totalling)\s+{_N}\b(?=\s+(?:in\s+total|overall|to\b))"),
    re.compile(rf"(?i)\bsample\s+size\s+(?:of|was)\s+{_N}"),
)
_WORDS = {word: value for word, value in lexicon().words.items() if value >= 1}
_FEW = "|".join(word for word, value in _WORDS.items() if value <= 12)
_COUNT = rf"(?P<k>\d{{1,4}}|{_FEW})"
_WORKS = r"(?:stud(?:y|ies)|trials?|RCTs?|articles|papers|reports|records)"
_KEPT = r"(?:met|(?:was|were)\s+(?:included|eligible|identified|analy[sz]ed|retained|selected)|fulfilled|with\s+\d)"
_STUDIES = (
    re.compile(rf"(?i)\b{_COUNT}(?:\s+of\s+\d+)?\s+(?:[\w-]+\s+){{0,4}}{_WORKS}\s+(?:\w+\s+){{0,2}}{_KEPT}"),
    re.compile(
        r"(?i)\b(?:included|identified|analy[sz]ed|pooled|reviewed|found|comprised|based\s+on|from|of|across|in)\s+"
        rf"(?:only\s+|data\s+from\s+)?{_COUNT}\s+(?:[\w-]+\s+){{0,4}}{_WORKS}\b"
    ),
    re.compile(rf"(?i)\b(?:of\s+which|and)\s+(?:only\s+)?{_COUNT}\s+(?:met|were\s+included|fulfilled)"),
    re.compile(rf"(?i)\b{_COUNT}\s+of\s+\d+\s+records\s+met"),
)
_PHASE = re.compile(r"(?i)\bphases?[\s_-]?(?P<p>[1-4]|I{1,3}V?|IV)(?:\s*[abc])?(?:\s*[/–-]\s*(?P<q>[1-4]|I{1,3}V?))?\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "iiiv": 3}


_IN_WORDS = re.compile(
    rf"(?i)\b(?:included|enrol+ed|recruited|involved|analy[sz]ed|followed|treated|studied|describes?|reports?|given\s+to|into|only|just|among|among\s+the)\s+"
    rf"(?P<k>{_FEW})\s+(?:[\w-]+\s+){{0,3}}{_PEOPLE}\b"
    rf"|(?:^|(?<=[.;]\s))(?P<s>{'|'.join(_WORDS)})\s+"
    rf"(?:(?!of\b|out\b|in\b)[\w-]+\s+){{0,3}}{_PEOPLE}\b"
)
"""A few people, counted in words."""


@lru_cache(maxsize=50_000)
def _sizes(text: str) -> tuple[tuple[float, int, int], ...]:
    """Numbers of people in `text`, with their spans."""
    found = [
        (float(match["n"].replace(",", "")), match.start(), match.end())
        for pattern in _SIZE
        for match in pattern.finditer(text)
    ]
    found += [(_WORDS[(match["k"] or match["s"]).lower()], *match.span()) for match in _IN_WORDS.finditer(text)]
    return tuple(found)


def tells_size(text: str, below: int) -> bool:
    """Whether `text` names a number of people smaller than `below`: a reader then knows how few they were."""
    return any(1 <= n < below for n, _, _ in _sizes(text))


def sizes(passages: tuple[Passage, ...]) -> tuple[Shown, ...]:
    """Numbers of people that the passages state, largest first."""
    found = [Shown(n, passage, start, end) for passage in passages for n, start, end in _sizes(passage.text) if n >= 1]
    return tuple(sorted(found, key=lambda each: -each.value))


def people(passages: tuple[Passage, ...]) -> Shown | None:
    """The largest number of people that the source states: how many stand behind its results at most."""
    return next(iter(sizes(passages)), None)


def studies(passages: tuple[Passage, ...]) -> Shown | None:
    """How many studies a review says it included; None where it does not say."""
    for passage in passages:
        for pattern in _STUDIES:
            match = pattern.search(passage.text)
            if match:
                word = match["k"].lower()
                at, to = match.span("k")
                return Shown(float(_WORDS.get(word) or word), passage, at, max(to, match.end()))
    return None


def phase(passages: tuple[Passage, ...]) -> Shown | None:
    """The highest trial phase that the passages name (1 to 4)."""
    best: Shown | None = None
    for passage in passages:
        for match in _PHASE.finditer(passage.text):
            word = (match["q"] or match["p"]).lower()
            value = float(_ROMAN.get(word, 0) or word)
            if best is None or value > best.value:
                best = Shown(value, passage, match.start(), match.end())
    return best


def follow_ups(passages: tuple[Passage, ...]) -> tuple[tuple[Lasting, Passage], ...]:
    """Every span of time the passages may have watched people for, longest first."""
    found = [(time, passage) for passage in passages for time in watched(passage.text)]
    return tuple(sorted(found, key=lambda each: -each[0].days))


def observational(passages: tuple[Passage, ...], kind: SourceKind) -> Told | None:
    """The design that makes the source observational, in its own words; None where groups were assigned."""
    told = designs(passages)
    if kind in ("randomised_trial", "meta_analysis", "systematic_review"):
        return None
    if any(not each.design.observational for each in told):
        return None
    return next((each for each in told if each.design.observational), None)
