"""Record what people decided about findings: merge a file that a report saved, or decide one by its id.

`claim-audit decide FILE` takes what the report's Save button wrote. The saved report and the article must be those
that the reviewer saw; `--force` takes what still fits. `claim-audit decide --id FP --as keep --reason common-knowledge
--note "…" --by "News desk" --until 2026-12-31` decides one finding. Both write `decisions.toml` and print what they
wrote; the next audit shows it.
"""

import argparse
import hashlib
import os
import re
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from pipeline.assembly.anchors import Places
from pipeline.commands import _reports
from pipeline.commands._shared import now, say
from pipeline.decisions import DEFAULT_FILE, Decision, read_saved, update
from pipeline.decisions.file import Merge
from pipeline.decisions.record import CHOICES, NEVER, REASONS, checked, completed
from pipeline.decisions.saved import Saved, plain_slug
from pipeline.decisions.waivers import bound
from pipeline.errors import ConfigError
from pipeline.records.report import FindingEntry, Report
from pipeline.settings import load_settings

_ENVIRONMENT = {"id": "CA_ID", "choice": "CA_AS", "reason": "CA_REASON", "note": "CA_NOTE", "by": "CA_BY"}
_ENVIRONMENT |= {"until": "CA_UNTIL"}
_FROM_ENVIRONMENT = "what `make decide` hands over: CA_ID, CA_AS, CA_REASON, CA_NOTE, CA_BY, CA_UNTIL"
_LEAST_ID = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A file, or the parts of one decision."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="decisions that were saved from a report")
    parser.add_argument("--id", metavar="FP", help="decide this finding: its fingerprint, or enough of it")
    parser.add_argument("--as", dest="choice", metavar="CHOICE", help=", ".join(CHOICES))
    parser.add_argument(
        "--reason", metavar="REASON", help="; ".join(f"{choice}: {', '.join(REASONS[choice])}" for choice in REASONS)
    )
    parser.add_argument("--note", metavar="TEXT", help="why, in words (at least 20 characters on a must)")
    parser.add_argument("--by", metavar="NAME", help="who decides")
    parser.add_argument(
        "--until", metavar="DAY", help="last day: 2026-12-31, 30d, or never (default: 30 days on a must, else 180)"
    )
    parser.add_argument("--article", metavar="SLUG", help="the article, where two have the same finding")
    parser.add_argument("--from-env", action="store_true", help=_FROM_ENVIRONMENT)
    parser.add_argument("--force", action="store_true", help="take what still fits although the article has changed")
    parser.add_argument("--decisions", type=Path, default=Path(DEFAULT_FILE), metavar="FILE", help="where to write")
    parser.add_argument("--output", "-o", default="reports", metavar="DIR", help="where the saved reports are")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings (default: audit.toml here)")


def run(args: argparse.Namespace) -> int:
    """Merge and print what was written; 2 where something could not be taken."""
    if args.from_env:
        for name, variable in _ENVIRONMENT.items():
            setattr(args, name, getattr(args, name) or os.environ.get(variable) or None)
    for name in _ENVIRONMENT:
        _readable(name, getattr(args, name))
    if (args.file is None) == (args.id is None):
        raise ConfigError("give either a FILE that a report saved, or --id with --as")
    settings = load_settings(args.config, Path())
    decided, refused = _from_file(args) if args.file else (_one(args), [])
    wanted = frozenset(settings.gate.require_second)
    seconds = frozenset(decision.fp for decision, finding in decided if finding.severity in wanted)
    told = update(args.decisions, [decision for decision, _ in decided], seconds=seconds) if decided else ()
    for (_, finding), merge in zip(decided, told, strict=True):
        waits = merge.decision.waives and finding.severity in wanted and not merge.decision.second
        sys.stdout.write(_said(merge, finding, waits=waits))
    sys.stdout.write(f"{args.decisions}: {len(told)} {'decision' if len(told) == 1 else 'decisions'} taken\n")
    for line in refused:
        say(f"claim-audit: {line}")
    return 2 if refused else 0


def _readable(name: str, words: str | None) -> None:
    try:
        (words or "").encode()
    except UnicodeEncodeError as error:
        option = "as" if name == "choice" else name
        raise ConfigError(f"--{option}: holds bytes that are not UTF-8; type it again") from error


Decided = list[tuple[Decision, FindingEntry]]


def _from_file(args: argparse.Namespace) -> tuple[Decided, list[str]]:
    """The decisions of a saved file on the findings of the saved report, and a line for each that fits none.

    Raises:
        ConfigError: the file is wrong, the report is not there, or (without `--force`) the article is another.
    """
    saved = read_saved(args.file)
    if not plain_slug(saved.article.slug):
        raise ConfigError(f"{args.file}: {saved.article.slug!r} is no name of an article")
    report = _reports.load(Path(args.output) / f"{saved.article.slug}.json")
    why = _other_article(saved, report)
    if why and not args.force:
        raise ConfigError(f"{args.file}: {why}; audit it, decide on the new report, or take what still fits: --force")
    places = Places(report)
    findings = {finding.id: finding for finding in report.findings}
    decided: Decided = []
    refused = []
    for number, one in enumerate(saved.decisions, start=1):
        what = f"{args.file}, decision {number} ({one.id})"
        finding = findings.get(one.id)
        if finding is None or finding.code != one.code:
            refused.append(f"{what}: the report has no such finding any more; it was not taken")
            continue
        raw = Decision(
            fp=one.id,
            article=report.article.slug,
            rule=one.code,
            choice=one.choice,
            on=one.on,
            reason=one.reason or "",
            note=one.note or "",
            by=one.by or "",
            until=one.until or "",
        )
        made = completed(raw, finding.severity, what)
        if not args.force and _read_since(places, finding, one.on):
            refused.append(f"{what}: a source was read again after {one.on}; look at the new report, or --force")
        else:
            decided.append((bound(made, finding, places), finding))
    return decided, refused


def _other_article(saved: Saved, report: Report) -> str:
    """How the article differs from the one that the reviewer saw; empty where it does not."""
    if saved.article.sha256 != report.article.sha256:
        return f"the saved report of {saved.article.slug!r} is on another text of the article than these decisions"
    file = Path(report.article.path)
    if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() != report.article.sha256:
        return f"{report.article.path} has changed since it was audited"
    return ""


def _read_since(places: Places, finding: FindingEntry, day: str) -> bool:
    """Whether a source of the finding is a copy made after the day of the decision: nobody decided on that."""
    return any((one.retrieved_at or "")[:10] > day for one in places.references(finding))


def _one(args: argparse.Namespace) -> Decided:
    """The decision that the options describe.

    Raises:
        ConfigError: no saved report, or more than one, has the finding; or an option is wrong.
    """
    if args.choice not in CHOICES:
        raise ConfigError(f"--as: {args.choice!r} is none of {', '.join(CHOICES)}")
    report, finding = _found(args.id, _reports.saved(Path(args.output), [args.article] if args.article else None))
    reason, note = _reason(args.reason or "", args.note or "")
    today = now().date()
    raw = Decision(
        fp=finding.id,
        article=report.article.slug,
        rule=finding.code,
        choice=args.choice,
        on=today.isoformat(),
        reason=reason,
        note=note,
        by=(args.by or "").strip(),
        until=_day(args.until or "", today),
    )
    checked(raw, f"--id {args.id}")
    return [(bound(completed(raw, finding.severity, f"--id {args.id}"), finding, Places(report)), finding)]


def _found(name: str, reports: Iterable[Report]) -> tuple[Report, FindingEntry]:
    if len(name) < _LEAST_ID:
        raise ConfigError(f"--id {name}: give at least the first {_LEAST_ID} signs of the finding's id")
    hits = [(report, one) for report in reports for one in report.findings if one.id.startswith(name)]
    if not hits:
        raise ConfigError(f"--id {name}: no saved report has this finding; audit first, or name --output")
    if len(hits) > 1:
        told = ", ".join(f"{one.id} in {report.article.slug}" for report, one in hits[:4])
        raise ConfigError(f"--id {name}: more than one finding is meant ({told}); give more of it, or --article")
    return hits[0]


def _reason(reason: str, note: str) -> tuple[str, str]:
    """The reason's name, and the note; `common knowledge: undisputed chemistry` gives both."""
    name, _, told = reason.partition(":")
    return "-".join(name.casefold().replace("_", " ").replace("-", " ").split()), note.strip() or told.strip()


def _day(until: str, today: date) -> str:
    """An ISO day, from one, a number of days such as `30d`, or `never`; empty for the house's own."""
    text = until.strip().casefold()
    if re.fullmatch(r"[0-9]{1,4}d", text):
        return (today + timedelta(days=int(text[:-1]))).isoformat()
    return NEVER if text == NEVER else until.strip()


def _said(merge: Merge, finding: FindingEntry, *, waits: bool) -> str:
    decision = merge.decision
    parts = [f"{merge.how}: {decision.fp} {decision.rule} in {decision.article}: {decision.choice}"]
    parts += [decision.reason] if decision.reason else []
    parts += [f"by {decision.by}" + (f" and {decision.second}" if decision.second else "")] if decision.by else []
    parts += [f"until {decision.until}"] if decision.until else []
    if merge.how == "replaced" and merge.before:
        parts.append(f"before: {merge.before.choice}" + (f" by {merge.before.by}" if merge.before.by else ""))
    if merge.how == "older":
        parts.append(f"kept: that of {decision.on} is later")
    if waits:
        parts.append("waits for a second person")
    return f"{', '.join(parts)}\n  {finding.title}\n"
