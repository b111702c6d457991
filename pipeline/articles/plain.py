"""Reads plain text: every line keeps its place; wrapped lines are joined, list signs set apart."""

import re
from itertools import pairwise
from statistics import median

from msgspec import structs

from pipeline.articles.decode import decode
from pipeline.articles.draft import MAX_PARTS, Draft, Part
from pipeline.articles.wall import Reader
from pipeline.articles.words import BULLET, LABELLED, NUMBERED
from pipeline.markup import Run, resolve, split_lines, tidy, unseen
from pipeline.records.article import BlockKind

_WIDEST = 110
"""Files wrapped by a mail program or an editor break at 60 to 100 characters; a longer line is a paragraph."""
CELLS = " | "
_ATX = re.compile(r"(#{1,6})\s+(?=\S)")
_NEW_ENTRY = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?,? [A-Z]{1,3}(?:,|\.(?= ?[A-Z]))")
"""`Doe J, ` or `Doe J. ` at the start of a line: an entry of a reference list, not the rest of a sentence."""
_BROKEN_OFF = 60
"""Characters of a line from which a small letter on the next goes on with its sentence; items of lists are shorter."""
_FEW = 0.2
"""Share of lines too long for the width (addresses, pasted references) that a wrapped file may have."""
_QUOTED = re.compile(r">\s?(?=\S)")


def read_plain(data: bytes, path: str) -> Draft:
    """The file's paragraphs, list items and short lines; what they are is judged later by their words."""
    decoded = decode(data, path)
    parts, tail = plain_parts(tidy(_with_cells(decoded.text)))
    return Draft(format="txt", parts=_with_unseen(parts, decoded.text), tail=tail, warnings=decoded.warnings, flat=True)


def _with_cells(text: str) -> str:
    """Rows that a table left when it was copied, cells parted by tabs, with ` | ` between their cells."""
    if "\t" not in text:
        return text
    lines = text.split("\n")
    tabs = [line.strip().count("\t") for line in lines]
    near = [0, *tabs, 0]
    return "\n".join(
        re.sub(r" ?\t ?", CELLS, line.strip()) if tabs[at] and tabs[at] in (near[at], near[at + 2]) else line
        for at, line in enumerate(lines)
    )


def _with_unseen(parts: tuple[Part, ...], written: str) -> tuple[Part, ...]:
    """`parts` with the counts of the invisible characters that `tidy` took out of the lines they begin on."""
    if not unseen(written):
        return parts
    counts = [unseen(line) for line in split_lines(written)]
    starts: list[int] = []
    for part in parts:  # one of nothing but a raised figure has no text, and no anchor
        anchors = part.inline.anchors
        starts.append(anchors[0].line - 1 if anchors else starts[-1] if starts else 0)
    edges = [0, *starts[1:], len(counts)]
    return tuple(
        structs.replace(part, inline=structs.replace(part.inline, unseen=sum(counts[start:end])))
        for part, start, end in zip(parts, edges, edges[1:], strict=False)
    )


def plain_parts(text: str) -> tuple[tuple[Part, ...], str]:
    """The parts of a tidy text and the white space after the last one; joined they give the text again."""
    lines = text.split("\n")
    width = _wrap_width(lines)
    parts: list[Part] = []
    carry = ""
    unit: list[int] = []
    listed = False
    for at, line in enumerate(lines):
        if len(parts) > MAX_PARTS:
            break
        listed = bool(line.strip()) and (listed or (at > 0 and lines[at - 1].rstrip().endswith(":")))
        if unit and not (line.strip() and _continues(lines[unit[-1]], line, width, listed=listed)):
            part, carry = _part(lines, unit, carry)
            parts.append(part)
            unit = []
        if line.strip():
            unit.append(at)
        else:
            carry += line + ("\n" if at + 1 < len(lines) else "")
    if unit:
        part, carry = _part(lines, unit, carry)
        parts.append(part)
    return tuple(parts), carry


def _wrap_width(lines: list[str]) -> int:
    """The width at which the file's lines were broken; 0 where each line is a paragraph of its own."""
    pairs = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(pairs) < 3:
        return 0
    short = [(line, after) for line, after in pairs if len(line.rstrip()) <= _WIDEST]
    inner = [len(line.rstrip()) for line, after in short if not _starts_item(after)]
    if len(short) < max(3, (1 - _FEW) * len(pairs)) or not inner:
        return 0
    width = max(len(line.rstrip()) for line, _ in short)
    if median(inner) < 0.7 * width or width < 40:
        return 0
    mid = sum(not line.rstrip().endswith((".", "!", "?", ":")) for line, _ in short)
    return width if mid >= 0.5 * len(short) else 0


def _starts_item(line: str) -> bool:
    stripped = line.lstrip()
    return any(sign.match(stripped) for sign in (BULLET, NUMBERED, LABELLED, _ATX))


def _continues(before: str, line: str, width: int, *, listed: bool) -> bool:
    """Was `line` broken off `before`? Only where its first word would not have fitted there.

    In a file without a common width a small letter behind a long line goes on too, but not in a list after a colon.
    """
    if _starts_item(line) or _NEW_ENTRY.match(line):
        return False
    written = before.rstrip()
    if line[0].islower() and not written.endswith((".", "!", "?", ":")):
        return bool(width) or (len(written) >= _BROKEN_OFF and not listed and not written.endswith(";"))
    if not width or len(written) > _WIDEST:
        return False
    return len(written) + 1 + len(line.split(maxsplit=1)[0]) > width - 6 or line.startswith("  ")


def _part(lines: list[str], unit: list[int], carry: str) -> tuple[Part, str]:
    """The part that the lines `unit` hold, and what of its end belongs to the next gap."""
    first = lines[unit[0]]
    opening = len(first) - len(first.lstrip())
    kind: BlockKind | None = None
    hint: str = ""
    level = 0
    for sign, meaning in ((_ATX, "heading"), (BULLET, "list_item"), (_QUOTED, "quote")):
        match = sign.match(first, opening)
        if match:
            kind, opening = meaning, match.end()  # type: ignore[assignment]
            level = len(match[1]) if sign is _ATX else 0
            break
    else:
        hint = "numbered" if NUMBERED.match(first, opening) else ""
    runs = [Run(_own(lines, unit, at, opening), line=number + 1) for at, number in enumerate(unit)]
    last = lines[unit[-1]]
    rest = last[len(last.rstrip()) :] + ("\n" if unit[-1] + 1 < len(lines) else "")
    part = Part(
        resolve(runs, fold=False), kind, level=level, gap=carry + first[:opening], hint="numbered" if hint else ""
    )
    return part, rest


def _own(lines: list[str], unit: list[int], at: int, opening: int) -> str:
    """What a physical line gives to its part: the break to the next line becomes a space."""
    line = lines[unit[at]]
    if at == 0:
        line = line[opening:]
    return line.rstrip() if at == len(unit) - 1 else line + " "


def _accepts(_head: bytes) -> bool:
    """Any text is plain text if nothing else."""
    return True


READER = Reader("txt", suffixes=(".txt", ".text", ".asc"), accepts=_accepts, read=read_plain, rank=90)
