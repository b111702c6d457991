"""Ask again, for published articles, about retractions, registry status, dead links and changed sources.

Nothing else is asked, and nothing is judged that did not change: what is in the snapshot folder is what the article
was checked against. One line a change on standard output. Exit code 1 when the changes bring a finding that is a must,
3 when a registry or page that was asked did not answer (an error is never "no change"), else 0; 2 when it failed. A
must that a person waived (`decisions.toml`) is printed as waived and closes nothing; a waiver that no longer holds,
because what was read of the source changed, makes its must new.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.assembly.gate import waived
from pipeline.assembly.settle import Terms, settle
from pipeline.commands import _articles, _live
from pipeline.commands._shared import now, say, stamp
from pipeline.commands.audit import snapshot_folders
from pipeline.decisions import DEFAULT_FILE, read
from pipeline.decisions.waivers import House
from pipeline.errors import AuditError, ConfigError
from pipeline.identifiers import merge
from pipeline.net.fetcher import works_of
from pipeline.net.known import Known
from pipeline.net.log import FetchLog, WorkLine
from pipeline.records.citation import CitedArticle
from pipeline.records.report import DecisionEntry, FindingEntry, Report
from pipeline.records.source import Shelf
from pipeline.references.changes import Change, changes
from pipeline.settings import Settings, load_settings
from pipeline.snapshots import Snapshots
from pipeline.stages.assemble import Circumstances
from pipeline.stages.gather import gather
from pipeline.walk import audit_article, open_article

_FAILED, _MUST, _INCOMPLETE = 2, 1, 3
_PASSING = ("timeout", "network_error", "server_error", "rate_limited", "tls_error", "refused_by_policy")
"""Endings of a page that say nothing about it; a page that refuses programs did so before."""
_UNAWARE = ("not_found", "gone", "unresolved")
"""Endings of a registry that are answers: it does not know the work."""


class _Looked(Struct, frozen=True):
    """One article after it was asked about again."""

    changes: tuple[Change, ...]
    musts: tuple[FindingEntry, ...]
    """Open findings that are a must and were none before."""
    waived: tuple[FindingEntry, ...]
    """New ones of which a person decided that they stand; they are told and close nothing."""
    silent: tuple[str, ...]
    """What did not answer, a line each."""
    works: int
    requests: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the articles and their sources are."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="published articles, files or folders (default: articles/)"
    )
    parser.add_argument(
        "--snapshots", action="append", metavar="DIR", help="snapshot folder; repeatable, the first is written to"
    )
    parser.add_argument(
        "--decisions",
        type=Path,
        metavar="FILE",
        help=f"what people decided about findings (default: {DEFAULT_FILE} here)",
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings (default: audit.toml here)")
    parser.add_argument("--no-progress", action="store_true", help="no progress on standard error")
    parser.add_argument("-q", "--quiet", action="store_true", help="print only what changed")
    parser.set_defaults(refresh=True, max_age=None)


def run(args: argparse.Namespace) -> int:
    """Ask, compare, print; of several articles the worst code counts, 2 before 1 before 3."""
    settings = load_settings(args.config, Path())
    terms = _terms(args.decisions, settings)
    found, failures = _articles.collect(args.paths or ["articles"])
    if not found and not failures:
        raise ConfigError(f"{' '.join(args.paths) or 'articles/'}: no article found")
    for line in failures:
        say(f"claim-audit: {line}")
    codes = [_FAILED] * len(failures)
    kept = _kept(found, args)
    for one in found:
        try:
            looked = _look(one, kept[one.path], args, settings, terms)
        except ConfigError:
            raise
        except AuditError as error:
            say(f"claim-audit: {error}")
            codes.append(_FAILED)
            continue
        _tell(one.path, looked, quiet=args.quiet)
        codes.append(_MUST if looked.musts else _INCOMPLETE if looked.silent else 0)
    return next((code for code in (_FAILED, _MUST, _INCOMPLETE) if code in codes), 0)


def _terms(named: Path | None, settings: Settings) -> Terms:
    """What people decided, and what the house asks of it.

    Raises:
        ConfigError: the file that was named is not there, or holds no decisions.
    """
    if named and not named.is_file():
        raise ConfigError(f"--decisions {named}: no such file")
    house = House(now().date(), frozenset(settings.gate.require_second))
    return Terms(settings.gate_rule, house, read(named or Path(DEFAULT_FILE)))


def _kept(found: Sequence[_articles.Found], args: argparse.Namespace) -> dict[str, Snapshots]:
    """What lay in the folders before anything was asked: of two articles that cite one paper both are told."""
    opened: dict[tuple[Path, ...], Snapshots] = {}
    kept = {}
    for one in found:
        folders = snapshot_folders(args.snapshots, one.file)
        kept[one.path] = opened.setdefault(folders, Snapshots(folders))
    for snapshots in opened.values():
        _ = snapshots.lines  # opening reads nothing, the first question does
    return kept


def _look(
    found: _articles.Found, kept: Snapshots, args: argparse.Namespace, settings: Settings, terms: Terms
) -> _Looked:
    folders = kept.folders
    cited = open_article(found.data, found.path)
    told = Circumstances(stamp(now()), gate=settings.gate_rule, severities=settings.rules, house=settings.house)

    def audited(snapshots: Snapshots) -> Report:
        return settle(_articles.renamed(audit_article(cited, snapshots.find, told), found.slug), terms)

    before, was = gather(cited, kept.find), audited(kept)
    log = _live.again(_known(cited, before), Snapshots(folders), settings, args)
    fresh = Snapshots(folders)
    after = gather(cited, fresh.find)
    changed = tuple(changes(before, after))
    musts, left = _new_musts(was, audited(fresh)) if changed else ((), ())
    return _Looked(changed, musts, left, tuple(_silent(log)), len(after.works), len(log.requests))


def _known(cited: CitedArticle, shelf: Shelf) -> tuple[Known, ...]:
    """The works with every name that their records taught: PubMed is asked for a paper that is cited by its DOI."""
    known = []
    for one in works_of(cited.references):
        work = shelf.work(one.label)
        names = merge((one.names, *(work.identifiers if work else ())))
        # What a registry record names are other works, the papers about the trial.
        known.append(one if one.names.nct and not one.names.doi else replace(one, names=names))
    return tuple(known)


def _new_musts(was: Report, now_: Report) -> tuple[tuple[FindingEntry, ...], tuple[FindingEntry, ...]]:
    """The musts that are new: those that are open, and those that a person waived."""
    before = {one.id for one in was.findings if one.severity == "must"}
    open_before = {one.id for one in was.findings if one.severity == "must" and not waived(one)}
    musts = [one for one in now_.findings if one.severity == "must"]
    return (
        tuple(one for one in musts if not waived(one) and one.id not in open_before),
        tuple(one for one in musts if waived(one) and one.id not in before),
    )


def _silent(log: FetchLog) -> list[str]:
    """What was asked and gave no answer, a line each."""
    if log.offline:
        return ["no network can be reached: nothing was asked"]
    missed = [one for one in log.works if _missed(one)]
    return [f"[{one.labels[0]}] {one.name}: {_why(one)}" for one in missed]


def _why(line: WorkLine) -> str:
    """What was not asked for want of the run's budget is nobody's refusal."""
    return f"not asked, {line.detail}" if line.unasked else (line.reason or "").replace("_", " ")


def _missed(line: WorkLine) -> bool:
    if line.source == "publisher" and not line.unasked:
        return line.reason in _PASSING
    return line.reason not in _UNAWARE


def _tell(path: str, looked: _Looked, *, quiet: bool) -> None:
    lines = [f"  [{one.label}] {one.kind}: {one.text}" for one in looked.changes]
    lines += [f"  must: {one.code} {one.title}" for one in looked.musts]
    lines += [f"  waived: {one.code} {one.title} ({_waiver(one)})" for one in looked.waived]
    lines += [f"  no answer: {line}" for line in looked.silent]
    works = "1 work" if looked.works == 1 else f"{looked.works} works"
    asked = "1 request" if looked.requests == 1 else f"{looked.requests} requests"
    changed = len(looked.changes)
    said = "nothing changed" if not changed else "1 change" if changed == 1 else f"{changed} changes"
    if not quiet or lines:
        sys.stdout.write(_plain(f"{path}: {works}, {asked}: {said}\n"))
    sys.stdout.writelines(_plain(f"{line}\n") for line in lines)


def _waiver(finding: FindingEntry) -> str:
    """Who decided, why, and until when."""
    made = finding.decided if isinstance(finding.decided, DecisionEntry) else DecisionEntry()
    return f"{made.by or 'a person'}: {(made.reason or '').replace('-', ' ')}, until {made.until or 'further notice'}"


def _plain(text: str) -> str:
    """Without control characters: names and addresses come from outside."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)
