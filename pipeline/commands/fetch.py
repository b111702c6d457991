"""Gather every source that the articles cite into the snapshot folder; print what was had, what was not, and why.

One line a cited work on standard output, progress on standard error. Exit code 0 when something was read of every
cited work, 3 when of one there is no more than its bibliographic record, 2 when the run itself failed.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from pipeline.commands import _articles, _live
from pipeline.commands._shared import cache_folder, say
from pipeline.commands.audit import snapshot_folders
from pipeline.errors import AuditError, ConfigError
from pipeline.net.fetcher import said
from pipeline.net.log import FetchLog
from pipeline.settings import load_settings
from pipeline.snapshots import Snapshots

_INCOMPLETE = 3
_FAILED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that `audit` has for fetching, and no others."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders, or '-' for standard input (default: articles/)"
    )
    parser.add_argument(
        "--snapshots", action="append", metavar="DIR", help="snapshot folder; repeatable, the first is written to"
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings (default: audit.toml here)")
    parser.add_argument("--refresh", action="store_true", help="ask again for every source, however fresh its copy")
    parser.add_argument("--max-age", metavar="AGE", help="ask again for copies older than this, such as 7d or 12h")
    parser.add_argument("--no-progress", action="store_true", help="no progress on standard error")
    parser.add_argument("-q", "--quiet", action="store_true", help="print only the line that sums up an article")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every request, too")


def run(args: argparse.Namespace) -> int:
    """Fetch for every article; the worst exit code counts, 2 before 3."""
    settings = load_settings(args.config, Path())
    folder = snapshot_folders(args.snapshots, None)[0]
    found, failures = _articles.collect(
        args.paths or ["articles"], lambda url: _live.article(url, folder, settings, args)
    )
    if not found and not failures:
        raise ConfigError(
            f"{' '.join(args.paths) or 'articles/'}: no article found; put a .txt, .md, .html or .docx file there"
        )
    for line in failures:
        say(f"claim-audit: {line}")
    codes = [_FAILED] * len(failures)
    for one in found:
        try:
            log = _live.fetch(one, Snapshots(snapshot_folders(args.snapshots, one.file)), settings, args)
        except ConfigError:
            raise
        except AuditError as error:
            say(f"claim-audit: {error}")
            codes.append(_FAILED)
            continue
        _tell(one.path, log, args)
        codes.append(exit_code(log))
    sys.stdout.write(f"snapshot folder: {(args.snapshots or [str(cache_folder())])[0]}\n")
    return next((code for code in (_FAILED, _INCOMPLETE) if code in codes), 0)


def exit_code(log: FetchLog) -> int:
    """3 where of a cited work nothing but its record was had, else 0."""
    return _INCOMPLETE if any(work.scope in ("none", "metadata") for work in log.works) else 0


def _tell(path: str, log: FetchLog, args: argparse.Namespace) -> None:
    counts = Counter(work.state for work in log.works)
    asked = f"{len(log.requests)} {'request' if len(log.requests) == 1 else 'requests'}"
    works = "work" if len(log.works) == 1 else "works"
    through = f" through the proxy {log.proxy}" if log.proxy and log.requests else ""
    sys.stdout.write(
        f"{path}: {len(log.works)} cited {works}: {counts['had']} had, {counts['part']} in part, "
        f"{counts['none']} not; {asked}{through}\n"
    )
    if args.quiet:
        return
    for work in log.works:
        labels = ", ".join(work.labels)
        source = f", from {work.source}" if work.source else ""
        sys.stdout.write(_plain(f"  [{labels}] {work.name}: {said(work)}{source}\n"))
    if args.verbose:
        for line in log.requests:
            said_status = f" {line.status}" if line.status else ""
            sys.stdout.write(_plain(f"  {line.at} {line.outcome}{said_status} {line.seconds:.1f} s {line.url}\n"))


def _plain(text: str) -> str:
    """Without control characters: names and addresses come from outside."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)
