"""Wordings end to end: built from the passage, in the article's voice, and silent where that can't be done well."""

import pytest
from msgspec.structs import replace

from pipeline.checks import pair_checks
from pipeline.records.verdict import Judged, Objection
from pipeline.suggestions import suggest
from pipeline.suggestions.audit import reworded
from tests.build import claim, dossier, trial


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
            "No serious adverse events were reported with the gel.",
            "Three serious adverse events were reported: two falls and one fracture.",
            "SAF-002",
            "Three serious adverse events were reported with the gel.",
        ),
        (
            "Nobody died during follow-up.",
            "Two patients died during follow-up.",
            "SAF-002",
            "Two patients died during follow-up.",
        ),
        (
            "Night shifts cause breast cancer.",
            "Night shift work was related to breast cancer in this case-control study of 2,000 women.",
            "CAU-001",
            "Night shifts are related to breast cancer.",
        ),
        (
            "Daily naps prevent falls in older women at home.",
            "In this cohort of 900 women, daily naps were associated with a lower risk of falls at home in older women.",
            "CAU-001",
            "Daily naps are associated with a lower risk of falls in older women at home.",
        ),
        (
            "Patients improved compared with those on placebo.",
            "The control group received a low-dose active control.",
            "CMP-001",
            "Patients improved compared with those on a low-dose active control.",
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


@pytest.mark.parametrize(
    "claim",
    [
        "There is now clear evidence that the patch relieves arthritis pain of the knee in older people.",
        "Trials prove that the patch relieves arthritis pain of the knee in older people.",
        "It has now been established beyond doubt that the patch relieves arthritis pain of the knee in older people.",
    ],
)
def test_whose_word_it_is_takes_the_place_of_proof(claim: str) -> None:
    told = "The company reported that its patch relieved arthritis pain of the knee in older people."
    said = wording(claim, told, "STA-002", "press_release")
    assert said == "According to a press release, the patch relieves arthritis pain of the knee in older people."


@pytest.mark.parametrize(
    ("claim", "source", "kind"),
    [
        ("The powder cures colds.", "The firm announced that the powder shortened colds in phase 2.", "press_release"),
        (
            "The harness restores walking.",
            "Abstract 41. The harness restored walking in 3 of 12 dogs.",
            "conference_abstract",
        ),
        ("Zinc shortens colds in children.", "Preprint. Zinc shortened colds in adults.", "preprint"),
        (
            "A congress heard that the harness restores walking.",
            "Abstract 41: the harness restored it.",
            "conference_abstract",
        ),
        ("The patch relieves pain.", "The company reported that its patch met the endpoint.", "press_release"),
    ],
)
def test_the_source_is_not_given_for_what_it_does_not_say(claim: str, source: str, kind: str) -> None:
    code = "STA-003" if kind == "preprint" else "STA-002"
    said = wording(claim, source, code, kind) or ""
    assert "ccording to" not in said
    assert "suggests that" not in said


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
    ("claim", "expected"),
    [
        ("Cold caps eased the pain of chemotherapy.", "cold caps ease the pain of chemotherapy"),
        ("The jaw splint cut snoring episodes.", "the jaw splint cuts snoring episodes"),
        (
            "Blood pressure fell within six weeks of beetroot juice.",
            "blood pressure falls within six weeks of beetroot juice",
        ),
        ("Compared with tablets, the patch eased back pain.", "the patch eases back pain compared with tablets"),
        ("The vaccine has reduced infections in infants.", "the vaccine reduces infections in infants"),
        ("The patch, tested in 200 adults, eased back pain.", "the patch, tested in 200 adults, eases back pain"),
        ("Walks after meals were found to lower blood sugar.", "walks after meals lower blood sugar"),
    ],
)
def test_what_a_running_trial_asks_stands_in_the_present(claim: str, expected: str) -> None:
    said = wording(claim, "RECRUITING", "STA-001", "registry_record", "RECRUITING")
    kept = "Walks after meals are being tested to see whether they lower blood sugar."  # its first word may be a name
    assert said in (f"A registered trial is testing whether {expected}.", kept)


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("Early data from the trial point to fewer relapses.", "RECRUITING"),
        ("The gene therapy cured three children.", "WITHDRAWN"),
    ],
)
def test_what_can_not_be_asked_of_the_trial_gets_no_words(claim: str, status: str) -> None:
    assert wording(claim, status, "STA-001", "registry_record", status) is None


@pytest.mark.parametrize(
    ("claim", "status", "expected"),
    [
        (
            "The study is recruiting people with gout.",
            "TERMINATED",
            "The study is no longer recruiting people with gout.",
        ),
        ("The study is now enrolling children.", "NOT_YET_RECRUITING", "The study is not yet enrolling children."),
    ],
)
def test_who_recruits_no_more(claim: str, status: str, expected: str) -> None:
    assert wording(claim, status, "STA-004", "registry_record", status) == expected


@pytest.mark.parametrize(
    ("claim", "source", "code"),
    [
        (
            "Only 5% of patients need another operation.",
            "Repeat operations were needed in 5% to 31% of patients.",
            "NUM-002",
        ),
        ("Naps cure insomnia.", "Naps were tried by 40 people with insomnia.", "CER-004"),
        (
            "The game was compared with methylphenidate.",
            "Attention improved by 0.88 versus 0.06 units (P=0.006) against a word game.",
            "CMP-001",
        ),
        (
            "An umbrella review confirms that depression is due to a lack of serotonin.",
            "The serotonin hypothesis of depression lacks consistent support, an umbrella review concludes.",
            "CER-001",
        ),
    ],
)
def test_nothing_rather_than_something_clumsy(claim: str, source: str, code: str) -> None:
    assert wording(claim, source, code) is None


def test_the_new_words_are_what_is_audited_again() -> None:
    old = "It fell by 40% [3]."
    first = replace(claim(old), bare="It fell by 40%    .")
    again = reworded(first, "It fell by 50% [3].")
    assert again.words == "It fell by 50%    ."
    assert "50%" in again.facts[-1].text
