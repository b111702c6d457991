"""The right figure with the wrong unit, or taken at another time.

What it does: Objects where the claim's figure stands in the source with another unit (mg and µg, hours and days,
per day and per week, per cent and percentage points), or was measured at another time point than the article says.

Why it matters: A wrong unit is a wrong dose by a factor of a thousand; a result two years later is not the result
after the course.

The article says: "Symptoms eased within 24 minutes."

The source says: "Symptoms eased within 24 hours of the first dose."

Fine if: The article converted the figure, or means another time point that the source also reports.

Literature: CONSORT 2010 item 6a (outcomes: how and when); ISMP list of error-prone dose expressions.
"""

from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import Pairing, alignment
from pipeline.checks._objections import aspect, confidence, title
from pipeline.records.verdict import Objection

CODE = "NUM-003"


def examine(dossier: Dossier) -> Iterator[Objection]:
    """Objections to units and time points."""
    for pairing in alignment(dossier).opposed:
        if pairing.comparison.relation == "different" and pairing.comparison.slot in {"unit", "time"}:
            yield _objection(pairing)


def _objection(pairing: Pairing) -> Objection:
    fact, source = pairing.fact, pairing.source
    if pairing.comparison.slot == "unit":
        head = f"{fact.text}; source says {source.text}"
        why = f"The figure is the source's, the unit is not: {fact.unit} in the article, {source.unit} in the passage."
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


CHECK = PairCheck("unit-mismatch", (CODE,), examine)
