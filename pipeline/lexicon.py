"""Reads the house's word lists: TOML beside the engine that uses them, refused by file and entry when wrong."""

import re
import tomllib
from collections.abc import Callable
from functools import cache, cached_property
from importlib.resources import files
from operator import attrgetter
from typing import Any, Generic, TypeVar

import msgspec

from pipeline.errors import LexiconError

Record = TypeVar("Record")


class Patterns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Expressions that say one thing, and why they stand here. Case is ignored.

    A bad expression stops the run when its file is read, with file and entry (`LexiconError`).
    """

    reason: str
    patterns: tuple[str, ...]

    def __post_init__(self) -> None:
        for pattern in self.patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"bad pattern {pattern!r}: {error}") from error


@cache
def either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression that finds what any of `patterns` finds, case ignored."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def first(patterns: tuple[str, ...], text: str) -> tuple[int, int] | None:
    """Where the first of `patterns`, in their order, that stands in `text` at all stands."""
    found = (either((pattern,)).search(text) for pattern in patterns)
    return next((match.span() for match in found if match), None)


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


class Sheet(Generic[Record]):
    """A word list as its engine uses it: read when it is first asked for, each expression compiled once.

    Fields are named as the record has them; a dot leads into a table: `pattern("patterns.than")`.
    """

    def __init__(self, package: str, name: str, record: type[Record]) -> None:
        """As `load`; nothing is read yet."""
        self._package, self._name, self._record = package, name, record
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._words: dict[tuple[str, Callable[[str], str]], frozenset[str]] = {}

    @cached_property
    def file(self) -> Record:
        """What the file holds. Raises as `load` does."""
        return load(self._package, self._name, self._record)

    def pattern(self, field: str) -> re.Pattern[str]:
        """The expression of a field, case ignored.

        Raises:
            LexiconError: it is none; names file and field.
        """
        if field not in self._patterns:
            try:
                self._patterns[field] = re.compile(attrgetter(field)(self.file), re.IGNORECASE)
            except re.error as error:
                raise LexiconError(f"{self._name}: {field}: bad pattern: {error}") from error
        return self._patterns[field]

    def words(self, field: str, form: Callable[[str], str] = str) -> frozenset[str]:
        """The words of a field, each in the form that is compared (`stem`, `naming`)."""
        if (field, form) not in self._words:
            self._words[field, form] = frozenset(map(form, attrgetter(field)(self.file).split()))
        return self._words[field, form]


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """A TOML file as plain dictionaries, for lists that need no record of their own."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
