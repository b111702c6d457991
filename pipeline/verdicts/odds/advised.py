"""Advised where the source advises against it, allowed where it forbids, and the other way round.

A clause of advice says of an action that it should, may or must not be done. Two clauses are at odds where one is
against what the other is for or allows, if both are of one action: every telling name of the source's clause stands in
the claim, but for what the source excepts ("unless", "until"), and the claim is of this source.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import Name, names, naming, rivals
from pipeline.verdicts.odds.occurrences import apart_in_scope
from pipeline.verdicts.odds.way import Ground, Scene, Way
from pipeline.verdicts.reading.contrasts import leaves_open
from pipeline.verdicts.reading.outcomes import compiled, held, tells, times
from pipeline.verdicts.reading.prose import of_one_statement, tells_results
from pipeline.verdicts.reading.senses import Sense, read

Stance = Literal["for", "against"]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`advised.toml`."""

    idle: str
    against: str
    for_it: str
    may: str
    endings: tuple[str, ...]
    excepted: str
    idle_names: str
    together: tuple[str, ...]
    told_to: str
    nobody: str
    lead: str
    list: str
    or_else: str
    verb: str
    setting: str


class Advice(NamedTuple):
    """A clause that says what should, may or must not be done."""

    stance: Stance
    sense: Sense
    what: tuple[Name, ...]
    """The telling names, without what is excepted."""


class Advised(NamedTuple):
    """The clause of a passage that advises otherwise than a claim."""

    passage: Passage
    start: int
    end: int
    stance: Stance
    """Of the source."""


_WORDS = Sheet("pipeline.verdicts.odds", "advised.toml", Lexicon)
_pattern = _WORDS.pattern


MOST = 0.5
"""Share of the names of whom and what an advice is for that the claim must hold."""
COVERED = 0.5
"""Share of the telling names of either side, but for the thing advised, that the other must hold."""


def advised_otherwise(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> Advised | None:
    """The clause that advises against what the claim is for, or for what it is against; or None."""
    if not of_one_statement(claim) or leaves_open(claim):
        return None
    told = [advice for sense in read(claim) for advice in _advice(sense)]
    if len(told) != 1 or not told[0].what:
        return None
    mine = told[0]
    ours = names(claim)
    there = [(passage, advice) for passage in every for advice in _of(passage)]
    if any(advice.stance == mine.stance and _one_matter(mine, ours, advice, claim, every) for _, advice in there):
        return None
    places = {passage.start for passage in near}
    for passage, advice in there:
        if passage.start in places and advice.stance != mine.stance and _one_matter(mine, ours, advice, claim, every):
            return Advised(passage, advice.sense.start, advice.sense.end, advice.stance)
    return None


def _of(passage: Passage) -> Iterator[Advice]:
    if tells_results(passage):
        for sense in read(passage.text):
            yield from _advice(sense)


def _advice(sense: Sense) -> Iterator[Advice]:
    """What a clause advises."""
    flat = _WORDS.pattern("idle").sub(lambda match: "x" * len(match.group()), sense.text)
    against = _WORDS.pattern("against").search(flat)
    rest = flat if against is None else flat[: against.start()] + "x" * len(against.group()) + flat[against.end() :]
    pro = _WORDS.pattern("for_it").search(rest) or _WORDS.pattern("may").search(rest)
    if against is not None and (pro is None or pro.start() > against.start()):
        stance: Stance = "against"
        end = against.end()
    elif against is None and pro is not None and (not sense.denies or " not " in pro.group()):
        stance, end = "for", pro.end()
    else:
        return
    cut = _WORDS.pattern("excepted").search(flat, end)
    stop = cut.start() if cut else len(flat)
    what = tuple(name for name in sense.names if name.start - sense.start < stop and _telling(name))
    yield Advice(stance, sense, what)


def _telling(name: Name) -> bool:
    return tells(name) and name.name not in _WORDS.words("idle_names", naming)


def _one_matter(mine: Advice, ours: Sequence[Name], theirs: Advice, claim: str, every: Sequence[Passage]) -> bool:
    """Whether two pieces of advice are of one action, in the same people, at the same time."""
    text = theirs.sense.text
    if not theirs.what or _endings(claim) != _endings(text):
        return False
    if apart_in_scope(claim, text) or (times(text) - times(claim)):
        return False
    things = _things(theirs)
    if not things or not any(all(_held(name, ours) for name in thing) for thing in things):
        return False
    told = _pattern("told_to").search(text)
    whom = theirs.sense.start + (told.end() if told else 0)
    rest = [name for name in theirs.what if name.start >= whom and not any(name in thing for thing in things)]
    if all(_lacks(part, ours) for part in _either(theirs, rest)):
        return False
    there = [names(passage.text) for passage in every]
    if any(not any(held(name, found) for found in there) for name in mine.what if name.proper):
        return False
    lost = [name for name in mine.what if not any(_held(name, found) for found in there)]
    if len(lost) > (1 - COVERED) * len(mine.what):
        return False
    return not any(
        rivals(name.name, other.name) and not held(other, theirs.sense.names)
        for name in theirs.what
        if not held(name, ours)
        for other in ours
    )


def _endings(text: str) -> frozenset[int]:
    """What is ended, put off or left out: another act than to begin it."""
    return frozenset(at for at, pattern in enumerate(_WORDS.file.endings) if compiled(pattern).search(text))


def _either(theirs: Advice, rest: Sequence[Name]) -> list[list[Name]]:
    """What is advised, or of several things advised against by "or" each: one of them is against the advice as well."""
    cuts = [theirs.sense.start + match.start() for match in _pattern("or_else").finditer(theirs.sense.text)]
    if theirs.stance == "for" or not cuts:
        return [list(rest)]
    edges = [theirs.sense.start, *cuts, theirs.sense.end + 1]
    parts = [[name for name in rest if left <= name.start < right] for left, right in pairwise(edges)]
    return [part for part in parts if part] or [[]]


def _lacks(part: Sequence[Name], ours: Sequence[Name]) -> bool:
    return sum(_held(name, ours) for name in part) < MOST * len(part)


def _held(name: Name, there: Sequence[Name]) -> bool:
    """Whether a text has a name, or another word for the same action."""
    if held(name, there):
        return True
    kinds = _actions().get(name.name, frozenset())
    return any(kinds & _actions().get(other.name, frozenset()) for other in there)


@cache
def _actions() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for at, line in enumerate(_WORDS.file.together):
        for word in line.split():
            found.setdefault(naming(word), set()).add(at)
    return {name: frozenset(places) for name, places in found.items()}


def _things(theirs: Advice) -> list[list[Name]]:
    """What is advised, each thing of a list apart: before the verb, else up to whom or what it is for."""
    text = theirs.sense.text
    verb = _pattern("verb").search(text)
    ahead = [name for name in theirs.what if verb and name.start - theirs.sense.start < verb.start()]
    lead, told = _pattern("lead").match(text), _pattern("told_to").search(text)
    if told or _pattern("nobody").match(text):
        ahead = []
    start = told.end() if told else verb.start() if verb and not ahead else lead.end() if lead else 0
    setting = _pattern("setting").search(text, start + 1, verb.start() if verb and ahead else len(text))
    stop = setting.start() if setting else verb.start() if verb and ahead else len(text)
    edges = [start, *(match.end() for match in _pattern("list").finditer(text, start, stop)), stop]
    spans = pairwise(edges)
    things = [
        [name for name in theirs.what if left <= name.start - theirs.sense.start < right] for left, right in spans
    ]
    return [thing for thing in things if thing] or ([list(theirs.what)] if theirs.what else [])


ADVISED_AGAINST = Ground("SRC-002", "The source advises against it", "The passage is against what the claim is for.")
ALLOWED_THERE = Ground("SRC-002", "The source is for it, or allows it", "The claim is against what the passage is for.")


def _told(scene: Scene) -> Objection | None:
    found = advised_otherwise(scene.words, scene.near, scene.every)
    if found is None:
        return None
    ground = ADVISED_AGAINST if found.stance == "against" else ALLOWED_THERE
    return ground.objection(found.passage, (found.start, found.end))


WAY = Way((ADVISED_AGAINST, ALLOWED_THERE), _told)
