"""The guard: what neither claim nor passage says can't be suggested."""

import pytest

from pipeline.suggestions import refusal

CLAIM = "The study involved 196 patients with gout in Denmark."
SOURCE = "The trial randomised 193 patients with gout at 38 sites; it may ease pain."


@pytest.mark.parametrize(
    ("suggestion", "why"),
    [
        ("The study involved 191 patients with gout in Denmark.", "number"),
        ("The study involved ninety patients with gout in Denmark.", "number"),
        ("The study involved 193 children with gout in Denmark.", "word"),
        ("The study involved 193 patients with asthma in Denmark.", "word"),
        ("The study involved 193 patients with gout in Norway.", "name"),
        ("The study, led by Carter, involved 193 patients with gout in Denmark.", "name"),
        ("The study never involved 193 patients with gout in Denmark.", None),
        (CLAIM, "unchanged"),
        ("Name what there is: one study.", "advice"),
    ],
)
def test_what_is_not_known_is_refused(suggestion: str, why: str | None) -> None:
    found = refusal(CLAIM, suggestion, SOURCE)
    assert found == why if why else found is not None


def test_the_source_s_own_figure_is_let_through() -> None:
    assert refusal(CLAIM, "The study involved 193 patients with gout in Denmark.", SOURCE) is None


def test_a_figure_written_out_is_the_same_figure() -> None:
    assert refusal("It took 3 hours.", "It took four hours.", "It took 4 hours.") is None


def test_no_more_certainty_than_either_side() -> None:
    assert refusal("The pill may ease pain.", "The pill proves to ease pain.", "The pill may ease pain.") is not None
    assert refusal("The pill eases pain.", "The pill may ease pain.", "The pill may ease pain.") is None


def test_a_denial_must_stand_in_the_source() -> None:
    assert refusal("It is approved for gout.", "It is not approved for gout.", "It is a pill for gout.") == "negation"
    assert refusal("It is approved for gout.", "It is not approved for gout.", "It is not approved.") is None


@pytest.mark.parametrize(
    ("claim", "suggestion", "source"),
    [
        ("The app beat a leaflet.", "The app was tested to see whether it beats a leaflet.", "COMPLETED"),
        (
            "Stone slabs were banned ages ago.",
            "Stone slabs will be banned from July.",
            "They will be banned from July.",
        ),
        ("Milk yields fell.", "A registered trial is testing whether milk yields fall.", "RECRUITING"),
    ],
)
def test_a_short_claim_may_need_as_many_words_again(claim: str, suggestion: str, source: str) -> None:
    assert refusal(claim, suggestion, source) is None


@pytest.mark.parametrize(
    ("claim", "suggestion", "source", "why"),
    [
        ("Naps help nurses.", "Write “was related to more alertness”.", "It was related to more alertness.", "advice"),
        ("Milk yields fell.", "Milk yields will fall in goats.", "They will fall.", "word"),
        ("Milk yields fell.", "Milk yields fell by 4%.", "They fell by 3%.", "number"),
        (
            "The pills ran out.",
            "Two small studies found no such thing.",
            "Two small studies found no such thing.",
            "advice",
        ),
    ],
)
def test_what_keeps_nothing_or_adds_something_is_no_edit(claim: str, suggestion: str, source: str, why: str) -> None:
    assert refusal(claim, suggestion, source) == why
