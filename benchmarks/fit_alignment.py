"""Fits the weights of the alignment: `python -m benchmarks.fit_alignment`, writes `verdicts/weights.toml`.

Multinomial logistic regression (ridge penalty, full-batch descent with momentum) on the product's own training topics
(train and wide) and, at half weight and with their classes balanced, on the training parts of public sets whose licence
lets weights be shipped. Dev parts are only measured. `--folds` writes nothing and prints what the thresholds were set
by: every pair of the own train, dev and wide topics judged by weights that saw no pair of its topic. `--mismatch`
prints how near claims stand to the passages of other studies: what `FAR` was set by.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import exp, lgamma, log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.own import files, pairs
from benchmarks.verdicts import items
from pipeline.checks import pair_checks
from pipeline.records.source import SourceKind
from pipeline.records.verdict import Agreement, Objection
from pipeline.verdicts.chances import OUTCOMES, inputs
from pipeline.verdicts.structure import accusation
from pipeline.verdicts.weighing import Measured, measured
from pipeline.verification import brief_of

TARGET = Path(__file__).resolve().parents[1] / "pipeline" / "verdicts" / "weights.toml"
PUBLIC = ("scifact", "check_covid", "citation_integrity")
MEANS = {"good": "supported", "bad": "contradicted", "none": "not_found"}
WEIGHT = 0.5
"""A public pair beside one of the product's own; the labels of a set weigh the same, however rare."""
MOST = {"scifact": 460, "check_covid": 530, "citation_integrity": 530}
"""Pairs taken of a public set."""
NARROW = 0.002
"""Spread below which an input is left out: it hardly ever differs."""
FOLDS = 8
TRIED = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
DOUBTED = {"contradicted": (0.0, 0.2, 0.3, 0.4, 0.5, 0.6), "overstated": (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)}
SURE = 0.05
"""One minus the confidence of the bounds."""
PENALTY = 100.0
EVERY = 8
"""Of so many pairs, one is set beside another study for the figures on mismatches."""
STEPS, PACE = 600, 0.5
Matrix = npt.NDArray[np.float64]
HEAD = """\
# Weights of the alignment, fitted by `python -m benchmarks.fit_alignment` on the product's own training topics and on
# the training parts of scifact (CC BY 4.0, abstracts ODC-By 1.0), check_covid (MIT) and citation_integrity (MIT).
# Each input: mean, spread, then a weight for contradicted, overstated, supported, not_found.
"""


class Row(NamedTuple):
    """One labelled pair, measured."""

    values: dict[str, float]
    label: str
    weight: float
    group: str
    """Its topic, or its public set with a number: pairs of one group stand in one fold."""
    kept: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    accused: frozenset[str] = frozenset()
    """What the checks called it, believed or not."""


def measure(
    claim: str, evidence: tuple[str, ...], kind: SourceKind = "unknown"
) -> tuple[Measured, frozenset[str]] | None:
    """What the judge would weigh, and what the checks say of it."""
    brief = brief_of(claim, evidence, kind)
    if not brief.dossiers:
        return None
    dossier = brief.dossiers[0]
    said = [item for check in pair_checks() for item in check.examine(dossier)]
    against = [item for item in said if isinstance(item, Objection)]
    found = measured(dossier, brief.aliases, against, [item for item in said if isinstance(item, Agreement)])
    if found is None:
        return None
    return found, frozenset(one.verdict for one in (*against, found.odds) if one and one.verdict)


def own_rows(part: str) -> Iterator[Row]:
    """The product's own pairs."""
    for pair in pairs(part):
        found = measure(pair["claim"], tuple(pair["passages"]), pair["kind"])
        if found:
            one, accused = found
            yield Row(one.values, pair["verdict"], 1.0, _topic(pair), one.kept, one.doubts, accused)


def _topic(pair: dict[str, Any]) -> str:
    """What its study is of: pairs of one topic stand in one fold."""
    return str(pair["study"]).rsplit("-", 1)[0]


def public_rows(name: str, part: str) -> Iterator[Row]:
    """Pairs of a public set, evenly taken."""
    every = list(items(name, part))
    chosen = every[:: max(1, round(len(every) / MOST[name]))]
    counts = Counter(item.label for item in chosen)
    for at, item in enumerate(chosen):
        found = measure(item.claim, item.evidence)
        if found:
            weight = WEIGHT * len(chosen) / len(counts) / counts[item.label]
            yield Row(found[0].values, MEANS[item.label], weight, f"{name} {at}", found[0].kept, found[0].doubts)


def measured_sets(names: Sequence[str]) -> list[list[Row]]:
    """The rows of some sets, `own …` or the training part of a public one, measured side by side."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(_set, names))


def _set(name: str) -> list[Row]:
    own = name.startswith("own ")
    return list(own_rows(name.removeprefix("own ")) if own else public_rows(name, "train"))


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


class Fitted(NamedTuple):
    """Weights as they are stored."""

    names: list[str]
    mean: Matrix
    spread: Matrix
    slopes: Matrix
    start: Matrix

    def chances(self, rows: Sequence[Row]) -> Matrix:
        """The chances of some pairs, a line each."""
        return softmax((matrix(rows, self.names) - self.mean) / self.spread @ self.slopes + self.start)


def fitted(rows: Sequence[Row]) -> Fitted:
    """Fit on labelled pairs; what never differs among them is left out."""
    names = sorted({name for row in rows for name in inputs(row.values)})
    x = matrix(rows, names)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    names = [name for name, width in zip(names, spread, strict=True) if width > NARROW]
    x, mean, spread = x[:, spread > NARROW], mean[spread > NARROW], spread[spread > NARROW]
    y = np.array([[float(row.label == outcome) for outcome in OUTCOMES] for row in rows])
    slopes, start = fit((x - mean) / spread, y, np.array([row.weight for row in rows]))
    return Fitted(names, mean, spread, slopes, start)


def write(told: Fitted) -> None:
    """Store the weights where the judge reads them."""
    lines = [HEAD, f"intercepts = {[round(float(one), 4) for one in told.start]}\n\n[inputs]\n"]
    for at, name in enumerate(told.names):
        numbers = (told.mean[at], told.spread[at], *told.slopes[at])
        lines.append(f'"{name}" = {[round(float(one), 4) for one in numbers]}\n')
    TARGET.write_text("".join(lines), encoding="utf-8")


def least(right: int, said: int) -> float:
    """Clopper and Pearson's lower bound of a share: right in `right` of `said`, one-sided."""
    low, high = 0.0, right / said if said else 0.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_least(right, said, middle) < SURE else (low, middle)
    return low


def _at_least(right: int, said: int, share: float) -> float:
    """How likely so many or more are right, if each is with this chance."""
    if share <= 0:
        return 0.0
    whole = lgamma(said + 1)
    return sum(
        exp(whole - lgamma(k + 1) - lgamma(said - k + 1) + k * log(share) + (said - k) * log(1 - share))
        for k in range(right, said + 1)
    )


def folded(rows: Sequence[Row], folds: int) -> Matrix:
    """Chances of every pair by weights that saw none of its group."""
    groups = sorted({row.group for row in rows})
    place = {group: at % folds for at, group in enumerate(groups)}
    found = np.zeros((len(rows), len(OUTCOMES)))
    for fold in range(folds):
        held = [at for at, row in enumerate(rows) if place[row.group] == fold]
        rest = [row for row in rows if place[row.group] != fold]
        found[held] = fitted(rest).chances([rows[at] for at in held])
    return found


def cross_validate() -> None:
    """Print, threshold by threshold, how often what is said is right where the topic was not seen."""
    report([row for rows in measured_sets(("own train", "own dev", "own wide", *PUBLIC)) for row in rows])


def _part(row: Row, dev: set[str], wide: set[str]) -> str:
    """Own train, dev or wide, or the public set."""
    if " " in row.group:
        return row.group.split()[0]
    if row.group in wide:
        return "own wide"
    return "own dev" if row.group in dev else "own train"


def report(rows: Sequence[Row]) -> None:
    """The figures of `--folds`."""
    found = folded(rows, FOLDS)
    dev = {file.stem for file in files("dev")}
    wide = {_topic(pair) for pair in pairs("wide")}
    at = OUTCOMES.index("supported")
    part = [_part(row, dev, wide) for row in rows]
    for name in dict.fromkeys(part):
        told = [(row, chance) for row, chance, of in zip(rows, found, part, strict=True) if of == name]
        print(f"{name}: likeliest right {np.mean([OUTCOMES[c.argmax()] == row.label for row, c in told]):.3f}")
        wanted = sum(row.label == "supported" for row, _ in told)
        for doubts in (0, 1):
            for edge in TRIED:
                said = [row for row, chance in told if chance[at] >= edge and not row.kept
                        and not row.accused and len(row.doubts) == doubts]  # fmt: skip
                right = sum(row.label == "supported" for row in said)
                print(f"  supported from {edge}, {doubts} doubts: {right} of {len(said)}, "
                      f"bound {least(right, len(said)):.3f}, recall {right / max(wanted, 1):.3f}")  # fmt: skip
        for verdict, edges in DOUBTED.items():
            place = OUTCOMES.index(verdict)
            for edge in edges:
                said = [row for row, chance in told if verdict in row.accused and chance[place] >= edge]
                right = sum(row.label == verdict for row in said)
                print(f"  {verdict} by a check, from {edge}: {right} of {len(said)}")
        given: Counter[tuple[str, bool]] = Counter()
        for row, chance in told:
            reason = accusation(Counter(row.values), dict(zip(OUTCOMES, chance, strict=True)))
            if reason and not row.accused:
                given[reason.name, reason.verdict == row.label] += 1
        names = sorted({name for name, _ in given})
        print("  by the alignment: " + ", ".join(
            f"{name} {given[name, True]} of {given[name, True] + given[name, False]}" for name in names
        ))  # fmt: skip


def mismatches(part: str) -> None:
    """How near claims stand to their own passages, and to those of other studies of the part."""
    found = pairs(part)
    chance = random.Random(7)
    own, other = [], []
    for pair in found[::EVERY]:
        stranger = chance.choice([one for one in found if one["study"] != pair["study"]])
        values = measure(pair["claim"], tuple(stranger["passages"]), pair["kind"])
        mine = measure(pair["claim"], tuple(pair["passages"]), pair["kind"])
        if values and mine:
            other.append((values[0].values["nearness"], values[0].values["wide"]))
            if pair["verdict"] != "not_found":
                own.append((mine[0].values["nearness"], mine[0].values["wide"]))
    for at, name in enumerate(("nearness", "wide")):
        for edge in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
            print(f"{name} < {edge}: {np.mean([one[at] < edge for one in own]):.3f} of pairs, "
                  f"{np.mean([one[at] < edge for one in other]):.3f} of mismatches")  # fmt: skip


def main() -> None:
    """Measure, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mismatch", action="store_true")
    parser.add_argument("--folds", action="store_true")
    args = parser.parse_args()
    if args.mismatch:
        mismatches("train")
        return
    if args.folds:
        cross_validate()
        return
    dev, *train = measured_sets(("own dev", "own train", "own wide", *PUBLIC))
    rows = [row for part in train for row in part]
    told = fitted(rows)
    write(told)
    right = np.mean([OUTCOMES[at] == row.label for at, row in zip(told.chances(dev).argmax(axis=1), dev, strict=True)])
    print(f"{len(rows)} pairs, {len(told.names)} inputs; own dev accuracy of the likeliest outcome {right:.3f}")


if __name__ == "__main__":
    main()
