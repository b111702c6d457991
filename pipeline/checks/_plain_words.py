"""Plain words beside the words of papers: `threw up` and `vomiting`, `watched` and `followed`, `worn` and `use`.

A claim tells in everyday words what its source tells in those of the field, and most of these are words of any topic.
`search.likeness` weighs how near two texts stand; here it is asked only whether a word of the claim can be told by one
of the passage, so that nothing of the claim is left that the source does not speak of.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.search.likeness import KIN, LONGEST_RUN, Name, likeness, names
from pipeline.text import stem, tokens

TOLD = 0.5
"""Weight of a run of words: it tells a deed or a thing."""


class PlainFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`plain_words.toml`."""

    groups: tuple[str, ...]
    light: str
    parts: str
    irregular: str


@cache
def _file() -> PlainFile:
    return load("pipeline.checks", "plain_words.toml", PlainFile)


@cache
def _irregular() -> dict[str, str]:
    return dict(pair.split("=") for pair in _file().irregular.split())


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """The stem of a lower-case word, of an irregular form that of its verb."""
    return stem(_irregular().get(word, word))


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for at, group in enumerate(_file().groups):
        for word in group.split():
            found.setdefault("-".join(root(part) for part in word.split("-")), set()).add(at)
    return {name: frozenset(places) for name, places in found.items()}


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(getattr(_file(), name).split())


def is_light(word: str) -> bool:
    """Whether a lower-case word of a claim carries no matter of its own: "got", "typically", "participants"."""
    return word in _listed("light")


def is_part(word: str) -> bool:
    """Whether a lower-case word names one part of the people, an arm, a degree or a time."""
    return word in _listed("parts")


@lru_cache(maxsize=20_000)
def told_names(text: str) -> tuple[Name, ...]:
    """The names of a text, in order; runs of plain words ("threw up") are one name."""
    words = tokens(text)
    roots = [root(word.lower) for word in words]
    runs: list[Name] = []
    at = 0
    while at < len(words):
        size = next((size for size in range(LONGEST_RUN, 1, -1) if "-".join(roots[at : at + size]) in _groups()), 0)
        if size and at + size <= len(words):
            runs.append(Name("-".join(roots[at : at + size]), TOLD, words[at].start, words[at + size - 1].end))
        at += size or 1
    rest = [each for each in names(text) if not any(run.start <= each.start < run.end for run in runs)]
    return tuple(sorted((*rest, *runs), key=lambda name: name.start))


def held(name: Name, text: str, there: Sequence[Name]) -> float:
    """How near the nearest of some names stands to one of `text`: 1 the same word, `KIN` of one matter, 0 apart."""
    word = root(text[name.start : name.end].lower()) if "-" not in name.name else name.name
    mine = _groups().get(word, frozenset()) | _groups().get(name.name, frozenset())
    return max((max(likeness(name.name, other.name), KIN * bool(mine & _of(other))) for other in there), default=0.0)


def _of(name: Name) -> frozenset[int]:
    return _groups().get(name.name, frozenset()) | _groups().get(_regular(name.name), frozenset())


@lru_cache(maxsize=20_000)
def _regular(name: str) -> str:
    return root(name)


def weight(some: Iterable[Name]) -> float:
    """The weight of some names together."""
    return sum(name.weight for name in some)
