"""A sentence of the source with one thing in another's place: told as at odds where the two shut each other out."""

import pytest

from pipeline.verification import verify

WRONG = [
    # Another member of a closed class.
    (
        "Cellos kept in churches went out of tune sooner than cellos kept at home.",
        "Cellos kept in schools went out of tune sooner than cellos kept at home.",
    ),
    ("The bakers of Burgundy let their dough rest overnight.", "The bakers of Alsace let their dough rest overnight."),
    ("Kites flew longest in the evening.", "Kites flew longest in the morning."),
    ("Carvers with hip pain used the higher bench.", "Carvers with shoulder pain used the higher bench."),
    (
        "The choir sang louder in winter, and the organ was tuned twice.",
        "The choir sang louder in summer, and the organ was tuned twice.",
    ),
    ("Fog was the main cause of delays of the mail boat.", "Snow was the main cause of delays of the mail boat."),
    # The other member is told of something else there.
    (
        "The grant pays for lamps in seasonal huts.",
        "The grant pays for lamps in permanent huts; seasonal ones are lit by gas.",
    ),
    # Opposites, in whatever degree.
    (
        "Loaves baked with rye had a harder crust than loaves baked with spelt.",
        "Loaves baked with rye had a softer crust than loaves baked with spelt.",
    ),
    ("The guild today recommended two varnishes made of shellac.", "The guild today warned against two varnishes made of shellac."),
    # A small word before the same thing.
    ("Songs learned after the ninth lesson were not counted.", "Songs learned before the ninth lesson were not counted."),
    # Two sides exchanged.
    (
        "The village will mend the bell only if the diocese rebuilds the tower.",
        "The diocese will mend the bell only if the village rebuilds the tower.",
    ),
    (
        "The cracks were explained by frost rather than by salt.",
        "The cracks were explained by salt rather than by frost.",
    ),
]  # fmt: skip

FAIR = [
    # Another word for the same, or one that shuts nothing out.
    ("Carvers with back pain used the higher bench.", "Carvers with lumbar pain used the higher bench."),
    ("Kites flew longest at dusk.", "Kites flew longest in the evening."),
    ("Toddlers liked the red drum best.", "Children liked the red drum best."),
    # Told of both.
    (
        "The grant pays for lamps in seasonal huts.",
        "The grant pays for lamps in permanent huts; seasonal ones get them too.",
    ),
    ("Kites flew longer in the evening.", "Kites flew longer in the morning; in the evening they flew longer still."),
    # Two things turned, so that it is the same.
    (
        "Skates glided worse when the ice was warm.",
        "More skates glided well on cold ice than on warm ice.",
    ),
    ("Few cellos stayed dry in the old hall.", "Most cellos got wet in the old hall."),
    # Another statement about another thing.
    ("Bakers in Alsace sell more rye bread.", "Bakers in Burgundy wear white aprons."),
    (
        "The cracks were explained by salt and not by frost.",
        "The cracks were explained by salt rather than by frost.",
    ),
    ("The tower is rebuilt if the village mends the bell.", "Only if the tower is rebuilt will the village mend the bell."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "passage"), WRONG, ids=[claim[:40] for claim, _ in WRONG])
def test_another_in_its_place_is_at_odds(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict == "contradicted"


@pytest.mark.parametrize(("claim", "passage"), FAIR, ids=[claim[:40] for claim, _ in FAIR])
def test_the_same_in_other_words_is_not(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict != "contradicted"
