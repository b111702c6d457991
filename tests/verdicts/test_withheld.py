"""What keeps a near claim from being called supported, and near misses that it must let pass."""

from collections import defaultdict

import pytest

from pipeline.verdicts.kept_back.withheld import DOUBTS, NEVER, added, apart, doubts, moved, reasons, swapped

QUIET: defaultdict[str, float] = defaultdict(float)


def _first(claim: str, passage: str, everything: str, values: defaultdict[str, float]) -> str | None:
    return next(iter(reasons(claim, passage, everything, values)), None)


KEPT_BACK = [
    ("status", "The patch is approved in nine countries.", "The patch is offered in nine countries."),
    ("proof", "Peer-reviewed work shows that the cap halves hair loss.", "The cap halved hair loss, its maker says."),
    ("exempt", "Herbal teas will carry the levy.", "Herbal teas are exempt from the levy."),
    ("exempt", "Nurses can leave rounds to the robot.", "The robot may do rounds only alongside a nurse."),
    ("order", "The scan is offered in the third trimester.", "The scan is offered in the first trimester."),
    ("time", "They sneezed 12 times an hour.", "They sneezed 12 times a day."),
    ("time", "Rinsing went on for two months.", "Rinsing went on for two weeks."),
    ("time", "Kittens must stay indoors in their first month.", "Kittens must stay indoors for the first 12 weeks."),
    ("exempt", "The beekeepers had antibodies as well.", "None of 14 beekeepers had antibodies."),
    (
        "level",
        "The stove beat the fire.",
        "Pots boiled in 9 minutes with both; the stove was non-inferior to the fire.",
    ),
    ("minority", "Most of the smoke came from the stove.", "The stove explained some, but not most, of the smoke."),
    ("alone", "The cap helped girls only.", "The cap helped girls by 12% and boys by 9%."),
    ("move", "Absences fell by 31%.", "Absences fell from 44% to 31%."),
    (
        "swapped",
        "Loose bandages came off in 7% of ankles.",
        "Tight bandages came off in 7% of ankles, loose bandages in 3%.",
    ),
]
LET_PASS = [
    ("The stove beat the fire.", "Pots boiled sooner on the stove than on the fire."),
    ("The stove was no better than the fire.", "The stove was non-inferior to the fire."),
    ("Some of the smoke came from the stove.", "The stove explained some, but not most, of the smoke."),
    ("The cap helped girls only.", "The cap helped girls by 12%; in boys there was no change."),
    ("Only nine of the girls wore it.", "Nine girls wore the cap."),
    ("The patch is approved in nine countries.", "Nine countries have granted approval for the patch."),
    ("Peer-reviewed work shows that the cap halves hair loss.", "In a randomised trial the cap halved hair loss."),
    ("Herbal teas are exempt from the levy.", "Herbal teas are exempt."),
    ("The scan is offered in the first trimester.", "The scan is offered in the first trimester, not the third."),
    ("They sneezed 12 times a day.", "Sneezes per day numbered 12."),
    ("Rinsing went on for two months.", "Rinsing went on for eight weeks."),
    ("Half a year later 30 still wore the splint.", "At 26 weeks, 30 still wore the splint."),
    ("Kittens must stay indoors in their first year.", "Kittens must stay indoors for 12 months."),
    ("Foals were watched for a day.", "Foals were watched for 24 hours."),
    ("A scan takes a minute and a half.", "The scan took 90 seconds."),
    ("No beekeeper had antibodies.", "None of 14 beekeepers had antibodies."),
    ("Absences fell by 31%.", "Absences fell by 31%, from 45% to 31%."),
    ("Absences fell to 31%.", "Absences fell from 44% to 31%."),
    ("Loose bandages came off in 3%.", "Tight bandages came off in 7%, loose bandages in 3%."),
    ("Tight bandages came off in 7% of ankles.", "Tight bandages came off in 7% of ankles, loose bandages in 3%."),
]


@pytest.mark.parametrize(("name", "claim", "passage"), KEPT_BACK)
def test_a_claim_that_differs_in_one_thing_is_kept_back(name: str, claim: str, passage: str) -> None:
    assert _first(claim, passage, passage, QUIET) == name


@pytest.mark.parametrize(("claim", "passage"), LET_PASS)
def test_the_same_thing_in_other_words_passes(claim: str, passage: str) -> None:
    assert _first(claim, passage, passage, QUIET) is None


def test_proof_may_stand_in_another_passage_of_the_source() -> None:
    claim, passage = "Trials have shown that the cap halves hair loss.", "The cap halved hair loss."
    assert _first(claim, passage, passage, QUIET) == "proof"
    assert _first(claim, passage, f"{passage} It was tested in a randomised trial.", QUIET) is None


@pytest.mark.parametrize("name", NEVER)
def test_each_of_these_features_alone_keeps_a_claim_back(name: str) -> None:
    assert _first("Ginger eases nausea.", "Ginger eased nausea.", "", defaultdict(float, {name: 1.0})) == name


def test_all_reasons_are_told_and_the_first_alone_where_one_is_asked_for() -> None:
    claim, passage = "The patch is approved for two months.", "The patch is offered for two weeks."
    assert reasons(claim, passage, passage, QUIET) == ("status", "time")
    assert _first(claim, passage, passage, QUIET) == "status"


@pytest.mark.parametrize("name", DOUBTS)
def test_a_doubt_asks_for_more_and_keeps_nothing_back(name: str) -> None:
    values = defaultdict(float, {name: 1.0})
    assert doubts(values) == (name,)
    assert _first("Ginger eases nausea.", "Ginger eased nausea.", "", values) is None
    assert doubts(QUIET) == ()


def test_texts_without_figures_or_series_are_never_apart() -> None:
    assert not swapped("Ginger eases nausea.", "Ginger eased nausea.")
    assert not moved("Ginger eases nausea.", "Ginger eased nausea from week 2 to 4.")
    assert not apart("time", "Ginger eases nausea.", "Ginger eased nausea within an hour.")


def test_a_setting_that_the_source_never_names_is_more_than_it_says() -> None:
    source = "In all, 212 toddlers were weighed twice."
    near = defaultdict(float, {"exact": 0.7, "soft": 0.7})
    assert _first("212 toddlers were weighed in prisons.", source, source, near) == "added"
    assert not added("212 children were weighed.", source)
    assert not added("In 212 cases toddlers were weighed.", source)
    loose = defaultdict(float, {"exact": 0.3, "soft": 0.7})
    assert _first("212 toddlers were weighed in prisons.", source, source, loose) is None
