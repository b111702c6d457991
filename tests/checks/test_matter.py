"""A number is called wrong only by one that measures the same; else the reader is asked which figure is meant."""

import pytest

from pipeline.checks import unit_mismatch
from pipeline.checks.number_mismatch import CHECK
from pipeline.records.verdict import Objection
from tests.build import dossier

OTHER_MATTER = {
    "another event of the same people": (
        "The firm was founded by 12 vets.",
        ["The firm sells collars.", "Fourteen vets judged the recordings of coughing."],
    ),
    "a tax, not a share of people": (
        "Two thirds of villagers are in favour of taxing bottled water.",
        ["The plan assumes that a tax of 30% on bottled water would halve sales in the villages."],
    ),
    "a share, not a change": (
        "Rooms in stables rated as good cost 20% more.",
        ["Inspectors rated 14% of stables as good, up from 9% a year earlier."],
    ),
    "another thing worn": (
        "Hard hats were worn by a third of skaters.",
        ["Among 3,100 skaters in the park, 45% wore no wrist guards."],
    ),
    "a price for each, not a sum": (
        "Anglers spend 30 million dollars a year on the restored lakes.",
        ["The restoration of the lakes cost 410 dollars per hectare."],
    ),
    "a time for which, not a time at which": (
        "The spray protects calves for two years.",
        ["Calves should be given the spray between 16 and 32 weeks."],
    ),
}
FOLLOWS = {
    "how much cheaper": (
        "An hour with the machine is 83 pounds cheaper.",
        ["One hour with a farrier cost 95 pounds, one hour with the machine 12 pounds."],
    ),
    "a sum of two groups": (
        "After a year, 73 dogs in all had been operated on.",
        ["By 12 months, 41 dogs on the diet and 32 dogs on the drug had been operated on."],
    ),
    "a share of a whole": (
        "Half of the ponds in the survey lay in woodland.",
        ["Newts were counted in 60 ponds: 30 in woodland, 18 in fields and 12 in towns.", "Ponds with reeds: 71%."],
    ),
    "either of two ends": (
        "More than one goat in three died or was put down.",
        ["Five of the 24 goats were put down; four died in the pen, two of them at night."],
    ),
    "what is left": (
        "Of the tutors, 118 stayed to the end.",
        ["The programme hired 150 tutors, of whom 32 tutors left before the end."],
    ),
    "how much more": (
        "Rescues at sea rose by a half within a year.",
        ["The lifeboats made 402 rescues at sea in 2020 and 603 in 2021, 12% of them at night."],
    ),
    "told of another figure of the claim": (
        "Fractures were seen in 9% of ridden horses and in about four in a hundred of the others.",
        ["At two years, 4.3% of other and 9.1% of ridden horses had had fractures."],
    ),
}
WRONG = {
    "the same event in other words": (
        "After the nurses had taken over, 38% of the sheep were tested.",
        ["A nurse coordinator raised the share of sheep tested to 71% in the following year."],
    ),
    "people randomised, of which a study has one number": (
        "The trial randomised 196 farmers.",
        ["It randomised 193 farmers at 38 sites."],
    ),
    "a slip of the pen": (
        "The ferry company carried 84.9% of them.",
        ["Coverage was lowest for the ferry company, at 48.9%."],
    ),
    "one change": (
        "Cracks in the eggs fell by 24%.",
        ["Cracks in the eggs fell by 14%."],
    ),
    "a price for each of one thing": (
        "Each pupil's lessons cost 310 pounds.",
        ["Lessons cost 270 pounds per pupil."],
    ),
    "no sum of two groups": (
        "After a year, 79 dogs in all had been operated on.",
        ["By 12 months, 41 dogs had been operated on."],
    ),
}


def accusations(claim: str, source: list[str]) -> list[str]:
    found = (each for each in CHECK.examine(dossier(claim, source)) if isinstance(each, Objection))
    return [each.title for each in found if each.verdict == "contradicted"]


@pytest.mark.parametrize("name", [*OTHER_MATTER, *FOLLOWS])
def test_a_figure_of_another_matter_accuses_nobody(name: str) -> None:
    assert not accusations(*(OTHER_MATTER | FOLLOWS)[name])


@pytest.mark.parametrize("name", WRONG)
def test_a_figure_of_the_same_matter_accuses(name: str) -> None:
    assert accusations(*WRONG[name])


def test_the_reader_is_asked_which_figure_is_meant() -> None:
    found = [
        each for each in CHECK.examine(dossier(*OTHER_MATTER["a share, not a change"])) if isinstance(each, Objection)
    ]
    assert any("which figure is meant" in each.title and each.verdict is None for each in found)


@pytest.mark.parametrize(
    ("claim", "accused"),
    [
        ("Started within three days of the bite, the cream cut swelling in horses to 6.8%.", False),
        ("After three days, swelling was seen in 6.8% of the horses given the cream.", True),
    ],
)
def test_only_a_moment_can_be_another_time(claim: str, accused: bool) -> None:  # noqa: FBT001 - a row of a table
    source = ["By day 90, swelling was seen in 6.8% of horses given the cream and in 10.9% of the others."]
    found = unit_mismatch.CHECK.examine(dossier(claim, source))
    assert any(isinstance(each, Objection) and each.verdict == "contradicted" for each in found) is accused
