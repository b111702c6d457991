"""Claims that state nothing but facts of the study, each borne out in its own slot."""

import pytest

from pipeline.checks import pair_checks
from pipeline.records.report import Verdict
from pipeline.records.source import SourceKind
from pipeline.records.verdict import Agreement
from pipeline.stages.judge import judge_one
from pipeline.verdicts.brief import Brief
from pipeline.verdicts.stated import stated_whole
from tests.build import dossier

VACCINE = [
    "In this double-blind, randomised trial we enrolled 4878 children. They were randomised to RX5 or a rabies vaccine.",
    "Vaccine efficacy against clinical malaria was 75% over 12 months.",
]
GOUT = [
    "This double-blind trial randomised 210 adults to RX9 or a placebo.",
    "Pain at 24 hours was no lower with RX9 than with a placebo.",
]


def verdict(text: str, source: list[str], kind: SourceKind = "journal_article") -> Verdict:
    file = dossier(text, source, kind=kind)
    return judge_one(Brief(file.claim, (file,), (), {})).verdict


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("4,878 children were enrolled", VACCINE),
        ("The trial enrolled 4,878 children", VACCINE),
        ("The comparison group received a rabies vaccine", VACCINE),
        ("The trial of RX9 was double-blind", GOUT),
    ],
)
def test_settled_facts_are_enough(text: str, source: list[str]) -> None:
    assert verdict(text, source) == "supported"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("4,878 children were enrolled in schools", VACCINE),
        ("The comparison group received a rabies vaccine twice", VACCINE),
        ("RX9 lowered pain more than a placebo", GOUT),
        ("The trial of RX9 was not double-blind", GOUT),
        ("The trial of RX5 was double-blind", GOUT),
        ("The comparison group received a placebo and slept better", GOUT),
    ],
)
def test_what_states_more_is_not_settled_by_them(text: str, source: list[str]) -> None:
    file = dossier(text, source)
    said = [item for check in pair_checks() for item in check.examine(file)]
    assert stated_whole(file, [item for item in said if isinstance(item, Agreement)]) == ()
