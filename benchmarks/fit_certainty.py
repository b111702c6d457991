"""Fits the weights of certainty: `python -m benchmarks.fit_certainty`, writes `strength/certainty_weights.toml`.

Ridge regression of the annotators' score (1 to 6) on stems and named cues, on the training part of Pei & Jurgens 2021
(MIT licence) alone; the penalty is chosen by five-fold cross-validation there. Weights below 0.02 are dropped.
"""

from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.strength_quality import read
from pipeline.strength.certainty import features, word_features

TARGET = Path(__file__).resolve().parents[1] / "pipeline" / "strength" / "certainty_weights.toml"
LEAST = 4
"""A stem must stand in as many sentences of the training part."""
PENALTIES = (8.0, 16.0, 32.0, 64.0, 128.0)
Matrix = npt.NDArray[np.float64]
HEAD = """# Weights of the certainty score, fitted by `python -m benchmarks.fit_certainty` on the training part of
# Pei & Jurgens 2021 (Certainty in Science Communication, MIT licence) alone. Do not edit by hand.
"""


def ridge(x: Matrix, y: Matrix, penalty: float) -> tuple[Matrix, float]:
    """Weights and intercept."""
    mean_x, mean_y = x.mean(axis=0), float(y.mean())
    centred = x - mean_x
    weights = np.linalg.solve(centred.T @ centred + penalty * np.eye(x.shape[1]), centred.T @ (y - mean_y))
    return weights, mean_y - float(mean_x @ weights)


def cross_validated(x: Matrix, y: Matrix, penalty: float) -> float:
    """Pearson r of out-of-fold predictions."""
    out = np.zeros_like(y)
    fold = np.arange(len(y)) % 5
    for at in range(5):
        weights, start = ridge(x[fold != at], y[fold != at], penalty)
        out[fold == at] = x[fold == at] @ weights + start
    return float(np.corrcoef(out, y)[0, 1])


def main() -> None:
    """Fit, report and write."""
    rows = list(read("trainable", "certainty_sentence", "train"))
    named = [features(row["text"]) | word_features(row["text"]) for row in rows]
    counts = Counter(name for names in named for name in names)
    names = sorted(name for name, n in counts.items() if n >= LEAST)
    place = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for at, found in enumerate(named):
        for name in found & place.keys():
            x[at, place[name]] = 1.0
    y = np.array([float(row["score"]) for row in rows])
    results = {penalty: cross_validated(x, y, penalty) for penalty in PENALTIES}
    best = max(results, key=lambda penalty: results[penalty])
    print(f"{len(rows)} sentences, {len(names)} features, cross-validated r {results}")
    weights, start = ridge(x, y, best)
    kept = {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) >= 0.02}
    lines = [HEAD, f"intercept = {start:.2f}\n\n[weights]\n"]
    lines += [f'"{name}" = {weight}\n' for name, weight in kept.items()]
    TARGET.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
