"""Whose figure may take whose place, in which form: the worst wording is one with another group's figure."""

import pytest

from pipeline.facts import extract
from pipeline.records.fact import Fact
from pipeline.suggestions.fitting import fits
from pipeline.suggestions.spelling import as_written, in_words
from tests.build import dossier


def _pair(claim: str, source: str, mine: str, theirs: str) -> bool:
    """Whether the figure `theirs` of the source may stand where `mine` stands in the claim."""
    file = dossier(claim, source)
    passage = next(each for each in file.passages if theirs in each.text)
    return fits(file.claim, _holding(extract(claim), mine), passage, _holding(passage.facts, theirs))


def _holding(facts: tuple[Fact, ...], words: str) -> Fact:
    return next(fact for fact in facts if words in fact.text and fact.value is not None)


@pytest.mark.parametrize(
    ("claim", "source", "mine", "theirs"),
    [
        (
            "After a year, 83% were still in the choir.",
            "Singers had 22% less pain after a year in a choir.",
            "83%",
            "22%",
        ),
        ("Flats rated as damp cost 30% less.", "Inspectors rated 24% of flats as damp.", "30%", "24%"),
        ("Of the miners examined, 45 had bad lungs.", "Of 760 miners examined, 9% had bad lungs.", "45", "760"),
        (
            "On average, skaters were free of pain for 6 weeks.",
            "Skaters were free of pain for 3 years.",
            "6 weeks",
            "3",
        ),
        ("Twelve of the goats died.", "Two vaccinated goats and 21 in the control group died.", "Twelve", "21"),
        ("Anaemia fell by 12%.", "Anaemia fell from 40% to 31%.", "12%", "31%"),
        ("The pill helps rowers for two years.", "At six months, the pill helped rowers.", "two", "six months"),
        ("Itching was reported by 9% of riders.", "Sneezing was seen in 41% and itching in 17%.", "9%", "41%"),
        ("With the higher dose, races were 7% faster.", "Races were 2% faster on 3 mg and 3% on 6 mg.", "7%", "2%"),
        ("With 300 bells, cows had 20% fewer ticks.", "Cows heard 870 bells a day.", "300", "870"),
    ],
)
def test_figures_of_something_else_are_not_taken_over(claim: str, source: str, mine: str, theirs: str) -> None:
    assert not _pair(claim, source, mine, theirs)


@pytest.mark.parametrize(
    ("claim", "source", "mine", "theirs"),
    [
        ("Of 760 miners, 45 had bad lungs.", "Of 760 miners, 54 had bad lungs.", "45", "54"),
        ("Itching was reported by 9% of riders.", "Of riders, 41% had sneezing and 17% had itching.", "9%", "17%"),
        ("Hives lost 30% of their bees.", "Bees were lost in hives: 13% of them.", "30%", "13%"),
        ("Fourteen clinics took part.", "Forty clinics took part.", "Fourteen", "Forty"),
        ("On average, skaters trained for 6 weeks.", "Skaters trained for a mean of 9 weeks.", "6 weeks", "9 weeks"),
    ],
)
def test_figures_of_the_same_are(claim: str, source: str, mine: str, theirs: str) -> None:
    assert _pair(claim, source, mine, theirs)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "zero"), (13, "thirteen"), (92, "ninety-two"), (100, "one hundred"), (600, "six hundred")],
)
def test_numbers_that_people_write_out(value: float, words: str) -> None:
    assert in_words(value) == words


@pytest.mark.parametrize("value", [2.5, 1_234, 1_500, -3])
def test_numbers_that_nobody_writes_out(value: float) -> None:
    assert in_words(value) is None


@pytest.mark.parametrize(
    ("new", "own", "written"),
    [
        ("29", "ninety-two", "twenty-nine"),
        ("1,033", "twelve", "1,033"),
        ("eighteen", "81", "18"),
        ("two", "four", "two"),
        ("12", "3", "12"),
        ("39", "three quarters", "39"),
    ],
)
def test_a_figure_keeps_the_form_of_the_articles(new: str, own: str, written: str) -> None:
    assert as_written(new, own) == written


def test_no_digit_opens_a_sentence() -> None:
    assert as_written("29", "Ninety-two", opens=True) == "twenty-nine"
    assert as_written("1,033", "Twelve", opens=True) is None
