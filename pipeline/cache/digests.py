"""Names for what an audit depends on: the program with its rules and libraries, an article, snapshot folders.

A name is a SHA-256 over contents, never over times or places, so a copy of a desk's folder is recognised on another
machine, and any change of a rule, a word list or a library makes every kept audit void.
"""

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from pipeline import RULES_VERSION, __version__
from pipeline.snapshots import INDEX, read_index

_LEFT_OUT = frozenset(("__pycache__",))


@cache
def engine() -> str:
    """The program: every file of the package, the libraries that it stands on, Python and the kind of processor."""
    total = hashlib.sha256()
    told = (__version__, RULES_VERSION, platform.python_version(), platform.machine(), _libraries())
    total.update(msgspec.json.encode(told))
    _add(total, files("pipeline"), "")
    return total.hexdigest()


def _add(total: "hashlib._Hash", place: Traversable, path: str) -> None:
    for one in sorted(place.iterdir(), key=lambda entry: entry.name):
        if one.name in _LEFT_OUT or one.name.endswith(".pyc"):
            continue
        name = f"{path}/{one.name}"
        if one.is_dir():
            _add(total, one, name)
        else:
            total.update(f"{name}\0{hashlib.sha256(one.read_bytes()).hexdigest()}\n".encode())


def _libraries() -> tuple[tuple[str, str], ...]:
    """The libraries that the package asks for, with their versions."""
    try:
        asked = distribution("claim-audit").requires or []
    except PackageNotFoundError:
        return ()
    names = sorted({_name(line) for line in asked if "extra ==" not in line})
    return tuple((name, _version(name)) for name in names)


def _name(requirement: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_." else " " for sign in requirement).split()[0]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def folder_digest(folder: Path) -> str:
    """What a snapshot folder holds: its index, and the bytes of every file that the index names, as they lie there.

    Raises:
        SnapshotError: the index can't be read.
    """
    total = hashlib.sha256()
    index = folder / INDEX
    if not index.is_file():
        return total.hexdigest()
    total.update(hashlib.sha256(index.read_bytes()).digest())
    lines, _ = read_index(folder)
    for path in sorted({line.capture.path for line in lines if line.capture.path}):
        total.update(f"{path}\0{_bytes(folder / path)}\n".encode())
    return total.hexdigest()


def _bytes(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        return f"none: {error.errno}"
