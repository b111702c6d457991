"""Edits of one figure among several of a kind: the one that is told of what the claim tells, or the two exchanged.

The passage gives 77% for one thing, 82% for another and 44% for a third: the claim's own words say which is meant.
Where two figures of the claim stand beside two of the passage and one is the same, the other two belong together.
"""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.strength.matching import share
from pipeline.suggestions.fitting import fits, judging
from pipeline.suggestions.splice import splice
from pipeline.suggestions.stretches import exclusive, parts_of, words_beside

SAME = 0.6
"""Least share of the claim's content words in the passage for figures to be told apart by words alone."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def sibling_edits(claim: Claim, mine: Fact | None, passage: Passage, theirs: Fact | None) -> Iterator[str]:
    """Candidates from another figure of the passage than the one that was shown."""
    if mine is None:
        figures = [each for each in claim.facts if each.dimension == "percentage" and each.value is not None]
        if len(figures) == 2:
            yield from _exchanged(claim, figures, passage)
        if len(figures) != 1:
            return
        mine = figures[0]
    kin = [each for each in passage.facts if each.dimension == mine.dimension and each.unit == mine.unit]
    if judging(claim.text, mine) is not None or share(claim.text, passage.text) < SAME:
        pass
    else:
        yield from _of_its_words(claim, mine, passage, theirs)
    yield from _left_over(claim, mine, kin)


def _of_its_words(claim: Claim, mine: Fact, passage: Passage, theirs: Fact | None) -> Iterator[str]:
    """The figure whose own stretch of the passage has words of the claim that no other stretch has."""
    first = next((each for each in passage.facts if each.dimension == mine.dimension and each.value), None)
    if first is None:
        return
    parts = parts_of(passage, first)
    said = words_beside(claim, mine)
    met = [len(each & said) for each in exclusive([words for _, words in parts])]
    best = max(met)
    if len(parts) < 2 or not best or met.count(best) > 1 or any(count for count in met if count != best):
        return
    fact = parts[met.index(best)][0]
    if fact is not theirs and fact.unit == mine.unit and fits(claim, mine, passage, fact):
        yield from _bare(claim.text, mine, fact)


def _left_over(claim: Claim, mine: Fact, kin: list[Fact]) -> Iterator[str]:
    """Of two figures on each side one is the same: the other takes the other's place."""
    own = [each for each in claim.facts if each.dimension == mine.dimension and each.unit == mine.unit and each.value]
    values = [_low(each) for each in kin]
    if len(own) != 2 or len(kin) != 2 or len(set(values)) != 2:
        return
    other = own[0] if own[1] is mine else own[1]
    if _low(other) not in values:
        return
    left = kin[1 - values.index(_low(other))]
    if _low(left) != _low(mine) and _in_order(own, kin, mine, left):
        yield from _bare(claim.text, mine, left)


def _in_order(own: list[Fact], kin: list[Fact], mine: Fact, left: Fact) -> bool:
    """Whether the two figures stand in one order on both sides: the first of two stays the first."""
    return own.index(mine) == kin.index(left)


def _exchanged(claim: Claim, own: list[Fact], passage: Passage) -> Iterator[str]:
    """Both figures of the claim, each in the other's place, where the passage has the same two."""
    kin = [each for each in passage.facts if each.dimension == "percentage" and each.value]
    if len(kin) != 2 or {_low(each) for each in kin} != {_low(each) for each in own}:
        return
    one, other = (_DIGITS.search(claim.text, each.start, each.end) for each in own)
    if one and other and one[0] != other[0]:
        text = claim.text
        yield text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def _bare(text: str, mine: Fact, fact: Fact) -> Iterator[str]:
    """Digits for digits."""
    own, new = _DIGITS.search(text, mine.start, mine.end), _DIGITS.search(fact.text)
    if own and new and own[0] != new[0]:
        yield splice(text, own.span(), new[0])


def _low(fact: Fact) -> float | None:
    return fact.value.low if fact.value else None
