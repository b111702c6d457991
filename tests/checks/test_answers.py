"""Whichever figure of a passage a claim means, it is another one: only where the source speaks of all that is claimed."""

import pytest

from pipeline.checks.number_mismatch import CHECK
from pipeline.records.verdict import Objection
from tests.build import dossier

ANSWERED = {
    "a plain word for the deed": (
        "The brass band was started by a dozen retired tram drivers.",
        ["The brass band was founded by four retired tram drivers.", "Twelve members also play the bagpipes."],
    ),
    "a time in words": (
        "It takes nearly a week to tell whether a truffle is real.",
        ["The assay tells within 50 minutes whether a truffle is real.", "It costs 3 euros."],
    ),
    "a share of those who left": (
        "Half of the apprentices dropped out.",
        ["Drop-out among apprentices was 18%.", "Classes were held in the evening."],
    ),
    "how often": (
        "Rowers took the powder once a week.",
        ["Rowers took the powder twice daily for ten weeks."],
    ),
    "every day, where it was once": (
        "Goats were given the syrup every day.",
        ["Goats were given a single dose of the syrup.", "They were weighed each spring."],
    ),
    "the following day": (
        "A second drop was put in the following day.",
        ["A second drop was given after 14 days.", "A nurse measured the pressure."],
    ),
    "a part of a whole, told beside the same whole": (
        "Divers found nets in eight of the 40 coves.",
        ["Divers reported nets in 33 of 40 coves.", "Most nets were made of nylon."],
    ),
    "degrees of which scale is not told": (
        "Rooms behind ivy were five degrees cooler.",
        ["Rooms behind ivy were 0.8 °C cooler than others."],
    ),
    "pounds that are money": (
        "Shoeing a pony cost about 90 pounds.",
        ["Shoeing cost £290 per pony.", "Ninety ponies were shod."],
    ),
    "the same number of other things": (
        "The course in knot tying consisted of twenty lessons.",
        ["The knot-tying course comprised six lessons of an hour each.", "Twenty pupils finished it."],
    ),
    "another age": (
        "The woman who had cleaned the aviary was 43.",
        ["A 71-year-old woman fell ill after cleaning an aviary."],
    ),
}
LEFT_ALONE = {
    "a thing that the source never names": (
        "A third of the apprentices had a cough.",
        ["Drop-out was 18% in the first winter.", "Apprentices were taught in the evening."],
    ),
    "a part of the people that the source never names": (
        "Among the women who drive trams, the mean age was 38.",
        ["Tram drivers had a mean age of 54 years.", "All but one were men with a licence."],
    ),
    "outside of what the source tells": (
        "Out of season, pipers play for an hour a day.",
        ["Pipers play for 3 hours a day in the season."],
    ),
    "those who are left": (
        "Nearly three quarters of the forged stamps fooled their buyers.",
        ["Buyers recognised the forged stamps in 27% of cases."],
    ),
    "the rest of a count": (
        "Nets were missing in seven coves.",
        ["Divers reported nets in 33 of 40 coves."],
    ),
    "a sum of two sorts": (
        "The workshop was founded by six people.",
        ["The workshop was founded by four carpenters and two smiths and now employs 85 people."],
    ),
    "a share of a count": (
        "After a frost, nearly 130,000 pipes were mended.",
        ["Plumbers looked at 412,000 pipes after the frost, of which 31% had to be mended."],
    ),
    "a bound in other units": (
        "In less than an hour it is known whether a truffle is real.",
        ["The assay tells within 50 minutes whether a truffle is real."],
    ),
    "a week's hours of a day's": (
        "Harpists spend 17 hours a week on practice.",
        ["Harpists practised for a mean of 2.4 hours a day."],
    ),
    "a rhythm in other words": (
        "Rowers took the powder morning and evening.",
        ["Rowers took the powder twice daily for ten weeks."],
    ),
    "a trade of its own": (
        "The coves were searched by five fishermen.",
        ["Twelve divers searched the coves.", "A boat took them out."],
    ),
    "of whom it is told": (
        "In the 58 coves, nets weighed 40 kilos on average.",
        ["Nets weighed 40 kilos on average in the 21 coves that were dived.", "There are 58 coves."],
    ),
    "so many of a round number": (
        "Of every 1,000 ponies, 12 went lame.",
        ["In the first summer 19 of 1,534 ponies went lame."],
    ),
}


def accused(claim: str, source: list[str]) -> list[Objection]:
    found = CHECK.examine(dossier(claim, source))
    return [item for item in found if isinstance(item, Objection) and item.verdict == "contradicted"]


@pytest.mark.parametrize("name", ANSWERED)
def test_answered_otherwise(name: str) -> None:
    assert accused(*ANSWERED[name])


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_not_answered(name: str) -> None:
    assert not accused(*LEFT_ALONE[name])
