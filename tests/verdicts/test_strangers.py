"""What a claim names or quotes and the source nowhere holds keeps it from being called supported."""

import pytest

from pipeline.verification import verify

PAGE = (
    "Frostguard is an ointment for rowers' hands.",
    "It was licensed by the Coast Board in May 2024 for adults.",
    "The Board said that blisters “heal in their own time, whatever the ointment”.",
)


@pytest.mark.parametrize(
    ("claim", "borne_out"),
    [
        ("It was licensed by the Coast Board in May 2024 for adults.", True),
        ("The Northern Harbour Authority licensed it in May 2024 for adults.", False),
        ("The Board said that blisters “heal much faster with the ointment”.", False),
    ],
)
def test_a_name_or_a_quotation_that_stands_nowhere_is_never_supported(claim: str, borne_out: bool) -> None:
    assert (verify(claim, PAGE, "web_page").judged.verdict == "supported") is borne_out


@pytest.mark.parametrize(
    ("claim", "borne_out"),
    [
        ("The grip was just as strong in rowers over 60.", False),
        ("Whether the grip is as strong in rowers over 60 could not be told.", True),
    ],
)
def test_where_the_source_cannot_tell_neither_can_the_claim(claim: str, borne_out: bool) -> None:
    passages = (
        "There were too few rowers older than 60 years to say whether their grip is as strong.",
        "Grip strength rose by 4 kg in the others.",
        "Hands were filmed.",
    )
    verdict = verify(claim, passages).judged.verdict
    assert verdict != "supported" if not borne_out else verdict not in ("contradicted", "overstated")
