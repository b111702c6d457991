"""The stretch of a sentence that belongs to each of several figures of one kind, and the words that no other has."""

import re

from pipeline.facts.siblings import MOST
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.strength.matching import content

_BORDER = re.compile(r"[;:,]|\b(?:and|or|but|while|whereas|than|against|versus|vs|compared (?:with|to))\b")


def parts_of(passage: Passage, theirs: Fact) -> list[tuple[Fact, frozenset[str]]]:
    """The passage's figures of one kind, each with the content words of its stretch of the sentence.

    What stands before the first figure is told of all where nothing stands before the others, and so behind the last.
    """
    alike = [each for each in passage.facts if _one_kind(each, theirs)]
    if not 2 <= len(alike) <= MOST:
        return [(theirs, content(passage.text))]
    before, after, start = [], [], 0
    for number, fact in enumerate(alike):
        following = alike[number + 1].start if number + 1 < len(alike) else len(passage.text)
        border = _BORDER.search(passage.text, fact.end, following) if number + 1 < len(alike) else None
        end = border.start() if border else following
        before.append(content_in_order(passage.text[start : fact.start]))
        after.append(content_in_order(passage.text[fact.end : end]))
        start = end
    lead = min(len(each) for each in before[1:])
    tail = min(len(each) for each in after[:-1])
    before[0] = before[0] if lead else []
    after[-1] = after[-1][:tail]
    return [(fact, frozenset((*one, *two))) for fact, one, two in zip(alike, before, after, strict=True)]


def _one_kind(one: Fact, other: Fact) -> bool:
    """Whether two numbers are alike: counts where they count one thing, other numbers by what they measure."""
    if one.value is None or one.dimension != other.dimension:
        return False
    if one.dimension == "time":
        return one.role == other.role
    if one.dimension not in ("count", "number"):
        return True
    return (one.role, one.noun) == (other.role, other.noun) or not (one.noun and other.noun)


def exclusive(sets: list[frozenset[str]]) -> list[frozenset[str]]:
    """Of each set what stands in no other."""
    return [
        one - frozenset().union(*(other for place, other in enumerate(sets) if place != number))
        for number, one in enumerate(sets)
    ]


def words_beside(claim: Claim, mine: Fact) -> frozenset[str]:
    """The claim's content words without the figure's own."""
    return content(f"{claim.text[: mine.start]} {claim.text[mine.end :]}")


def content_in_order(text: str) -> list[str]:
    """Content words as they come."""
    return [stem for word in re.findall(r"[\w’'-]+", text) for stem in content(word)]
