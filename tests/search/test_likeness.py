"""Words of one meaning, words that rule each other out, and words that only look alike."""

import pytest

from pipeline.search.likeness import KIN, SAME, likeness, names, naming, opposed, rivals
from pipeline.search.rarity import rarity

ALIKE = [
    ("kidney", "renal"), ("physician", "doctor"), ("pruritus", "itch"), ("haemorrhage", "bleeding"), ("jab", "vaccination"),
    ("hospital", "hospitalised"), ("fell", "reduced"), ("heart-attack", "myocardial-infarction"), ("dummy", "placebo"),
]  # fmt: skip
APART = [("kidney", "liver"), ("migraine", "asthma"), ("increase", "reduce"), ("women", "men"), ("tablet", "infusion")]
OPPOSED = [("increase", "decrease"), ("survived", "died"), ("rare", "common"), ("approved", "rejected")]
NOT_OPPOSED = [("increase", "rise"), ("died", "death"), ("rare", "seldom"), ("approved", "licensed")]
RIVALS = [("women", "men"), ("liver", "kidney"), ("mice", "rats"), ("week", "month")]
NO_RIVALS = [("renal", "kidney"), ("women", "kidney"), ("week", "weekly")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_words_of_one_meaning_are_alike_both_ways(one: str, other: str) -> None:
    assert likeness(naming(one), naming(other)) >= SAME
    assert likeness(naming(other), naming(one)) >= SAME


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_of_one_field_are_not_the_same(one: str, other: str) -> None:
    assert likeness(naming(one), naming(other)) <= KIN


@pytest.mark.parametrize(("one", "other"), OPPOSED)
def test_antonyms_are_opposed_through_their_synonyms(one: str, other: str) -> None:
    assert opposed(naming(one), naming(other))


@pytest.mark.parametrize(("one", "other"), NOT_OPPOSED)
def test_synonyms_are_not_opposed(one: str, other: str) -> None:
    assert not opposed(naming(one), naming(other))


@pytest.mark.parametrize(("one", "other"), RIVALS)
def test_members_of_one_class_do_not_stand_for_each_other(one: str, other: str) -> None:
    assert rivals(naming(one), naming(other))


@pytest.mark.parametrize(("one", "other"), NO_RIVALS)
def test_synonyms_and_strangers_are_no_rivals(one: str, other: str) -> None:
    assert not rivals(naming(one), naming(other))


def test_runs_of_words_are_one_name_and_short_forms_are_written_out() -> None:
    assert "heart-attack" in [name.name for name in names("She had a heart attack in May.")]
    told = [name.name for name in names("TRD is common.", {"trd": ("treatment-resistant", "depression")})]
    assert naming("depression") in told
    assert "trd" not in told


def test_rare_words_weigh_more_than_common_ones() -> None:
    assert rarity("the") == 0.0
    assert rarity("patient") < rarity(naming("retinopathy"))
    assert rarity("zzyzx") > rarity("patient")
