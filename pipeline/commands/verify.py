"""Judge claims beside given evidence: JSON lines {"id","claim","evidence"} in, verdicts with quotes out."""

import argparse
from typing import Any, cast, get_args

from pipeline.commands._shared import json_lines, write_line
from pipeline.errors import ConfigError
from pipeline.records.source import SourceKind
from pipeline.stages.judge import EVERY, Judge
from pipeline.verification import verify


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One file, or standard input."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="JSON lines (default: standard input)")
    parser.add_argument(
        "--judges", metavar="NAMES", default=",".join(sorted(EVERY)), help="who may speak (default: %(default)s)"
    )


def run(args: argparse.Namespace) -> int:
    """One line out for each line in, in the order they came."""
    judges = _judges(args.judges)
    for number, row in json_lines(args.file):
        claim, evidence, kind = _checked(row, f"{args.file or 'standard input'}, line {number}")
        result = verify(claim, evidence, kind, judges)
        judged = result.judged
        write_line(
            {
                "id": row["id"],
                "verdict": judged.verdict,
                "confidence": None,
                "scores": judged.scores,
                "evidence_index": result.evidence_index,
                "quote": result.quote,
                "findings": result.findings,
                "decided_by": judged.decided_by,
            }
        )
    return 0


def _judges(names: str) -> frozenset[Judge]:
    chosen = frozenset(cast("list[Judge]", [name.strip() for name in names.split(",")]))
    if not chosen <= EVERY:
        raise ConfigError(f"--judges {names}: must be one or more of {', '.join(sorted(EVERY))}")
    return chosen


def _checked(row: dict[str, Any], where: str) -> tuple[str, tuple[str, ...], SourceKind]:
    claim, evidence, kind = row.get("claim"), row.get("evidence"), row.get("kind") or "unknown"
    if "id" not in row or not isinstance(claim, str):
        raise ConfigError(f'{where}: needs "id", "claim" (a string) and "evidence"')
    if isinstance(evidence, str):
        evidence = [evidence]
    if evidence is None:
        evidence = []
    if not isinstance(evidence, list) or not all(isinstance(passage, str) for passage in evidence):
        raise ConfigError(f'{where}: "evidence" must be a string or a list of strings')
    if kind not in get_args(SourceKind):
        raise ConfigError(f'{where}: "kind" must be one of {", ".join(get_args(SourceKind))}')
    return claim, tuple(evidence), cast("SourceKind", kind)
