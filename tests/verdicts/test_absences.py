"""What did not occur: borne out by a nought of the same kind or by a denial, never by a count."""

import pytest

from pipeline.checks import Dossier
from pipeline.verdicts.reading.polarity import same_absences
from pipeline.verification import brief_of


def dossier(claim: str, passage: str) -> Dossier:
    return brief_of(claim, (passage,)).dossiers[0]


@pytest.mark.parametrize(
    ("claim", "passage", "same"),
    [
        ("None of the splints broke.", "No broken splints were seen.", True),
        ("None of the splints broke.", "Splints were worn for six weeks.", False),
        ("No serious adverse events occurred.", "Two serious adverse events occurred.", False),
        ("Splints broke.", "Splints were worn for six weeks.", True),
    ],
)
def test_an_absence_needs_an_absence(claim: str, passage: str, *, same: bool) -> None:
    found = dossier(claim, passage)
    assert same_absences(found.claim, found.passages[0]) is same
