"""The real articles line by line: `python -m benchmarks.gold [--all]`: verdict of each gold line, or of every claim.

Two runs of different versions, set beside each other (`diff`), show which lines a change won or lost.
"""

import argparse
from collections import Counter

from tests.shared.gold import audit, names, score


def main() -> None:
    """Print a line for each gold line, or with `--all` for each claim, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", dest="every")
    every = parser.parse_args().every
    for name in names():
        counts: Counter[str] = Counter()
        for claim in audit(name).claims:
            counts[claim.verdict] += 1
            if every:
                print(f"{name} {claim.line} {claim.verdict}: {claim.text[:110]}")
        if not every:
            for one in score(name):
                what = str(one.line.get("at") or one.line.get("reference"))[:90]
                mark = "ok" if one.verdict_accepted and one.codes_found else "WRONG"
                print(f"{mark} {one.verdict} {','.join(sorted(one.codes))}: {what}")
        print(f"{name}: " + ", ".join(f"{verdict} {n}" for verdict, n in sorted(counts.items())))


if __name__ == "__main__":
    main()
