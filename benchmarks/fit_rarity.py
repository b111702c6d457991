"""Counts how rare words are: `python -m benchmarks.fit_rarity`, writes `search/rarity.toml`.

Sentences of scifact's collection of abstracts (whole, unlabelled), of check_covid and fever_dev_pairs (training parts
alone) and of the product's own training topics; bands of idf (Spärck Jones 1972), no text. Sets that are kept for
measuring the search (healthver, citation_integrity_fulltext) are not counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from math import log
from pathlib import Path

from benchmarks.own import pairs
from benchmarks.verdicts import ROOT, rows
from pipeline.search.rarity import FINEST
from pipeline.text import stem

TARGET = Path(__file__).resolve().parents[1] / "pipeline" / "search" / "rarity.toml"
LEAST = 12
"""A stem that stands in fewer sentences counts as unseen."""
WORDS = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LINE = 116
HEAD = """# How rare a stem is: bands of idf over sentences (band n: n/2 natural units), written by
# `python -m benchmarks.fit_rarity` from the abstracts of scifact (ODC-By, unlabelled), the training parts of
# check_covid (MIT) and fever_dev_pairs (CC BY-SA) and the product's own training topics. Do not edit by hand.
"""


def sentences() -> Iterator[str]:
    """The texts that are counted, a sentence each."""
    room = ROOT / "trainable"
    for row in rows(room / "scifact" / "corpus.jsonl.gz"):
        yield from row["sentences"]
    for name in ("check_covid", "fever_dev_pairs"):
        for row in rows(room / name / "train.jsonl.gz"):
            evidence = row["evidence"]
            yield row["claim"]
            yield from evidence if isinstance(evidence, list) else [evidence]
    for pair in pairs("train"):
        yield pair["claim"]
        yield from pair["passages"]


def main() -> None:
    """Count and write."""
    spread: Counter[str] = Counter()
    count = 0
    for sentence in sentences():
        count += 1
        spread.update({stem(word) for word in WORDS.findall(sentence.lower())})
    bands: dict[int, list[str]] = {}
    for name, n in spread.items():
        if n >= LEAST:
            bands.setdefault(min(FINEST, round(2 * log(count / n))), []).append(name)
    lines = [HEAD, "[bands]\n"]
    for band in sorted(bands):
        text, line = '"""\n', ""
        for name in sorted(bands[band]):
            if len(line) + len(name) > LINE:
                text, line = text + line.rstrip() + "\n", ""
            line += name + " "
        lines.append(f'{band} = {text}{line.rstrip()}\n"""\n')
    TARGET.write_text("".join(lines), encoding="utf-8")
    print(f"{count} sentences, {sum(map(len, bands.values()))} stems, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
