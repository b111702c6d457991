"""Whole-process time and memory of an audit, beside what spaCy alone takes: `python -m benchmarks.walk_speed [N]`.

Prints medians over N runs (default 5), each in a fresh process, and the ratio of the two.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHARED = Path(os.environ.get("CLAIM_AUDIT_SHARED") or Path(__file__).resolve().parents[1].parent / "shared")
_CHILD = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def run(command: list[str]) -> tuple[float, float]:
    """Seconds and peak MB of one process."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _CHILD, *command], capture_output=True, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - start, int(done.stdout) * unit / 1e6


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        audit = [
            sys.executable,
            "-m",
            "pipeline",
            "audit",
            "--offline",
            str(SHARED / "articles"),
            "--snapshots",
            str(SHARED / "sources"),
            "--output",
            folder,
            "--no-cache",
        ]
        spacy = [sys.executable, "-c", "import spacy; spacy.blank('en')"]
        ours, base = [], []
        for _ in range(runs):
            base.append(run(spacy))
            ours.append(run(audit))
    seconds = statistics.median(one for one, _ in ours)
    floor = statistics.median(one for one, _ in base)
    print(f"audit of two articles: {seconds:.2f} s, {max(mb for _, mb in ours):.0f} MB peak (median of {runs})")
    print(f"spacy.blank('en') alone: {floor:.2f} s, {max(mb for _, mb in base):.0f} MB")
    print(f"ratio: {seconds / floor:.2f}")


if __name__ == "__main__":
    main()
