"""Which of the near passages is quoted: the sentence that decides, not the heading above it."""

from msgspec.structs import replace

from pipeline.checks.absolute import CHECK
from pipeline.records.verdict import Objection, Ranked
from pipeline.strength.matching import Match, deciding
from tests.build import dossier, passage


def as_title(text: str, share: float) -> Match:
    return Match(replace(passage(text), kind="title"), share)


def test_a_sentence_is_quoted_before_a_title() -> None:
    title = as_title("Ketogenic diet and seizures in children", 0.9)
    sentence = Match(passage("Half of the children on the ketogenic diet had fewer seizures."), 0.6)
    assert deciding((title, sentence)) == sentence


def test_a_title_alone_is_quoted() -> None:
    title = as_title("Aspirin prevents migraine attacks", 0.9)
    assert deciding((title,)) == title


def test_of_two_equally_near_the_one_with_a_figure() -> None:
    plain = Match(passage("The bed net protects children from malaria."), 0.6)
    figure = Match(passage("The bed net protected 44% of children from malaria."), 0.6)
    assert deciding((plain, figure)) == figure


def test_the_nearer_sentence_wins_over_a_figure() -> None:
    near = Match(passage("The bed net protects children from malaria at night."), 0.8)
    figure = Match(passage("Of 400 children, 12 moved away."), 0.4)
    assert deciding((figure, near)) == near


def test_nothing_near_decides_nothing() -> None:
    assert deciding(()) is None


def test_the_absolute_is_set_against_the_sentence() -> None:
    file = dossier(
        "The tongue trainer eliminates snoring in adults.",
        "Tongue trainer cuts snoring in adults.\n\nThe tongue trainer reduced snoring in 38% of adults.",
    )
    title = replace(file.passages[0], kind="title")
    ranked = tuple(Ranked(title, each.score) if each.passage == file.passages[0] else each for each in file.ranked)
    titled = replace(file, passages=(title, *file.passages[1:]), ranked=ranked)
    objections = [each for each in CHECK.examine(titled) if isinstance(each, Objection)]
    found = [each.passage.text for each in objections if each.passage]
    assert found == ["The tongue trainer reduced snoring in 38% of adults."]
