"""A figure in the article's own form: what it writes as a word stays a word, digits stay digits."""

import re

from pipeline.facts.numbers import Number, fold, lexicon, numbers

_LARGEST = 100
"""Whole numbers up to here are written out; above it only round hundreds, thousands and millions."""
_SIGN = re.compile(r"\s?(?:%|[mµnk]?g\b|m[lL]\b|kg\b|mm\b|cm\b|km\b|°)")
_SMALL = 10
"""From here on a figure in a passage's words becomes digits where the article writes digits."""


def in_words(value: float) -> str | None:
    """The number as words: "ninety-two", "six hundred"; None where nobody would write it out."""
    if value != int(value) or value < 0:
        return None
    whole = int(value)
    names = {int(number): word for word, number in lexicon().words.items() if number == int(number)}
    if whole <= _LARGEST:
        if whole == _LARGEST:
            return "one hundred"
        ten, one = whole - whole % 10, whole % 10
        return names.get(whole) or f"{names[ten]}-{names[one]}"
    for scale, word in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        times, rest = divmod(whole, scale)
        if times and not rest and times < (_LARGEST if scale > _LARGEST else _SMALL):
            return f"{in_words(times)} {word}"
    return None


def as_written(new: str, own: str, *, opens: bool = False, behind: str = "") -> str | None:
    """The bare figure `new` in the form of the article's `own`; None where it has none.

    Args:
        new: the passage's figure.
        own: the article's.
        opens: whether it opens a sentence, where no digits stand.
        behind: the article's words behind its figure.
    """
    one, other = _single(new), _single(own)
    if one is None or other is None:
        return None if opens and new[:1].isdigit() else new
    spelled = own[:1].isalpha() and other.form == "words"
    if new[:1].isdigit() and (spelled or opens):
        word = in_words(one.value)
        return None if word is None and opens else word or new
    if new[:1].isalpha() and own[:1].isdigit() and one.form == "words" and one.value == int(one.value):
        return f"{int(one.value):,}" if one.value > _SMALL or _SIGN.match(behind) else new
    return new


def _single(text: str) -> Number | None:
    found = numbers(fold(text))
    return found[0] if len(found) == 1 else None
