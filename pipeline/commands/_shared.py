"""What several commands need: the clock, the folders of a run, JSON lines."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from pipeline.errors import ConfigError


def now() -> datetime:
    """The clock of this run: `SOURCE_DATE_EPOCH` (seconds since 1970) where it is set, else the wall clock.

    Raises:
        ConfigError: `SOURCE_DATE_EPOCH` is no number of seconds.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"SOURCE_DATE_EPOCH: {fixed!r} is not a number of seconds since 1970") from error


def stamp(moment: datetime) -> str:
    """RFC 3339 in UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def cache_folder() -> Path:
    """The user's cache folder for captures; `CLAIM_AUDIT_CACHE` moves it."""
    moved = os.environ.get("CLAIM_AUDIT_CACHE")
    return Path(moved) if moved else Path(platformdirs.user_cache_dir("claim-audit")) / "snapshots"


def json_lines(name: str | None) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and object of each line of a file, or of standard input for None and `-`.

    Raises:
        ConfigError: the file can't be read, or a line is no JSON object; names the line.
    """
    raw = _bytes(name)
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{name or 'standard input'}, line {number}: not valid JSON: {error}") from error
        if not isinstance(value, dict):
            raise ConfigError(f'{name or "standard input"}, line {number}: must be a JSON object such as {{"id": …}}')
        yield number, value


def _bytes(name: str | None) -> bytes:
    if name in (None, "-"):
        return sys.stdin.buffer.read()
    try:
        return Path(str(name)).read_bytes()
    except OSError as error:
        raise ConfigError(f"{name}: can't be read: {error.strerror or error}") from error


def write_line(value: object) -> None:
    """One JSON line on standard output."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def say(line: str) -> None:
    """One line for people, on standard error."""
    sys.stderr.write(line + "\n")
