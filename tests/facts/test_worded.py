"""Rhythms and times that no figure tells."""

import pytest

from pipeline.facts.worded import ONCE, rhythms, spans


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("Hens got the syrup every day.", 1.0),
        ("It was sprayed morning and evening.", 2.0),
        ("They held weekly sessions.", 0.14286),
        ("A twice-yearly wash was enough.", 0.00548),
        ("One single dose was given.", ONCE),
        ("Hens got the syrup every four days.", 0.25),
    ],
)
def test_rhythm(text: str, rate: float) -> None:
    assert [fact.value.low for fact in rhythms(text) if fact.value] == [rate]


@pytest.mark.parametrize(
    "text", ["A daily paper wrote of it.", "They spoke of it every time.", "The weekly was closed."]
)
def test_no_rhythm(text: str) -> None:
    assert not rhythms(text)


@pytest.mark.parametrize(
    ("text", "days"), [("It broke the following day.", [1.0]), ("They practise a week on end.", [])]
)
def test_spans(text: str, days: list[float]) -> None:
    assert [fact.value.low for fact in spans(text) if fact.value] == days
