"""Needs a source (CIT-001).

What it does: names checkable statements that no citation governs, whether their own, the paragraph's or one that the
text goes on speaking of. What a headline, standfirst, description, caption or byline repeats of the cited body is not
named, for nobody cites there; a figure that no cited sentence has, or another matter, is.

Why it matters: a reader can't look up what has no source, and neither can this audit; what is not looked up must not
count as fine.

The article says: "Approximately 30% of people do not respond to the first drug."

The source says: nothing, for none is cited.

Fine if: it is your own reporting, or common knowledge that no reader would question; say so in a decision, or for every
article in `audit.toml` (`[house] common_knowledge = ["serotonin is a neurotransmitter"]`). Numbers of efficacy and
safety are never common knowledge.

Literature: Wikipedia's "citation needed"; the KSJ Science Editing Handbook (every statement: where did we get this?).
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.checks._summaries import Body, covered
from pipeline.lexicon import Patterns, either, load
from pipeline.records.claim import Claim
from pipeline.records.report import Severity
from pipeline.records.verdict import Objection

_WORD = re.compile(r"[^\W_]+")
_GRAVE = frozenset(("efficacy", "safety"))
_TELLING = frozenset(("number", "prevalence", "comparison", "regulatory", "duration"))


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`citation_needed.toml`."""

    assured: Patterns
    harmed: Patterns


@cache
def _words() -> Words:
    return load("pipeline.checks", "citation_needed.toml", Words)


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each uncited claim: efficacy and safety numbers gravest, plain background last."""
    known = tuple(_folded(phrase) for phrase in audited.house.common_knowledge if _folded(phrase).strip())
    body = Body(audited)
    for entry in audited.judged:
        if entry.verdict != "uncited":
            continue
        if severity_of(entry.claim) != "must" and any(phrase in _folded(entry.claim.text) for phrase in known):
            continue
        if covered(entry.claim, body):
            continue
        yield Remark(_objection(entry.claim, _left_open(audited, entry.claim)), claim=entry.claim.id)


def _folded(text: str) -> str:
    """Its words in lower case between spaces, so that a phrase is found by whole words."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def severity_of(claim: Claim) -> Severity:
    """Must for figures of efficacy or safety and for safety assured, should for figures and harms, else consider."""
    kinds = set(claim.kinds)
    measured = "number" in kinds
    text = claim.bare or claim.text
    assured, harmed = (either(words.patterns).search(text) for words in (_words().assured, _words().harmed))
    if assured or (measured and kinds & _GRAVE):
        return "must"
    return "should" if harmed or measured or kinds & (_TELLING | _GRAVE) else "consider"


def _left_open(audited: Audited, claim: Claim) -> str:
    """Why a marker or a named study in the claim's sentence lent it no source; empty where it has neither."""
    cited = audited.sheet.cited
    text = cited.article.text
    start = claim.start - claim.sentence.find(claim.text)
    span = range(start, start + len(claim.sentence) + 1)
    for marker in cited.ambiguous:
        if marker.start in span:
            words, fitting = shortened(text[marker.start : marker.end], 40), ", ".join(marker.labels)
            if len(marker.labels) > 1 and marker.style != "numeric":
                return f"“{words}” fits several references ({fitting}), so none was taken."
            return f"“{words}” may point at a reference ({fitting}) or be a number; it was left open."
    for marker in cited.unlisted:
        if marker.start in span:
            return f"The study in {marker.labels[0]} is named but not cited: no reference fits the name."
    return ""


def _objection(claim: Claim, left_open: str) -> Objection:
    severity = severity_of(claim)
    return Objection(
        code="CIT-001",
        verdict=None,
        severity=severity,
        title=f"“{shortened(claim.text, 34)}” needs a source",
        why=left_open or "Nobody can look this up: no citation stands in the sentence, or in one that it goes on from.",
        aspects=(),
        ok_if="it is your own reporting, or common knowledge that no reader would question.",
        cause="" if severity == "must" or left_open else f"uncited {severity}",
    )


CHECK = ArticleCheck("citation-needed", ("CIT-001",), inspect)
