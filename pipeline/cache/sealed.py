"""What is kept bears a digest of itself and of its name: what was damaged or put elsewhere is as if it were not kept.

A flipped bit or a hand in the folder may leave valid JSON that says something else. The digest is no secret: it tells
damage, not forgery by somebody who can also change the program.
"""

import contextlib
import hashlib
from pathlib import Path

from pipeline.files import write_whole


def keep(file: Path, name: str, body: bytes) -> None:
    """Write `body` under `name`; a folder that can't be written to keeps nothing."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, _seal(name, body) + b"\n" + body)


def kept(file: Path, name: str) -> bytes | None:
    """What was kept under `name`; None where there is nothing, or not what was written."""
    try:
        seal, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if seal == _seal(name, body) else None


def _seal(name: str, body: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + body).hexdigest().encode()
