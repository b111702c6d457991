"""When two names may be of one house, and which house a text ties to a person or a product (used by names.py).

A house is a university, a hospital, an institute or a company. It goes by many names: its initials, those of the parts
of one word ("GlaxoSmithKline"), the name of its owner (`makers.toml`), the plural, the name of its town added.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks._naming import WORD, pattern, plain, roots
from pipeline.lexicon import load

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z](?=[a-z])")
"""Capitals that begin a word or a part of one."""
_SHORT = re.compile(r"[A-Z]{2,6}|[A-Z](?:[&-][A-Z]{1,2}){1,3}")
_PLURAL_FROM = 5
_LEAST_WITHIN = 3
"""Letters of a short form that may stand for the middle of a name; two letters stand for its beginning only."""
_HOUSE = (
    r"(?P<house>University of(?: [A-Z][\w’'-]+){1,3}|(?:[A-Z][\w’'&-]+ ){1,4}"
    r"(?:University|Hospital|Institute|College|Clinic|Cent(?:re|er)|School|Therapeutics|Pharma\w*|Biosciences?"
    r"|Biotech\w*|Laborator(?:y|ies)|Biologics|Diagnostics|Inc|Ltd|GmbH))\b"
)
_OF_PERSON = re.compile(
    rf"\b(?:Dr|Prof|Professor|[A-Z][\w’'-]+)\.? (?P<key>[A-Z][\w’'-]{{2,}}),?(?: [a-z][\w-]*){{0,5}}? "
    rf"(?:of|at|from) (?:the )?{_HOUSE}"
)
_MADE = re.compile(
    rf"\b(?P<key>[a-z][\w-]{{2,}}),?(?: (?:is|was|are|were|and|which|that)){{0,3}} "
    rf"(?:made|manufactured|produced) by (?:the )?{_HOUSE}"
)
_SORT = re.compile(
    r"college|clinic|school|trust|foundation|council|department|ministry|agency|biosciences?", re.IGNORECASE
)
"""What sort of a house it is, which tells none apart."""
_KINDS = re.compile(r"\b(?:University|Hospital|Institute|College|Clinic|Cent(?:re|er)|School)\b")


_CHARITY = r"(?! (?:[A-Z]\w+ )?(?:Foundation|Fonden|Stiftung|Trust|Endowment|Institute|University|Centre|Center)\b)"
"""What a maker's name stands in front of where it names a body of its own: the Novo Nordisk Foundation."""


class Makers(Struct, frozen=True, forbid_unknown_fields=True):
    """`makers.toml`."""

    reason: str
    houses: tuple[str, ...]


class Tie(NamedTuple):
    """A house, the person or product it is tied to, and its place in the text."""

    key: str
    house: str
    span: tuple[int, int]


@cache
def _makers() -> tuple[re.Pattern[str], ...]:
    file = load("pipeline.checks", "makers.toml", Makers)
    names = [[re.escape(name.strip()) for name in line.split("|")] for line in file.houses]
    return tuple(re.compile(rf"(?<![\w&-])(?:{'|'.join(each)})(?![\w&-]){_CHARITY}") for each in names)


def maker(text: str) -> tuple[int, int] | None:
    """Where the first name of a large maker stands, or None."""
    return min((found.span() for each in _makers() if (found := each.search(text))), default=None)


def makers(text: str) -> frozenset[int]:
    """Which of the large makers a text names."""
    return frozenset(at for at, each in enumerate(_makers()) if each.search(text))


def may_be_one(one: str, other: str) -> bool:
    """Whether two names may be of one house."""
    if telling(one) & telling(other) or is_short_for(one, other) or is_short_for(other, one):
        return True
    return any(each.search(one) and each.search(other) for each in _makers())


def unknown_short(name: str) -> bool:
    """Whether a name is an abbreviation that nothing spells out: of whom, only its readers know."""
    return _SHORT.fullmatch(_bare(name)) is not None and maker(name) is None


def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", name).strip(" .,")


def is_short_for(short: str, name: str) -> bool:
    """Whether letters are the initials of a name, or of a part of it: "NIH", "MSD", "GSK"."""
    short = _bare(short)
    if not _SHORT.fullmatch(short):
        return False
    letters = "".join(sign for sign in short if sign.isalpha())
    whole = "".join(_PART.findall(re.sub(r"\([^)]*\)", " ", name)))
    return letters in whole if len(letters) >= _LEAST_WITHIN else whole.startswith(letters)


def telling(name: str) -> frozenset[str]:
    """Words that tell a house from its like, without marks on letters and the ending of the plural."""
    words = (plain(word) for word in roots(name) if not _SORT.fullmatch(word) and not pattern("firm").fullmatch(word))
    return frozenset(word.removesuffix("s") if len(word) > _PLURAL_FROM else word for word in words)


def people_s(text: str) -> Iterator[Tie]:
    """Houses that people are said to be of."""
    for match in _OF_PERSON.finditer(text):
        yield Tie(plain(match["key"]), match["house"], match.span("house"))


def made_by(text: str) -> Iterator[Tie]:
    """Houses that are said to make something."""
    for match in _MADE.finditer(text):
        yield Tie(match["key"].lower(), match["house"], match.span("house"))


def one_sort(one: str, other: str) -> bool:
    """Whether both are universities, both hospitals …: somebody may well be of a university and of its hospital."""
    return set(_KINDS.findall(one)) == set(_KINDS.findall(other))


def stands(house: str, text: str) -> bool:
    """Whether a telling word of the house's name stands in the text as a name."""
    there = {plain(word).removesuffix("s") for word in WORD.findall(text) if word[0].isupper()}
    return bool({word.removesuffix("s") for word in telling(house)} & there)
