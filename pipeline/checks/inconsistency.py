"""The article tells the same quantity with different values.

What it does: Sets the numbers of all claims of one article beside each other and objects where the same quantity of
the same subject is told twice and differently.

Why it matters: One of the two is wrong, whatever the sources say; readers notice.

The article says: "… typically require 4-6 weeks to show their full effects" and later "… 4-8 weeks to show its full
therapeutic effect".

The source says: Nothing: this check looks at the article alone.

Fine if: The two are of different groups, studies or measures; say which.

Literature: New Yorker and Spiegel checking practice; Nuijten 2016 (statcheck) for the same idea on test statistics.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._objections import title
from pipeline.facts import compare
from pipeline.facts.slots import affinity, shared
from pipeline.facts.units import convert
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.verdict import Aspect, Objection

CODE = "NUM-005"
ALIKE = 0.34
"""Each side must share at least this much of its surroundings with the other."""
WORDS = 3
"""And at least so many words."""
PLACES = 200
"""Distinct quantities that are remembered for one word: bounds the work on articles of any length."""
ROLES_LEFT_OUT = frozenset(
    {"date", "p_value", "confidence_level", "confidence_interval", "age", "events", "arm_size", "dose"}
)


class _Told(NamedTuple):
    claim: Claim
    fact: Fact


class _Memory:
    """What was told so far, found again by the words that stand near it: no walk over the whole article."""

    def __init__(self) -> None:
        self._told: list[_Told] = []
        self._by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._seen: set[tuple[str, str, tuple[str, ...]]] = set()

    def like(self, fact: Fact) -> Iterator[_Told]:
        """What shares at least `WORDS` words with `fact`, in the order in which it was told."""
        counts = Counter(at for word in set(fact.near) for at in self._by_word[fact.dimension, word])
        return (self._told[at] for at in sorted(at for at, count in counts.items() if count >= WORDS))

    def add(self, told: _Told) -> None:
        """Keep it; the same quantity in the same words is kept once, and no word is followed for ever."""
        key = (told.fact.dimension, told.fact.text, told.fact.near)
        if key in self._seen:
            return
        self._seen.add(key)
        self._told.append(told)
        for word in set(told.fact.near):
            places = self._by_word[told.fact.dimension, word]
            if len(places) < PLACES:
                places.append(len(self._told) - 1)


def inspect(audited: Audited) -> Iterator[Remark]:
    """Remarks on quantities told twice and differently, each on the later claim."""
    memory = _Memory()
    borne_out = frozenset(entry.claim.id for entry in audited.judged if entry.verdict == "supported")
    for claim in audited.sheet.claims:
        for fact in claim.facts:
            if fact.value is None or fact.dimension == "attribute" or fact.role in ROLES_LEFT_OUT or _is_vague(fact):
                continue
            earlier = next(
                (
                    each
                    for each in memory.like(fact)
                    if _differs(each, claim, fact) and not {each.claim.id, claim.id} <= borne_out
                ),
                None,
            )
            if earlier is not None:
                yield _remark(earlier, claim, fact)
            memory.add(_Told(claim, fact))


def _is_vague(fact: Fact) -> bool:
    """Whether no figure is told ("for weeks", "several months"): what is said loosely contradicts nothing."""
    loose = fact.value is not None and fact.value.kind in {"at_least", "about"}
    return (loose and not _FIGURE.search(fact.text)) or fact.term in {"in words", "worked out"}


_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|thousand|million|half|third|quarter)\b",
    re.IGNORECASE,
)
FAR = 24.0
"""Lengths of time that differ by more than this factor are of two things: a session and its effect."""


def _far_apart(fact: Fact, other: Fact) -> bool:
    if fact.dimension != "time" or other.dimension != "time" or fact.unit == other.unit:
        return False
    ours, theirs = _size(fact), _size(other)
    there = convert(theirs, other.unit, fact.unit) if theirs else None
    return bool(ours and there) and max((ours or 1) / (there or 1), (there or 1) / (ours or 1)) > FAR


_CONTROLS = re.compile(
    r"\b(?:controls?|placebo|comparison|comparator|sham|untreated|unvaccinated|usual care)\b", re.IGNORECASE
)


def _of_controls(claim: Claim) -> bool:
    """Whether a claim tells of the control group."""
    return _CONTROLS.search(claim.text) is not None


def _size(fact: Fact) -> float | None:
    return None if fact.value is None else fact.value.low if fact.value.low is not None else fact.value.high


def _differs(earlier: _Told, claim: Claim, fact: Fact) -> bool:
    if earlier.claim.start == claim.start or (
        set(earlier.claim.citations) != set(claim.citations) and earlier.claim.citations and claim.citations
    ):
        return False
    if min(affinity(fact, earlier.fact), affinity(earlier.fact, fact)) < ALIKE or shared(fact, earlier.fact) < WORDS:
        return False
    if _far_apart(fact, earlier.fact) or _of_controls(earlier.claim) != _of_controls(claim):
        return False
    there, back = compare(fact, earlier.fact), compare(earlier.fact, fact)
    return {there.relation, back.relation} <= {"different", "stronger"} and there.slot == back.slot == "value"


def _remark(earlier: _Told, claim: Claim, fact: Fact) -> Remark:
    other = earlier.fact
    objection = Objection(
        code=CODE,
        verdict=None,
        severity="should",
        title=title(f"{fact.text} here, {other.text} on line {earlier.claim.line}"),
        why=(
            f"The article says {other.text} on line {earlier.claim.line} and {fact.text} on line "
            f"{claim.line}, of the same thing."
        ),
        aspects=(Aspect("the article itself", fact.text, other.text, "different"),),
        said=(fact.start, fact.end),
        ok_if="The two are of different groups, studies or measures.",
        confidence="medium",
        cause=f"inconsistent:{min(other.text, fact.text)}:{max(other.text, fact.text)}",
    )
    return Remark(objection, claim=claim.id, also=(earlier.claim.id,))


CHECK = ArticleCheck("inconsistency", (CODE,), inspect)
