"""What shared words alone tell of public pairs: `python -m benchmarks.lexical [SET …] [--ours]`.

Prints micro and macro F1, a line a set. The baseline that every alignment must beat: thirteen features of which words
claim and passages share, logistic regression, fitted on a set's own training part and measured on its dev part.
`--ours` fits the alignment's inputs on the very same pairs (minutes), which shows what the inputs are worth apart
from one set of weights for all texts. What the shipped weights reach is printed by `python -m benchmarks.verdicts`.
"""

import argparse
import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import log

import numpy as np

from benchmarks.fit_alignment import Matrix, fit, measure, softmax
from benchmarks.verdicts import Item, items
from pipeline.verdicts.chances import inputs

SETS = ("scifact", "scifact_rationale", "check_covid", "citation_integrity", "clinifact")
LABELS = ("good", "bad", "none")
LIGHT = frozenset(
    "a an the of in on at to for with and or by from as is was were are be been has had have that this those these it "
    "its their which than then into between".split()
)
DENIALS = frozenset("no not never none nor neither without cannot lack lacks fail failed fails".split())
_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
Features = Callable[[Item], dict[str, float]]


def words(text: str) -> list[str]:
    """Its words and numbers in lower case."""
    return _WORD.findall(text.lower())


def rarity(found: Sequence[Item]) -> dict[str, float]:
    """How rare each word is among the pairs: the logarithm of one in so many."""
    counts = Counter(word for item in found for word in {*words(item.claim), *words(" ".join(item.evidence))})
    return {word: log(len(found) / count) for word, count in counts.items()}


def lexical(item: Item, rare: dict[str, float]) -> dict[str, float]:
    """The thirteen features of a pair."""
    claim = set(words(item.claim)) - LIGHT
    parts = [set(words(part)) for part in item.evidence]
    every = set().union(*parts)
    order = words(item.claim)
    twos = set(itertools.pairwise(order))
    numbers = {word for word in claim if word[0].isdigit()}
    denied, denied_there = bool(set(order) & DENIALS), bool(every & DENIALS)
    return {
        "shared": _share(claim, every),
        "rare shared": _rare_share(claim, every, rare),
        "shared with one": max(_share(claim, part) for part in parts),
        "rare shared with one": max(_rare_share(claim, part, rare) for part in parts),
        "pairs of words": len(twos & _twos(item)) / max(len(twos), 1),
        "jaccard": len(claim & every) / max(len(claim | every), 1),
        "length": len(claim),
        "length there": sum(len(part) for part in parts) / 100,
        "has numbers": float(bool(numbers)),
        "numbers shared": _share(numbers, every) if numbers else 0.0,
        "denied": float(denied),
        "denied there": float(denied_there),
        "denied once": float(denied != denied_there),
    }


def _share(some: set[str], among: set[str]) -> float:
    return len(some & among) / max(len(some), 1)


def _rare_share(some: set[str], among: set[str], rare: dict[str, float]) -> float:
    return sum(rare.get(word, 8.0) for word in some & among) / max(sum(rare.get(word, 8.0) for word in some), 1e-9)


def _twos(item: Item) -> set[tuple[str, str]]:
    orders = [words(part) for part in item.evidence]
    return {two for order in orders for two in itertools.pairwise(order)}


def aligned(item: Item) -> dict[str, float]:
    """What the alignment reads off a pair."""
    found = measure(item.claim, item.evidence)
    return inputs(found[0].values) if found else {}


def reached(train: Sequence[dict[str, float]], dev: Sequence[dict[str, float]], y: list[str], z: list[str]) -> str:
    """Micro and macro F1 on the dev part of weights fitted on the training part, its labels balanced."""
    names = sorted({name for one in train for name in one})
    x = _matrix(train, names)
    mean, spread = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-3)
    counts = Counter(y)
    truth = np.array([[float(label == one) for one in LABELS] for label in y])
    slopes, start = fit((x - mean) / spread, truth, np.array([len(y) / len(counts) / counts[label] for label in y]))
    chances = softmax((_matrix(dev, names) - mean) / spread @ slopes + start)
    said = [LABELS[at] for at in chances.argmax(axis=1)]
    pairs = Counter(zip(z, said, strict=True))
    right = sum(pairs[one, one] for one in LABELS) / len(z)
    f1 = [2 * pairs[one, one] / max(z.count(one) + said.count(one), 1) for one in LABELS]
    return f"micro {right:.3f}, macro F1 {sum(f1) / len(LABELS):.3f}"


def _matrix(rows: Sequence[dict[str, float]], names: Sequence[str]) -> Matrix:
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def main() -> None:
    """Fit and measure set by set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--ours", action="store_true")
    args = parser.parse_args()
    for name in args.sets:
        train, dev = list(items(name, "train")), list(items(name, "dev"))
        y, z = [item.label for item in train], [item.label for item in dev]
        rare = rarity(train)
        told = reached([lexical(item, rare) for item in train], [lexical(item, rare) for item in dev], y, z)
        print(f"{name} dev, {len(dev)} claims: shared words {told}", flush=True)
        if args.ours:
            with ProcessPoolExecutor() as pool:
                mine = [list(pool.map(aligned, part, chunksize=8)) for part in (train, dev)]
            print(f"  the alignment's inputs, fitted on the same pairs: {reached(*mine, y, z)}", flush=True)


if __name__ == "__main__":
    main()
