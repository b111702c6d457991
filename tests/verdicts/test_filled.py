"""A figure bears a claim out only in the claim's own slots; the same figures in other words still do."""

import pytest

from pipeline.facts import extract
from pipeline.verdicts.figures.filled import gaps, unread
from pipeline.verification import verify

BRUISES = "Bruising was seen in 11% of the boxers, whereas dizziness was seen in 26%."
YIELDS = "Blight fell by 33% and rust by 12% with the new seed."
SLEEP = "At month 3, 41% slept through; at month 9, 67%."
WHO = "A quarter of the miners X-rayed were called back; of those called back, 14% had silicosis."
COUGH = "Cough eased by 18% more than with lozenges."
BALM = "The oil stung 8% of the swimmers. The balm stung 3%."
THEFTS = "Thefts made up 31% in 1997 and 9% in 2007."
DISH = "Worms were kept at a density of 6 in 3 mL of broth."

APART = [
    (
        "exchanged, in the same words",
        "Bruising was seen in 26% of the boxers, whereas dizziness was seen in 11%.",
        BRUISES,
    ),
    ("exchanged, without a second verb", "Bruising struck 26% of the boxers and dizziness 11%.", BRUISES),
    ("exchanged, the names turned round", "Dizziness struck 11% of the boxers and bruising 26%.", BRUISES),
    ("exchanged by respectively", "The rates of bruising and dizziness were 26% and 11%, respectively.", BRUISES),
    ("exchanged falls", "The new seed lowered blight by 12%; rust fell by 33%.", YIELDS),
    ("exchanged falls, the names turned round", "Rust fell by 33% and blight by 12% with the new seed.", YIELDS),
    ("exchanged times", "At month 3, 67% slept through; at month 9, 41%.", SLEEP),
    ("a share of the whole", "Of the miners X-rayed, 14% had silicosis.", WHO),
    ("a share of nobody named", "Silicosis was found in 14%.", WHO),
    ("another comparator", "Cough eased by 18% more than with honey.", COUGH),
    ("exchanged number words", "Nine cooks and four waiters sneezed.", "Four cooks and nine waiters sneezed."),
    ("exchanged years", "Thefts made up 9% in 1997 and 31% in 2007.", THEFTS),
    ("the figure of another year", "In 2007, thefts made up 31%.", THEFTS),
    (
        "compared the other way round",
        "Larks sang 20 minutes less than finches.",
        "Finches sang 20 minutes less than larks.",
    ),
    ("the figure of the sentence beside it", "The balm stung 8% of the swimmers.", BALM),
    ("two figures of two sentences", "The oil stung 3% and the balm 8% of the swimmers.", BALM),
    ("a figure of something measured", "Worms were kept at a density of 3.", DISH),
    ("a bound that others meet by chance", "4 or more worms were kept.", "Worms were kept in 9 dishes."),
]
ALIKE = [
    ("the same words", BRUISES, BRUISES),
    ("the other one first", "Dizziness was seen in 26% of the boxers, bruising in 11%.", BRUISES),
    ("without a second verb", "Bruising struck 11% of the boxers and dizziness 26%.", BRUISES),
    ("by respectively", "The rates of bruising and dizziness were 11% and 26%, respectively.", BRUISES),
    ("falls, the other one first", "Rust fell by 12% and blight by 33%.", YIELDS),
    ("falls in other words", "The new seed lowered blight by 33%; rust fell by 12%.", YIELDS),
    ("times told behind", "41% slept through at month 3 and 67% at month 9.", SLEEP),
    ("times turned round", "67% slept through at month 9 and 41% at month 3.", SLEEP),
    ("the part is named", "Of the miners called back, 14% had silicosis.", WHO),
    ("the same comparator", "Compared with lozenges, cough eased by 18%.", COUGH),
    (
        "controls in other words",
        "Cough eased by 18% more than with usual care.",
        "Cough eased 18% more than with standard care.",
    ),
    ("years told as a fall", "Thefts fell from 31% in 1997 to 9% in 2007.", THEFTS),
    ("the sentence of its own", "The balm stung 3% of the swimmers.", BALM),
    ("the second of two", "In Norway the tick bit 4%.", "The tick bit 9% in Denmark and 4% in Norway."),
    ("the bare figure itself", "Worms were kept at a density of 6.", DISH),
    ("no figure at all", "Bruising was rarer than dizziness.", BRUISES),
]


def _sentences(source: str) -> list[str]:
    return source.split(". ")


def _first(source: str) -> str:
    return _sentences(source)[0]


def _why(claim: str, passage: str, source: str) -> str | None:
    return next(gaps(claim, extract(claim), passage, extract(passage), source), None)


@pytest.mark.parametrize(("claim", "source"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_a_figure_in_another_slot_bears_nothing_out(claim: str, source: str) -> None:
    assert _why(claim, _first(source), source) is not None
    assert verify(claim, (source,)).judged.verdict != "supported"


@pytest.mark.parametrize(("claim", "source"), [case[1:] for case in ALIKE], ids=[case[0] for case in ALIKE])
def test_the_same_slots_in_other_words_do(claim: str, source: str) -> None:
    assert None in {_why(claim, one, source) for one in _sentences(source)}
    assert verify(claim, (source,)).judged.verdict not in ("contradicted", "overstated")


def test_a_figure_may_stand_in_another_passage() -> None:
    claim = "In 40 villages malaria fell by 22%."
    here, there = "Malaria fell by 22%.", "The nets were handed out in 40 villages."
    facts = extract(claim)
    assert not list(gaps(claim, facts, here, extract(here), f"{here} {there}"))
    assert list(gaps(claim, facts, here, extract(here), here)) == ["figure"]


def test_digits_that_were_not_understood_must_stand_in_the_source() -> None:
    assert unread("Model X stood at 4,280 wugs.", (), "Model X stood at 2,480 wugs.")
    assert not unread("Model X stood at 4,280 wugs.", (), "The count was 4280.")
    claim = "In 12 weeks nothing moved."
    assert not unread(claim, extract(claim), "Nothing moved in three months.")
    assert not unread("COVID-19 and H1N1 came back.", (), "They came back.")


@pytest.mark.parametrize(
    ("claim", "source", "borne"),
    [
        ("The odds ratio was 0.72.", "The hazard ratio for death was 0.72 (95% CI 0.6–0.9).", False),
        ("The hazard ratio was 0.72.", "The hazard ratio for death was 0.72 (95% CI 0.6–0.9).", True),
        ("It covers work from 2001 to 2020.", "Work from January 2001 to December 2010 was included.", False),
        ("It covers work from 2001 to 2010.", "Work from January 2001 to December 2010 was included.", True),
    ],
)
def test_another_ratio_and_another_span_of_years_bear_nothing_out(claim: str, source: str, borne: bool) -> None:  # noqa: FBT001
    assert (_why(claim, source, source) is None) is borne
