"""What a text speaks of, by the names that papers and people give to what studies measure: "threw up" is vomiting.

The thesaurus of the search joins words; here a run of words counts too, with small words between and irregular forms
read ("had thrown it all up" is `throw-up`). One matter has one name, written "=first word of its group", which can be
held beside the names of a text. Matters are wider than synonyms: death and survival are one, since where the one did
not move the other did not either. So they serve to tie a lack of effect to its outcome, and never to tell a direction.

`concepts.py` reads the other way round: few things, each with its two ends ("longer", "deaths"), name by name and with
a sign, for figures whose more and less must be told apart. Here are many outcomes, as runs of words, without a sign.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.search.likeness import Name
from pipeline.text import Token, stem, tokens

MARK = "="
"""Before the name of a matter: no stem begins with it."""
BETWEEN = 2
"""Small words that may stand between two words of a run: "open their mouths"."""
_SMALL = frozenset(
    "a an the his her its their my your our of any some all so much more less as to it them him again even".split()
)


class Matters(Struct, frozen=True, forbid_unknown_fields=True):
    """`matters.toml`."""

    forms: str
    groups: tuple[str, ...]
    people: tuple[str, ...]


@cache
def _file() -> Matters:
    return load("pipeline.verdicts.reading", "matters.toml", Matters)


@cache
def _forms() -> Mapping[str, str]:
    lines = (line.split() for line in _file().forms.splitlines() if line.strip())
    return {form: stem(line[0]) for line in lines for form in line}


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """The stem of a word, an irregular form by the word that it is of."""
    return _forms().get(word) or stem(word)


@cache
def _entries() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """By the first word of an entry: its words, the longest first, and its matter."""
    found: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for group in (*_file().groups, *_file().people):
        members = group.split()
        for member in members:
            roots = tuple(root(word) for word in member.split("-"))
            found.setdefault(roots[0], set()).add((roots, MARK + members[0]))
    return {first: tuple(sorted(entries, key=lambda one: -len(one[0]))) for first, entries in found.items()}


def matters(text: str) -> tuple[Name, ...]:
    """The matters that a text names, in the order of their places; one place may name several.

    A longer run wins over its words: "sleep onset" is not sleep, though it holds the word.
    """
    found = _found(text)
    return tuple(Name(matter, 1.0, run.start, run.end) for run in found for matter in sorted(matters_of(run.name)))


def runs(text: str) -> tuple[Name, ...]:
    """The runs of several words that name a matter, each by its words: "length-of-stay"."""
    return tuple(run for run in _found(text) if "-" in run.name)


@lru_cache(maxsize=20_000)
def _found(text: str) -> tuple[Name, ...]:
    words = tokens(text)
    roots = [root(word.lower) for word in words]
    found: list[Name] = []
    at, done = 0, -1
    while at < len(words):
        for wanted, _ in _entries().get(roots[at], ()):
            last = _run(wanted, roots, words, at)
            if last is not None and last > done and not text.startswith("-", words[last].end):  # "relapse-prevention"
                found.append(Name("-".join(wanted), 1.0, words[at].start, words[last].end))
                at, done = max(at, last - 1), last  # "cost the lives of newborns": a run may begin with the last word
                break
        at += 1
    return tuple(found)


def is_matter(name: Name) -> bool:
    """Whether a name is that of a matter, and no word of the text."""
    return name.name.startswith(MARK)


def _run(wanted: Sequence[str], roots: Sequence[str], words: Sequence[Token], at: int) -> int | None:
    """The place of the last word of a run that begins at `at`, or None."""
    for root in wanted[1:]:
        at += 1
        skipped = 0
        while at < len(roots) and roots[at] != root and skipped < BETWEEN and words[at].lower in _SMALL:
            at += 1
            skipped += 1
        if at >= len(roots) or roots[at] != root:
            return None
    return at


@lru_cache(maxsize=50_000)
def matters_of(name: str) -> frozenset[str]:
    """The matters that a name of one or several words may be of; its own, where it is the name of one."""
    if name.startswith(MARK):
        return frozenset((name,))
    return _by_name().get(name) or _by_name().get("-".join(root(part) for part in name.split("-"))) or frozenset()


@cache
def _by_name() -> Mapping[str, frozenset[str]]:
    """The matters of each entry, by its roots."""
    found: dict[str, set[str]] = {}
    for entries in _entries().values():
        for roots, matter in entries:
            found.setdefault("-".join(roots), set()).add(matter)
    return {name: frozenset(those) for name, those in found.items()}
