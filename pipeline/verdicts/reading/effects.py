"""The effects that a sentence tells: what there is more or less of, and who is set against whom.

"Lavender shortened labour", "labour was shorter with lavender" and "lavender was associated with shorter labour" tell
one effect; "A as well as B" and "A preferred to B" are comparisons without a degree.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.likeness import Name, names, naming
from pipeline.text import Token, tokens
from pipeline.verdicts.reading.effect_words import (
    empty,
    is_adverb,
    of_degree,
    sign_at,
    sign_of,
    until,
    words_of,
)
from pipeline.verdicts.reading.senses import generic


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`effects.toml`."""

    pivot: str
    denied: str
    be: str
    worth: str
    state: str
    than: str
    fronted: str
    leads: str
    closes: str
    through: str
    to: str
    prefer: str
    superior: str
    equal: str
    ratio: str
    signed: str


_pattern = Sheet("pipeline.verdicts.reading", "effects.toml", Words).pattern


class Effect(NamedTuple):
    """One word of effect, what there is more or less of, and who stands on either side of a comparison."""

    sign: int
    """1 more, −1 less, 0 denied."""
    target: frozenset[str]
    ahead: tuple[Name, ...]
    behind: tuple[Name, ...]
    compared: bool
    start: int
    end: int
    worth: bool = False
    """Whether it is told as better or worse, and not as more or less."""


EQUAL, OFTEN, PREFERRED, MUCH, SUPERIOR = "#equal", "#often", "#preferred", "#much", "#superior"
"""Targets that are no thing: how alike two are, how often something is, what is preferred."""
TARGETS = 4
"""Names that tell what an effect acts on."""
SIDE = 3
"""Names that tell what is compared with."""
LEAD = 60
"""Signs before a word of effect in which it may be denied."""


@lru_cache(maxsize=8_192)
def effects(text: str) -> tuple[Effect, ...]:
    """The effects that a text tells; one word may turn another's sign: "attenuated the increase in"."""
    words = tokens(text)
    found = names(text)
    cues = [(at, sign) for at in range(len(words)) if (sign := sign_at(words, at))]
    told = [*_preferences(text, found), *_superiors(text, found), *_equals(text, found), *_ratios(text, found)]
    taken = -1
    for at, first in cues:
        if at <= taken or _is_state(text, words[at]):
            continue
        taken, sign = _joined(words, at, first, cues)
        if is_adverb(words, at):
            if told and told[-1].end <= words[at].start and OFTEN not in told[-1].target:
                told[-1] = told[-1]._replace(sign=told[-1].sign * sign)
            elif not told and (bare := _bare(text, found, words[at], sign)) is not None:
                told.append(bare)
            continue
        one = _effect(text, found, words, at, taken, sign)
        if one is not None:
            told.append(one)
    return tuple(told)


def _is_state(text: str, word: Token) -> bool:
    return (
        word.lower.endswith("ed") and _pattern("state").search(text, max(0, word.start - LEAD), word.start) is not None
    )


_SMALL = frozenset("the a an this that any much far significantly even further their its".split())


def _joined(words: Sequence[Token], at: int, sign: int, cues: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The last of the words that make one effect, and its sign: "reduced the increase in", "less common"."""
    for place, other in cues:
        if not at < place <= at + 3 or any(word.lower not in _SMALL for word in words[at + 1 : place]):
            continue
        low = words[place].lower
        noun = low in words_of("rises") | words_of("falls")
        of = noun and place + 1 < len(words) and words[place + 1].lower in ("in", "of")
        if of or low in words_of("more") | words_of("less") | words_of("often") | words_of("seldom"):
            return _joined(words, place, sign * other, cues)
    return at, sign


def _effect(text: str, found: Sequence[Name], words: Sequence[Token], at: int, last: int, sign: int) -> Effect | None:
    start, end = words[at].start, words[last].end
    target = _target(text, found, words, at, last)
    if not target:
        return None
    rest = [name for name in _telling(found, target) if not start <= name.start < end]
    left, right = _rival(text, end)
    return Effect(
        0 if _pattern("denied").search(text[max(0, start - LEAD) : start]) else sign,
        target,
        tuple(name for name in rest if (name.start < left if left >= end else name.start >= right)),
        tuple(name for name in rest if left <= name.start < right)[:SIDE],
        left < right,
        start,
        end,
        any(_pattern("worth").fullmatch(word.lower) for word in words[at : last + 1]),
    )


def _bare(text: str, found: Sequence[Name], word: Token, sign: int) -> Effect | None:
    """A degree of a verb that no list holds: "slept 40 minutes less than"."""
    if _pattern("than").match(text, word.end) is None or word.lower not in ("more", "less"):
        return None
    left, right = _rival(text, word.end)
    rest = _telling(found, frozenset())
    ahead = tuple(name for name in rest if name.end <= word.start)
    behind = tuple(name for name in rest if left <= name.start < right)[:SIDE]
    return Effect(sign, frozenset((MUCH,)), ahead, behind, compared=True, start=word.start, end=word.end)


def _rival(text: str, end: int) -> tuple[int, int]:
    """Where a sentence names what is compared with: behind "than", or fronted; empty at its end where nowhere."""
    fronted = _pattern("fronted").match(text)
    if fronted is not None and fronted.end() <= end:
        return 0, fronted.end()
    pivot = next((match for match in _pattern("pivot").finditer(text) if match.start() >= end), None)
    return (pivot.start(), _closed(text, pivot.end())) if pivot else (len(text), len(text))


def _telling(found: Sequence[Name], target: frozenset[str]) -> list[Name]:
    return [name for name in found if name.name not in target and name.name not in empty() and not of_degree(name)]


def _closed(text: str, start: int) -> int:
    """Where the words behind "than" end that name what is compared with."""
    lead = _pattern("leads").match(text, start)
    stop = _pattern("closes").search(text, lead.end() if lead else start)
    return stop.start() if stop else len(text)


def _target(text: str, found: Sequence[Name], words: Sequence[Token], at: int, last: int) -> frozenset[str]:
    """What there is more or less of: behind a verb, a degree or "increase in"; before a passive or "fell"."""
    start, end = words[at].start, words[last].end
    low = words[last].lower
    lead = max(0, start - LEAD // 2)
    be = _pattern("be").search(text[lead:start])
    if low in words_of("often") | words_of("seldom"):
        return _frequent(text, found, words[last], None if be is None else lead + be.start())
    behind = _behind(text, found, low, end)
    if behind and be is None:
        return behind
    if low.endswith("er") and not sign_of(low) and not behind:
        return frozenset((f"#{naming(low)}",))
    before = [name for name in found if name.end <= start and name.name not in generic()]
    if be is None and low in words_of("more") | words_of("less"):  # "men lived longer": what is longer is the verb
        ahead = [name for name in found if name.start < start and name.name not in generic()]
        ahead = [name for name in ahead if text[name.start : name.end].lower() not in words_of("light")]
        return frozenset(name.name for name in ahead[-1:])
    opens = _opens(text, start)
    return frozenset(name.name for name in before[-TARGETS:] if name.start >= opens)


def _behind(text: str, found: Sequence[Name], low: str, end: int) -> frozenset[str]:
    """The names behind a word of effect; a verb with "in" behind it acts on none."""
    through = _pattern("through").match(text, end)
    if through is not None and low not in words_of("rises") | words_of("falls"):
        return frozenset()
    limit = until(text, through.end() if through else end, len(text))
    told = [name for name in found if end <= name.start < limit and name.name not in generic() and not of_degree(name)]
    return frozenset(name.name for name in told[:TARGETS])


def _opens(text: str, end: int) -> int:
    return max((match.end() for match in re.finditer(r"[,;:()]", text[:end])), default=0)


def _frequent(text: str, found: Sequence[Name], word: Token, be: int | None) -> frozenset[str]:
    """What is frequent: the subject of "was more common", what stands behind "likely to", else just how often."""
    start = end = 0
    to = _pattern("to").match(text, word.end)
    if word.lower in ("likely", "unlikely"):
        start, end = (to.end(), until(text, to.end(), len(text))) if to else (0, 0)
    elif be is not None:
        start, end = _opens(text, be), be
    told = [name.name for name in found if start <= name.start < end and name.name not in generic()]
    return frozenset((OFTEN, *told[:TARGETS]))


# --- comparisons without a degree -------------------------------------------------------------------------------------

_ONES = naming("ones")


def _preferences(text: str, found: Sequence[Name]) -> Iterator[Effect]:
    """What was preferred to what."""
    for match in _pattern("prefer").finditer(text):
        one, two = ("one", "two") if match["one"] else ("subject", "object")
        ahead, behind = (_side(text, found, *match.span(side)) for side in (one, two))
        yield Effect(
            1, frozenset((PREFERRED,)), ahead, behind[:SIDE], compared=True, start=match.start(), end=match.end()
        )


def _superiors(text: str, found: Sequence[Name]) -> Iterator[Effect]:
    """What was superior, or inferior, to what."""
    for match in _pattern("superior").finditer(text):
        ahead, behind = (_side(text, found, *match.span(side)) for side in ("one", "two"))
        sign = -1 if match["way"] == "inferior" else 1
        if ahead and behind:
            yield Effect(
                sign, frozenset((SUPERIOR,)), ahead, behind[:SIDE], compared=True, start=match.start(), end=match.end()
            )


def _side(text: str, found: Sequence[Name], start: int, end: int) -> tuple[Name, ...]:
    end = until(text, start, end)
    return tuple(name for name in found if start <= name.start < end and name.name != _ONES)


def _equals(text: str, found: Sequence[Name]) -> Iterator[Effect]:
    """Two that are told to be alike: "as well as the plaster"."""
    for match in _pattern("equal").finditer(text):
        told = [name for name in found if name.name not in empty()]
        end = until(text, match.end() + 1, len(text))
        ahead = tuple(name for name in told if name.end <= match.start())
        behind = tuple(name for name in told if match.end() <= name.start < end)[:SIDE]
        if ahead and behind:
            yield Effect(1, frozenset((EQUAL,)), ahead, behind, compared=True, start=match.start(), end=match.end())


_LIMITS = re.compile(r"(?P<low>\d{1,2}\.\d{1,3})(?: ?[–-] ?| to |, )(?P<high>\d{1,2}\.\d{1,3})")


def _ratios(text: str, found: Sequence[Name]) -> Iterator[Effect]:
    """What is linked with more or less of something, by the ratio behind it: "associated with ulcers (HR 1.62)"."""
    for match in (*_pattern("ratio").finditer(text), *_pattern("signed").finditer(text)):
        start, end = match.start("target"), until(text, *match.span("target"))
        target = [name for name in found if start <= name.start < end and name.name not in generic()][:TARGETS]
        ahead = tuple(name for name in found if name.end <= match.start() and name.name not in empty())
        if target and ahead and not any(sign_of(text[name.start : name.end].lower()) for name in target):
            of = frozenset(name.name for name in target)
            yield Effect(_ratio_sign(match), of, ahead, (), compared=False, start=match.start(), end=match.end())


def _ratio_sign(match: re.Match[str]) -> int:
    if "way" in match.re.groupindex:
        return 1 if match["way"].lower() == "positive" else -1
    limits = _LIMITS.search(match["rest"])
    if limits is not None and float(limits["low"]) <= 1 <= float(limits["high"]):
        return 0
    return (float(match["ratio"]) > 1) - (float(match["ratio"]) < 1)
