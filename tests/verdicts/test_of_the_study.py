"""A study has one comparator, one masking and one phase: a passage that tells it need not repeat the claim's words."""

import pytest

from pipeline.verification import verify

PLAN = "Women took the tablet in one of three doses every week for a year."
OPPOSED = [
    ("The women took 5 mg, 20 mg or 40 mg a week, or placebo.", "The 5 mg dose served as the control."),
    ("The trial of the tablet in women was double-blind.", "Participants were not blinded."),
]
ALIKE = [
    ("The women took 5 mg, 20 mg or 40 mg a week, or placebo.", "The control group took a placebo."),
    ("The trial of the tablet in women was double-blind.", "The design was double-masked."),
]


@pytest.mark.parametrize(("claim", "source"), OPPOSED)
def test_what_the_source_says_of_its_design_is_held_against_the_article(claim: str, source: str) -> None:
    assert verify(claim, (PLAN, source)).judged.verdict == "contradicted"


@pytest.mark.parametrize(("claim", "source"), ALIKE)
def test_the_same_design_in_other_words_is_not(claim: str, source: str) -> None:
    assert verify(claim, (PLAN, source)).judged.verdict not in ("contradicted", "overstated")


@pytest.mark.parametrize(("claim", "source"), [*OPPOSED, *ALIKE])
def test_no_unclear_claim_closes_the_gate(claim: str, source: str) -> None:
    judged = verify(claim, ("Nothing else is told.", source)).judged
    assert judged.verdict != "unclear" or all(one.severity != "must" for one in judged.objections)
