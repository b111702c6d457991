"""Figures that are the claim's own, and such as are not."""

import pytest

from pipeline.verification import verify

FAIR = [
    (
        "Two people stopped the treatment because of nausea.",
        "Thirty patients had nausea, of whom two stopped treatment.",
    ),
    ("It lasted eleven and a half years.", "The median follow-up was 11.6 years."),
    ("It included 3 trials with 78 participants.", "3 trials with 78 participants could be included."),
    ("Scores improved by 5.8 points.", "Scores, of which lower is better, changed by a mean of −5.8 points."),
    ("Nowhere is the device on the market.", "The device has not been approved by the regulator."),
    ("The vaccine isn't approved for children.", "The vaccine is not licensed for children."),
    ("Patients recalled how much wine they drank.", "Compared with people who drank no wine, drinkers were well."),
    ("None of them smoked.", "All participants were non-smokers."),
    ("Most farms don't use the vaccine.", "Some 18% of farms use the vaccine."),
    ("Nobody was seriously injured.", "Eleven people were injured, none of them seriously."),
    ("Participants knew which treatment they received.", "Neither clinicians nor participants were blinded."),
]
WRONG = [
    (
        "Nine people stopped the treatment because of nausea.",
        "Thirty patients had nausea, of whom two stopped treatment.",
    ),
    ("Patients were followed for 11.5 years.", "Patients were followed for a median of 6.2 years."),
    ("The vaccine is approved for children.", "The vaccine is not licensed for children."),
    ("None of them smoked.", "Eleven participants smoked."),
    ("Scores improved by 5.8 points.", "Scores worsened by 5.8 points."),
    ("Two people had nausea.", "Of the patients, two stopped treatment and nine had nausea."),
    ("Nobody was injured.", "Eleven people were injured, none of them seriously."),
]


@pytest.mark.parametrize(("claim", "passage"), FAIR, ids=[claim[:40] for claim, _ in FAIR])
def test_it_is_not_accused(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict not in ("contradicted", "overstated")


@pytest.mark.parametrize(("claim", "passage"), WRONG, ids=[claim[:40] for claim, _ in WRONG])
def test_what_the_source_tells_otherwise_is(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict == "contradicted"
