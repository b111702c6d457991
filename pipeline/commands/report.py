"""Render saved reports again, in any format, checking nothing."""

import argparse
from pathlib import Path

from pipeline.commands import _reports
from pipeline.errors import ConfigError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which reports, which formats, where."""
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="reports to render (default: all that are saved)")
    parser.add_argument(
        "--output", "-o", default="reports", metavar="DIR", help="where the saved reports are (default: reports/)"
    )
    parser.add_argument(
        "--format", default="html", metavar="LIST", help="html,sarif,junit,csv,github,markdown,docx (default: html)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing but the first line a report")


def run(args: argparse.Namespace) -> int:
    """Write the formats and the index again."""
    output = Path(args.output)
    formats = _reports.chosen(args.format)
    reports = _reports.saved(output, args.slugs)
    if not reports:
        raise ConfigError(f"{output}: no saved report; run: claim-audit audit")
    for report in reports:
        written = _reports.write(report, formats, output)
        _reports.announce(_reports.announcement(report, written.path, quiet=args.quiet))
    _reports.write_index(output)
    return 0
