"""Words that leave no exception count only where they tell a whole that the source does not tell."""

import pytest

from pipeline.verdicts.reading.absolutes import beyond

BEYOND = [
    ("All dentists sealed the teeth.", "Dentists of the town sealed the teeth."),
    ("The resin seals teeth completely.", "The resin sealed most of the teeth."),
    ("Seals stay in every mouth.", "Seals stayed in 84% of children."),
    ("The lamp cures psoriasis.", "The lamp thinned plaques in 30 patients."),
    ("Sealed teeth never decay.", "Decay was seen in 4% of sealed teeth."),
    ("The wax is useful in all ears.", "The wax was used in ears with a narrow canal."),
    ("Anyone can learn it.", "Students learned it in an afternoon."),
    ("Of all dentists in the land, 12% seal teeth.", "Of 310 dentists who answered, 12% sealed teeth."),
    ("The seal failed in 2% every year.", "The seal failed in 2% over five years."),
]
WITHIN = [
    ("All but three of the 40 teeth stayed sealed.", "Of 40 teeth, 37 stayed sealed."),
    ("It was not tested in any clinic.", "Clinics were not part of the test."),
    ("The seal was put on before anyone had a cavity.", "Teeth were sealed while they were sound."),
    ("Resin lasted longer than any other seal.", "Resin lasted longest."),
    ("Of all seals, cement was the cheapest.", "Cement cost the least."),
    ("In all, 61 teeth were lost.", "Of the teeth, 61 were lost."),
    ("Nearly all seals stayed.", "Seals stayed in 97%."),
    ("Teeth should be looked at every year.", "Teeth should be examined once a year."),
    ("All children had sound teeth at the start.", "Children with a cavity were not enrolled."),
    ("It was repeated at every visit.", "It was repeated at each visit."),
    ("The sore was not cured.", "The sore was still there."),
    ("The cream cured the sores of 12.", "Sores healed in 12."),
    ("Half of them never went back.", "Half returned for a second filling."),
    ("There was no pain at all.", "Pain was not reported."),
    ("Anyone who grinds their teeth needs a guard.", "People with bruxism need a guard."),
    ("All that is known comes from one clinic.", "One clinic took part."),
]


@pytest.mark.parametrize(("claim", "passage"), BEYOND)
def test_a_whole_that_the_source_does_not_tell(claim: str, passage: str) -> None:
    assert beyond(claim, passage)


@pytest.mark.parametrize(("claim", "passage"), WITHIN)
def test_no_whole_or_one_told_in_other_words(claim: str, passage: str) -> None:
    assert not beyond(claim, passage)
