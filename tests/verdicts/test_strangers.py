"""What a claim names or quotes and the source nowhere holds keeps it from being called supported."""

import pytest

from pipeline.verification import verify

PAGE = (
    "Frostguard is an ointment for rowers' hands.",
    "It was licensed by the Coast Board in May 2024 for adults.",
    "The Board said that blisters “heal in their own time, whatever the ointment”.",
)


@pytest.mark.parametrize(
    "claim",
    [
        "The Northern Harbour Authority licensed it in May 2024 for adults.",
        "The Board said that blisters “heal much faster with the ointment”.",
    ],
)
def test_a_name_or_a_quotation_that_stands_nowhere_is_never_supported(claim: str) -> None:
    assert verify(claim, PAGE, "web_page").judged.verdict != "supported"


def test_a_name_that_stands_there_keeps_nothing_back() -> None:
    claim = "It was licensed by the Coast Board in May 2024 for adults."
    assert verify(claim, PAGE, "web_page").judged.verdict == "supported"


CANNOT_TELL = (
    "There were too few rowers older than 60 years to say whether their grip is as strong.",
    "Grip strength rose by 4 kg in the others.",
    "Hands were filmed.",
)


def test_where_the_source_cannot_tell_neither_can_the_claim() -> None:
    assert verify("The grip was just as strong in rowers over 60.", CANNOT_TELL).judged.verdict != "supported"


def test_a_claim_that_owns_up_to_it_is_not_accused() -> None:
    claim = "Whether the grip is as strong in rowers over 60 could not be told."
    assert verify(claim, CANNOT_TELL).judged.verdict not in ("contradicted", "overstated")
