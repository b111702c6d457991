"""Mass beside amount of substance and international units: only of a substance that both sides name."""

import pytest

from pipeline.facts import align, extract


def _relations(claim: str, source: str) -> set[str]:
    pairs = align(extract(claim), extract(source))
    return {found.relation for fact, partner, found in pairs if partner is not None and fact.value is not None}


@pytest.mark.parametrize(
    ("claim", "source", "relation"),
    [
        ("Fasting glucose was 126 mg/dL.", "Mean fasting glucose was 7.0 mmol/L.", "compatible"),
        ("Fasting glucose was 150 mg/dL.", "Mean fasting glucose was 7.0 mmol/L.", "different"),
        ("Statins lowered LDL by 1.8 mmol/L.", "LDL cholesterol was reduced by 70 mg/dL with statins.", "compatible"),
        ("Statins lowered LDL by 3.8 mmol/L.", "LDL cholesterol was reduced by 70 mg/dL with statins.", "different"),
        ("Serum creatinine was 1.2 mg/dL.", "Mean serum creatinine was 106 µmol/L.", "compatible"),
        ("They took 2,000 IU of vitamin D a day.", "They took vitamin D3 (50 µg daily).", "compatible"),
        ("They took 4,000 IU of vitamin D a day.", "They took vitamin D3 (50 µg daily).", "different"),
        ("Mean salt intake was 8 g daily.", "Mean salt intake was 8.0 g/d.", "same"),
    ],
)
def test_a_named_substance_converts(claim: str, source: str, relation: str) -> None:
    assert _relations(claim, source) == {relation}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Ferritin was 126 mg/dL.", "Mean ferritin was 7.0 mmol/L."),
        ("Fasting glucose was 126 mg/dL.", "Fasting lactate was 7.0 mmol/L."),
        ("Glucose fell by about a quarter of a millimole.", "Both meals held 60 g of glucose."),
        ("They took 50 µg of vitamin E a day.", "They took 2000 IU of vitamin E a day."),
    ],
)
def test_one_that_is_not_named_or_not_the_same_does_not(claim: str, source: str) -> None:
    assert _relations(claim, source) == set()
