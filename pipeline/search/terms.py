"""The terms of a text: stems of its content words, one term for words of one meaning, short forms written out."""

from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.claims.words import is_content
from pipeline.lexicon import load
from pipeline.search.aliases import Aliases
from pipeline.text import stem, tokens


class Vocabulary(Struct, frozen=True, forbid_unknown_fields=True):
    """`vocabulary.toml`."""

    synonyms: tuple[str, ...]
    phrases: tuple[str, ...]
    generic: str


@cache
def _synonyms() -> Mapping[str, str]:
    groups = load("pipeline.search", "vocabulary.toml", Vocabulary).synonyms
    return {stem(word): stem(group.split()[0]) for group in groups for word in group.split()}


@cache
def _generic() -> frozenset[str]:
    words = load("pipeline.search", "vocabulary.toml", Vocabulary).generic.split()
    return frozenset(_synonyms().get(stem(word), stem(word)) for word in words)


def term(word: str) -> str:
    """The term that a word counts as: its stem, or the name of its group of synonyms."""
    root = stem(word.lower())
    return _synonyms().get(root, root)


Run = tuple[str, ...]
LONGEST_RUN = 4


@cache
def _phrases() -> Mapping[Run, Run]:
    """Runs of stems, function words included, with the terms they count as."""
    entries = (entry.partition("=") for entry in load("pipeline.search", "vocabulary.toml", Vocabulary).phrases)
    return {
        tuple(stem(word) for word in left.split()): tuple(term(word) for word in right.split())
        for left, _, right in entries
    }


def terms(text: str, aliases: Aliases | None = None) -> tuple[str, ...]:
    """Terms of `text` in order, repeats kept; short forms of `aliases` stand as the words they mean."""
    words, roots = _read(text)
    if not aliases or aliases.keys().isdisjoint(words):
        return _plain(text)
    return _terms(words, roots, aliases)


Words = tuple[str, ...]


@lru_cache(maxsize=32_768)
def _read(text: str) -> tuple[Words, Words]:
    """The words of a text in lower case, and their stems."""
    words = tuple(token.lower for token in tokens(text))
    return words, tuple(stem(word) for word in words)


@lru_cache(maxsize=32_768)
def _plain(text: str) -> tuple[str, ...]:
    """The terms of a text that holds no short form."""
    return _terms(*_read(text), {})


def _terms(words: Words, roots: Words, aliases: Aliases) -> tuple[str, ...]:
    found: list[str] = []
    at = 0
    while at < len(words):
        run = _run_at(roots, at)
        if run:
            found.extend(_phrases()[run])
            at += len(run)
            continue
        if aliases and words[at] in aliases:
            found.extend(term(word) for word in aliases[words[at]] if is_content(word))
        elif is_content(words[at]):
            found.append(term(words[at]))
        at += 1
    return tuple(found)


def _run_at(roots: Words, at: int) -> Run:
    """The longest known phrase that begins at `at`, or nothing."""
    for size in range(min(LONGEST_RUN, len(roots) - at), 1, -1):
        run = tuple(roots[at : at + size])
        if run in _phrases():
            return run
    return ()


GENERIC_WEIGHT = 0.4
SPECIFIC_WEIGHT = 1.5


@lru_cache(maxsize=65_536)
def weight(name: str) -> float:
    """How much a term says: little for words of every abstract, more for numbers and names with digits."""
    if name in _generic():
        return GENERIC_WEIGHT
    return SPECIFIC_WEIGHT if any(sign.isdigit() for sign in name) else 1.0
