"""Words for what the checks of numbers and design object to."""

from typing import Literal

from pipeline.checks._aligned import Pairing
from pipeline.facts.comparison import SELF_EVIDENT
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.report import AspectRelation
from pipeline.records.verdict import Agreement, Aspect

TITLE = 60

ASPECTS = {
    "sample_size": "number of people", "randomised": "number randomised", "enrolled": "number enrolled",
    "analysed": "number analysed", "arm_size": "group size", "sites": "number of sites", "places": "number of places",
    "studies": "number of studies", "events": "number of events", "percentage": "percentage", "dose": "dose",
    "duration": "duration", "time_point": "time point", "follow_up": "follow-up", "age": "age", "date": "date",
    "change": "change", "cost": "cost", "p_value": "p-value", "odds_ratio": "odds ratio",
    "relative_risk": "relative risk",
    "hazard_ratio": "hazard ratio", "confidence_interval": "confidence interval", "fold": "multiple", "score": "score",
}  # fmt: skip
"""What an aspect is called in the table of differences."""


def title(text: str) -> str:
    """A card title, cut at a word where it is too long."""
    flat = " ".join(text.split())
    if len(flat) <= TITLE:
        return flat
    return flat[: TITLE - 1].rsplit(" ", 1)[0] + "…"


def aspect(pairing: Pairing, relation: AspectRelation) -> Aspect:
    """One row of the table of differences."""
    name = ASPECTS.get(pairing.fact.role, "number")
    return Aspect(name, pairing.fact.text, pairing.source.text, relation)


def agreement(check: str, pairing: Pairing) -> Agreement:
    """What was borne out."""
    relation: AspectRelation = "weaker" if pairing.comparison.relation == "weaker" else "same"
    return Agreement(check, aspect(pairing, relation), (pairing.fact.start, pairing.fact.end), pairing.passage)


def confidence(pairing: Pairing) -> Literal["high", "medium", "low"]:
    """High where passage and claim share most of their words and the full text was read."""
    if pairing.passage.reading.scope == "abstract":
        return "medium" if pairing.fit >= 0.5 else "low"
    evident = {pairing.fact.role, pairing.source.role} <= SELF_EVIDENT
    return "high" if evident or pairing.fit >= 0.6 else "medium"


def corrected(claim: Claim, fact: Fact, source: Fact) -> str | None:
    """The claim with its figure put right, where one figure can simply take the other's place."""
    if fact.unit != source.unit or fact.value is None or source.value is None or fact.value.kind != source.value.kind:
        return None
    said, shown = bare(fact), bare(source)
    if not said or not shown or claim.text.count(said) != 1:
        return None
    return claim.text.replace(said, shown)


def bare(fact: Fact) -> str:
    """The figure alone, without its unit and noun."""
    import re  # noqa: PLC0415

    found = re.search(r"[-−–+]?\d[\d.,]*(?:\s?(?:-|–|to)\s?\d[\d.,]*)?", fact.text)
    return found[0].rstrip(".,") if found else ""
