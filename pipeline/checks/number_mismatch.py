"""A number that differs from the source.

What it does: Sets every number of the claim beside the number of the source that measures the same thing, of the
same people, in the same group and at the same time, and objects where the two differ beyond rounding. A right
number that belongs to another group, outcome or time is wrong as well: the figure that belongs there is shown.
Where the source has no such number nothing is called wrong.

Why it matters: A quarter of quotations in the literature are wrong and every tenth seriously; numbers are what
readers remember, and what a language model waves through.

The article says: "The study involved 196 patients."

The source says: "… randomized 193 patients at 38 sites in six countries …"

Fine if: The article means another group, another time or another study than the quoted passage; name it then.

Literature: Jergas & Baethge 2015 (PeerJ); Baethge & Jergas 2025.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import Pairing, alignment, stems
from pipeline.checks._answers import Answer, answers
from pipeline.checks._exchanged import Exchange, exchanged
from pipeline.checks._for_several import for_several
from pipeline.checks._harms_by_arm import over_arms
from pipeline.checks._its_own import by_worth, its_deed, loosely_told
from pipeline.checks._matter import Doubt, doubt
from pipeline.checks._misfits import Misfit, misfits
from pipeline.checks._objections import ASPECTS, agreement, aspect, confidence, corrected, title
from pipeline.checks._of_none import kept_to, of_the_others
from pipeline.checks._pairs import Slip, compared
from pipeline.checks._standing import stands
from pipeline.checks._wholes import other_wholes, pooled
from pipeline.facts import number_stands
from pipeline.facts.parts import Part
from pipeline.records.fact import Fact, Value
from pipeline.records.verdict import Agreement, Aspect, Objection, Passage
from pipeline.strength.matching import meant

CODE = "NUM-001"
NAME = "number-mismatch"
SLOTS = frozenset({"value", "arm", "population", "direction"})
_SPAN = frozenset({"range", "interval"})


class Place(NamedTuple):
    """A figure of the claim, the source's figure in its place, and where that stands."""

    fact: Fact
    source: Fact
    passage: Passage


def examine(dossier: Dossier) -> Iterator[Objection | Agreement]:
    """Objections to wrong numbers, and what was borne out."""
    found = alignment(dossier)
    sums = for_several(dossier) | _own_deeds(dossier)
    swaps = [swap for swap in exchanged(dossier) if id(swap.fact) not in sums and not _one_threshold(dossier, swap)]
    for swap in swaps:
        yield _of_another(dossier, swap)
    taken = {id(swap.fact) for swap in swaps} | sums
    answered = _unsettled(dossier, taken | {id(pairing.fact) for pairing in found.agreed})
    yield from (_answered_otherwise(dossier, answer) for answer in answered)
    taken |= {id(answer.fact) for answer in answered}
    for pairing in borne_out(found.agreed, [one.said for one in other_wholes(dossier)]):
        if id(pairing.fact) not in taken:
            yield agreement(NAME, pairing)
    pairs = compared(dossier)
    for pairing in found.opposed:
        if id(pairing.fact) in taken or _told_otherwise(dossier, pairing):
            continue
        if pairing.elsewhere and id(pairing.fact) in pairs.standing:
            continue
        if over_arms(pairing.fact, pairing.source, pairing.passage, dossier.passages):
            continue
        if pooled(pairing.fact, dossier):
            continue
        if (
            pairing.comparison.relation == "different"
            and pairing.comparison.slot in SLOTS
            and (pairing.elsewhere or not ranges_touch(pairing))
        ):
            yield _objection(dossier, pairing)
    objected = {id(pairing.fact) for pairing in found.opposed} | taken
    for slip in pairs.slips:
        if id(slip.fact) not in objected:
            yield _other_partner(slip)
    slips = [
        each
        for each in misfits(dossier, "slip", "other")
        if id(each.fact) not in taken and not loosely_told(each.fact, each.source)
    ]
    yield from (_slip_of_the_pen(dossier, each) for each in slips)


def _own_deeds(dossier: Dossier) -> set[int]:
    """The figures that a passage has right before what the claim tells of them."""
    text = dossier.claim.words
    counts = [fact for fact in dossier.claim.facts if fact.dimension in {"count", "number"}]
    return {id(fact) for fact in counts if any(its_deed(text, fact, passage) for passage in dossier.passages)}


def _unsettled(dossier: Dossier, settled: set[int]) -> list[Answer]:
    """What the source answers otherwise, of figures that nothing was found out about."""
    return [
        answer
        for answer in answers(dossier)
        if id(answer.fact) not in settled
        and not of_the_others(dossier, answer.fact, answer.source, answer.passage)
        and not loosely_told(answer.fact, answer.source)
    ]


def borne_out(agreed: Sequence[Pairing], misplaced: Sequence[Part]) -> Iterator[Pairing]:
    """The agreements, without counts that the source tells of another whole, and wholes whose part is not borne out."""
    parts = {(one.fact.start, one.fact.end) for one in agreed if one.fact.role != "total"}
    for pairing in agreed:
        fact = pairing.fact
        if any(one.start <= fact.start and fact.end <= one.end for one in misplaced):
            continue
        if fact.role != "total" or (fact.start, fact.end) in parts:
            yield pairing


def _of_another(dossier: Dossier, swap: Exchange) -> Objection:
    """The figure stands in the source, and is of something else there."""
    told, shown = swap.stands.text, swap.belongs.text
    return _should_be(
        dossier,
        Place(swap.fact, swap.belongs, swap.passage),
        why=f"The source tells {told} of something else; for what the article names it gives {shown}.",
        cause="exchanged",
        sure=True,
        corrects=not swap.mutual,
    )


def _answered_otherwise(dossier: Dossier, answer: Answer) -> Objection:
    """Whichever figure of the passage the claim means, it is another one."""
    said, shown = answer.fact.text, answer.source.text
    return _should_be(
        dossier,
        Place(answer.fact, answer.source, answer.passage),
        why=f"The passage speaks of what the article names and gives {shown}; {said} is told nowhere of it.",
        cause="answered",
        certain=True,
    )


_THAN = re.compile(
    r"^(?P<who>.*?)\bthan (?:(?:in|on|with|among|for|the|those) ){0,3}(?P<whom>[^,.;:()]{2,48})",
    re.IGNORECASE,
)
_SUM = re.compile(r"\b(?:together|combined|altogether|in total|taken as one|added up)\b", re.IGNORECASE)


def _told_otherwise(dossier: Dossier, pairing: Pairing) -> bool:
    """Whether the claim tells the same in another way: turned round, denied, as a sum, beside its own figure."""
    if kept_to(dossier.claim.words, pairing) or loosely_told(pairing.fact, pairing.source):
        return True
    if of_the_others(dossier, pairing.fact, pairing.source, pairing.passage):
        return True
    if pairing.comparison.slot == "direction":
        return by_worth(dossier.claim.words, pairing.passage.text) or _mirrored(
            dossier.claim.words, pairing.passage.text
        )
    if stands(pairing.fact, dossier):
        claim = dossier.claim.words
        return (
            (_is_round(pairing.fact.value) and not _is_threshold(pairing))
            or _SUM.search(claim) is not None
            or _told_there(pairing, dossier)
        )
    return pairing.comparison.slot == "value" and _told_itself(dossier, pairing)


def _told_there(pairing: Pairing, dossier: Dossier) -> bool:
    """Whether another passage has the figure, of one kind, and says little beside it that the claim does not say.

    "Four got sunburnt, and one was stung" beside "Four residents had sunburn. One resident was stung by a wasp."
    """
    fact = pairing.fact
    return any(
        number_stands(fact, [each for each in passage.facts if each.dimension == fact.dimension])
        and meant(passage.text, dossier.claim.words) >= MOST
        for passage in dossier.passages
        if passage is not pairing.passage and passage.kind in ("sentence", "list_item") and passage.facts
    )


MOST = 0.7
"""Share of what a passage says that the claim must say too for its figure to be the claim's."""


def _is_round(value: Value | None) -> bool:
    """Whether a figure is a bound or an estimate: many figures of a source meet it, and one that does is its own."""
    return value is not None and value.kind in {"about", "at_least", "at_most", "more_than", "less_than"}


def _is_threshold(pairing: Pairing) -> bool:
    """Whether the source names its figure as a threshold: "below 100" is then another one than 70."""
    return _THRESHOLD.search(pairing.passage.text[: pairing.source.start]) is not None


def _one_threshold(dossier: Dossier, swap: Exchange) -> bool:
    """Whether both texts name the figure as the threshold: "noise stayed below the limit of 60 decibels"."""
    places = (dossier.claim.words[: swap.fact.start], swap.passage.text[: swap.stands.start])
    return all(_THRESHOLD.search(place) for place in places)


_THRESHOLD = re.compile(r"(?i)\b(?:thresholds?|cut-?offs?|cut-?points?|limits?|ceilings?)\b[^.;,\d]{0,30}$")


def _told_itself(dossier: Dossier, pairing: Pairing) -> bool:
    """Whether the claim tells the source's figure too, of something else: then it is not what the other should be.

    Percentages only: in a row of them each has its own label, and the one at hand may come from another work.
    """
    shown = pairing.source.value
    row = [other for other in dossier.claim.facts if other.dimension == "percentage" and other.value is not None]
    if shown is None or pairing.source.dimension != "percentage" or len(row) < ROW:
        return False
    return any(
        other is not pairing.fact
        and other.value
        and {other.value.low, other.value.high} & {shown.low, shown.high} - {None}
        for other in row
    )


ROW = 3
"""Percentages of a claim that make a row: of two, one may well be told in the place of the other."""


def _mirrored(claim: str, passage: str) -> bool:
    """Whether each names behind "than" what the other names before it."""
    ours, theirs = _THAN.search(claim), _THAN.search(passage)
    if ours is None or theirs is None:
        return False
    who, whom = stems(ours["who"]), stems(ours["whom"])
    other, others = stems(theirs["who"]), stems(theirs["whom"])
    return bool((whom & other) - others) and bool((who & others) - other)


def ranges_touch(pairing: Pairing) -> bool:
    """Whether both tell ranges that overlap: then the range was stretched (NUM-002), not mistaken."""
    one, other = pairing.fact.value, pairing.source.value
    if one is None or other is None or pairing.comparison.slot != "value":
        return False
    return (
        one.kind in _SPAN and other.kind in _SPAN and pairing.fact.unit == pairing.source.unit and _overlap(one, other)
    )


def _overlap(one: Value, other: Value) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low < other.high and other.low < one.high


def _objection(dossier: Dossier, pairing: Pairing) -> Objection:
    fact, source = pairing.fact, pairing.source
    slot = pairing.comparison.slot
    shown = source.text
    # Where the article's number stands in the very passage, it may be of the other group that is told there: which
    # group a number is of is less sure than its value, so this is for a person and contradicts nothing.
    told_too = slot == "value" and (
        pairing.elsewhere or number_stands(fact, [each for each in pairing.passage.facts if each.role == fact.role])
    )
    sure = told_too or (_is_round(fact.value) and _is_threshold(pairing))
    apart = doubt(pairing, dossier) if slot in {"value", "direction"} and not sure else None
    grouped = slot in {"arm", "population"} or told_too or apart is not None
    if told_too:
        head = f"{fact.text}: of which group? Source also has {shown}"
        place = "Another passage of the source" if pairing.elsewhere else "The passage"
        why = f"{place} holds {fact.text}, this one {shown}; make sure that each is told of its own group."
    elif apart is not None:
        head = f"{fact.text}: which figure is meant? Source has {shown}"
        why = f"{fact.text} is not told in the passage, which gives {shown}; {_APART[apart]}."
    elif grouped:
        where = getattr(source, slot) or "another group"
        head = f"{fact.text} is of another group: {where}"
        why = f"The passage gives {shown} for {where}, not for the group that the article names."
    elif slot == "direction":
        head = f"{fact.text}: other direction than {shown}"
        why = "The change goes the other way in the source."
    else:
        head = f"{fact.text} should be {_short(fact.noun, shown)}"
        why = (
            f"The article says {fact.text}; the passage that measures the same says {shown} ("
            f"{pairing.comparison.note})."
        )
    return Objection(
        code=CODE,
        verdict=None if grouped else "contradicted",
        severity="should" if grouped else "must",
        title=title(head),
        why=why,
        aspects=(aspect(pairing, "different"),),
        passage=pairing.passage,
        said=(fact.start, fact.end),
        shown=(source.start, source.end),
        ok_if="The article means another group, time point or study than the quoted passage.",
        suggestion=corrected(dossier.claim, fact, source) if slot == "value" and not grouped else None,
        confidence="low" if grouped else confidence(pairing),
        cause=f"{fact.role}:{fact.text.lower()}",
    )


_APART: dict[Doubt, str] = {
    "worked out": "it may be worked out of the source's figures",
    "statistic": "the two are told as two kinds of figure",
    "event": "the two may be of two matters",
    "direction": "the two may be of two matters",
}
"""Why another figure of the source does not call the claim's wrong."""


def _other_partner(slip: Slip) -> Objection:
    """The number is the source's, and the source sets another against the number beside it."""
    fact, shown = slip.fact, slip.source.text
    return Objection(
        code=CODE,
        verdict="contradicted" if slip.firm else None,
        severity="must" if slip.firm else "should",
        title=title(f"{fact.text}: the source compares {shown}"),
        why=f"Beside the same number the source gives {shown}; nowhere does it set {fact.text} against it.",
        aspects=(Aspect(ASPECTS.get(fact.role, "number"), fact.text, shown, "different"),),
        passage=slip.passage,
        said=(fact.start, fact.end),
        shown=(slip.source.start, slip.source.end),
        ok_if="The article means another group, time point or study than the quoted passage.",
        confidence="medium",
        cause=f"pair:{fact.text.lower()}",
    )


_ONE_SLIP = {True: ", which is one slip of it", False: " in the same words"}


def _slip_of_the_pen(dossier: Dossier, misfit: Misfit) -> Objection:
    """The number stands nowhere, and the source's own is one slip away from it."""
    said, shown, how = misfit.fact.text, misfit.source.text, _ONE_SLIP[misfit.how == "slip"]
    return _should_be(
        dossier,
        Place(misfit.fact, misfit.source, misfit.passage),
        why=f"{said} stands nowhere in what was read; the passage gives {shown}{how}.",
        cause="slip",
        sure=misfit.digits > 2 or misfit.how == "other",
    )


def _should_be(
    dossier: Dossier,
    place: Place,
    *,
    why: str,
    cause: str,
    sure: bool = False,
    certain: bool = False,
    corrects: bool = True,
) -> Objection:
    """The objection that a figure of the claim should be the source's.

    `sure` is how far a person may trust it; `certain` lets no chance doubt that the passage speaks of the same;
    `corrects`: the one figure can take the other's place.
    """
    fact, source = place.fact, place.source
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"{fact.text} should be {_short(fact.noun, source.text)}"),
        why=why,
        aspects=(Aspect(ASPECTS.get(fact.role, "number"), fact.text, source.text, "different"),),
        passage=place.passage,
        said=(fact.start, fact.end),
        shown=(source.start, source.end),
        ok_if="The article means another group, outcome, time point or study than the quoted passage.",
        suggestion=corrected(dossier.claim, fact, source) if corrects else None,
        confidence="high" if sure else "medium",
        cause=f"{cause}:{fact.text.lower()}",
        certain=certain,
    )


def _short(noun: str, shown: str) -> str:
    """The source's figure, without the noun that the article says already."""
    words = shown.split()
    return words[0] if len(words) == 2 and noun and words[1].lower().startswith(noun[:4]) else shown


CHECK = PairCheck(NAME, (CODE,), examine)
