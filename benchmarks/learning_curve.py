"""What further labelled pairs would bring: `python -m benchmarks.learning_curve`.

The weights of the alignment are fitted on an eighth, a quarter, half and all of the topics that they are fitted on, and
measured on own sets that nothing was fitted on. A line a share and set: how often the likeliest outcome is right, the
area under the curve of `supported`, and the best recall of each verdict at the precision that is aimed for, the edge
read off the set itself. So the last figures are what an edge that knew the answers could reach, not what ships; a
chance alone accuses of nothing. Where they stop rising from row to row, more pairs of this kind bring no more.
"""

from collections.abc import Sequence

import numpy as np

from benchmarks.fit_alignment import PUBLIC, Matrix, Row, fitted, measured_sets
from pipeline.verdicts.chances import OUTCOMES

SHARES = (8, 4, 2, 1)
"""One in so many topics is fitted on."""
SETS = ("dev", "test", "unseen", "blind", "sealed")
AIMS = {"supported": 0.95, "contradicted": 0.93, "overstated": 0.93}


def area(chances: Matrix, right: Matrix) -> float:
    """Area under the curve (Hanley and McNeil, 1982): how often a right pair stands above another one; ties half."""
    above, below = chances[right == 1], chances[right == 0]
    higher = (above[:, None] > below[None, :]).mean()
    return float(higher + (above[:, None] == below[None, :]).mean() / 2)


def recall_at(chances: Matrix, right: Matrix, precision: float) -> float:
    """The largest share of the right ones that stand above an edge over which so many are right; 0 where none does."""
    order = np.argsort(-chances, kind="stable")
    held = np.cumsum(right[order])
    good = held / np.arange(1, len(order) + 1) >= precision
    return float(held[good].max() / right.sum()) if good.any() else 0.0


def line(rows: Sequence[Row], chances: Matrix) -> str:
    """The figures of one set."""
    likeliest = np.mean([OUTCOMES[at] == row.label for at, row in zip(chances.argmax(axis=1), rows, strict=True)])
    told = [f"likeliest {likeliest:.3f}"]
    for name, precision in AIMS.items():
        at = OUTCOMES.index(name)
        right = np.array([float(row.label == name) for row in rows])
        if name == "supported":
            told.append(f"area {area(chances[:, at], right):.3f}")
        told.append(f"{name} recall at {precision}: {recall_at(chances[:, at], right, precision):.3f}")
    return ", ".join(told)


def main() -> None:
    """Measure once, fit four times, print."""
    names = ("own train", "own wide", *PUBLIC, *(f"own {name}" for name in SETS))
    found = dict(zip(names, measured_sets(names), strict=True))
    rows = [row for name in ("own train", "own wide", *PUBLIC) for row in found[name]]
    groups = sorted({row.group for row in rows})
    for share in SHARES:
        kept = set(groups[::share])
        some = [row for row in rows if row.group in kept]
        told = fitted(some)
        print(f"one in {share} topics, {len(some)} pairs, {len(told.names)} inputs")
        for name in SETS:
            print(f"  own {name}: {line(found[f'own {name}'], told.chances(found[f'own {name}']))}")


if __name__ == "__main__":
    main()
