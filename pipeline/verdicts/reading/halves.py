"""Two clauses of one outcome that tell it of two groups: "fell in girls and was unchanged in boys".

Each clause with one word that tells a way is parted into what it is of and the group or setting. What both clauses
share is the outcome, what one of them has to itself is its group.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.search.likeness import opposed, rivals
from pipeline.verdicts.reading.degrees import Cue, cues_of, pattern
from pipeline.verdicts.reading.groups import NOTHING, Names, alike, less, named, within
from pipeline.verdicts.reading.qualities import KIND
from pipeline.verdicts.reading.subjects import verb_start
from pipeline.verdicts.reading.tellings import ALIKE, Telling, denied


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`halves.toml`."""

    front: str
    preposed: str
    link: str
    cleft: str
    but_not: str
    of: str


_pattern = Sheet("pipeline.verdicts.reading", "halves.toml", Words).pattern


class Piece(NamedTuple):
    """One clause with one way."""

    ways: frozenset[int]
    kind: str
    subject: Names
    """What it is of."""
    setting: Names
    """Of whom it is told."""
    start: int
    end: int
    relative: bool


LEAD = 40
"""Signs before a word in which it may be denied."""


def halves(text: str) -> Iterator[Telling]:
    """What one clause tells of a group, or two clauses of one outcome tell of two groups."""
    pieces = _pieces(text)
    if len(pieces) == 1 and pieces[0].setting:
        yield _telling(pieces[0], pieces[0].kind, pieces[0].setting, NOTHING, pieces[0].subject)
    if len(pieces) == TWO:
        first, second = pieces
        about, mine, theirs = _outcome(first, second)
        mine, theirs = less(mine, theirs), less(theirs, mine)
        if mine and theirs:
            yield _telling(first, first.kind or second.kind, mine, theirs, about)
            yield _telling(second, second.kind or first.kind, theirs, mine, about)


TWO = 2


def _telling(one: Piece, kind: str, own: Names, others: Names, about: Names) -> Telling:
    return Telling(one.ways, kind, own, others, about, one.start, one.end, relative=one.relative)


def _pieces(text: str) -> list[Piece]:
    cuts = [0, *(match.end() for match in pattern("joint").finditer(text)), len(text)]
    pieces: list[Piece] = []
    for start, end in pairwise(cuts):
        piece = _piece(text, start, end)
        if piece is None and pieces:
            piece = _not_so(text, start, end, pieces[-1])
        pieces += [piece] if piece else []
    return pieces


def _not_so(text: str, start: int, end: int, before: Piece) -> Piece | None:
    """A clause that only denies what stands before it: ", but not in boys"."""
    setting = within(named(text, cues_of(text)), start, end)
    if not setting or not _pattern("but_not").match(text, start, end):
        return None
    ways = frozenset((0, *(-way for way in before.ways)))
    return Piece(ways, before.kind, NOTHING, setting, start, end, before.relative)


def _piece(text: str, start: int, end: int) -> Piece | None:
    """A clause with one word that tells a way, parted into what it is of and the setting."""
    cues = [cue for cue in cues_of(text) if start <= cue.start < end and not _names_only(text, start, cue)]
    if len(cues) == TWO and cues[0].form == "change" and _of_manner(text, *cues):
        cues = cues[1:]
    compares = any(pattern(field).search(text, start, end) for field in ("than", "alike", "times"))
    if len(cues) != 1 or compares:
        return None
    cue = cues[0]
    subject, setting = _parted(text, start, end, cue)
    turned = pattern("denied").search(text[max(start, cue.start - LEAD) : cue.start])
    ways = ALIKE if cue.form == "null" else denied(cue.sign) if turned else frozenset((cue.sign,))
    kind = "" if cue.form == "null" else cue.kind
    return Piece(ways, kind, subject, setting, cue.start, end, relative=cue.form == "degree")


def _of_manner(text: str, verb: Cue, degree: Cue) -> bool:
    """Whether a degree tells how fast or how well something rose or fell: "rose more quickly"."""
    return degree.form == "degree" and degree.kind in ("time", "worth") and not text[verb.end : degree.start].strip()


def _names_only(text: str, start: int, cue: Cue) -> bool:
    """Whether a quality is part of a name and told of nothing: "older climbers", "in drier soil"."""
    if not cue.kind.startswith(KIND):
        return False
    return verb_start(text, start, cue.start) is None or _pattern("of").search(text, start, cue.start) is not None


def _parted(text: str, start: int, end: int, cue: Cue) -> tuple[Names, Names]:
    """What a clause is of, and of whom it is told."""
    found = named(text, (cue,))
    front = _pattern("front").match(text, start, end)
    begin = front.end() if front and front.end() <= cue.start else start
    if front is None and _pattern("preposed").match(text, start, cue.start):
        begin = cue.start
    fronted = within(found, start, begin)
    link = _pattern("link").match(text, cue.end, end) if cue.form == "null" else None
    behind = pattern("settings").search(text, link.end() if link else cue.end, end)
    cut = behind.start() if behind else end
    acted_on, setting = within(found, cue.end, cut), within(found, cut, end)
    subject = within(found, begin, cue.start)
    cleft = _pattern("cleft").match(text, begin, end)
    if cleft is not None:
        own = within(found, *cleft.span("own"))
        return (subject | acted_on | setting) - own, own | fronted
    if acted_on and (link or cue.form != "null"):
        return acted_on, setting | subject | fronted
    return subject, setting | fronted


def _outcome(first: Piece, second: Piece) -> tuple[Names, Names, Names]:
    """What both clauses are of, and the group of each."""
    if not first.subject or not second.subject:
        return first.subject | second.subject, first.setting, second.setting
    shared = _shared(first.subject, second.subject)
    if not shared and not _apart(first.subject, second.subject):
        return NOTHING, NOTHING, NOTHING
    return shared, (first.subject - shared) | first.setting, (second.subject - shared) | second.setting


def _apart(one: Names, other: Names) -> bool:
    return any(opposed(mine, theirs) or rivals(mine, theirs) for mine in one for theirs in other)


def _shared(one: Names, other: Names) -> Names:
    return frozenset(name for name in one if alike(name, other)) | frozenset(name for name in other if alike(name, one))
