"""Labels each word of a reference entry: author, title, journal, date, pages and so on.

A first-order chain over the features of `features`, decoded by Viterbi. The weights (`entry_weights.json`, whole
numbers) were fitted by `python -m benchmarks.fit_reference_parser`; the same words always get the same labels.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from pipeline.references.features import features

MOST_WORDS = 400
"""Longer entries are cut: no entry has as many words, and time grows with them."""


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """`entry_weights.json`."""

    labels: tuple[str, ...]
    steps: tuple[tuple[int, ...], ...]
    """From label to label; the last row is from the beginning."""
    weights: dict[str, tuple[int, ...]]
    """By feature: label and weight by turns."""


@cache
def _weights() -> Weights:
    return msgspec.json.decode(files(__package__).joinpath("entry_weights.json").read_bytes(), type=Weights)


def tag(words: Sequence[str]) -> list[str]:
    """A label for each word (parted by white space, with its punctuation); of very long entries the first words."""
    known = _weights()
    words = words[:MOST_WORDS]
    if not words:
        return []
    scores = [_scores(one, known) for one in features(words)]
    every = range(len(known.labels))
    best = [score + step for score, step in zip(scores[0], known.steps[-1], strict=True)]
    back: list[list[int]] = []
    into = [[known.steps[before][label] for before in every] for label in every]
    for score in scores[1:]:
        pointers, sums = [], []
        for label in every:
            paths = [one + step for one, step in zip(best, into[label], strict=True)]
            highest = max(paths)
            pointers.append(paths.index(highest))
            sums.append(highest + score[label])
        back.append(pointers)
        best = sums
    path = [best.index(max(best))]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
    return [known.labels[label] for label in reversed(path)]


def _scores(names: list[str], known: Weights) -> list[int]:
    sums = [0] * len(known.labels)
    for name in names:
        flat = known.weights.get(name, ())
        for at in range(0, len(flat), 2):
            sums[flat[at]] += flat[at + 1]
    return sums
