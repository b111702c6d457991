"""The small words of a sentence, and the near misses beside them."""

import pytest

from pipeline.verdicts.reading.cues import clauses, cues, degree


def test_direction_is_told_only_where_one_way_is_named() -> None:
    assert cues("Relapses rose.").direction == 1
    assert cues("Relapses fell by a tenth.").direction == -1
    assert cues("Pulse rose and pressure fell.").direction == 0
    assert cues("Pulse was taken.").direction == 0


def test_a_result_of_nothing_is_seen_however_it_is_told() -> None:
    for text in (
        "Pain did not differ between groups.",
        "There was no effect on sleep.",
        "Scores were similar.",
        "Deaths were 4% and 5% (P=0.31).",
        "The hazard ratio was 0.94 (95% CI 0.80 to 1.12).",
    ):
        assert cues(text).null, text
    for text in (
        "Couples moved twice as often.",
        "Some were followed for as long as three years.",
        "Forty clerks and as many as nine guards took part.",
        "Vegans broke bones more often than others.",
    ):
        assert not cues(text).null, text
    for text in ("Pain fell in the treated group.", "The hazard ratio was 0.71 (95% CI 0.60 to 0.84).", "P=0.03"):
        assert not cues(text).null, text


def test_denial_in_a_word_is_no_explicit_negation() -> None:
    assert cues("Raters were unaware of the group.").counts["denial"] == 1
    assert cues("Raters were unaware of the group.").negations == 0
    assert cues("The union of raters was informed.").counts["denial"] == 0


def test_the_spans_of_rates_are_read() -> None:
    assert cues("2 g a day").units == {"day"}
    assert cues("2 g weekly").units == {"week"}
    assert cues("2 g for 3 days").units == frozenset()


def test_clauses_cover_the_text_without_a_gap() -> None:
    text = "Fatigue fell, but sleep did not; nobody was blinded."
    spans = clauses(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert len(spans) >= 3


def test_an_absolute_is_one_of_people_or_cases_and_no_figure_of_speech() -> None:
    for text in (
        "All runners recovered.",
        "Every dose helps.",
        "It never fails.",
        "Anyone can take it.",
        "It cures gout.",
    ):
        assert cues(text).counts["absolute"], text
    for text in (
        "In all, 106 women enrolled.",
        "Hardly any team measured it.",
        "Every fifth team gave up.",
        "Bones did not break any less.",
        "Nearly all walked.",
        "It was only a pilot.",
    ):
        assert not cues(text).counts["absolute"], text


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Tirzepatide led to more weight loss than semaglutide.", 1),
        ("Weight loss was smaller with semaglutide than with tirzepatide.", -1),
        ("Blood loss was higher in the placebo group than in the other group.", 1),
        ("They would rather walk than run.", 0),
    ],
)
def test_the_comparing_word_tells_the_way_and_not_what_is_measured(text: str, way: int) -> None:
    assert degree(text, text.index("than")) == way
