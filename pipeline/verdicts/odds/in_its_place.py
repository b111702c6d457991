"""A sentence of the source told over, with one thing in another's place: crabs for starfish, "after" for "before".

Claim and clause must agree in nearly all their content words, in one order, and what differs must be two members of one
closed class, two opposites, or two small words that turn each other round. The claim's word may stand nowhere else in
the source with what it is told of here. Two sides exchanged round "rather than" or "only if" are read too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import DERIVED, SAME, likeness, naming
from pipeline.verdicts.odds.entities import kind_of
from pipeline.verdicts.odds.way import Exchanged, Ground, Scene, Way, with_aspect
from pipeline.verdicts.reading.copies import Copy, Word, copies, exchanged, words_of
from pipeline.verdicts.reading.cues import put_off
from pipeline.verdicts.reading.prose import tells_results
from pipeline.verdicts.reading.senses import generic


class Opposites(Struct, frozen=True, forbid_unknown_fields=True):
    """Pairs of words that rule each other out."""

    pairs: str


class Small(Struct, frozen=True, forbid_unknown_fields=True):
    """Small words that turn each other round, and what a sentence turns on."""

    pairs: tuple[str, ...]
    pivots: str
    likewise: str


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`in_its_place.toml`."""

    classes: dict[str, str]
    opposites: Opposites
    small: Small
    no: str
    many: str
    than: str
    next: str
    clause: str


class Exchange(NamedTuple):
    """A word of the claim and the one that the passage has in its place, each with where it stands."""

    mine: tuple[int, int]
    theirs: tuple[int, int]
    passage: Passage
    copy: Copy


COPIED = 0.6
"""Least share of the claim's content words that stand in the clause in the same order."""
ALONE = 0.3
"""Least share of the claim's other words beside which its own word may not stand in another clause."""
LEAST = 3
"""Content words that must be the same at least."""
WHOLE = 0.85
"""Least share of them for a small word, or two sides, to be all that differs."""
SIDES = 0.7
"""The same for two sides round one word, in any order."""
PLACE = 2
"""Content words of the claim that may stand in another's place."""
THEIRS = 3
"""The same of the source."""
TELLING = 0.4
"""Weight from which a word of the claim may not be missing."""
OPENS = 6
"""Signs before a word on which a sentence turns: one that opens it has its sides the other way round."""


_WORDS = Sheet("pipeline.verdicts.odds", "in_its_place.toml", Lexicon)
_pattern = _WORDS.pattern


@cache
def _members() -> Mapping[str, frozenset[tuple[str, str]]]:
    """Name → the classes that it is of, with the first of the words that name the same."""
    found: dict[str, set[tuple[str, str]]] = {}
    for kind, line in _WORDS.file.classes.items():
        for entry in line.split():
            _add(found, kind, entry)
    for pair in _WORDS.file.opposites.pairs.split():
        sides = pair.split(":")
        for form in (_plain, _more, _most, _so):
            for side in sides:
                _add(found, f"{pair} {form.__name__}", "=".join(form(word) for word in side.split("=")))
    return {name: frozenset(kinds) for name, kinds in found.items()}


def _add(found: dict[str, set[tuple[str, str]]], kind: str, entry: str) -> None:
    words = entry.split("=")
    for word in words:
        found.setdefault(naming(word), set()).add((kind, words[0]))


def _plain(word: str) -> str:
    return word


def _base(word: str) -> str:
    """A word as its comparative is built on: "drier", "bigger", "safer"."""
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "i"
    if word.endswith("e"):
        return word[:-1]
    return word + word[-1] if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]", word) else word


_ODD = {"good": ("better", "best"), "bad": ("worse", "worst"), "far": ("further", "furthest")}


def _more(word: str) -> str:
    return _ODD[word][0] if word in _ODD else f"{_base(word)}er"


def _most(word: str) -> str:
    return _ODD[word][1] if word in _ODD else f"{_base(word)}est"


def _so(word: str) -> str:
    return re.sub(r"y$", "i", word) + "ly"


def exclusive(one: str, other: str, word: str, their: str) -> bool:
    """Whether two words are different members of one closed class, or opposites.

    Args:
        one: the name of the first.
        other: the name of the second.
        word: the first as it is written.
        their: the second as it is written.
    """
    if likeness(one, other) >= SAME:
        return False
    mine, theirs = _members().get(one, frozenset()), _members().get(other, frozenset())
    if any(kind == their_kind and which != whose for kind, which in mine for their_kind, whose in theirs):
        return not mine & theirs
    kind, their_kind = kind_of(word, one), kind_of(their, other)
    return kind is not None and their_kind is not None and kind[0] == their_kind[0] and kind != their_kind


def exchange(claim: str, near: Sequence[Passage], every: Sequence[Passage]) -> Exchange | None:
    """The word that stands in another's place, or None; of several passages, in the one that is most alike.

    Args:
        claim: its words.
        near: the passages that stand nearest.
        every: all that was read: the claim's own word may stand nowhere in it with what it is told of here.
    """
    claim = put_off(claim)
    found = [
        (copy, passage)
        for passage in near
        if tells_results(passage)
        for copy in copies(claim, put_off(passage.text), DERIVED)
    ]
    most = max((copy.held for copy, _ in found), default=0.0)
    best = max((copy.share for copy, _ in found), default=0.0)
    for copy, passage in found:
        if _one_built(claim, copy.clause):
            if copy.share == best >= COPIED:
                told = _word(claim, copy, passage) or _small(claim, copy, passage, every)
            else:
                told = None
            told = told or (_sides(claim, copy, passage) if copy.held == most >= SIDES else None)
            told = told or (None if _pattern("than").search(claim) else _anywhere(claim, copy, passage, every))
            if told is not None and not _stands(told, every):
                return told
    return None


def _one_built(claim: str, clause: str) -> bool:
    """Whether both deny or neither does, both compare or neither does, and both tell it of as many."""
    if any(bool(test.search(claim)) != bool(test.search(clause)) for test in (_pattern("no"), _pattern("than"))):
        return False
    one, other = ({match.group().lower() for match in _pattern("many").finditer(text)} for text in (claim, clause))
    return one == other


def _word(claim: str, copy: Copy, passage: Passage) -> Exchange | None:
    """One content word in another's place, and all the rest alike."""
    replaced = [step for step in copy.steps if step[0] == "replace"]
    if len(replaced) != 1 or not _whole(copy) or _same(copy) < LEAST:
        return None
    _, a, b, c, d = replaced[0]
    ours, theirs = copy.mine[a:b], copy.theirs[c:d]
    pairs = list(_pairs(claim, copy.clause, ours, theirs))
    if len(pairs) != 1 or len(ours) > PLACE or len(theirs) > THEIRS or _moved(copy, ours, theirs):
        return None
    mine, other = pairs[0]
    return Exchange((mine.start, mine.end), (other.start, other.end), passage, copy)


def _whole(copy: Copy) -> bool:
    """Whether nothing telling of the claim is missing, and what the clause has besides turns nothing round."""
    missing = [one for step, a, b, _, _ in copy.steps if step == "delete" for one in copy.mine[a:b]]
    further = [one for step, _, _, c, d in copy.steps if step == "insert" for one in copy.theirs[c:d]]
    if any(one.weight >= TELLING and one.name not in generic() for one in missing):
        return False
    return not any(exclusive(one.name, other.name, one.name, other.name) for one in further for other in copy.mine)


def _same(copy: Copy) -> int:
    return sum(b - a for step, a, b, _, _ in copy.steps if step == "equal")


def _moved(copy: Copy, ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether a word that stands in another's place only changed places."""
    here, there = {one.name for one in copy.mine}, {one.name for one in copy.theirs}
    return any(one.name in there for one in ours) or any(one.name in here for one in theirs)


def _pairs(claim: str, clause: str, ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    for one in ours:
        for other in theirs:
            if exclusive(one.name, other.name, claim[one.start : one.end], clause[other.start : other.end]):
                yield one, other


def _anywhere(claim: str, copy: Copy, passage: Passage, every: Sequence[Passage]) -> Exchange | None:
    """The same in another order of words: there the claim's word may stand nowhere in the source."""
    ours = [one for one in copy.mine if one.name not in generic() and not _in(one, copy.theirs)]
    theirs = [one for one in copy.theirs if one.name not in generic() and not _in(one, copy.mine)]
    pairs = list(_pairs(claim, copy.clause, ours, theirs))
    if len(pairs) != 1 or len(copy.mine) - len(ours) < LEAST:
        return None
    mine, other = pairs[0]
    if _weight(ours) - mine.weight > LEFT * (_weight(copy.mine) - mine.weight):
        return None
    if _weight(theirs) - other.weight > LEFT * (_weight(copy.theirs) - other.weight):
        return None
    if any(_in(mine, words_of(put_off(each.text))) for each in every):
        return None
    return Exchange((mine.start, mine.end), (other.start, other.end), passage, copy)


LEFT = 0.2
"""Greatest share of the other words of either text that may be missing in the other."""


def _in(word: Word, others: Sequence[Word]) -> bool:
    return any(likeness(word.name, other.name) >= DERIVED for other in others)


def _weight(found: Sequence[Word]) -> float:
    return sum(one.weight for one in found)


def _small(claim: str, copy: Copy, passage: Passage, every: Sequence[Passage]) -> Exchange | None:
    """A small word and its opposite before the same word or figure: "after 37 weeks" beside "before 37 weeks".

    Not where the source has the claim's own there too: "before the ban" and "after the ban" are told in turn.
    """
    if copy.share < WHOLE or not _whole(copy) or any(step[0] == "replace" for step in copy.steps):
        return None
    for one, other in _turned():
        mine, theirs = list(one.finditer(claim)), list(other.finditer(copy.clause))
        if len(mine) != 1 or len(theirs) != 1 or other.search(claim) or one.search(copy.clause):
            continue
        behind = _behind(claim, mine[0].end())
        own = {_behind(each.text, found.end()) for each in every for found in one.finditer(each.text)}
        if behind == _behind(copy.clause, theirs[0].end()) != "" and behind not in own:
            return Exchange(mine[0].span(), theirs[0].span(), passage, copy)
    return None


@cache
def _turned() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    found = []
    for pair in _WORDS.file.small.pairs:
        one, other = (re.compile(rf"(?i)\b(?:{side})\b") for side in re.split(r"\|(?![^(]*\))", pair, maxsplit=1))
        found += [(one, other), (other, one)]
    return tuple(found)


def _behind(text: str, at: int) -> str:
    """The next word or figure that tells anything, by its name."""
    match = _pattern("next").match(text, at)
    return naming(match[1]) if match else ""


def _sides(claim: str, copy: Copy, passage: Passage) -> Exchange | None:
    """What stands before "only if" or "rather than" in the one, and behind it in the other, both ways."""
    here, there = (list(_WORDS.pattern("small.pivots").finditer(text)) for text in (claim, copy.clause))
    if len(here) != 1 or len(there) != 1 or here[0].group().lower() != there[0].group().lower():
        return None
    if min(here[0].start(), there[0].start()) < OPENS:
        return None
    if exchanged(copy, here[0].start(), there[0].start()):
        return Exchange(here[0].span(), there[0].span(), passage, copy)
    return None


def _stands(told: Exchange, every: Sequence[Passage]) -> bool:
    """Whether another clause tells something of what the claim tells of its own word, or says "too" of it."""
    own = next((one for one in told.copy.mine if one.start == told.mine[0]), None)
    if own is None:
        return False
    rest = {one.name for one in told.copy.mine if one.name not in (own.name, *generic())}
    for passage in every:
        for clause in _pattern("clause").split(put_off(passage.text)):
            found = {one.name for one in words_of(clause)}
            if clause == told.copy.clause or not any(likeness(own.name, name) >= SAME for name in found):
                continue
            shared = sum(any(likeness(one, name) >= SAME for name in found) for one in rest)
            if _WORDS.pattern("small.likewise").search(clause) or shared > ALONE * len(rest):
                return True
    return False


IN_PLACE = Ground("SRC-002", "Another stands in its place", "The passage says this of {theirs}, not of {mine}.")


def _told(scene: Scene) -> Objection | None:
    found = None if scene.agreed else exchange(scene.words, scene.near, scene.every)
    if found is None:
        return None
    claim = put_off(scene.words)
    mine = claim[slice(*found.mine)]
    theirs = found.copy.clause[slice(*found.theirs)]
    told = IN_PLACE.of(mine=mine, theirs=theirs).objection(found.passage, (0, len(found.passage.text)))
    return with_aspect(told, Exchanged("what it is about", mine, theirs, found.mine))


WAY = Way((IN_PLACE,), _told)
