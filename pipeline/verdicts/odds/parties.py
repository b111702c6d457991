"""Who did it: a deed of the study given to another party than in the source.

"Nurses picked the music" beside "patients chose the music themselves", "funded by the maker" beside "a research council
paid". Deeds are read by kind (who paid, chose, gave, judged, looked after, planned), in the active and the passive, and
parties by kind. Both sides must tell one deed of one thing, and nobody who might be meant by both may stand on either.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import DERIVED, SAME, Name, likeness, names, naming, share_among
from pipeline.verdicts.odds.way import Ground, Place, Scene, Way
from pipeline.verdicts.reading.contrasts import leaves_open
from pipeline.verdicts.reading.prose import of_one_statement, of_one_thing, tells_results
from pipeline.verdicts.reading.senses import generic


class Deed(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of deed, its verbs, and what it must be done to where that is always the study."""

    name: str
    verbs: str
    nouns: str = ""
    object: str = ""


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`parties.toml`."""

    party: tuple[str, ...]
    anybody: str
    taking_part: str
    lay: str
    deed: tuple[Deed, ...]
    after: str
    denial: str
    joint: str
    and_then: str


class Done(NamedTuple):
    """That a party did something."""

    deed: str
    parties: frozenset[int]
    """The kinds of those who did it."""
    who: frozenset[str]
    """Their names."""
    what: tuple[Name, ...]
    of_study: bool
    """Whether it was done to the study itself."""
    start: int
    end: int


_WORDS = Sheet("pipeline.verdicts.odds", "parties.toml", Lexicon)
_pattern = _WORDS.pattern


@cache
def _kinds() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for at, line in enumerate(_WORDS.file.party):
        for word in line.split():
            found.setdefault(naming(word), set()).add(at)
    return {word: frozenset(kinds) for word, kinds in found.items()}


class _Read(NamedTuple):
    deed: Deed
    passive: re.Pattern[str]
    active: re.Pattern[str]
    noun: re.Pattern[str] | None


@cache
def _deeds() -> tuple[_Read, ...]:
    found = []
    for deed in _WORDS.file.deed:
        passive = (
            rf"\b(?:was|were|is|are|been|be|being)(?: \w+)? (?:{deed.verbs})\b"
            rf"[^.;,]{{0,60}}?\bby (?P<agent>[^.;,]{{2,60}}(?:, (?-i:[A-Z])[^.;,]{{2,40}}(?=[,.;]|$))?)"
        )
        active = (
            r"(?P<agent>[^.;:,]{2,70}?)(?:,[^,.;]{3,60},)? "
            r"(?:(?:who|that|had|has|have|themselves|also|then|\w+ly) )*"
            r"(?<!was )(?<!were )(?<!is )(?<!are )(?<!been )(?<!be )(?<!being )"
            rf"(?:{deed.verbs})\b(?P<what>[^.;]{{2,90}})"
        )
        noun = re.compile(deed.nouns, re.IGNORECASE) if deed.nouns else None
        found.append(_Read(deed, re.compile(passive, re.IGNORECASE), re.compile(active, re.IGNORECASE), noun))
    return tuple(found)


SHARED = 0.5
"""Least share of what was done to on either side that stands on the other."""
_DIGIT = re.compile(r"\d")


def other_party(claim: str, passages: Sequence[Passage]) -> Place | None:
    """The passage that gives the claim's deed to another party, or None."""
    if not of_one_statement(claim) or leaves_open(claim) or _pattern("denial").search(claim):
        return None
    mine = deeds(claim)
    if not mine:
        return None
    found: Place | None = None
    for passage in passages:
        if not of_one_thing(passage.text) or not tells_results(passage):
            continue
        for told in deeds(passage.text):
            for said in mine:
                if said.deed != told.deed or not _of_one_thing(said, told, claim, passage.text):
                    continue
                if said.parties & told.parties or _one_of(said, told) or _maybe_one(said, told):
                    return None
                if any(_of_one_root(one, other) for one in said.who for other in told.who):
                    continue  # "owners" may be "patients who owned a dog"
                if not (said.parties and told.parties) and not _named_beside(said, told, names(passage.text)):
                    continue
                found = found or Place(passage, told.start, told.end)
    return found


def _maybe_one(said: Done, told: Done) -> bool:
    """Whether one side says only that they took part, and the other names a sort of people who may have."""
    return any(
        one.who <= _names_of("taking_part") and other.who & _names_of("lay")
        for one, other in ((said, told), (told, said))
    )


def _names_of(field: str) -> frozenset[str]:
    return _WORDS.words(field, naming)


def _one_of(said: Done, told: Done) -> bool:
    return any(likeness(one, other) >= DERIVED for one in said.who for other in told.who)


def _named_beside(said: Done, told: Done, there: Sequence[Name]) -> bool:
    """Whether the source names the claim's party, but not as the one who did it: it is no other name for that one."""
    beside = [name.name for name in there if not told.start <= name.start < told.end]
    return all(any(likeness(one, other) >= SAME for other in beside) for one in said.who)


@lru_cache(maxsize=8_192)
def deeds(text: str) -> tuple[Done, ...]:
    """Who did what, by a text."""
    found = names(text)
    cuts = [
        0,
        *sorted({match.end() for match in _pattern("joint").finditer(text)} | set(_other_deeds(text, found))),
        len(text),
    ]
    return tuple(
        done for start, end in pairwise(cuts) for read in _deeds() for done in _in_clause(text, found, start, end, read)
    )


def _other_deeds(text: str, found: Sequence[Name]) -> Iterator[int]:
    """Where a second party sets in with a deed of its own: "nurses weighed them and patients kept a diary"."""
    starts = {name.start for name in found if _kind(name.name)}
    for match in _pattern("and_then").finditer(text):
        if match.end() in starts and any(read.active.search(text, 0, match.start()) for read in _deeds()):
            yield match.end()


def _in_clause(text: str, found: Sequence[Name], start: int, end: int, read: _Read) -> Iterator[Done]:
    passive = read.passive.search(text, start, end)
    if passive is not None:
        begin, stop = passive.span("agent")
        cut = _pattern("after").search(text, begin, stop)
        agents = _between(found, begin, cut.start() if cut else stop)
        what = [name for name in _between(found, start, stop) if name not in agents]
        yield from _done(read.deed, agents, what, *passive.span())
        return
    active = read.active.search(text, start, end)
    if active is not None:
        what = _between(found, *active.span("what"))
        yield from _done(read.deed, _between(found, *active.span("agent")), what, *active.span())
        return
    noun = read.noun.search(text, start, end) if read.noun else None
    if noun is not None:
        span = next(noun.span(name) for name in noun.groupdict() if noun[name] is not None)
        yield from _done(read.deed, _between(found, *span), _between(found, start, end), *noun.span())


def _between(found: Sequence[Name], start: int, end: int) -> list[Name]:
    return [name for name in found if start <= name.start < end]


def _done(deed: Deed, agents: Sequence[Name], what: Sequence[Name], start: int, end: int) -> Iterator[Done]:
    kinds = [_kind(name.name) for name in agents]
    of_study = any(name.name in {naming(word) for word in deed.object.split()} for name in what)
    if any(name.name in _names_of("anybody") for name in agents) or not (any(kinds) or (of_study and agents)):
        return
    telling = tuple(
        name for name in what if not (_kind(name.name) or name.name in generic() or _DIGIT.search(name.name))
    )
    who = frozenset(name.name for name in agents)
    yield Done(deed.name, frozenset().union(*kinds), who, telling, of_study, start, end)


def is_party(name: str) -> bool:
    """Whether a name is one of those who do things in a study, or take part."""
    return bool(_kind(name)) or name in _names_of("anybody")


def _kind(name: str) -> frozenset[int]:
    kinds = _kinds()
    return kinds.get(name) or kinds.get(name.rpartition("-")[2], frozenset())


def _of_one_thing(said: Done, told: Done, claim: str, text: str) -> bool:
    """Whether the deed was done to one thing, at one time."""
    if said.of_study and told.of_study:
        return True
    least, most = sorted((share_among(said.what, names(text)), share_among(told.what, names(claim))))
    return least > 0 and most >= SHARED


def _of_one_root(one: str, other: str) -> bool:
    return likeness(one, other) >= DERIVED or one.startswith(other) or other.startswith(one)


PARTY = Ground("SRC-002", "Done by another in the source", "The passage tells this deed of another party.")


def _told(scene: Scene) -> Objection | None:
    found = other_party(scene.words, scene.near)
    return None if found is None else PARTY.at(found)


WAY = Way((PARTY,), _told)
