"""How well single sentences are read for strength: `python -m benchmarks.sentences [train|dev|test] [--show N]`.

Beside our own labels (`tests/quality/sentences`): how often certainty is the same level and how far off it is on
average, macro F1 over its six levels, and the same for the four classes of causality; each voice by itself as well.
"""

import argparse
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.strength import profile

ROOM = Path(__file__).resolve().parents[1] / "tests" / "quality"
LEVELS = tuple(str(level) for level in range(6))
CLASSES = ("none", "correlational", "conditional_causal", "causal")


class Read(NamedTuple):
    """One sentence with both readings."""

    text: str
    voice: str
    certainty: tuple[str, str]
    """Label, what was read."""
    causality: tuple[str, str]


def read(part: str) -> list[Read]:
    """The sentences of one part, read by the engine."""
    split = tomllib.loads((ROOM / "split.toml").read_text(encoding="utf-8"))
    found = []
    for topic in split[part]:
        file = ROOM / "sentences" / f"{topic}.toml"
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["sentence"] if file.exists() else ():
            seen = profile(row["text"])
            found.append(
                Read(
                    row["text"],
                    row["voice"],
                    (str(row["certainty"]), str(seen.certainty)),
                    (row["causality"], seen.causality),
                )
            )
    return found


def f1_of(pairs: Sequence[tuple[str, str]], name: str) -> float:
    """F1 of one class."""
    hit = sum(label == said == name for label, said in pairs)
    return 2 * hit / max(sum(label == name for label, _ in pairs) + sum(said == name for _, said in pairs), 1)


def report(title: str, pairs: Sequence[tuple[str, str]], classes: Sequence[str]) -> None:
    """One line a measure."""
    scores = [f1_of(pairs, name) for name in classes]
    agreed = sum(label == said for label, said in pairs) / max(len(pairs), 1)
    told = ", ".join(f"{name} {score:.2f}" for name, score in zip(classes, scores, strict=True))
    print(f"{title}: agreement {agreed:.3f}, macro F1 {sum(scores) / len(scores):.3f} ({told})")


def main() -> None:
    """Measure one part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    found = read(args.part)
    for one in found:
        if args.show and (one.certainty[0] != one.certainty[1] or one.causality[0] != one.causality[1]):
            args.show -= 1
            print(f"  {one.certainty} {one.causality}: {one.text}")
    print(f"sentences {args.part}: {len(found)}")
    for voice in ("", "abstract", "article"):
        chosen = [one for one in found if one.voice == voice or not voice]
        name = f" in {voice}s" if voice else ""
        apart = [abs(int(one.certainty[0]) - int(one.certainty[1])) for one in chosen]
        report(f"certainty{name}", [one.certainty for one in chosen], LEVELS)
        print(f"  {sum(apart) / len(apart):.2f} levels off on average, "
              f"at most one off in {sum(gap <= 1 for gap in apart) / len(apart):.3f}")  # fmt: skip
        report(f"causality{name}", [one.causality for one in chosen], CLASSES)


if __name__ == "__main__":
    main()
