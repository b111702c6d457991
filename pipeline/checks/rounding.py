"""A range or a bound reduced to its best end, or a range that was stretched.

What it does: Objects where the source gives a range, a confidence interval or a bound ("up to 40%", "at least 1
week") and the article tells one end of it as the result, a narrower range, or a wider one. A bound told with another
number ("at least 30" beside "at least 20") is another figure: NUM-001.

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
from pipeline.checks._objections import aspect, confidence, corrected, title
from pipeline.checks.number_mismatch import ranges_touch
from pipeline.records.verdict import Objection

CODE = "NUM-002"
OTHER_FIGURE = "NUM-001"


def examine(dossier: Dossier) -> Iterator[Objection]:
    """Objections to ranges that were cut down or stretched."""
    found = alignment(dossier)
    for pairing in found.opposed:
        if pairing.comparison.relation == "stronger":
            if _other_bound(pairing):
                yield _objection(dossier, pairing, bound=True)
            elif (
                not _told_as_bound(dossier, pairing)
                and not _told_whole(pairing, found.agreed)
                and not _between_classes(dossier, pairing)
            ):
                yield _objection(dossier, pairing)
        elif pairing.comparison.relation == "different" and ranges_touch(pairing) and not pairing.elsewhere:
            yield _objection(dossier, pairing)


_SOME = re.compile(r"\b(?:some|certain|a few|individual|several) [a-z][a-z-]+(?: [a-z][a-z-]+){0,3} $", re.IGNORECASE)
"""`some clinics ask £800`, where they ask up to so much."""
_BEST = re.compile(
    r"\b(?:best|worst|lowest|highest|youngest|oldest|fastest|slowest|shortest|longest|cheapest|dearest)\b",
    re.IGNORECASE,
)
"""`the best treated ears still needed 45 decibels`: the end of a range is theirs."""
_LIMIT = re.compile(
    r"\b(?:till|until|through|up to|as (?:late|long|far|high|low|much) as)(?: the| day)? $", re.IGNORECASE
)


def _told_as_bound(dossier: Dossier, pairing: Pairing) -> bool:
    """Whether the words before the figure make it a limit ("till the 8th day"), or tell it of some: some reached it."""
    start = pairing.fact.start
    before = dossier.claim.text[:start]
    some = pairing.source.value is not None and pairing.source.value.kind == "at_most" and _SOME.search(before)
    return (
        bool(some)
        or _BEST.search(before) is not None
        or _LIMIT.search(before[-24:]) is not None
        or _is_over_by_then(pairing, before, dossier.claim.text[pairing.fact.end :])
    )


def _is_over_by_then(pairing: Pairing, before: str, behind: str) -> bool:
    """Whether the claim looks back on a time by whose end it was done: "two weeks on", "within two"."""
    within = _WITHIN.match(pairing.source.text) is not None and pairing.fact.dimension == "time"
    return within and (_AFTER.search(before) is not None or _LATER.match(behind) is not None)


_WITHIN = re.compile(r"within\b", re.IGNORECASE)
_LATER = re.compile(r" (?:after|later|afterwards|on\b(?! end))", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after|following|by the end of|at the end of)(?: (?:the|just|only|some|those|these))? $", re.IGNORECASE
)


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


_LOW, _HIGH = frozenset({"at_least", "more_than"}), frozenset({"at_most", "less_than"})


def _other_bound(pairing: Pairing) -> bool:
    """Whether both set a bound on the same side, each with its own number: no end of a range was picked."""
    one, other = pairing.fact.value, pairing.source.value
    if one is None or other is None or pairing.fact.unit != pairing.source.unit or pairing.elsewhere:
        return False
    return any(one.kind in side and other.kind in side for side in (_LOW, _HIGH))


def _objection(dossier: Dossier, pairing: Pairing, *, bound: bool = False) -> Objection:
    fact, source = pairing.fact, pairing.source
    note = pairing.comparison.note or "another range"
    return Objection(
        code=OTHER_FIGURE if bound else CODE,
        verdict="contradicted" if bound else "overstated",
        severity="must" if bound else "should",
        title=title(f"{fact.text} should be {source.text}" if bound else f"{fact.text}; source says {source.text}"),
        why=f"The article says {fact.text}; the passage says {source.text} ({note}).",
        aspects=(aspect(pairing, "different" if bound else "stronger"),),
        passage=pairing.passage,
        said=(fact.start, fact.end),
        shown=(source.start, source.end),
        ok_if="The article means the one group or measure that reached this end, and says so.",
        suggestion=corrected(dossier.claim, fact, source) if bound else None,
        confidence=confidence(pairing),
        cause=f"{fact.role}:{fact.text.lower()}",
    )


CHECK = PairCheck("rounding", (CODE, OTHER_FIGURE), examine)
