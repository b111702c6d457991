"""The words by which parts of an article are known, and plain tests of how a line looks."""

import re
from functools import cache

from msgspec import Struct

from pipeline.lexicon import load


class Roles(Struct, frozen=True, forbid_unknown_fields=True):
    """`roles.toml`, see there; all entries lower case."""

    references: frozenset[str]
    ambiguous_references: frozenset[str]
    standfirst: frozenset[str]
    disclaimer_headings: frozenset[str]
    disclaimer_starts: tuple[str, ...]
    disclaimer_contains: tuple[str, ...]
    furniture: frozenset[str]
    furniture_starts: tuple[str, ...]
    furniture_contains: tuple[str, ...]
    image_text: frozenset[str]
    site_sections: frozenset[str]
    openers: frozenset[str]
    small_words: frozenset[str]
    counted: frozenset[str]


@cache
def roles() -> Roles:
    """The lists, read once."""
    return load("pipeline.articles", "roles.toml", Roles)


NUMBERED = re.compile(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|[ivx]{1,4}[.)]|[a-h]\))\s+(?=\S)")
"""The sign of an ordered list's item at the start of a line."""
BULLET = re.compile(r"[-*+•◦▪▫·●○‣⁃∙–—»➤►✓✔]\s+(?=\S)")
"""The sign of an unordered list's item at the start of a line."""
LABELLED = re.compile(r"\[\d{1,3}\]|\d{1,3}[.)]\s|\[\^[^\]\s]{1,40}\]:?|\(\d{1,3}\)\s|[⁰¹²³⁴-⁹]{1,3}\s?")
"""The label of an entry of a reference list."""
_BIBLIOGRAPHIC = re.compile(
    r"(?i)\b(?:19|20)\d\d[a-z]?\b|https?://|\bdoi\b|\b10\.\d{4,9}/|\bPMID\b|\bet al\b"
    r"|\bretrieved from\b|\bISBN\b|\bNCT\d{8}"
)
_FINAL = re.compile(
    r"[.!?…][\"”’)\]]*(?:\s?\[\d[\d,;\s–-]{0,40}\]|\s?\(\d[\d,;\s–-]{0,40}\)){0,9}$"
    r"|(?<=[a-z”\"’)])[.!?…]\d{1,3}(?:[,–-]\d{1,3}){0,8}$"
)
"""A stop, its closers, and the citation behind it: `fell.`, `fell.”`, `fell.[1][2]`, `fell.4`."""


def plain(text: str) -> str:
    """A line as the lists hold it: lower case, folded, without its number and final colon."""
    folded = " ".join(text.lower().split())
    return NUMBERED.sub("", folded, count=1).strip(" :#*_").strip()


def bibliographic(text: str) -> bool:
    """Does it carry what entries of a reference list carry: a label, a year, an identifier, a URL?"""
    return LABELLED.match(text) is not None or _BIBLIOGRAPHIC.search(text) is not None


def ends_finally(text: str) -> bool:
    """Does it end as a sentence does?"""
    return _FINAL.search(text) is not None


def title_case(text: str) -> float:
    """Share of the weighty words that begin with a capital or digit (0 to 1)."""
    words = [word.strip("\"“”‘’'()[],:;.!?") for word in text.split()]
    weighty = [word for word in words if word and word.lower() not in roles().small_words]
    return sum(not word[0].islower() for word in weighty) / len(weighty) if weighty else 0.0
