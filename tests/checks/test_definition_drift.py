"""CIT-002: another line for the same term is named; the same line, or another term, is not."""

import pytest

from pipeline.checks.definition_drift import CHECK
from tests.build import audited
from tests.checks.sides import Sides

TWO = "Treatment-resistant depression is defined as depression that has not lifted after at least two drugs."


def found(text: str) -> list[str]:
    return [remark.objection.code for remark in CHECK.inspect(audited(text))]


DRIFTS = (
    f"{TWO} About 30% of people do not respond to first-line treatment.",
    f"{TWO} It is common. Roughly 40% don't respond adequately to the first drug.",
    f"{TWO} One in three patients fails to improve on a single drug.",
    (
        "Refractory asthma means asthma that goes on after at least two inhalers. Some 20% do not respond to one "
        "inhaler treatment."
    ),
    (
        "Drug-resistant epilepsy is a condition in which at least two drugs have failed. A third do not respond to "
        "initial therapy."
    ),
    (
        "Chronic pain is defined as pain that lasts more than three months. Chronic pain means pain for more than six "
        "months."
    ),
    "High blood pressure is defined as more than 140 mmHg. High blood pressure refers to more than 130 mmHg.",
    "Long COVID is defined as symptoms for at least 12 weeks. Long COVID refers to symptoms for at least 4 weeks.",
    "Hypothermia is defined as a body below 35 degrees. Hypothermia means a body below 33 degrees.",
    "A heavy drinker is defined as one who has more than 14 drinks a week. A heavy drinker means one who has more than 21 drinks a week.",
)


@pytest.mark.parametrize("text", DRIFTS)
def test_another_line_is_named(text: str) -> None:
    assert found(text) == ["CIT-002"]


STAYS = (
    TWO,
    f"{TWO} About 30% of people do not respond to two drugs.",
    f"{TWO} Not all of the 30% who do not respond to first-line treatment have it.",
    f"{TWO} Many do not respond to the first drug.",
    "Depression is defined as low mood for at least two weeks. About 30% do not respond to first-line treatment.",
    (
        "Chronic pain is defined as pain for more than three months. Chronic cough means a cough for more than eight "
        "weeks."
    ),
    "Chronic pain is defined as pain for more than three months. Chronic pain means pain for more than 3 months.",
    "Chronic pain is defined as pain for more than three months. The trial of chronic pain ran for six months.",
    "About 30% of people do not respond to first-line treatment.",
    "Prematurity is defined as birth before 37 weeks. Low weight is defined as birth below 2,500 grams.",
    "Fever is defined as more than 38 degrees. Fever in the trial lasted more than two days.",
)
CASES = {"CIT-002": Sides(DRIFTS, STAYS)}


@pytest.mark.parametrize("text", STAYS)
def test_the_same_line_or_another_term_is_fine(text: str) -> None:
    assert not found(text)
