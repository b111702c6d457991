"""Recall of the passage search: `python -m benchmarks.search [SET …]`.

The share of claims with labelled passages of which at least one is among the first five found. scifact and
healthver: sentences of the cited abstract (rationales), train and dev. citation_integrity_fulltext: paragraphs of
the cited paper that hold a labelled evidence sentence; only ACCURATE and NOT_ACCURATE claims have them. Constants
stand on scifact's training part; of the other two sets nothing is learned.
"""

import argparse
import time
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.verdicts import ROOT, rows
from pipeline.records.citation import Identifiers
from pipeline.records.source import Capture, Reading, Section, Work
from pipeline.search.aliases import find_aliases
from pipeline.search.passages import passages_of
from pipeline.search.rank import Index, build, search

SETS = ("scifact", "healthver", "citation_integrity_fulltext")
CUTS = (1, 3, 5)
CIT = ("<|cit|>", "<|multi_cit|>", "<|other_cit|>", "[]")


class Query(NamedTuple):
    """A claim, the parts of its source, and which of them are labelled."""

    claim: str
    parts: tuple[str, ...]
    gold: frozenset[int]


def queries(name: str, part: str) -> Iterator[Query]:
    """The claims of a set that have labelled passages."""
    if name == "citation_integrity_fulltext":
        folder = ROOT / "trainable" / name
        docs = {row["article"]: tuple(row["paragraphs"]) for row in rows(folder / "docs.jsonl.gz")}
        file = folder / ("dev.jsonl" if part == "dev" else "train.jsonl.gz")
        for row in rows(file):
            gold = frozenset(at for at in row["evidence_paragraphs"] if at is not None)
            if row["article"] in docs and gold:
                claim = row["claim"]
                for mark in CIT:
                    claim = claim.replace(mark, " ")
                yield Query(claim, docs[row["article"]], gold)
        return
    folder = ROOT / ("measure/healthver_abstract" if name == "healthver" else f"trainable/{name}")
    path = next(path for path in (folder / f"{part}.jsonl.gz", folder / f"{part}.jsonl") if path.exists())
    for row in rows(path):
        chosen = row.get("rationales") or ()
        gold = frozenset(at for group in chosen for at in (group if isinstance(group, list) else [group]))
        if gold:
            yield Query(row["claim"], tuple(row["evidence"]), gold)


def work_of(parts: tuple[str, ...]) -> tuple[Work, list[int]]:
    """A work made of the parts, and where each begins."""
    starts, at = [], 0
    for one in parts:
        starts.append(at)
        at += len(one) + 1
    sections = tuple(
        Section("", "body", start, start + len(one)) for start, one in zip(starts, parts, strict=True) if one.strip()
    )
    reading = Reading(
        Capture("evidence:", "evidence:", 200, "text/plain", "", None),
        "evidence",
        "full_text",
        "\n".join(parts),
        sections,
    )
    return Work(("1",), (Identifiers(),), (reading,), "full_text"), starts


def measure(name: str, part: str, most: int) -> None:
    """Print the recall of one part of one set."""
    found = list(queries(name, part))
    found = found[:: max(1, len(found) // most)] if most else found
    kept: dict[tuple[str, ...], tuple[Index, list[int]]] = {}
    hits = dict.fromkeys(CUTS, 0)
    start = time.perf_counter()
    for query in found:
        if query.parts not in kept:
            work, starts = work_of(query.parts)
            kept[query.parts] = (build(passages_of(work), find_aliases(" ".join(query.parts))), starts)
        index, starts = kept[query.parts]
        places: dict[int, None] = {}
        for near in search(index, query.claim):
            places[max(at for at, begin in enumerate(starts) if begin <= near.passage.start)] = None
        for cut in CUTS:
            hits[cut] += bool(query.gold & set(list(places)[:cut]))
    seconds = time.perf_counter() - start
    told = ", ".join(f"recall@{cut} {hits[cut] / len(found):.3f}" for cut in CUTS)
    print(f"{name} {part}: {len(found)} claims, {told}; {seconds / len(found) * 1000:.1f} ms each")


def main() -> None:
    """Measure the named sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--part", choices=("train", "dev"), action="append")
    parser.add_argument("--most", type=int, default=0, help="take no more claims than about so many, evenly")
    args = parser.parse_args()
    for name in args.sets:
        for part in args.part or ("train", "dev"):
            measure(name, part, args.most)


if __name__ == "__main__":
    main()
