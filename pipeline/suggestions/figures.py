"""Edits of numbers: the source's figure, unit, time or direction in the place of the article's."""

import re
from collections.abc import Iterator
from typing import get_args

from pipeline.facts.numbers import numbers
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact, ValueKind
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.fitting import fits, judging
from pipeline.suggestions.siblings import sibling_edits
from pipeline.suggestions.sides import behind_figure, verb_turned
from pipeline.suggestions.spelling import as_written
from pipeline.suggestions.splice import kept_or_lowered, splice
from pipeline.text import stem

CODES = frozenset(("NUM-001", "NUM-002", "NUM-003"))
_KINDRED = (
    frozenset(("percentage", "percentage_points")),
    frozenset(("time", "duration")),
    frozenset(("number", "count")),
    frozenset(("mass", "mass_per")),
    frozenset(("money", "money_per")),
    frozenset(("time", "time_per")),
)
_ONE_KIND = (*({kind} for kind in get_args(ValueKind)), {"about", "exact"})
"""An article's "about" stays true before an exact figure."""
_PART_OF = re.compile(
    r"\b(?:(?:one|\d+) (?:in|of|out of|per) (?:every )?|(?:between|from) |(?:\d%?|[a-z]+ty|teen|ten|five|two|one)"
    r" (?:to|and|or) )$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s+(?:and|or|to) (?:a half|a quarter|\d|half)", re.IGNORECASE)
_POINT = re.compile(r"(?:at )?(?:day|week|month|year)\b", re.IGNORECASE)
_RATE = re.compile(
    r"\bper\b (?!cent)|\w/\w"
    r"|\b(?!for|in|within|after|over|about|than|least|most|of|to|until|by)\w+"
    r" (?:an?|each|every) (?:day|week|month|year|patient)\b"
    r"|\bdaily",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:within|over|after|for|in|at|by|until|during) (?!least|most)(?:the )?", re.IGNORECASE)
_BOUND = re.compile(r"(?:up to|at least|at most|more than|less than|below|above|under|over)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:in|at|of|by|to|for|from|with|about|over|under|than|within|after|around|roughly|every|up|least|most) $",
    re.IGNORECASE,
)
_TIMES = frozenset(("time_point", "duration", "follow_up"))


def figure_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for objections to a number; none where claim and passage hardly speak of the same thing."""
    passage, said, shown = objection.passage, objection.said, objection.shown
    if objection.code not in CODES or passage is None:
        return
    mine = _fact(claim.facts, said)
    theirs = _fact(passage.facts, shown)
    if mine is not None and theirs is not None:
        yield from _put(claim, mine, passage, theirs)
    yield from sibling_edits(claim, mine, passage, theirs)


def _put(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> Iterator[str]:
    """The passage's figure for the article's, where it fits."""
    if _is_part(claim.text, mine) or not fits(claim, mine, passage, theirs):
        return
    if mine.text.lower() == theirs.text.lower():
        yield from verb_turned(claim.text, passage.text, max(theirs.start - 60, 0), theirs.end + 40)
        yield from behind_figure(claim.text, mine.end, passage.text, theirs.end)
        yield from _other_time(claim, passage)
        return
    if not _kindred(mine, theirs):
        return
    if mine.unit == theirs.unit or _one_rate(mine, theirs):
        yield from _figure(claim, mine, passage, theirs)
    if _same_shape(mine, theirs):
        yield from _whole(claim, mine, _with_its_noun(mine, passage, theirs), theirs.dimension)


def fixed_figure(claim: Claim, objection: Objection) -> bool:
    """Whether the figures of a number's objection must not change places, whoever proposes it."""
    passage, said, shown = objection.passage, objection.said, objection.shown
    if objection.code not in CODES or passage is None or said is None or shown is None:
        return False
    mine, theirs = _fact(claim.facts, said), _fact(passage.facts, shown)
    if mine is None or theirs is None:
        return False
    return judging(claim.text, mine) is not None or not fits(claim, mine, passage, theirs)


def _fact(facts: tuple[Fact, ...], span: tuple[int, int] | None) -> Fact | None:
    return next((fact for fact in facts if (fact.start, fact.end) == span and fact.value is not None), None)


def _is_part(text: str, fact: Fact) -> bool:
    """Whether the figure is a part of a longer one, so that it can't simply be changed: "one in 45", "5 to 10"."""
    return bool(_PART_OF.search(text[: fact.start])) or bool(_GOES_ON.match(text[fact.end :]))


def _one_rate(mine: Fact, theirs: Fact) -> bool:
    """Whether the units are one but for the time, or the whole, that each side tells them for."""
    return mine.unit.split("/")[0] == theirs.unit.split("/")[0] and frozenset((mine.dimension, theirs.dimension)) in (
        *_KINDRED[3:],
    )


def _same_shape(mine: Fact, theirs: Fact) -> bool:
    """Whether both are of one build: a point in time is no length, a rate no count."""
    named = bool(_POINT.match(mine.text)), bool(_POINT.match(theirs.text))
    rates = bool(_RATE.search(mine.text)), bool(_RATE.search(theirs.text))
    return named[0] == named[1] and rates[0] == rates[1]


def _whole(claim: Claim, mine: Fact, new: str, dimension: str) -> Iterator[str]:
    """The figure with its unit; the article's own preposition stays."""
    own, other = _PREPOSITION.match(mine.text), _PREPOSITION.match(new)
    start = mine.start + (own.end() if own else 0)
    text = new[other.end() :] if other else new
    bounded = bool(_BOUND.match(text))
    if bounded and own and own[0].strip().lower() != "for":
        return
    if re.search(r"\b(?:per|a) (?:day|week|month|year|hour|night)\b", text) and re.match(
        r"\s+(?:a|per|each|every|dai)", claim.text[mine.end :]
    ):
        return
    span = _unjudged(claim.text, mine, start)
    text = _without_overlap(text, claim.text[mine.end :])
    written = _in_its_form(text, claim.text[start : mine.end], opens=_opens(claim.text, span))
    if written is None or text.lower() in claim.text.lower() or {mine.dimension, dimension} == {"number", "count"}:
        return
    if bounded and re.search(r"\b(?:is|are|was|were) $", claim.text[:span]):
        return
    if not (text.lower().startswith("between") and _BEFORE.search(claim.text[:span])):
        yield splice(claim.text, (span, mine.end), kept_or_lowered(written))


def _without_overlap(new: str, behind: str) -> str:
    """The passage's words without those at their end that go on in the article anyway: "as many" of "twice as many"."""
    words, following = new.split(), behind.split()
    same = next((n for n in (3, 2, 1) if len(words) > n and words[-n:] == following[:n]), 0)
    return " ".join(words[: len(words) - same]) if same else new


def _with_its_noun(mine: Fact, passage: Passage, theirs: Fact) -> str:
    """The passage's figure with what it counts, where the article's figure has that: "three in four children"."""
    noun = re.search(r"(?:\b(?:one|\d+) (?P<inside>[a-z]+) in [a-z]+|(?P<behind>[a-z]+))$", mine.text, re.IGNORECASE)
    there = re.match(r" of (?:the |all )?([a-z]+)\b", passage.text[theirs.end :])
    if noun is None or there is None or mine.dimension != "percentage":
        return theirs.text
    word = noun["inside"] or noun["behind"]
    return theirs.text + there[0] if stem(word.lower()) == stem(there[1]) else theirs.text


def _opens(text: str, start: int) -> bool:
    """Whether what stands there opens the sentence without a digit: then none is put there."""
    return not text[:start].strip() and not text[start : start + 1].isdigit()


def _in_its_form(new: str, own: str, *, opens: bool) -> str | None:
    """The passage's words with their figure as the article writes figures; None where they can't open a sentence."""
    one, other = numbers(new), numbers(own)
    if len(one) != 1 or len(other) != 1:
        return None if opens and new[:1].isdigit() else new
    bare = new[one[0].start : one[0].end]
    written = as_written(
        bare, own[other[0].start : other[0].end], opens=opens and one[0].start == 0, behind=new[one[0].end :]
    )
    if written is None:
        return None
    behind = new[one[0].end :]
    if written[:1].isalpha() and bare[:1].isdigit() and re.match(r"\s?%", behind):
        behind = re.sub(r"^\s?%", " per cent", behind)
    if written[:1].isdigit() and bare[:1].isalpha() and "%" in own:
        behind = re.sub(r"^ per ?cent\b", "%", behind)
    if written[:1].isalpha() and re.match(r"\s?(?:[mµnk]?g\b|m[lL]\b|[kmc]m\b|°)", behind):
        return None if opens else new
    return new[: one[0].start] + written + behind


def _unjudged(text: str, mine: Fact, start: int) -> int:
    """Where the edit begins: a word that judged the article's figure ("only") goes with it."""
    span = judging(text, mine)
    return min(span[0], start) if span is not None and span[1] == start else start


def _kindred(one: Fact, other: Fact) -> bool:
    pair = {one.dimension, other.dimension}
    same = one.value is not None and other.value is not None and one.value.low == other.value.low
    return len(pair) == 1 or any(pair <= kin for kin in _KINDRED) or (same and bool(one.unit and other.unit))


def _figure(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> Iterator[str]:
    """The bare figure changed, where each side has one of the same shape."""
    own = [each for each in numbers(claim.text) if mine.start <= each.start and each.end <= mine.end]
    source = [each for each in numbers(passage.text) if theirs.start <= each.start and each.end <= theirs.end]
    if len(own) != 1 or not source or mine.value is None or theirs.value is None:
        return
    if {mine.value.kind, theirs.value.kind} not in _ONE_KIND or (len(source) > 1 and " of " not in theirs.text):
        return
    new = passage.text[source[0].start : source[0].end]
    if (own[0].form == "fold") != (source[0].form == "fold"):
        return  # "twice" is a figure with its "times"
    if _in_per_cent(claim.text, own[0].end) != _in_per_cent(passage.text, source[0].end):
        return
    start = _unjudged(claim.text, mine, own[0].start)
    if re.search(rf"(?<![\w.,]){re.escape(new)}(?![\w.,]*\d)", claim.text, re.IGNORECASE):
        return
    written = as_written(
        new,
        claim.text[own[0].start : own[0].end],
        opens=_opens(claim.text, start),
        behind=claim.text[own[0].end :],
    )
    if written is not None and not _agrees(claim.text, own[0].end, own[0].value, source[0].value):
        return
    if written is None or (written[:1].isalpha() and claim.text[own[0].end : own[0].end + 1] == "%"):
        written, end = _with_per_cent(new, claim.text, own[0].end)
    else:
        end = own[0].end
    if written:
        yield splice(claim.text, (start, end), kept_or_lowered(written))


def _in_per_cent(text: str, end: int) -> bool:
    return bool(re.match(r"\s?(?:%|per ?cent\b)", text[end:]))


def _agrees(text: str, end: int, old: float, new: float) -> bool:
    """Whether the words behind the figure go with the new one too: one patient, two patients."""
    return (old == 1) == (new == 1) or bool(re.match(r"\s?(?:%|per|[-/]|[mµk]?g\b|m[lL]\b|[kmc]?m\b)", text[end:]))


def _with_per_cent(new: str, text: str, end: int) -> tuple[str, int]:
    """A figure spelled out with its sign, where it opens a sentence: "Ninety-two per cent"."""
    sign = re.match(r"\s?%", text[end:])
    written = as_written(new, "one", opens=True) if sign else None
    return (f"{written} per cent", end + sign.end()) if written and sign else ("", end)


def _other_time(claim: Claim, passage: Passage) -> Iterator[str]:
    """The right figure at another time: the one time of the passage for the one time of the claim."""
    own = [fact for fact in claim.facts if fact.role in _TIMES]
    there = [fact for fact in passage.facts if fact.role in _TIMES]
    if len(own) == len(there) == 1 and own[0].text.lower() != there[0].text.lower():
        start, new = own[0].start, kept_or_lowered(there[0].text)
        leads = _PREPOSITION.match(own[0].text)
        if leads and not _PREPOSITION.match(new):
            start += leads.end()
        before = re.search(r"\b(?:after|at|by|in|within)\s+$", claim.text[:start], re.IGNORECASE)
        if _POINT.match(new) and not _POINT.match(own[0].text) and before:
            start, new = before.start(), f"at {new}"
        yield splice(claim.text, (start, own[0].end), new)
