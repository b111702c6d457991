"""Two groups that figures tell apart: what a claim asks of them, what a source hands to them, and what decides nothing."""

import pytest

from pipeline.verdicts.at_odds import scene_of
from pipeline.verdicts.odds.two_groups import figures_against
from pipeline.verdicts.reading.concepts import degree_of_two, relation, role
from pipeline.verdicts.reading.group_claims import said_of
from pipeline.verdicts.reading.group_rows import rows_of
from pipeline.verdicts.reading.more_rows import more_rows
from pipeline.verification import brief_of

TRIED = "Oarsmen were assigned to cork grips or to wax grips for a month."


def _ruled(claim: str, *passages: str) -> set[bool]:
    dossier = brief_of(claim, passages).dossiers[0]
    scene = scene_of(dossier.claim, dossier.passages, dossier.passages)
    return {one.agrees for one in scene.figures} | ({False} if figures_against(scene) else set())


@pytest.mark.parametrize(
    ("claim", "passages"),
    [
        ("Blisters were rarer with cork grips.", (TRIED, "Blisters were seen in 31% and 12%, respectively.")),
        ("Oarsmen with cork grips tired sooner.", ("Time to tiring was 50 minutes with cork grips and 31 minutes with wax grips.",)),
        ("Wax grips were cheaper than cork grips.", ("Prices of wax grips were 1.8 times those of cork grips.",)),
        ("The mine was dirtier in winter.", ("Dust pollution was 4.1 mg in winter and 9.8 mg in summer.",)),
        ("Among flutists, 40% had deaf spells.", ("Deaf spells were told by 40% of drummers and 12% of flutists.",)),
        ("Bakers were twice as likely to wheeze as millers.", ("Wheeze was found in 9% of bakers and 21% of millers.",)),
        ("Knitters squinted significantly less with lamps.", ("Knitters squinted on 14% of days with lamps and 15% without (P=0.61).",)),
    ],
)  # fmt: skip
def test_the_other_way_round_is_seen(claim: str, passages: tuple[str, ...]) -> None:
    assert _ruled(claim, *passages) == {False}


@pytest.mark.parametrize(
    ("claim", "passages"),
    [
        ("Blisters were more frequent with cork grips.", (TRIED, "Blisters were seen in 31% and 12%, respectively.")),
        ("Oarsmen with wax grips tired sooner.", ("Time to tiring was 50 minutes with cork grips and 31 minutes with wax grips.",)),
        ("Cork grips were cheaper than wax grips.", ("Prices of wax grips were 1.8 times those of cork grips.",)),
        ("The mine was cleaner in winter.", ("Dust pollution was 4.1 mg in winter and 9.8 mg in summer.",)),
        ("Among drummers, 40% had deaf spells.", ("Deaf spells were told by 40% of drummers and 12% of flutists.",)),
        ("Millers were twice as likely to wheeze as bakers.", ("Wheeze was found in 9% of bakers and 21% of millers.",)),
    ],
)  # fmt: skip
def test_the_same_way_round_agrees(claim: str, passages: tuple[str, ...]) -> None:
    assert _ruled(claim, *passages) == {True}


@pytest.mark.parametrize(
    ("claim", "passages"),
    [
        # Another outcome, other people, how a study was set up, a slope, a difference, a denial, a third group.
        ("Cramps were rarer with cork grips.", (TRIED, "Blisters were seen in 31% and 12%, respectively.")),
        ("Women who drank more cider died of gout more often.", ("Cider was linked to deaths from gout in men (HR 0.54).",)),
        ("Daily callers slept longer.", ("Patients got three weeks of daily calls or ten weeks of weekly calls.",)),
        ("Fewer died where more of the smiths were trained.", ("Each further smith was linked to death (OR 1.07).",)),
        ("By night the leafy lanes were cooler.", ("At noon leafy lanes were 2.6 degrees cooler than bare ones, at night 0.7.",)),
        ("Calves without straw coughed less.", ("Coughing was seen in 8% of calves with rope and 15% of calves with straw.",)),
        ("Being alone goes with more deaths than being sad.", ("Being alone was linked to deaths (HR 1.33, 1.26 to 1.41).",)),
        ("Blisters only became rarer with cork grips later.", (TRIED, "Blisters were seen in 31% and 12%, respectively.")),
    ],
)  # fmt: skip
def test_what_is_of_something_else_decides_nothing(claim: str, passages: tuple[str, ...]) -> None:
    assert _ruled(claim, *passages) == set()


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [("death", "surviv", -1), ("fare", "cost", 1), ("drop-out", "complet", -1), ("cost", "nois", 0)],
)
def test_two_names_of_one_thing(one: str, other: str, told: int) -> None:
    assert relation(one, other) == told


def test_a_degree_in_two_words_is_its_comparative() -> None:
    assert degree_of_two("less", "expensive") == {"cost": -1}
    assert degree_of_two("more", "purple") == {}


def test_who_got_what_is_studied_and_who_did_not() -> None:
    assert [role(keys) for keys in (("placebo", "group"), ("usual", "care"), ("activ", "treatment"), ("cork",))] == [
        "control",
        "control",
        "active",
        "",
    ]


@pytest.mark.parametrize(
    ("claim", "way", "figures"),
    [
        ("Wheeze was 30% less common in millers.", -1, ()),
        ("Millers were three times as likely to wheeze as bakers.", 1, ()),
        ("The more rye they ate, the rarer gout was.", -1, ()),
        ("Among millers, 40% wheezed.", None, (40.0,)),
        ("More veterans dropped out of the daily than of the weekly course.", 1, ()),
    ],
)
def test_what_a_claim_tells_of_two_groups(claim: str, way: int | None, figures: tuple[float, ...]) -> None:
    said = said_of(brief_of(claim, ("Nothing.",)).dossiers[0].claim)
    assert said is not None
    assert (said.way, said.figures) == (way, figures)


@pytest.mark.parametrize(
    ("passage", "values"),
    [
        ("Rust fell from 46% to 12% on oiled rails and from 44% to 23% on bare rails.", (-34.0, -21.0)),
        ("Rust fell from 46% to 22% on oiled rails and from 40% to 20% on bare rails.", None),  # change and end part
        ("The yard counted 412 breaks, up from 230 in 2019.", (412.0, 230.0)),
        ("Tar was associated with gout (RR 1.33, 95% CI 1.10 to 1.61).", (1.33, 1.0)),
    ],
)
def test_figures_that_do_not_simply_stand_beside(passage: str, values: tuple[float, float] | None) -> None:
    passages = brief_of("Rust.", (passage,)).dossiers[0].passages
    found = [row.values for row in more_rows(passages[0], passages)]
    assert found == ([pytest.approx(values)] if values else [])


def test_of_three_figures_every_two_are_a_row() -> None:
    (passage,) = (
        brief_of("Rust.", ("Rust was seen on 8% of oiled, 15% of tarred and 23% of bare rails.",)).dossiers[0].passages
    )
    assert [row.values for row in rows_of(passage)] == [(8.0, 15.0), (8.0, 23.0), (15.0, 23.0)]
