"""The graded model: certainty, causality, and the words of the lists with how they are used."""

import pytest

from pipeline.strength import compare, profile
from pipeline.strength.causality import Causality, causality
from pipeline.strength.certainty import level, score


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Does garlic lower blood pressure?", 0),
        ("It is unknown whether garlic lowers blood pressure.", 0),
        ("Garlic may lower blood pressure.", 1),
        ("The results suggest that garlic lowers blood pressure.", 2),
        ("Garlic appears to lower blood pressure.", 2),
        ("We found that garlic lowered blood pressure.", 3),
        ("Garlic lowered blood pressure in the trial.", 3),
        ("Garlic lowers blood pressure.", 4),
        ("The trial demonstrated that garlic lowers blood pressure.", 4),
        ("The trial proves that garlic lowers blood pressure.", 5),
    ],
)
def test_levels_of_certainty(text: str, expected: int) -> None:
    assert level(text) == expected


def test_the_score_falls_with_each_hedge() -> None:
    plain = score("Garlic lowers blood pressure in adults with hypertension.")
    hedged = score("Garlic may lower blood pressure in adults with hypertension.")
    doubted = score("Further research is needed to find out whether garlic might lower blood pressure.")
    assert 6 >= plain > hedged > doubted >= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Statin use was associated with fewer strokes.", "correlational"),
        ("Women had higher rates of migraine than men.", "correlational"),
        ("Older age and smoking were risk factors for relapse.", "correlational"),
        ("The vaccine prevents hospital admissions.", "causal"),
        ("Yoga improves sleep in older adults.", "causal"),
        ("Bedwetting can be due to constipation.", "causal"),
        ("The leaflet did not affect attendance.", "causal"),
        ("Low-dose steroids may reduce pain.", "conditional_causal"),
        ("Screening appears to reduce deaths.", "conditional_causal"),
        ("More trials are needed to confirm these associations.", "none"),
        ("Trial registration: NCT01234567.", "none"),
        ("Patients were recruited at eight hospitals.", "none"),
        ("Increased bleeding was seen.", "none"),
    ],
)
def test_causal_strength(text: str, expected: Causality) -> None:
    assert causality(text) == expected


def test_a_participle_is_no_verb() -> None:
    assert causality("Patients with reduced kidney function were excluded.") == "none"
    assert causality("The drug reduced kidney function.") == "causal"


def test_a_cue_knows_how_it_is_used() -> None:
    (asserted,) = profile("The drug is a miracle cure.").of("hype")
    assert asserted.text == "miracle cure"
    for text in (
        "The drug is not a breakthrough.",
        "“The drug is a breakthrough,” the founder said.",
        "Is the drug a breakthrough?",
        "If the drug were a breakthrough, sales would rise.",
    ):
        assert profile(text).of("hype") == (), text


def test_compare_finds_the_slots_that_grew() -> None:
    claim = profile("The drug dramatically reduces pain, with relief lasting for months, and is completely safe.")
    source = profile("The drug may be associated with less pain, with relief lasting 2 weeks.")
    names = {slot.name for slot in compare(claim, source, "journal_article").stronger}
    assert names >= {"certainty", "causality", "magnitude", "duration", "safety"}
    assert compare(source, source).stronger == ()


def test_a_kind_that_shows_no_cause_caps_the_source() -> None:
    both = profile("Coffee prevents gout.")
    assert not [slot for slot in compare(both, both, "randomised_trial").stronger if slot.name == "causality"]
    assert [slot for slot in compare(both, both, "cohort").stronger if slot.name == "causality"]


def test_a_profile_of_nothing() -> None:
    empty = profile("")
    assert empty.cues == ()
    assert empty.causality == "none"
