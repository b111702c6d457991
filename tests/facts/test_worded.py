"""Rhythms and times that no figure tells."""

import pytest

from pipeline.facts import extract
from pipeline.facts.worded import ONCE, rhythms, spans


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("Hens got the syrup every day.", 1.0),
        ("It was sprayed morning and evening.", 2.0),
        ("They held weekly sessions.", 0.14286),
        ("A twice-yearly wash was enough.", 0.00548),
        ("One single dose was given.", ONCE),
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


def test_no_month_148() -> None:
    assert not any(fact.text == "months 148" for fact in extract("Within three months 148 of them left."))
