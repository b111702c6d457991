"""What a source answers where a claim tells a figure: nothing that it tells of the matter can be the claim's.

Which of several figures a claim means is often hard to say; that none of them is meant is not. The claim's figure
stands nowhere, or only where the source speaks of something else; one near passage speaks of what the claim does, in
whatever words, so that nothing of the claim is left that the source never mentions; and every figure of the kind in
that passage is clearly another one. Then the claim is wrong, whichever of them it means.

"The programme was founded by 19 midwives" beside "founded by seven midwives": 19 of them did something else.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.checks._heard import COMMON, Told, claimed, covered, of_one_matter, told_in, unheard
from pipeline.checks._matter import narrowed, other_statistic
from pipeline.checks._misfits import is_figure
from pipeline.checks._plain_words import held, is_light, told_names
from pipeline.checks._standing import stands, told_as
from pipeline.checks._worked import adds_up, follows
from pipeline.facts import slots
from pipeline.facts.comparison import left_out
from pipeline.facts.derived import IN_WORDS, WORKED_OUT
from pipeline.facts.kinds import Pair, on_one_scale
from pipeline.facts.nouns import family, lemma
from pipeline.facts.nouns import is_part as is_part_of_family
from pipeline.facts.siblings import CAVEATS
from pipeline.facts.values import relate
from pipeline.facts.worded import rhythms, spans
from pipeline.lexicon import load
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.search.likeness import DERIVED, KIN, likeness, names

COVERED = 0.55
"""Least share of the claim's names that the passage itself must tell."""
ELSEWHERE = 0.36
"""The same of a place where the claim's figure stands, from which it may be of the claim's matter."""
BACK = 0.33
"""Least share of the names next to the source's figure that the claim must tell."""
NEXT = 3
"""Names next to a figure that say what it is of."""
LOOKED_AT, FEW = 3, 6
"""Passages, the nearest ones, in which an answer is looked for; a source of no more than this is looked through."""
PLAY, IN_WORDS_PLAY = 0.12, 0.2
"""How far a figure may lie from the source's and still be a way to tell it."""


class AnswersFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`answers.toml`."""

    rate: str
    sum: str
    relative: str
    told: str
    specific: str
    setting: str
    each: str
    visit: str


class Answer(NamedTuple):
    """A figure of the claim, and what the source tells instead."""

    fact: Fact
    source: Fact
    passage: Passage
    covered: float


@cache
def _words() -> AnswersFile:
    return load("pipeline.checks", "answers.toml", AnswersFile)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(getattr(_words(), name), re.IGNORECASE)


def answers(dossier: Dossier) -> Iterator[Answer]:
    """For each figure that the source answers otherwise, the figure that stands nearest to the claim's words."""
    text = dossier.claim.words
    if not dossier.ranked:
        return
    yield from _of_the_study(dossier)
    if _pattern("rate").search(text) or _pattern("sum").search(text):
        return
    facts = _facts(text, dossier.claim.facts)
    asked = [fact for fact in facts if _is_asked(fact, text) or not any(fact is each for each in dossier.claim.facts)]
    if not asked:
        return
    claim = claimed(text, facts)
    near = [ranked.passage for ranked in dossier.ranked]
    if not claim.names or unheard(claim, dossier):
        return
    for fact in asked:
        if (found := _answered(fact, claim, near, dossier)) is not None:
            yield found


def _of_the_study(dossier: Dossier) -> Iterator[Answer]:
    """The number of those who took part, where the claim says nothing else: a study has one of it.

    "In all, 146 pupils took part" beside "1,062 pupils were randomised", where 146 is the number of the tutors.
    """
    counts = [fact for fact in dossier.claim.facts if fact.role in _TAKING_PART]
    if len(counts) != 1 or not counts[0].noun or claimed(dossier.claim.words, dossier.claim.facts).names:
        return
    fact = counts[0]
    rivals = [
        (other, passage)
        for passage in dossier.passages
        for other in passage.facts
        if other.role in _TAKING_PART and other.noun == fact.noun
        if not CAVEATS.intersection(other.qualifiers).difference(fact.qualifiers)
    ]
    told = any(_holds(fact, passage) or adds_up(fact, passage.facts) for passage in dossier.passages)
    if rivals and not told and all(_differs(fact, dossier.claim.words, other) for other, _ in rivals):
        yield Answer(fact, *rivals[0], 1.0)


_TAKING_PART = frozenset({"sample_size", "randomised", "enrolled"})


def _facts(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a text, with the times and rhythms that no figure tells."""
    worded = [
        each
        for each in (*rhythms(text), *spans(text))
        if not any(fact.term != IN_WORDS and _overlap(fact, each) for fact in facts if fact.value is not None)
    ]
    kept = [fact for fact in facts if fact.dimension != "frequency" or not rhythms(text)]
    return [*kept, *worded] if worded else list(facts)


def _overlap(one: Fact, other: Fact) -> bool:
    return one.start < other.end and other.start < one.end


def _is_asked(fact: Fact, text: str) -> bool:
    """Whether a figure is one that a source can answer: no article, no idiom, no share of another figure."""
    if not is_figure(fact) or fact.value is None or fact.dimension == "fold":
        return False
    if fact.dimension == "frequency":
        return True
    article = fact.value.low == fact.value.high == 1.0 and fact.dimension in {"count", "number"}
    told = _pattern("told").search(fact.text) is not None
    return told and not article and _pattern("relative").match(text[fact.end :]) is None


def _answered(fact: Fact, claim: Told, near: Sequence[Passage], dossier: Dossier) -> Answer | None:
    standing = _standing(fact, dossier)
    if standing is None:
        return None
    shares = {id(passage): covered(claim, passage) for passage in near}
    most = max(shares.values())
    looked = near if len(dossier.passages) <= FEW else near[:LOOKED_AT]
    for passage in sorted(looked, key=lambda each: -shares[id(each)]):
        share = shares[id(passage)]
        if narrowed(dossier, passage):
            continue
        if share < max(COVERED, most) or any(_meets(passage, place, share, claim) for place in standing):
            continue
        there = told_in(passage, _facts(passage.text, passage.facts))
        source = _other(fact, claim, there)
        if source is not None and of_one_matter(claim, there) and _back(claim, there, source) >= BACK:
            return Answer(fact, source, passage, share)
    return None


def _standing(fact: Fact, dossier: Dossier) -> list[Passage] | None:
    """The passages in which the figure stands, of whatever; None where it may be worked out, or stands unseen."""
    places = [passage for passage in dossier.passages if _holds(fact, passage)]
    if places:
        return None if fact.dimension == "time" or _is_setting(fact, dossier.claim.words) else places
    if fact.dimension == "frequency":
        return []
    readings = [
        each
        for each in dossier.claim.facts
        if each.start < fact.end and fact.start < each.end and each.value is not None and each.role != "total"
    ]
    for each in readings:
        if _stands(each, dossier) or any(follows(each, dossier, [passage]) for passage in dossier.passages):
            return None
    return []


def _stands(fact: Fact, dossier: Dossier) -> bool:
    """Whether the work holds a figure; of a count that of the same things, or its very digits."""
    parted = any(other.role == "total" and _overlap(fact, other) for other in dossier.claim.facts)
    if not parted and (fact.dimension != "count" or not fact.noun):
        return stands(fact, dossier)
    if any(_holds(fact, passage) for passage in dossier.passages):
        return True
    digits = _DIGITS.match(fact.text)
    return digits is not None and any(
        re.search(rf"(?<![\w.,]){digits[0]}(?![\w%]|[.,]\d)", passage.text) for passage in dossier.passages
    )


_DIGITS = re.compile(r"\d[\d,]*")


def _is_setting(fact: Fact, text: str) -> bool:
    """Whether a figure only says of whom something is told: "in the 58 firms"."""
    return _pattern("setting").search(text[: fact.start]) is not None


def _holds(fact: Fact, passage: Passage) -> bool:
    facts = _facts(passage.text, passage.facts) if fact.dimension in {"frequency", "time"} else passage.facts
    return any(
        other.dimension != "attribute"
        and told_as(fact, other)
        and not (fact.noun and other.noun and fact.dimension == "count" and not _counts_alike(fact, other))
        for other in facts
    )


def _meets(passage: Passage, place: Passage, share: float, claim: Told) -> bool:
    """Whether a place in which the figure stands may speak of the claim's matter, by its words or by pointing back."""
    if place is passage or 0 <= place.start - passage.end <= NEXT_TO:
        return True
    return covered(claim, place) > ELSEWHERE * share


NEXT_TO = 3
"""Characters between two sentences of which the second goes on with the first."""


def _other(fact: Fact, claim: Told, there: Told) -> Fact | None:
    """The figure of the kind next to the claim's words, where every one of the kind is clearly another one."""
    alike = [other for other in there.facts if _one_kind(fact, claim, other, there)]
    settled = [each for each in claim.facts if each is not fact and each.value is not None]
    alike = [other for other in alike if not any(_same(each, other) for each in settled)]
    if fact.dimension in _BARE and adds_up(fact, there.facts):
        return None
    if not alike or not all(_differs(fact, claim.text, other) for other in alike):
        return None
    return max(alike, key=lambda other: (_back(claim, there, other), -other.start))


def _same(fact: Fact, other: Fact) -> bool:
    return fact.dimension == other.dimension and told_as(fact, other)


_BARE = frozenset({"count", "number"})


def _one_kind(fact: Fact, claim: Told, other: Fact, there: Told) -> bool:
    """Whether two figures could answer one question: of one scale, one kind of thing, one kind of statistic."""
    if not is_figure(other) or CAVEATS.intersection(other.qualifiers).difference(fact.qualifiers):
        return False
    if (fact.dimension == "frequency") != (other.dimension == "frequency"):
        return False
    if fact.dimension == "frequency":
        return True
    if _scale(fact, claim.text, other) is None or (fact.role == "age") != (other.role == "age"):
        return False
    if (fact.dimension in _BARE) != (other.dimension in _BARE) or "total" in {fact.role, other.role}:
        return False
    if fact.dimension in _BARE:
        return _counts_alike(fact, other)
    if fact.dimension == "percentage":
        return not other_statistic(claim.text, fact, there.text, other)
    if _pattern("visit").match(other.text):  # when it was looked at is no answer to how soon it came
        return False
    if (fact.role == "change") != (other.role == "change") and "rate" not in {fact.role, other.role}:
        return False
    return (fact.term == WORKED_OUT) == (other.term == WORKED_OUT)


def _counts_alike(fact: Fact, other: Fact) -> bool:
    if not fact.noun and not other.noun:
        return fact.role == other.role
    if not fact.noun or not other.noun:
        return False  # a bare number may be of anything: "seven and older" is no count of trials
    if fact.noun == other.noun or (_anybody(fact.noun) and _anybody(other.noun)):
        return True
    return any(likeness(one.name, two.name) >= DERIVED for one in names(fact.noun) for two in names(other.noun))


def _anybody(noun: str) -> bool:
    """Whether a noun names the people of a study, and no trade or part of them."""
    return family(noun) == "people" and not is_part_of_family(noun) and noun not in _words().specific.split()


def _differs(fact: Fact, text: str, other: Fact) -> bool:
    """Whether one figure is no way to tell the other, however loosely."""
    if fact.dimension == "frequency":
        return _size(fact) != _size(other) and (
            min(_size(fact), _size(other)) < (1 - PLAY) * max(_size(fact), _size(other))
        )
    pair = _scale(fact, text, other)
    if pair is None or "conflict" in {slots.arm_fit(fact, other), slots.population_fit(fact, other)}:
        return False
    if "time" not in {fact.dimension, other.dimension} and slots.time_fit(fact, other) == "conflict":
        return False
    ends = {pair[0].low, pair[0].high, fact.value.low, fact.value.high} if fact.value else set()
    if len(ends - {None}) > 1 and ends & {pair[1].low, pair[1].high} - {None}:
        return False
    in_words = not any(sign.isdigit() for sign in fact.text)
    play = max(pair[2], IN_WORDS_PLAY if in_words else PLAY)
    return relate(pair[0], pair[1], slack=play, words=True)[0] == "different"


def _scale(fact: Fact, text: str, other: Fact) -> Pair | None:
    """Both figures on one scale; what the source tells per year, a claim may tell with the year further on."""
    if left_out(fact, other) and fact.value is not None and other.value is not None:
        period = other.unit.partition("/")[2]
        told = _pattern("each").search(text[fact.end :])
        one = told is not None and period in {told["one"].lower(), _NIGHTS.get(told["one"].lower())}
        return (fact.value, other.value, 0.0) if one else None
    return on_one_scale(fact, other)


_NIGHTS = {"night": "day"}


def _size(fact: Fact) -> float:
    return (fact.value.low or 0.0) if fact.value is not None else 0.0


def _back(claim: Told, there: Told, source: Fact) -> float:
    """Share of the names next to the source's figure that the claim tells."""
    inside = [fact for fact in there.facts if fact.value is not None]
    gaps = sorted(
        (source.start - name.end if name.end <= source.start else name.start - source.end, at)
        for at, name in enumerate(there.names)
        if name.weight > COMMON
        and not is_light(lemma(there.text[name.start : name.end].lower()))
        and not any(fact.start <= name.start < fact.end for fact in inside)
    )
    beside = [there.names[at] for _, at in gaps[:NEXT]]
    if not beside:
        return 1.0
    ours = told_names(claim.text)
    return sum(held(name, there.text, ours) >= KIN for name in beside) / len(beside)
