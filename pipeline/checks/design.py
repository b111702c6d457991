"""The study's design is told stronger than it was.

What it does: Sets what the claim says of phase, masking, allocation and kind of study beside what the source (or
its registry record) says of itself, and objects where the two can't both be true. Phase 2b and Phase 2 agree, and
so do double-blind and quadruple-masked; a claim that says less than the source is left alone.

Why it matters: Readers weigh a randomised, masked trial differently from an open-label one, and rightly.

The article says: "The double-blind study lasted a year."

The source says: "In this open-label study, patients were treated for 12 months."

Fine if: The article speaks of another part of the programme than the cited source.

Literature: CONSORT 2010 items 1a, 3a, 8, 11; OCEBM levels of evidence 2011; Boutron 2010 (spin on design).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import topic
from pipeline.checks._objections import title
from pipeline.facts import compare, from_trial
from pipeline.records.fact import Fact
from pipeline.records.verdict import Agreement, Aspect, Objection, Passage

CODE = "DES-001"
NAME = "design"
ROLES = ("phase", "masking", "allocation", "design")
SHORT = 8
"""A source of so few passages speaks of itself throughout."""
LEAD = 6
"""In a longer one the first passages do, and those that say "this study"."""
_SELF = re.compile(
    (
        r"\b(?:this|our|the (?:present|current)|we (?:did|conducted|performed|report|carried|reviewed"
        r"|followed|searched|randomi[sz]ed|enrolled|undertook)|was (?:a|an)\b|participants were"
        r"|patients were|design\b|study design|trial design)"
    ),
    re.IGNORECASE,
)
REVIEWS = frozenset(
    {"review", "editorial", "letter", "news", "guideline", "dictionary", "government", "web_page", "company_page"}
)


def examine(dossier: Dossier) -> Iterator[Objection | Agreement]:
    """Objections to and agreements on the design."""
    for role in ROLES:
        facts = [fact for fact in dossier.claim.facts if fact.role == role and not fact.negated]
        if facts:
            yield from _judge(dossier, facts[0])


def _judge(dossier: Dossier, fact: Fact) -> Iterator[Objection | Agreement]:
    told = [(passage, each) for passage in dossier.passages for each in passage.facts if each.role == fact.role]
    related = [(passage, each, compare(fact, each)) for passage, each in told]
    registry = [
        (each, compare(fact, each))
        for reading in dossier.work.read
        if reading.trial
        for each in from_trial(reading.trial)
    ]
    for passage, each, comparison in related:
        if comparison.relation in {"same", "compatible", "weaker"}:
            yield Agreement(NAME, Aspect(fact.role, fact.text, each.text, "same"), (fact.start, fact.end), passage)
            return
    if any(comparison.relation in {"same", "compatible", "weaker"} for _, comparison in registry):
        return
    if fact.role in {"design", "allocation"} and dossier.work.kind in REVIEWS:
        return
    weigh = topic(dossier)
    against = [
        (weigh.share(passage), passage, each)
        for at, (passage, each, comparison) in enumerate(related)
        if comparison.relation == "different" and _of_itself(dossier, passage)
    ]
    if against:
        _, passage, each = max(against, key=lambda found: found[0])
        yield _objection(fact, passage, each)


def _of_itself(dossier: Dossier, passage: Passage) -> bool:
    """Whether a passage speaks of the source's own study."""
    if len(dossier.passages) <= SHORT or passage.kind in {"title", "field"}:
        return True
    return passage in dossier.passages[:LEAD] or _SELF.search(passage.text) is not None


def _objection(fact: Fact, passage: Passage, source: Fact) -> Objection:
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"“{fact.text}”; source says {source.text}"),
        why=f"The article says {fact.text}; the source says {source.text} of itself.",
        aspects=(Aspect(fact.role, fact.text, source.text, "different"),),
        passage=passage,
        said=(fact.start, fact.end),
        shown=(source.start, source.end),
        ok_if="The article speaks of another part of the programme than the cited source.",
        confidence="high" if fact.role in {"masking", "phase"} else "medium",
        cause=f"{fact.role}:{fact.term}",
    )


CHECK = PairCheck(NAME, (CODE,), examine)
