"""A form that could be a verb is read in its place: only what acts counts as a word of cause."""

import pytest

from pipeline.strength.verbs import acts

ACTS = (
    ("The new diet cut deaths in the ward.", "cut"),
    ("Owning a parrot shields widowers from gloom.", "shields"),
    ("It is the copper that killed the algae.", "killed"),
    ("A cup of broth settles the stomach.", "settles"),
    ("Night shifts wrecked their digestion.", "wrecked"),
    ("Shade more than halves the water that lawns need.", "halves"),
)
DOES_NOT = (
    ("She had the old screw cut out in March.", "cut"),
    ("They looked for blocked drains.", "blocked"),
    ("Cyclists hurt in 2019 were mostly commuters.", "hurt"),
    ("Farmers got hurt less often at harvest.", "hurt"),
    ("The roof was damaged.", "damaged"),
    ("The tadpoles' cures were many.", "cures"),
    ("Moulds that destroy the grain were found in nine barns.", "destroy"),
    ("The leaks caused no trouble.", "caused"),
    ("The foam dissolves by itself.", "dissolves"),
    ("Cuts under plaster itch.", "Cuts"),
    ("His skin tones are warm.", "tones"),
    ("The toe became inflamed.", "inflamed"),
)


@pytest.mark.parametrize(("text", "form"), ACTS)
def test_a_finite_verb_with_something_to_act_on_acts(text: str, form: str) -> None:
    at = text.index(form)
    assert acts(text, at, at + len(form))


@pytest.mark.parametrize(("text", "form"), DOES_NOT)
def test_nouns_participles_passives_and_denied_objects_do_not(text: str, form: str) -> None:
    at = text.index(form)
    assert not acts(text, at, at + len(form))
