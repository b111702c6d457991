"""Claim, dossier and what the checks said -> the passage that bears on the claim, its features and the chances."""

from collections.abc import Sequence

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.records.verdict import Agreement, Objection, Passage
from pipeline.search.aliases import Aliases
from pipeline.verdicts.chances import chances
from pipeline.verdicts.features import sight

LOOKED_AT = 5
"""Passages that are set beside a claim: the nearest ones."""


class Weighing(Struct, frozen=True):
    """How the alignment sees one claim beside one work."""

    passage: Passage
    values: dict[str, float]
    chances: dict[str, float]
    everything: str = ""
    """The words of all passages that were set beside the claim."""


def weigh(
    dossier: Dossier, aliases: Aliases, objections: Sequence[Objection], agreements: Sequence[Agreement]
) -> Weighing | None:
    """Align a claim with the nearest passages of a work; None where there is nothing to align with."""
    values = measured(dossier, aliases, objections, agreements)
    if values is None:
        return None
    everything = " ".join(passage.text for passage in _near(dossier))
    return Weighing(values[0], values[1], chances(values[1]), everything)


def measured(
    dossier: Dossier, aliases: Aliases, objections: Sequence[Objection], agreements: Sequence[Agreement]
) -> tuple[Passage, dict[str, float]] | None:
    """The passage and its features, with what the checks found: what the weights are fitted on."""
    claim = dossier.claim
    seen = sight(claim.words, claim.facts, _near(dossier), dossier.work.kind, aliases)
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
    return seen.passage, seen.values | said


def _near(dossier: Dossier) -> list[Passage]:
    """The ranked passages; in a source of a few sentences, those beside them too."""
    chosen = [near.passage for near in dossier.ranked][:LOOKED_AT]
    if len(dossier.passages) > LOOKED_AT:
        return chosen
    known = {passage.start for passage in chosen}
    return [*chosen, *(passage for passage in dossier.passages if passage.start not in known)]
