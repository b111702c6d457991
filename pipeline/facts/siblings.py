"""Like numbers of one sentence beside each other: which words belong to one of them alone.

In "nausea was reported by 31% and headache by 19%" the word "headache" is of the 19% and not of the 31%. Each fact
keeps its `own` words and those of its `rivals`; a claim that uses a rival's word and none of the fact's own means the
rival.
"""

import re
from bisect import bisect_left
from itertools import pairwise

from msgspec.structs import replace

from pipeline.facts.context import stem_of
from pipeline.facts.nouns import family
from pipeline.facts.place import Place
from pipeline.facts.roles import TOTALS
from pipeline.records.fact import Fact

MOST = 8
"""More like numbers than this in a sentence are a table in prose: their words are not told apart."""
KEPT = 8
"""So many words are kept on either side."""
LABEL = 3
"""So many words behind the last number may name it."""
_BORDER = re.compile(r"[;:,]|\b(?:and|or|but|while|whereas|than|against|versus|vs|compared (?:with|to)|to)\b")
_CLAUSE = re.compile(r"[;:]\s|\.\s")
CAVEATS = frozenset({"other study", "planned", "definition"})
"""A number of a plan or of another study is nobody's rival."""
_APART = frozenset({"confidence_level", "confidence_interval", "total", "time_point"})


def tell_apart(place: Place, facts: list[Fact]) -> list[Fact]:
    """The facts of one sentence, each with its own words and its rivals' where it has rivals."""
    kinds: dict[tuple[str, ...], list[int]] = {}
    for at, fact in enumerate(facts):
        if fact.dimension != "date" and fact.role not in _APART and not CAVEATS.intersection(fact.qualifiers):
            kinds.setdefault(_kind(fact), []).append(at)
    out = facts[:]
    for members in kinds.values():
        if 2 <= len(members) <= MOST:
            for at, (own, rivals) in zip(members, _words(place, [facts[each] for each in members]), strict=True):
                out[at] = replace(out[at], own=own, rivals=rivals)
    return out


def _kind(fact: Fact) -> tuple[str, ...]:
    """Counts are alike where they count one thing and one stage of the study; other numbers by what they measure."""
    if fact.dimension in {"count", "number"}:
        return fact.dimension, family(fact.noun) or fact.noun, fact.role if fact.role in TOTALS | {"arm_size"} else ""
    return (fact.dimension,)


def _words(place: Place, facts: list[Fact]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    spans = [(fact.start - place.offset, fact.end - place.offset) for fact in facts]
    borders = [_border(place.text, left[1], right[0]) for left, right in pairwise(spans)]
    first = max((match.end() for match in _CLAUSE.finditer(place.text, 0, spans[0][0])), default=0)
    stop = _CLAUSE.search(place.text, spans[-1][1])
    edges = [first, *borders, stop.start() if stop else len(place.text)]
    before = [_stems(place, edge, span[0]) for edge, span in zip(edges, spans, strict=False)]
    after = [_stems(place, span[1], edge) for edge, span in zip(edges[1:], spans, strict=True)]
    inside = [_stems(place, *span) for span in spans]
    lead = min(len(each) for each in before[1:])
    tail = min(len(each) for each in after[:-1])
    before[0] = _lead(place, edges[0], spans[0][0], lead) if lead else []
    after[-1] = after[-1][: tail + 1] if tail else [] if lead else after[-1][:LABEL]
    sets = [set(one) | set(two) | set(three) for one, two, three in zip(before, inside, after, strict=True)]
    if "respectively" in place.text and len({fact.arm for fact in facts}) == len(facts):
        sets = [{stem_of(word) for word in fact.arm.split()} for fact in facts]
    for at, border in enumerate(borders):
        if place.text.startswith(":", border):  # what stands before a colon is told of all that follow
            sets[at] = set()
    out = []
    for at, own in enumerate(sets):
        others = set().union(*(each for place_, each in enumerate(sets) if place_ != at))
        out.append((tuple(sorted(own - others))[:KEPT], tuple(sorted(others - own))[: KEPT * 2]))
    return out


def _border(text: str, start: int, end: int) -> int:
    """Where one number's words end and the next one's begin: at the last conjunction or comma between the two."""
    found = list(_BORDER.finditer(text, start, max(start, end)))
    if len(found) > 1 and found[-1].group() == "," and not text[found[-1].end() : end].strip():
        found.pop()  # "at week 4, 38%; at week 12, 56%": what stands right before the figure leads up to it
    return found[-1].start() if found else start


_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|showed|reached|gave|got|saw|took)\b")


def _lead(place: Place, start: int, end: int, size: int) -> list[str]:
    """The words that lead up to the first number, as many as lead up to the next, and one more of the same phrase."""
    left = bisect_left(place.words, start, key=lambda word: word.start)
    right = bisect_left(place.words, end, key=lambda word: word.start)
    kept = place.words[left:right][-(size + 1) :]
    if len(kept) > size and _VERB.search(place.text, kept[0].end, kept[1].start):
        kept = kept[1:]
    return [word.stem for word in kept]


def _stems(place: Place, start: int, end: int) -> list[str]:
    left = bisect_left(place.words, start, key=lambda word: word.start)
    right = bisect_left(place.words, end, key=lambda word: word.start)
    return [word.stem for word in place.words[left:right]]
