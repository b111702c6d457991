"""Who holds a rank: "the most frequent reason was cost" beside a claim that it was fear.

Two things can't both be the strongest, the main or the most frequent of one kind. The rank and what it is of must be
the same in both texts, and the two holders must have nothing in common.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import DERIVED, Name, among, meet, names
from pipeline.verdicts.odds.way import Ground, Place, Scene, Way
from pipeline.verdicts.reading.prose import in_prose
from pipeline.verdicts.reading.senses import generic


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`ranks.toml`."""

    ranks: tuple[str, ...]
    ends: tuple[str, ...]


class Rank(NamedTuple):
    """A rank, what it is of, and who holds it."""

    rank: int
    of: tuple[Name, ...]
    holder: tuple[Name, ...]
    start: int
    end: int


@cache
def _ranks() -> dict[str, int]:
    lines = load("pipeline.verdicts.odds", "ranks.toml", Lexicon).ranks
    return {word: at for at, line in enumerate(lines) for word in line.split()}


_FIRST = (
    r"(?:(?:the |its |their |by far the )?(?:(?P<degree>most|least) (?P<kind>[a-z]+)"
    r"|(?P<plain>[a-z]+est|best|worst|main|chief|leading|principal))\b)"
)
_BE = r"(?:was|were|is|are|had been|has been|came out|turned out|remained|proved)"
_IS = re.compile(
    rf"^(?P<holder>[^,;:]{{2,80}}?) {_BE} (?:also |by far |again |the [a-z]+ )?{_FIRST}(?P<of>[^,;:.]{{0,80}})",
    re.IGNORECASE,
)
"""The holder stands first: "transport was the most frequent reason"; without a noun behind it, what is ranked does."""
_HAS = re.compile(
    rf"(?P<holder>[^,;:]{{2,80}}?) (?:showed|shows|had|has|saw|gave|carried|carries|brought|went with)"
    rf" {_FIRST}(?P<of>[^,;:.]{{2,80}})",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"(?P<of>[^,;:]{{2,80}}?) {_BE} (?:by far )?{_FIRST}"
    r" (?:for|in|among|with|after|on|at) (?P<holder>[^,;:.]{2,80})",
    re.IGNORECASE,
)
_NOUN_FIRST = re.compile(rf"{_FIRST}(?P<of> [^,;:]{{2,60}}?) {_BE} (?P<holder>[^,;:.]{{2,80}})", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:in|among|for|at|after|during|with|of|to|on|from|by|between)\b", re.IGNORECASE)
_NO = re.compile(
    r"\b(?:not|no|never|neither|nor|one of|among the|may|might|could|second|third)\b|n[’']t\b", re.IGNORECASE
)


def other_first(claim: str, passages: Sequence[Passage]) -> Place | None:
    """The passage that gives a rank of the claim to something else, or None."""
    claim = _ANY_OTHER.sub(_as_first, claim)
    said = [] if _NO.search(claim) else list(ranks(claim))
    for mine in said:
        for passage in passages:
            second = _SECOND.search(passage.text)  # "... and headache the second": who is named there is not the first
            text = passage.text[: second.start()] if second else passage.text
            if not in_prose(passage) or _NO.search(text):
                continue
            if meet(_own(mine.holder), names(text), DERIVED):
                continue
            for told in ranks(text):
                if _of_one(mine, told) and not meet(told.holder, names(claim), DERIVED):
                    return Place(passage, told.start, told.end)
    return None


_ANY_OTHER = re.compile(
    r"(?:(?:(?:had|have|has) to be|was|were|is|are|got) (?P<done>[\w-]+ ){0,4}?)?(?P<degree>more|less) "
    r"(?:often|frequent|frequently|common|commonly)"
    r"(?: (?P<behind>\w+))? than any other\b(?: \w+)?",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r",? (?:and|followed by|while|with|ahead of) [^,;.]{2,60}?\b(?:the|in) second\b|,? followed by ", re.IGNORECASE
)


def _as_first(match: re.Match[str]) -> str:
    """The words of a first rank for those of a comparison with all others."""
    of = f" {match['done'] or match['behind'] or ''}".rstrip()
    return f"was the {'most' if match['degree'].lower() == 'more' else 'least'} frequent{of}"


_PLACE = re.compile(
    r"(?P<who>[^,;:.]{2,70}?) (?:had|has|have|was|were|is|are|came|comes|recorded|reported|saw|showed|scored|finished"
    r"|got|took) (?:in |by far |also |again )?(?:the |its |their )?(?P<end>[a-z]+)\b(?P<of>[^,;:.]{0,60})",
    re.IGNORECASE,
)
"""Who holds the first or the last place of what."""


@cache
def _ends() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split()) for pair in load("pipeline.verdicts.odds", "ranks.toml", Lexicon).ends)


def other_end(claim: str, passages: Sequence[Passage]) -> Place | None:
    """The passage that puts the claim's holder at the other end: the most cases, not the fewest; or None."""
    if _NO.search(claim):
        return None
    for mine in _PLACE.finditer(claim):
        for passage in passages:
            if not in_prose(passage) or _NO.search(passage.text):
                continue
            for told in _PLACE.finditer(passage.text):
                if frozenset((mine["end"].lower(), told["end"].lower())) in _ends() and _one_place(mine, told):
                    return Place(passage, *told.span())
    return None


def _one_place(mine: re.Match[str], told: re.Match[str]) -> bool:
    """Whether two places are held by one thing, and are places of one thing."""
    holder, theirs = names(mine["who"]), names(told["who"])
    same = _all_in(holder, theirs) and _all_in(theirs, holder)
    ours, others = _own(names(mine["of"])), _own(names(told["of"]))
    return bool(holder) and same and (meet(ours, others, DERIVED) or not (ours or others))


def _all_in(some: Sequence[Name], others: Sequence[Name]) -> bool:
    return all(among(one, others, DERIVED) for one in some)


def ranks(text: str) -> Iterator[Rank]:
    """The ranks that a text gives, with who holds them."""
    found = names(text)
    for pattern in (_FOR, _HAS, _IS, _NOUN_FIRST):
        match = pattern.search(text)
        rank = _rank(match) if match else None
        if match is None or rank is None:
            continue
        holder, of = (_within(found, *match.span(side)) for side in ("holder", "of"))
        if pattern in (_IS, _HAS):
            stop = _BOUND.search(text, match.start("of"), match.end("of"))
            of = tuple(name for name in of if stop is None or name.start < stop.start())
        if holder and of:
            yield Rank(rank, of, holder, *match.span())
            return


def _rank(match: re.Match[str]) -> int | None:
    low = (match["plain"] or match["kind"] or "").lower()
    at = _ranks().get(low)
    if at is None:
        return None
    return -1 - at if (match["degree"] or "").lower() == "least" else at


def _within(found: Sequence[Name], start: int, end: int) -> tuple[Name, ...]:
    return tuple(name for name in found if start <= name.start < end)


def _of_one(mine: Rank, told: Rank) -> bool:
    """Whether two ranks are of one thing: every noun of the one stands in the other."""
    return (
        mine.rank == told.rank
        and all(among(one, told.of, DERIVED) for one in _own(mine.of))
        and meet(mine.of, told.of, DERIVED)
    )


def _own(found: Sequence[Name]) -> list[Name]:
    return [name for name in found if name.name not in generic()]


RANKED = Ground("SRC-002", "Another holds that place in the source", "The passage gives this rank to something else.")


TURNED = Ground(
    "SRC-002", "At the other end in the source", "The passage gives it the last place for the first, or the first."
)


def _told(scene: Scene) -> Objection | None:
    found = other_first(scene.words, scene.near)
    if found is not None:
        return RANKED.at(found)
    found = other_end(scene.words, scene.near)
    return None if found is None else TURNED.at(found)


WAY = Way((RANKED, TURNED), _told)
