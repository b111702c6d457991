"""`decisions.toml`: read, merged and written whole, one table a finding, sorted, so that version control can merge it.

Decisions on different findings give the same bytes in whatever order they came. Of two on one finding the later day
wins; of one day what is merged last, for people change their minds. Where version control left two tables for one
finding, nobody knows which came last, and the more careful one of that day wins.
"""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.decisions.record import CHOICES, NEVER, Decision, checked
from pipeline.errors import ConfigError
from pipeline.files import locked, write_whole
from pipeline.records.report import Decision as Choice

_HEAD = """\
# What people decided about findings. Written by `claim-audit decide`, one table a finding, sorted; to be kept under
# version control. A waiver is void when it expires, or when its sentence, its source or the rule changes.
"""
_CAREFUL: tuple[Choice, ...] = ("undecided", "will_fix", "keep", "not_a_problem")
_DAYS = ("on", "until")
MAX_BYTES = 50_000_000
"""A file past this holds no decisions of people."""


class Merge(Struct, frozen=True):
    """What came of merging one decision into those that stand."""

    decision: Decision
    """As it stands now."""
    how: str
    """`added`, `replaced`, `seconded`, `unchanged` or `older`."""
    before: Decision | None = None


def read(path: Path) -> tuple[Decision, ...]:
    """Every decision of the file, sorted; none where there is no file.

    Raises:
        ConfigError: it is no TOML, or an entry has a misspelt key or says too little; names file and entry.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; this is no file of decisions")
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return ()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: nested too deeply; it may hold [[decision]] tables only") from error
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror or error}") from error
    tables = raw.pop("decision", [])
    if raw or not isinstance(tables, list):
        raise ConfigError(f"{path}: holds {', '.join(raw) or 'no tables'}; it may hold [[decision]] tables only")
    return _one_each(_decision(table, f"{path}, decision {number}") for number, table in enumerate(tables, start=1))


def _decision(table: Any, what: str) -> Decision:
    if isinstance(table, dict):
        table = {key: _iso(value) if key in _DAYS else value for key, value in table.items()}
    try:
        return checked(msgspec.convert(table, Decision), what)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{what}: {error}") from error


def _iso(value: Any) -> Any:
    return value.isoformat() if type(value) is date else value


def _one_each(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """One decision a finding, sorted."""
    chosen: dict[tuple[str, str], Decision] = {}
    for one in decisions:
        other = chosen.get((one.article, one.fp))
        chosen[one.article, one.fp] = max(one, other, key=_weight) if other else one
    return tuple(sorted(chosen.values(), key=_place))


def _weight(decision: Decision) -> tuple[str, int]:
    return decision.on, -_CAREFUL.index(decision.choice)


def _place(decision: Decision) -> tuple[str, str, str]:
    return decision.article, decision.rule, decision.fp


def merge(
    old: Iterable[Decision], new: Iterable[Decision], *, seconds: frozenset[str] = frozenset()
) -> tuple[tuple[Decision, ...], tuple[Merge, ...]]:
    """Take new decisions into those that stand; returns all of them sorted, and what came of each new one.

    A decision of a later or the same day replaces the one before it; an older one changes nothing. A waiver by
    another person on the same finding, with its text and sources unchanged, agrees with the one that stands.

    Args:
        old: what stands.
        new: what was decided, in order.
        seconds: fingerprints of the findings for which the house wants a second person.
    """
    standing = {(one.article, one.fp): one for one in old}
    told = []
    for one in new:
        done = _merged(standing.get((one.article, one.fp)), one, second=one.fp in seconds)
        standing[one.article, one.fp] = done.decision
        told.append(done)
    return tuple(sorted(standing.values(), key=_place)), tuple(told)


def _merged(before: Decision | None, one: Decision, *, second: bool) -> Merge:
    if before is None:
        return Merge(one, "added")
    if one == replace(before, second=one.second):
        return Merge(before, "unchanged", before)
    if one.on < before.on:
        return Merge(before, "older", before)
    if second and _told_already(before, one):
        return Merge(before, "unchanged", before)
    if second and _agrees(before, one):
        return Merge(replace(before, second=one.by.strip(), until=_sooner(before.until, one.until)), "seconded", before)
    return Merge(one, "replaced", before)


def _agrees(before: Decision, one: Decision) -> bool:
    """Whether `one` is another person's word for a waiver that stands alone and has not run out."""
    return not before.second and _one_waiver(before, one) and person(before.by) != person(one.by)


def _told_already(before: Decision, one: Decision) -> bool:
    """Whether `one` is what either of the two who agreed has said: their files may be merged again."""
    if not before.second or not _one_waiver(before, one) or _sooner(before.until, one.until) != before.until:
        return False
    first = (person(before.by), before.reason, before.note) == (person(one.by), one.reason, one.note)
    return person(before.second) == person(one.by) or (first and one.on == before.on)


def _one_waiver(before: Decision, one: Decision) -> bool:
    """Whether `one` waives the same words and sources, while the waiver that stands holds."""
    same = (before.choice, before.sentence_sha, before.source_sha, before.rules)
    ran_out = before.until and before.until != NEVER and before.until < one.on
    return one.waives and not ran_out and same == (one.choice, one.sentence_sha, one.source_sha, one.rules)


def person(name: str) -> str:
    """A name as it is compared: two spellings of one person are not two people."""
    return " ".join(name.casefold().split())


def _sooner(one: str, other: str) -> str:
    days = [until for until in (one, other) if until and until != NEVER]
    return min(days, default=one or other)


def update(path: Path, new: Iterable[Decision], *, seconds: frozenset[str] = frozenset()) -> tuple[Merge, ...]:
    """Merge `new` into the file, with no other run in between; returns what came of each.

    Raises:
        ConfigError: what stands in the file can't be read, or the folder can't be written to.
    """
    path = path.resolve()  # a link goes on leading to the one file that all share
    try:
        with locked(path.parent):
            merged, told = merge(read(path), new, seconds=seconds)
            body = rendered(merged)
            if not path.is_file() or path.read_text(encoding="utf-8") != body:
                write_whole(path, body, durable=True)
    except OSError as error:
        raise ConfigError(f"{path}: can't be written: {error.strerror or error}") from error
    return told


def rendered(decisions: Iterable[Decision]) -> str:
    """The file's text."""
    return "\n".join([_HEAD, *(_table(one) for one in sorted(decisions, key=_place))])


def _table(decision: Decision) -> str:
    assert decision.choice in CHOICES
    values: dict[str, Any] = msgspec.to_builtins(decision)
    lines = [f"{key} = {_value(key, value)}\n" for key, value in values.items()]
    return "[[decision]]\n" + "".join(lines)


def _value(key: str, value: Any) -> str:
    if key in _DAYS and value != NEVER:
        return str(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_quoted(one) for one in value) + "]"
    return _quoted(value)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes, and the one control character that JSON lets through (DEL)."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")
