"""Titles that differ by a few letters: another spelling of the same words, or other words."""

import pytest

from pipeline.references.wording import same_words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A 24-week trial of cranberry capsules", "A 12-week trial of cranberry capsules"),
        ("Naps of men on night duty in harbours", "Naps of women on night duty in harbours"),
        ("Salt intake and hypotension in rowers", "Salt intake and hypertension in rowers"),
        ("An increase in falls after cataract surgery", "A decrease in falls after cataract surgery"),
        ("Preoperative anxiety of children", "Postoperative anxiety of children"),
        ("Vitamin D does not prevent falls", "Vitamin D does prevent falls"),
        ("Births in Norway, 2010–2015", "Births in Norway, 2010–2016"),
        ("Sleep of shepherds, part 2", "Sleep of shepherds, part 3"),
    ],
)
def test_other_words(first: str, second: str) -> None:
    assert not same_words(first, second)
    assert not same_words(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A randomised trial of oestrogen", "A randomized trial of estrogen"),
        ("Co-operation of carers at home", "Cooperation of carers at home"),
        ("α-Synuclein in skin biopsies", "Alpha-synuclein in skin biopsies"),
        ("TNF-α and sleep", "TNF alpha and sleep"),
        ("Fièvre à Zaïre", "Fievre a Zaire"),
        ("Effects of naps upon mood", "Effects of naps on mood"),
        ("Births in Norway, 2010–15", "Births in Norway, 2010–2015"),
        ("Three trials of ginger", "3 trials of ginger"),
        ("H₂O₂ rinses", "H2O2 rinses."),
        ("Diet & sleep", "Diet and sleep"),
        ("Effect of ginger", "Effects of ginger"),
    ],
)
def test_the_same_words(first: str, second: str) -> None:
    assert same_words(first, second)
    assert same_words(second, first)
