"""What each judge brings: `python -m benchmarks.ablation [SET …]`, the same as `claim-audit verify --judges NAMES`.

Sets: own_dev, own_test and the dev parts named in `benchmarks/verdicts.py`. For each setting, precision and recall of
the shipped verdicts beside those of the likeliest outcome by `scores`; where no alignment spoke, a claim left undecided
has no likeliest outcome and counts as a miss. On public sets `supported` is measured against good, accusations
(contradicted or overstated) against bad.
"""

import argparse
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.own import pairs
from benchmarks.verdicts import SETS, items
from pipeline.records.source import SourceKind
from pipeline.stages.judge import EVERY, Judge, judge_one
from pipeline.verification import brief_of

SETTINGS: tuple[tuple[str, frozenset[Judge]], ...] = (
    ("facts", frozenset(("facts",))),
    ("rules", frozenset(("strength",))),
    ("alignment", frozenset(("alignment",))),
    ("all", EVERY),
)
OWN = {"own_dev": "dev", "own_test": "test"}
ACCUSED = ("contradicted", "overstated")


class Case(NamedTuple):
    """One labelled claim."""

    claim: str
    evidence: tuple[str, ...]
    kind: SourceKind
    label: str


def cases(name: str) -> Iterator[Case]:
    """The claims of a set."""
    if name in OWN:
        for pair in pairs(OWN[name]):
            yield Case(pair["claim"], tuple(pair["passages"]), pair["kind"], pair["verdict"])
        return
    for item in items(name, "dev"):
        yield Case(item.claim, item.evidence, "unknown", item.label)


def line(told: Sequence[tuple[str, str]], *, own: bool) -> str:
    """Precision and recall of each verdict, from (label, said)."""
    if not own:
        told = [(label, "accused" if said in ACCUSED else said) for label, said in told]
    wanted = (("supported",) * 2, ("contradicted",) * 2, ("overstated",) * 2)
    parts = []
    for label, verdict in wanted if own else (("good", "supported"), ("bad", "accused")):
        right = sum(one == (label, verdict) for one in told)
        said = sum(one[1] == verdict for one in told)
        meant = sum(one[0] == label for one in told)
        parts.append(f"{verdict} {right / said if said else 0:.3f} of {said}, recall {right / max(meant, 1):.3f}")
    return "; ".join(parts)


def measure(name: str) -> None:
    """Every setting on one set; each claim is matched once."""
    shipped: dict[str, list[tuple[str, str]]] = {setting: [] for setting, _ in SETTINGS}
    likeliest: dict[str, list[tuple[str, str]]] = {setting: [] for setting, _ in SETTINGS}
    for case in cases(name):
        brief = brief_of(case.claim, case.evidence, case.kind)
        for setting, judges in SETTINGS:
            judged = judge_one(brief, judges)
            shipped[setting].append((case.label, judged.verdict))
            likeliest[setting].append((case.label, max(judged.scores, key=judged.scores.__getitem__)))
    for setting, _ in SETTINGS:
        open_ = sum(said == "unclear" for _, said in shipped[setting]) / max(len(shipped[setting]), 1)
        print(f"{name} {setting}: unclear {open_:.3f}")
        print(f"  shipped: {line(shipped[setting], own=name in OWN)}")
        print(f"  likeliest: {line(likeliest[setting], own=name in OWN)}", flush=True)


def main() -> None:
    """Measure the named sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=[*OWN, *SETS])
    for name in parser.parse_args().sets:
        measure(name)


if __name__ == "__main__":
    main()
