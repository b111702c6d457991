"""Fits the parser of reference entries: `python -m benchmarks.fit_reference_parser`, writes its weights.

Averaged structured perceptron (Collins 2002) over a first-order chain, on the training part of `reference_parsing`
(anystyle's core, good and ugly sets, BSD-2-Clause) alone; one row in ten is held back to choose the number of rounds.
Features that stand in fewer than four places and weights near nought are dropped.
"""

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.reference_parsing import Row, f1, read
from pipeline.references.features import features

TARGET = Path(__file__).resolve().parents[1] / "pipeline" / "references" / "entry_weights.json"
LEAST = 4
ROUNDS = 10
SMALLEST = 3.0
"""Weights below this are dropped: a quarter of the size, and 0.001 of the held-back score."""
Matrix = npt.NDArray[np.float32]


class Fit:
    """Weights under training, and the running sums for their average."""

    def __init__(self, names: dict[str, int], labels: list[str]) -> None:
        size = len(labels)
        self.names, self.labels = names, labels
        self.emit = np.zeros((len(names), size), np.float32)
        self.step = np.zeros((size + 1, size), np.float32)  # the last row: from the start
        self.emit_sum = np.zeros_like(self.emit)
        self.step_sum = np.zeros_like(self.step)
        self.seen = 1

    def rows(self, words: list[str]) -> list[Any]:
        """The known features of each word, as rows of the table."""
        return [np.array([self.names[name] for name in one if name in self.names], np.int32) for one in features(words)]

    def decode(self, rows: list[Any], emit: Matrix, step: Matrix) -> list[int]:
        """The best path through the labels (Viterbi)."""
        scores = [emit[row].sum(axis=0) for row in rows]
        best = scores[0] + step[-1]
        back = []
        for score in scores[1:]:
            table = best[:, None] + step[:-1]
            back.append(table.argmax(axis=0))
            best = table.max(axis=0) + score
        path = [int(best.argmax())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        return path[::-1]

    def learn(self, rows: list[Any], gold: list[int]) -> None:
        """One entry: what the gold path has is raised, what the found path has instead is lowered."""
        got = self.decode(rows, self.emit, self.step)
        if got != gold:
            before_gold = before_got = len(self.labels)
            for row, right, wrong in zip(rows, gold, got, strict=True):
                if right != wrong:
                    for table, by in ((self.emit, 1.0), (self.emit_sum, float(self.seen))):
                        table[row, right] += by
                        table[row, wrong] -= by
                if (before_gold, right) != (before_got, wrong):
                    for table, by in ((self.step, 1.0), (self.step_sum, float(self.seen))):
                        table[before_gold, right] += by
                        table[before_got, wrong] -= by
                before_gold, before_got = right, wrong
        self.seen += 1

    def average(self) -> tuple[Matrix, Matrix]:
        """Weights averaged over all updates."""
        seen = np.float32(self.seen)
        return self.emit - self.emit_sum / seen, self.step - self.step_sum / seen


def tags(row: Row, labels: list[str]) -> list[int]:
    """A label's number for each word."""
    return [labels.index(label) for label, text in row.segments for _ in text.split()]


def main() -> None:
    """Fit, print the held-back score by round, write the weights of the best round."""
    rows = read("train")
    order = random.Random(7)
    order.shuffle(rows)
    held, train = rows[: len(rows) // 10], rows[len(rows) // 10 :]
    labels = sorted({label for row in rows for label, _ in row.segments})
    counts = Counter(name for row in train for one in features(row.text.split()) for name in one)
    names = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= LEAST))}
    fit = Fit(names, labels)
    prepared = [(fit.rows(row.text.split()), tags(row, labels)) for row in train]
    best = (0.0, fit.average())
    for turn in range(ROUNDS):
        order.shuffle(prepared)
        for given, gold in prepared:
            fit.learn(given, gold)
        emit, step = fit.average()
        spans = [[labels[at] for at in fit.decode(fit.rows(row.text.split()), emit, step)] for row in held]
        score = f1(held, spans)["all"][2]
        print(f"round {turn + 1}: held-back micro F1 {score:.4f}", flush=True)
        if score > best[0]:
            best = (score, (emit.copy(), step.copy()))
    write(names, labels, *best[1])


def write(names: dict[str, int], labels: list[str], emit: Matrix, step: Matrix) -> None:
    """Whole numbers: of each feature label and weight by turns, a feature a line."""
    lines = []
    for name, at in names.items():
        kept = [(label, round(float(value))) for label, value in enumerate(emit[at]) if abs(value) >= SMALLEST]
        if kept:
            flat = [number for pair in kept for number in pair]
            lines.append(f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(flat, separators=(',', ':'))}")
    steps = [[round(float(value)) for value in row] for row in step]
    head = f'{{"labels":{json.dumps(labels)},\n"steps":{json.dumps(steps, separators=(",", ":"))},\n"weights":{{\n'
    TARGET.write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} features, {TARGET.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
