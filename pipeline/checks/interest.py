"""Funding or interest not told (COI-001).

What it does: finds results that rest on a company's own word (a press release, its page, a trial that it sponsors by
the registry's name or class, a paper that says that a company paid for it, employs its authors or that these hold a
patent) and looks in the same section of the article for words that tell the reader so: the company's name, or a firm
tied to money, the study, the product or its people. A company is known by the form of its name or from the list of the
largest makers; others whose names look like anybody's are missed. Fees and lectures are not looked at.

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
from pipeline.checks._houses import maker, makers
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
    own: Patterns
    denied: Patterns
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
    passages = passages_of(work)
    industry = any(each.text == "INDUSTRY" and "sponsor" in each.section.lower() for each in passages)
    for passage in passages:
        if trial and trial.sponsor == passage.text and (industry or _is_firm(trial.sponsor)):
            return passage, (0, len(passage.text))
        for paid in _pattern("paid").finditer(passage.text):
            if _is_firm(_to_its_end(passage.text[paid.start() :])) and not _denied(passage.text, paid.start()):
                return passage, paid.span()
        own = _pattern("own").search(passage.text)
        if own:
            return passage, own.span()
        announced = _pattern("announced").search(passage.text) if work.kind in _OWN_WORD else None
        if announced:
            return passage, announced.span()
    return None


def _is_firm(name: str) -> bool:
    return _pattern("firm").search(name) is not None or maker(name) is not None


def _to_its_end(text: str) -> str:
    """A sentence up to the next one: initials of authors behind it ("AG and PL designed …") are no company."""
    return re.split(r"[.;]\s+(?=[A-Z])", text, maxsplit=1)[0]


def _denied(text: str, at: int) -> bool:
    return _pattern("denied").search(text[:at]) is not None


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
    named = re.split(r"\b(?:by|of|from|for|in)\b|:", words, maxsplit=1)[-1]
    names = [word for word in re.findall(r"\b[A-Z][a-z]{4,}\b", named) if not _pattern("firm").fullmatch(word)]
    there = f"{beside} {section.text}"
    return any(name in there for name in names) or bool(makers(named) & makers(there))


def _objection(work: Work, claim: Claim, passage: Passage, shown: tuple[int, int]) -> Objection:
    title = "Say whose word this is: the company's own" if work.kind in _OWN_WORD else "Say who paid for the study"
    if _pattern("own").fullmatch(passage.text[slice(*shown)]):
        title = "Say that the authors have an interest"
    return Objection(
        code="COI-001",
        verdict=None,
        severity="should",
        title=title,
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
