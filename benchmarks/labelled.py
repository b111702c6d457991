"""Rows of the labelled sets beside the checkout (`../shared/benchmarks`, or where CLAIM_AUDIT_SHARED says)."""

import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("CLAIM_AUDIT_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "benchmarks"
MARK = re.compile(r"<\|\w+\|>")
"""Marks of citations that some sets put into their claims."""


def rows(name: str, part: str) -> Iterator[dict[str, Any]]:
    """Rows of one part of a set; none where it is absent."""
    for folder in ("trainable", "measure"):
        for ending in (".jsonl", ".jsonl.gz"):
            path = SHARED / folder / name / f"{part}{ending}"
            if path.exists():
                opener = gzip.open if ending.endswith("gz") else open
                with opener(path, "rt", encoding="utf-8") as lines:
                    yield from map(json.loads, lines)
                return
    print(f"{name}/{part}: not there, passed over")


def labels(row: dict[str, Any]) -> str:
    """The label in the common words SUPPORTS, REFUTES, NEI."""
    return str((row.get("meta") or {}).get("nli") or row["label"])
