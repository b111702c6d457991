"""Measures how fast facts are extracted and compared, on one core, and how time grows with the length of the text.

Run from the checkout: `python -m benchmarks.facts_speed`. The text is put together from plain sentences of trial
reports,
so that the figures need no data; with the two real articles beside the checkout their speed is shown as well.
"""

import os
import time
from pathlib import Path

from pipeline.facts import align, compare, extract

SHARED = Path(os.environ.get("CLAIM_AUDIT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PROSE = """The trial randomised 412 women with endometriosis at 23 hospitals in four countries to the drug (n=275)
or placebo
(n=137). At week 12, mean pain scores had fallen by 2.4 points (95% CI 1.9 to 2.9) with the drug and 1.1 points with
placebo
(P<0.001). Adverse events were reported by 68% and 61% of patients, respectively. No serious adverse events were
attributed to
treatment. Background rates of pain vary between countries, and earlier work had not agreed on how it should be
measured.
Patients kept a diary and met a nurse once a month; the nurse did not know who received which treatment. """.replace(
    "\n", " "
)
SIZES = (1_000, 10_000, 100_000, 1_000_000)


def seconds(text: str, *, least: float = 0.5) -> float:
    """Mean seconds for one extraction, repeated until `least` seconds are over."""
    runs, begin = 0, time.process_time()
    while (spent := time.process_time() - begin) < least or not runs:
        extract(text)
        runs += 1
    return spent / runs


def main() -> None:
    """Print words a second, comparisons a second, and the growth from 1 KB to 1 MB."""
    begin = time.process_time()
    extract(PROSE)
    print(f"first call, word lists and all: {time.process_time() - begin:.2f} s")
    report = PROSE * 4  # longer than what is remembered of short texts
    print(f"trial report: {len(report.split()) / seconds(report):,.0f} words a second")
    for path in sorted((SHARED / "articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        print(f"{path.stem}: {len(text.split()) / seconds(text):,.0f} words a second")
    for size in SIZES:
        text = (PROSE * (size // len(PROSE) + 1))[:size]
        took = seconds(text, least=0.0)
        print(f"{size / 1000:>7,.0f} KB: {took:.3f} s, {took / size * 1e6:.2f} µs a character")
    _hostile()
    facts = extract(PROSE)
    begin, count = time.process_time(), 0
    while time.process_time() - begin < 1.0:
        for claim in facts:
            for source in facts:
                compare(claim, source)
        count += len(facts) ** 2
    print(f"{count / (time.process_time() - begin):,.0f} comparisons of two facts a second")
    begin, count = time.process_time(), 0
    few = facts[:4]
    while time.process_time() - begin < 1.0:
        align(few, facts)
        count += 1
    rate = count / (time.process_time() - begin)
    print(f"{rate:,.0f} claims of {len(few)} facts a second, each beside a passage of {len(facts)}")


def _hostile() -> None:
    """Texts made to make a pattern stumble."""
    for name, unit in (
        ("digits", "1"),
        ("commas", "1,"),
        ("words", "one "),
        ("brackets", "[1,"),
        ("between", "between 1 and "),
    ):
        text = (unit * (100_000 // len(unit) + 1))[:100_000]
        print(f"100 KB of {name}: {seconds(text, least=0.0):.3f} s")


if __name__ == "__main__":
    main()
