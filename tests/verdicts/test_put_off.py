"""What has not happened yet has not happened: "not yet", "has yet to" and "still not" deny."""

import pytest

from pipeline.verdicts.reading.cues import put_off
from pipeline.verification import verify

ACCUSED = ("contradicted", "overstated")
SAME = [
    ("The pump is not yet on sale.", "The pump is not on sale yet."),
    ("The implant has not yet been approved.", "The implant has not been approved."),
    ("The implant has yet to be approved.", "The implant has not been approved."),
    ("The implant has not been approved.", "The implant has yet to be approved."),
    ("The serum is not yet licensed.", "The serum has not been licensed."),
    ("The assay is not available.", "The assay is not yet available."),
    ("The assay is not yet available.", "The assay is not available."),
    ("Schools have yet to adopt the swimming programme.", "Schools have not adopted the swimming programme."),
    ("The sensor has yet to be tested in children.", "The sensor has not been tested in children."),
    ("The serum is still not licensed in Norway.", "The serum is not yet licensed in Norway."),
]
AGAINST = [
    ("The implant has been approved.", "The implant has yet to be approved."),
    ("The assay is available.", "The assay is not yet available."),
    ("The serum has yet to be licensed.", "The serum has been licensed."),
    ("The pump is on sale.", "The pump is not yet on sale."),
]


@pytest.mark.parametrize(("claim", "passage"), SAME, ids=[claim for claim, _ in SAME])
def test_the_same_denial_is_borne_out(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict == "supported"


@pytest.mark.parametrize(("claim", "passage"), AGAINST, ids=[claim for claim, _ in AGAINST])
def test_what_is_denied_on_one_side_is_against_the_other(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict == "contradicted"


def test_each_sign_keeps_its_place() -> None:
    text = "The serum has still yet to be sold; yet it works."
    assert put_off(text) == "The serum has still not to be sold; yet it works."


@pytest.mark.parametrize(
    "text", ["It rose, yet to a smaller degree.", "Yet to most it was new.", "It is not yet known."]
)
def test_another_yet_is_left_alone(text: str) -> None:
    assert put_off(text) == text


def test_who_denies_side_effects_denies_no_effect() -> None:
    verdict = verify(
        "The diet had no side effects.",
        ("Headaches came on six days a month.", "The diet cut this to three."),
    ).judged.verdict
    assert verdict not in ACCUSED
