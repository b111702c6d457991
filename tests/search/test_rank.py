"""Which passages of a work come first for a claim."""

import pytest

from benchmarks.search import work_of
from pipeline.search.passages import passages_of
from pipeline.search.rank import KEPT, build, search


def found(claim: str, *parts: str) -> list[str]:
    index = build(passages_of(work_of(parts)[0]), {})
    return [near.passage.text for near in search(index, claim)]


def test_the_passage_that_holds_the_claims_rare_words_comes_first() -> None:
    parts = ("Patients were seen weekly.", "Semaglutide lowered body weight by 12%.", "Patients gave their consent.")
    assert found("Patients lost weight on semaglutide.", *parts)[0] == parts[1]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Two travellers died.", "No fatalities occurred."),
        ("The drug calmed the itch.", "Pruritus was relieved."),
    ],
)
def test_words_of_the_same_meaning_are_found_where_no_word_is_shared(claim: str, passage: str) -> None:
    assert passage in found(claim, "Costs were not assessed.", passage, "Rooms were kept at 21 °C.")


def test_what_shares_neither_word_nor_meaning_is_no_passage_for_the_claim() -> None:
    assert found("The vaccine prevents shingles.", "Rooms were kept at 21 °C.", "Costs were not assessed.") == []


def test_no_more_than_the_best_few_are_kept() -> None:
    assert len(found("Sleep improved.", *(f"Sleep improved in week {week}." for week in range(12)))) == KEPT
