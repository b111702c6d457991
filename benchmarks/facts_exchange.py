"""The exchange test: figures of the source told of another group, outcome, time or people, through the whole judge.

`python -m benchmarks.facts_exchange own [show]` measures our own cases (`tests/facts/exchanged`), each exchange with
right claims beside it; `python -m benchmarks.facts_exchange public [show]` takes claims labelled SUPPORTS and puts in
the place of one of their figures another of the same kind that stands in the same passage.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.facts_swap import DIFFERS, PARTS, SETS, read
from benchmarks.labelled import labels, rows
from pipeline.facts import extract
from pipeline.records.fact import Fact
from pipeline.records.verdict import Judged
from pipeline.verification import verify

CASES = Path(__file__).resolve().parents[1] / "tests" / "facts" / "exchanged"
NUMBERS = DIFFERS | {"CMP-001", "CMP-002", "POP-001", "SRC-002"}
MOST = 3
"""Exchanges tried for one figure."""


def became(found: Judged) -> str:
    """What became of a claim, in one word of the table."""
    if found.verdict in {"contradicted", "overstated", "supported", "not_found"}:
        return found.verdict
    if any(each.code in NUMBERS for each in found.objections):
        return "asked"
    return "unclear"


COLUMNS = ("contradicted", "overstated", "asked", "unclear", "not_found", "supported")


def own(*, show: bool) -> None:
    """The table of our own cases, exchanged and right."""
    table: Counter[tuple[str, str]] = Counter()
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            for kind in ("wrong", "right"):
                for claim in case[kind]:
                    judged = verify(claim, tuple(case["passages"])).judged
                    result = became(judged)
                    table[f"{path.stem} {kind}", result] += 1
                    table[f"all {kind}", result] += 1
                    if (
                        show
                        and (result == "contradicted") != (kind == "wrong")
                        and (kind == "wrong" or result in {"contradicted", "overstated", "asked"})
                    ):
                        print(f"{kind} -> {result} ({judged.decided_by})", claim, "\n      |", *case["passages"])
                        print("      ", [(each.code, each.verdict, each.title) for each in judged.objections])
    _print(table)


def _print(table: Counter[tuple[str, str]]) -> None:
    print(f"{'':<18}{'n':>6}" + "".join(f"{name:>14}" for name in COLUMNS))
    for row in sorted({row for row, _ in table}):
        print(
            f"{row:<18}{sum(table[row, name] for name in COLUMNS):>6}"
            + "".join(f"{table[row, name]:>14}" for name in COLUMNS)
        )


def exchanges(claim: str, evidence: tuple[str, ...], standing: tuple[int, ...]) -> Iterator[tuple[str, Fact, Fact]]:
    """The claim with one of its figures exchanged for another of the same kind in the same passage.

    Where the claim tells both, the two change places.
    """
    facts = [fact for fact in extract(claim) if _plain(fact)]
    for fact in facts:
        if not any(fact.start <= at < fact.end for at in standing):
            continue
        beside = (found for found in map(extract, evidence) if any(_equal(fact, each) for each in found))
        others = [
            other
            for found in beside
            for other in found
            if _plain(other)
            and (other.dimension, other.role, other.unit) == (fact.dimension, fact.role, fact.unit)
            and (fact.dimension not in {"count", "number"} or fact.noun == other.noun)
            and not _equal(fact, other)
        ]
        seen: set[str] = set()
        for other in others:
            ours, theirs = _figure(fact), _figure(other)
            if ours and theirs and theirs not in seen and len(seen) < MOST:
                seen.add(theirs)
                partner = next((each for each in facts if _equal(each, other) and each is not fact), None)
                spans = [(fact, ours, theirs)] + ([(partner, _figure(partner), ours)] if partner else [])
                text = claim
                for where, old, new in sorted(spans, key=lambda span: -span[0].start):
                    text = text[: where.start] + where.text.replace(old, new, 1) + text[where.end :]
                yield text, fact, other


def _plain(fact: Fact) -> bool:
    """A single figure in digits that was read, not worked out."""
    value = fact.value
    return (
        value is not None
        and value.kind in {"exact", "about"}
        and fact.term != "worked out"
        and fact.dimension not in {"attribute", "date"}
        and fact.role not in {"confidence_level", "p_value", "total", "time_point"}
    )


def _equal(one: Fact, other: Fact) -> bool:
    return (
        one.value is not None
        and other.value is not None
        and (one.value.low, one.unit)
        == (
            other.value.low,
            other.unit,
        )
    )


def _figure(fact: Fact) -> str:
    run = ""
    for sign in fact.text:
        if sign.isdigit() or (run and sign in ".,"):
            run += sign
        elif run:
            break
    return run.rstrip(".,")


def public(*, show: bool) -> None:
    """The table of exchanged figures in claims labelled SUPPORTS."""
    table: Counter[tuple[str, str]] = Counter()
    for name in SETS:
        for part in PARTS:
            for row in rows(name, part):
                if labels(row) != "SUPPORTS":
                    continue
                claim = read(row)
                standing = tuple(at.start() for at, of_kind in zip(claim.standing, claim.kind, strict=True) if of_kind)
                before = became(verify(claim.text, claim.evidence).judged) if standing else ""
                for text, fact, other in exchanges(claim.text, claim.evidence, standing):
                    judged = verify(text, claim.evidence).judged
                    result = became(judged)
                    table[f"{name} exchanged", result] += 1
                    table["all exchanged", result] += 1
                    table["all before", before] += 1
                    if show:
                        print(f"{result} (before {before}) {fact.text} -> {other.text} |", text)
    _print(table)


def main() -> None:
    """Measure what is asked for."""
    show = "show" in sys.argv
    (public if "public" in sys.argv else own)(show=show)


if __name__ == "__main__":
    main()
