"""Remembers which files were rendered from which report, so that an unchanged report is not rendered again."""

import contextlib
import hashlib
from pathlib import Path

import msgspec

from pipeline.files import write_whole


class Rendered:
    """For one saved report, by its bytes: the digest of each file that it was rendered to."""

    def __init__(self, folder: Path, engine: str, saved: bytes) -> None:
        name = hashlib.sha256(engine.encode() + saved).hexdigest()
        self._file = folder / "rendered" / name[:2] / f"{name}.json"
        self._known = self._load()
        self._new = False

    def is_current(self, target: Path, suffix: str) -> bool:
        """Whether `target` lies there as it was rendered."""
        known = self._known.get(suffix)
        try:
            return known is not None and hashlib.sha256(target.read_bytes()).hexdigest() == known
        except OSError:
            return False

    def note(self, suffix: str, body: bytes) -> None:
        """Remember what was rendered."""
        self._known[suffix] = hashlib.sha256(body).hexdigest()
        self._new = True

    def save(self) -> None:
        """Write down what was noted; where that can't be, it is rendered again next time."""
        if self._new:
            with contextlib.suppress(OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                write_whole(self._file, msgspec.json.encode(self._known))

    def _load(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, str])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return {}
