"""Figures handed to different things by claim and passage keep a claim from being called supported."""

import pytest

from pipeline.verdicts.figures.crossed import crossed, halves_crossed
from pipeline.verification import brief_of, verify


def told(claim: str, *passages: str) -> bool:
    dossier = brief_of(claim, passages).dossiers[0]
    return crossed(dossier.claim.words, dossier.claim.facts, dossier.passages)


TRIAL = "In all, 1,062 patients were randomised (541 assigned to remdesivir and 521 to placebo)."
INCOME = "Prevalence was similar in rich (5.5%) and poor (5.9%) countries, with estimates from 2.2% (Norway) to 8.3% (Chile)."


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("While 521 patients received remdesivir, 541 got placebo.", TRIAL),
        ("Prevalence was 5.9% in rich countries and 5.5% in poor ones.", INCOME),
        ("Prevalence in rich countries was 2.2%.", INCOME),
        ("Falls happened to 31% of the dancers and 12% of the readers.", "Of dancers 12% fell, of readers 31%."),
    ],
)
def test_what_stands_with_another_figure_is_crossed(claim: str, passage: str) -> None:
    assert told(claim, passage)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("While 541 patients received remdesivir, 521 got placebo.", TRIAL),
        ("Prevalence was 5.5% in rich countries and 5.9% in poor ones.", INCOME),
        ("In Norway 2.2% were affected.", INCOME),
        (
            "Survival was 23.4 months with the antibody and 21.9 without.",
            "Median survival was 23.4 months with zelcimab and 21.9 months without.",
        ),
        (
            "It worsened by half a dioptre instead of one and a half.",
            "Myopia grew by 0.52 D on atropine and 1.51 D on placebo.",
        ),
        (
            "That 17 and not 29 per cent had surgery may be chance.",
            "Surgery rates were 17% and 29%, no significant difference.",
        ),
        (
            "All 19 drugs beat placebo.",
            "All 19 antidepressants were better than placebo (418 trials; 98,214 participants).",
        ),
    ],
)
def test_the_same_order_and_what_cannot_be_told_are_not(claim: str, passage: str) -> None:
    assert not told(claim, passage)


def test_one_place_that_hands_it_out_alike_is_enough() -> None:
    claim = "Prevalence in rich countries was 2.2%."
    assert not told(claim, INCOME, "In rich countries the prevalence was 2.2%, in poor ones 3.8%.")


def test_it_is_not_called_supported_by_a_passage_without_the_figure() -> None:
    claim = "The randomised trial of remdesivir had 1,062 patients; 521 got remdesivir and 541 got placebo."
    beside = "The randomised trial of remdesivir was led from Lyon: patients got remdesivir or placebo for ten days."
    assert verify(claim, (beside, TRIAL)).judged.verdict != "supported"


@pytest.mark.parametrize(
    ("claim", "passage", "turned"),
    [
        (
            "Troponin was normal at the finish and highest a week on.",
            "Troponin was highest at the finish and normal a week on.",
            True,
        ),
        (
            "Troponin was highest at the finish and normal a week on.",
            "Troponin was highest at the finish and normal a week on.",
            False,
        ),
        (
            "A week on troponin was normal, and at the finish highest.",
            "Troponin was highest at the finish and normal a week on.",
            False,
        ),
        ("Pain eased and sleep improved.", "Sleep improved and pain eased.", False),
    ],
)
def test_two_halves_that_change_partners(claim: str, passage: str, *, turned: bool) -> None:
    assert halves_crossed(claim, passage) is turned
