"""Remembers what came of an article under all that it depends on, so that its files can be left as they lie there.

A deed is found by the digest of everything that the files, the line for the terminal and the exit code follow from:
the audit's name, the snapshot folders, the decisions, the baseline, the gate, the formats. Where the files still have
the bytes that were written, nothing is read, decoded or rendered.
"""

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.cache import sealed


class Deed(Struct, frozen=True):
    """What one article came to."""

    files: dict[str, str]
    """SHA-256 by file name."""
    said: str
    """What standard output was told."""
    warned: tuple[str, ...]
    """What standard error was told."""
    code: int


class Deeds:
    """The folder of deeds; what is damaged or can't be read there is as if it had not been."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "deeds"

    def current(self, name: str, output: Path) -> Deed | None:
        """The deed under `name`, if every file that it wrote to `output` is still there as it was."""
        body = sealed.kept(self._file(name), name)
        if body is None:
            return None
        try:
            deed = msgspec.json.decode(body, type=Deed)
            same = all(digest((output / file).read_bytes()) == sha for file, sha in deed.files.items())
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return deed if same else None

    def keep(self, name: str, deed: Deed) -> None:
        """Remember a deed; its digests are those of the bytes that were written, whatever lies there by now."""
        sealed.keep(self._file(name), name, msgspec.json.encode(deed))

    def _file(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}.json"


def digest(body: bytes) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    return hashlib.sha256(body).hexdigest()
