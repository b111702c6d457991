"""A plain statement about the world is known by its grammar; a judgement, an order, a figure of speech are not one."""

import pytest

from pipeline.claims.kinds import nature
from pipeline.claims.plain import is_plain_fact
from pipeline.facts import extract

FACTS = """
Bats carry the rabies virus.
Ticks hatch in early summer.
The clinic in Tromsø has stopped seeing new patients.
Whooping cough has come back in Ireland.
Hearing aids have no place in the bath.
No vaccine was sold in Chile before the war.
Pigs can carry the parasite without a sign.
Newborns cannot see red.
Coffee stains the teeth.
Salt draws the water out of a slug.
Leprosy is curable.
Hepatitis B is transmissible.
Polio was eradicated from the Americas.
The ministry dismissed the head of the laboratory.
Cats do not taste sugar.
In Norway, midwives deliver the babies at home.
The kidneys filter the blood.
A surgeon in Cape Town transplanted the heart.
The blood bank threw away the bags.
No test exists for the illness.
Frogs breathe through the skin.
Plague still circulates in Madagascar.
Goats were brought to the island by whalers.
Most snakes have no venom.
The optic nerve carries the images.
Bats sense heat.
Golden retrievers carry the mutation.
"""
NO_FACTS = """
The whole idea has a certain charm.
The story has been told many times.
These pills deserve a second look.
Surgeons will never trust a robot.
Wash the wound with soap.
Patience is needed.
Hospitals need the money.
Our lungs carry a memory of summer.
The question has been asked before.
Kidney stones in men.
Allowing the wound to close.
What doctors carried in their bags.
It has changed the way people eat.
A good nurse is worth her weight in gold.
Everyone knows the feeling.
Rest the leg on a pillow.
Care has lost its soul.
Families deserve the truth.
Robots may close the gap.
Every scar tells a story.
Parents love the idea.
Grief has no timetable.
Do frogs breathe through the skin?
Keep the drops in the fridge.
Loneliness has hit a nerve.
Patience has made sense of it.
"""
AHEAD = (
    "By 2045 most wards will be empty.",
    "Most surgeons will retire before 2050.",
    "In 2060 the majority of nurses will be men.",
)
FIGURES_AHEAD = (
    "Dementia deaths will rise by 40% by 2050.",
    "The trial will enrol 300 patients by 2027.",
    "In 2019 most hospitals in Peru closed the wards.",
)
WORDS = (
    "The term tachycardia is Greek for a fast heart.",
    "The word quarantine is Italian for forty days.",
    "The prefix hepato denotes the liver.",
)


@pytest.mark.parametrize("text", FACTS.strip().splitlines())
def test_a_plain_fact_is_checkable(text: str) -> None:
    assert nature(text, extract(text)).checkable


@pytest.mark.parametrize("text", NO_FACTS.strip().splitlines())
def test_what_is_no_plain_fact(text: str) -> None:
    assert not is_plain_fact(text)
    assert not nature(text, extract(text)).checkable


@pytest.mark.parametrize("text", AHEAD)
def test_most_by_a_year_to_come_is_a_forecast(text: str) -> None:
    assert not nature(text, extract(text)).checkable


@pytest.mark.parametrize("text", FIGURES_AHEAD)
def test_a_figure_that_is_forecast_or_past_is_not(text: str) -> None:
    assert nature(text, extract(text)).checkable


@pytest.mark.parametrize("text", WORDS)
def test_what_a_word_stands_for_is_a_definition(text: str) -> None:
    assert "definition" in nature(text, extract(text)).kinds
    assert not nature(text, extract(text)).checkable


def test_a_long_line_takes_no_longer_than_its_words() -> None:
    assert not is_plain_fact("of the " * 200_000)
