"""A trial told as having found something, of which the source only says that it is still to answer.

"A trial has already confirmed it" beside "a randomised trial started in January and is expected to report in 2029". The
source must speak of no other trial: one that showed it already may be the one that the claim means.
"""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.facts.context import caveats
from pipeline.lexicon import load
from pipeline.records.verdict import Passage
from pipeline.strength.context import context


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`trials_to_come.toml`."""

    found: str
    further: str
    trial: str
    open: str
    finding: str
    answered: str


class ToCome(NamedTuple):
    """Where a claim tells a trial's finding, and where a passage says that it is to come."""

    said: tuple[int, int]
    passage: Passage
    shown: tuple[int, int]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(getattr(load("pipeline.checks", "trials_to_come.toml", Words), name), re.IGNORECASE)


def to_come(dossier: Dossier) -> ToCome | None:
    """The finding of a trial that is still to answer; None where the source is a trial, or speaks of one that has."""
    claim = dossier.claim.words
    said = _pattern("found").search(claim)
    if said is None or dossier.work.kind in _ANSWERS or claim.rstrip().endswith("?") or "other study" in caveats(claim):
        return None
    if context(claim).governed(said.end() - 1, "negation"):
        return None
    told = [(passage, _open(passage.text)) for passage in dossier.passages]
    if any(span is None and _pattern("answered").search(passage.text) for passage, span in told):
        return None
    return next((ToCome(said.span(), passage, span) for passage, span in told if span), None)


_ANSWERS = frozenset({"randomised_trial", "systematic_review", "meta_analysis"})
"""Kinds of source that are trials which have answered, or tell of many."""


def _open(text: str) -> tuple[int, int] | None:
    """Where a passage says that a trial is still to answer, if it tells nothing that was found."""
    trial = None if _pattern("further").search(text) else _pattern("trial").search(text)
    still = _pattern("open").search(text, trial.end()) if trial else None
    return still.span() if still and not _pattern("finding").search(text) else None
