"""Writes captures: the file first, whole and on disk under its digest's name, then its line of the index.

Order and `fsync` make a killed run lose at most the capture under way: an index line is only ever seen when its file
is complete. A line that lies within one page of the index is appended: a kill reaches write(2) only between two pages,
so the line is there whole or not at all, and the cost of a capture does not grow with the folder. One that would
cross a page, or stand behind a torn one, is written with the whole index anew, which is then renamed in one step. A
lock on the folder keeps two runs from losing each other's lines.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from pipeline.errors import SnapshotError
from pipeline.records.source import Capture
from pipeline.snapshots.index import INDEX

_BODIES = "bodies"
_PART = ".part"
_PAGE = 4096
"""Bytes of the smallest page: what lies within one of them lies within a larger one too."""
_encode = msgspec.json.Encoder().encode
_ENDINGS = {
    "application/json": "json",
    "application/pdf": "pdf",
    "application/vnd.api+json": "json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/xhtml+xml": "html",
    "application/xml": "xml",
    "text/html": "html",
    "text/markdown": "md",
    "text/plain": "txt",
    "text/xml": "xml",
}


def unwritable(folder: Path, error: OSError) -> SnapshotError:
    """The one line for a folder that takes nothing: no rights, no room, a file in its way."""
    mend = "free some room" if error.errno == errno.ENOSPC else "name another with --snapshots or CLAIM_AUDIT_CACHE"
    return SnapshotError(f"{folder}: can't be written to ({error.strerror or error}); {mend}")


class Store:
    """The folder that a run writes to. Safe to use from several processes; makes the folder when first written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._swept = False

    def keep(self, capture: Capture, body: bytes | None) -> Capture:
        """Keep one answer: returns the capture with `path` and `sha256` filled in (both None without a body).

        Raises:
            SnapshotError: the folder can't be written to; the line says why.
        """
        try:
            with self._locked():
                return self._keep(capture, body)
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def _keep(self, capture: Capture, body: bytes | None) -> Capture:
        self._sweep()
        if body is None:
            kept = replace(capture, path=None, sha256=None, strikes=())
        else:
            digest = hashlib.sha256(body).hexdigest()
            path = f"{_BODIES}/{digest}.{_ending(capture, body)}"
            target = self.folder / path
            if not (target.is_file() and target.read_bytes() == body):
                _write_whole(target, body)
            kept = replace(capture, path=path, sha256=digest, strikes=())
        index, line = self.folder / INDEX, _encode(kept) + b"\n"
        if not _append(index, line):
            _write_whole(index, _whole_lines(index) + line)
            _sync_folder(self.folder)
        return kept

    def _sweep(self) -> None:
        """Remove what killed runs left, once: while we hold the lock nobody else is writing."""
        if not self._swept:
            for stale in (*self.folder.glob(f"*{_PART}"), *self.folder.glob(f"{_BODIES}/*{_PART}")):
                stale.unlink(missing_ok=True)
            self._swept = True

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)  # on the folder itself: a desk's folder holds no lock file
            yield
        finally:
            os.close(handle)  # gives the lock back; so does the end of a killed process


def _whole_lines(index: Path) -> bytes:
    """What the index holds, without a torn last line: to write behind one would make it unreadable for ever."""
    if not index.is_file():
        return b""
    raw = index.read_bytes()
    head, newline, last = raw.rpartition(b"\n")
    if last.strip():
        try:
            msgspec.json.decode(last)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return head + newline
        return raw + b"\n"
    return raw


def _append(index: Path, line: bytes) -> bool:
    """Append a line if that is one step: behind a whole line, within one page. False where nothing was written."""
    try:
        handle = os.open(index, os.O_RDWR | os.O_APPEND)
    except FileNotFoundError:
        return False
    try:
        size = os.lseek(handle, 0, os.SEEK_END)
        if size == 0 or size // _PAGE != (size + len(line) - 1) // _PAGE or os.pread(handle, 1, size - 1) != b"\n":
            return False
        if os.write(handle, line) != len(line):  # a full disk: what was written of the line goes again
            os.ftruncate(handle, size)
            return False
        os.fsync(handle)
        return True
    finally:
        os.close(handle)


def _write_whole(target: Path, body: bytes) -> None:
    """Make `target` hold `body` in one step: nobody, and no crash, ever sees a part of it.

    That a new file bears its name need not be on disk before the index speaks of it: journals keep the order, and
    where one does not, the digest tells that the copy is missing.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + _PART)
    with part.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)


def _sync_folder(folder: Path) -> None:
    """Have a rename on disk before lines are appended to what now bears the name."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _ending(capture: Capture, body: bytes) -> str:
    """A file ending so that a person can open the copy; the readers go by the bytes."""
    if body.startswith(b"%PDF-"):
        return "pdf"
    return _ENDINGS.get(capture.content_type.partition(";")[0].strip().lower(), "bin")
