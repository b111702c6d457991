"""Harms of one arm told as all (SAF-002).

What it does: where the source counts a harm arm by arm ("five serious adverse events in the diet group and four in
the control group"), adds the arms up. A claim that gives the sum is borne out. One that gives the count of a single
arm without naming it, or as that of the whole trial, leaves out the others' harms.

Why it matters: who reads "five serious adverse events occurred" takes five for all that happened.

The article says: "Five serious adverse events occurred in the trial."

The source says: "Five serious adverse events occurred in the counselling group and four in the control group."

Fine if: the sentences around it say of which group the count is.

Literature: CONSORT Harms 2004, items 6 to 8 (harms by arm, with denominators).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._arm_counts import ArmCount
from pipeline.checks._harms_by_arm import Harm, Tally, alike, count_of, harms_named, tallies_of
from pipeline.checks._objections import title
from pipeline.records.verdict import Agreement, Aspect, Objection, Passage
from pipeline.strength.context import context
from pipeline.strength.matching import content

NAME = "harms-counted"
_ALL = re.compile(
    r"(?i)\b(?:in (?:all|total)|overall|altogether|together|a total of"
    r"|(?:during|in|over|throughout|across) the (?:whole |entire )?(?:trial|study|follow-up)"
    r"|(?:in|across|among|over) (?:the )?(?:both|two|all|three)(?: the)? (?:\w+ )?"
    r"(?:groups?|arms?|participants|patients))\b"
)
_ONE = re.compile(
    r"(?i)\b(?:groups?|arms?|placebo|controls?|sham|comparators?|intervention|treated|vaccinated|recipients|users)\b"
)


def examine(dossier: Dossier) -> Iterator[Objection | Agreement]:
    """An agreement with the sum over the arms; an objection to one arm's count told as all."""
    claim = dossier.claim
    if context(claim.text).question:
        return
    for harm in harms_named(claim.words):
        count = count_of(claim.words, harm)
        if harm.denied or count is None:
            continue
        tallies = [one for one in tallies_of(dossier.passages) if alike(harm, one.harm)]
        if not tallies:
            continue
        agreed = next((one for one in tallies if one.whole == count.value), None)
        if agreed is not None:
            shown = agreed.passage.text[agreed.parts[0].start : agreed.parts[0].end]
            aspect = Aspect("harms in all arms", claim.text[count.start : count.end], shown, "same")
            yield Agreement(NAME, aspect, (count.start, count.end), agreed.passage)
        elif not count.arm and _left_out(dossier, harm, count, tallies):
            one = next(each for each in tallies if count.value in {part.value for part in each.parts})
            yield _objection(dossier, harm, count, one)
            return


def _left_out(dossier: Dossier, harm: Harm, count: ArmCount, tallies: list[Tally]) -> bool:
    """Whether the count is one arm's, and nothing in or round the claim says so."""
    claim = dossier.claim
    if not any(count.value in {part.value for part in one.parts} for one in tallies):
        return False
    if any(_stated_whole(passage, harm, count.value) for passage in dossier.passages):
        return False
    arms = frozenset(word for one in tallies for part in one.parts for word in content(part.arm))
    if _ALL.search(claim.words):
        return not arms & content(claim.words)
    around = f"{claim.sentence} {claim.before}"
    return not _ONE.search(around) and not arms & content(around)


def _stated_whole(passage: Passage, harm: Harm, value: int) -> bool:
    """Whether a passage gives the very count without an arm: then it may be the whole."""
    return any(
        alike(harm, other) and not other.denied and (count := count_of(passage.text, other)) is not None
        and count.value == value and not count.arm
        for other in harms_named(passage.text)
    )  # fmt: skip


def _objection(dossier: Dossier, harm: Harm, count: ArmCount, tally: Tally) -> Objection:
    claim = dossier.claim
    said = claim.text[min(count.start, harm.start) : max(count.end, harm.end)]
    whole = _ALL.search(claim.words) is not None
    first, last = tally.parts[0], tally.parts[-1]
    return Objection(
        code="SAF-002",
        verdict="contradicted" if whole else "overstated",
        severity="must",
        title=title(f"{count.value} harms are one arm's; all arms had {tally.whole}"),
        why=(
            f"The source counts {' and '.join(f'{part.value} ({part.arm})' for part in tally.parts)}: "
            f"{tally.whole} in all arms."
        ),
        aspects=(Aspect("harms in all arms", said, str(tally.whole), "different"),),
        passage=tally.passage,
        said=(count.start, count.end),
        shown=(first.start, last.end if tally.joint else first.end),
        ok_if="the sentences around it say of which group the count is.",
        confidence="high",
        cause="harms of one arm",
    )


CHECK = PairCheck(NAME, ("SAF-002",), examine)
