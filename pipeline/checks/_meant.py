"""What a claim's words stand for beside a source: a class of drugs for its one member, a plain phrase for a measure.

"With the painkiller" means ibuprofen where that is the only painkiller of the source; a test that "found 90% of the
tumours" has a sensitivity of 90%, one that "was right about 90% of healthy people" a specificity.
"""

import re

from pipeline.checks import Dossier
from pipeline.facts.context import stem_of
from pipeline.facts.keys import Mark, marks
from pipeline.records.fact import Fact
from pipeline.strength.things import substances

MEASURES = frozenset({stem_of("sensitivity"), stem_of("specificity")})
"""Marks of measures of a test, which are told of nothing else."""


def claim_marks(dossier: Dossier) -> list[Mark]:
    """The marks of a claim, with those of what its words stand for in this source."""
    claim = dossier.claim
    found = [*marks(claim.words, claim.facts), *_members(dossier)]
    for fact in claim.facts:
        found += _measures(claim.words, fact)
    return sorted(found)


def _members(dossier: Dossier) -> list[Mark]:
    """The one substance of a class that the source names, where the claim names the class."""
    text = dossier.claim.words
    classes: dict[str, set[str]] = {}
    for passage in dossier.passages:
        for one in substances(passage.text):
            classes.setdefault(one.kind, set()).add(one.name)
    return [
        Mark(*match.span(), stem_of(next(iter(names))))
        for kind, names in classes.items()
        if len(names) == 1 and next(iter(names)).isalpha()
        for match in re.finditer(rf"\b{re.escape(kind)}s?\b", text, re.IGNORECASE)
    ]


_FOUND = re.compile(
    r"\b(?:detect|f(?:ind|ound)|recogni[sz]|identif|spot|catch|caught|pick)\w*(?: (?:up|out))?[^.;]{0,24}$",
    re.IGNORECASE,
)
_SICK = re.compile(
    r"[^.;,]{0,12}\bof (?:the |all |those )?[\w -]{0,24}?\b(?:(?:infected|diseased|sick|affected|ill) \w+"
    r"|patients|cases|tumours|tumors|cancers|infections|carriers"
    r"|sick|(?:people|women|men|children|those|adults) with)\b",
    re.IGNORECASE,
)
_WELL = re.compile(r"\b(?:healthy|harmless|benign|unaffected|disease-free|without (?:the |a )?[a-z]+)\b", re.IGNORECASE)
_RIGHT = re.compile(
    r"\b(?:right|correct\w*|clear(?:s|ed)|rul(?:es|ed) out|negative|all-clear|recogni[sz]\w*)\b", re.IGNORECASE
)


def _measures(text: str, fact: Fact) -> list[Mark]:
    """The measure of a test that a figure is told as."""
    if fact.dimension != "percentage":
        return []
    well = _WELL.search(text) is not None
    if well and _RIGHT.search(text):
        return [Mark(fact.end, fact.end, stem_of("specificity"))]
    if not well and _FOUND.search(text[: fact.start]) and _SICK.match(text, fact.end):
        return [Mark(fact.end, fact.end, stem_of("sensitivity"))]
    return []
