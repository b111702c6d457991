"""Edits of numbers: the source's figure, unit, time or direction in the place of the article's."""

import re
from collections.abc import Iterator

from pipeline.facts.numbers import numbers
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.verdict import Objection, Passage
from pipeline.strength.matching import share
from pipeline.suggestions.splice import Verbs, kept_or_lowered, lexicon, splice

CODES = frozenset(("NUM-001", "NUM-002", "NUM-003"))
SAME_MATTER = 0.4
"""Least share of the claim's content words that the passage must hold for its figure to take the other's place."""
_KINDRED = (frozenset(("percentage", "percentage_points")), frozenset(("time", "duration")))
_LAST_WORD = re.compile(r"([A-Za-z]+)\s+(?:the\s+|a\s+)?$")
_TIMES = frozenset(("time_point", "duration", "follow_up"))


def figure_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for objections to a number; none where claim and passage hardly speak of the same thing."""
    passage, said, shown = objection.passage, objection.said, objection.shown
    if objection.code not in CODES or passage is None or said is None or shown is None:
        return
    if share(claim.text, f"{passage.before} {passage.text}" if passage.before else passage.text) < SAME_MATTER:
        return
    mine = _fact(claim.facts, said)
    theirs = _fact(passage.facts, shown)
    if mine is None or theirs is None or _is_judged(claim.text, mine.start):
        return
    if mine.text.lower() == theirs.text.lower():
        yield from _turned(claim, passage, theirs)
        yield from _other_time(claim, passage)
    elif _kindred(mine, theirs):
        if mine.unit == theirs.unit:
            yield from _figure(claim, mine, passage, theirs)
        yield splice(claim.text, (mine.start, mine.end), kept_or_lowered(theirs.text))


def _fact(facts: tuple[Fact, ...], span: tuple[int, int]) -> Fact | None:
    return next((fact for fact in facts if (fact.start, fact.end) == span and fact.value is not None), None)


def _is_judged(text: str, start: int) -> bool:
    """Whether a word before the figure judges its size ("only 5%"): with another figure it may be false."""
    before = _LAST_WORD.search(text[:start])
    return before is not None and before[1].lower() in lexicon().narrowing.all()


def _kindred(one: Fact, other: Fact) -> bool:
    pair = {one.dimension, other.dimension}
    return len(pair) == 1 or any(pair <= kin for kin in _KINDRED)


def _figure(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> Iterator[str]:
    """The bare figure changed, where each side has one of the same shape."""
    own = [each for each in numbers(claim.text) if mine.start <= each.start and each.end <= mine.end]
    source = [each for each in numbers(passage.text) if theirs.start <= each.start and each.end <= theirs.end]
    if len(own) != 1 or len(source) != 1 or mine.value is None or theirs.value is None:
        return
    if mine.value.kind != theirs.value.kind:
        return
    new = passage.text[source[0].start : source[0].end]
    opens = not claim.text[: own[0].start].strip()
    if opens and new[:1].isdigit() and not claim.text[own[0].start].isdigit():
        return
    yield splice(claim.text, (own[0].start, own[0].end), kept_or_lowered(new))


def _turned(claim: Claim, passage: Passage, theirs: Fact) -> Iterator[str]:
    """The same figure the other way: "rose by 13%" where the source says "fell"."""
    words = lexicon()
    for mine, other in ((words.up, words.down), (words.down, words.up)):
        found = _verb(claim.text, mine, 0, len(claim.text))
        there = _verb(passage.text, other, max(theirs.start - 60, 0), min(theirs.end + 40, len(passage.text)))
        if found and there:
            start, end, form, _ = found
            yield splice(claim.text, (start, end), there[3][form])


def _verb(text: str, verbs: Verbs, start: int, end: int) -> tuple[int, int, int, list[str]] | None:
    """The first verb of the list in `text[start:end]`: place, form, and all its forms."""
    for word in re.finditer(r"[A-Za-z]+", text[start:end]):
        for entry in verbs.forms:
            forms = entry.split()
            if word[0].lower() in forms:
                return start + word.start(), start + word.end(), forms.index(word[0].lower()), forms
    return None


def _other_time(claim: Claim, passage: Passage) -> Iterator[str]:
    """The right figure at another time: the one time of the passage for the one time of the claim."""
    own = [fact for fact in claim.facts if fact.role in _TIMES]
    there = [fact for fact in passage.facts if fact.role in _TIMES]
    if len(own) == len(there) == 1 and own[0].text.lower() != there[0].text.lower():
        yield splice(claim.text, (own[0].start, own[0].end), kept_or_lowered(there[0].text))
