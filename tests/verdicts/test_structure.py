"""A reason and a chance are both needed to accuse; neither alone does."""

import pytest

from pipeline.verdicts.chances import OUTCOMES, chances
from pipeline.verdicts.scores import scores_of
from pipeline.verdicts.structure import HOLDS, NEAR_IN_WORDS, REASONS, accusation
from pipeline.verification import verify

NOTHING = dict.fromkeys(("figures_unit", "units"), 0.0)
CERTAIN = {"contradicted": 0.99, "overstated": 0.99, "supported": 0.0, "not_found": 0.0}


def test_a_chance_alone_never_accuses() -> None:
    assert accusation({**NOTHING, "soft": 1.0}, CERTAIN) is None


def test_a_reason_alone_never_accuses() -> None:
    told = {**NOTHING, "soft": 1.0, "figures_unit": 1.0}
    assert accusation(told, {**CERTAIN, "contradicted": 0.1, "overstated": 0.1}) is None
    found = accusation(told, CERTAIN)
    assert found is not None
    assert found.name == "unit"


def test_a_passage_of_other_words_contradicts_nothing() -> None:
    assert accusation({**NOTHING, "soft": NEAR_IN_WORDS - 0.1, "figures_unit": 1.0}, CERTAIN) is None


def test_every_reason_says_what_a_person_should_look_at() -> None:
    assert len({reason.name for reason in REASONS}) == len(REASONS)
    assert all(reason.title and reason.why.endswith(".") and 0.3 <= reason.least < 1 for reason in REASONS)


def test_every_reason_of_the_table_has_its_condition_and_every_condition_its_reason() -> None:
    assert {reason.name for reason in REASONS} == set(HOLDS)


def test_chances_add_up_whatever_is_measured() -> None:
    for values in ({}, {"soft": 1.0}, {"soft": 0.2, "figures_lost": 3.0, "away": 9.0}):
        found = chances(values)
        assert set(found) == set(OUTCOMES)
        assert sum(found.values()) == pytest.approx(1)


def test_scores_put_an_accusation_of_a_check_first() -> None:
    weighed = {"contradicted": 0.2, "overstated": 0.1, "supported": 0.6, "not_found": 0.1}
    found = scores_of("contradicted", weighed)
    assert max(found, key=found.__getitem__) == "contradicted"
    assert sum(found.values()) == pytest.approx(1, abs=0.001)
    assert scores_of("unclear", weighed) == {name: weighed[name] for name in sorted(weighed)}
    assert scores_of("unavailable", None) == {"unavailable": 1.0}


def test_a_plain_restatement_is_borne_out_and_a_stranger_is_not() -> None:
    passage = "Coughing fell by 31% with honey and by 12% with syrup in 212 children."
    assert verify("In 212 children, honey cut coughing by 31%.", (passage,)).judged.verdict == "supported"
    assert verify("The bridge was painted in nine shades of green.", (passage,)).judged.verdict == "not_found"
