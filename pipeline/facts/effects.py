"""Which way an effect goes, and who is set against whom: a shallow reading of one clause.

"A beat B", "B did worse than A" and "A was superior to B" tell one thing. Each direction word becomes an attribute
with its canonical word (`up`, `down`, `better`, `worse`, `not worse`, `unchanged`, `linked`), denied or not; where
the clause names two sides, `arm` holds the words of the one that is said to be so and `comparator` those of the
other.
"""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts import context
from pipeline.facts.needles import may_match
from pipeline.lexicon import load
from pipeline.records.fact import Fact


class EffectFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`effects.toml`: direction words, and outcomes of which less is better."""

    directions: dict[str, list[str]]
    burdens: str
    complements: tuple[tuple[str, str], ...]


class _Rule(NamedTuple):
    term: str
    pattern: re.Pattern[str]


@cache
def _file() -> EffectFile:
    return load("pipeline.facts", "effects.toml", EffectFile)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(term.replace("_", " "), re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE))
        for term, words in _file().directions.items()
    )


@cache
def burdens() -> frozenset[str]:
    """Stems of outcomes of which less is better: pain, death, errors."""
    return frozenset(context.stem_of(word) for word in _file().burdens.split())


_DENIED = re.compile(
    (
        r"\b(?:not|no|never|without|n't|neither|nor|fail(?:ed|s) to|rather than|did(?: not|n't)"
        r"|nothing)\b(?: [\w-]+){0,3} $|n't(?: [\w-]+){0,2} $"
    ),
    re.IGNORECASE,
)
_THAN = re.compile(
    r"^(?: [\w'-]+){0,5}?,? (?:than|to|over|compared (?:with|to)|against|versus|vs\.?) ((?:[\w'/-]+ ?){1,6})",
    re.IGNORECASE,
)
_AT = r"(?:with|in|on|among|for|after|under|by)"
_BESIDE = re.compile(
    rf"^(?: [\w'-]+)? {_AT} (?P<one>(?:[\w'/-]+,? ){{1,6}}?)(?:than|compared to|versus|vs\.?)"
    rf" {_AT} (?P<two>(?:[\w'/-]+ ?){{1,6}})",
    re.IGNORECASE,
)
""""Smaller with A than with B": both sides stand behind the word."""
_DIRECT = re.compile(r"^ ((?:[\w'/-]+ ?){1,6})")
_TRANSITIVE = re.compile(r"(?:outperform|beat|surpass)\w*$", re.IGNORECASE)
_VERB = re.compile(
    (
        r"\b(?:was|were|is|are|had|has|have|did|does|do|made|make|makes|showed|worked|works|performed|fared|proved"
        r"|scored|got|gave|led|brought|produced|caused|resulted|slept|lived|felt|lost|gained|recovered)\b"
    ),
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:]\s|, (?:and|but|while|whereas)\b|\b(?:while|whereas|but)\b")
_END = re.compile(r"\b(?:for|in|on|at|after|with|during|by|when|because|of)\b", re.IGNORECASE)
SIDE = 6
"""So many words name a side."""


def directions(original: str, piece: str, offset: int) -> list[Fact]:
    """The directions that one sentence tells; `original` and its folded twin `piece` have the same length."""
    found: list[Fact] = []
    words: list[context.Word] | None = None
    caveats: tuple[str, ...] | None = None
    lower = piece.lower()
    for rule in _rules():
        if not may_match(rule.pattern, lower):
            continue
        for match in rule.pattern.finditer(piece):
            words = context.words_of(piece) if words is None else words
            caveats = context.caveats(piece) if caveats is None else caveats
            start, end = match.span()
            sides = _sides(piece, start, end)
            found.append(
                Fact(
                    dimension="attribute", role="direction", text=original[start:end],
                    start=start + offset, end=end + offset, term=rule.term,
                    negated=_DENIED.search(piece[max(0, start - 40) : start]) is not None,
                    outcome=context.outcome_of(piece, start, end), arm=sides[0], comparator=sides[1],
                    qualifiers=caveats, near=context.near(words, start, end),
                )
            )  # fmt: skip
    return found


def _sides(piece: str, start: int, end: int) -> tuple[str, str]:
    """The stems of the subject and of what follows "than"; both empty unless both are named and differ."""
    beside = _BESIDE.match(piece[end : end + 140])
    if beside is not None:
        return _apart(_named(beside["one"]), _named(_until(beside["two"])))
    pattern = _DIRECT if _TRANSITIVE.search(piece[start:end]) else _THAN
    other = pattern.match(piece[end : end + 110])
    if other is None:
        return "", ""
    begin = max(
        (match.end() for match in _CLAUSE.finditer(piece, max(0, start - 200), start)), default=max(0, start - 200)
    )
    clause = piece[begin:start]
    verb = _VERB.search(clause)
    subject = clause[: verb.start()] if verb else clause
    return _apart(_named(subject), _named(_until(other[1])))


def _until(side: str) -> str:
    """A side up to what is told of it besides."""
    stop = _END.search(side)
    return side[: stop.start()] if stop else side


def _apart(one: list[str], two: list[str]) -> tuple[str, str]:
    """Two sides without the words that they share; both empty where nothing is left of one."""
    mine = [stem for stem in one if stem not in two]
    theirs = [stem for stem in two if stem not in one]
    return (" ".join(mine), " ".join(theirs)) if mine and theirs else ("", "")


def _named(phrase: str) -> list[str]:
    found = [word.stem for word in context.words_of(phrase)][:SIDE]
    found += [letter.lower() for letter in re.findall(r"(?<=[a-z] )[A-Z]\b", phrase) if letter.lower() not in found]
    return found or [word.lower() for word in re.findall(r"\b[A-Z]\b", phrase)]


@cache
def _complements() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(map(context.stem_of, one.split())), frozenset(map(context.stem_of, other.split())))
        for one, other in _file().complements
    )


def opposite_words(near: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two surroundings tell the two halves of a whole: stayed and dropped out, survived and died."""
    ours, theirs = set(near), set(other)
    for one, two in _complements():
        if (ours & one and theirs & two and not theirs & one) or (ours & two and theirs & one and not theirs & two):
            return True
    return False


OPPOSITE = {"up": "down", "down": "up", "better": "worse", "worse": "better"}


def turned(claim: Fact, source: Fact) -> bool:
    """Whether the source names the claim's two sides the other way round."""
    if not (claim.arm and claim.comparator and source.arm and source.comparator):
        return False
    one, two = set(claim.arm.split()), set(claim.comparator.split())
    three, four = set(source.arm.split()), set(source.comparator.split())
    return len(one & four) + len(two & three) > len(one & three) + len(two & four)


def meant(fact: Fact, shared: set[str]) -> str:
    """The term of a fact as good or bad, where what goes up or down is a burden; the term itself elsewhere."""
    if fact.term in {"up", "down"} and shared & burdens():
        return "worse" if fact.term == "up" else "better"
    return fact.term
