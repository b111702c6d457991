"""True and false claims beside whole sources: `python -m benchmarks.fair [fair|fair_sealed] [--show]`.

A file a topic (`tests/quality/fair`, `tests/quality/fair_sealed`): a source of seven or eight sentences, nine claims
that are true beside it, as a journalist would put them, and three that are not. Here the question is how often a right
claim is accused and a wrong one let through, beside a source that tells of more than one thing; a pair of the labelled
set has a passage or four. Printed: how many true and false claims were accused, supported and left open, and which
codes accused true ones. `fair` was looked at and mended on; of `fair_sealed` only figures have been looked at.
"""

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.records.source import SourceKind
from pipeline.verification import Verified, verify

ROOM = Path(__file__).resolve().parents[1] / "tests" / "quality"
SETS = ("fair", "fair_sealed")
ACCUSED = frozenset(("contradicted", "overstated"))


class Told(NamedTuple):
    """A claim beside its source, and whether it is true there."""

    topic: str
    kind: SourceKind
    passages: tuple[str, ...]
    claim: str
    true: bool


def claims(name: str) -> Iterator[Told]:
    """The claims of a set, topic by topic."""
    for file in sorted((ROOM / name).glob("*.toml")):
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        for true in (True, False):
            for claim in told[str(true).lower()]:
                yield Told(told["topic"], told["kind"], tuple(told["passages"]), claim, true)


def measured(name: str) -> list[tuple[Told, Verified]]:
    """Each claim of a set with what is said of it."""
    return [(told, verify(told.claim, told.passages, told.kind)) for told in claims(name)]


def report(results: list[tuple[Told, Verified]]) -> list[str]:
    """The figures, a line each."""
    lines = []
    for true in (True, False):
        said = [found.judged.verdict for told, found in results if told.true == true]
        told = Counter("accused" if verdict in ACCUSED else verdict for verdict in said)
        shares = ", ".join(f"{name} {count} ({count / len(said):.1%})" for name, count in told.most_common())
        lines.append(f"{'true' if true else 'false'}, {len(said)}: {shares}")
    codes = Counter(
        next((one.code for one in found.findings if one.verdict == found.judged.verdict), "none")
        for told, found in results
        if told.true and found.judged.verdict in ACCUSED
    )
    lines.append("true ones accused by " + ", ".join(f"{code} {count}" for code, count in codes.most_common()))
    return lines


def main() -> None:
    """Measure one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", choices=SETS, default=SETS[0])
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    results = measured(args.name)
    print("\n".join(report(results)))
    for told, found in results if args.show else ():
        verdict = found.judged.verdict
        if (told.true and verdict in ACCUSED) or (not told.true and verdict == "supported"):
            named = ", ".join(f"{one.code} {one.title}" for one in found.findings)
            print(f"[{told.topic}] {told.true} -> {verdict}: {told.claim}\n    {found.quote}\n    {named}")


if __name__ == "__main__":
    main()
