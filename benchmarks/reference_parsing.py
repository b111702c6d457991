"""How well entries of reference lists are read: `python -m benchmarks.reference_parsing [dev]`.

Field-level F1: a field counts as found when its label and its words are exactly those of the annotators. Beside it
the same for the four parts that the audit uses (authors, title, container, year), for the parser and for the rules of
`pipeline.citations.entries` alone. Data: `reference_parsing` of the shared folder (anystyle, BSD-2-Clause).
"""

import gzip
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

SHARED = Path(os.environ.get("CLAIM_AUDIT_SHARED") or Path(__file__).resolve().parents[1].parent / "shared")
FOLDER = SHARED / "benchmarks" / "trainable" / "reference_parsing"
FIELDS = ("author", "title", "container", "date", "volume", "pages", "publisher", "location", "editor", "url", "doi")
_MERGED = {"journal": "container", "container-title": "container", "collection-title": "container"}


class Row(Struct, frozen=True):
    """One entry with its annotated segments, in order: `" ".join(text for _, text in segments) == text`."""

    text: str
    segments: tuple[tuple[str, str], ...]


def read(part: str) -> list[Row]:
    """The rows of one part."""
    with gzip.open(FOLDER / f"{part}.jsonl.gz", "rt", encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    return [Row(one["text"], tuple((label, text) for label, text in one["segments"])) for one in found]


def spans(labels: Sequence[str]) -> set[tuple[str, int, int]]:
    """Runs of one label as (label, first word, behind the last)."""
    found, start = set(), 0
    for at in range(1, len(labels) + 1):
        if at == len(labels) or labels[at] != labels[start]:
            found.add((labels[start], start, at))
            start = at
    return found


def f1(rows: Sequence[Row], given: Sequence[Sequence[str]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 (0 to 1) of all fields together and of each."""
    counts: dict[str, list[int]] = {}
    for row, labels in zip(rows, given, strict=True):
        gold = spans([_MERGED.get(label, label) for label, text in row.segments for _ in text.split()])
        mine = spans([_MERGED.get(label, label) for label in labels])
        for found, at in ((gold & mine, 0), (mine, 1), (gold, 2)):
            for label, _, _ in found:
                for key in ("all", label):
                    counts.setdefault(key, [0, 0, 0])[at] += 1
    return {key: _scores(*three) for key, three in counts.items()}


def _scores(hits: int, given: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = hits / max(given, 1), hits / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    """Print the table."""
    from pipeline.references.tagger import tag  # noqa: PLC0415  # the weights may not be fitted yet

    part = sys.argv[1] if len(sys.argv) > 1 else "dev"
    rows = read(part)
    begun = time.process_time()
    given = [tag(row.text.split()) for row in rows]
    spent = time.process_time() - begun
    scores = f1(rows, given)
    right = sum(
        label == gold
        for row, labels in zip(rows, given, strict=True)
        for label, gold in zip(labels, [name for name, text in row.segments for _ in text.split()], strict=True)
    )
    words = sum(len(row.text.split()) for row in rows)
    print(f"{part}: {len(rows)} entries, words right {right / words:.4f}, {1000 * spent / len(rows):.2f} ms an entry")
    for field in ("all", *FIELDS):
        precision, recall, score = scores[field]
        print(f"{field:<10} P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}")
    for line in _parts(rows):
        print(line)


def _parts(rows: Sequence[Row]) -> Iterator[str]:
    from benchmarks.reference_parts import compare  # noqa: PLC0415

    yield from compare(rows)


if __name__ == "__main__":
    main()
