"""What no editor would print is no wording, though every word of it is known."""

import pytest

from pipeline.suggestions.fluency import clumsy


@pytest.mark.parametrize(
    ("claim", "suggestion", "evidence"),
    [
        (
            "Researchers have proved that naps help.",
            "Researchers have proved that naps might help.",
            "Naps might help.",
        ),
        (
            "There is clear evidence that gum helps.",
            "According to a preprint, there is clear evidence that gum helps.",
            "",
        ),
        ("The share went from 14 to 20%.", "The share went from 14 to 14%.", "It was 14%, up from 9%."),
        ("At age 45, 90% still took part.", "At age 90, 90% still took part.", "90% took part at 45."),
        ("The excess was four per 1,000 women.", "The excess was four per 4 women.", "4 strokes per 10,000 women."),
        ("In 20% of people it was seen.", "In Eighteen% of people it was seen.", "Eighteen per cent had it."),
        ("They heard music.", "They heard silence (no tones.", "Arms: silence (no tones)"),
        ("The gene therapy has produced gains.", "The gene therapy has produces gains.", ""),
        ("The study is recruiting people with gout.", "The study has been terminated with gout.", "TERMINATED"),
        ("It was compared with their diet.", "It was compared with their a control diet.", "a control diet"),
        ("The patch cures allergy for good.", "The patch cures allergy for 12 months.", "12 months"),
        ("It takes 15 days.", "It takes week 15.", "by week 15"),
        ("Rice lowers the risk.", "Rice is associated with lower the risk.", "associated with a lower risk"),
        ("Three weeks of rice help for years.", "Three weeks of rice help for three weeks.", "three weeks"),
        ("No event of any kind was seen.", "No event related to naps of any kind was seen.", "event related to naps"),
    ],
)
def test_refused(claim: str, suggestion: str, evidence: str) -> None:
    assert clumsy(claim, suggestion, evidence)


@pytest.mark.parametrize(
    ("claim", "suggestion", "evidence"),
    [
        ("Naps help.", "Naps may help.", "Naps may help."),
        ("The patch helps for good.", "The patch helps for 12 months.", "12 months"),
        ("It was seen after 15 days.", "It was seen by week 15.", "by week 15"),
        ("It was seen in 20% and then in 48%.", "It was seen in 48% and then in 48%.", "48% before and 48% after."),
        ("The rate was 5 per 1,000 women.", "The rate was 4 per 10,000 women.", "4 per 10,000 women"),
        ("It proved useful and may help.", "It proved useful and may help some.", "some"),
        ("It has eased pain.", "It has been found to ease pain.", "found"),
        ("Three people (two of them men) died.", "Four people (two of them men) died.", "Four people died."),
    ],
)
def test_let_through(claim: str, suggestion: str, evidence: str) -> None:
    assert not clumsy(claim, suggestion, evidence)
