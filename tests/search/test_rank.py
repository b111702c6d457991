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


def _long(*parts: str) -> tuple[str, ...]:
    """A source too long to be an abstract: the parts behind forty sentences of its own methods."""
    return (
        *(f"In wing {room} of the clinic the trial's study nurses wrote reports." for room in "abcdefgh" * 5),
        *parts,
    )


def test_in_a_long_source_the_claims_figure_brings_its_passage_forward_in_whatever_spelling() -> None:
    rivals = (f"Study reports of the {place} were read." for place in ("north", "south", "east", "west", "coast"))
    held = "Twenty-three met the criteria (9,140 nurses in all)."
    assert held in found("The review read 23 study reports on 9,140 nurses.", *_long(*rivals, held))


def test_a_stretch_of_time_in_words_brings_its_passage_forward() -> None:
    rivals = (f"The trial's study of the {place} lasted." for place in ("north", "south", "east", "west", "coast"))
    held = "Wards were assigned by lot to bright or dim rooms for 18 months."
    assert held in found("The trial lasted eighteen months.", *_long(*rivals, held))


def test_a_small_bare_figure_brings_nothing_forward() -> None:
    rivals = tuple(
        f"Study reports of the two {place} clinics were read." for place in ("north", "south", "east", "west")
    )
    assert "Costs rose twice, by 2 and 2." not in found(
        "2 study reports were read in the clinics.", *_long(*rivals, "Costs rose twice, by 2 and 2.")
    )


def test_a_second_ranking_is_joined_by_z_scores_whatever_its_scale() -> None:
    index = build(passages_of(work_of(("Sleep was longer.", "The garden was green.", "Meals were larger."))[0]), {})
    alone = search(index, "Sleep grew longer.")
    first = [one.passage.text for one in search(index, "Sleep grew longer.", second=(0.0, 900.0, 0.0))]
    assert alone[0].passage.text == "Sleep was longer."
    assert set(first[:2]) == {"Sleep was longer.", "The garden was green."}
    same = search(index, "Sleep grew longer.", second=(7.0, 7.0, 7.0))
    assert same[0] == alone[0]
