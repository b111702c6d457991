"""Qualities with their contraries, and where the verb of a clause stands."""

import pytest

from pipeline.verdicts.reading.alikes import alikes
from pipeline.verdicts.reading.groups import of_two, same
from pipeline.verdicts.reading.qualities import beside, more_of, quality, tells
from pipeline.verdicts.reading.subjects import complement, verb_start


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("~hard", "~soft", -1),
        ("~hard", "~easy", -1),
        ("~soft", "~easy", 0),
        ("~agitated", "~calm", -1),
        ("~tense", "~agitated", 1),
        ("~calm", "~calm", 1),
        ("~wet", "~hard", 0),
        ("amount", "~hard", 0),
    ],
)
def test_two_degrees_of_one_quality(one: str, other: str, sign: int) -> None:
    assert beside(one, other) == sign


@pytest.mark.parametrize(
    ("word", "base"), [("wetter", "wet"), ("drier", "dry"), ("truer", "true"), ("sleepier", "sleepy"), ("number", "")]
)
def test_a_comparative_is_of_its_adjective(word: str, base: str) -> None:
    assert more_of(word) == base


@pytest.mark.parametrize(
    ("word", "base"), [("readily", "ready"), ("softly", "soft"), ("gently", "gentle"), ("oak", "")]
)
def test_an_adverb_is_of_its_adjective(word: str, base: str) -> None:
    assert quality(word) == base


@pytest.mark.parametrize(
    ("noun", "kind", "sign"),
    [("temperatur", "~cool", -1), ("nois", "~loud", 1), ("error", "~accurate", -1), ("oak", "~cool", 0)],
)
def test_a_noun_tells_a_quality(noun: str, kind: str, sign: int) -> None:
    assert tells(noun, kind) == sign


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Dogs fed on oats ran further", "Dogs fed on oats "),
        ("Clerks who cycled had fewer colds", "Clerks who cycled "),
        ("The treated trees were taller", "The treated trees "),
        ("Moss on the north side", None),
    ],
)
def test_the_last_verb_ends_the_subject(text: str, subject: str | None) -> None:
    at = verb_start(text, 0, len(text))
    assert (None if at is None else text[:at]) == subject


@pytest.mark.parametrize("text", [" those who did not", " the others", " clerks who had not", " without it"])
def test_who_is_not_of_the_first_group(text: str) -> None:
    assert complement().fullmatch(text)


def test_a_group_with_a_name_is_no_complement() -> None:
    assert complement().fullmatch(" those who rowed") is None


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Rust was equally common in nuts and in bolts.", ({"nut"}, {"bolt"})),
        ("Nuts and bolts rusted to the same extent.", ({"nut"}, {"bolt"})),
        ("Rust was just as common in both groups.", (set(), set())),
        ("Rust fell in nuts and bolts alike.", None),
        ("Rust was equally common and nuts held better.", None),
    ],
)
def test_two_that_are_told_alike(text: str, groups: tuple[set[str], set[str]] | None) -> None:
    told = next(alikes(text), None)
    assert (None if told is None else (set(told.own), set(told.others))) == groups


def test_only_two_of_a_kind() -> None:
    assert of_two("upper", "lower")
    assert of_two("vaccin", "unvaccin")
    assert not of_two("upper", "middl")


def test_a_compound_is_of_its_kind() -> None:
    assert same("wheelchair", "chair")
    assert not same("antidepress", "depress")
