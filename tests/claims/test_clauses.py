"""Where a sentence is cut into statements, and where it is not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.claims.clauses import clause_spans

CUT = [
    (
        "It was no small study—it involved 480 nurses, making it the largest survey of night work to date.",
        ["It was no small study", "it involved 480 nurses", "making it the largest survey of night work to date."],
    ),
    (
        "Children were randomly assigned to the book or the screen, and neither they nor their parents knew the aim.",
        [
            "Children were randomly assigned to the book or the screen",
            "and neither they nor their parents knew the aim.",
        ],
    ),
    (
        "The inhaler can be effective but requires daily practice.",
        ["The inhaler can be effective", "but requires daily practice."],
    ),
    (
        "The patch reduced migraine days, with no serious adverse events reported across the trials.",
        ["The patch reduced migraine days", "with no serious adverse events reported across the trials."],
    ),
    (
        "It was the largest trial of the device and the first controlled study in teenagers.",
        ["It was the largest trial of the device", "and the first controlled study in teenagers."],
    ),
    ("Doses rose to 20 mg; blood pressure fell by 4 mmHg.", ["Doses rose to 20 mg", "blood pressure fell by 4 mmHg."]),
]
WHOLE = [
    "Side effects included nausea, headache, and dry mouth.",
    "The effect lasted 15–30 minutes in most patients.",
    "Adults, teenagers and small children took part in the trial.",
    "The drug (which was given by mouth, and was well tolerated) reduced pain.",
    "A well-known, long-acting insulin lowered the fasting glucose.",
    "Overactivity is linked to depression, anxiety, and rigid thought patterns.",
    "Certain compounds, including ketamine, can promote growth of dendrites.",
]


@pytest.mark.parametrize(("sentence", "parts"), CUT)
def test_statements_are_cut_apart(sentence: str, parts: list[str]) -> None:
    assert [sentence[start:end] for start, end in clause_spans(sentence)] == parts


@pytest.mark.parametrize("sentence", WHOLE)
def test_lists_brackets_and_ranges_stay_whole(sentence: str) -> None:
    assert [sentence[start:end] for start, end in clause_spans(sentence)] == [sentence]


@given(st.text(alphabet="ab,;—- .()[]and with 1–2was", max_size=80))
def test_spans_are_in_order_and_lose_no_word(sentence: str) -> None:
    spans = clause_spans(sentence)
    assert all(0 <= start < end <= len(sentence) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered for at, sign in enumerate(sentence) if sign.isalnum())


@pytest.mark.parametrize(
    "sentence",
    [
        "Night trains lower air traffic, a Danish study shows.",
        "Kelp lowers blood pressure in sailors, researchers from two harbours in Norway have shown.",
        "Rye bread lowers cholesterol in men, a review of nine trials concluded.",
        "“A short walk does more than most pills,” says Mara Lind of the harbour clinic.",
        "Rye bread lowers cholesterol in men; says said.",
    ],
)
def test_who_says_it_is_no_statement_of_its_own(sentence: str) -> None:
    assert len(clause_spans(sentence)) == 1


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        (
            "Kelp lowered blood pressure in sailors, with no serious adverse events reported.",
            "with no serious adverse events reported.",
        ),
        (
            "Salt raises blood pressure, and a trial of 400 nurses showed a fall in stroke.",
            "and a trial of 400 nurses showed a fall in stroke.",
        ),
    ],
)
def test_what_is_said_stays_a_statement(sentence: str, last: str) -> None:
    start, end = clause_spans(sentence)[-1]
    assert sentence[start:end] == last
