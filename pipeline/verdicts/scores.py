"""Scores for every verdict of a claim beside evidence: how near the other outcomes were."""

from collections.abc import Mapping

from pipeline.records.report import Verdict

DECIDED = 0.5
"""Least share that a verdict gets which checks of facts or strength decided: they are surer than the alignment."""
_DECISIVE = frozenset(("contradicted", "overstated"))


def scores_of(verdict: Verdict, chances: Mapping[str, float] | None) -> dict[str, float]:
    """Shares that sum to 1: the alignment's chances, with more for an accusation that was made.

    `unclear` is an abstention, no outcome: it has no share unless nothing at all was weighed.

    Args:
        verdict: what was shipped.
        chances: of contradicted, overstated, supported and not_found; None where there was nothing to align.
    """
    if not chances:
        return {verdict: 1.0}
    shares = dict(chances)
    if verdict in _DECISIVE and shares[verdict] < DECIDED:
        rest = 1 - shares[verdict]
        shares = {name: share * (1 - DECIDED) / rest for name, share in shares.items()} | {verdict: DECIDED}
    return {name: round(shares[name], 4) for name in sorted(shares)}
