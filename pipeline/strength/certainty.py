"""How certain a statement is: a level from 0 to 5, and a smooth score from 1 to 6.

The level is read off the weakest hedge that governs the main clause, and without one off the verb. The score adds
weights of single cues that were fitted by ridge regression on the training part of Pei & Jurgens 2021 (MIT licence);
`benchmarks/strength_quality.py` measures it on the part it was not fitted on.
"""

import re
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.strength.context import context
from pipeline.strength.patterns import find
from pipeline.text import stem, tokens

FACT = 4
"""A bare present-tense statement: told as how things are."""
REPORTED = 3
"""A bare past-tense statement: told as what was seen."""
_PAST = re.compile(
    r"(?i)\b(?:was|were|had|did|\w{3,}ed|led|fell|rose|grew|saw|felt|kept|lost|won|got|became|went|came|took|gave|made|found|held|showed)\b"
)
_PRESENT = re.compile(
    r"(?i)\b(?:is|are|does|has|have|can|will|(?!(?:this|his|its|has|was|is|us|thus|plus|vs|as|analysis|basis)\b)\w{3,}[^su\W]s)\b"
)

_IRREGULAR = re.compile(
    r"(?i)\b(?:wore|ran|sat|drank|ate|slept|spent|paid|said|told|knew|thought|taught|bought|brought|sought|caught|chose|wrote"
    r"|drove|spoke|stood|swam|rode|sang|bore|beat|began|broke|built|sent|met|left|meant|dealt)\b"
)
_NOW = re.compile(
    r"(?i)\b(?:is|are|has|have|does|do|can|will|may|might|could|should|must)\b|\b(?:makes?|lets?|keeps?|helps?)\b"
)
"""Auxiliaries of the present, and its commonest verbs: a plural noun looks like no verb of these."""


def certainty(text: str) -> tuple[int, float]:
    """Level (0 nothing asserted … 5 proved) and score (1 uncertain … 6 certain) of `text`."""
    return level(text), score(text)


@lru_cache(maxsize=50_000)
def level(text: str) -> int:
    """The level of the text as a whole: its weakest governing hedge, else its strongest verb, else its tense."""
    where = context(text)
    if where.question:
        return 0
    doubts = [scope.cue.entry.level for scope in where.scopes if scope.cue.entry.group == "speculation"]
    if doubts:
        return min(doubts)
    verbs = [hit.entry.level for hit in find("certainty", text)]
    if verbs and max(verbs) > REPORTED:
        return max(verbs)
    if _PRESENT.search(text) and not (verbs and not _after_verb_present(text)):
        return FACT
    return REPORTED


def reported(text: str) -> bool:
    """Whether `text` tells what was seen (past tense, unhedged), not how things are."""
    return (_PAST.search(text) or _IRREGULAR.search(text)) is not None and not _NOW.search(text)


def _after_verb_present(text: str) -> bool:
    """Whether what a reporting verb introduces is itself in the present: "found that X reduces Y" states a fact."""
    hits = find("certainty", text)
    rest = text[hits[0].end :] if hits else text
    return bool(_PRESENT.search(rest)) and not _PAST.search(rest)


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """`certainty_weights.toml`."""

    intercept: float
    weights: dict[str, float]


@cache
def _weights() -> Weights:
    return load("pipeline.strength", "certainty_weights.toml", Weights)


@lru_cache(maxsize=50_000)
def score(text: str) -> float:
    """A smooth score from 1 (uncertain) to 6 (certain): intercept plus the weights of the words and cues found."""
    fitted = _weights()
    total = fitted.intercept + sum(fitted.weights.get(name, 0.0) for name in features(text) | word_features(text))
    return min(max(total, 1.0), 6.0)


def word_features(text: str) -> frozenset[str]:
    """Stems of the words of `text`, and pairs of neighbours of which one is a function word of doubt or denial."""
    words = [stem(token.lower) for token in tokens(text) if token.text[0].isalpha()]
    pairs = {f"w.{a} {b}" for a, b in pairwise(words) if a in _LEADS or b in _LEADS}
    return frozenset({f"w.{word}" for word in words} | pairs)


_LEADS = frozenset("not no may might could can be to that if need more is are was were will should".split())


def features(text: str) -> frozenset[str]:
    """The named cues of `text` that carry a weight of their own."""
    names = {f"cue.{hit.entry.name}" for hit in find("cues", text)}
    names |= {f"verb.{hit.entry.name}" for hit in find("certainty", text)}
    names |= {f"limit.{hit.entry.name}" for hit in find("caveats", text)}
    names.add(f"level.{level(text)}")
    if re.search(r"\d", text):
        names.add("form.number")
    if text.rstrip().endswith("?"):
        names.add("form.question")
    words = len(text.split())
    names.add("form.short" if words < 12 else "form.long" if words > 30 else "form.middling")
    return frozenset(names)
