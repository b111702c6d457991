"""Writes reports whole or not at all, keeps the index, prints the answer."""

import sys
from pathlib import Path

import msgspec

from pipeline.commands._shared import say
from pipeline.errors import ConfigError
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


def write(report: Report, formats: tuple[Format, ...], output: Path) -> Path:
    """Write every format; returns the path that people open. The JSON is always written: the index lives on it."""
    output.mkdir(parents=True, exist_ok=True)
    known = all_formats()
    wanted = {one.name: one for one in (*formats, known["json"])}
    for one in wanted.values():
        body = one.render(report)
        if not one.suffix:
            sys.stdout.write(body if isinstance(body, str) else body.decode())
        else:
            write_whole(output / f"{report.article.slug}{one.suffix}", body)
    return output / f"{report.article.slug}{'.html' if 'html' in wanted else '.json'}"


def write_whole(target: Path, body: str | bytes) -> None:
    """Replace `target` in one step, so that a killed run leaves the old report or the new one."""
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(body if isinstance(body, bytes) else body.encode("utf-8"))
    part.replace(target)


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
        return msgspec.json.decode(file.read_bytes(), type=Report)
    except OSError as error:
        raise ConfigError(f"{file}: no saved report ({error.strerror or error}); run: claim-audit audit") from error
    except msgspec.DecodeError as error:
        raise ConfigError(f"{file}: not a report of this program: {error}; audit the article again") from error


def _is_ours(file: Path) -> bool:
    return SCHEMA.encode() in file.read_bytes()


def write_index(output: Path) -> None:
    """`index.html` over every report saved in `output`; a file that is no report is left out with a line."""
    reports = []
    for file in sorted(output.glob("*.json")):
        if _is_ours(file):
            try:
                reports.append(load(file))
            except ConfigError as error:
                say(f"claim-audit: left out of the index: {error}")
    write_whole(output / "index.html", index(reports))


def announce(report: Report, path: Path, *, quiet: bool) -> None:
    """The five-line answer on standard output; its first line alone when quiet."""
    shown = answer if is_plain(sys.stdout) else coloured
    text = shown(report, path.as_posix())
    sys.stdout.write((text.partition("\n")[0] if quiet else text).rstrip("\n") + "\n")
    sys.stdout.flush()
