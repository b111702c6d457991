"""What a text says of one group beside another: more of something, less, or as much.

"Pain was milder with the gel than with the cream", "the gel eased pain better than the cream did", "pain eased with the
gel and stayed the same with the cream" are read as one record: a group, the others, what was measured, and the way. Of
a sentence with "than" both sides are told, each with its own way. Nothing here judges; `compared.py` sets claim and
source beside each other, `degrees.py` reads the words that tell a way, `halves.py` clauses of two groups.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.verdicts.reading.alikes import alikes
from pipeline.verdicts.reading.degrees import Cue, cues_of, kind_of, pattern, sign_in, verb
from pipeline.verdicts.reading.groups import MISSING, NOTHING, Named, Names, apart, contrary, named, rest, within
from pipeline.verdicts.reading.halves import halves
from pipeline.verdicts.reading.qualities import KIND, quality, verb_of
from pipeline.verdicts.reading.subjects import complement, verb_start
from pipeline.verdicts.reading.tellings import ALIKE, Telling, denied


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`comparisons.toml`."""

    adverb: str
    lead: str
    those: str
    opens: str
    relative: str
    prone: str
    slot_ends: str


_pattern = Sheet("pipeline.verdicts.reading", "comparisons.toml", Words).pattern


@lru_cache(maxsize=8_192)
def tellings(text: str) -> tuple[Telling, ...]:
    """All that a text tells of groups beside each other."""
    cuts = [0, *(match.end() for match in pattern("clause").finditer(text)), len(text)]
    found = tuple(telling for start, end in pairwise(cuts) for telling in _compared(text, start, end))
    return found or tuple(alikes(text)) or tuple(halves(text))


class Pivot(NamedTuple):
    """Where a clause names what is compared with."""

    start: int
    """Where what stands before it ends: of "as common in A as", the last word."""
    end: int
    ways: frozenset[int] | None
    """The way that it tells by itself; None where a degree before it does."""
    kind: str
    lead: int = -1
    """Where the words begin that tell its way."""


class Way(NamedTuple):
    """The way of a clause, and the word that tells it."""

    ways: frozenset[int]
    kind: str
    cue: Cue
    used: tuple[Cue, ...]
    """The words that tell it: they are no names."""


class Sides(NamedTuple):
    """Who stands on either side, and what was measured."""

    ahead: Names
    behind: Names
    about: Names
    sure: bool
    head: Names = NOTHING
    """Who stands before the verb."""
    shared: Names = NOTHING
    """What both sides are called."""


VERBS = (("above", 1, "worth"), ("below", -1, "worth"), ("over", 1, "amount"), ("under", -1, "amount"))
"""Verbs and phrases that set one above another by themselves."""
LAST = 4
"""Signs of the word that ends "as common in A as", "different from"."""
LEAD = 40
"""Signs before a degree in which it may be denied."""


def _pivot(text: str, start: int, end: int) -> Pivot | None:
    times = pattern("times").search(text, start, end)
    if times is not None:
        sign = sign_in(times.group()) * (-1 if times["less"] else 1)
        return Pivot(times.end() - 2, times.end(), frozenset((sign,)), kind_of(times.group()), times.start())
    alike = pattern("alike").search(text, start, end)
    if alike is not None:
        unlike = pattern("denied").search(text[start : alike.start()]) is not None and "differ" not in alike.group()
        return (
            None
            if unlike
            else Pivot(
                max(alike.start(), alike.end() - LAST), alike.end(), ALIKE, kind_of(alike.group()), alike.start()
            )
        )
    for field, sign, kind in VERBS:
        match = verb(field).search(text, start, end)
        if match is not None:
            turned = pattern("denied").search(text[start : match.start()])
            return Pivot(*match.span(), denied(sign) if turned else frozenset((sign,)), kind)
    than = pattern("than").search(text, start, end)
    return Pivot(*than.span(), None, "") if than else None


def _compared(text: str, start: int, end: int) -> Iterator[Telling]:
    """Both sides of a clause that compares."""
    start = max((told.end() for told in pattern("tells").finditer(text, start, end)), default=start)
    cues = [cue for cue in cues_of(text) if start <= cue.start < end]
    pivot = _pivot(text, start, end)
    comma = text.find(",", start, end)
    fronted = comma > 0 and pattern("fronted").match(text[start:end]) is not None
    if fronted:
        way = _predicate(text, start, cues, end)
    elif pivot is not None:
        way = _predicate(text, start, cues, pivot.start) if pivot.ways is None else _by_itself(pivot, cues)
    else:
        return
    if way is None:
        return
    found = named(text, way.used)
    if fronted:
        sides = _fronted(found, start, comma, end, way.cue)
    else:
        assert pivot is not None
        sides = _sides(text, found, start, end, pivot, way)
    behind = sides.behind - rest()
    shared = (way.kind, sides.about, way.cue.start, way.cue.end)
    yield _told(way.ways, sides.ahead, behind, sides, shared)._replace(head=sides.head, shared=sides.shared)
    if behind:
        turned = _told(frozenset(-one for one in way.ways), behind, sides.ahead, sides, shared)
        yield turned._replace(behind=True)


def _told(
    ways: frozenset[int], own: Names, others: Names, sides: Sides, shared: tuple[str, Names, int, int]
) -> Telling:
    kind, about, start, end = shared
    return Telling(ways, kind, own, others, about, start, end, relative=True, sure=sides.sure, against=True)


def _by_itself(pivot: Pivot, cues: Sequence[Cue]) -> Way:
    begin = pivot.lead if pivot.lead >= 0 else pivot.start
    used = tuple(cue for cue in cues if begin <= cue.start < pivot.end)
    return Way(pivot.ways or ALIKE, pivot.kind, Cue(pivot.kind, 0, "degree", begin, pivot.end), used)


def _predicate(text: str, start: int, cues: Sequence[Cue], end: int) -> Way | None:
    """The way that a clause tells before "than", by the degree that stands nearest."""
    ahead = [cue for cue in cues if cue.end <= end and cue.form != "null"]
    degrees = [cue for cue in ahead if cue.form == "degree" and not _since(text, cue, ahead)]
    nearest = [cue for cue in degrees if _known(cue.kind)] or degrees or ahead
    if not nearest:
        return None
    cue = nearest[-1]
    sign, kind = cue.sign, "much" if cue.kind == "amount" and _pattern("adverb").match(text, cue.start) else cue.kind
    joined = next((one for one in ahead if one.form == "change" and one is not cue and _joined(text, cue, one)), None)
    if joined is not None:
        sign, kind = sign * joined.sign, joined.kind if kind in ("amount", "much") else kind
    elif (
        kind in ("much", "worth")
        and _pattern("adverb").match(text, cue.start)
        and (joined := _brought_about(text, start, cue)) is not None
    ):
        kind = joined.kind
    turned = _denied(text, start, cue)
    used = (cue, joined) if joined else (cue,)
    return Way(denied(sign) if turned else frozenset((sign,)), kind, cue, used)


def _denied(text: str, start: int, cue: Cue) -> bool:
    """Whether a degree is denied: not by a denial in the subject's own clause, "those who do not swim had more"."""
    begin = max(start, cue.start - LEAD)
    denial = pattern("denied").search(text[begin : cue.start])
    if denial is None:
        return False
    verb_at = verb_start(text, start, cue.start)
    relative = _pattern("relative").search(text, start, begin + denial.end())
    return relative is None or verb_at is None or verb_at <= begin + denial.start()


def _known(kind: str) -> bool:
    return not kind.startswith(KIND) or bool(quality(kind.removeprefix(KIND)))


def _since(text: str, cue: Cue, others: Sequence[Cue]) -> bool:
    """Whether a degree only tells when something was seen, beside another: "knew more letters a month later"."""
    return pattern("since").search(text, max(0, cue.start - LEAD), cue.end) is not None and any(
        other.form == "degree" and other is not cue for other in others
    )


def _brought_about(text: str, start: int, cue: Cue) -> Cue | None:
    """The verb that brings a quality about before an adverb of degree: "calmed the dogs more"."""
    close = [name for name in named(text, ()) if start <= name.start and name.end <= cue.start]
    found = next((name for name in reversed(close[-FAR:]) if verb_of(name.name)), None)
    return Cue(f"{KIND}{found.name}", 1, "change", found.start, found.end) if found else None


FAR = 4
"""Words between a verb and an adverb of degree that belongs to it: "eased the pain of labour more"."""


def _joined(text: str, degree: Cue, other: Cue) -> bool:
    """Whether a degree and a verb or noun make one way: "lost less", "a greater reduction", "eased pain more"."""
    if other.start >= degree.end:
        return len(text[degree.end : other.start].split()) <= 1
    between = len(text[other.end : degree.start].split())
    return between <= (FAR if _pattern("adverb").match(text, degree.start) else 0)


# --- who stands on either side ----------------------------------------------------------------------------------------

_WITH = frozenset(("with", "on", "for", "after", "by", "without", "from"))
"""Behind these a group is named by what it got, and "in" begins something else."""


def _fronted(found: Sequence[Named], start: int, comma: int, end: int, cue: Cue) -> Sides:
    """The sides of "Compared with B, A had more"."""
    ahead, about = _subject(found, comma, end, cue)
    return Sides(ahead, within(found, start, comma), about, sure=False)


def _sides(text: str, found: Sequence[Named], start: int, end: int, pivot: Pivot, way: Way) -> Sides:
    lead = _pattern("lead").match(text, pivot.end)
    preposition = (lead["p"] or "").lower() if lead else ""
    counts = way.cue.kind == "amount" and pivot.ways is None and not preposition
    if counts and _pattern("opens").fullmatch(text, start, way.cue.start):
        return _counted(found, way.cue.end, pivot, end)
    close = _close(text, lead.end() if lead else pivot.end, end, preposition, way)
    behind, trailing = within(found, pivot.end, close), NOTHING
    if not preposition and (part := pattern("trails").search(text, pivot.end, close)) is not None:
        trailing = within(found, part.end(), close)
    if not behind and preposition == "without":
        behind, preposition = frozenset(MISSING + one for one in _slot(text, found, start, pivot.start, "with")), "with"
    ahead = _slot(text, found, start, pivot.start, preposition) if preposition else NOTHING
    sure = bool(ahead)
    about, head = within(found, start, pivot.start) - ahead, NOTHING
    if not sure:
        ahead, about = _subject(found, start, pivot.start, way.cue)
        head = _head(text, found, start, way.cue)
    if close < end and text[close] not in ",;:.()":
        about |= within(found, close, end)
    if (
        sure and len(ahead) > 1 and lead and _pattern("those").search(lead.group())
    ):  # "those" stands for who was named first
        ahead -= {min((one for one in found if one.name in ahead), key=lambda one: one.start).name}
    before = within(found, start, pivot.start)
    if not apart(behind, before) - rest() and complement().fullmatch(text, pivot.end, close):
        own = ahead if sure else _own_part(text, found, start, way.cue, ahead)
        behind = frozenset(contrary(name) for name in own)
    first, second = apart(ahead, behind), apart(behind, ahead)
    return Sides(first, second, about | trailing, sure, apart(head, behind), behind - second)


def _head(text: str, found: Sequence[Named], start: int, cue: Cue) -> Names:
    """Who stands before the verb of a clause, without what stands before its comma."""
    verb_at = verb_start(text, start, cue.start)
    if verb_at is None:
        return NOTHING
    comma = text.rfind(",", start, verb_at)
    return within(found, max(start, comma), verb_at)


def _own_part(text: str, found: Sequence[Named], start: int, cue: Cue, ahead: Names) -> Names:
    """What sets the first group apart from all others: the verb of its relative clause, or all of its name."""
    relative = _pattern("relative").search(text, start, cue.start)
    verb_at = verb_start(text, start, cue.start)
    if relative is None or verb_at is None or verb_at <= relative.end():
        return _head(text, found, start, cue) or ahead
    return within(found, relative.end(), verb_at) or ahead


def _counted(found: Sequence[Named], start: int, pivot: Pivot, end: int) -> Sides:
    """The two groups of "more women than men dropped out", and what they did."""
    behind = [one for one in found if pivot.end <= one.start < end]
    first, done = frozenset(one.name for one in behind[:1]), frozenset(one.name for one in behind[1:])
    return Sides(within(found, start, pivot.start), first, done, sure=True)


def _close(text: str, begin: int, end: int, preposition: str, way: Way) -> int:
    """Where the words end that name what is compared with."""
    fields = ["closes"]
    if _pattern("prone").search(text, way.cue.start, begin):
        fields.append("closes_to")
    if preposition in _WITH:
        fields.append("closes_with")
    elif preposition or way.ways == ALIKE:
        fields.append("closes_in")
    ends = [match.start() for field in fields if (match := pattern(field).search(text, begin))]
    return min([*ends, end])


def _slot(text: str, found: Sequence[Named], start: int, end: int, preposition: str) -> Names:
    """The names behind the last such preposition before a place."""
    spots = list(re.finditer(rf"\b{preposition}\b", text[start:end], re.IGNORECASE))
    if not spots:
        return NOTHING
    begin = start + spots[-1].end()
    stop = _pattern("slot_ends").search(text, begin, end)
    return within(found, begin, stop.start() if stop else end)


def _subject(found: Sequence[Named], start: int, end: int, cue: Cue) -> tuple[Names, Names]:
    """Who is told of where no preposition shows it: what stands before the degree; and what was measured."""
    every, subject = within(found, start, end), within(found, start, min(cue.start, end))
    return subject, every - subject
