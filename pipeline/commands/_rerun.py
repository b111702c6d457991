"""What later runs have of earlier ones: kept audits, decisions, the baseline, and what git says has changed."""

import argparse
import hashlib
import os
import sys
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.assembly.gate import GateRule
from pipeline.assembly.settle import Terms, settle
from pipeline.cache.audits import Audits, Trace, holds, in_circumstances, name_of, prune
from pipeline.cache.deeds import Deed, Deeds
from pipeline.cache.digests import engine, folder_digest
from pipeline.commands import _reports
from pipeline.commands._articles import Found, renamed
from pipeline.commands._changed import changed
from pipeline.commands._shared import cache_folder, now
from pipeline.decisions import DEFAULT_FILE, read
from pipeline.decisions.waivers import House
from pipeline.errors import ConfigError
from pipeline.page.terminal import is_plain
from pipeline.records.report import Report
from pipeline.settings import Settings
from pipeline.stages.assemble import Circumstances

MOST_BYTES = 1_000_000_000
"""Kept audits past this are deleted, what was not used for longest first."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of re-runs."""
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="a saved <slug>.json, or a folder of them: only findings that are not in it close the gate",
    )
    parser.add_argument("--changed", action="store_true", help="audit only what git says has changed")
    parser.add_argument(
        "--decisions",
        type=Path,
        metavar="FILE",
        help=f"what people decided about findings (default: {DEFAULT_FILE} here)",
    )
    parser.add_argument("--no-cache", action="store_true", help="audit again what has not changed, too")


class Memory(Struct, frozen=True):
    """Under what name one audit is kept, and where; goes to the worker with the job."""

    folder: str
    name: str
    folders: str
    """Digest of the snapshot folders."""

    def audited(self, trace: Trace) -> Report | None:
        """The kept audit if every question that it asked is answered as it was."""
        kept = Audits(Path(self.folder)).load(self.name)
        if kept is None or not holds(kept, trace.find):
            return None
        self.keep(trace, kept.report)
        return kept.report

    def keep(self, trace: Trace, report: Report) -> None:
        """Keep an audit with what it asked."""
        Audits(Path(self.folder)).keep(self.name, self.folders, trace.asked, report)


def warnings(report: Report) -> tuple[str, ...]:
    """What standard error is told of a report: what its reader noticed, and waivers that no longer hold."""
    path = report.article.path
    void = [one for one in report.changes.closed or () if one.state == "waiver_expired"]
    return (
        *(f"{path}: {warning}" for warning in report.article.warnings or ()),
        *(f"{path}:{one.line or ''} {one.code} ({one.id}): waiver no longer holds. {one.note}" for one in void),
    )


class Rerun:
    """All that one run needs of the runs before it."""

    def __init__(self, args: argparse.Namespace, settings: Settings) -> None:
        self._args = args
        self._folder = None if args.no_cache else cache_folder() / "results"
        self._digests: dict[Path, str] = {}
        self._memories: dict[str, Memory] = {}
        file: Path = args.decisions or Path(DEFAULT_FILE)
        if args.decisions and not file.is_file():
            raise ConfigError(f"--decisions {file}: no such file")
        if args.baseline and not args.baseline.exists():
            raise ConfigError(f"--baseline {args.baseline}: no such report or folder")
        self._lone = False
        self._terms = Terms(
            GateRule(args.fail_on or settings.gate.fail_on, settings.gate.max_unchecked),
            House(now().date(), frozenset(settings.gate.require_second)),
            read(file),
            off=frozenset(code for code, severity in settings.rules.items() if severity == "off"),
        )

    def chosen(self, found: list[Found]) -> list[Found]:
        """The articles that are to be audited: all, or with `--changed` those that git says have changed."""
        chosen = changed(found) if self._args.changed else found
        self._lone = len(found) == 1
        return chosen

    def memory(self, found: Found, folders: tuple[Path, ...], circumstances: Circumstances) -> Memory | None:
        """Under what name the audit of an article is kept; None where nothing is to be kept."""
        if self._folder is None:
            return None
        told = " ".join(f"{folder}:{self._digest(folder)}" for folder in folders)
        kind = f"{found.path}\n{found.content_type or ''}"
        return Memory(str(self._folder), name_of(found.data, kind, circumstances, engine()), told)

    def _digest(self, folder: Path) -> str:
        """A folder's digest; read once a run where no fetch writes in between."""
        if folder not in self._digests or not self._args.offline:
            self._digests[folder] = folder_digest(folder)
        return self._digests[folder]

    def recalled(self, memory: Memory | None, found: Found, circumstances: Circumstances) -> Report | None:
        """The kept audit of an article whose snapshot folders are the same to the byte."""
        kept = Audits(Path(memory.folder)).load(memory.name) if memory else None
        if memory is None or kept is None or kept.folders != memory.folders:
            return None
        return renamed(in_circumstances(kept.report, circumstances), found.slug)

    def settled(self, report: Report) -> Report:
        """The report with its decisions, its states and its gate."""
        return settle(report, replace(self._terms, baseline=self._baseline(report)))

    def _baseline(self, report: Report) -> Report | None:
        """The article's earlier report: by its slug in a folder, or the one file that was named."""
        named: Path | None = self._args.baseline
        if named is None:
            return None
        if named.is_dir():
            file = named / f"{report.article.slug}.json"
            return _reports.load(file) if file.is_file() else None
        earlier = _reports.load(named)
        own = self._lone or report.article.slug == earlier.article.slug or report.article.path == earlier.article.path
        return earlier if own else None

    def named(self, memory: Memory | None, found: Found, circumstances: Circumstances) -> str | None:
        """The name of all that an article's files, its line and its exit code follow from; None where nothing is kept.

        Requests of this run, a format that goes to standard output, or a broken baseline are done anew every time.
        """
        args = self._args
        if memory is None or circumstances.requests or "github" in args.format:
            return None
        own = tuple(one for one in self._terms.decisions if one.article == found.slug)
        told = (
            (memory.name, memory.folders, found.slug, args.format, args.output, circumstances.repeat),
            (
                self._terms.gate,
                sorted(self._terms.house.require_second),
                own,
                str(self._terms.house.today) if own else "",
            ),
            (self._baseline_digest(found), circumstances.generated_at if self.fixed_clock else ""),
            (bool(args.quiet), is_plain(sys.stdout)),
        )
        name = hashlib.sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()
        self._memories[name] = memory
        return name

    def _baseline_digest(self, found: Found) -> str:
        named: Path | None = self._args.baseline
        if named is None:
            return ""
        file = named / f"{found.slug}.json" if named.is_dir() else named
        return f"{self._lone} {hashlib.sha256(file.read_bytes()).hexdigest()}" if file.is_file() else "none"

    @property
    def fixed_clock(self) -> bool:
        """Whether the clock is given: it is then an input like others."""
        return "SOURCE_DATE_EPOCH" in os.environ

    def untouched(self, name: str | None) -> Deed | None:
        """What was done under `name`, where its files still lie there as they were written."""
        if self._folder is None or name is None:
            return None
        return Deeds(self._folder).current(name, Path(self._args.output))

    def done(self, name: str | None, deed: Deed) -> None:
        """Remember what was done, if the audit itself is kept: one with something to say about its folders is not."""
        memory = self._memories.get(name or "")
        if self._folder is None or name is None or memory is None:
            return
        kept = Audits(Path(memory.folder)).load(memory.name)
        if kept is not None and kept.folders == memory.folders:
            Deeds(self._folder).keep(name, deed)

    def close(self) -> None:
        """Keep the folder of kept audits small."""
        if self._folder is not None and self._folder.is_dir():
            prune(self._folder, MOST_BYTES)
