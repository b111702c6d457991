"""Fits the weights of the alignment: `python -m benchmarks.fit_alignment`, writes `verdicts/weights.toml`.

Multinomial logistic regression (ridge penalty, Newton-free full-batch descent) on the product's own training topics
and, at half weight, on the training parts of public sets whose licence lets weights be shipped. Dev parts are only
measured. `--mismatch` prints how near claims stand to the passages of other studies: what `FAR` was set by.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.own import pairs
from benchmarks.verdicts import items
from pipeline.checks import pair_checks
from pipeline.records.source import SourceKind
from pipeline.records.verdict import Agreement, Objection
from pipeline.verdicts.chances import OUTCOMES, inputs
from pipeline.verdicts.weighing import measured
from pipeline.verification import brief_of

TARGET = Path(__file__).resolve().parents[1] / "pipeline" / "verdicts" / "weights.toml"
PUBLIC = ("scifact", "check_covid", "citation_integrity", "clinifact")
MEANS = {"good": "supported", "bad": "contradicted", "none": "not_found"}
WEIGHT = 0.5
"""A public pair beside one of the product's own."""
MOST = 300
"""Pairs taken of one public set."""
PENALTY = 100.0
EVERY = 8
"""Of so many pairs, one is set beside another study for the figures on mismatches."""
STEPS, PACE = 600, 0.5
Matrix = npt.NDArray[np.float64]
HEAD = """# Weights of the alignment, fitted by `python -m benchmarks.fit_alignment` on the product's own training
# topics and on the training parts of scifact (CC BY), check_covid, citation_integrity and clinifact (MIT).
# Each input: mean, spread, then a weight for contradicted, overstated, supported, not_found.
"""


class Row(NamedTuple):
    """One labelled pair, measured."""

    values: dict[str, float]
    label: str
    weight: float


def features_of(claim: str, evidence: tuple[str, ...], kind: SourceKind = "unknown") -> dict[str, float] | None:
    """What the judge would weigh."""
    brief = brief_of(claim, evidence, kind)
    if not brief.dossiers:
        return None
    dossier = brief.dossiers[0]
    said = [item for check in pair_checks() for item in check.examine(dossier)]
    found = measured(
        dossier,
        brief.aliases,
        [item for item in said if isinstance(item, Objection)],
        [item for item in said if isinstance(item, Agreement)],
    )
    return found[1] if found else None


def own_rows(part: str) -> Iterator[Row]:
    """The product's own pairs."""
    for pair in pairs(part):
        values = features_of(pair["claim"], tuple(pair["passages"]), pair["kind"])
        if values:
            yield Row(values, pair["verdict"], 1.0)


def public_rows(name: str, part: str) -> Iterator[Row]:
    """Pairs of a public set, evenly taken."""
    found = list(items(name, part))
    for item in found[:: max(1, len(found) // MOST)]:
        values = features_of(item.claim, item.evidence)
        if values:
            yield Row(values, MEANS[item.label], WEIGHT)


def matrix(rows: Sequence[Row], names: Sequence[str]) -> Matrix:
    """One line a row, one column an input."""
    told = [inputs(row.values) for row in rows]
    return np.array([[one.get(name, 0.0) for name in names] for one in told])


def fit(x: Matrix, y: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    """Slopes and intercepts, by gradient descent with momentum on standardised inputs."""
    slopes, start = np.zeros((x.shape[1], y.shape[1])), np.zeros(y.shape[1])
    pull, push = np.zeros_like(slopes), np.zeros_like(start)
    whole = weights.sum()
    for _ in range(STEPS):
        gap = (softmax(x @ slopes + start) - y) * weights[:, None] / whole
        pull = 0.9 * pull - PACE * 0.1 * (x.T @ gap + PENALTY / whole * slopes)
        push = 0.9 * push - PACE * 0.1 * gap.sum(axis=0)
        slopes, start = slopes + pull, start + push
    return slopes, start


def softmax(totals: Matrix) -> Matrix:
    """Chances, a line each."""
    raw = np.exp(totals - totals.max(axis=1, keepdims=True))
    return np.asarray(raw / raw.sum(axis=1, keepdims=True), dtype=np.float64)


def mismatches(part: str) -> None:
    """How near claims stand to their own passages, and to those of other studies of the part."""
    found = pairs(part)
    chance = random.Random(7)
    own, other = [], []
    for pair in found[::EVERY]:
        stranger = chance.choice([one for one in found if one["study"] != pair["study"]])
        values = features_of(pair["claim"], tuple(stranger["passages"]), pair["kind"])
        mine = features_of(pair["claim"], tuple(pair["passages"]), pair["kind"])
        if values and mine:
            other.append((values["nearness"], values["wide"]))
            if pair["verdict"] != "not_found":
                own.append((mine["nearness"], mine["wide"]))
    for at, name in enumerate(("nearness", "wide")):
        for edge in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
            print(f"{name} < {edge}: {np.mean([one[at] < edge for one in own]):.3f} of pairs, "
                  f"{np.mean([one[at] < edge for one in other]):.3f} of mismatches")  # fmt: skip


def main() -> None:
    """Measure, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mismatch", action="store_true")
    if parser.parse_args().mismatch:
        mismatches("train")
        return
    rows = [*own_rows("train"), *(row for name in PUBLIC for row in public_rows(name, "train"))]
    names = sorted({name for row in rows for name in inputs(row.values)})
    x = matrix(rows, names)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    names = [name for name, width in zip(names, spread, strict=True) if width > 0]
    x, mean, spread = x[:, spread > 0], mean[spread > 0], spread[spread > 0]
    y = np.array([[float(row.label == outcome) for outcome in OUTCOMES] for row in rows])
    slopes, start = fit((x - mean) / spread, y, np.array([row.weight for row in rows]))
    lines = [HEAD, f"intercepts = {[round(float(one), 4) for one in start]}\n\n[inputs]\n"]
    for at, name in enumerate(names):
        told = [round(float(mean[at]), 4), round(float(spread[at]), 4), *(round(float(one), 4) for one in slopes[at])]
        lines.append(f'"{name}" = {told}\n')
    TARGET.write_text("".join(lines), encoding="utf-8")
    dev = list(own_rows("dev"))
    guess = softmax((matrix(dev, names) - mean) / spread @ slopes + start).argmax(axis=1)
    right = np.mean([OUTCOMES[at] == row.label for at, row in zip(guess, dev, strict=True)])
    print(f"{len(rows)} pairs, {len(names)} inputs; own dev accuracy of the likeliest outcome {right:.3f}")


if __name__ == "__main__":
    main()
