"""What bounds a statement stays: places, exceptions and parts; and a question holds no result."""

import pytest

from pipeline.suggestions.bounds import loses_the_source_s, unbounded
from pipeline.suggestions.fluency import clumsy
from pipeline.suggestions.results import acts, did_already, has_result, past_left, tells_effect, without_result
from tests.suggestions.test_suggest import wording


@pytest.mark.parametrize(
    ("claim", "suggestion", "lost"),
    [
        ("Kava is legal in some cantons only.", "Kava is illegal.", True),
        ("Khat is legal in Norway.", "Khat is illegal.", True),
        ("Dogs may enter except in spring.", "Dogs may enter.", True),
        ("Khat is legal in Norway.", "Khat is illegal in Norway.", False),
        ("It was banned in March.", "It will be banned.", False),
        ("Only 3 of 10 slept well.", "Seven of 10 slept well.", False),
    ],
)
def test_the_article_s_own_bounds_stay(claim: str, suggestion: str, *, lost: bool) -> None:
    assert unbounded(claim, suggestion) is lost


@pytest.mark.parametrize(
    ("claim", "suggestion", "source", "lost"),
    [
        ("Kava is legal.", "Kava is illegal.", "Kava is illegal, save for ceremonies.", True),
        ("Kava is legal.", "Kava is illegal.", "Kava is illegal in six states.", True),
        ("The gel is sold in Peru.", "The gel is not approved in Peru.", "The gel is not approved in Chile.", True),
        ("The gel is sold.", "The gel is not approved.", "The gel is not approved in Chile.", True),
        ("The gel is sold in Chile.", "The gel is not approved in Chile.", "In Chile the gel is not approved.", False),
        ("The gel is approved.", "The gel is not approved.", "The gel is not approved.", False),
    ],
)
def test_a_status_is_taken_over_with_its_bounds(claim: str, suggestion: str, source: str, *, lost: bool) -> None:
    assert loses_the_source_s(claim, suggestion, source, None) is lost


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("the sock cuts blisters by 30%", "the sock cuts blisters"),
        ("the rinse improves sleep in 80% of users", "the rinse improves sleep"),
        ("the syrup lowers fever within 4 hours", "the syrup lowers fever within 4 hours"),
    ],
)
def test_the_size_of_an_effect_is_not_asked(text: str, asked: str) -> None:
    assert without_result(text) == asked
    assert not has_result(asked)


def test_a_share_that_can_t_be_left_out_is_seen() -> None:
    assert has_result("the app has a 90% success rate")
    assert has_result("the mat cuts falls threefold")
    assert not has_result("the app helps 300 adults aged 5 to 9")


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("mothers with music asked for fewer drugs", True),
        ("riders who crashed sleep badly", True),
        ("women treated with iron have fewer colds", False),
        ("the mat eases pain compared with foam", False),
    ],
)
def test_a_question_is_not_told_as_past(text: str, *, past: bool) -> None:
    assert past_left(text) is past


def test_who_has_done_something_is_not_asked_of() -> None:
    assert did_already("runners who wore the sock have fewer blisters")
    assert not did_already("runners who wear the sock have fewer blisters")


def test_what_takers_of_part_are_given_is_no_effect() -> None:
    assert not tells_effect("volunteers receive either a longer or a lower dose")
    assert not tells_effect("all 300 nurses have been enrolled")
    assert tells_effect("the rinse lowers the risk of ulcers")
    assert not acts("a lower dose", 2)


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("Parents found that the patch eases croup.", "COMPLETED"),
        ("Teachers report that the app improves reading.", "RECRUITING"),
        ("Runners who wore the sock had fewer blisters.", "RECRUITING"),
    ],
)
def test_who_only_reports_has_tested_nothing(claim: str, status: str) -> None:
    assert wording(claim, status, "STA-001", "registry_record", status) is None


@pytest.mark.parametrize(
    ("claim", "status", "said"),
    [
        (
            "Researchers found that the shoe reduces limping in horses.",
            "RECRUITING",
            "Researchers are testing whether the shoe reduces limping in horses.",
        ),
        (
            "The study shows that the mat prevents bed sores.",
            "NOT_YET_RECRUITING",
            "The study will test whether the mat prevents bed sores.",
        ),
        (
            "The rinse heals ulcers in 14 of 20 people.",
            "RECRUITING",
            "A registered trial is testing whether the rinse heals ulcers.",
        ),
    ],
)
def test_who_tests_asks_in_the_right_tense_and_number(claim: str, status: str, said: str) -> None:
    assert wording(claim, status, "STA-001", "registry_record", status) == said


@pytest.mark.parametrize(
    "claim",
    ["Researchers are now recruiting mothers for a trial of songs.", "Dog owners are still enrolling in the trial."],
)
def test_people_are_not_terminated(claim: str) -> None:
    assert "terminated" not in (wording(claim, "TERMINATED", "STA-004", "registry_record", "TERMINATED") or "")


@pytest.mark.parametrize(
    ("suggestion", "bad"),
    [
        ("The study has been completed and will report in 2027.", True),
        ("The stents have been granted priority review in 2022.", True),
        ("The stents were granted priority review in 2022.", False),
        ("The tonic is not approved laxative for toddlers.", True),
        ("The tonic is not approved for toddlers.", False),
        ("Noise is associated with up blood pressure.", True),
    ],
)
def test_what_no_editor_would_print(suggestion: str, *, bad: bool) -> None:
    assert clumsy("", suggestion, "") is bad


def test_a_year_to_come_is_not_the_year_it_happened() -> None:
    said = wording(
        "The helmet has been CE-marked and sold since 2020.",
        "The helmet is not yet on sale; a CE mark is expected in 2025.",
        "NUM-001",
    )
    assert "2025" not in (said or "")
