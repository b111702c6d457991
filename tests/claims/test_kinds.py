"""What is checkable, and what no source could bear out."""

import pytest

from pipeline.claims.kinds import nature
from pipeline.facts import extract

CHECKABLE = {
    "Approximately 30% of adults do not respond to the first drug": "number",
    "The trial was double-blind and placebo-controlled": "trial_fact",
    "The vaccine is safe in pregnancy": "safety",
    "Zinc shortens colds and reduces fever": "efficacy",
    "Lack of sleep causes weight gain": "causal",
    "The drug activates dopamine receptors in the brain": "mechanism",
    "It works faster than aspirin": "comparison",
    "The benefits can persist for months": "duration",
    "Outcome assessors did not know who ate what": "trial_fact",
    "The lowest dose served as the control": "trial_fact",
    "Controls were put on a waiting list": "trial_fact",
    "The trial is currently recruiting": "status",
    "Imagine a ward: in the trial, 40 of 80 patients went home": "number",
    "The substance is illegal in France": "regulatory",
    "A study in Lancet found no link": "source_kind",
    "The good news is that two trials showed fewer falls": "source_kind",
    "The drug is known to lower blood pressure": "efficacy",
    "Here is what the trial found: 40 of 80 patients went home": "number",
    "The toad's venom is derived from glands": "background",
    "Bananas are rich in potassium": "background",
    "Vitamin C is absorbed in the small intestine": "background",
    "The patch releases nicotine through the skin": "background",
    "Women are diagnosed later than men": "comparison",
}
NOT_CHECKABLE = {
    "Could a short trip change a mood?": "question",
    "Talk to your doctor before you change your diet": "advice",
    "You should eat more fibre": "advice",
    "Neuroplasticity refers to the brain’s ability to rewire itself": "definition",
    "This could one day revolutionise the way we treat grief": "forecast",
    "The results are exciting": "opinion",
    "Researchers hope that the drug will reduce relapses": "opinion",
    "The word placebo comes from Latin": "definition",
    "The findings raise more questions than they answer": "rhetoric",
    "In this article, we look at three diets": "advice",
    "This may be due to the combination of": "rhetoric",
    "Here is what the trial found": "rhetoric",
    "The new drug is known to": "rhetoric",
    "Side effects of the vaccine include": "rhetoric",
    "Imagine waking up rested every day": "rhetoric",
    "Many practices are beginning to learn about this": "rhetoric",
    "Imagine living with a ringing in your ears for years, with no end in sight": "rhetoric",
}


@pytest.mark.parametrize(("text", "kind"), CHECKABLE.items())
def test_checkable(text: str, kind: str) -> None:
    found = nature(text, extract(text))
    assert found.checkable
    assert kind in found.kinds


@pytest.mark.parametrize(
    "text",
    [
        "Some patients slept better",
        "Many people who take it report less pain",
        "It helped for years",
        "Several weeks of rest eased the pain",
    ],
)
def test_what_nobody_counted_is_no_number(text: str) -> None:
    assert "number" not in nature(text, extract(text)).kinds


@pytest.mark.parametrize(
    "text",
    ["Half of the patients slept better", "Six weeks of rest eased the pain", "Millions of people have it"],
)
def test_a_number_may_be_a_word(text: str) -> None:
    assert "number" in nature(text, extract(text)).kinds


@pytest.mark.parametrize(("text", "kind"), NOT_CHECKABLE.items())
def test_not_checkable(text: str, kind: str) -> None:
    found = nature(text, extract(text))
    assert not found.checkable
    assert kind in found.kinds
