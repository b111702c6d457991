"""List the finding codes; with a code, print its manual page."""

import argparse
import inspect
import sys

import msgspec

from pipeline.assembly.findings import finding_types
from pipeline.checks import all_checks
from pipeline.commands._shared import write_line
from pipeline.errors import ConfigError
from pipeline.records.report import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A code, or the schema."""
    parser.add_argument("code", nargs="?", metavar="CODE", help="a finding code such as NUM-001")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of the report")


def run(args: argparse.Namespace) -> int:
    """Print; an unknown code ends with 2."""
    if args.schema:
        write_line(schema())
    elif args.code:
        sys.stdout.write(page(args.code.upper()))
    else:
        sys.stdout.writelines(f"{one.code:<9}{one.severity:<9}{one.name}\n" for one in finding_types().values())
    return 0


def schema() -> dict[str, object]:
    """JSON Schema (2020-12) of the saved report."""
    made = msgspec.json.schema(Report)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "claim-audit/report@1", **made}


def page(code: str) -> str:
    """The manual page of a code: its name, severity, and what the check that gives it says of itself.

    Raises:
        ConfigError: no finding has the code.
    """
    entry = finding_types().get(code)
    if entry is None:
        raise ConfigError(f"no finding has the code {code!r}; claim-audit rules lists them all")
    owners = [check for check in all_checks() if code in check.codes]
    manual = "\n\n".join(_manual(check) for check in owners) or "No check of this version gives it yet."
    return f"{code}  {entry.name}\nDefault severity: {entry.severity}\n\n{manual}\n"


def _manual(check: object) -> str:
    function = getattr(check, "examine", None) or getattr(check, "inspect", None)
    module = inspect.getmodule(function)
    return inspect.cleandoc(module.__doc__ or "") if module else ""
