"""The control group is described wrongly.

What it does: Sets what the claim says people were compared with (placebo, sham, usual care, another drug, nobody)
beside what the source says. Objects where the source denies that comparator, or names another one and never the
article's.

Why it matters: "Better than placebo" and "better than a low dose of the same drug" are different results.

The article says: "… compared to those who received placebo."

The source says: "The 0.3 mg arm served as a low-dose active control; there was no inert placebo arm."

Fine if: The article means another trial, or the source calls its comparator by the article's word elsewhere.

Literature: CONSORT 2010 item 5 (interventions); Lazarus 2015 (BMC Med Res Methodol 15:85).
"""

from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import topic
from pipeline.checks._objections import title
from pipeline.facts import compare, from_trial
from pipeline.records.fact import Fact
from pipeline.records.verdict import Agreement, Aspect, Objection, Passage

CODE = "CMP-001"
NAME = "comparator"
SECONDARY = frozenset(
    {
        "systematic_review",
        "meta_analysis",
        "review",
        "editorial",
        "guideline",
        "dictionary",
        "news",
        "government",
        "web_page",
        "company_page",
        "letter",
    }
)
"""Sources about many studies: that they name another comparator says nothing."""
TOPIC_AT = 0.2


def examine(dossier: Dossier) -> Iterator[Objection | Agreement]:
    """Objections to comparators, and comparators borne out."""
    for fact in _first_of_each(dossier.claim.facts):
        yield from _judge(dossier, fact)


def _first_of_each(facts: tuple[Fact, ...]) -> list[Fact]:
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.role == "comparator" and not fact.negated:
            found.setdefault(fact.term, fact)
    return list(found.values())


def _judge(dossier: Dossier, fact: Fact) -> Iterator[Objection | Agreement]:
    told = [(passage, each) for passage in dossier.passages for each in passage.facts if each.role == "comparator"]
    related = [(passage, each, compare(fact, each)) for passage, each in told]
    registered = [
        compare(fact, each).relation
        for reading in dossier.work.read
        if reading.trial
        for each in from_trial(reading.trial)
    ]
    borne = [(passage, each) for passage, each, comparison in related if comparison.relation in {"same", "compatible"}]
    denied = [
        (passage, each)
        for passage, each, comparison in related
        if comparison.relation == "different" and each.negated and each.term == fact.term
    ]
    if denied and not any(each.term == fact.term and passage.text != denied[0][0].text for passage, each in borne):
        passage, none = denied[0]
        instead = [each for other, each in told if other is passage and not each.negated and each.term != fact.term]
        yield _objection(fact, passage, instead[0] if instead else none, "high")
        return
    if borne or {"same", "compatible"} & set(registered):
        if borne:
            passage, each = borne[0]
            yield Agreement(NAME, Aspect("comparator", fact.text, each.text, "same"), (fact.start, fact.end), passage)
        return
    if dossier.work.kind in SECONDARY:
        return
    weigh = topic(dossier)
    others = [
        (weigh.share(passage), passage, each)
        for passage, each, comparison in related
        if comparison.relation == "different"
    ]
    near = [each for each in others if each[0] >= TOPIC_AT or len(dossier.passages) <= 2]
    if near:
        _, passage, each = max(near, key=lambda found: found[0])
        yield _objection(fact, passage, each, "high" if each.term in {"low dose", "none"} else "medium")


def _objection(fact: Fact, passage: Passage, source: Fact, sure: str) -> Objection:
    head = f"“{fact.text}”: the source had no {source.term}" if source.negated else f"“{fact.text}” was {source.text}"
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(head),
        why=f"The article says {fact.text}; the source's comparator is told otherwise in the quoted passage.",
        aspects=(Aspect("comparator", fact.text, source.text, "different"),),
        passage=passage,
        said=(fact.start, fact.end),
        shown=(source.start, source.end),
        ok_if="The article means another trial than the cited one.",
        confidence="high" if sure == "high" else "medium",
        cause=f"comparator:{fact.term}",
    )


CHECK = PairCheck(NAME, (CODE,), examine)
