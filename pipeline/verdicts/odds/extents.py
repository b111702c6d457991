"""How many did it: a share that can't be true beside the source's, of the same people and the same deed.

"Fewer than half of the teams had kept it up" beside "19 of 24 teams were still meeting", "nearly all broke the law"
beside "within the limit for 99%". Amounts are read as spans (`amounts.py`), deeds by kinds with their contraries
(`extents.toml`) or by their own words; the contrary of a deed was done by the others. Spans must not touch.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.report import Verdict
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import DERIVED, Name, among, names, naming, opposed, share_among
from pipeline.verdicts.odds.in_its_place import exclusive
from pipeline.verdicts.odds.occurrences import apart_in_scope
from pipeline.verdicts.odds.way import Ground, Scene, Way
from pipeline.verdicts.reading.amounts import Amount, amounts, counted_in, has_verb, of_one, people, some_did
from pipeline.verdicts.reading.contrasts import leaves_open
from pipeline.verdicts.reading.prose import in_prose, of_one_statement, tells_results
from pipeline.verdicts.reading.senses import generic


class State(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of deed, and its contrary."""

    name: str
    yes: str
    no: str


class Idle(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell nothing of what was done, and those for what is mostly so."""

    names: str
    mostly: str
    at_first: str
    arose: str
    unreal: str


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`extents.toml`."""

    state: tuple[State, ...]
    idle: Idle
    cut: str
    denied: str
    just_ahead: str
    elliptic: str
    it: str


class Told(NamedTuple):
    """That so many did something."""

    amount: Amount
    of: tuple[Name, ...]
    """What is counted."""
    states: dict[str, bool]
    """Each kind of deed told, and whether it was done or its contrary."""
    rest: tuple[Name, ...]
    """The names that tell what was done, without those that count."""
    denies: bool
    text: str
    start: int
    end: int


class Beside(NamedTuple):
    """A clause that tells another share than the claim."""

    mine: Told
    theirs: Told
    passage: Passage
    turned: bool
    """Whether the clause tells the contrary of what the claim does."""


class Mostly(NamedTuple):
    """What mostly was so in the claim, and what in a passage."""

    mine: Name
    theirs: Name
    passage: Passage


HELD, ABOUT = 0.7, 0.6
"""Least shares of what the claim and the clause tell that stand in each other, where it is of no known kind of deed."""
HERE = 0.5
"""Least share of what the claim tells that stands in the passage itself, and not only beside it."""
OF_IT = 0.5
"""Least share of what the claim tells besides a deed of a known kind."""
LONGEST_PASSAGE = 45
"""Words of a sentence in which what is mostly so may be of anything."""
NAMED = 0.9
"""Least share of what a claim of none tells besides a deed that must stand in the passage."""
NEAR = 3.0
"""Per cent by which a count and its share may differ: "19 of 24 (79%)"."""


_WORDS = Sheet("pipeline.verdicts.odds", "extents.toml", Lexicon)
_pattern = _WORDS.pattern


@cache
def _states() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (one.name, re.compile(rf"(?i)\b(?:{one.yes})\b"), re.compile(rf"(?i)\b(?:{one.no})\b"))
        for one in _WORDS.file.state
    )


def _idle_words(field: str) -> re.Pattern[str]:
    return _WORDS.pattern(f"idle.{field}")


@cache
def _idle() -> frozenset[str]:
    return _WORDS.words("idle.names", naming) | generic() | people()


WINDOW = 30
"""Signs before a deed in which its denial stands."""


@lru_cache(maxsize=8_192)
def told(text: str, *, bare: bool = False) -> tuple[Told, ...]:
    """The clauses of a text that tell one amount, in order.

    Args:
        text: what is read.
        bare: whether a bare number of those who did it counts as an amount, too.
    """
    every = amounts(text)
    inner = [match.start() for match in _pattern("cut").finditer(text)]
    cuts = [0, *(at for at in inner if not any(one.start <= at < one.end for one in every)), len(text)]
    found, states = [], dict[str, bool]()
    for start, end in pairwise(cuts):
        clause = text[start:end]
        shares = [one for one in every if start <= one.start < end]
        if bare and not shares:
            shares = [one for one in some_did(text) if start <= one.start < end][:1]
        counted = counted_in(text, shares[-1]) if shares else ()
        flat = _without(text, counted)[start:end]  # "the injured" who are counted are no deed
        states = _states_of(flat) or (states if _pattern("elliptic").match(clause) else {})
        if not shares or (len(shares) > 1 and _spread(shares) > NEAR):
            continue
        amount = shares[0]
        own = {(name.start, name.end) for name in counted}
        rest = tuple(
            name
            for name in names(text)
            if start <= name.start < end
            and name.name not in _idle()
            and (name.start, name.end) not in own
            and not any(one.start <= name.start < one.end for one in shares)
        )
        denies = bool(_pattern("denied").search(_without(text, shares), start, end))
        found.append(Told(amount, counted, states, rest, denies, clause, start, end))
    return tuple(found)


def _spread(shares: Sequence[Amount]) -> float:
    return max(one.high for one in shares) - min(one.low for one in shares)


def _without(text: str, stretches: Sequence[Amount | Name]) -> str:
    for one in stretches:
        text = text[: one.start] + "·" * (one.end - one.start) + text[one.end :]
    return text


def _states_of(clause: str) -> dict[str, bool]:
    """Each kind of deed that a clause tells, and whether it was done; the longer of two phrases that overlap counts."""
    found = {}
    for name, yes, no in _states():
        spans = [(match.span(), done) for words, done in ((yes, True), (no, False)) for match in words.finditer(clause)]
        if not spans:
            continue
        (start, _), done = max(spans, key=lambda one: one[0][1] - one[0][0])
        denied = _pattern("just_ahead").search(clause[max(0, start - WINDOW) : start])
        found[name] = done != bool(denied)
    return found


def extent(claim: str, near: Sequence[Passage]) -> Beside | None:
    """The clause that tells another share of the claim's people and deed, or None."""
    if not of_one_statement(claim) or leaves_open(claim) or _idle_words("unreal").search(claim):
        return None
    mine = told(claim)
    if len(mine) != 1 or mine[0].amount.figure or len(amounts(claim)) != 1:
        return None
    found = []
    around = [name for passage in near for name in names(passage.text)]
    for passage in near:
        if not tells_results(passage):
            continue
        for theirs in told(passage.text, bare=mine[0].amount.high == 0):
            turned = _turned(claim, mine[0], theirs, passage, around)
            if turned is None:
                continue
            if not _apart(mine[0].amount, theirs.amount.turned() if turned else theirs.amount):
                return None
            found.append(Beside(mine[0], theirs, passage, turned))
    return found[0] if found else None


def another_most(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> Mostly | None:
    """The clause by which it mostly was another of the same class: in the morning, not in the afternoon; or None."""
    if not _idle_words("mostly").search(claim) or _pattern("denied").search(claim) or not of_one_statement(claim):
        return None
    mine = [name for name in names(claim) if name.name not in _idle()]
    for passage in near:
        if (
            not in_prose(passage)
            or len(passage.text.split()) > LONGEST_PASSAGE
            or _pattern("denied").search(passage.text)
            or len(_idle_words("mostly").findall(passage.text)) != 1
        ):
            continue
        there = names(passage.text)
        pairs = [
            (one, other)
            for one in mine
            for other in there
            if exclusive(one.name, other.name, claim[one.start : one.end], passage.text[other.start : other.end])
        ]
        if len(pairs) != 1 or any(among(pairs[0][0], names(each.text), DERIVED) for each in every):
            continue
        if _share([name for name in mine if name != pairs[0][0]], there) >= OF_IT:
            return Mostly(*pairs[0], passage)
    return None


def _apart(one: Amount, other: Amount) -> bool:
    return one.low > other.high or other.low > one.high


def _turned(claim: str, mine: Told, theirs: Told, passage: Passage, around: Sequence[Name]) -> bool | None:
    """Whether the clause tells the contrary of the claim's deed; None where it is of others or of another deed."""
    if not _of_one(mine, theirs, passage, around) or apart_in_scope(claim, theirs.text):
        return None
    if came_later(claim, theirs.text) or _narrowed(mine, passage):
        return None
    if mine.states.keys() & theirs.states.keys():
        return _by_kind(mine, theirs, passage, around)
    return _by_words(mine, theirs, passage, around)


def _narrowed(mine: Told, passage: Passage) -> bool:
    """Whether a claim of none names something that the passage does not: "none in the city centre".

    The more a claim of none names, the less it says; a share of others does not answer it.
    """
    for none in amounts(passage.text) if mine.amount.high == 0 else ():
        behind = frozenset(naming(word) for word in passage.text[none.end :].split(",")[0].strip(" .").split())
        if none.high == 0 and behind & frozenset(naming(word.strip(" .,")) for word in mine.text.split()):
            return True  # "nobody was seriously injured" beside "eleven were injured, none of them seriously"
    return mine.amount.high == 0 and _share((*mine.of, *_besides(mine)), names(passage.text)) < NAMED


def came_later(claim: str, clause: str) -> bool:
    """Whether the claim tells how it was at first, and the clause what arose."""
    return bool(_idle_words("at_first").search(claim) and _idle_words("arose").search(clause))


def _by_kind(mine: Told, theirs: Told, passage: Passage, around: Sequence[Name]) -> bool | None:
    """The same of deeds of a known kind: what else the claim tells must stand near."""
    if _share(_besides(mine), around) < OF_IT and not _pattern("it").search(theirs.text):
        return None
    if _several(passage) and _share(_besides(theirs), mine.rest) < OF_IT:
        return None
    shared = mine.states.keys() & theirs.states.keys()
    ways = {mine.states[name] != theirs.states[name] for name in shared}
    return ways.pop() if len(ways) == 1 else None


def _by_words(mine: Told, theirs: Told, passage: Passage, around: Sequence[Name]) -> bool | None:
    """The same of deeds told in the same words, of which most stand in the clause itself."""
    if not (mine.rest and theirs.rest and has_verb(theirs.text)) or _share(mine.rest, names(passage.text)) < HERE:
        return None
    if _share(mine.rest, around) < HELD or _share(theirs.rest, (*mine.rest, *mine.of)) < ABOUT:
        return None
    if any(one.figure and not _apart(mine.amount, one) for one in amounts(passage.text)):
        return None  # the claim's own share stands there, of whatever
    against = any(opposed(one.name, other.name) for one in mine.rest for other in theirs.rest)
    return (mine.denies != theirs.denies) != against


def _of_one(mine: Told, theirs: Told, passage: Passage, around: Sequence[Name]) -> bool:
    """Whether both count the same; a clause that names nothing counts what was named before: "of the divers, 31%"."""
    if of_one(mine.of, theirs.of):
        return True
    ahead = tuple(name for name in names(passage.text) if name.start < theirs.amount.start)
    return not theirs.of and of_one(mine.of, ahead or tuple(around))


def _several(passage: Passage) -> bool:
    """Whether a passage tells more than one amount: then each is of a group or a time of its own."""
    return len(amounts(passage.text)) > 1


def _besides(mine: Told) -> list[Name]:
    """What the claim tells besides its deeds."""
    spans = [
        match.span()
        for name, yes, no in _states()
        if name in mine.states
        for words in (yes, no)
        for match in words.finditer(mine.text)
    ]
    return [name for name in mine.rest if not any(start <= name.start - mine.start < end for start, end in spans)]


def _share(wanted: Sequence[Name], there: Sequence[Name]) -> float:
    return share_among(wanted, there, DERIVED) if wanted else 1.0


ANOTHER = Ground("CER-004", "Another share in the source", "The claim says “{mine}”, the passage “{theirs}”.")
MOSTLY = Ground("SRC-002", "Mostly another, in the source", "The passage says this of {theirs}, not of {mine}.")
OTHERS = Ground("CER-004", "So many did the contrary", "The passage tells the contrary of as many.")


def _told(scene: Scene) -> Objection | None:
    found = extent(scene.words, scene.near)
    if found is None:
        return _most(scene)
    mine, theirs = found.mine.amount, found.theirs.amount
    shown = (found.theirs.start, found.theirs.end)
    if found.turned:
        return OTHERS.objection(found.passage, shown)
    verdict: Verdict = "overstated" if mine.low == 100 and theirs.low > 50 and not theirs.figure else "contradicted"
    words = {"mine": scene.words[mine.start : mine.end], "theirs": found.passage.text[theirs.start : theirs.end]}
    return ANOTHER.of(**words).objection(found.passage, shown, verdict)


def _most(scene: Scene) -> Objection | None:
    found = another_most(scene.words, scene.near, scene.every)
    if found is None:
        return None
    mine = scene.words[found.mine.start : found.mine.end]
    theirs = found.passage.text[found.theirs.start : found.theirs.end]
    return MOSTLY.of(mine=mine, theirs=theirs).objection(found.passage, (found.theirs.start, found.theirs.end))


WAY = Way((ANOTHER, OTHERS, MOSTLY), _told)
