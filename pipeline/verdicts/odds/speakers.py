"""Who said it: a statement that the claim gives to one body, and the source to another.

Only bodies and people that are named are held against each other, and only where the claim's stands nowhere in what
was read: a body may go by its initials, and a page seldom names its own owner.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import names, share_among
from pipeline.verdicts.odds.way import Exchanged, Ground, Scene, Way, with_aspect

_NAME = r"(?P<who>(?:[Tt]he )?[A-Z][\w’'&-]*(?: (?:(?:of|for|and|the|on|in) ){0,2}[A-Z][\w’'&-]*){0,6})"
_SAYS = (
    r"(?:said|says|say|told|warn(?:s|ed)|announce[sd]|state[sd]|recommend(?:s|ed)|advis(?:es|ed)|conclude[sd]"
    r"|estimate[sd]|argue[sd]|call(?:s|ed) (?:for|on)|approved|rejected|insist(?:s|ed)|claim(?:s|ed)|wrote|writes)"
)
_SAID = re.compile(rf"{_NAME} (?:has |have |had |also |itself ){{0,2}}{_SAYS}\b")
_BY = re.compile(
    rf"\b(?:[Aa]ccording to|(?:said|stated|announced|approved|recommended|warned|reported|published|issued) by) {_NAME}"
)
_CAPITAL = re.compile(r"\b[A-Z]")
LEAST = 0.6
"""Least share of what was said that the passage must hold."""


class Speaker(NamedTuple):
    """A named body or person, and where the name stands."""

    name: str
    start: int
    end: int


class Misattributed(NamedTuple):
    """A statement of the claim's speaker that the source gives to another."""

    mine: Speaker
    theirs: Speaker
    passage: Passage


def misattributed(claim: str, near: Sequence[Passage], everything: Sequence[Passage]) -> Misattributed | None:
    """The passage that gives the claim's statement to another speaker, or None.

    Args:
        claim: its words.
        near: the passages that stand nearest.
        everything: all that was read: who is named anywhere in it may have said so too.
    """
    for mine in speakers(claim):
        if any(_mentions(passage.text, mine.name) for passage in everything):
            continue
        said = _without(claim, mine)
        for passage in near:
            for theirs in speakers(passage.text):
                if not _one_body(mine.name, theirs.name) and share_among(names(said), names(passage.text)) >= LEAST:
                    return Misattributed(mine, theirs, passage)
    return None


def speakers(text: str) -> Iterator[Speaker]:
    """Who is named as having said something, in order."""
    for pattern in (_SAID, _BY):
        for match in pattern.finditer(text):
            name = match["who"].removeprefix("The ").removeprefix("the ")
            opens = match.start("who") == 0 and not match["who"].startswith("The ")
            if not opens or len(_CAPITAL.findall(name)) > 1 or name.isupper():
                yield Speaker(name, match.start("who"), match.end("who"))


def _roots(name: str) -> frozenset[str]:
    return frozenset(word.lower().removesuffix("’s").removesuffix("'s") for word in re.findall(r"[A-Z][\w-]*", name))


def _initials(name: str) -> str:
    return "".join(_CAPITAL.findall(name))


def _one_body(one: str, other: str) -> bool:
    """Whether two names may mean one body: a word in common, or the initials of one are the other."""
    return bool(_roots(one) & _roots(other)) or one in _initials(other) or other in _initials(one)


def _mentions(text: str, name: str) -> bool:
    """Whether a text names the body, by a word of its name or by its initials."""
    low = text.lower()
    return (
        any(word in low for word in _roots(name))
        or bool(len(name.split()) > 1 and re.search(rf"\b{re.escape(_initials(name))}\b", text))
        or (name.isupper() and any(name == _initials(found["who"]) for found in re.finditer(_NAME, text)))
    )


def _without(text: str, speaker: Speaker) -> str:
    return f"{text[: speaker.start]} {text[speaker.end :]}"


SPOKEN = Ground("NAM-001", "Said by another, in the source", "The source gives this to {theirs}, not to {mine}.")


def _told(scene: Scene) -> Objection | None:
    found = misattributed(scene.words, scene.near, scene.every)
    if found is None:
        return None
    mine, theirs = found.mine, found.theirs
    told = SPOKEN.of(mine=mine.name, theirs=theirs.name).objection(found.passage, (theirs.start, theirs.end))
    return with_aspect(told, Exchanged("who said it", mine.name, theirs.name, (mine.start, mine.end)))


WAY = Way((SPOKEN,), _told)
