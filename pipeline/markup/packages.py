"""Weighs the mark-up of an Office package before any of it becomes objects: a file of 140 kB can hold millions.

An element costs a reader some 700 bytes however few bytes it has in the file, so sizes alone bound nothing.
"""

import zipfile
from typing import NamedTuple

MAX_MARKS = 1_500_000
"""Tags and attributes of a package that is read; a manuscript of 100 pages with all its revisions has some 400,000."""
_CHUNK = 1 << 20
_OVERLAP = 32
_MARKS_OF_ORDER = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")


class Weight(NamedTuple):
    """What a package holds of mark-up."""

    marks: int
    """Angle brackets and equals signs: at least one for each tag and attribute. Counting ends above `MAX_MARKS`."""
    defines: bool
    """Whether a part declares a document type or entities, which no Word file does."""

    @property
    def too_heavy(self) -> bool:
        """Whether it would take more memory than a text is worth."""
        return self.marks > MAX_MARKS


def weigh(archive: zipfile.ZipFile) -> Weight:
    """Weigh every part that is mark-up by its first bytes, whatever its name: relations may point anywhere.

    Reads each part once in pieces of 1 MB.

    Raises:
        what `zipfile` raises for a damaged archive (`BadZipFile`, `zlib.error`, `OSError`, `RuntimeError` …).
    """
    marks, defines = 0, False
    for part in archive.infolist():
        found = _weigh_part(archive, part, MAX_MARKS - marks)
        marks, defines = marks + found.marks, defines or found.defines
        if marks > MAX_MARKS:
            break
    return Weight(marks, defines)


def _weigh_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> Weight:
    marks, defines, tail = 0, False, b""
    with archive.open(part) as stream:
        piece = stream.read(_CHUNK)
        if not _is_markup(piece):
            return Weight(0, defines=False)
        while piece and marks <= left:
            marks += piece.count(b"<") + piece.count(b"=")
            looked = (tail + piece).replace(b"\x00", b"")
            defines = defines or any(word in looked for word in _DEFINITIONS)
            tail = piece[-_OVERLAP:]
            piece = stream.read(_CHUNK)
    return Weight(marks, defines)


def _is_markup(head: bytes) -> bool:
    for mark in _MARKS_OF_ORDER:
        head = head.removeprefix(mark)
    start = head[:4096].replace(b"\x00", b"").lstrip()
    return start.startswith(b"<") or (not start and len(head) > 0)
