"""Claims at odds with their source in meaning, no figure changed, beside fair ones of the same words."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.verification import verify

CASES: list[dict[str, Any]] = [
    case
    for file in ("meaning.toml", "meaning_second.toml")
    for case in tomllib.loads((Path(__file__).parent / "cases" / file).read_text(encoding="utf-8"))["study"]
]
ACCUSED = ("contradicted", "overstated")


def _known(case: dict[str, Any], flag: str) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason="known wrong")] if case.get(flag) else []
    return pytest.param(case, id=case["wrong"][:48], marks=marks)


@pytest.mark.parametrize("case", [_known(case, "missed") for case in CASES])
def test_a_claim_turned_in_meaning_is_accused(case: dict[str, Any]) -> None:
    assert verify(case["wrong"], tuple(case["passages"])).judged.verdict in ACCUSED


@pytest.mark.parametrize("case", [_known(case, "believed") for case in CASES])
def test_a_claim_turned_in_meaning_is_not_supported(case: dict[str, Any]) -> None:
    assert verify(case["wrong"], tuple(case["passages"])).judged.verdict != "supported"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["fair"][:48])
def test_a_fair_claim_of_the_same_words_is_not_accused(case: dict[str, Any]) -> None:
    assert verify(case["fair"], tuple(case["passages"])).judged.verdict not in ACCUSED


def test_half_of_the_fair_claims_are_supported() -> None:
    said = [verify(case["fair"], tuple(case["passages"])).judged.verdict for case in CASES]
    assert said.count("supported") >= len(CASES) // 2


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        # The same words, and nothing turned: a denial of something else, of a part, or on both sides.
        (
            "Iron tablets raised ferritin in rowers.",
            "Iron tablets raised ferritin in rowers, but did not shorten races.",
        ),
        ("Stents did not lower deaths.", "Stents made no difference to deaths."),
        ("Warm milk helped toddlers to sleep.", "Warm milk not only helped toddlers to sleep but also calmed them."),
        (
            "Rashes were twice as common with the patch.",
            "Rashes were twice as often seen with the patch as with the gel.",
        ),
        ("Falls were less frequent with the frame.", "Falls were rarer with the frame."),
        ("The gel worked no worse than the cream.", "The gel was as good as the cream."),
        ("Rowers benefited from the lessons.", "Swimmers did not benefit from the lessons."),
        ("Cramps eased with magnesium.", "Cramps did not ease without magnesium."),
        ("Larger doses lowered the fever.", "Fever was lowered by larger doses more than by smaller ones."),
        ("Nine in ten patients kept their sight.", "Sight was kept by 90% of the patients."),
    ],
)
def test_what_only_looks_turned_is_not_accused(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict not in ACCUSED


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Soap removes all spores from hands.", "Soap removes about 80% of the spores from hands."),
        ("Every nurse wore a mask on the ward.", "Most nurses wore a mask on the ward."),
        ("All lambs survived the fever.", "Three of eight lambs survived the fever."),
        ("None of the lambs survived the fever.", "Three of eight lambs survived the fever."),
        ("Nobody fainted during the dive.", "A few divers fainted during the dive."),
    ],
)
def test_all_and_none_are_not_supported_by_a_share(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict in ACCUSED


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("All lambs survived the fever.", "All eight lambs survived the fever."),
        ("Some of the lambs survived the fever.", "Three of eight lambs survived the fever."),
        ("All lambs were weighed before the fever.", "Three of eight lambs survived the fever."),
        ("Every year some divers faint.", "A few divers faint each year."),
    ],
)
def test_a_share_of_something_else_accuses_nobody(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict not in ACCUSED


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "The Dutch Heart Foundation called for a tax on salt.",
            "In May the Flemish Kidney League called for a tax on salt.",
        ),
        ("According to Professor Lind, gulls spread the virus.", "Gulls spread the virus, according to Doctor Okafor."),
    ],
)
def test_what_another_said_is_not_the_speakers(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict == "contradicted"


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        # Initials, a part of the name, a speaker whom the source names elsewhere or not at all.
        ("The WHO called for a tax on salt.", "In May the World Health Organization called for a tax on salt."),
        ("Lind said that gulls spread the virus.", "Gulls spread the virus, according to Professor Ada Lind."),
        ("The Dutch Heart Foundation called for a tax on salt.", "We call for a tax on salt."),
        (
            "The Dutch Heart Foundation called for a tax on salt.",
            "The Flemish Kidney League called for a tax on salt, and so did the Dutch Heart Foundation.",
        ),
    ],
)
def test_a_speaker_who_may_be_the_same_accuses_nobody(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict not in ACCUSED


@pytest.mark.parametrize(
    "passage",
    [
        "Previous studies found that hot baths lower blood pressure.",
        "It has been suggested that hot baths lower blood pressure.",
        "Hot baths are thought to lower blood pressure.",
        "We hypothesised that hot baths lower blood pressure.",
    ],
)
def test_what_others_found_or_supposed_is_no_finding_of_the_source(passage: str) -> None:
    assert verify("Hot baths lower blood pressure.", (passage,)).judged.verdict != "supported"


def test_what_the_source_found_is_supported() -> None:
    passage = "In this trial, hot baths lowered blood pressure."
    assert verify("Hot baths lower blood pressure.", (passage,)).judged.verdict == "supported"
