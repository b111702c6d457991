"""Figures of a claim of none, and of those of whom the source tells nothing: another figure there is no mistake.

"No deaths in the first month" beside a death on day 60; "in seven of the nine nobody counted it" beside "in the two
that counted it"; a five-year-old who is not paid for, beside "from the age of seven".
"""

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.checks._aligned import Pairing
from pipeline.checks._worked import MANY, lacks, left_of_a_whole
from pipeline.lexicon import Sheet
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`of_none.toml`."""

    none: str
    cannot: str


_pattern = Sheet("pipeline.checks", "of_none.toml", Words).pattern

ALL, ROUGHLY = 100.0, 5.0
"""Per cent, and how far two shares told in words may miss it."""


def kept_to(claim: str, pairing: Pairing) -> bool:
    """Whether the claim tells of none, at a time or beyond a bound that the source's figure keeps to."""
    fact, shown = pairing.fact.value, pairing.source.value
    if fact is not None and pairing.fact.role == "age" and _pattern("cannot").search(claim):
        return True
    if fact is None or not _pattern("none").search(claim):
        return False
    if pairing.fact.role == "time_point":
        return True
    if fact.kind in ("more_than", "at_least") and fact.low is not None and shown is not None:
        return shown.high is not None and shown.high <= fact.low
    if fact.kind in ("less_than", "at_most") and fact.high is not None and shown is not None:
        return shown.low is not None and shown.low >= fact.high
    return False


def of_the_others(dossier: Dossier, fact: Fact, source: Fact, passage: Passage) -> bool:
    """Whether the claim counts those of whom the source tells nothing.

    So many, or such a share, are left of the whole; of a small number the claim must deny what the source tells.
    """
    denies = lacks(dossier.claim.words[fact.end :])
    if fact.dimension == source.dimension == "percentage" and fact.value and source.value:
        whole = sum(each.low for each in (fact.value, source.value) if each.low is not None)
        return denies and abs(whole - ALL) <= ROUGHLY
    value = fact.value.low if fact.value and fact.value.low else 0.0
    return (denies or value >= MANY) and left_of_a_whole(fact, dossier, passage)
