"""Who holds the first place, and who the last: given to something else, or to the same at the other end."""

import pytest

from pipeline.verification import verify

WRONG = [
    (
        "Larks had to be ringed more often than any other bird.",
        "Wrens were the bird most often ringed, and larks the second.",
    ),
    (
        "Latvia had the fewest accordions of all countries.",
        "Latvia had the most accordions per head, Estonia the fewest.",
    ),
    ("The oboists were the slowest.", "The oboists were the fastest; the flautists took longer."),
    ("Team North came last in the relay.", "Team North came first in the relay."),
]

FAIR = [
    (
        "Wrens had to be ringed more often than any other bird.",
        "Wrens were the bird most often ringed, and larks the second.",
    ),
    ("Estonia had the fewest accordions.", "Latvia had the most accordions per head, Estonia the fewest."),
    ("The oboists had the most mistakes.", "The oboists had the fewest rehearsals."),
]


@pytest.mark.parametrize(("claim", "passage"), WRONG, ids=[claim[:40] for claim, _ in WRONG])
def test_a_place_that_another_holds_is_at_odds(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict == "contradicted"


@pytest.mark.parametrize(("claim", "passage"), FAIR, ids=[claim[:40] for claim, _ in FAIR])
def test_a_place_that_may_be_so_is_not(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict != "contradicted"
