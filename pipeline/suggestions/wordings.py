"""Edits of strength: the source's hedge, bound, qualifier or link in the place of a firmer word."""

import re
from collections.abc import Callable, Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.comparators import comparator_edits
from pipeline.suggestions.consensus import consensus_edits
from pipeline.suggestions.designs import design_edits
from pipeline.suggestions.durations import duration_edits
from pipeline.suggestions.harms import harms_edits
from pipeline.suggestions.hedges import LIMIT, STUDY, hedge_edits
from pipeline.suggestions.links import linked_edits
from pipeline.suggestions.softening import FIRM, modal, softer_evidence
from pipeline.suggestions.splice import kept_or_lowered, lexicon, near, opening, splice
from pipeline.verdicts.reading.polarity import same_polarity

Build = Callable[[Claim, Objection, Passage, tuple[int, int], tuple[int, int]], Iterator[str]]


def wording_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for objections to the strength of a statement."""
    build = _BUILDERS.get(objection.code)
    passage, said, shown = objection.passage, objection.said, objection.shown
    if build is None or passage is None or said is None or shown is None:
        return
    yield from build(claim, objection, passage, said, shown)


def _absolute(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], _shown: tuple[int, int]
) -> Iterator[str]:
    """The absolute word left out where the sentence stands without it, or the passage's own verb for it."""
    text, words = claim.text, claim.text[slice(*said)].lower()
    if not near(claim, passage) or not same_polarity(text, passage.text):
        return
    adverb = words in lexicon().raising.all() or words in ("beyond doubt", "without fail", "without exception")
    if adverb and said[0] > 0 and not FIRM.search(text):
        yield splice(text, said, "")
    yield from modal(text, passage.text)
    yield from softer_evidence(text, passage.text)


def _consensus(
    claim: Claim, objection: Objection, passage: Passage, said: tuple[int, int], _: tuple[int, int]
) -> Iterator[str]:
    """One study as one study."""
    yield from consensus_edits(claim, objection, passage, said)


def _safety(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The limit of the source in front: "In early clinical trials, …"; the size of the study behind."""
    text = claim.text
    words = passage.text[slice(*shown)]
    if words.lower().startswith("short-term"):
        yield splice(text, (said[0], said[0]), "short-term ") if text[said[1] :].startswith(" profile") else text
    if not near(claim, passage):
        return
    opened = opening(text, passage.text)
    if opened and STUDY.search(words) and LIMIT.search(words) and not STUDY.search(text):
        yield f"In {kept_or_lowered(words)}, {opened}"
    sized = re.search(
        r"\b(?:phase \w+ )?(?:trial|study) (?:of|in|with) \d[\d,]* (?:people|patients|adults"
        r"|volunteers|participants|children)",
        passage.text,
        re.IGNORECASE,
    )
    if opened and sized and not STUDY.search(text):
        yield f"In a {kept_or_lowered(sized[0])}, {opened}"


def _praise(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The source's own word for the size; or praise left out."""
    text = claim.text
    if passage.work.kind == "registry_record" or not same_polarity(text, passage.text):
        return
    strong = claim.text[slice(*said)].split()
    first = strong[0].lower() if strong else ""
    modest = passage.text[slice(*shown)]
    if first in lexicon().hype.all() and re.fullmatch(r"[a-z]+", modest) and near(claim, passage):
        yield splice(text, (said[0], said[0] + len(strong[0])), modest)
    if first in lexicon().hype.all() | lexicon().raising.all() and len(strong) > 1:
        yield splice(text, (said[0], said[0] + len(strong[0])), "")


_BUILDERS: dict[str, Build] = {
    "CER-001": hedge_edits,
    "CER-004": _absolute,
    "CAU-001": linked_edits,
    "DUR-001": duration_edits,
    "GEN-001": _consensus,
    "SAF-001": _safety,
    "SAF-002": harms_edits,
    "EFF-001": _praise,
    "CMP-001": comparator_edits,
    "DES-001": design_edits,
}
