"""What the verdicts reach on the dev topics of our own set: floors a little under the figures of docs/accuracy.md.

The test topics are measured by `python -m benchmarks.own test` alone, so that no floor is ever tuned on them. The fresh
pairs were written before the decision was last tuned and nothing was tuned on them: few, and an honest sign.
"""

from collections import Counter
from functools import cache

from benchmarks.own import pairs
from pipeline.verification import verify

PRECISION = {"supported": 0.93, "contradicted": 0.88, "overstated": 0.84}
RECALL = {"supported": 0.38, "contradicted": 0.30, "overstated": 0.42}
FALSE_ALARMS = 0.025
"""Share of the good claims that may be called contradicted or overstated."""


FRESH_SUPPORTED = 4
"""Good pairs of the fresh set that are called supported at least; of all that are called so, at most one is not."""
FRESH_ACCUSED = 1
"""Good pairs of the fresh set that may be called contradicted or overstated."""


@cache
def table(part: str = "dev") -> Counter[tuple[str, str]]:
    """(label, verdict) → pairs."""
    told = ((pair, verify(pair["claim"], tuple(pair["passages"]), pair["kind"])) for pair in pairs(part))
    return Counter((pair["verdict"], found.judged.verdict) for pair, found in told)


def _said(verdict: str) -> int:
    return sum(count for (_, one), count in table().items() if one == verdict)


def _meant(label: str) -> int:
    return sum(count for (one, _), count in table().items() if one == label)


def test_what_is_said_is_mostly_so() -> None:
    reached = {name: table()[name, name] / _said(name) for name in PRECISION}
    assert all(reached[name] >= floor for name, floor in PRECISION.items()), reached


def test_enough_is_said() -> None:
    reached = {name: table()[name, name] / _meant(name) for name in RECALL}
    assert all(reached[name] >= floor for name, floor in RECALL.items()), reached


def test_good_claims_are_rarely_accused() -> None:
    accused = table()["supported", "contradicted"] + table()["supported", "overstated"]
    assert accused / _meant("supported") <= FALSE_ALARMS


def test_not_found_is_rarely_said_of_what_stands_there() -> None:
    lost = sum(count for (label, verdict), count in table().items() if verdict == "not_found" != label)
    assert lost / (sum(table().values()) - _meant("not_found")) <= 0.07


def test_fresh_topics_hold_what_dev_promises() -> None:
    found = table("fresh")
    wrong = sum(count for (label, verdict), count in found.items() if verdict == "supported" != label)
    assert found["supported", "supported"] >= FRESH_SUPPORTED
    assert wrong <= 1
    assert found["supported", "contradicted"] + found["supported", "overstated"] <= FRESH_ACCUSED
