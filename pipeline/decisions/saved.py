"""Reads the file that a report's Save button wrote: `claim-audit/decisions@1`, held to its published schema.

The schema (`pipeline/page/decisions.schema.json`) is the public word; the records here say the same, so that no
library for schemas is needed to read a file. A test holds the two together.
"""

import re
from codecs import BOM_UTF8
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct, field

from pipeline.decisions.record import REASONS
from pipeline.errors import ConfigError
from pipeline.records.report import Decision as Choice

MAX_BYTES = 10_000_000
"""No reviewer decides so much in one sitting."""
Name = Annotated[str, Meta(min_length=1)]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
_WAIVER = ("reason", "note", "by", "until")


class SavedArticle(Struct, frozen=True, forbid_unknown_fields=True):
    """The article as it was when the decisions were made."""

    slug: Name
    path: str
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class SavedDecision(Struct, frozen=True, forbid_unknown_fields=True):
    """One decision as the page saves it."""

    id: Name
    code: Name
    choice: Choice = field(name="as")
    on: Day
    reason: str | None = None
    note: str | None = None
    by: str | None = None
    until: Day | None = None


class Saved(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    schema: Literal["claim-audit/decisions@1"]
    article: SavedArticle
    decisions: tuple[SavedDecision, ...]


def read_saved(path: Path) -> Saved:
    """The file's decisions.

    Raises:
        ConfigError: it can't be read or does not keep to the schema; names file and entry.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; not a file of decisions")
        return parse(path.read_bytes(), str(path))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror or error}") from error


def parse(raw: bytes, name: str) -> Saved:
    """As `read_saved`, for bytes that were read already; `name` is only for messages."""
    try:
        saved = msgspec.json.decode(raw.removeprefix(BOM_UTF8), type=Saved)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{name}: not a file of decisions that a report saved: {error}") from error
    for number, one in enumerate(saved.decisions, start=1):
        why = _lacking(one)
        if why:
            raise ConfigError(f"{name}, decision {number} ({one.id}): {why}")
    return saved


def _lacking(one: SavedDecision) -> str:
    """What a waiver of the file lacks; empty where it lacks nothing."""
    reasons = REASONS.get(one.choice)
    if reasons is None:
        return ""
    absent = [key for key in _WAIVER if getattr(one, key) is None]
    if absent:
        return f"a waiver needs {', '.join(absent)}"
    if not one.by:
        return "a waiver needs its reviewer (by)"
    if one.reason not in reasons:
        return f"reason {one.reason!r} is none for {one.choice}; choose from {', '.join(reasons)}"
    return ""


def plain_slug(slug: str) -> bool:
    """Whether a slug is a mere name: one from a file must not lead out of the reports' folder."""
    return bool(re.fullmatch(r"[^/\\\0]+", slug)) and slug not in (".", "..")
