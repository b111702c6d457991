"""What the verdicts reach on the dev topics of our own set: floors a little under the figures of docs/accuracy.md.

The test topics are measured by `python -m benchmarks.own test` alone, so that no floor is ever tuned on them.
"""

from collections import Counter
from functools import cache

from benchmarks.own import pairs
from pipeline.verification import verify

PRECISION = {"supported": 0.92, "contradicted": 0.84, "overstated": 0.72}
RECALL = {"supported": 0.32, "contradicted": 0.25, "overstated": 0.20}
FALSE_ALARMS = 0.04
"""Share of the good claims that may be called contradicted or overstated."""


@cache
def table() -> Counter[tuple[str, str]]:
    """(label, verdict) → pairs."""
    told = ((pair, verify(pair["claim"], tuple(pair["passages"]), pair["kind"])) for pair in pairs("dev"))
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
