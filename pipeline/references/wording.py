"""Are two titles that look alike the same words? Letters alone do not tell: "men" and "women" differ by two of them.

Words that stand in the same place are held against each other. A spelling of the same word (randomised, randomized),
a hyphen, an accent, a Greek letter spelt out, and a number in words are all fine; another number, another word, the
opposite of a word and a "not" are not.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from pipeline.references.likeness import words

_MOST = 200
"""Words of a title that are compared."""
_TWIN = 80.0
"""Similarity (0 to 100) of two spellings of one word; "men" and "women" have 75."""
_SMALL = frozenset(
    "a an and as at by for from in into of on onto or the to upon using via versus vs among amongst while whilst with"
    " within et und y e der die das le la les el los".split()
)
_DENIES = frozenset("not no non never without".split())
_OPPOSED = (("hypo", "hyper"), ("intra", "inter"), ("pre", "post"), ("over", "under"), ("in", "de"), ("pro", "anti"))
"""Beginnings that turn a word round: hypotension, hypertension."""


_PAIRS = (("ae|oe", "e"), (r"our\b", "or"), ("ll", "l"), (r"tre\b", "ter"))
_SPELT = tuple((re.compile(one), other) for one, other in _PAIRS)
"""British and American spellings; both sides are folded alike, so words that are no such pair lose nothing."""


def normal(title: str) -> str:
    """Small letters, no accents, no punctuation, Greek letters spelt out, single spaces."""
    return " ".join(words(title))


def alike(first: str, second: str) -> float:
    """Similarity (0 to 100) of two titles; British spelling and words put together or taken apart are no matter."""
    left, right = _spelt(normal(first)), _spelt(normal(second))
    return max(float(fuzz.ratio(left, right)), float(fuzz.ratio(left.replace(" ", ""), right.replace(" ", ""))))


def _spelt(title: str) -> str:
    for british, american in _SPELT:
        title = british.sub(american, title)
    return title.replace("z", "s")


def same_words(first: str, second: str) -> bool:
    """Are two titles the same words, spelling aside?"""
    left, right = normal(first).split()[:_MOST], normal(second).split()[:_MOST]
    changes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return not any(_tells(left[a:b], right[c:d]) for kind, a, b, c, d in changes if kind != "equal")


def _tells(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Do words that stand on one side only, or in place of others, change what is said?"""
    if not gone or not come:
        return bool(_DENIES & {*gone, *come})
    one, other = "".join(gone), "".join(come)
    if one == other:
        return False
    numbers = re.findall(r"\d+", " ".join(gone)), re.findall(r"\d+", " ".join(come))
    if any(numbers):
        return all(numbers) and not _same_numbers(*numbers)
    if _opposed(one, other):
        return True
    return not {*gone, *come} <= _SMALL and float(fuzz.ratio(one, other)) < _TWIN


def _same_numbers(first: list[str], second: list[str]) -> bool:
    """`2010–15` and `2010–2015` are the same years."""
    pairs = zip(first, second, strict=False)
    return len(first) != len(second) or all(one.endswith(other) or other.endswith(one) for one, other in pairs)


def _opposed(one: str, other: str) -> bool:
    ends = ((one.removeprefix(a), other.removeprefix(b)) for pair in _OPPOSED for a, b in (pair, pair[::-1]))
    return any(left == right and left not in (one, other) for left, right in ends)
