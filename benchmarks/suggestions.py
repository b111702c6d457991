"""How many flagged claims get a wording, and whether it holds: `python -m benchmarks.suggestions [--show N]`.

`--type status --missing --show 99` prints the findings of a type without one, with what refused each candidate.

Flagged cases of our own: the pairs of `tests/quality` (train and dev parts) that the audit calls contradicted or
overstated, and the cases of `tests/checks` that must fire. Every wording shown is judged again beside the same
passages, and held against the guard once more. A finding counts once, by its code.
"""

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.own import pairs
from pipeline.checks import pair_checks
from pipeline.records.source import Work
from pipeline.records.verdict import Judged, Objection
from pipeline.suggestions import refusal, suggest
from pipeline.suggestions.audit import objections, reworded
from pipeline.suggestions.engine import edits, evidence_of
from pipeline.suggestions.fluency import clumsy
from pipeline.verification import verify
from tests.build import dossier, trial

CASES = Path(__file__).resolve().parents[1] / "tests" / "checks" / "cases"
TYPES = {
    "number": ("NUM-001", "NUM-002", "NUM-003"),
    "qualifier": ("SAF-002", "DUR-001", "GEN-001", "CAU-001"),
    "status": ("STA-001", "STA-002", "STA-003", "STA-004", "REG-001"),
    "hedge": ("CER-001",),
}
"""The types that the goal speaks of; every other code is counted as `other`."""


class Flagged(NamedTuple):
    """One finding of one flagged claim."""

    judged: Judged
    objection: Objection
    again: Any
    """Judges a wording: gives what still accuses it."""
    right: bool
    """Whether the label names the same code as the finding."""


def of_pairs() -> Iterator[Flagged]:
    """Findings on the labelled pairs of the train and dev parts."""
    for part in ("train", "dev"):
        for pair in pairs(part):
            passages, kind = tuple(pair["passages"]), pair.get("kind", "unknown")
            found = verify(pair["claim"], passages, kind).judged
            if found.verdict not in ("contradicted", "overstated"):
                continue

            def again(text: str, passages: tuple[str, ...] = passages, kind: Any = kind) -> list[str]:
                judged = verify(text, passages, kind).judged
                return [each.code for each in judged.objections if each.verdict]

            for each in _accusing(found):
                yield Flagged(found, each, again, each.code == pair.get("code"))


def of_cases() -> Iterator[Flagged]:
    """Findings on the cases of the checks that must fire."""
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            if not case.get("code") or not case.get("claim") or case.get("known_wrong"):
                continue
            slots = {
                name: case[name] for name in ("sentence", "before", "after", "prominence", "section") if name in case
            }
            file = dossier(
                case["claim"],
                case["source"],
                kind=case.get("kind", "journal_article"),
                scope=case.get("scope", "full_text"),
                trial=trial(**case["trial"]) if "trial" in case else None,
                **slots,
            )
            found = tuple(one for check in pair_checks() for one in check.examine(file) if isinstance(one, Objection))
            judged = Judged(file.claim, "overstated", None, file.ranked, found, (), "strength")

            def again(text: str, judged: Judged = judged, work: Work = file.work) -> list[str]:
                held = objections(reworded(judged.claim, text), (work,))
                return [each.code for each in held if each.verdict]

            for each in _accusing(judged):
                yield Flagged(judged, each, again, each.code == case["code"])


def _accusing(judged: Judged) -> list[Objection]:
    """One objection a code: what the report would show as one finding."""
    first: dict[str, Objection] = {}
    for each in judged.objections:
        if each.verdict in ("contradicted", "overstated") and each.passage is not None:
            first.setdefault(each.code, each)
    return list(first.values())


def type_of(code: str) -> str:
    """The goal's type of a code."""
    return next((name for name, codes in TYPES.items() if code in codes), "other")


def main() -> None:
    """Measure, and show some."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--code")
    parser.add_argument("--type", choices=(*TYPES, "other"), help="only findings of this type")
    parser.add_argument("--missing", action="store_true", help="show the cases that got none")
    args = parser.parse_args()
    flagged: Counter[str] = Counter()
    given: Counter[str] = Counter()
    broken: list[str] = []
    agreeing = 0
    for one in (*of_pairs(), *of_cases()):
        code = one.objection.code
        if args.code not in (None, code) or args.type not in (None, type_of(code)):
            continue
        flagged[code] += 1
        text = suggest(one.judged, one.objection)
        if text is not None:
            given[code] += 1
            agreeing += one.right
            still = one.again(text)
            evidence = "\n".join(evidence_of(each) for each in one.judged.objections)
            why = refusal(one.judged.claim.text, text, evidence)
            if still or why:
                broken.append(f"{code}: {text!r}: {still or why}")
        if args.show and (text is None) == args.missing:
            args.show -= 1
            _show(one, text)
    _table(flagged, given)
    print(f"same code as the label: {agreeing} of {sum(given.values())}; broken: {len(broken)}")
    print("\n".join(broken))


def _show(one: Flagged, text: str | None) -> None:
    passage, shown = one.objection.passage, one.objection.shown
    words = passage.text[slice(*shown)] if passage and shown else ""
    mine = one.judged.claim.text[slice(*one.objection.said)] if one.objection.said else ""
    print(f"{one.objection.code}{'' if one.right else ' (?)'} {one.judged.claim.text}  [{mine}]\n   -> {text}")
    print(f"   {passage.text if passage else ''}  [{words}]")
    if text is None:
        for candidate, why in _refused(one):
            print(f"   tried {candidate!r}: {why}")


def _refused(one: Flagged) -> Iterator[tuple[str, str]]:
    """Each candidate for a finding, with what refuses it: the guard, the ear, or the audit."""
    claim, evidence = one.judged.claim, evidence_of(one.objection)
    for text in islice(edits(claim, one.objection), 12):
        guarded = refusal(claim.text, text, evidence)
        heard = clumsy(claim.text, text, evidence)
        yield text, guarded or ("clumsy" if heard else ", ".join(one.again(text)) or "another finding remains")


def _table(flagged: Counter[str], given: Counter[str]) -> None:
    print(f"{'type':<12}{'findings':>9}{'worded':>8}{'share':>8}")
    for name in (*TYPES, "other"):
        codes = [code for code in flagged if type_of(code) == name]
        whole, part = sum(flagged[code] for code in codes), sum(given[code] for code in codes)
        if whole:
            print(f"{name:<12}{whole:>9}{part:>8}{part / whole:>8.0%}")
            for code in sorted(codes):
                print(f"  {code:<10}{flagged[code]:>9}{given[code]:>8}{given[code] / flagged[code]:>8.0%}")
    goal = [code for code in flagged if type_of(code) != "other"]
    whole, part = sum(flagged[code] for code in goal), sum(given[code] for code in goal)
    everything = f"all: {sum(given.values())} of {sum(flagged.values())}"
    print(f"number, qualifier, status, hedge: {part} of {whole} ({part / max(whole, 1):.0%}); {everything}")


if __name__ == "__main__":
    main()
