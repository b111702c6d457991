"""Whose voice a word speaks in, and how far negation and doubt reach."""

import pytest

from pipeline.strength.context import clauses, context


def governed(text: str, word: str, group: str) -> bool:
    return bool(context(text).governed(text.index(word), group))


def test_clauses_cover_the_text() -> None:
    text = "The drug helped; it was cheap, but the trial was small."
    parts = clauses(text)
    assert [text[part.start : part.end].strip() for part in parts] == [
        "The drug helped;",
        "it was cheap,",
        "but the trial was small.",
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The cream did not reduce itching.", "reduce"),
        ("The cream reduced redness, but it didn't stop itching.", "stop"),
        ("Without any benefit for sleep, the trial ended.", "benefit"),
        ("Neither dose improved hearing.", "improved"),
        ("The pump failed to reduce deaths.", "reduce"),
    ],
)
def test_negated(text: str, word: str) -> None:
    assert governed(text, word, "negation")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The cream was not only safe but cheap.", "safe"),
        ("The cream did not sting, but it reduced itching.", "reduced"),
        ("The cream reduced itching and never stung.", "reduced"),
        ("No doubt the cream helps.", "helps"),
        ("Among patients who failed prior therapy, itching fell.", "fell"),
    ],
)
def test_not_negated(text: str, word: str) -> None:
    assert not governed(text, word, "negation")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The diet may lower blood sugar.", "lower"),
        ("These data suggest that the diet, which is cheap, lowers blood sugar.", "lowers"),
        ("It is unclear whether the diet lowers blood sugar.", "lowers"),
        ("The diet appears to lower blood sugar.", "lower"),
        ("We found that C. difficile may cause relapse.", "cause"),
    ],
)
def test_doubted(text: str, word: str) -> None:
    assert governed(text, word, "speculation")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The diet lowers blood sugar, which may help the heart.", "lowers"),
        ("The trial began in May 2021 and lowered costs.", "lowered"),
        ("Smokers were more likely to relapse.", "relapse"),
        ("As soon as possible the wound was closed.", "closed"),
        ("The diet could not lower blood sugar.", "lower"),
    ],
)
def test_not_doubted(text: str, word: str) -> None:
    assert not governed(text, word, "speculation")


def test_voices() -> None:
    said = "“It is a miracle,” the founder said."
    assert context(said).quoted
    assert context(said).attributed
    assert not context("The review says that the drug helps.").attributed
    assert context("According to the company, the drug helps.").attributed
    assert context("If the drug helps, costs fall.").hypothetical
    assert context("Does the drug help?").question
    assert context("The trial aims to find out whether the drug helps.").purpose


def test_the_scope_of_doubt_ends_with_the_sentence() -> None:
    text = "Rest may help. Exercise reduced pain."
    assert not governed(text, "reduced", "speculation")
