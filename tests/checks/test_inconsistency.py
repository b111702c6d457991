"""NUM-005: two figures that the cited source has both are two things; what no source bears out stays named."""

import pytest
from msgspec.structs import replace

from pipeline.checks.inconsistency import CHECK
from pipeline.records.report import Verdict
from tests.build import audited

TEXT = (
    "Failure of the stent occurred in 6.4% of patients with the dissolving stent.\n\n"
    "Failure of the lesion occurred in 0.9% of patients with the dissolving stent."
)


@pytest.mark.parametrize(
    ("verdicts", "named"),
    [(("supported", "supported"), 0), (("supported", "contradicted"), 1), (("uncited", "uncited"), 1)],
)
def test_two_figures_of_one_source_are_no_contradiction(verdicts: tuple[Verdict, Verdict], named: int) -> None:
    built = audited(TEXT)
    judged = tuple(replace(one, verdict=verdict) for one, verdict in zip(built.judged, verdicts, strict=True))
    assert len(list(CHECK.inspect(replace(built, judged=judged)))) == named
