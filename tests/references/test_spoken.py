"""Does a sentence, or an entry, tell its readers of a retraction? People withdraw from trials, drugs from markets."""

import pytest

from pipeline.references.spoken import NoticeType, spoken_of


@pytest.mark.parametrize(
    "text",
    [
        "One paper on copper bracelets was retracted after two years",
        "The study, which has since been withdrawn, was read by many",
        "A paper on beads, since retracted, was read by many",
        "The now-retracted study claimed that magnets cure snoring",
        "A retracted 2012 trial in nurses had found the same",
        "The journal later retracted the paper",
        "Its authors withdrew the article in 2015",
        "The Lancet retracted it ten years later",
        "The preprint was quickly withdrawn by its authors",
        "The findings were later retracted",
        "Lind's work had to be retracted when the data could not be found",
        "The study led to doubts, and to its retraction in 2017",
        "A retraction notice followed in March",
        "Lind A. Magnets cure snoring in a week. J Naps. 2015;1:1-2 (retracted 2017)",
        "Lind A. Magnets cure snoring [Retracted]. J Naps. 2015;1:1-2.",
        "Lind A. RETRACTED: Magnets cure snoring. J Naps. 2015;1:1-2.",
        "Lind A. Magnets cure snoring. J Naps. 2015;1:1-2. Retracted in: J Naps. 2017;3:1.",
        "Lind A. Retracted: Magnets cure snoring. J Naps. 2015;1:1-2.",
        "Withdrawn: Magnets cure snoring. Cochrane Naps 2015",
        "Lind A. Magnets cure snoring. Retraction published 2017. J Naps. 2015;1:1-2.",
        "The paper carries an expression of concern",
    ],
)
def test_told(text: str) -> None:
    assert spoken_of(text, "retraction")


@pytest.mark.parametrize(
    "text",
    [
        "In the trial 12% of patients withdrew from the study because of nausea",
        "Alcohol withdrawal was shorter with zinc in a trial of 60 people",
        "The drug was withdrawn from the market in 2004 after the trial",
        "Study participants were withdrawn when their blood pressure rose",
        "The investigators withdrew the study drug in nine people",
        "Tattoo removal took half as long in the study published in 2019",
        "Muscles that retracted slowly hurt less",
        "Eyelid retraction improved by 2 mm in the trial",
        "Gum retraction in a study of 40 adults fell",
        "Lind A. Zinc for opioid withdrawal: a randomised trial. J Naps. 2015;1:1-2.",
        "Lind A. Gingival retraction cords in crown work: a review. J Teeth. 2015;1:1-2.",
        "Lind A. Removal of ear wax by drops in a trial. J Ears. 2015;1:1-2.",
        "Lind A. Benzodiazepine withdrawal in older adults: study protocol. J Naps. 2015;1:1-2.",
    ],
)
def test_not_told(text: str) -> None:
    assert not spoken_of(text, "retraction")
    assert not spoken_of(text, "expression_of_concern")


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("The paper was corrected in 2019", "correction", True),
        ("A corrected version of the article gives 12%", "correction", True),
        ("Lind A. Naps. J Naps. 2015;1:1-2. Erratum in: J Naps. 2016;2:1.", "correction", True),
        ("Lind A. Naps. J Naps. 2015;1:1-2 [published correction appears in J Naps. 2016;2:1].", "correction", True),
        ("The journal published a correction to the article", "correction", True),
        ("Correction of anaemia was faster in the trial", "correction", False),
        ("Vision was corrected with glasses in the study", "correction", False),
        ("The paper was retracted", "correction", True),
        ("The paper was corrected in 2019", "retraction", False),
        ("The editors issued an expression of concern about the paper", "expression_of_concern", True),
        ("Parents expressed concern in the study", "expression_of_concern", False),
    ],
)
def test_each_kind_of_notice(text: str, kind: NoticeType, *, told: bool) -> None:
    assert spoken_of(text, kind) is told
