"""Claim, dossier and what the checks said -> the passage that bears on the claim, its features and the chances."""

from collections.abc import Sequence

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.checks._exchanged import in_place
from pipeline.checks.enrolled import only_planned
from pipeline.records.verdict import Agreement, Objection, Passage
from pipeline.search.aliases import Aliases
from pipeline.verdicts.agreeing import agreeing
from pipeline.verdicts.at_odds import at_odds, scene_of
from pipeline.verdicts.chances import chances
from pipeline.verdicts.features import sight
from pipeline.verdicts.figures import filled
from pipeline.verdicts.figures.crossed import crossed, halves_crossed
from pipeline.verdicts.figures.filled import gaps, unread
from pipeline.verdicts.figures.wholes import other_whole
from pipeline.verdicts.kept_back import withheld
from pipeline.verdicts.kept_back.near_copy import differs
from pipeline.verdicts.kept_back.planned import planned
from pipeline.verdicts.kept_back.withheld import doubts, reasons
from pipeline.verdicts.odds.two_groups import figures_against
from pipeline.verdicts.reading.polarity import same_absences

SELDOM = frozenset({"time", "exempt", "turned"})
"""Reasons that kept back eight good claims and no other where the chance was very high (weights that saw no topic)."""
UNSURE = filled.UNSURE | withheld.UNSURE | SELDOM
"""Reasons that ask for a higher chance and no more."""
LOOKED_AT = 5
"""Passages that are set beside a claim: the nearest ones."""


class Measured(Struct, frozen=True):
    """One claim beside one work, before it is weighed: what the weights are fitted on."""

    passage: Passage
    values: dict[str, float]
    everything: str
    """The words of all passages that were set beside the claim."""
    kept: tuple[str, ...]
    """Reasons that keep the passage from bearing the claim out, whatever the chance."""
    doubts: tuple[str, ...]
    """Reasons that ask for a higher chance."""
    odds: Objection | None
    """What is at odds in meaning, seen in how claim and passage are built."""


class Weighing(Struct, frozen=True):
    """How the alignment sees one claim beside one work."""

    passage: Passage
    values: dict[str, float]
    chances: dict[str, float]
    everything: str = ""
    odds: Objection | None = None
    kept: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def weigh(
    dossier: Dossier, aliases: Aliases, objections: Sequence[Objection], agreements: Sequence[Agreement]
) -> Weighing | None:
    """Align a claim with the nearest passages of a work; None where there is nothing to align with."""
    found = measured(dossier, aliases, objections, agreements)
    if found is None:
        return None
    told = chances(found.values)
    return Weighing(found.passage, found.values, told, found.everything, found.odds, found.kept, found.doubts)


def measured(
    dossier: Dossier, aliases: Aliases, objections: Sequence[Objection], agreements: Sequence[Agreement]
) -> Measured | None:
    """The passage, its features, what the checks found, and what keeps it from bearing the claim out."""
    claim, near = dossier.claim, _near(dossier)
    seen = sight(claim, near, dossier.work.kind, aliases)
    if seen is None:
        return None
    verdicts = {objection.verdict for objection in objections}
    numbers = [objection for objection in objections if objection.verdict and objection.code.startswith("NUM-")]
    said = {
        "check_contradicted": float("contradicted" in verdicts),
        "check_overstated": float("overstated" in verdicts),
        "check_numbers": float(bool(numbers)),
        "check_agreed": float(min(3, len(agreements))),
    }
    scene = scene_of(claim, near, dossier.passages)
    if seen.values["figures_misplaced"] > 0 and in_place(claim.words, claim.facts, seen.passage):
        said["figures_misplaced"] = 0.0
    values = seen.values | said | agreeing(scene)
    everything = " ".join(passage.text for passage in near)
    open_ = set(gaps(claim.words, claim.facts, seen.passage.text, seen.passage.facts, everything))
    found = {*reasons(claim.words, seen.passage.text, everything, values), *open_}
    kept = found - UNSURE
    if not same_absences(claim, seen.passage):
        kept.add("absences")
    doubted = {*doubts(values), *(found & UNSURE)}
    held = {f"kept_{name}": 1.0 for name in (kept | doubted) - values.keys()}
    if unread(claim.words, claim.facts, everything):
        kept.add("unread")  # no input of the weights: whatever the chance, no number is passed over
    turned = halves_crossed(claim.words, seen.passage.text) or figures_against(scene)
    if turned or crossed(claim.words, claim.facts, near):
        kept.add("crossed")
    if differs(claim.words, [passage.text for passage in near]):
        kept.add("near_copy")
    if other_whole(claim.words, near):
        kept.add("whole")
    if only_planned(dossier) or planned(claim.words, [passage.text for passage in near]):
        kept.add("planned")
    odds = at_odds(scene)
    return Measured(seen.passage, values | held, everything, tuple(sorted(kept)), tuple(sorted(doubted)), odds)


def _near(dossier: Dossier) -> list[Passage]:
    """The ranked passages; in a source of a few sentences, those beside them too."""
    chosen = [near.passage for near in dossier.ranked][:LOOKED_AT]
    if len(dossier.passages) > LOOKED_AT:
        return chosen
    known = {passage.start for passage in chosen}
    return [*chosen, *(passage for passage in dossier.passages if passage.start not in known)]
