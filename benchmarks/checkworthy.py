"""Which sentences are called checkable: `python -m benchmarks.checkworthy [--part dev] [--show N] [--articles]`.

claimbuster: sentences of political debates, check-worthy or not (weighted F1 about 0.91 published for BERT models).
pubmed_claims: sentences of abstracts, the authors' claim or not (transfer F1 0.790 published for a BiLSTM-CRF); every
sentence of an abstract states facts, so only recall of the claims is comparable.

With `--articles`: every claim of the real articles that is called uncited, to be read by a person, and how many of them
have the mark of an opinion, a definition, a question, advice or a forecast besides what makes them checkable.
"""

import argparse
from collections import Counter

from benchmarks.verdicts import ROOT, rows
from pipeline.claims.kinds import nature
from pipeline.facts import extract
from tests.shared.gold import audit, names

POSITIVE = {"claimbuster": "checkworthy", "pubmed_claims": "claim"}


def measure(name: str, part: str, show: int) -> None:
    """Print precision, recall, F1 of the positive class and the weighted F1."""
    folder = ROOT / "measure" / name
    path = next(path for path in (folder / f"{part}.jsonl", folder / f"{part}.jsonl.gz") if path.exists())
    table: Counter[tuple[bool, bool]] = Counter()
    for row in rows(path):
        text = str(row.get("sentence") or row.get("text") or row.get("claim") or "")
        truth = row["label"] == POSITIVE[name]
        found = nature(text, extract(text))
        table[truth, found.checkable] += 1
        if truth != found.checkable and show:
            show -= 1
            print(truth, found.checkable, found.kinds, "|", text)
    print(f"{name} {part}: {sum(table.values())} sentences, {_scores(table)}")


def _scores(table: Counter[tuple[bool, bool]]) -> str:
    def f1(*, positive: bool) -> tuple[float, float, float]:
        hit = table[positive, positive]
        precision = hit / max(hit + table[not positive, positive], 1)
        recall = hit / max(hit + table[positive, not positive], 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)

    yes, no = f1(positive=True), f1(positive=False)
    n_yes = table[True, True] + table[True, False]
    n_no = table[False, True] + table[False, False]
    weighted = (n_yes * yes[2] + n_no * no[2]) / max(n_yes + n_no, 1)
    return f"P {yes[0]:.3f} R {yes[1]:.3f} F1 {yes[2]:.3f}, weighted F1 {weighted:.3f}"


_SOFT = frozenset(("opinion", "definition", "question", "advice", "forecast", "rhetoric"))


def of_articles() -> None:
    """Print the uncited claims of the real articles."""
    found = [(name, claim) for name in names() for claim in audit(name).claims if claim.verdict == "uncited"]
    for name, claim in found:
        print(f"{name[:12]} {claim.line} {' '.join(sorted(_SOFT & set(claim.kinds)))} | {claim.text}")
    print(f"{len(found)} called uncited, {sum(bool(_SOFT & set(claim.kinds)) for _, claim in found)} with such a mark")


def main() -> None:
    """Measure both sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--articles", action="store_true", help="list the uncited claims of the real articles")
    args = parser.parse_args()
    if args.articles:
        of_articles()
        return
    for name in POSITIVE:
        measure(name, args.part, args.show)


if __name__ == "__main__":
    main()
