"""Numbers in the shapes that papers, desks and other countries write them in, each with a near miss."""

import pytest

from pipeline.facts import align, extract
from pipeline.records.fact import Fact, Value


def _numbers(text: str) -> list[Fact]:
    return [fact for fact in extract(text) if fact.value is not None and fact.term != "worked out"]


def _span(text: str, role: str) -> tuple[float | None, float | None]:
    value: Value | None = next((fact.value for fact in _numbers(text) if fact.role == role), None)
    assert value is not None
    return value.low, value.high


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The disease affects 1.234.567 people.", 1_234_567),
        ("A course costs €1.234,56 in Lisbon.", 1234.56),
        ("The bill came to £3 600.", 3600),
        ("Two and a half million people have gout.", 2_500_000),
        ("One and a half hours of yoga helped.", 1.5),
        ("Women took vitamin D 2,000 IU.", 2000),
        ("Mean ALT 40 U/L was normal.", 40),
        ("The ratio was 2,3 in Bern.", 2.3),
    ],
)
def test_a_number_is_read_whole(text: str, value: float) -> None:
    assert [fact.value.low for fact in _numbers(text) if fact.value] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Version 3.11.4 of the program was used.",
        "The gene p53 was silent and p21 was not.",
        "N95 masks were worn in the ward.",
        "Serum 25(OH)D and 24(S)-hydroxycholesterol were low.",
        "It began in nineteen ninety-five.",
        "Cells of the line HCT 116 were grown.",
    ],
)
def test_a_name_in_figures_is_no_number(text: str) -> None:
    assert [fact.text for fact in _numbers(text)] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("HbA1c fell by 1,5% (95 % CI 0,9–2,1).", 0.9, 2.1),
        ("Pain was 0.8 points lower (95% CI −1.9, 0.3).", -1.9, 0.3),
        ("Falls were rarer (RR 0.93 [0.81, 1.07]).", 0.81, 1.07),
        ("Deaths were rarer (hazard ratio 0.72 (0.60-0.87)).", 0.60, 0.87),
    ],
)
def test_both_ends_of_an_interval_are_read(text: str, low: float, high: float) -> None:
    assert _span(text, "confidence_interval") == (low, high)


@pytest.mark.parametrize("text", ["Doses of 5 mg (2-10 mg) were used.", "They were 12 (9-14) years old."])
def test_a_range_beside_no_estimate_is_no_interval(text: str) -> None:
    assert all(fact.role != "confidence_interval" for fact in _numbers(text))


def _relation(claim: str, source: str) -> set[str]:
    pairs = align(extract(claim), extract(source))
    return {found.relation for fact, partner, found in pairs if partner and fact.value is not None}


@pytest.mark.parametrize(
    ("claim", "source", "differs"),
    [
        ("The vaccine more than halved admissions.", "Admissions were 62% lower with the vaccine.", False),
        ("The vaccine more than halved admissions.", "Admissions were 32% lower with the vaccine.", True),
        ("The class nearly halved falls.", "Falls were reduced by 47% in the class.", False),
        ("Cases fell threefold.", "Cases fell by 67%.", False),
        ("Cases fell threefold.", "Cases fell by 45%.", True),
        ("Cases rose threefold.", "Cases rose by 200%.", False),
    ],
)
def test_a_fall_told_as_a_multiple(claim: str, source: str, differs: bool) -> None:  # noqa: FBT001 - a label
    assert ("different" in _relation(claim, source)) is differs


GROUPS = "Death occurred in 81 of 1000 patients in the steroid group and 124 of 1000 in the usual-care group."


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        (GROUPS, ["steroid", "usual-care"]),
        ("In the usual-care group 8.1% died.", ["usual-care"]),
        ("In group 2 the rate was 8.1%.", ["group-2"]),
        ("Of 90, 45 were randomised to yoga and 47 to reading.", ["yoga", "reading"]),
    ],
)
def test_a_number_knows_its_group(text: str, arms: list[str]) -> None:
    assert [fact.arm for fact in _numbers(text) if fact.role not in {"total", "count"}] == arms


def test_one_arm_is_not_all_that_were_randomised() -> None:
    source = "A total of 1420 patients underwent randomization; 710 were assigned to febuxostat and 710 to allopurinol."
    found = align(extract("The trial randomised 710 patients."), extract(source))
    assert [each.relation for fact, _, each in found if fact.role == "randomised"] == ["different"]


FLOW = (
    "Of the 500 people screened, 412 were enrolled, 400 were randomised, 380 completed the study and 375 were analysed."
)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (FLOW, ["screened", "enrolled", "randomised", "completed", "analysed"]),
        ("Of 412 randomised, 380 completed.", ["randomised", "completed"]),
        ("Of 412 randomised adults, 380 finished the trial.", ["randomised", "completed"]),
        ("Among 88 women who finished, 22 relapsed.", ["sample_size", "events"]),
        ("After 12 weeks 40 patients improved.", ["events"]),
    ],
)
def test_each_stage_goes_by_the_word_right_behind_it(text: str, roles: list[str]) -> None:
    assert [fact.role for fact in _numbers(text) if fact.dimension == "count"] == roles


@pytest.mark.parametrize(
    ("claim", "source", "verdict"),
    [
        (
            "Tirzepatide led to more weight loss than semaglutide.",
            "Weight loss was smaller with semaglutide than with tirzepatide.",
            "same",
        ),
        (
            "Semaglutide led to more weight loss than tirzepatide.",
            "Weight loss was smaller with semaglutide than with tirzepatide.",
            "different",
        ),
        (
            "Swelling was lower with ice than with heat.",
            "Swelling was higher in the heat group than in the ice group.",
            "same",
        ),
        (
            "Swelling was higher with ice than with heat.",
            "Swelling was higher in the heat group than in the ice group.",
            "different",
        ),
    ],
)
def test_two_sides_behind_the_comparing_word(claim: str, source: str, verdict: str) -> None:
    pairs = align(extract(claim), extract(source))
    assert [found.relation for fact, _, found in pairs if fact.role == "direction"] == [verdict]


def test_a_fall_told_in_two_units_is_no_multiple_of_the_bare_figures() -> None:
    folds = [fact for fact in extract("The lesion shrank from 2 cm to 8 mm.") if fact.dimension == "fold"]
    assert folds == []


def _told(text: str, dimension: str) -> list[float | None]:
    return [fact.value.low for fact in extract(text) if fact.dimension == dimension and fact.value is not None]


@pytest.mark.parametrize(
    ("text", "dimension", "values"),
    [
        ("Costs rose by $1.2m and £50k.", "money", [1_200_000, 50_000]),
        ("The wall was 1.2m high.", "money", []),
        ("One-in-five adults smoke.", "percentage", [20]),
        ("One-in-five adults smoke.", "count", []),
        ("It struck 15 per 100,000 person-years.", "percentage", [0.015]),
        ("Patients took 250 mg b.i.d. for a week.", "frequency", [2]),
        ("The bid was 250.", "frequency", []),
        ("Pressure was 150/95 and 135/85 mmHg.", "pressure", [150, 135]),
    ],
)
def test_scales_shares_and_rhythms(text: str, dimension: str, values: list[float]) -> None:
    assert _told(text, dimension) == values


@pytest.mark.parametrize(
    ("claim", "source", "relation"),
    [
        ("They took 1 g of metformin a day.", "They took 500 mg twice daily of metformin.", "compatible"),
        ("They took 500 mg of metformin a day.", "They took 500 mg twice daily of metformin.", "different"),
        ("The rate was 15 per 100,000 person-years.", "The rate was 0.15 per 1000 person-years.", "same"),
        ("Gout struck 15 per 1,000 person-years.", "Gout struck 15 per 100 000 person-years.", "different"),
        ("The rate was 40 per 100,000 people.", "The rate was 15 per 100 000 people.", "different"),
    ],
)
def test_a_rate_is_compared_over_one_span(claim: str, source: str, relation: str) -> None:
    pairs = align(extract(claim), extract(source))
    assert relation in {found.relation for fact, partner, found in pairs if partner and fact.dimension != "frequency"}


def test_a_change_is_no_point_in_time() -> None:
    assert [fact.time for fact in extract("Weight changed by −2.3 kg and sleep by −0.5 hours.")] == ["", ""]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Four villagers in five have one.", 80.0),
        ("One bird of prey in five carried lead.", 20.0),
        ("Three young women in ten smoked.", 30.0),
        ("Three nurses in two wards fell ill.", None),
        ("Two bakers in ten small towns said so.", None),
        ("Three cats in five boxes slept.", None),
    ],
)
def test_some_in_so_many(text: str, share: float | None) -> None:
    told = [fact.value.low for fact in extract(text) if fact.dimension == "percentage" and fact.value]
    assert told == ([] if share is None else [share])


def test_two_counts_that_end_with_the_text_are_read() -> None:
    assert "seventeen women" in [fact.text for fact in extract("We met 112 cluster seventeen women")]


def test_no_month_148() -> None:
    assert not any(fact.text == "months 148" for fact in extract("Within three months 148 of them left."))
    assert any(fact.text == "week 12" for fact in extract("Scores for anxiety week 12 fell by 4 points."))
