"""Show the snapshot folder, verify it, print a source's text, or add a copy that you downloaded."""

import argparse
import re
import sys
from pathlib import Path

from pipeline.commands._shared import cache_folder, now, say, stamp
from pipeline.errors import ConfigError
from pipeline.identifiers import collect, from_url, url_key
from pipeline.records.citation import Identifiers, Reference
from pipeline.records.source import ADDED, SCOPES, Capture, Reading
from pipeline.snapshots import INDEX, Problem, Snapshots, read_body
from pipeline.sources import MAX_PDF_BYTES, read_capture
from pipeline.sources.identity import disagreement

UNREAD = 3
"""Exit code where a source is kept, or was refused, and there is no text of it."""
DAMAGED = 2
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PMCID = re.compile(r"(?i)(?:PMCID\s?:?\s?)?PMC\s?(\d{1,9})(?:\.\d{1,2})?")
"""As a whole argument any number of digits is one; in running text few digits behind PMC may be something else."""
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".htm": "text/html",
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/plain",
    ".nxml": "application/xml",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`list`, `check`, `text URL`, `add URL FILE`, each with the folders that it is about."""
    actions = parser.add_subparsers(dest="action", metavar="list|check|text|add", required=True)
    what = {
        "list": "every capture: when, how much of it can be read, by which reader, under which address",
        "check": "verify every line and every digest",
        "text": "print the text that was read, in which a report's evidence counts its offsets",
        "add": "keep a copy that you downloaded, under the address or identifier that the article cites",
    }
    for name, does in what.items():
        action = actions.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
        if name in ("text", "add"):
            action.add_argument("url", metavar="URL", help="an address, DOI, PMID:…, PMC… or registration number")
        if name == "text":
            action.add_argument(
                "--capture", metavar="SHA256", default="", help="of several copies the one of this digest"
            )
        if name == "add":
            action.add_argument("file", metavar="FILE", type=Path, help="PDF, HTML, XML, JSON, .docx or plain text")
        action.add_argument(
            "--snapshots",
            action="append",
            metavar="DIR",
            type=Path,
            help="snapshot folder (default: the user's cache); repeatable, the first is written to",
        )


def run(args: argparse.Namespace) -> int:
    """Do it; 0 done, 2 damaged folder or nothing found, 3 the source is known but could not be read."""
    snapshots = Snapshots(_folders(args.snapshots, writes=args.action == "add"))
    if args.action == "list":
        return _list(snapshots)
    if args.action == "check":
        return _check(snapshots)
    if args.action == "text":
        return _text(snapshots, args.url, args.capture.lower())
    return _add(snapshots, args.url, args.file)


def _folders(named: list[Path] | None, *, writes: bool) -> tuple[Path, ...]:
    for folder in named or ():
        if folder.exists() and not folder.is_dir():
            raise ConfigError(f"--snapshots {folder}: is not a folder")
        if not folder.exists() and not (writes and folder == (named or [])[0]):
            raise ConfigError(f"--snapshots {folder}: no such folder")
    return tuple(named or (cache_folder(),))


def _list(snapshots: Snapshots) -> int:
    for problem in snapshots.problems:
        say(f"claim-audit: {problem.text}")
    if not snapshots.lookup.captures:
        places = ", ".join(str(folder) for folder in snapshots.folders)
        say(f"claim-audit: {places}: nothing is kept here yet; fill it with `claim-audit fetch` or `sources add`")
    for capture, body in snapshots.bodies(snapshots.lookup.captures):
        reading = read_capture(capture, body)
        state = reading.scope if reading.scope != "none" else reading.reason or "none"
        origin = ADDED if capture.outcome == ADDED else reading.reader or "-"
        _write_row(capture, state, origin)
    for capture in snapshots.replaced:
        _write_row(capture, "replaced", ADDED)
    return 0


def _write_row(capture: Capture, state: str, origin: str) -> None:
    name = f"  ({_shown(capture.note)})" if capture.outcome == ADDED and capture.note else ""
    sys.stdout.write(f"{_shown(capture.retrieved_at)}  {state:<14}  {origin:<14}  {_shown(capture.url)}{name}\n")


def _check(snapshots: Snapshots) -> int:
    """Every line of every index, also those that later lines made obsolete."""
    problems = {problem.text: problem for problem in snapshots.problems}
    files = 0
    for line in snapshots.lines:
        body = read_body(line)
        if isinstance(body, Problem):
            problems.setdefault(body.text, body)
        else:
            files += line.capture.path is not None
    for text in problems:
        say(f"claim-audit: {text}")
    places = ", ".join(str(folder / INDEX) for folder in snapshots.folders)
    said = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    sys.stdout.write(f"{places}: {len(snapshots.lines)} lines, {files} files as stated, {said}\n")
    return DAMAGED if problems else 0


def _text(snapshots: Snapshots, named: str, digest: str) -> int:
    readings = [one for one in _readings(snapshots, named) if (one.capture.sha256 or "").startswith(digest)]
    readable = [reading for reading in readings if reading.text]
    if readable:
        sys.stdout.write(_shown(readable[0].text) + "\n")
        return 0
    if not readings:
        raise ConfigError(f"{named}: no capture answers it; see: claim-audit sources list")
    say(f"claim-audit: {named}: {readings[0].reason}: {readings[0].detail}")
    return UNREAD


def _shown(text: str) -> str:
    """Text for a terminal: what a terminal would obey becomes U+FFFD, one sign for one, so that offsets still count."""
    return _OBEYED.sub("\ufffd", text)


def _readings(snapshots: Snapshots, named: str) -> list[Reading]:
    """What answers `named`: captures of that very address first, of them and of the others the best scope."""
    identifiers = _identifiers(named)
    reference = Reference(named, named, 0, 0, identifiers)
    readings = [read_capture(capture, body) for capture, body in snapshots.find(reference)]
    key = url_key(identifiers.url or named)

    def rank(reading: Reading) -> tuple[bool, bool, int]:
        elsewhere = key not in (url_key(reading.capture.url), url_key(reading.capture.final_url))
        return elsewhere, reading.capture.outcome != ADDED, SCOPES.index(reading.scope)

    return sorted(readings, key=rank)


def _identifiers(named: str) -> Identifiers:
    """The names in an argument: an address with all that it carries, or a bare identifier."""
    if named.startswith(("http://", "https://")):
        return from_url(named)
    number = _PMCID.fullmatch(named)
    if number:
        return Identifiers(pmcid=f"PMC{number[1]}")
    found = collect(named)
    if not found.names():
        raise ConfigError(f"{named}: neither an address (https://…) nor a DOI, PMID:…, PMC… or registration number")
    return found


def _add(snapshots: Snapshots, named: str, file: Path) -> int:
    if not file.exists() and Path(named).is_file():
        raise ConfigError(f"{named}: the address comes first, then the file: claim-audit sources add URL FILE")
    try:
        size = file.stat().st_size
        body = file.read_bytes() if size <= MAX_PDF_BYTES else b""
    except OSError as error:
        raise ConfigError(f"{file}: can't be read: {error.strerror or error}") from error
    if not body:
        limit = f"larger than {MAX_PDF_BYTES // 1_000_000} MB" if size else "empty"
        raise ConfigError(f"{file}: {limit}; nothing was added")
    address = _address(named)
    capture = Capture(
        url=address,
        final_url=address,
        status=200,
        content_type=_TYPES.get(file.suffix.lower(), "application/octet-stream"),
        retrieved_at=stamp(now()),
        path=None,
        outcome=ADDED,
        note=f"added from {file.name}",
    )
    earlier = {one.sha256: one for one in snapshots.added(address)}
    kept = snapshots.keep(capture, body)
    for one in earlier.values():
        if one.sha256 != kept.sha256:
            name = _shown(one.note or "")
            say(f"claim-audit: read instead of the copy {name} on {one.retrieved_at[:10]}, which stays kept")
    reading = read_capture(kept, body)
    if reading.scope == "none":
        say(f"claim-audit: kept, but it can't be read: {reading.reason}: {reading.detail}")
        return UNREAD
    other = disagreement(Reference(named, named, 0, 0, _identifiers(named)), reading.metadata)
    if other:
        say(f"claim-audit: kept, but look again whether it is the right file. {other}")
    words = len(reading.text.split())
    sys.stdout.write(f"{address}: added {file.name} ({reading.scope.replace('_', ' ')}, {words} words)\n")
    return 0


def _address(named: str) -> str:
    """The address under which a copy is kept: as given, or the resolver of a bare identifier."""
    names = _identifiers(named)
    if names.url:
        return names.url if "://" in names.url else f"https://{names.url}"
    resolvers = (
        (names.doi, "https://doi.org/"),
        (names.pmid, "https://pubmed.ncbi.nlm.nih.gov/"),
        (names.pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/"),
        (names.nct, "https://clinicaltrials.gov/study/"),
        (names.isrctn, "https://www.isrctn.com/"),
        (names.arxiv, "https://arxiv.org/abs/"),
    )
    found = next((base + value for value, base in resolvers if value), None)
    if found is None:
        raise ConfigError(f"{named}: give the address that the article cites (https://…)")
    return found
