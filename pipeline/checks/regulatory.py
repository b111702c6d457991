"""Designation told as approval (REG-001).

What it does: finds claims that a drug, device or treatment is approved, and sets them against a source that says it is
not approved, calls it investigational, or speaks of a designation or a trial phase instead.

Why it matters: approval tells readers that a regulator has weighed benefit and harm. A designation only speeds up the
work, and a trial phase is the work.

The article says: "The FDA-approved nasal spray …"

The source says: "… was granted Breakthrough Therapy designation."

Fine if: it was approved since; cite the approval.

Literature: Krishnamurti 2015 (readers take "breakthrough" for proved); 21 CFR 312.7(a).
"""

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.lexicon import Patterns, first, load
from pipeline.records.report import Verdict
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.matching import content


class Instead(Struct, frozen=True, forbid_unknown_fields=True):
    """What a source may say where the article says approval."""

    name: str
    verdict: Verdict
    patterns: tuple[str, ...]


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`regulatory.toml`."""

    approved: Patterns
    denied: Patterns
    instead: tuple[Instead, ...]
    really: Patterns


@cache
def _words() -> File:
    return load("pipeline.checks", "regulatory.toml", File)


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where approval is claimed and the source says something else of the same thing."""
    words = _words()
    claim = dossier.claim.text
    said = first(words.approved.patterns, claim)
    if said is None or first(words.denied.patterns, claim):
        return
    wanted = content(claim[said[1] :])
    real = [passage for passage in dossier.passages if first(words.really.patterns, passage.text)]
    for instead in words.instead:
        hit = _shown(instead, _of_it(dossier), real, wanted)
        if hit is not None:
            yield _objection(dossier, said, instead, *hit)
            return


def _of_it(dossier: Dossier) -> tuple[Passage, ...]:
    """The passages that can be of the claim's product."""
    if len(dossier.passages) <= SHORT:
        return dossier.passages
    mine = content(dossier.claim.text)
    return tuple(passage for passage in dossier.passages if mine & content(passage.text))


def _shown(
    instead: Instead, passages: tuple[Passage, ...], real: list[Passage], wanted: frozenset[str]
) -> tuple[Passage, tuple[int, int]] | None:
    """Where the source says it instead; beside an approval only if it is nearer to what the claim says it is for."""
    for passage in passages:
        span = first(instead.patterns, passage.text)
        if span and not real:
            return passage, span
        if span and passage not in real and _share(wanted, passage) > max(HALF, *(_share(wanted, one) for one in real)):
            return passage, span
    return None


HALF = 0.5
"""Share of what the claim says it is approved for that the passage must name where the source tells an approval too."""
SHORT = 8
"""A source of so few passages speaks of one product; in a longer one the passage must share a word with the claim."""


def _share(wanted: frozenset[str], passage: Passage) -> float:
    return len(wanted & content(passage.text)) / len(wanted) if wanted else 0.0


def _objection(
    dossier: Dossier, said: tuple[int, int], instead: Instead, passage: Passage, shown: tuple[int, int]
) -> Objection:
    word = dossier.claim.text[slice(*said)]
    title = (
        "The source says: not approved"
        if instead.name == "not approved"
        else f"{instead.name.capitalize()} is not approval"
    )
    return Objection(
        code="REG-001",
        verdict=instead.verdict,
        severity="must",
        title=title,
        why="Readers take approval for a regulator's word that benefit outweighs harm.",
        aspects=(Aspect("regulatory status", word, passage.text[slice(*shown)], "stronger"),),
        passage=passage,
        said=said,
        shown=shown,
        ok_if="it was approved since; then cite the approval.",
        cause="told as approved",
        certain=instead.verdict == "contradicted" and len(dossier.passages) <= SHORT,
    )


CHECK = PairCheck("regulatory", ("REG-001",), examine)
