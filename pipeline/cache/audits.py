"""Keeps audits and tells whether one still holds: a verifying trace, as build systems have it.

An audit is kept under the name of its article, its settings and the program. With it stands what was asked of the
snapshots and a digest of each answer (Mokhov, Mitchell and Peyton Jones 2018, "Build systems à la carte": a verifying
trace). It holds again when the snapshot folders are the same to the byte, which takes no reading, or else when every
question is answered as it was: then captures of other articles may come and go.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import replace

from pipeline.assembly.gate import GateRule
from pipeline.cache import sealed
from pipeline.records.citation import Reference
from pipeline.records.report import Report
from pipeline.records.source import Capture
from pipeline.stages.assemble import Circumstances

Answer = tuple[tuple[Capture, bytes | None], ...]
Find = Callable[[Reference], Answer]


class Asked(Struct, frozen=True):
    """A question to the snapshots, and the digest of its answer."""

    reference: Reference
    answer: str


class Kept(Struct, frozen=True):
    """An audit as it is kept: without clock, requests, decisions and states, which every run settles anew."""

    folders: str
    """Digest of the snapshot folders."""
    asked: tuple[Asked, ...]
    report: Report


class Trace:
    """Stands before `find` and writes down what is asked and answered."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._asked: dict[bytes, tuple[Asked, Answer]] = {}

    def find(self, reference: Reference) -> Answer:
        """The captures that answer; the same question is passed on once."""
        key = msgspec.json.encode(reference)
        if key not in self._asked:
            answer = self._find(reference)
            self._asked[key] = Asked(reference, _digest(answer)), answer
        return self._asked[key][1]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All questions, in the order in which they were asked."""
        return tuple(asked for asked, _ in self._asked.values())


def _digest(answer: Answer) -> str:
    told = [(capture, None if body is None else hashlib.sha256(body).hexdigest()) for capture, body in answer]
    return hashlib.sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()


def name_of(data: bytes, path: str, circumstances: Circumstances, engine: str) -> str:
    """The name of an audit but for its sources: article, settings that findings follow from, program."""
    settings = replace(circumstances, generated_at="", gate=GateRule(), requests=None, repeat=None)
    parts = (hashlib.sha256(data).hexdigest(), path, settings, engine)
    return hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()


class Audits:
    """The folder of kept audits. A kept audit that is damaged or can't be read is as if it were not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, name: str) -> Kept | None:
        """What is kept under `name`, marked as used."""
        file = self._file(name)
        body = sealed.kept(file, name)
        if body is None:
            return None
        with contextlib.suppress(OSError):
            os.utime(file)
        try:
            return msgspec.json.decode(body, type=Kept)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def keep(self, name: str, folders: str, asked: tuple[Asked, ...], report: Report) -> None:
        """Keep an audit under `name`; the one before it is replaced."""
        bare = replace(report, generated_at="", requests=UNSET, repeat=UNSET)
        sealed.keep(self._file(name), name, msgspec.json.encode(Kept(folders, asked, bare)))

    def _file(self, name: str) -> Path:
        return self.folder / "audits" / name[:2] / f"{name}.json"


def holds(kept: Kept, find: Find) -> bool:
    """Whether every question that the audit asked is answered as it was."""
    return all(_digest(find(one.reference)) == one.answer for one in kept.asked)


def in_circumstances(report: Report, circumstances: Circumstances) -> Report:
    """A kept audit as it would come out of this run."""
    return replace(
        report,
        generated_at=circumstances.generated_at,
        requests=UNSET if circumstances.requests is None else circumstances.requests,
        repeat=circumstances.repeat or UNSET,
    )


def prune(folder: Path, most: int) -> None:
    """Delete what was not used for longest until the folder holds at most `most` bytes."""
    with contextlib.suppress(OSError):
        stats = [(file, file.stat()) for file in folder.rglob("*.json")]
        total = sum(stat.st_size for _, stat in stats)
        for file, stat in sorted(stats, key=lambda one: (one[1].st_mtime_ns, one[0])):
            if total <= most:
                return
            file.unlink(missing_ok=True)
            total -= stat.st_size
