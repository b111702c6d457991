"""Holds the sentences labelled for certainty and causal strength to their data sheet: shape, balance, split, doubles.

The labels are read by `pipeline/strength`; how well is measured by `python -m benchmarks.sentences`. Here only the
set itself is held: that no level is rare, that the one label does not follow from the other, from the sentence's length
or from its voice, and that no sentence stands twice.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Hashable
from functools import cache
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Literal, get_args

import msgspec
import pytest
from msgspec import Struct

HERE = Path(__file__).parent
Causality = Literal["none", "correlational", "conditional_causal", "causal"]
Voice = Literal["abstract", "article"]
LEVELS = range(6)
AT_LEAST = 1_000
TOPICS_AT_LEAST = 40
LEVEL_SHARE = (0.08, 0.30)
CLASS_SHARE = (0.12, 0.45)
VOICE_SHARE = (0.40, 0.60)
GUESS_CEILING = 0.60
"""How often the commonest causality of a sentence's certainty may be right: the one label must not give the other."""
CLASSES_A_LEVEL = 3
"""Classes of causality at each level above 0: what is only possible is no plain cause, and all else occurs."""
LENGTHS_APART = 12
"""Words by which the mean lengths of two classes may differ."""
DOUBLE = 0.75
DOUBLES_CEILING = 0.01


class Sentence(Struct, frozen=True, forbid_unknown_fields=True):
    """One labelled sentence."""

    id: str
    text: str
    certainty: int
    """0 nothing asserted, 1 possible, 2 suggested, 3 shown, 4 told as fact, 5 proved."""
    causality: Causality
    voice: Voice
    """Whether it is written as a paper or as an article would put it."""


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """One file."""

    topic: str
    sentence: tuple[Sentence, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """Every file, in order of name."""
    files = sorted((HERE / "sentences").glob("*.toml"))
    assert all(msgspec.toml.decode(file.read_bytes(), type=Topic).topic == file.stem for file in files)
    return tuple(msgspec.toml.decode(file.read_bytes(), type=Topic) for file in files)


def sentences(part: str | None = None) -> list[Sentence]:
    """The sentences of one part, or all."""
    split = tomllib.loads((HERE / "split.toml").read_text(encoding="utf-8"))
    return [one for topic in topics() for one in topic.sentence if part is None or topic.topic in split[part]]


def shares(found: list[Sentence], of: Callable[[Sentence], Hashable]) -> dict[Hashable, float]:
    """Class → its share."""
    return {name: count / len(found) for name, count in Counter(map(of, found)).items()}


def within(values: dict[Hashable, float], band: tuple[float, float], classes: int) -> bool:
    """Whether every class is there, and none is rare or common beyond the band."""
    return len(values) == classes and all(band[0] <= value <= band[1] for value in values.values())


def test_there_are_enough_over_many_topics() -> None:
    assert len(sentences()) >= AT_LEAST
    assert len(topics()) >= TOPICS_AT_LEAST


def test_every_sentence_has_its_own_id_in_its_topic_and_a_level_of_the_ladder() -> None:
    ids = [one.id for one in sentences()]
    assert len(set(ids)) == len(ids)
    assert all(one.id.startswith(f"{topic.topic}-") for topic in topics() for one in topic.sentence)
    assert all(one.certainty in LEVELS and one.text.strip() == one.text != "" for one in sentences())


def test_every_topic_stands_in_one_part() -> None:
    split = tomllib.loads((HERE / "split.toml").read_text(encoding="utf-8"))
    placed = Counter(topic for part in ("train", "dev", "test") for topic in split[part])
    assert all(placed[topic.topic] == 1 for topic in topics())
    assert sum(len(sentences(part)) for part in ("train", "dev", "test")) == len(sentences())


@pytest.mark.parametrize("part", [None, "train", "dev", "test"])
def test_no_level_class_or_voice_is_rare_in_any_part(part: str | None) -> None:
    found = sentences(part)
    assert within(shares(found, lambda one: one.certainty), LEVEL_SHARE, len(LEVELS))
    assert within(shares(found, lambda one: one.causality), CLASS_SHARE, len(get_args(Causality)))
    assert within(shares(found, lambda one: one.voice), VOICE_SHARE, len(get_args(Voice)))


def test_certainty_does_not_give_causality_away() -> None:
    found = sentences()
    right = 0
    for level in LEVELS:
        told = Counter(one.causality for one in found if one.certainty == level)
        assert level == 0 or len(told) >= CLASSES_A_LEVEL, level
        right += max(told.values())
    assert right / len(found) <= GUESS_CEILING


def test_length_tells_neither_label() -> None:
    labels: tuple[Callable[[Sentence], Hashable], ...] = (lambda one: one.certainty, lambda one: one.causality)
    for of in labels:
        groups: dict[Hashable, list[int]] = {}
        for one in sentences():
            groups.setdefault(of(one), []).append(len(one.text.split()))
        means = [mean(group) for group in groups.values()]
        assert max(means) - min(means) <= LENGTHS_APART


def test_hardly_any_sentence_stands_twice() -> None:
    sets = [frozenset(re.findall(r"\w+", one.text.lower())) for one in sentences()]
    assert len(set(sets)) == len(sets)
    near = set()
    for topic in topics():
        words = [(one.id, frozenset(re.findall(r"\w+", one.text.lower()))) for one in topic.sentence]
        near |= {a[0] for a, b in combinations(words, 2) if len(a[1] & b[1]) >= DOUBLE * len(a[1] | b[1])}
    assert len(near) / len(sets) <= DOUBLES_CEILING
