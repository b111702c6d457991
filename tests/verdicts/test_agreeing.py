"""What claim and source tell alike, whatever the words: seen where it is so, and not where they differ."""

import pytest

from pipeline.verdicts.agreeing import agreeing
from pipeline.verdicts.at_odds import scene_of
from pipeline.verdicts.features import sight
from pipeline.verification import brief_of

SEASICK = "Seasickness was recorded in 31% of ferrymen and 12% of pilots."
ALIKE = [
    ("agree_figures", "Ferrymen were seasick more often than pilots.", SEASICK),
    ("agree_effect", "Lavender shortens labour.", "Labour was shortened by lavender."),
    ("agree_null", "The tights made no difference to soreness.", "Soreness did not differ between the groups."),
]
APART = [
    ("agree_comparison", "Sledgers fell more often than skiers.", "Sledgers fell less often than skiers."),
    ("agree_figures", "Ferrymen were seasick less often than pilots.", SEASICK),
    ("agree_effect", "Lavender shortens labour.", "Labour was prolonged by lavender."),
    ("agree_null", "The tights made no difference to soreness.", "Blisters did not differ between the groups."),
    ("agree_null", "The tights eased soreness.", "Soreness did not differ between the groups."),
]


def _told(claim: str, passage: str) -> dict[str, float]:
    dossier = brief_of(claim, (passage,)).dossiers[0]
    return agreeing(scene_of(dossier.claim, dossier.passages, dossier.passages))


@pytest.mark.parametrize(("name", "claim", "passage"), ALIKE)
def test_what_both_tell_alike_is_seen(name: str, claim: str, passage: str) -> None:
    assert _told(claim, passage)[name] == 1.0


@pytest.mark.parametrize(("name", "claim", "passage"), APART)
def test_what_they_tell_otherwise_agrees_in_nothing(name: str, claim: str, passage: str) -> None:
    assert _told(claim, passage)[name] == 0.0


def _values(claim: str, passage: str) -> dict[str, float]:
    dossier = brief_of(claim, (passage,)).dossiers[0]
    seen = sight(dossier.claim, dossier.passages, "unknown", {})
    assert seen is not None
    return seen.values


def test_the_words_of_a_figure_are_not_missed() -> None:
    digits = _values("Of the otters, 67% had parasites.", "Parasites were found in 67% of otters.")
    words = _values("Two thirds of the otters had parasites.", "Parasites were found in 67% of otters.")
    assert words["lost"] == digits["lost"] == 0
    assert words["soft"] == pytest.approx(digits["soft"], abs=0.05)


def test_a_word_that_tells_nothing_is_not_missed_and_one_that_does_is() -> None:
    plain = _values("People took the syrup.", "Syrup was swallowed.")
    telling = _values("Otters took the syrup.", "Syrup was swallowed.")
    assert plain["lost"] == 0 < telling["lost"]
