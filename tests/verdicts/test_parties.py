"""A deed told of another party than in the source, and deeds that only look so."""

import pytest

from pipeline.verdicts.odds.parties import deeds
from pipeline.verification import verify

TITLE = "Done by another in the source"


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The swimming lessons were paid for by the parents.", "The council paid for the swimming lessons of the study."),
        ("Nurses chose the films for the waiting room.", "The films for the waiting room were chosen by the patients."),
        ("The trial was funded by the manufacturer of the brace.", "A charity financed the trial; the company lent braces."),
        ("It was the pupils who led the breathing sessions.", "The breathing sessions were led by teachers in the gym."),
        ("The goat breeders footed the bill for the study.", "The goat breeders lent stables; the county paid for the study."),
        ("The crane was steered by a priest.", "The crane was steered by an engineer in the next room."),
        ("The wounds were graded by the nurses.", "Patients graded their own wounds from photographs."),
    ],
)  # fmt: skip
def test_another_party_is_accused(claim: str, passage: str) -> None:
    found = verify(claim, (passage,)).judged
    assert found.verdict == "contradicted"


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Physicians gave the vaccine drops.", "The vaccine drops were given by doctors."),
        ("The patients chose the music.", "Music was chosen by the participants themselves."),
        ("Nurses weighed the babies.", "Mothers weighed the cows."),
        ("Owners reported less pain.", "Patients who owned a parrot reported less pain."),
        (
            "Nurses weighed the eggs and patients noted their mood.",
            "The eggs were weighed by nurses, and mood was noted by the patients.",
        ),
        ("Staff gave the lessons.", "The lessons were given by teachers."),
        ("Nurses did not give the injections.", "The injections were given by doctors."),
        ("Teachers and nurses gave the talks.", "The talks were given by nurses."),
    ],
)
def test_the_same_party_or_another_deed_is_not_accused(claim: str, passage: str) -> None:
    found = verify(claim, (passage,)).judged
    assert TITLE not in [one.title for one in found.objections if one.verdict]


def test_active_and_passive_tell_one_deed() -> None:
    (one,), (other,) = deeds("Farmers chose the seed."), deeds("The seed was chosen by farmers.")
    assert (one.deed, one.parties) == (other.deed, other.parties)
