"""What keeps near words from counting as support; near misses that must not."""

import pytest

from pipeline.verdicts.reading.contrasts import compared_the_other_way, contrary, states_an_aim, turned_round

CONTRARY = [
    ("Screening improves vision in old age.", "OBJECTIVE To assess whether screening improves vision in old age."),
    (
        "Bile acids raise the activity of brown fat.",
        "Here we examined the effects of bile acids on brown fat activity.",
    ),
    ("The home test is inaccurate.", "The home test is accurate in most hands."),
    ("The gene deactivates the pathway.", "The gene activates the pathway in tumours."),
    ("Children get more prescriptions than adults.", "Adults get more prescriptions than children."),
    ("The diet lowered blood pressure.", "The diet raised blood pressure in both groups."),
]
ALIKE = [
    ("Screening improves vision in old age.", "Screening improved vision in people over 70."),
    ("Adults get more prescriptions than children.", "Adults received more prescriptions than children did."),
    ("The drug was inactive in mice.", "In mice the drug was inactive."),
    ("The diet lowered blood pressure.", "Blood pressure was lowered by the diet."),
    ("Systolic pressure fell by 6 mmHg.", "Systolic pressure had fallen by 6 mmHg."),
    ("An unusual rash was seen.", "We saw an unusual rash in three."),
]


@pytest.mark.parametrize(("claim", "passage"), CONTRARY)
def test_a_contrast_is_no_support(claim: str, passage: str) -> None:
    assert contrary(claim, passage)


@pytest.mark.parametrize(("claim", "passage"), ALIKE)
def test_other_words_for_the_same_are_no_contrast(claim: str, passage: str) -> None:
    assert not contrary(claim, passage)


def test_each_contrast_by_itself() -> None:
    assert states_an_aim("We aimed to compare naps with coffee.")
    assert not states_an_aim("Naps were better than coffee.")
    assert turned_round("It is ineffective.", "It is effective.")
    assert not turned_round("It is under way.", "It is derived.")
    assert compared_the_other_way("Rye is better than wheat.", "Wheat was better than rye.")
    assert not compared_the_other_way("Rye is better than wheat.", "Rye was better than wheat or oats.")
