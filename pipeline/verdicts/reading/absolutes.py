"""Whether a claim leaves no exception where the source does not say so: "all", "always", "never", "completely".

Such words often tell no whole: "not in any trial" denies, "all but two" is a share, "of all drugs the cheapest" names
the field of a superlative, "every visit" a rate, "anyone who" those who. A source tells the same with "each", "none" or
whom it took in. Read for both sides here; nothing is judged.
"""

import re
from functools import lru_cache

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.verdicts.reading.cues import cues

LOOKED = 80
"""Signs before a word in which something takes its force."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`absolutes.toml`."""

    whole: str
    utmost: str
    never: str
    licence: str
    less_than_all: str
    sum: str
    sum_behind: str
    only: str
    field: str
    loose: str
    rate: str
    undone: str
    of_some: str
    record: str
    held: str
    healed: str


_pattern = Sheet("pipeline.verdicts.reading", "absolutes.toml", Words).pattern


def beyond(claim: str, passage: str) -> bool:
    """Whether the claim tells something of all, always or wholly, and the passage nothing of the kind.

    Args:
        claim: its words.
        passage: the clauses of the source that speak of the same.
    """
    told = absolutes(claim)
    if not told or _pattern("held").search(passage):
        return False
    return any(not _answered(word, claim, passage) for word in told)


def _answered(word: str, claim: str, passage: str) -> bool:
    if word.startswith("cur"):
        return _pattern("healed").search(passage) is not None
    if word.startswith("every "):
        return bool(cues(claim).units & cues(passage).units)
    return False


@lru_cache(maxsize=20_000)
def absolutes(text: str) -> tuple[str, ...]:
    """The words of a text that leave no exception, lower case; a rate is told with its unit ("every year")."""
    found = []
    for match in _pattern("whole").finditer(text):
        before, behind = text[max(0, match.start() - LOOKED) : match.start()], text[match.start() :]
        rate = _pattern("rate").match(behind)
        if rate is not None:
            found.append(rate.group().lower())
        elif not _weakened(match.group().lower(), before, behind):
            found.append(match.group().lower())
    found += [
        match.group().lower()
        for match in _pattern("utmost").finditer(text)
        if not _pattern("undone").search(text[max(0, match.start() - LOOKED) : match.start()])
    ]
    for match in _pattern("never").finditer(text):
        before = text[max(0, match.start() - LOOKED) : match.start()]
        if not _pattern("of_some").search(before) and not _pattern("record").match(text[match.start() :]):
            found.append("never")
    return tuple(found)


def _weakened(word: str, before: str, behind: str) -> bool:
    """Whether the words around take from "all", "every" or "any" that it leaves no exception."""
    if word.startswith("any") and _pattern("licence").search(before):
        return True
    if _pattern("loose").match(behind):
        return True
    if word != "all":
        return False
    if _pattern("sum").search(before) and _pattern("sum_behind").match(behind):
        return True
    of_a_field = before.lower().endswith("of ") and _pattern("field").match(behind)
    ends = _pattern("only").search(before) and not re.match(r"all (?:of |the |\d)", behind, re.IGNORECASE)
    return bool(of_a_field or _pattern("less_than_all").match(behind) or ends)
