"""How verdicts fall on labelled claims beside passages: `python -m benchmarks.verdicts [SET …] [--part dev]`.

Mapping: SUPPORTS and ACCURATE should be `supported`; REFUTES and NOT_ACCURATE should be `contradicted` or
`overstated`; NEI and IRRELEVANT should be `not_found`. `unclear` is an abstention on every label.
"""

import argparse
import gzip
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pipeline.verification import verify

ROOT = (
    Path(os.environ.get("CLAIM_AUDIT_SHARED") or Path(__file__).resolve().parents[1].parent / "shared") / "benchmarks"
)
GOOD = {
    "SUPPORTS": "good",
    "ACCURATE": "good",
    "REFUTES": "bad",
    "NOT_ACCURATE": "bad",
    "NEI": "none",
    "IRRELEVANT": "none",
}
SETS = ("scifact", "scifact_rationale", "check_covid", "citation_integrity", "clinifact")
SIDES = {
    "supported": "good", "contradicted": "bad", "overstated": "bad", "not_found": "none", "unclear": "none",
    "unavailable": "none",
}  # fmt: skip
VERDICTS = ("supported", "unclear", "not_found", "overstated", "contradicted")


class Item(NamedTuple):
    """One labelled claim."""

    claim: str
    evidence: tuple[str, ...]
    label: str


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSON-lines file, gzipped or not."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as file:
        for line in file:
            yield msgspec.json.decode(line)


def items(name: str, part: str) -> Iterator[Item]:
    """The labelled claims of a set; `scifact_rationale` gives the labelled sentences alone."""
    folder = ROOT / "trainable" / name.removesuffix("_rationale")
    path = next(path for path in (folder / f"{part}.jsonl.gz", folder / f"{part}.jsonl") if path.exists())
    for row in rows(path):
        evidence = tuple(row["evidence"])
        chosen = row.get("rationales") or ()
        flat = sorted({at for group in chosen for at in (group if isinstance(group, list) else [group])})
        if name.endswith("_rationale") and flat:
            evidence = tuple(evidence[at] for at in flat)
        claim = (
            row["claim"]
            .replace("<|cit|>", "")
            .replace("<|multi_cit|>", "")
            .replace("<|other_cit|>", "")
            .replace("[]", "")
        )
        yield Item(claim, evidence, GOOD[row["label"]])


def measure(name: str, part: str, *, show: int = 0) -> None:
    """Print the table of one set; with `show`, as many false accusations and missed supports."""
    table: Counter[tuple[str, str]] = Counter()
    likeliest: Counter[tuple[str, str]] = Counter()
    shown = 0
    start = time.perf_counter()
    for item in items(name, part):
        found = verify(item.claim, item.evidence)
        verdict = found.judged.verdict
        table[item.label, verdict] += 1
        likeliest[item.label, SIDES[max(found.judged.scores, key=found.judged.scores.__getitem__)]] += 1
        wrong = (item.label == "good" and verdict in ("contradicted", "overstated")) or (
            item.label == "bad" and verdict == "supported"
        )
        if wrong and shown < show:
            shown += 1
            codes = [
                f"{one.code}: {one.title}" for one in found.findings if one.verdict in ("contradicted", "overstated")
            ]
            print(f"  {item.label} -> {verdict} {codes}\n    {item.claim}\n    {found.quote}")
    seconds = time.perf_counter() - start
    total = sum(table.values())
    print(f"\n{name} {part}: {total} claims, {seconds / max(total, 1) * 1000:.1f} ms each")
    print(f"{'label':<8}{'n':>6}" + "".join(f"{verdict:>14}" for verdict in VERDICTS))
    for label in ("good", "bad", "none"):
        n = sum(count for (one, _), count in table.items() if one == label)
        if n:
            print(f"{label:<8}{n:>6}" + "".join(f"{table[label, verdict] / n:>14.3f}" for verdict in VERDICTS))
    for verdict, right in (
        ("supported", "good"),
        ("contradicted", "bad"),
        ("overstated", "bad"),
        ("not_found", "none"),
    ):
        said = sum(count for (_, one), count in table.items() if one == verdict)
        if said:
            print(f"precision of {verdict}: {table[right, verdict] / said:.3f} of {said}")
    micro = sum(likeliest[one, one] for one in ("good", "bad", "none")) / max(total, 1)
    macro = sum(_f1(likeliest, one) for one in ("good", "bad", "none")) / 3
    print(f"likeliest outcome by scores: micro {micro:.3f}, macro F1 {macro:.3f}")


def _f1(table: Counter[tuple[str, str]], label: str) -> float:
    right = table[label, label]
    said = sum(count for (_, one), count in table.items() if one == label)
    n = sum(count for (one, _), count in table.items() if one == label)
    return 2 * right / max(said + n, 1)


def main() -> None:
    """Measure the named sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    for name in args.sets:
        measure(name, args.part, show=args.show)


if __name__ == "__main__":
    main()
