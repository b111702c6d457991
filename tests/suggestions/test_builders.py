"""Each kind of edit on both sides: what it makes of claim and passage, and where it keeps silent."""

import pytest

from tests.suggestions.test_suggest import wording

RUNS = "registry_record"


@pytest.mark.parametrize(
    ("claim", "source", "code", "expected"),
    [
        (
            "Toddlers should sleep at least eleven hours a week.",
            "Toddlers should sleep at least eleven hours a day.",
            "NUM-003",
            "Toddlers should sleep at least eleven hours a day.",
        ),
        (
            "The stent dissolves within three weeks.",
            "The stent dissolves within three years.",
            "NUM-003",
            "The stent dissolves within three years.",
        ),
        (
            "Children on the syrup had higher lead levels.",
            "Children on the syrup had lower lead levels.",
            "NUM-001",
            "Children on the syrup had lower lead levels.",
        ),
        (
            "No serious side effects were reported with the pacemaker.",
            "With the pacemaker, serious side effects occurred in nine patients.",
            "SAF-002",
            "Serious side effects were reported in nine patients with the pacemaker.",
        ),
        (
            "There were no deaths in the valve study.",
            "Three patients died within a month of the new valve.",
            "SAF-002",
            "Three patients died in the valve study.",
        ),
        (
            "The jaw splint is now sold in pharmacies.",
            "The jaw splint is an investigational device and has not been cleared.",
            "REG-001",
            "The jaw splint is an investigational device.",
        ),
        (
            "Probiotic drops are recommended for colicky babies.",
            "Probiotic drops may be tried for colicky babies.",
            "CER-001",
            "Probiotic drops may be tried for colicky babies.",
        ),
        (
            "Night lights cause asthma.",
            "Night lights were not associated with asthma in this cohort.",
            "CAU-001",
            "Night lights are not associated with asthma.",
        ),
        (
            "Loud snoring every night causes strokes in older women.",
            "In this cohort study, older women who snored every night had strokes more often.",
            "CAU-001",
            "Loud snoring every night is linked to a higher risk of strokes in older women.",
        ),
    ],
)
def test_an_edit_takes_over_what_differs(claim: str, source: str, code: str, expected: str) -> None:
    assert wording(claim, source, code) == expected


@pytest.mark.parametrize(
    ("claim", "status", "expected"),
    [
        ("Lentil bread lowers blood sugar.", "RECRUITING", "Lentil bread is being tested to see whether it lowers"),
        (
            "Cherry capsules shorten gout attacks in men over sixty.",
            "COMPLETED",
            "Cherry capsules were tested to see whether they shorten",
        ),
        (
            "Nasal washes reduce colds.",
            "NOT_YET_RECRUITING",
            "Nasal washes are to be tested to see whether they reduce",
        ),
        (
            "Lentil bread lowers blood sugar.",
            "WITHDRAWN",
            "Lentil bread was to be tested to see whether it lowers blood sugar; the trial was withdrawn.",
        ),
        (
            "Lentil bread lowers blood sugar.",
            "UNKNOWN",
            "Lentil bread was to be tested to see whether it lowers blood sugar; no results are posted.",
        ),
    ],
)
def test_a_result_of_a_trial_without_one_becomes_its_question(claim: str, status: str, expected: str) -> None:
    said = wording(claim, status, "STA-001", RUNS, status)
    assert said is not None
    assert said.startswith((expected, "A registered trial"))


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("The gene therapy cured three children.", "WITHDRAWN"),
        ("No side effects were seen with lentil bread.", "RECRUITING"),
        ("Researchers cured three children with lentil bread.", "RECRUITING"),
        ("The trial improved blood sugar, and patients lost weight.", "RECRUITING"),
    ],
)
def test_no_question_is_made_of_people_counts_or_trials(claim: str, status: str) -> None:
    said = wording(claim, status, "STA-001", RUNS, status)
    assert said is None or "to see whether" not in said


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        (
            "The trial was stopped early because of side effects.",
            "The study was terminated because of slow enrolment.",
            "The trial was stopped early because of slow enrolment.",
        ),
        (
            "The vaccine study was halted after a death.",
            "The study was halted due to a shortage of staff.",
            "The vaccine study was halted due to a shortage of staff.",
        ),
    ],
)
def test_the_reason_of_a_stop_is_the_records(claim: str, source: str, expected: str) -> None:
    assert wording(claim, source, "STA-004", RUNS, "TERMINATED") == expected


@pytest.mark.parametrize(
    ("claim", "source", "code"),
    [
        ("The tablets hold 5 milligrams of zinc.", "The tablets hold 5 g of zinc per litre of water.", "NUM-003"),
        ("Only 20% of nurses slept well.", "Eighty per cent of nurses slept well.", "NUM-001"),
        ("Anaemia fell by 12%.", "Anaemia fell from 40% to 30%.", "NUM-001"),
    ],
)
def test_words_that_judge_a_figure_keep_it(claim: str, source: str, code: str) -> None:
    try:
        said = wording(claim, source, code)
    except StopIteration:
        return  # not accused at all
    assert said is None or ("Only 80%" not in said and "by 30%" not in said and "by 40%" not in said)


def test_a_finished_phase_is_no_test_that_goes_on() -> None:
    claim = "Tavorexin is approved for restless legs."
    done = "The firm announced phase 1 results of tavorexin, an investigational drug for restless legs."
    assert wording(claim, done, "REG-001") == "Tavorexin is an investigational drug for restless legs."
    runs = "Tavorexin is being tested in a phase 2 trial for restless legs."
    assert wording(claim, runs, "REG-001") == runs


def test_how_long_somebody_was_watched_is_not_how_soon_it_helped() -> None:
    said = wording("The pill calmed legs in four weeks.", "The pill calmed legs over one year.", "NUM-001")
    assert said is None
