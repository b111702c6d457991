"""Funding or interest not told (COI-001).

What it does: finds results that rest on a company's own word (a press release, its page, a trial that it sponsors, a
paper that says who paid) and looks in the same section of the article for a word that tells the reader so.

Why it matters: who pays for a study more often gets the result hoped for; readers can only weigh that if they know.

The article says: "Clinical trials suggest that it lifts depression within a day [1]."

The source says: "This study was funded by Southmere Therapeutics."

Fine if: the sentence or its section names the company and its part in the study.

Literature: Lundh 2017 (Cochrane review on industry sponsorship); HealthNewsReview criterion 6; ICMJE on disclosure.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks.trial_status import result_span
from pipeline.lexicon import Patterns, either, load
from pipeline.records.claim import Claim
from pipeline.records.source import Work
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.search.passages import passages_of

_RESULTS = frozenset(("efficacy", "safety"))
_OWN_WORD = frozenset(("press_release", "company_page"))


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`interest.toml`."""

    told: Patterns
    paid: Patterns
    firm: Patterns
    announced: Patterns


@cache
def _words() -> File:
    return load("pipeline.checks", "interest.toml", File)


def _pattern(group: str) -> re.Pattern[str]:
    return either(getattr(_words(), group).patterns)


def inspect(audited: Audited) -> Iterator[Remark]:
    """One remark a work whose interest some section does not tell."""
    sections = _sections(audited)
    for work in audited.shelf.works:
        shown = _interest(work)
        if shown is None:
            continue
        resting = [
            claim for claim in audited.sheet.claims if set(claim.citations) & set(work.labels) and _tells_result(claim)
        ]
        silent = [claim for claim in resting if not _told(sections, claim, shown[0].text[slice(*shown[1])])]
        if silent:
            yield Remark(
                _objection(work, silent[0], *shown), claim=silent[0].id, also=tuple(each.id for each in silent[1:])
            )


def _tells_result(claim: Claim) -> bool:
    return claim.checkable and bool(_RESULTS & set(claim.kinds)) and result_span(claim.text) is not None


def _interest(work: Work) -> tuple[Passage, tuple[int, int]] | None:
    """The source's own words that show the interest."""
    trial = next((reading.trial for reading in work.read if reading.trial), None)
    for passage in passages_of(work):
        if trial and trial.sponsor == passage.text and _pattern("firm").search(trial.sponsor):
            return passage, (0, len(passage.text))
        paid = _pattern("paid").search(passage.text)
        if paid and _pattern("firm").search(passage.text[paid.start() : paid.end() + 120]):
            return passage, paid.span()
        announced = _pattern("announced").search(passage.text) if work.kind in _OWN_WORD else None
        if announced:
            return passage, announced.span()
    return None


class _Part(NamedTuple):
    """A section of the article, and whether it has a word for whose the result is: read once, asked by each claim."""

    text: str
    tells: bool


def _sections(audited: Audited) -> dict[str, _Part]:
    text = audited.sheet.cited.article.text
    parts: dict[str, list[str]] = {}
    for block in audited.sheet.cited.article.blocks:
        parts.setdefault(block.section, []).append(text[block.start : block.end])
    joined = {name: " ".join(found) for name, found in parts.items()}
    return {name: _Part(whole, bool(_pattern("told").search(whole))) for name, whole in joined.items()}


def _told(sections: dict[str, _Part], claim: Claim, words: str) -> bool:
    """Whether the claim's section tells whose word it is: by a word for it, or by the company's name."""
    section = sections.get(claim.section, _Part("", tells=False))
    beside = f"{claim.before} {claim.sentence} {claim.after}"
    if section.tells or _pattern("told").search(beside):
        return True
    names = [word for word in re.findall(r"\b[A-Z][a-z]{4,}\b", words) if not _pattern("firm").fullmatch(word)]
    return any(name in beside or name in section.text for name in names)


def _objection(work: Work, claim: Claim, passage: Passage, shown: tuple[int, int]) -> Objection:
    own = work.kind in _OWN_WORD
    return Objection(
        code="COI-001",
        verdict=None,
        severity="should",
        title="Say whose word this is: the company's own" if own else "Say who paid for the study",
        why="The result comes from somebody who gains by it, and this section does not say so.",
        aspects=(Aspect("interest", "not told", passage.text[slice(*shown)], "missing"),),
        passage=passage,
        said=(0, len(claim.text)),
        shown=shown,
        ok_if="the sentence or its section names the company and its part in the study.",
        confidence="medium",
        cause="interest not told",
    )


CHECK = ArticleCheck("interest", ("COI-001",), inspect)
