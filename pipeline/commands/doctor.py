"""Say what works on this machine and what to do about the rest."""

import argparse
import importlib.metadata
import os
import sys
from pathlib import Path

from msgspec import Struct

from pipeline import RULES_VERSION, __version__
from pipeline.commands._shared import cache_folder
from pipeline.errors import AuditError

_LIBRARIES = ("spacy", "beautifulsoup4", "lxml", "httpx", "msgspec", "jinja2", "pypdfium2", "bm25s")


class Finding(Struct, frozen=True):
    """One thing that was looked at: `ok`, `warn` (works, with less) or `bad` (does not work)."""

    state: str
    line: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Settings are looked at too."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings (default: audit.toml here)")


def run(args: argparse.Namespace) -> int:
    """Print a line each; 0 where everything needed works, else 2."""
    found = [
        _python(),
        _libraries(),
        _language(),
        _rules(),
        _model(),
        _folder(cache_folder()),
        _settings(args.config),
        _network(args.config),
    ]
    sys.stdout.write(f"claim-audit {__version__}, rules {RULES_VERSION}\n")
    sys.stdout.writelines(f"{one.state:<5} {one.line}\n" for one in found)
    return 2 if any(one.state == "bad" for one in found) else 0


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Finding("ok", f"Python {version}")


def _libraries() -> Finding:
    missing = []
    for name in _LIBRARIES:
        try:
            importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return Finding("bad", f"libraries missing: {', '.join(missing)}; run: make setup")
    return Finding("ok", "libraries are installed")


def _language() -> Finding:
    from pipeline.text import sentence_spans  # noqa: PLC0415  # what is tested here is that it loads

    if len(sentence_spans("It works. It really does.")) != 2:
        return Finding("bad", "language rules do not split sentences; run: make distclean setup")
    return Finding("ok", "language: English rules are built in; nothing to download")


def _rules() -> Finding:
    from pipeline.assembly.findings import finding_types  # noqa: PLC0415  # as above
    from pipeline.checks import all_checks  # noqa: PLC0415  # as above

    try:
        return Finding("ok", f"rules: {len(all_checks())} checks, {len(finding_types())} finding types")
    except AuditError as error:
        return Finding("bad", str(error))


def _model() -> Finding:
    return Finding("ok", "model: none is used; verdicts are made by rules alone")


def _folder(folder: Path) -> Finding:
    place = next((parent for parent in (folder, *folder.parents) if parent.exists()), folder)
    if not os.access(place, os.W_OK):
        return Finding("bad", f"snapshot folder {folder} can't be written to; set CLAIM_AUDIT_CACHE to one that can")
    state = "is there" if folder.is_dir() else "will be made when something is fetched"
    return Finding("ok", f"snapshot folder {folder} {state}")


def _settings(file: Path | None) -> Finding:
    from pipeline.commands._live import EXAMPLE  # noqa: PLC0415  # the network rooms are loaded only here
    from pipeline.net.settings import is_example  # noqa: PLC0415  # as above
    from pipeline.settings import load_settings  # noqa: PLC0415  # as above

    try:
        settings = load_settings(file, Path())
    except AuditError as error:
        return Finding("bad", str(error))
    if is_example(settings.fetch):
        return Finding("warn", f"settings: [fetch] email {settings.fetch.email} {EXAMPLE}")
    if settings.fetch.email is None:
        return Finding("warn", "settings: no [fetch] email in audit.toml; services answer more slowly without one")
    return Finding("ok", "settings are valid")


def _network(file: Path | None) -> Finding:
    from pipeline.commands._live import reachable  # noqa: PLC0415  # as above
    from pipeline.settings import Settings, load_settings  # noqa: PLC0415  # as above

    try:
        fetch = load_settings(file, Path()).fetch
    except AuditError:  # said already, in a line of its own
        fetch = Settings().fetch
    if reachable(fetch):
        return Finding(
            "ok", f"network: {f'the proxy {fetch.proxy}' if fetch.proxy else 'the registries'} can be reached"
        )
    if fetch.proxy:
        return Finding("warn", f"network: the proxy {fetch.proxy} takes no connection; audits use saved copies")
    return Finding("warn", "network: nothing can be reached; audits use saved copies (the same as --offline)")
