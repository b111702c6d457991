"""Whether a claim and a passage speak of the same thing: the share of the claim's own content words in the passage.

Words that only say how strongly something is stated (hedges, verbs of cause, "study shows") are left out: they are
what the two sides may differ in.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.lexicon import table
from pipeline.records.claim import Claim
from pipeline.records.verdict import Passage, Ranked
from pipeline.search.likeness import DERIVED, likeness, names
from pipeline.text import stem, tokens

NEAR = 0.34
"""A third of the claim's content words: the least that lets a caveat of a passage count against a claim."""
SAME = 0.6
"""Three in five: claim and passage state the same, in other words."""
ABSTRACT = 40
"""Passages of an abstract, a record or a news page: all of it is one matter, whatever words it uses."""
_WORD = re.compile(r"[^\W_]")


class Match(NamedTuple):
    """A passage with the share of the claim's content words that it holds (0 to 1)."""

    passage: Passage
    share: float


@lru_cache(maxsize=1)
def _stop() -> frozenset[str]:
    lists = table("pipeline.strength", "stopwords.toml")
    return frozenset(stem(word) for words in lists.values() for word in words["words"].split())


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """Stems of the words of `text` that carry its subject matter; citation markers and bare numbers left out."""
    found = set()
    for token in tokens(text):
        for part in token.lower.split("-") if len(token.text) > 12 and "-" in token.text else (token.lower,):
            if len(part) > 1 and _WORD.search(part) and not part.isdigit():
                found.add(stem(part))
    return frozenset(found - _stop())


def share(claim: str, passage: str) -> float:
    """Share of the claim's content words that the passage holds; 0 where the claim has none."""
    mine = content(claim)
    return len(mine & content(passage)) / len(mine) if mine else 0.0


def nearest(claim: Claim, ranked: Iterable[Ranked], least: float = NEAR) -> tuple[Match, ...]:
    """The ranked passages that share at least `least` of the claim's content words, best first."""
    found = [Match(each.passage, share(claim.text, each.passage.text)) for each in ranked]
    return tuple(sorted((each for each in found if each.share >= least), key=lambda each: -each.share))


def meant(claim: str, *texts: str, least: float = DERIVED) -> float:
    """Share of the names of `claim` that one of `texts` says in its own words or in others, by what they tell.

    An article says "teenagers" where its source says "adolescents": here the two are one.
    """
    mine = names(claim)
    theirs = frozenset(name.name for text in texts for name in names(text))
    whole = sum(name.weight for name in mine)
    held = sum(name.weight for name in mine if any(likeness(name.name, other) >= least for other in theirs))
    return held / whole if whole else 0.0


def at_hand(claim: Claim, ranked: Iterable[Ranked], passages: Sequence[Passage], least: float = NEAR) -> list[Passage]:
    """The passages near the claim, best first; of an abstract then the rest, those that mean most of it first."""
    near = [match.passage for match in nearest(claim, ranked, least)]
    if len(passages) > ABSTRACT:
        return near
    held = {id(passage) for passage in near}
    rest = [(meant(claim.text, passage.text), passage) for passage in passages if id(passage) not in held]
    return [*near, *(passage for share_, passage in sorted(rest, key=lambda each: -each[0]) if share_ >= LEAST)]


LEAST = 0.1
"""A tenth of what the claim says, in whatever words: below that a passage is on another matter."""
HEADINGS = ("title", "field")
"""Kinds of passage that name a matter more than they decide it."""


def deciding(matches: tuple[Match, ...]) -> Match | None:
    """The match that decides: the best sentence, unless a heading alone is near; a figure in it breaks a tie."""
    told = [each for each in matches if each.passage.kind not in HEADINGS] or list(matches)
    return max(told, key=lambda each: (round(each.share, 2), bool(_FIGURE.search(each.passage.text))), default=None)


_FIGURE = re.compile(r"\d")


def verbatim(claim: Claim, passages: Iterable[Passage]) -> bool:
    """Whether the source states the claim's sentence in the very same words."""
    own = {_folded(claim.text), _folded(claim.sentence)}
    return any(_folded(passage.text) in own for passage in passages)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    text = re.sub(r"\[[\d,;\s–-]+\]", " ", text)
    return " ".join(re.findall(r"\w+", text.lower()))


def around(claim: Claim) -> str:
    """The claim's sentence with its neighbours: where a kept caveat may stand."""
    return " ".join(part for part in (claim.before, claim.sentence, claim.after) if part)


def surroundings(passage: Passage) -> str:
    """The passage with its neighbours."""
    return " ".join(part for part in (passage.before, passage.text, passage.after) if part)
