"""What keeps back a claim whose figure is the source's, of something else: shares turned round, doses told by the day.

"21% of tattooed people had lymphoma" has the figure and every word of "21% of people with lymphoma were tattooed", and
says another thing; so has "3 mg a day" beside "3 mg twice daily". None of this accuses.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.facts import extract
from pipeline.facts.comparison import stand
from pipeline.lexicon import Sheet
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.search.likeness import KIN, Name, meet, names

NEAREST = 5
"""Passages that are set beside the claim."""
WHOLE = 3
"""Weighty words behind "of" that may name whom a share is of."""
LEAST = 0.3
"""Weight from which a word names a thing of its own, and no kind of thing ("people", "cases")."""
NEAR = 0.5
"""Percentage points by which two shares of one size may differ."""
REACH = 44
"""Letters behind a dose in which it is told how often it is given."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`wholes.toml`."""

    of: str
    part: str
    ahead: str
    ends: str
    daily: str
    times: str
    counted_in: str
    included: str
    left_out: str
    turn: str
    turns: str
    sizes: dict[str, int]


_WORDS = Sheet("pipeline.verdicts.figures", "wholes.toml", Words)
_pattern = _WORDS.pattern


def other_whole(claim: str, near: Sequence[Passage]) -> bool:
    """Whether one of the nearest passages has a figure of the claim, of something else."""
    texts = [passage.text for passage in near[:NEAREST]]
    ways = (turned_round, by_the_day, counted_otherwise, of_another_turn)
    return any(way(claim, text) for text in texts for way in ways)


def turned_round(claim: str, passage: str) -> bool:
    """Whether both tell a share of the same size, each of those whom the other tells it about."""
    theirs = list(_shares(passage))
    return any(
        _equal(mine[0], other[0]) and _crossed(mine[1], mine[2], other[1], other[2])
        for mine in _shares(claim)
        for other in theirs
    )


Share = tuple[Fact, tuple[Name, ...], tuple[Name, ...]]


def _shares(text: str) -> Iterator[Share]:
    """Each share told of somebody: the figure, whom it is of, and what is told of them."""
    weighty = [one for one in names(text) if one.weight >= LEAST]
    for fact in extract(text):
        if fact.dimension != "percentage":
            continue
        start, stop, then = _whose(text, fact)
        whole = tuple(one for one in weighty if start <= one.start < stop)[:WHOLE]
        rest = tuple(one for one in weighty if one.start >= then)
        if whole and rest:
            yield fact, whole, rest


def _whose(text: str, fact: Fact) -> tuple[int, int, int]:
    """Where it stands whom a share is of, and from where on it is told what they have or did."""
    ahead = _pattern("ahead").search(text, 0, fact.start)
    if ahead is not None and ahead.end() == fact.start:
        return *ahead.span("whom"), fact.end
    part = _pattern("part").match(fact.text)
    end_of_figure = fact.start + part.end() if part else fact.end
    behind = _pattern("of").match(text, end_of_figure)
    if behind is None and part is None:
        return 0, 0, 0
    start = behind.end() if behind else end_of_figure
    end = _pattern("ends").search(text, start)
    stop = end.start() if end else len(text)
    return start, stop, stop


def _equal(mine: Fact, theirs: Fact) -> bool:
    if mine.value is None or theirs.value is None or mine.value.low is None or theirs.value.low is None:
        return False
    return abs(mine.value.low - theirs.value.low) <= NEAR


def _crossed(
    whole: tuple[Name, ...], rest: tuple[Name, ...], other_whole: tuple[Name, ...], other_rest: tuple[Name, ...]
) -> bool:
    return meet(whole, other_rest, KIN) and meet(other_whole, rest, KIN) and not meet(whole, other_whole, KIN)


def by_the_day(claim: str, passage: str) -> bool:
    """Whether the claim tells as a day's dose what the passage gives several times a day."""
    told = {_dose(fact) for fact in _doses(claim) if _often(claim, fact, "daily") and not _often(claim, fact, "times")}
    given = [fact for fact in _doses(passage) if _dose(fact) in told]
    return bool(given) and all(_often(passage, fact, "times") for fact in given)


_GIVEN = frozenset({"mass", "volume", "activity"})
_A_DAY = "/day"


def _doses(text: str) -> list[Fact]:
    return [fact for fact in extract(text) if fact.dimension.removesuffix("_per") in _GIVEN and fact.value]


def _dose(fact: Fact) -> tuple[float | None, str]:
    return (fact.value.low if fact.value else None), fact.unit.removesuffix(_A_DAY)


def _often(text: str, fact: Fact, name: str) -> bool:
    """Whether it is told with a dose, or behind it and before the next one, how often it is given."""
    if fact.unit.endswith(_A_DAY):
        return name == "daily"
    behind = re.split(r"[;.]\s|\d ?(?:mg|g|ml|µg|IU)\b", text[fact.end : fact.end + REACH])[0]
    return _pattern(name).search(behind) is not None


def of_another_turn(claim: str, passage: str) -> bool:
    """Whether a share is told of so many doses in the passage, and of an earlier or later one in the claim."""
    turns = [(match["nth"].lower(), match["noun"].lower()) for match in _pattern("turn").finditer(claim)]
    if not turns:
        return False
    shares = [fact for fact in extract(claim) if fact.dimension == "percentage"]
    told = [
        (match["many"].lower(), match["noun"].lower().rstrip("s"))
        for other in extract(passage)
        if any(stand(fact, other).relation in {"same", "compatible"} for fact in shares)
        if (match := _pattern("turns").match(passage, other.end)) is not None
    ]
    sizes = _WORDS.file.sizes
    alike = [(sizes[nth], sizes[many]) for nth, noun in turns for many, things in told if noun.rstrip("s") == things]
    return bool(alike) and all(one != other for one, other in alike)


def counted_otherwise(claim: str, passage: str) -> bool:
    """Whether one of the two counts in what the other leaves out: "travel included", "not counting travel"."""
    return _in_and_out(claim, passage) or _in_and_out(passage, claim)


def _in_and_out(one: str, other: str) -> bool:
    inside, outside = _taken(one, "counted_in") + _taken(one, "included"), _taken(other, "left_out")
    return bool(inside) and bool(outside) and meet(inside, outside, KIN)


def _taken(text: str, name: str) -> tuple[Name, ...]:
    """The weighty words that stand in what is counted in, or left out."""
    found = [match.span("what") for match in _pattern(name).finditer(text)]
    return tuple(one for one in names(text) for start, end in found if start <= one.start < end)
