"""`audit.toml`: the desk's own settings, one frozen record; a misspelt key is refused with the nearest right one."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

from pipeline.assembly.findings import finding_types
from pipeline.assembly.gate import GateRule
from pipeline.checks import House
from pipeline.errors import ConfigError
from pipeline.net.settings import FetchSettings, Limits, checked
from pipeline.records.report import FailOn, Severity

DEFAULT_FILE = "audit.toml"
_UNKNOWN = re.compile(r"unknown field `([^`]*)`(?: - at `\$\.?([^`]*)`)?")
_KIND = re.compile(r"Expected `([^`]*)`, got `([^`]*)` - at `\$\.(?:([\w.]+)\.)?(\w+)`$")
_KINDS = {
    "str": "text in quotes",
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}


class GateTable(Struct, frozen=True, forbid_unknown_fields=True):
    """`[gate]`."""

    fail_on: FailOn = "must"
    max_unchecked: float = 0.10
    """Share of the cited claims that may stay unchecked, 0 to 1."""
    require_second: tuple[Severity, ...] = ()
    """Severities whose waivers need a second person."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that `audit.toml` may say."""

    gate: GateTable = GateTable()
    rules: dict[str, Literal["off", "must", "should", "consider"]] = {}
    """Severity by finding code, or `off`."""
    fetch: FetchSettings = field(default_factory=FetchSettings)
    house: House = House()

    @property
    def gate_rule(self) -> GateRule:
        """The gate's rule as the assembly takes it."""
        return GateRule(self.gate.fail_on, self.gate.max_unchecked)


def load_settings(path: Path | None, folder: Path) -> Settings:
    """Read `path`, or `audit.toml` in `folder` where there is one; defaults otherwise.

    Raises:
        ConfigError: the file is missing (when named), is no TOML, or has an unknown or wrong entry.
    """
    file = path or folder / DEFAULT_FILE
    if not file.is_file():
        if path is not None:
            raise ConfigError(f"{path}: no such settings file; leave out --config or name one that exists")
        return Settings()
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        hint = "; text stands in double quotes" if "Invalid value" in str(error) else ""
        raise ConfigError(f"{file}: not valid TOML: {error}{hint}") from error
    except OSError as error:
        raise ConfigError(f"{file}: can't be read: {error.strerror or error}") from error
    return _checked(_converted(raw, file), file)


def _converted(raw: Mapping[str, Any], file: Path) -> Settings:
    try:
        return msgspec.convert(raw, Settings)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{file}: {_plain(str(error))}") from error


def _plain(message: str) -> str:
    """The decoder's message in plain words, with the nearest right key where one is misspelt."""
    match = _UNKNOWN.search(message)
    if not match:
        return _wrong_kind(message)
    wrong, place = match.group(1), match.group(2) or ""
    known = {"": Settings, "gate": GateTable, "fetch": FetchSettings, "fetch.limits": Limits, "house": House}.get(place)
    near = difflib.get_close_matches(wrong, known.__struct_fields__ if known else (), 1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"unknown entry {wrong!r} in [{place}]{hint}" if place else f"unknown table or entry {wrong!r}{hint}"


def _wrong_kind(message: str) -> str:
    """What an entry must be and is not: `[fetch] max_age: must be a number, not text`."""
    match = _KIND.match(message)
    if not match:
        return message
    wanted, got, place, entry = match.groups()
    kinds = [_KINDS.get(kind, kind) for kind in wanted.split(" | ") if kind != "null"]
    where = f"[{place}] {entry}" if place else entry
    wrong = "one with a decimal point" if got == "float" else _KINDS.get(got, got)
    return f"{where}: must be {' or '.join(dict.fromkeys(kinds))}, not {wrong}"


def _checked(settings: Settings, file: Path) -> Settings:
    if not 0 <= settings.gate.max_unchecked <= 1:
        raise ConfigError(f"{file}: [gate] max_unchecked must be between 0 and 1")
    for code in settings.rules:
        if code not in finding_types():
            near = difflib.get_close_matches(code, finding_types(), 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ConfigError(f"{file}: [rules] no finding has the code {code!r}{hint} (see: claim-audit rules)")
    try:
        checked(settings.fetch)
    except ConfigError as error:
        raise ConfigError(f"{file}: {error}") from error
    return settings
