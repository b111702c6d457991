"""Sentences end where they end: abbreviations, initials, glued stops and citation markers do not mislead."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import sentence_spans, tokens


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He took vitamin D.", "Then he slept."),
        ("They were in Phase I.", "The next phase followed."),
        ("It was hepatitis C.", "Patients recovered."),
        ("Dr. Mai works there.", "No. 5 was first."),
        ("It is legal in the U.S.", "The drug is sold."),
        ("The dose was 5 mg.", "5-MeO-DMT acts fast."),
        ("It rose 5%. [3]", "Next it fell."),
        ("It rose.[1]", "Then it fell."),
        ("It rose (95% CI 1.2–3.4).[12–14]", "Then it fell."),
        ("He said “done.”[3]", "Next he left."),
        ("The drug of Pfizer Inc.", "The trial ended."),
        ("It lasted 45 min.", "The effect stayed."),
        ("Did it work?", "It did."),
        ("(It worked.)", "It did."),
    ],
)
def test_two_sentences(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Rigid thought patterns.", "Studies suggest so."), ("A single session [2].", "Side effects differ.")],
)
def test_glued_sentences_part(first: str, second: str) -> None:
    assert split(first + second) == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "J. Smith said so.",
        "The work of Smith J. Effects of light was cited.",
        "See Smith et al. (2020) for more.",
        "It was compared, e.g. The Lancet did so, with others.",
        "The U.S. Food and Drug Administration approved it.",
        "It was given by A. Jones in May.",
        "The dose was approx. 5 mg vs. placebo.",
        "It ran from Jan. 5 to Feb. 6.",
        "The value was 1.5 (p < 0.05) at day 29.",
        "Beckley Psytech Ltd. Chief Executive spoke.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


def test_compounds_stay_whole() -> None:
    words = [token.text for token in tokens("5-MeO-DMT, BPL-003 and IL-6 in SARS-CoV-2")]
    assert words == ["5-MeO-DMT", ",", "BPL-003", "and", "IL-6", "in", "SARS-CoV-2"]


@given(st.text(alphabet='aA .!?"”’)[]0123,–\n-5MeD', max_size=120))
def test_any_text_is_covered_but_for_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_round_markers_behind_their_sentences() -> None:
    text = "Naps help women. (1) Cough is common. (2, 3)"
    assert split(text) == ["Naps help women. (1)", "Cough is common. (2, 3)"]


def test_steps_keep_their_numbers() -> None:
    text = "It has two steps. (1) Cough into a cloth. (2) Wash your hands."
    assert split(text) == ["It has two steps.", "(1) Cough into a cloth.", "(2) Wash your hands."]
