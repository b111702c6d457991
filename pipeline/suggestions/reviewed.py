"""Edits of a preprint, a press release or an abstract told as established: whose word it is, and who checked it."""

import re
from collections.abc import Iterator

from pipeline.records.verdict import Passage
from pipeline.suggestions.expressions import pattern
from pipeline.suggestions.guard import borne_out, may_be
from pipeline.suggestions.softening import firm_first, modal_on_effect
from pipeline.suggestions.splice import lexicon, opening, sounds_open, splice

_TRAILING = pattern("reviewed", "trailing")
_PROOF_THAT = pattern("reviewed", "proof_that")
_ATTRIBUTED = pattern("reviewed", "attributed")
_ATTRIBUTED_BEHIND = pattern("reviewed", "attributed_behind")
_DATA_SHOW = pattern("reviewed", "data_show")
_WHOSE = pattern("reviewed", "whose")
_AWAITS = pattern("reviewed", "awaits")
_TOPLINE = pattern("reviewed", "topline")
_REVIEWED = pattern("reviewed", "reviewed")
_UNREVIEWED = pattern("reviewed", "unreviewed")
_WHOLE = pattern("reviewed", "whole")
_AS_REVIEWED = pattern("reviewed", "as_reviewed")
_AFTER_REVIEW = pattern("reviewed", "after_review")
_A_STUDY = pattern("reviewed", "a_study")
_PASSED = pattern("reviewed", "passed")


def review_edits(text: str, passage: Passage) -> Iterator[str]:
    """Whose word it is, in front or behind: "According to topline results, …"; and that nobody reviewed it."""
    if _AWAITS.search(text):
        return
    if passage.work.kind == "preprint" or _UNREVIEWED.search(passage.text):
        yield from _unreviewed(text)
    text = _DATA_SHOW.sub("", text)
    if _REVIEWED.search(text) or _TRAILING.search(text) or _WHOSE.search(text):
        return
    proof = _PROOF_THAT.match(text)
    opened = text[proof.end() :] if proof else opening(text, passage.text)
    label = _TOPLINE.search(passage.text)
    for name in (label[0].lower() if label else None, lexicon().kinds.get(passage.work.kind)):
        if name and opened is not None:
            yield f"According to {name}, {opened}"
        elif name and _WHOLE.fullmatch(text):
            yield f"{text.rstrip('.')}, according to {name}."
    bare = text[proof.end() :] if proof else text
    if may_be(bare, passage.text):
        yield from firm_first(modal_on_effect(bare[:1].upper() + bare[1:]))


def put_in_its_mouth(claim: str, suggestion: str, evidence: str) -> bool:
    """Whether an edit gives the source as whose word it is, for a statement that the passage does not make."""
    told = _ATTRIBUTED.match(suggestion) or _ATTRIBUTED_BEHIND.match(suggestion)
    if told is None or _ATTRIBUTED.match(claim) or _ATTRIBUTED_BEHIND.match(claim):
        return False
    return not borne_out(told["statement"], evidence)


_PLURAL = ("results", "findings", "data", "studies", "trials", "papers")


def _unreviewed(text: str) -> Iterator[str]:
    """The study as one that nobody reviewed, where the article calls it reviewed or only a study."""
    reviewed, after, passed = _AS_REVIEWED.search(text), _AFTER_REVIEW.search(text), _PASSED.search(text)
    for found in filter(None, (reviewed, after)):
        noun = found["noun"].lower()
        has = "have" if noun in _PLURAL else "has"
        said = f"{found['what']}{noun}" if found is reviewed else noun
        if found.start() == 0 and found is reviewed and not found["a"]:
            said = said[0].upper() + said[1:]
        first = "a " if found is reviewed and found["a"] else ""
        start = found.start()
        new = f"{first}{said}"
        if first and sounds_open(said):
            new = f"an {said}"
        if found.start() == 0:
            new = new[0].upper() + new[1:]
        definite = re.search(r"\b(?:the|this|that|these|our|their)\s+$", text[:start], re.IGNORECASE)
        clause = f", which {has} not been peer reviewed," if definite else f" that {has} not been peer reviewed"
        yield _suggesting(splice(text, (start, found.end()), new + clause), len(text[:start]) + len(new + clause))
    if passed:
        yield splice(text, passed.span(), f"{passed[0].split()[0]} not been peer reviewed")
    study = _A_STUDY.search(text)
    if study and not _REVIEWED.search(text):
        yield splice(text, (study.end(), study.end()), " that has not been peer reviewed")


def _suggesting(text: str, at: int) -> str:
    """A firm verb behind such a study made soft: "has established" as "suggests"."""
    firm = re.match(
        r" (?:has |have )?(?P<verb>prove[sdn]?|confirm(?:s|ed)?|establish(?:es|ed)?|demonstrate[sd]?)\b", text[at:]
    )
    if firm is None:
        return text
    many = " have not been" in text[:at]
    return splice(text, (at + 1, at + firm.end()), "suggest" if many else "suggests")
