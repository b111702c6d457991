"""Verdicts on our own labelled set: `python -m benchmarks.own [PART] [--show N] [--label L] [--said V]`.

Prints how labels and verdicts fall together, how often each verdict is right and by which judge, which codes accuse
wrongly, and how often the deciding passage is the one quoted; `--show` prints pairs that were read otherwise.

Parts: train, dev, test, and the further sets fresh, unseen, blind, sealed and wide.

`fresh` are 60 pairs on fifteen further topics, `unseen` and `blind` 200 each on twenty more, by hands that knew no
rule. Nothing was fitted on them; causes of errors that they showed were mended once, so they have been seen since.
`sealed` are 200 such pairs of which nothing but figures has been looked at; of these, and of the test part, none is
shown.
`wide` are pairs on many more topics, a file for each way of being wrong, first measured and then learned from.
"""

import argparse
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.verification import verify

ROOM = Path(__file__).resolve().parents[1] / "tests" / "quality"
FURTHER = ("fresh", "unseen", "blind", "sealed", "wide")
"""Sets beside the split, a folder each."""
CLOSED = ("test", "sealed")
"""Parts that are only measured: who had read their pairs could no longer measure with them."""
VERDICTS = ("supported", "unclear", "not_found", "overstated", "contradicted")


def pairs(part: str) -> list[dict[str, Any]]:
    """The labelled pairs of the topics of one part."""
    found: list[dict[str, Any]] = []
    for file in files(part):
        found.extend(tomllib.loads(file.read_text(encoding="utf-8"))["pair"])
    return found


def files(part: str) -> list[Path]:
    """The files of one part, a topic each."""
    if part in FURTHER:
        return sorted((ROOM / part).glob("*.toml"))
    split = tomllib.loads((ROOM / "split.toml").read_text(encoding="utf-8"))
    return [ROOM / "claims" / f"{topic}.toml" for topic in split[part]]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="dev")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--label")
    parser.add_argument("--said")
    args = parser.parse_args()
    if args.show and args.part in CLOSED:
        parser.error(f"{args.part} is only measured, not shown")
    return args


def main() -> None:
    """Measure one part."""
    args = _arguments()
    table: Counter[tuple[str, str]] = Counter()
    codes: Counter[tuple[str, str]] = Counter()
    judges: Counter[tuple[str, str]] = Counter()
    judges_right: Counter[tuple[str, str]] = Counter()
    likeliest: Counter[tuple[str, str]] = Counter()
    right_quote = quoted = 0
    for pair in pairs(args.part):
        result = verify(pair["claim"], tuple(pair["passages"]), pair.get("kind", "unknown"))
        verdict = result.judged.verdict
        table[pair["verdict"], verdict] += 1
        judges[verdict, result.judged.decided_by] += 1
        judges_right[verdict, result.judged.decided_by] += verdict == pair["verdict"]
        likeliest[pair["verdict"], max(result.judged.scores, key=result.judged.scores.__getitem__)] += 1
        if verdict == pair["verdict"] != "not_found":
            quoted += 1
            right_quote += result.evidence_index == pair.get("decides")
        for finding in result.findings:
            if finding.verdict in ("contradicted", "overstated") and pair["verdict"] != verdict:
                codes[pair["verdict"], finding.code] += 1
        if (
            args.show
            and verdict != pair["verdict"]
            and args.label in (None, pair["verdict"])
            and args.said in (None, verdict)
        ):
            args.show -= 1
            print(pair["verdict"], "->", verdict, pair.get("code", ""), [one.title for one in result.findings][:2])
            print("   ", pair["claim"], "\n   ", pair["passages"][pair.get("decides", 0)])
    total = sum(table.values())
    print(f"own {args.part}: {total} pairs; deciding passage quoted in {right_quote} of {quoted} right verdicts")
    print(f"{'label':<14}{'n':>6}" + "".join(f"{verdict:>14}" for verdict in VERDICTS))
    print(f"unclear: {sum(count for (_, one), count in table.items() if one == 'unclear') / total:.3f}")
    for label in ("supported", "overstated", "contradicted", "not_found"):
        n = sum(count for (one, _), count in table.items() if one == label)
        if n:
            print(f"{label:<14}{n:>6}" + "".join(f"{table[label, verdict] / n:>14.3f}" for verdict in VERDICTS))
    for name in VERDICTS:
        said = sum(count for (_, one), count in table.items() if one == name)
        if said:
            print(f"precision of {name}: {table[name, name] / said:.3f} of {said}")
    print("decided by: " + ", ".join(
        f"{verdict} by {name} {judges_right[verdict, name]} of {n}"
        for (verdict, name), n in sorted(judges.items()) if verdict not in ("unclear", "not_found")
    ))  # fmt: skip
    print(f"likeliest outcome by scores: {sum(likeliest[one, one] for one in VERDICTS) / total:.3f} right")
    for label in ("supported", "overstated", "contradicted", "not_found"):
        said = sum(count for (_, one), count in likeliest.items() if one == label)
        n = sum(count for (one, _), count in likeliest.items() if one == label)
        found = likeliest[label, label]
        print(f"  {label}: precision {found / max(said, 1):.3f}, recall {found / max(n, 1):.3f}")
    accused = (
        table["contradicted", "contradicted"]
        + table["contradicted", "overstated"]
        + table["overstated", "contradicted"]
        + table["overstated", "overstated"]
    )
    said = sum(count for (_, one), count in table.items() if one in ("contradicted", "overstated"))
    wrong = sum(count for (one, _), count in table.items() if one in ("contradicted", "overstated"))
    print(f"accusations: precision {accused / max(said, 1):.3f}, recall {accused / max(wrong, 1):.3f}")
    print(f"false by code: {codes.most_common(12)}")


if __name__ == "__main__":
    main()
