"""The slots of two facts beside each other: do they fill them alike, differently, or does one leave them empty?"""

import re
from functools import lru_cache
from typing import Literal

from pipeline.facts import context, groups
from pipeline.facts.nouns import family, is_part
from pipeline.facts.roles import TOTALS
from pipeline.records.fact import Fact

Fit = Literal["same", "open", "conflict"]
"""`open`: at least one side leaves the slot empty, or the two can't be told apart."""

WEIGHTS = tuple(1.0 / (1.0 + 0.12 * rank) for rank in range(context.NEAR))
"""A word counts the more, the nearer it stands to its number."""


def affinity(claim: Fact, source: Fact) -> float:
    """How much of the claim's surroundings the source's fact shares: 0 (nothing) to 1 (every word)."""
    if not claim.near:
        return 0.0
    there = source.near
    have = total = 0.0
    for weight, stem in zip(WEIGHTS, claim.near, strict=False):
        total += weight
        if stem in there:
            have += weight
    return have / total


def shared(claim: Fact, source: Fact) -> int:
    """How many words stand near both numbers."""
    return len(set(claim.near).intersection(source.near))


@lru_cache(maxsize=4096)
def _arm_words(arm: str) -> tuple[frozenset[str], bool, frozenset[str]]:
    words = frozenset(re.split(r"[ -]", arm))
    doses = frozenset(re.findall(r"\d[\d.,]*", arm))
    return words, bool(words & groups.CONTROL), doses


def arm_fit(claim: Fact, source: Fact) -> Fit:
    """Whether two numbers belong to the same group."""
    if not claim.arm or not source.arm:
        return "open"
    ours, we_control, our_doses = _arm_words(claim.arm)
    theirs, they_control, their_doses = _arm_words(source.arm)
    if claim.arm.startswith("group-") and source.arm.startswith("group-"):
        return "same" if claim.arm == source.arm else "conflict"
    if our_doses and their_doses:
        return "same" if our_doses & their_doses else "conflict"
    if ours & theirs - {"mg", "dose"} or (we_control and they_control):
        return "same"
    if we_control != they_control:
        return "conflict"
    if {"vaccinated", "unvaccinated"} <= ours | theirs:
        return "conflict"
    return "open"


def time_fit(claim: Fact, source: Fact) -> Fit:
    """Whether two numbers were taken at the same time; calendar units leave some play."""
    if not claim.time or not source.time:
        return "open"
    if claim.time == source.time:
        return "same"
    ours, theirs = _days(claim.time), _days(source.time)
    if ours is None or theirs is None:
        return "conflict"
    return (
        "same"
        if abs(ours - theirs) <= 0.12 * max(ours, theirs, 1e-9) or abs(ours - theirs) <= 2 < min(ours, theirs)
        else "conflict"
    )


@lru_cache(maxsize=4096)
def _days(time: str) -> float | None:
    return float(time.removeprefix("day ")) if time.startswith("day ") else None


def outcome_fit(claim: Fact, source: Fact) -> Fit:
    """Whether a claim's number is meant by its words, or another number of the same sentence is.

    A word that belongs to a rival alone, and none of the number's own, says that the rival is meant.
    """
    if not source.rivals:
        return "open"
    said = set(claim.near).difference(claim.rivals)
    mine, other = said.intersection(source.own), said.intersection(source.rivals)
    if other and not mine:
        return "conflict"
    return "same" if mine and not other else "open"


_SEX = {
    "female": re.compile(r"\b(?:wom[ae]n|girls?|females?|mothers?)\b"),
    "male": re.compile(r"\b(?:m[ae]n|boys?|males?|fathers?)\b"),
}
_AGE = {
    "child": re.compile(r"\b(?:child(?:ren)?|infants?|bab(?:y|ies)|girls?|boys?|toddlers?|newborns?)\b"),
    "adult": re.compile(r"\b(?:adults?|wom[ae]n|m[ae]n|elderly)\b"),
}


@lru_cache(maxsize=4096)
def _people(words: str) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(name for name, pattern in _SEX.items() if pattern.search(words)),
        frozenset(name for name, pattern in _AGE.items() if pattern.search(words)),
    )


def population_fit(claim: Fact, source: Fact) -> Fit:
    """Whether two numbers are of people of one sex and age."""
    ours, theirs = _people(f"{claim.noun} {claim.population}"), _people(f"{source.noun} {source.population}")
    for mine, other in zip(ours, theirs, strict=True):
        if mine and other and not mine & other:
            return "conflict"
    return "same" if any(mine & other for mine, other in zip(ours, theirs, strict=True)) else "open"


def noun_fit(claim: Fact, source: Fact) -> Fit:
    """Whether two counts count the same things."""
    if not claim.noun or not source.noun:
        return (
            "conflict"
            if "things" in {family(claim.noun), family(source.noun)} and claim.dimension != "scale"
            else "open"
        )
    if claim.noun == source.noun:
        return "same"
    ours, theirs = family(claim.noun), family(source.noun)
    if ours and ours == theirs:
        if ours == "things":
            return "conflict"
        if is_part(claim.noun) or is_part(source.noun):
            return "conflict" if is_part(claim.noun) and is_part(source.noun) else "open"
        return "same" if ours in {"people", "sites", "studies"} else "conflict"
    return "conflict" if ours or theirs else "open"


_FURTHER = frozenset({"further", "additional", "extra", "excess", "new", "more"})


def _more_of(claim: Fact, source: Fact) -> bool:
    """Whether "four further cases" is set beside "14 more people": both count what came on top."""
    other = source if claim.role == "change" else claim
    return other.role in {"count", "events"} and not _FURTHER.isdisjoint(other.qualifiers)


_FIRST = frozenset({"sample_size", "randomised", "enrolled"})
_TIME = frozenset({"duration", "time_point", "follow_up"})
_LOOSE = frozenset({"count", "events", "score", "amount", "percentage", "rate", "dose", "number", "level", "frequency"})
_APART = frozenset(
    {
        "p_value",
        "confidence_interval",
        "correlation",
        "age",
        "cost",
        "date",
        "sites",
        "places",
        "screened",
        "lost",
        "arm_size",
        "rank",
    }
)


def level_fit(claim: Fact, source: Fact) -> Fit:
    """A change is no level: "rose by 60%" is not "rose to 60%"."""
    if (
        claim.role == "change"
        and claim.term in {"up", "down"}
        and (
            source.role == "level"
            or (source.role == "score" and source.value is not None and source.value.kind == "spread")
        )
    ):
        return "conflict"
    return "open"


def _whole(fact: Fact) -> bool:
    """Whether a group's size may be that of the whole study: no other group stands beside it."""
    return fact.role != "arm_size" or not (fact.arm or fact.rivals)


def role_fit(claim: Fact, source: Fact) -> Fit:
    """Whether two numbers can be the same quantity, by what they are."""
    ours, theirs = claim.role, source.role
    if "total" in {ours, theirs}:
        return "open" if {ours, theirs} <= TOTALS | {"total", "arm_size", "count", "screened"} else "conflict"
    if "confidence_level" in {ours, theirs} and ours != theirs:
        return "conflict"
    if "fold" in {ours, theirs} and {ours, theirs} & {"relative_risk", "odds_ratio", "hazard_ratio"}:
        return "open"
    if "arm_dose" in {ours, theirs}:
        return "same" if {ours, theirs} <= {"arm_dose", "dose", "amount"} else "conflict"
    if "arm_size" in {ours, theirs} and {ours, theirs} & _FIRST and _whole(claim) and _whole(source):
        return "open"
    if ours == theirs or (ours in _FIRST and theirs in _FIRST) or (ours in _TIME and theirs in _TIME):
        return "same"
    if ours in TOTALS and theirs in TOTALS:
        return "open" if "sample_size" in {ours, theirs} else "conflict"
    if ours in _APART or theirs in _APART:
        return "conflict" if {ours, theirs} != {"arm_size", "count"} else "open"
    if "change" in {ours, theirs}:
        if _more_of(claim, source):
            return "open"
        return (
            "open"
            if {ours, theirs} & {"percentage", "fold", "score", "relative_risk", "odds_ratio", "hazard_ratio", "amount"}
            else "conflict"
        )
    if ours in TOTALS or theirs in TOTALS:
        return "open" if {ours, theirs} & {"count", "sample_size"} and not {ours, theirs} & {"events"} else "conflict"
    return "open" if ours in _LOOSE or theirs in _LOOSE else "conflict"
