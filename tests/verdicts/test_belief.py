"""What a check holds against a claim that is the source's own sentence made stronger stays an accusation."""

import pytest

from pipeline.verification import verify

STRONGER = [
    (
        "Fish oil lowers triglycerides in dialysis patients.",
        "Fish oil may lower triglycerides in dialysis patients.",
        "overstated",
    ),
    (
        "Hip fractures were fewer with the padded floor.",
        "In a small pilot study, hip fractures were fewer with the padded floor.",
        "overstated",
    ),
    (
        "Sleep loss causes thinning of the retina.",
        "Sleep loss was associated with thinning of the retina in this cross-sectional survey.",
        "overstated",
    ),
    (
        "Patients given the enzyme cleared the toxin within a day.",
        "Mice given the enzyme cleared the toxin within a day.",
        "contradicted",
    ),
]
SAME = [
    (
        "Fish oil may lower triglycerides in dialysis patients.",
        "Fish oil may lower triglycerides in dialysis patients, we conclude.",
    ),
    ("Sleep loss was linked to thinning of the retina.", "Sleep loss was associated with thinning of the retina."),
    (
        "Mice given the enzyme cleared the toxin within a day.",
        "In mice given the enzyme the toxin was cleared within a day.",
    ),
]


@pytest.mark.parametrize(("claim", "source", "verdict"), STRONGER)
def test_a_sentence_made_stronger_is_held_against_the_article(claim: str, source: str, verdict: str) -> None:
    evidence = ("We set out to learn more about this question.", source, "Further details are given in the appendix.")

    assert verify(claim, evidence).judged.verdict == verdict


@pytest.mark.parametrize(("claim", "source"), SAME)
def test_the_same_strength_is_not(claim: str, source: str) -> None:
    evidence = ("We set out to learn more about this question.", source, "Further details are given in the appendix.")

    assert verify(claim, evidence).judged.verdict not in ("contradicted", "overstated")
