"""Scores for every verdict of a claim beside evidence: how near the other outcomes were."""

from pipeline.records.report import Verdict
from pipeline.verdicts.support import BORNE_OUT, NEAR

_POSSIBLE: tuple[Verdict, ...] = ("contradicted", "overstated", "supported", "unclear", "not_found")
DECIDED = 0.7
"""Share of the whole that the shipped verdict gets; the rest is spread by how near the passages stand."""


def scores_of(verdict: Verdict, nearness: float) -> dict[str, float]:
    """Weights that sum to 1, the shipped verdict always first; not probabilities until calibration is measured.

    Args:
        verdict: what was shipped.
        nearness: share of the claim's terms in the best passage, 0 to 1.
    """
    if verdict not in _POSSIBLE:
        return {verdict: 1.0}
    near = min(1.0, nearness / BORNE_OUT)
    far = max(0.0, 1.0 - nearness / max(NEAR, 1e-6))
    raw = {"contradicted": 0.15, "overstated": 0.15, "supported": 0.1 + near, "unclear": 0.3, "not_found": 0.05 + far}
    raw.pop(verdict)
    whole = sum(raw.values())
    spread = {name: (1 - DECIDED) * value / whole for name, value in raw.items()}
    spread[verdict] = DECIDED
    return {name: round(spread[name], 4) for name in sorted(spread)}
