"""What a raised number means: a citation, an exponent, a unit's power, an isotope, an ordinal or a table's mark.

The one mistake that must not happen is `193<sup>1</sup> patients` read as 1931 patients.
"""

import re
from typing import Literal, NamedTuple

_UP = str.maketrans("0123456789+-()−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾⁻⁻")
_DOWN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾−–—‚˒", "0123456789+-()---,,")
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

RAISED_CHARACTERS = re.compile(rf"[⁺⁻]?[{_DIGITS}]+(?:\s?[,;‚˒⁻–-]\s?[{_DIGITS}]+){{0,40}}[⁺⁻]?|(?<=[A-Za-z])[⁺⁻]")
"""A run of superscript characters in plain text, with the commas and dashes between them."""

_NUMBERS = re.compile(r"\d{1,3}(?:\s*[,;-]\s*\d{1,3}){0,60}")
_SIGNED = re.compile(r"[+-]\d{0,2}|\d{0,2}[+-]")
_TEN = re.compile(r"(?<![\d.,])10$")
_TIMES_TEN = re.compile(r"[×x·*]\s?10$")
_UNIT = re.compile(r"(?<![A-Za-z'’])(?:[kcdmµμn]?m|ft|yd)$")
_STATISTIC = re.compile(r"(?<![A-Za-z])(?:[RrIχΧηετω]|chi|Chi|eta|tau|Tau)$")
_WORD_OR_NUMBER = re.compile(r"[\w)µμ]$")
_ISOTOPE = re.compile(r"(?:m?Tc|Ga|Lu|Cu|Zr|Xe|Cs|Sr|Ra|Tl|Kr|Rb|In|Co|Fe|Na|[HCNOFPSIYKU])(?=[-\])])")
_ALGEBRA = re.compile(r"\s?[+=×*/^]")
_SYMBOLS = frozenset("*†‡§¶‖#")


class Raised(NamedTuple):
    """What a raised run means: text to keep in the stream, or labels of a marker that leaves it."""

    kind: Literal["text", "citation", "symbol"]
    text: str = ""
    labels: tuple[str, ...] = ()


def raised(before: str, words: str, after: str = "", *, linked: bool = False) -> Raised:
    """The meaning of `words` raised between `before` and `after`.

    `linked` says that it leads to a note or an entry on the same page: then a number is always a citation.
    Exponents (`10⁻⁴`), powers of units (`m²`), statistics (`R²`), isotopes (`¹⁸F`) and charges (`Ca²⁺`) stay as
    superscript characters; ordinals (`4th`) and words stay as they are.
    """
    plain = words.translate(_DOWN).strip()
    bare = plain.strip("[]()").strip()
    if not bare:
        return Raised("text", "")
    if _NUMBERS.fullmatch(bare):
        bracketed = bare != plain
        if not linked and not bracketed and _is_power(before, bare, after):
            return Raised("text", bare.translate(_UP))
        return Raised("citation", labels=expand_labels(bare))
    if _SIGNED.fullmatch(bare):
        return Raised("text", bare.translate(_UP))
    if set(bare) <= _SYMBOLS or (bare in tuple("abcdefgh") and before[-1:].strip()):
        return Raised("symbol", labels=(bare,))
    return Raised("text", words.strip())


def as_superscript(words: str) -> str:
    """`2–4` as superscript characters; what has none (commas) stays."""
    return words.translate(_UP)


def _is_power(before: str, number: str, after: str) -> bool:
    """Is an unsigned raised number an exponent, a power of a unit, a statistic's square or an isotope's mass?"""
    single = number.isdecimal()
    if single and _TIMES_TEN.search(before):
        return True
    if single and _TEN.search(before) and 2 <= int(number) <= 15:
        return True
    if number in ("2", "3") and _UNIT.search(before):
        return True
    if number == "2" and _STATISTIC.search(before):
        return True
    if number in ("2", "3") and re.search(r"(?<![A-Za-z])[A-Za-z]$", before) and _ALGEBRA.match(after):
        return True
    opens = not _WORD_OR_NUMBER.search(before) and not before.endswith((".", ",", ";", ":", "!", "?", "”", '"', "’"))
    return single and len(number) >= 2 and opens and _ISOTOPE.match(after) is not None


def expand_labels(numbers: str) -> tuple[str, ...]:
    """`1, 3–5` → `("1", "3", "4", "5")`; a range that falls or spans more than 60 stays its two ends."""
    labels: list[str] = []
    for part in re.split(r"[,;]", numbers.translate(_DOWN)):
        ends = [end.strip() for end in part.split("-") if end.strip()]
        if len(ends) == 2 and all(end.isdecimal() for end in ends) and 0 < int(ends[1]) - int(ends[0]) <= 60:
            labels.extend(str(number) for number in range(int(ends[0]), int(ends[1]) + 1))
        else:
            labels.extend(str(int(end)) if end.isdecimal() else end for end in ends)
    return tuple(dict.fromkeys(labels))
