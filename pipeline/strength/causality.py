"""Four-way causal strength: none, correlational, conditionally causal, causal (Yu, Li & Wang 2019; Sumner 2014).

Weighted votes of the word list `causality.toml`; hedges turn cause into conditional cause. The weights were set by
hand from the meaning of the words, and tried on training parts only.
"""

from functools import lru_cache
from typing import Literal

from pipeline.strength.context import Context, context
from pipeline.strength.patterns import Hit, find

Causality = Literal["none", "correlational", "conditional_causal", "causal"]
RANK: dict[Causality, int] = {"none": 0, "correlational": 1, "conditional_causal": 2, "causal": 3}
"""The ladder that claim and source are compared on."""


@lru_cache(maxsize=50_000)
def causality(text: str) -> Causality:
    """How `text` says that things hang together."""
    hits = find("causality", text)
    where = context(text)
    points = {"causal": 0.0, "association": 0.0, "open": 0.0}
    for hit in hits:
        group = "causal" if hit.entry.group == "help" else hit.entry.group
        points[group] += hit.entry.level
    if points["open"] >= 4 and points["open"] >= max(points["causal"], points["association"]):
        return "none"
    if not points["causal"] and not points["association"]:
        return "none"
    if points["association"] >= points["causal"]:
        return "correlational"
    return "conditional_causal" if _hedged(hits, where) else "causal"


def _hedged(hits: tuple[Hit, ...], where: Context) -> bool:
    """Whether the words of cause stand under a possibility ("may", "appears to"), not a mere "suggests"."""
    causal = [hit for hit in hits if hit.entry.group in ("causal", "help")]
    return any(
        scope.cue.entry.name in ("possible", "appear", "likely", "promise", "belief")
        for hit in causal
        for scope in where.governed(hit.start, "speculation")
    )


def acting(text: str) -> tuple[Hit, ...]:
    """The words of `text` by which something brings something about, the weightiest first."""
    hits = [hit for hit in find("causality", text) if hit.entry.group in ("causal", "help")]
    return tuple(sorted(hits, key=lambda hit: (-hit.entry.level, hit.start)))


def joined(text: str) -> tuple[Hit, ...]:
    """The words of `text` that say that things go together, the weightiest first."""
    hits = [hit for hit in find("causality", text) if hit.entry.group == "association"]
    return tuple(sorted(hits, key=lambda hit: (-hit.entry.level, hit.start)))
