"""The right figure with the wrong unit, or taken at another time.

What it does: Objects where the claim's figure stands in the source with another unit (mg and µg, hours and days,
per day and per week, per cent and percentage points), as a level where the article tells a change ("fell by 28%",
"fell to 28%"), or was measured at another time point than the article says.

Why it matters: A wrong unit is a wrong dose by a factor of a thousand; a result two years later is not the result
after the course.

The article says: "Symptoms eased within 24 minutes."

The source says: "Symptoms eased within 24 hours of the first dose."

Fine if: The article converted the figure, or means another time point that the source also reports.

Literature: CONSORT 2010 item 6a (outcomes: how and when); ISMP list of error-prone dose expressions.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import Pairing, alignment
from pipeline.checks._matter import at_a_moment
from pipeline.checks._misfits import Misfit, misfits
from pipeline.checks._objections import ASPECTS, aspect, confidence, title
from pipeline.checks._periods import OtherPeriod, other_periods
from pipeline.checks._worked import follows
from pipeline.records.fact import Fact
from pipeline.records.verdict import Aspect, Objection

CODE = "NUM-003"
_ORDINAL = re.compile(
    r"(?:first|second|third|fourth|last) (?:trimester|quarter|half|term|stage|phase)\b", re.IGNORECASE
)
"""A part of a whole by its place tells no length of time."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """Objections to units and time points."""
    for pairing in alignment(dossier).opposed:
        slot = pairing.comparison.slot
        told = slot in {"unit", "role"} or (slot == "time" and at_a_moment(pairing, dossier))
        if pairing.comparison.relation == "different" and told and not _ORDINAL.match(pairing.fact.text):
            yield _objection(pairing)
    for misfit in misfits(dossier, "unit"):
        if follows(misfit.fact, dossier, [misfit.passage]):
            continue  # "five times as often" beside 24% and 5%
        yield _standing_elsewhere(misfit)
    for other in other_periods(dossier):
        yield _of_another_stretch(other)


def _objection(pairing: Pairing) -> Objection:
    fact, source = pairing.fact, pairing.source
    if pairing.comparison.slot == "unit":
        head = f"{fact.text}; source says {source.text}"
        why = _units(fact, source)
    elif pairing.comparison.slot == "role":
        head = f"{fact.text}: {'by' if fact.role == 'change' else 'to'}, where the source says otherwise"
        why = f"In the source {source.text} is a {source.role}; the article tells it as a {fact.role}."
    else:
        head = f"{fact.text}: measured at another time"
        why = f"The passage gives {source.text} at {source.time}; the article tells it of {fact.time}."
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(head),
        why=why,
        aspects=(aspect(pairing, "different"),),
        passage=pairing.passage,
        said=(fact.start, fact.end),
        shown=(source.start, source.end),
        ok_if="The figure was converted, or the source also reports the article's time point.",
        confidence=confidence(pairing),
        cause=f"{pairing.comparison.slot}:{fact.text.lower()}",
    )


def _standing_elsewhere(misfit: Misfit) -> Objection:
    """The figure stands nowhere with the article's unit, and in the passage with another."""
    fact, source = misfit.fact, misfit.source
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"{fact.text}; source says {source.text}"),
        why=_units(fact, source),
        aspects=(Aspect(ASPECTS.get(fact.role, "number"), fact.text, source.text, "different"),),
        passage=misfit.passage,
        said=(fact.start, fact.end),
        shown=(source.start, source.end),
        ok_if="The figure was converted, or the source also reports the article's time point.",
        confidence="high" if misfit.digits > 1 else "medium",
        cause=f"unit:{fact.text.lower()}",
    )


def _of_another_stretch(other: OtherPeriod) -> Objection:
    """The figure is the source's, told for another stretch of time or for something else."""
    fact, source = other.fact, other.source
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"{fact.text} {other.said.words}; source: {other.told.words}"),
        why=f"The figure is the source's; the article tells it {other.said.words}, the passage {other.told.words}.",
        aspects=(Aspect(ASPECTS.get(fact.role, "number"), fact.text, source.text, "different"),),
        passage=other.passage,
        said=(fact.start, fact.end),
        shown=(source.start, source.end),
        ok_if="The figure was converted, or the source also reports the article's stretch.",
        confidence="medium",
        cause=f"period:{fact.text.lower()}",
        certain=True,
    )


def _units(fact: Fact, source: Fact) -> str:
    ours, theirs = fact.unit or fact.noun or "a number", source.unit or source.noun or "a number"
    return f"The figure is the source's, the unit is not: {ours} in the article, {theirs} in the passage."


CHECK = PairCheck("unit-mismatch", (CODE,), examine)
