"""Reads `index.jsonl`: one capture a line, each judged on its own, so that one bad line harms no other.

What is wrong with a line or its file is a `Problem` that names file and line; the captures beside it stay usable.
"""

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.errors import SnapshotError
from pipeline.records.source import Capture

INDEX = "index.jsonl"
MAX_INDEX_BYTES = 200_000_000
"""An index past this (about half a million captures) is not an index; reading it would fill the memory."""


class Problem(Struct, frozen=True):
    """What is wrong with one place of a snapshot folder: `text` is the one line for the editor."""

    file: str
    line: int
    """1-based line of the index."""
    text: str
    why: str = ""
    """The same for the report: without the machine's folders."""
    capture: Capture | None = None
    """The capture that can't be used, where its line could be read."""

    def error(self) -> SnapshotError:
        """The same as an exception, for callers that must stop."""
        return SnapshotError(self.text)


class Line(Struct, frozen=True):
    """A readable line of an index: the capture and where it stands."""

    folder: Path
    number: int
    capture: Capture


def read_index(folder: Path) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    """All lines of the folder's index in file order, and what is wrong with the others.

    A folder without an index has no captures and no problem. A last line that a killed writer tore is left out with
    one problem; so is a line whose path leaves the folder.

    Raises:
        SnapshotError: the index exists and can't be opened, or is no index by its size.
    """
    path = folder / INDEX
    if not path.is_file():
        return (), ()
    try:
        if path.stat().st_size > MAX_INDEX_BYTES:
            raise SnapshotError(f"{path}: larger than {MAX_INDEX_BYTES // 1_000_000} MB; this is no snapshot index")
        raw = path.read_bytes()
    except OSError as error:
        raise SnapshotError(f"{path}: can't be read ({error.strerror}); check the file's permissions") from error
    lines: list[Line] = []
    problems: list[Problem] = []
    pieces = raw.split(b"\n")
    for number, piece in enumerate(pieces, start=1):
        text = piece.strip().removeprefix(b"\xef\xbb\xbf")
        if not text:
            continue
        read = _read_line(folder, number, text, torn=number == len(pieces))
        if isinstance(read, Line):
            lines.append(read)
        else:
            problems.append(read)
    return tuple(lines), tuple(problems)


def _read_line(folder: Path, number: int, text: bytes, *, torn: bool) -> Line | Problem:
    name = str(folder / INDEX)
    try:
        capture = _capture(msgspec.json.decode(text))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = "torn off, as by a killed run; it is left out" if torn else f"not a capture ({error}); it is left out"
        return Problem(name, number, f"{name}:{number}: this line is {why}")
    if capture.path is not None and inside(folder, capture.path) is None:
        why = f"the path {capture.path!r} in the index leaves the snapshot folder; this capture is not used"
        return Problem(name, number, f"{name}:{number}: {why}", why.capitalize(), capture)
    return Line(folder, number, capture)


def _capture(raw: object) -> Capture:
    """A capture from a decoded line. Only what the contract promises must be there; what is optional and odd is left.

    Raises:
        msgspec.ValidationError: no object, no address, or a path or digest of the wrong type.
    """
    if not isinstance(raw, dict):
        raise msgspec.ValidationError("Expected an object")
    names = (name for name in Capture.__struct_fields__ if name != "strikes")  # counted from the lines, never stated
    fields = {name: raw[name] for name in names if raw.get(name) is not None}
    fields = {"final_url": raw.get("url"), "status": 0, "content_type": "", "retrieved_at": "", "path": None} | fields
    hops = fields.get("hops")
    named = [one.get("url") if isinstance(one, dict) else one for one in hops] if isinstance(hops, list) else []
    fields["hops"] = [one for one in named if isinstance(one, str)]
    headers = fields.get("headers")
    if isinstance(headers, dict):
        fields["headers"] = {str(name): str(value) for name, value in headers.items()}
    else:
        fields.pop("headers", None)
    for name in ("outcome", "note"):
        if not isinstance(fields.get(name), str):
            fields.pop(name, None)
    return msgspec.convert(fields, Capture)


def inside(folder: Path, path: str) -> Path | None:
    """Where `path` lies, or None when it points out of `folder`: absolute, by `..`, or through a link."""
    if not path or "\0" in path or Path(path).is_absolute() or "\\" in path:
        return None
    try:
        root = folder.resolve()
        target = (root / path).resolve()
    except (OSError, RuntimeError):
        return None
    return target if target != root and target.is_relative_to(root) else None


def load_body(line: Line, limit: int) -> bytes | Problem:
    """The bytes of a capture, with the digest verified where the index states one; None of them when they differ.

    `limit` in bytes bounds what is taken into memory. A line without a path gives empty bytes.
    """
    capture = line.capture
    if capture.path is None:
        return b""
    target = inside(line.folder, capture.path)
    if target is None:
        return _problem(line, "it leaves the folder")
    try:
        if not target.is_file():
            return _problem(line, "the index names it, but it is not there")
        if target.stat().st_size > limit:
            return _problem(line, f"it is larger than {limit // 1_000_000} MB")
        body = target.read_bytes()
    except OSError as error:
        return _problem(line, f"it can't be read ({error.strerror})")
    if capture.sha256 and hashlib.sha256(body).hexdigest() != capture.sha256.lower():
        return _problem(line, "its bytes differ from the digest in the index")
    return body


def _problem(line: Line, what: str) -> Problem:
    """`what` is wrong with the line's file: one line for people, with the way to mend it."""
    file = line.folder / (line.capture.path or INDEX)
    text = (
        f"{file}: {what} (line {line.number} of {INDEX}); this capture is not used. "
        "Fetch it again, or add a copy with `claim-audit sources add`"
    )
    why = f"The kept copy {line.capture.path} can't be used: {what}."
    return Problem(str(line.folder / INDEX), line.number, text, why, line.capture)
