"""Files that are whole or not there: written beside, then renamed, with one writer at a time in a folder."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

_PART = ".part"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder` (made where it is missing) against other runs; the end of a killed process gives it back.

    The lock lies on the folder itself, so that no lock file is left in a desk's folder. Not to be nested.

    Raises:
        OSError: the folder can't be made or opened.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write_whole(target: Path, body: str | bytes, *, durable: bool = False) -> None:
    """Make `target` hold `body` in one step: whoever reads it, and whatever is killed, sees the old or the new.

    The file beside it carries the process's id, so that two writers never share one; what killed runs left of this
    target is taken away.

    Args:
        target: file to replace or make; its folder exists.
        body: text (written as UTF-8) or bytes.
        durable: also wait until the disk has it, for what can't be made again.
    """
    for left in target.parent.glob(f".{_literal(target.name)}.*{_PART}"):
        if not _alive(left):
            left.unlink(missing_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}{_PART}")
    with part.open("wb") as file:
        file.write(body if isinstance(body, bytes) else body.encode("utf-8"))
        if durable:
            file.flush()
            os.fsync(file.fileno())
    part.replace(target)
    if durable:
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)  # the rename must be on the disk, too
        finally:
            os.close(handle)


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _alive(part: Path) -> bool:
    """Whether the process that writes `part` still runs; when in doubt it does."""
    number = part.name.removesuffix(_PART).rpartition(".")[2]
    if not number.isdigit():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
