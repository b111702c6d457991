"""What was asked lately and left no capture: robots.txt, searches, look-ups in the archive.

These answers are no sources, so they have no place in the snapshot index; without them a second run would have to ask
all over again. One JSON object a line in `asked.jsonl` of the snapshot folder; a torn last line is left out, and the
file may be deleted at any time.
"""

import threading
from datetime import timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.net.clock import Clock, parse_stamp, stamp
from pipeline.snapshots import unwritable

NAME = "asked.jsonl"
_MOST_TEXT = 200_000
_MOST_BYTES = 100_000_000


class Entry(Struct, frozen=True, omit_defaults=True):
    """One answer that was no source."""

    key: str
    at: str
    status: int
    text: str = ""
    reason: str | None = None
    detail: str = ""


class Ledger:
    """The entries of one snapshot folder, newest by key. Safe between threads; lines are written whole."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / NAME
        self._clock = clock
        self._lock = threading.Lock()
        self._entries = _read(self._path)

    def fresh(self, key: str, days: float) -> Entry | None:
        """The newest entry of `key` when it is at most `days` old."""
        entry = self._entries.get(key)
        moment = parse_stamp(entry.at) if entry else None
        if entry is None or moment is None:
            return None
        age = self._clock.now() - moment
        return entry if timedelta(seconds=-5) <= age <= timedelta(days=days) else None

    def note(self, key: str, status: int, text: str = "", reason: str | None = None, detail: str = "") -> None:
        """Remember an answer; one that is too long to keep is asked for again another time.

        Raises:
            SnapshotError: the folder can't be written to; the line says why.
        """
        if len(text) > _MOST_TEXT:
            return
        entry = Entry(key, stamp(self._clock.now()), status, text, reason, detail)
        with self._lock:
            self._entries[key] = entry
            try:
                self._append(msgspec.json.encode(entry) + b"\n")
            except OSError as error:
                raise unwritable(self._path.parent, error) from error

    def _append(self, line: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            lead = b"" if _ends_line(self._path) else b"\n"
            file.write(lead + line)


def _ends_line(path: Path) -> bool:
    """Whether the file is empty or ends with a newline: not so after a kill in the middle of a write."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if not size:
            return True
        file.seek(size - 1)
        return file.read(1) == b"\n"


def _read(path: Path) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    if not path.is_file() or path.stat().st_size > _MOST_BYTES:
        return entries
    decoder = msgspec.json.Decoder(Entry)
    for line in path.read_bytes().split(b"\n"):
        try:
            entry = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        entries[entry.key] = entry
    return entries
