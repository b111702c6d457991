"""All, or none, told where the source counts some: "every spore" beside "80% of the spores", "nobody" beside "a few".

The share must be one of the same things: the noun behind the claim's "all" is the noun that the source counts, or one
of the two counts people without naming them again.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.report import Verdict
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import Name, meet
from pipeline.verdicts.odds.extents import came_later
from pipeline.verdicts.odds.way import Ground, Scene, Way
from pipeline.verdicts.reading.numbers import number
from pipeline.verdicts.reading.prose import in_prose
from pipeline.verdicts.reading.senses import Sense, read, share, whole

Whole = Literal["all", "none"]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`quantities.toml`."""

    all: str
    none: str
    most: str
    some: str
    counted: str
    people: str


class Share(NamedTuple):
    """A clause that counts some where the claim says all or none."""

    whole: Whole
    most: bool
    """Whether it counts half of them or more, without saying how many of how many."""
    passage: Passage
    start: int
    end: int


ABOUT, HELD = 0.6, 0.55
"""Least shares of clause and claim that stand in each other, but for the words that count."""
HALF = 50.0


_pattern = Sheet("pipeline.verdicts.odds", "quantities.toml", Lexicon).pattern


def partial(claim: str, passages: Sequence[Passage]) -> Share | None:
    """The clause that counts some of what the claim says all or none of, or None."""
    mine = whole(claim)
    said = list(_wholes(claim))
    if not said or next(_parts(claim), None) is not None:
        return None
    clauses = [(each, sense) for each in passages if in_prose(each) for sense in read(each.text)]
    if any(_pattern(kind).search(sense.text) and _near(mine, sense) for _, sense in clauses for kind, _ in said):
        return None
    for passage, sense in clauses:
        if not _near(mine, sense) or came_later(claim, sense.text):
            continue
        for kind, at in said:
            for most, behind in _parts(sense.text):
                counted = [] if at is None else _behind(mine, at)
                if _one_noun(counted, _behind(sense, sense.start + behind)[:1]):
                    return Share(kind, most, passage, sense.start, sense.end)
    return None


def _wholes(claim: str) -> Iterator[tuple[Whole, int | None]]:
    """Every word for all or none, and where it ends; None where the word itself names the people."""
    kinds: tuple[Whole, ...] = ("none", "all")
    for kind in kinds:
        for match in _pattern(kind).finditer(claim):
            yield kind, None if _pattern("people").match(match.group()) else match.end()


def _parts(text: str) -> Iterator[tuple[bool, int]]:
    """Every word or figure that counts a part: whether it is half or more, and where it ends."""
    for match in _pattern("most").finditer(text):
        yield True, match.end()
    for match in _pattern("some").finditer(text):
        yield False, match.end()
    for match in _pattern("counted").finditer(text):
        figure = (
            float(match["percent"]) if match["percent"] else 100 * number(match["part"]) / max(1, number(match["of"]))
        )
        if 0 < figure < 100:
            yield figure >= HALF and not match["of"], match.end()


def _near(mine: Sense, sense: Sense) -> bool:
    about, held = share(sense.names, mine.names, sense.cues), share(mine.names, sense.names, mine.cues)
    return about >= ABOUT and held >= HELD


AFTER = 40
"""Signs behind a word that counts within which what it counts is named: "none of the junior doctors' stethoscopes"."""


def _behind(sense: Sense, at: int) -> list[Name]:
    return [name for name in sense.names if at <= name.start <= at + AFTER]


def _one_noun(mine: Sequence[Name], theirs: Sequence[Name]) -> bool:
    """Whether the source counts what the claim counts; one that names nothing counts people."""
    return not mine or not theirs or meet(mine, theirs)


COUNTED = Ground("CER-004", "Only some, in the source", "The passage counts some where the claim says {whole}.")


def _told(scene: Scene) -> Objection | None:
    found = partial(scene.words, scene.near)
    if found is None:
        return None
    verdict: Verdict = "overstated" if found.whole == "all" and found.most else "contradicted"
    return COUNTED.of(whole=found.whole).objection(found.passage, (found.start, found.end), verdict)


WAY = Way((COUNTED,), _told)
