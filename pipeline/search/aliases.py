"""Abbreviations and second names that a text introduces in brackets, so that both sides speak one language.

Long forms are found as Schwartz and Hearst (2003) do: the letters of the short form, from the last to the first, in
the words before the bracket, the first letter at the start of a word.
"""

import re

from pipeline.claims.words import is_content

_BRACKET = re.compile(r"\(([^()\s]{2,12})\)")
_NAME = re.compile(r"([A-Za-z][a-z]{5,60}) \(((?:\d|[A-Z])[\w-]{0,40}[A-Z\d][\w-]{0,40})\)")
"""Bounded, so that a word of a hundred thousand letters is not looked at from each of them."""
_WORD = re.compile(r"[A-Za-z0-9][\w’'-]*")
LONGEST_WINDOW = 10
"""Words before the bracket that may belong to the long form."""

Aliases = dict[str, tuple[str, ...]]
"""Lower-cased short form → lower-cased words of the long form."""


def find_aliases(text: str) -> Aliases:
    """Short forms defined in `text`, each with the words that it stands for."""
    found: Aliases = {}
    for match in _BRACKET.finditer(text):
        short = match.group(1).strip(".,;:").rstrip("s") if match.group(1).isupper() else match.group(1).strip(".,;:")
        if not any(sign.isupper() for sign in short) or not short[0].isalnum():
            continue
        words = _WORD.findall(text[max(0, match.start() - 160) : match.start()])[-LONGEST_WINDOW:]
        long = _long_form(short, words)
        if long:
            found.setdefault(short.lower(), tuple(word.lower() for word in long))
    for match in _NAME.finditer(text):
        name, other = match.group(1).lower(), match.group(2).lower()
        if is_content(name) and other not in found and "-" in other and name not in _GENERIC_NAMES:
            found.setdefault(name, (other,))
    return found


_GENERIC_NAMES = frozenset(
    "formulation compound substance therapy treatment medicine product version candidate molecule disease patients "
    "participants children adults vaccine variant protein receptor scores system placebo control".split()
)
"""Common nouns before a bracket: the bracket names an instance, it is no second name of the word."""


def _long_form(short: str, words: list[str]) -> list[str]:
    """The shortest run of trailing `words` that holds the letters of `short` in order, or nothing."""
    letters = [sign.lower() for sign in short if sign.isalnum()]
    if len(letters) < 2 or len(words) < 2:
        return []
    for size in range(2, min(len(words), len(letters) + 5) + 1):
        window = words[-size:]
        if window[0][0].lower() == letters[0] and _spells(letters, window) and window[0].lower() != short.lower():
            return window
    return []


def _spells(letters: list[str], window: list[str]) -> bool:
    """Whether `letters` appear in order in the window, and at least half of them begin a word or a part of one."""
    text = " ".join(window).lower()
    at = 0
    heads = 0
    for letter in letters:
        found = text.find(letter, at)
        if found < 0:
            return False
        heads += found == 0 or text[found - 1] in " -"
        at = found + 1
    return heads * 2 >= len(letters)
