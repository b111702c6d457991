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
from collections.abc import Iterator, Sequence

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import topic
from pipeline.checks._objections import title
from pipeline.checks.conduct import wished
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
    objected: list[Fact] = []
    for role in ROLES:
        facts = [fact for fact in dossier.claim.facts if fact.role == role and not fact.negated]
        if not facts or any(facts[0].start < other.end and other.start < facts[0].end for other in objected):
            continue
        for said in _judge(dossier, facts[0]):
            if isinstance(said, Objection):
                objected.append(facts[0])
            yield said
    if not objected:
        yield from _no_trial(dossier)


_TRIAL = re.compile(
    r"(?i)\b(?:an?|the|this|that|one) (?:[\w-]+ ){0,3}?(?P<word>trial)\b(?! of (?:the|a) (?:court|cent))"
)


def _no_trial(dossier: Dossier) -> Iterator[Objection]:
    """A trial told of a study that only watched people, and that speaks of no trial."""
    word = _TRIAL.search(dossier.claim.words)
    if word is None or dossier.work.kind != "cohort":
        return
    if any(re.search(r"(?i)\btrials?\b", passage.text) or _LOT.search(passage.text) for passage in dossier.passages):
        return
    said = Fact("attribute", "design", word["word"], *word.span("word"), term="trial")
    for passage in dossier.passages:
        for each in passage.facts:
            if each.role == "design" and each.term in _NO_LOT and not each.negated and _of_itself(dossier, passage):
                yield _objection(said, passage, each, sure=True)
                return


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
        if wished(passage.text, each.start, each.end) and not wished(dossier.claim.words, fact.start, fact.end):
            continue
        if comparison.relation in {"same", "compatible", "weaker"} and not _of_one_arm(fact, passage, each, told):
            yield Agreement(NAME, Aspect(fact.role, fact.text, each.text, "same"), (fact.start, fact.end), passage)
            return
    if any(comparison.relation in {"same", "compatible", "weaker"} for _, comparison in registry):
        return
    if fact.role in {"design", "allocation"} and dossier.work.kind in REVIEWS:
        return
    if _of_something_given(dossier.claim.words, fact) or _of_many(dossier.claim.words, fact):
        return
    if fact.role == "phase" and _tells_phase(dossier, fact):
        return
    weigh = topic(dossier)
    against = [
        (weigh.share(passage), passage, each)
        for at, (passage, each, comparison) in enumerate(related)
        if comparison.relation == "different"
        and _of_itself(dossier, passage)
        and not _MEANS.search(passage.text[: each.start])
        and not wished(passage.text, each.start, each.end)
    ]
    if against:
        _, passage, each = max(against, key=lambda found: found[0])
        no_lot = fact.term in _BY_LOT and each.term in _NO_LOT
        sure = no_lot and not any(_LOT.search(other.text) for other in dossier.passages)
        yield _objection(fact, passage, each, sure=sure)
        return
    fields = ((passage, each) for each, comparison in registry if comparison.relation == "different"
              for passage in dossier.passages if passage.kind == "field" and passage.text == each.text)  # fmt: skip
    field = next(fields, None)
    if field is not None and fact.role in {"masking", "allocation"}:
        yield _objection(fact, *field, sure=True)
    elif fact.term in _BY_LOT:
        yield from _without_lot(dossier, fact)


def _tells_phase(dossier: Dossier, fact: Fact) -> bool:
    """Whether the source tells of that phase too, planned or past: the claim may mean that study."""
    return any(each.role == "phase" and each.term == fact.term for one in dossier.passages for each in one.facts)


_BY_LOT = frozenset({"randomised", "randomised trial"})
_NO_LOT = frozenset({"single-arm", "cohort", "case-control", "cross-sectional", "case series", "observational"})
"""Designs in which nobody was allotted to anything."""
_LOT = re.compile(r"(?i)\brandom|\bRCT\b|\ballocat|\bassigned\b")


def _without_lot(dossier: Dossier, fact: Fact) -> Iterator[Objection]:
    """People told as allotted by chance, of a study whose own design has nobody allotted and that names no chance."""
    if any(_LOT.search(passage.text) for passage in dossier.passages):
        return
    for passage in dossier.passages:
        for each in passage.facts:
            if each.role == "design" and each.term in _NO_LOT and not each.negated and _of_itself(dossier, passage):
                yield _objection(fact, passage, each, sure=True)
                return


_GIVEN = re.compile(
    r"^[- ](?!(?:stud|trial|design|fashion|manner|method|basis|condition|and|or|with|for|in)\w*)(?P<next>[a-z]{3,})"
)


_MANY = re.compile(r"[- ]?(?:[\w-]+ )?(?:trials|studies|analyses)\b")
_MEANS = re.compile(r"(?i)\b(?:based (?:up)?on|by|through|via|using|after|from) (?:an? |the )?(?:[\w-]+ )?\Z")
"""Behind one of these a design is what something was done by, not what the source is."""


def _of_many(text: str, fact: Fact) -> bool:
    """Whether a design or a phase is told of several studies: they are not the cited one."""
    many = fact.text.lower().endswith(("analyses", "trials", "studies", "reviews")) or _MANY.match(text[fact.end :])
    return fact.role in {"design", "phase"} and bool(many)


def _of_something_given(text: str, fact: Fact) -> bool:
    """Whether the masking is told of a treatment or a part: "open-label colchicine", "open-label extension"."""
    match = _GIVEN.match(text[fact.end :])
    if fact.role != "masking" or match is None:
        return False
    before = text[max(0, fact.start - 16) : fact.start].lower()
    return before.endswith((" or ", " or to ", " and ", "versus ", " by an ", "given ", "received ", " to ", " with "))


def _of_one_arm(fact: Fact, passage: Passage, each: Fact, told: Sequence[tuple[Passage, Fact]]) -> bool:
    """Whether the source says it of one arm or part only, and of its study something else."""
    return (
        fact.role == "masking"
        and _of_something_given(passage.text, each)
        and any(compare(fact, other).relation == "different" for _, other in told)
    )


def _of_itself(dossier: Dossier, passage: Passage) -> bool:
    """Whether a passage speaks of the source's own study."""
    if len(dossier.passages) <= SHORT or passage.kind in {"title", "field"}:
        return True
    return passage in dossier.passages[:LEAD] or _SELF.search(passage.text) is not None


def _objection(fact: Fact, passage: Passage, source: Fact, *, sure: bool = False) -> Objection:
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
        confidence="high" if sure or fact.role in {"masking", "phase"} else "medium",
        cause=f"{fact.role}:{fact.term}",
    )


CHECK = PairCheck(NAME, (CODE,), examine)
