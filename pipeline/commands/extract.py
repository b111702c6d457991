"""Find the claims in texts: JSON lines {"id","text"} in, {"id","claims"} out."""

import argparse

from pipeline.commands._shared import json_lines, write_line
from pipeline.errors import ArticleError, ConfigError
from pipeline.stages.cite import cite
from pipeline.stages.claim import claim
from pipeline.stages.read import read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One file, or standard input."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="JSON lines (default: standard input)")


def run(args: argparse.Namespace) -> int:
    """One line out for each line in, in their order."""
    for number, row in json_lines(args.file):
        text = row.get("text")
        if "id" not in row or not isinstance(text, str):
            raise ConfigError(f'{args.file or "standard input"}, line {number}: needs "id" and "text" (a string)')
        write_line({"id": row["id"], "claims": claims_of(text)})
    return 0


def claims_of(text: str) -> list[object]:
    """The claims of one text, read as plain text; none in an empty one."""
    if not text.strip():
        return []
    try:
        sheet = claim(cite(read(text.encode("utf-8", "replace"), "text.txt")))
    except ArticleError:
        return []
    return list(sheet.claims)
