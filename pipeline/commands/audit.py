"""Audit articles against the sources that they cite, and write the reports.

Reports go to `--output` (default `reports/`): `<slug>.html`, `<slug>.json`, further formats as asked, and an
`index.html` of every saved report. The five-line answer an article goes to standard output, all else to standard
error. An article that can't be read gets one line and does not stop the others.
"""

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from pipeline.assembly.gate import GateRule
from pipeline.cache.audits import Trace, in_circumstances
from pipeline.cache.deeds import Deed
from pipeline.commands import _articles, _reports, _rerun
from pipeline.commands._rerun import Rerun
from pipeline.commands._shared import cache_folder, now, say, stamp
from pipeline.errors import AuditError, ConfigError
from pipeline.formats import Format
from pipeline.records.report import FailOn, Report, RequestEntry
from pipeline.settings import Settings, load_settings
from pipeline.snapshots import Snapshots, beside
from pipeline.stages.assemble import Circumstances

_CODES = {"hold": 1, "incomplete": 3, "fixes": 0, "ready": 0}
_WORST_FIRST = (2, 1, 3, 0)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files or folders, '-' for standard input, or a URL (default: articles/)",
    )
    parser.add_argument(
        "--offline", action="store_true", default=_env_flag("CLAIM_AUDIT_OFFLINE"), help="no network at all"
    )
    parser.add_argument(
        "--snapshots", action="append", metavar="DIR", help="snapshot folder; repeatable, the first is written to"
    )
    parser.add_argument("--output", "-o", default="reports", metavar="DIR", help="where reports go (default: reports/)")
    parser.add_argument(
        "--format",
        default="html,json",
        metavar="LIST",
        help="html,json,sarif,junit,csv,github,markdown,docx (default: html,json)",
    )
    parser.add_argument(
        "--fail-on", choices=("must", "should", "never"), help="from which severity on the gate closes (default: must)"
    )
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="articles audited at the same time (default: 1)"
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings (default: audit.toml here)")
    parser.add_argument("--no-progress", action="store_true", help="no progress on standard error")
    parser.add_argument("--refresh", action="store_true", help="ask again for every source, however fresh its copy")
    parser.add_argument("--max-age", metavar="AGE", help="ask again for copies older than this, such as 7d or 12h")
    _rerun.add_arguments(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing but the first line an article")
    parser.add_argument("-v", "--verbose", action="store_true", help="show the traceback of a failure")


class _Job(Struct, frozen=True):
    """One article to audit, with all that a worker process needs."""

    found: _articles.Found
    folders: tuple[str, ...]
    circumstances: Circumstances
    progress: bool = False
    memory: _rerun.Memory | None = None


class _Failure(Struct, frozen=True):
    """Why an article has no report: the one line for the person."""

    line: str


def run(args: argparse.Namespace) -> int:
    """Audit, write, print; the worst exit code of all articles. Each report is on disk before the next begins."""
    settings = load_settings(args.config, Path())
    formats = _reports.chosen(args.format)
    if args.jobs < 1:
        raise ConfigError(f"--jobs: {args.jobs} is not a number of workers; give 1 or more")
    output = Path(args.output)
    found, failures = _articles.collect(args.paths or ["articles"], _door(args, settings))
    if not found and not failures:
        raise ConfigError(
            f"{' '.join(args.paths) or 'articles/'}: no article found; put a .txt, .md, .html or .docx file there"
        )
    rerun = Rerun(args, settings)
    found = rerun.chosen(found)
    if not found and not failures:
        say("claim-audit: nothing has changed since the last commit")
        return 0
    codes = [2] * len(failures)
    for line in failures:
        say(f"claim-audit: {line}")
    try:
        for name, result in _results(_prepared(found, args, settings, rerun), args.jobs):
            codes.append(_told(result if isinstance(result, Deed) else _done(name, result, formats, args, rerun)))
    finally:
        rerun.close()
        if any(output.glob("*.json")):
            _reports.write_index(output)
    return next(code for code in _WORST_FIRST if code in codes)


def _door(args: argparse.Namespace, settings: Settings) -> _articles.Fetch:
    """How a live article is fetched: over the guarded door, or not at all when offline."""
    if args.offline or not any(_articles.is_address(name) for name in args.paths):
        return _articles.no_network
    from pipeline.commands._live import article  # noqa: PLC0415  # the network rooms are loaded only when used

    folder = snapshot_folders(args.snapshots, None)[0]
    return lambda url: article(url, folder, settings, args)


def _done(
    name: str | None, result: Report | _Failure, formats: tuple[Format, ...], args: argparse.Namespace, rerun: Rerun
) -> Deed:
    """Settle and write one report."""
    if isinstance(result, _Failure):
        return Deed({}, "", (f"claim-audit: {result.line}",), 2)
    written = _reports.write(rerun.settled(result), formats, Path(args.output), keep_hour=not rerun.fixed_clock)
    said = _reports.announcement(written.report, written.path, quiet=args.quiet)
    deed = Deed(written.files, said, _rerun.warnings(written.report), exit_code(written.report))
    rerun.done(name, deed)
    return deed


def _told(deed: Deed) -> int:
    """Print what came of one article; returns its exit code."""
    if deed.said:
        _reports.announce(deed.said)
    for line in deed.warned:
        say(line)
    return deed.code


def _prepared(
    found: list[_articles.Found], args: argparse.Namespace, settings: Settings, rerun: Rerun
) -> Iterator[tuple[str | None, _Job | Report | Deed | _Failure]]:
    """A job an article with its sources fetched, or what is known of it; one that can't be read stops no other."""
    for one in found:
        try:
            job = _job(one, args, settings, rerun)
            name = rerun.named(job.memory, one, job.circumstances)
            yield name, rerun.untouched(name) or rerun.recalled(job.memory, one, job.circumstances) or job
        except ConfigError:
            raise
        except AuditError as error:
            yield None, _Failure(str(error))


def exit_code(report: Report) -> int:
    """0 open, 1 closed, 3 incomplete."""
    return _CODES[report.gate.state]


def _job(found: _articles.Found, args: argparse.Namespace, settings: Settings, rerun: Rerun) -> _Job:
    folders = snapshot_folders(args.snapshots, found.file, offline=args.offline)
    fail_on: FailOn = args.fail_on or settings.gate.fail_on
    requests = _fetch(found, folders, args, settings)
    circumstances = Circumstances(
        generated_at=stamp(now()),
        gate=GateRule(fail_on, settings.gate.max_unchecked),
        severities=settings.rules,
        requests=requests,
        repeat=_repeat(found, args),
        house=settings.house,
    )
    shown = not (args.no_progress or args.quiet) and args.jobs == 1
    memory = rerun.memory(found, folders, circumstances)
    return _Job(found, tuple(str(folder) for folder in folders), circumstances, shown, memory)


def snapshot_folders(named: Sequence[str] | None, article: Path | None, *, offline: bool = False) -> tuple[Path, ...]:
    """The folders of a run: those named (else the user's cache), then those that lie with the article.

    Raises:
        ConfigError: a named folder does not exist as a folder.
    """
    folders = [Path(name) for name in named or ()] or [cache_folder()]
    for folder in (folders if offline else folders[1:]) if named else ():
        if not folder.is_dir():
            raise ConfigError(f"--snapshots {folder}: no such folder")
    if folders[0].exists() and not folders[0].is_dir():
        raise ConfigError(f"--snapshots {folders[0]}: is not a folder")
    return (*folders, *(beside(article) if article else ()))


def _fetch(
    found: _articles.Found, folders: tuple[Path, ...], args: argparse.Namespace, settings: Settings
) -> tuple[RequestEntry, ...] | None:
    """Gather what is missing over the network; None where none was asked."""
    if args.offline:
        return None
    from pipeline.commands._live import fetch_sources  # noqa: PLC0415  # the network rooms are loaded only when used

    return fetch_sources(found, Snapshots(folders), settings, args)


def _results(
    jobs: Iterable[tuple[str | None, _Job | Report | Deed | _Failure]], workers: int
) -> Iterator[tuple[str | None, Report | Deed | _Failure]]:
    """Results in the order of the articles, each as soon as it is there."""
    if workers == 1:
        yield from ((name, _audit(job) if isinstance(job, _Job) else job) for name, job in jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting = [(name, pool.submit(_audit, job) if isinstance(job, _Job) else job) for name, job in jobs]
        yield from ((name, one.result() if isinstance(one, Future) else one) for name, one in waiting)


def _audit(job: _Job) -> Report | _Failure:
    """The report, or the one line that says why there is none."""
    from pipeline.walk import audit_article, open_article  # noqa: PLC0415  # heavy rooms load once a worker

    with _steps(job) as step:
        try:
            step("Reading article")
            cited = open_article(job.found.data, job.found.path, job.found.content_type)
            snapshots = Snapshots(tuple(Path(folder) for folder in job.folders))
            for problem in snapshots.problems:
                say(f"claim-audit: {problem.text}")
            trace = Trace(snapshots.find)
            report = job.memory.audited(trace) if job.memory else None
            if report is None:
                report = audit_article(cited, trace.find, job.circumstances, step)
                if job.memory and not snapshots.problems:  # what is wrong with a folder is said in every run
                    job.memory.keep(trace, report)
        except AuditError as error:
            return _Failure(str(error))
        step("Writing report")
    return _articles.renamed(in_circumstances(report, job.circumstances), job.found.slug)


@contextmanager
def _steps(job: _Job) -> Iterator[Callable[[str], None]]:
    """Where the walk says how far it is: a line that changes in a terminal, plain lines elsewhere, or nothing."""
    if not job.progress:
        yield lambda _: None
        return
    from pipeline.page.terminal import progress  # noqa: PLC0415  # rich is loaded only when somebody watches

    with progress(sys.stderr, job.found.path) as step:
        yield step


def _repeat(found: _articles.Found, args: argparse.Namespace) -> str:
    """The command that gives this report again."""
    parts = ["claim-audit", "audit", found.path, "--offline"]
    for folder in args.snapshots or ():
        parts += ["--snapshots", folder]
    return " ".join(shlex.quote(part) for part in parts)


def _env_flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in ("1", "true", "yes", "on")
