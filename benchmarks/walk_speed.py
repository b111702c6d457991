"""Whole-process time and memory of an audit, beside what spaCy alone takes: `python -m benchmarks.walk_speed [N]`.

Prints medians over N runs (default 5), each in a fresh process, and the ratio of the two; processor time beside the
wall's, since the wall's grows with whatever else runs on the machine.
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
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_maxrss, used.ru_utime + used.ru_stime)"
)


def run(command: list[str]) -> tuple[float, float, float]:
    """Seconds, peak MB and processor seconds of one process."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _CHILD, *command], capture_output=True, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024
    peak, used = done.stdout.split()
    return time.perf_counter() - start, int(peak) * unit / 1e6, float(used)


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
    seconds, used = (statistics.median(one[at] for one in ours) for at in (0, 2))
    floor, least = (statistics.median(one[at] for one in base) for at in (0, 2))
    print(
        f"audit of two articles: {seconds:.2f} s ({used:.2f} s of processor), "
        f"{max(one[1] for one in ours):.0f} MB peak (median of {runs})"
    )
    print(f"spacy.blank('en') alone: {floor:.2f} s ({least:.2f} s), {max(one[1] for one in base):.0f} MB")
    print(f"ratio: {seconds / floor:.2f} ({used / least:.2f} of processor)")


if __name__ == "__main__":
    main()
