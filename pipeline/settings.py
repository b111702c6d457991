"""`audit.toml`: the desk's own settings, one frozen record; a misspelt key is refused with the nearest right one."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

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
_KIND = re.compile(r"Expected `([^`]*)`, got `([^`]*)` - at `\$\.([^`]*)`$")
_VALUE = re.compile(r"Invalid enum value '(.*)' - at `\$\.([^`]*)`$", re.DOTALL)
_KINDS = {
    "str": "text in quotes",
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}


RuleSetting = Literal["off", "must", "should", "consider"]
_CHOICES: dict[str, tuple[str, ...]] = {
    "gate.fail_on": get_args(FailOn),
    "gate.require_second": get_args(Severity),
    "rules": get_args(RuleSetting),
}
"""Entries that take one of a few words."""


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
    rules: dict[str, RuleSetting] = {}
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
        raise ConfigError(f"{file}: {_plain(str(error), raw)}") from error


def _plain(message: str, raw: Mapping[str, Any]) -> str:
    """The decoder's message in plain words: where it is, what must stand there, and the nearest right word."""
    if match := _UNKNOWN.search(message):
        return _unknown(match[1], match[2] or "")
    if match := _VALUE.search(message):
        return _wrong_value(match[1], match[2], raw)
    if match := _KIND.search(message):
        return _wrong_kind(match[1], match[2], match[3], raw)
    return "an entry is not what it must be; README.md shows what may stand in this file"


def _unknown(wrong: str, place: str) -> str:
    known = {"": Settings, "gate": GateTable, "fetch": FetchSettings, "fetch.limits": Limits, "house": House}.get(place)
    near = _near(wrong, known.__struct_fields__ if known else ())
    return f"unknown entry {wrong!r} in [{place}]{near}" if place else f"unknown table or entry {wrong!r}{near}"


def _wrong_value(wrong: str, path: str, raw: Mapping[str, Any]) -> str:
    """`[gate] fail_on: must be one of 'must', 'should', 'never', not 'mus'`."""
    choices = _CHOICES.get(_name(path), ())
    return f"{_where(path, raw)}: must be {_one_of(choices)}, not {wrong!r}{_near(wrong, choices)}"


def _wrong_kind(wanted: str, got: str, path: str, raw: Mapping[str, Any]) -> str:
    """What an entry must be and is not: `[fetch] max_age: must be a number, not text in quotes`."""
    kinds = [_KINDS.get(kind, kind) for kind in wanted.split(" | ") if kind != "null"]
    wrong = "one with a decimal point" if got == "float" else _KINDS.get(got, got)
    should = " or ".join(dict.fromkeys(kinds))
    choices = _CHOICES.get(_name(path), ()) if wanted == "str" else ()
    return f"{_where(path, raw)}: must be {_one_of(choices) if choices else should}, not {wrong}"


def _name(path: str) -> str:
    """`gate.require_second[0]` → `gate.require_second`."""
    return path.partition("[")[0]


def _where(path: str, raw: Mapping[str, Any]) -> str:
    """`[gate] fail_on`, `[house] caution, entry 2`, `[rules] REF-001`; the decoder leaves a table's own keys out."""
    place, _, entry = _name(path).rpartition(".")
    if path == "rules[...]":
        codes = (code for code, value in raw["rules"].items() if value not in _CHOICES["rules"])
        return f"[rules] {next(codes)}"
    number = re.search(r"\[(\d+)\]", path)
    behind = f", entry {int(number[1]) + 1}" if number else ""
    return f"[{place}] {entry}{behind}" if place else f"{entry}{behind}"


def _one_of(words: tuple[str, ...]) -> str:
    return f"one of {', '.join(map(repr, words))}"


def _near(wrong: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(wrong, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _checked(settings: Settings, file: Path) -> Settings:
    if not 0 <= settings.gate.max_unchecked <= 1:
        raise ConfigError(f"{file}: [gate] max_unchecked must be between 0 and 1")
    for code in settings.rules:
        if code not in finding_types():
            near = _near(code, finding_types())
            raise ConfigError(f"{file}: [rules] no finding has the code {code!r}{near} (see: claim-audit rules)")
    try:
        checked(settings.fetch)
    except ConfigError as error:
        raise ConfigError(f"{file}: {error}") from error
    return settings
