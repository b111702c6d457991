"""Writes reports whole or not at all, keeps the index, prints the answer."""

import sys
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.cache.deeds import digest
from pipeline.commands._shared import say
from pipeline.errors import ConfigError
from pipeline.files import locked, write_whole
from pipeline.formats import Format, all_formats
from pipeline.page import answer, coloured, index
from pipeline.page.terminal import is_plain
from pipeline.records.report import SCHEMA, Report


def chosen(listed: str) -> tuple[Format, ...]:
    """The formats that `--format` names, each once.

    Raises:
        ConfigError: a name is unknown.
    """
    known = all_formats()
    names = [name.strip() for name in listed.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise ConfigError(f"--format: no format is called {name!r}; choose from {', '.join(sorted(known))}")
    return tuple(known[name] for name in dict.fromkeys(names))


class Written(Struct, frozen=True):
    """What was written of one report."""

    report: Report
    """As it stands there: one that says nothing new keeps the hour of the old one."""
    path: Path
    """What people open."""
    files: dict[str, str]
    """SHA-256 of what was written, by file name."""


def write(report: Report, formats: tuple[Format, ...], output: Path, *, keep_hour: bool = False) -> Written:
    """Write every format. The JSON is always written: the index lives on it.

    With `keep_hour`, a report that says what the saved one says keeps its hour, so that the files stay the same.
    """
    known = all_formats()
    wanted = {one.name: one for one in (*formats, known["json"])}
    slug = report.article.slug
    place = output / f"{slug}.json"
    files = {}
    with locked(output):
        if keep_hour and place.is_file():
            report = _as_before(report, place.read_bytes())
        for one in wanted.values():
            if one.suffix:
                body = _bytes(one.render(report))
                files[f"{slug}{one.suffix}"] = digest(body)
                write_whole(output / f"{slug}{one.suffix}", body)
    for one in wanted.values():
        if not one.suffix:
            sys.stdout.write(_bytes(one.render(report)).decode())
    return Written(report, output / f"{slug}{'.html' if 'html' in wanted else '.json'}", files)


def _as_before(report: Report, old: bytes) -> Report:
    """The report with the hour, and the requests if none were made now, of the saved one where that says the same."""
    try:
        earlier = msgspec.json.decode(old, type=Report)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return report
    requests = report.requests or earlier.requests
    again = replace(report, generated_at=earlier.generated_at, requests=requests)
    return again if again == earlier else report


def _bytes(body: str | bytes) -> bytes:
    return body if isinstance(body, bytes) else body.encode("utf-8")


def saved(output: Path, slugs: list[str] | None = None) -> list[Report]:
    """Every report saved in `output` (or those named), by slug.

    Raises:
        ConfigError: a named report is not there, or a saved one can't be read.
    """
    files = [output / f"{slug}.json" for slug in slugs] if slugs else sorted(output.glob("*.json"))
    return [load(file) for file in files if slugs or _is_ours(file)]


def load(file: Path) -> Report:
    """One saved report.

    Raises:
        ConfigError: it is missing or no report of ours; names the file.
    """
    try:
        body = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file}: no saved report ({error.strerror or error}); run: claim-audit audit") from error
    return _decoded(body, file)


def _decoded(body: bytes, file: Path) -> Report:
    try:
        return msgspec.json.decode(body, type=Report)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: not a report of this program: {error}; audit the article again") from error


def _is_ours(file: Path) -> bool:
    return SCHEMA.encode() in file.read_bytes()


def write_index(output: Path) -> None:
    """`index.html` over every report saved in `output`; a file that is no report is left out with a line.

    The folder is held from the first report read to the index written, so that of two runs the later sees all.
    """
    with locked(output):
        reports = []
        for file in sorted(output.glob("*.json")):
            body = file.read_bytes()
            if SCHEMA.encode() in body:
                try:
                    reports.append(_decoded(body, file))
                except ConfigError as error:
                    say(f"claim-audit: left out of the index: {error}")
        write_whole(output / "index.html", index(reports))


def announcement(report: Report, path: Path, *, quiet: bool) -> str:
    """The five-line answer for standard output; its first line alone when quiet."""
    shown = answer if is_plain(sys.stdout) else coloured
    text = shown(report, path.as_posix())
    return (text.partition("\n")[0] if quiet else text).rstrip("\n") + "\n"


def announce(text: str) -> None:
    """On standard output, at once."""
    sys.stdout.write(text)
    sys.stdout.flush()
