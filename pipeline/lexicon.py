"""Reads the house's word lists: TOML beside the engine that uses them, refused by file and entry when wrong."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from pipeline.errors import LexiconError

Record = TypeVar("Record")


def load(package: str, name: str, record: type[Record]) -> Record:
    """Read `name` (a TOML file inside `package`) into `record`, a frozen Struct that forbids unknown fields.

    Raises:
        LexiconError: the file is not TOML, or an entry has a misspelt, missing or wrong key; names file and entry.
    """
    return decode(files(package).joinpath(name).read_text(encoding="utf-8"), name, record)


def decode(text: str, name: str, record: type[Record]) -> Record:
    """As `load`, for a text that was read already; `name` is only for messages."""
    try:
        raw: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}: not valid TOML: {error}") from error
    try:
        return msgspec.convert(raw, record)
    except msgspec.ValidationError as error:
        raise LexiconError(f"{name}: {error}") from error


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """A TOML file as plain dictionaries, for lists that need no record of their own."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
