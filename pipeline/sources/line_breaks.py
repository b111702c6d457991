"""Makes lines that were broken for the page one line again: words parted with a hyphen become whole."""

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.sources.sheet import squeeze

_HYPHEN_END = re.compile(r"(\w+)(?:\ufffe|\u00ad|[-‐])$")
_HYPHENS = ("\ufffe", "\u00ad", "-", "‐")
_LONGEST = 60
"""Characters of the longest word that is looked at."""
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W_]+)*")


def vocabulary_of(texts: Iterable[str]) -> Counter[str]:
    """Words of the file with their hyphens, lower case, without those that a line's end parts.

    It decides whether a hyphen at a line's end belongs to the word: without such a line nothing is asked of it.
    """
    found: Counter[str] = Counter()
    every = list(texts)
    parted = False
    for text in every if any(text.endswith(_HYPHENS) for text in every) else ():
        words = _WORD.findall(text.lower()) if text.isascii() else [word.lower() for word in _WORD.findall(text)]
        hyphen = text.endswith(_HYPHENS)
        found.update(words[1 if parted else 0 : len(words) - 1 if hyphen else None])
        parted = hyphen
    return found


def join_lines(texts: list[str], vocabulary: Counter[str]) -> str:
    """Lines made one, words that were parted at a line's end whole again."""
    return squeeze("".join(mended_lines(texts, vocabulary)))


def mended_lines(texts: list[str], vocabulary: Counter[str]) -> list[str]:
    """The lines as they go into one: a hyphen at an end gone where it only parts a word, else a space behind."""
    pieces: list[str] = []
    for at, text in enumerate(texts):
        following = texts[at + 1] if at + 1 < len(texts) else None
        pieces.append(text if following is None else _end_of_line(text, following, vocabulary))
    return pieces


def _end_of_line(text: str, following: str, vocabulary: Counter[str]) -> str:
    parted = _HYPHEN_END.search(text[-_LONGEST:]) if text.endswith(_HYPHENS) else None
    rest = re.match(r"\w+", following) if parted else None
    if parted is None or rest is None:
        return text + " "
    return text[:-1] + ("-" if _keeps_hyphen(parted[1], rest.group(), vocabulary) else "")


def _keeps_hyphen(left: str, right: str, vocabulary: Counter[str]) -> bool:
    """Whether a hyphen at a line's end is the word's own: the file's other words decide, else the parts.

    `abnormali-ties` is one word; `placebo-controlled`, `5-MeO`, `COVID-19` keep theirs.
    """
    one, two = left.lower(), right.lower()
    if left[-1].isdigit() or not right[0].islower() or (len(left) == 1 and left.isalpha()):
        return True
    if vocabulary[one + two]:
        return False
    if vocabulary[f"{one}-{two}"] or one in _OWN_HYPHEN:
        return True
    return len(one) >= 4 and len(two) >= 4 and vocabulary[one] > 0 and vocabulary[two] > 0


_OWN_HYPHEN = frozenset(
    "placebo dose double single open long short high low non self well follow randomised randomized evidence patient "
    "treatment drug half cross meta health risk age sex time cost case population quality first second "
    "third one two three four five six eight ten twelve".split()
)
"""First parts that in this field carry a hyphen far more often than not."""
