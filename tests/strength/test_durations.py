"""How long an effect is said to last, and how long anybody looked."""

import pytest

from pipeline.strength.durations import FOREVER, LONG_TERM_DAYS, lasting, watched


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("with effects lasting for weeks", 14),
        ("Relief persisted for three months.", 91.2),
        ("The benefits can persist for weeks or months.", 60.8),
        ("Protection lasts at least a year.", 365.25),
        ("Weight loss was maintained for 2 to 3 years.", 1095.75),
        ("Remission continued for several days.", 3),
        ("The drug has long-term benefits.", LONG_TERM_DAYS),
        ("The results are permanent.", LONG_TERM_DAYS),
        ("The improvement lasts for life.", FOREVER),
    ],
)
def test_durability(text: str, days: float) -> None:
    assert lasting(text)[0].days == pytest.approx(days, abs=1)


@pytest.mark.parametrize(
    "text",
    [
        "The session lasted 30 minutes.",
        "The trial continued for two years.",
        "Improvement came within 24 hours.",
        "The benefits do not last for months.",
        "Do the benefits last for months?",
        "Adults aged 40 to 60 years saw an improvement.",
        "Symptoms of long covid can last for months.",
    ],
)
def test_no_durability(text: str) -> None:
    assert lasting(text) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("At Day 57 the change was −10 points.", 57),
        ("The 12-month follow-up was complete.", 364.8),
        ("Scores were taken at 2, 4 and 8 weeks.", 56),
        ("Follow-up was for a median of 3.2 years.", 1168.8),
        ("The effect was maintained through Week 8.", 56),
    ],
)
def test_what_was_watched(text: str, days: float) -> None:
    assert watched(text)[0].days == pytest.approx(days, abs=1)


@pytest.mark.parametrize(
    "text", ["Children aged 2 to 9 years", "over the past 20 years", "published 5 years ago", "twice a week"]
)
def test_what_was_not_watched(text: str) -> None:
    assert watched(text) == ()
