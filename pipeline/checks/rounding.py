"""A range or a bound reduced to its best end, or a range that was stretched.

What it does: Objects where the source gives a range, a confidence interval or a bound ("up to 40%", "at least 1
week") and the article tells one end of it as the result, a narrower range, or a wider one.

Why it matters: "40%" is what the best site reached, "up to 40%" what the study found; a reader can't tell them
apart.

The article says: "The peak effects last 15–45 minutes."

The source says: "… brief interventions (15–30 min) …"

Fine if: The article says "up to", or means the one site, dose or group that reached that end.

Literature: KSJ Science Editing Handbook (numbers); CONSORT 2010 item 17a (estimate and its precision).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import Pairing, alignment
from pipeline.checks._objections import aspect, confidence, title
from pipeline.checks.number_mismatch import ranges_touch
from pipeline.records.verdict import Objection

CODE = "NUM-002"


def examine(dossier: Dossier) -> Iterator[Objection]:
    """Objections to ranges that were cut down or stretched."""
    found = alignment(dossier)
    for pairing in found.opposed:
        if pairing.comparison.relation == "stronger":
            if (
                not _told_as_bound(dossier, pairing)
                and not _told_whole(pairing, found.agreed)
                and not _between_classes(dossier, pairing)
            ):
                yield _objection(pairing)
        elif pairing.comparison.relation == "different" and ranges_touch(pairing) and not pairing.elsewhere:
            yield _objection(pairing)


_SOME = re.compile(r"\b(?:some|certain|a few|individual|several) [a-z][a-z-]+(?: [a-z][a-z-]+){0,3} $", re.IGNORECASE)
"""`some clinics ask £800`, where they ask up to so much."""
_LIMIT = re.compile(
    r"\b(?:till|until|through|up to|as (?:late|long|far|high|low|much) as)(?: the| day)? $", re.IGNORECASE
)


def _told_as_bound(dossier: Dossier, pairing: Pairing) -> bool:
    """Whether the words before the figure make it a limit ("till the 8th day"), or tell it of some: some reached it."""
    start = pairing.fact.start
    before = dossier.claim.text[:start]
    some = pairing.source.value is not None and pairing.source.value.kind == "at_most" and _SOME.search(before)
    return bool(some) or _LIMIT.search(before[-24:]) is not None


def _between_classes(dossier: Dossier, pairing: Pairing) -> bool:
    """Whether the source ends one range and begins another at the figure (5–10%, 10–15%): a border of classes."""
    told = [
        fact.value
        for passage in dossier.passages
        for fact in passage.facts
        if fact.value is not None and fact.value.kind == "range" and fact.unit == pairing.fact.unit
    ]
    said = pairing.fact.value.low if pairing.fact.value else None
    return any(each.low == said for each in told) and any(each.high == said for each in told)


def _told_whole(pairing: Pairing, agreed: tuple[Pairing, ...]) -> bool:
    """Whether the claim tells the source's whole range too: then its end was not picked."""
    return any(each.source.value == pairing.source.value and each.fact is not pairing.fact for each in agreed)


def _objection(pairing: Pairing) -> Objection:
    fact, source = pairing.fact, pairing.source
    note = pairing.comparison.note or "another range"
    return Objection(
        code=CODE,
        verdict="overstated",
        severity="should",
        title=title(f"{fact.text}; source says {source.text}"),
        why=f"The article says {fact.text}; the passage says {source.text} ({note}).",
        aspects=(aspect(pairing, "stronger"),),
        passage=pairing.passage,
        said=(fact.start, fact.end),
        shown=(source.start, source.end),
        ok_if="The article means the one group or measure that reached this end, and says so.",
        confidence=confidence(pairing),
        cause=f"{fact.role}:{fact.text.lower()}",
    )


CHECK = PairCheck("rounding", (CODE,), examine)
