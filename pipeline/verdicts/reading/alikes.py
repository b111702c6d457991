"""Two groups told in one breath to be alike: "boys and girls slept equally long", "as common in both arms".

What is told is a comparison without "than" (`comparisons.py`): neither group has more. Of "both groups" no group has a
name; such a telling is of whichever two the source sets beside each other.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.verdicts.reading.degrees import cues_of, kind_of
from pipeline.verdicts.reading.groups import NOTHING, Named, Names, less, named, within
from pipeline.verdicts.reading.subjects import verb_start
from pipeline.verdicts.reading.tellings import ALIKE, Telling


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`alikes.toml`."""

    even: str
    both: str
    leads: str
    closes: str
    and_then: str


_pattern = Sheet("pipeline.verdicts.reading", "alikes.toml", Lexicon).pattern


AFTER = 16
"""Signs behind the word that tells two alike in which its adjective stands."""


def alikes(text: str) -> Iterator[Telling]:
    """What a text tells of two groups that are alike; nothing where it also tells of more or less."""
    even = _pattern("even").search(text)
    if even is None or any(cue.form == "degree" for cue in cues_of(text)):
        return
    if even.group().lower() == "alike" and any(cue.form == "change" for cue in cues_of(text)):
        return  # "fell in men and women alike": in both, and not by as much
    found = named(text, ())
    both = _pattern("both").search(text)
    if both is not None:
        about = frozenset(one.name for one in found if not _within(one, both.span()) and not _within(one, even.span()))
        yield _told(text, even, NOTHING, NOTHING, about)
        return
    spans = _after(text, even.end()) or _before(text, even.start())
    if spans is None:
        return
    (begin, middle), (begun, end) = spans
    own, others = _names(text[begin:middle]), _names(text[begun:end])
    if own and others:
        rest = frozenset(one.name for one in found if not begin <= one.start < end and not _within(one, even.span()))
        yield _told(text, even, less(own, others), less(others, own), rest)


def _names(words: str) -> Names:
    """The names of some words by themselves: "boys and girls" are two."""
    return frozenset(one.name for one in named(words, ()))


def _within(one: Named, span: tuple[int, int]) -> bool:
    return span[0] <= one.start < span[1]


def _told(text: str, even: re.Match[str], own: Names, others: Names, about: Names) -> Telling:
    kind = kind_of(text[even.end() : even.end() + AFTER].strip().partition(" ")[0])
    return Telling(ALIKE, kind, own, others, about, *even.span(), relative=True, sure=True, against=True)


Spans = tuple[tuple[int, int], tuple[int, int]]


def _after(text: str, start: int) -> Spans | None:
    """The two behind: "equally common in men and in women"."""
    lead = _pattern("leads").search(text, start)
    joint = _pattern("and_then").search(text, lead.end()) if lead else None
    if lead is None or joint is None:
        return None
    closes = _pattern("closes").search(text, joint.end())
    end = closes.start() if closes else len(text)
    first = _pattern("closes").search(text, lead.end(), joint.start())
    return None if first else ((lead.end(), joint.start()), (joint.end(), end))


def _before(text: str, end: int) -> Spans | None:
    """The two before: "men and women on the drug gained weight to the same extent"."""
    start = max((match.end() for match in re.finditer(r"[;:.,]\s", text[:end])), default=0)
    joint = _pattern("and_then").search(text, start, end)
    if joint is None:
        return None
    verb = verb_start(text, start, end)
    stop = verb if verb is not None and verb > joint.end() else end
    return (start, joint.start()), (joint.end(), stop)


def both_of(text: str, start: int, names: Sequence[Named]) -> tuple[Names, Names] | None:
    """Two groups of which one thing is told from a place on: "in women and in men alike"; None where there are none."""
    spans = _after(text, start)
    if spans is None:
        return None
    (begin, middle), (begun, end) = spans
    own, others = within(names, begin, middle), within(names, begun, end)
    return (own, others) if own and others else None
