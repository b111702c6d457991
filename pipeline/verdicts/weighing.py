"""Claim, dossier and what the checks said -> the passage that bears on the claim, its features and the chances."""

from collections.abc import Sequence

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.checks._exchanged import in_place
from pipeline.records.verdict import Agreement, Objection, Passage
from pipeline.search.aliases import Aliases
from pipeline.verdicts.chances import chances
from pipeline.verdicts.features import sight
from pipeline.verdicts.odds import at_odds

LOOKED_AT = 5
"""Passages that are set beside a claim: the nearest ones."""


class Weighing(Struct, frozen=True):
    """How the alignment sees one claim beside one work."""

    passage: Passage
    values: dict[str, float]
    chances: dict[str, float]
    everything: str = ""
    """The words of all passages that were set beside the claim."""
    odds: Objection | None = None
    """What is at odds in meaning, seen in how claim and passage are built."""


def weigh(
    dossier: Dossier, aliases: Aliases, objections: Sequence[Objection], agreements: Sequence[Agreement]
) -> Weighing | None:
    """Align a claim with the nearest passages of a work; None where there is nothing to align with."""
    values = measured(dossier, aliases, objections, agreements)
    if values is None:
        return None
    near = _near(dossier)
    everything = " ".join(passage.text for passage in near)
    return Weighing(values[0], values[1], chances(values[1]), everything, at_odds(dossier, near))


def measured(
    dossier: Dossier, aliases: Aliases, objections: Sequence[Objection], agreements: Sequence[Agreement]
) -> tuple[Passage, dict[str, float]] | None:
    """The passage and its features, with what the checks found: what the weights are fitted on."""
    claim = dossier.claim
    seen = sight(claim.meant, claim.facts, _near(dossier), dossier.work.kind, aliases)
    if seen is None:
        return None
    found = {objection.verdict for objection in objections}
    numbers = [objection for objection in objections if objection.verdict and objection.code.startswith("NUM-")]
    said = {
        "check_contradicted": float("contradicted" in found),
        "check_overstated": float("overstated" in found),
        "check_numbers": float(bool(numbers)),
        "check_agreed": float(min(3, len(agreements))),
    }
    placed = seen.values["figures_misplaced"] > 0 and in_place(claim.words, claim.facts, seen.passage)
    return seen.passage, seen.values | said | ({"figures_misplaced": 0.0} if placed else {})


def _near(dossier: Dossier) -> list[Passage]:
    """The ranked passages; in a source of a few sentences, those beside them too."""
    chosen = [near.passage for near in dossier.ranked][:LOOKED_AT]
    if len(dossier.passages) > LOOKED_AT:
        return chosen
    known = {passage.start for passage in chosen}
    return [*chosen, *(passage for passage in dossier.passages if passage.start not in known)]
