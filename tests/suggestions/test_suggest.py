"""Wordings end to end: built from the passage, in the article's voice, and silent where that can't be done well."""

import pytest

from pipeline.checks import pair_checks
from pipeline.records.verdict import Judged, Objection
from pipeline.suggestions import suggest
from tests.build import dossier, trial


def wording(claim: str, source: str, code: str, kind: str = "journal_article", status: str = "") -> str | None:
    """What is suggested for the finding `code`; fails where the claim is not flagged with it."""
    record = trial(id="NCT01234567", status=status) if status else None
    file = dossier(claim, source, kind=kind, trial=record)  # type: ignore[arg-type]  # a SourceKind
    found = tuple(one for check in pair_checks() for one in check.examine(file) if isinstance(one, Objection))
    first = next(each for each in found if each.code == code)
    return suggest(Judged(file.claim, "overstated", None, file.ranked, found, (), "strength"), first)


@pytest.mark.parametrize(
    ("claim", "source", "code", "expected"),
    [
        (
            "The study involved 196 patients with gout.",
            "The study randomised 193 patients with gout.",
            "NUM-001",
            "The study involved 193 patients with gout.",
        ),
        (
            "An adhesive nasal valve reduces snoring.",
            "In this open-label pilot study, an adhesive nasal valve reduced snoring.",
            "CER-001",
            "In an open-label pilot study, an adhesive nasal valve reduces snoring.",
        ),
        (
            "An adhesive nasal valve reduces snoring.",
            "An adhesive nasal valve reduces snoring: pilot study in adults.",
            "CER-001",
            "In a pilot study, an adhesive nasal valve reduces snoring.",
        ),
        (
            "Children played the game for four months.",
            "Children played the game for four weeks.",
            "NUM-003",
            "Children played the game for four weeks.",
        ),
        (
            "There were no serious adverse events with the eye drops.",
            "There were no drug-related serious adverse events with the eye drops.",
            "SAF-002",
            "There were no drug-related serious adverse events with the eye drops.",
        ),
        (
            "Walking after meals lowers blood sugar.",
            "Walking after meals may lower blood sugar.",
            "CER-001",
            "Walking after meals may lower blood sugar.",
        ),
        (
            "Eating late causes depression in women.",
            "In this cohort study of 900 women, eating late was associated with depression.",
            "CAU-001",
            "Eating late is associated with depression in women.",
        ),
        (
            "The device is approved for home use.",
            "The device is not yet approved for home use.",
            "REG-001",
            "The device is not yet approved for home use.",
        ),
    ],
)
def test_the_shortest_edit(claim: str, source: str, code: str, expected: str) -> None:
    assert wording(claim, source, code) == expected


def test_a_running_trial_is_told_as_a_question() -> None:
    said = wording("The patch reduces migraine days.", "RECRUITING", "STA-001", "registry_record", "RECRUITING")
    assert said == "A registered trial is testing whether the patch reduces migraine days."


def test_praise_of_a_running_trial_goes() -> None:
    said = wording(
        "A registered trial suggests that the spray may be highly effective for gout.",
        "RECRUITING",
        "STA-001",
        "registry_record",
        "RECRUITING",
    )
    assert said == "A registered trial is testing whether the spray is effective for gout."


@pytest.mark.parametrize(
    ("claim", "source", "code"),
    [
        (
            "Only 5% of patients need another operation.",
            "Repeat operations were needed in 5% to 31% of patients.",
            "NUM-002",
        ),
        ("Naps cure insomnia.", "Naps were tried by 40 people with insomnia.", "CER-004"),
    ],
)
def test_nothing_rather_than_something_clumsy(claim: str, source: str, code: str) -> None:
    assert wording(claim, source, code) is None
