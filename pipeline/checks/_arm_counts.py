"""Counts told arm by arm: "five in the counselling group and four in the control group", and what they add up to.

A count belongs to the arm that is named right behind it (or right before, where the arms come first). Denominators,
percentages, lengths of time and doses are no counts. Two counts of one clause with two arms are parts of a whole.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_WORDS = (
    "no none zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
).split()
_VALUES = {word: max(at - 2, 0) for at, word in enumerate(_WORDS)} | {"thirty": 30, "forty": 40, "fifty": 50}
_COUNT = re.compile(
    rf"(?<![\w.,–-])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(word for word in _VALUES if word not in ('no', 'none'))}"
    r"|none(?= (?:in|with|on|after|among)\b))(?![\w–-]|[.,]\d|\s?%|\s?(?:per ?cent|mg|µg|mcg|g|kg|ml|iu|weeks?|days?"
    r"|months?|years?|hours?|minutes?|doses?|points?|times|fold|sites?|centres?|centers?|hospitals?|countries)\b)",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"(?i)(?:\b(?:(?<!total )of|grades?|phase|day|week|month|year|table|figure|type|stage|aged?|than|least|most|over"
    r"|under|=|<|>)(?: the| all)?\s?)$"
)
_NUMBERS_IN_BRACKETS = re.compile(r"\([^()]{0,80}\d[^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_CLAUSE = re.compile(r"[;:](?=\s)|[.!?](?=\s|$)")
_PEOPLE = (
    r"(?:those|people|patients|participants|children|women|men|adults|infants|volunteers|residents|recipients|babies)"
)
_ARM = re.compile(
    r"(?i)\s*\((?P<bracket>[a-z][\w -]{2,30})\)"
    r"|\b(?:in|with|on|among|after|given|assigned to|allocated to|receiving|taking|from|for|under|by)\s+"
    rf"(?:the |all |{_PEOPLE} (?:in the |given (?:the )?|on (?:the )?|with (?:the )?|who (?:got|received|took|had) "
    r"(?:the )?|assigned to (?:the )?|taking (?:the )?)?)*(?P<name>[a-z][\w-]*(?: [\w-]+){0,2}?)"
    r"(?: (?:groups?|arms?|recipients|participants|patients|users|side))?"
    r"(?=\s*(?:[,.;:)]|$|\b(?:and|versus|vs|compared|against|but|or|had|died|was|were|have|experienced|reported"
    r"|suffered|developed)\b))"
)
_NO_ARM = re.compile(
    r"(?i)^(?:.*\b)?(?:trials?|study|studies|total|all|both|two|three|either|each|hospitals?|groups?|arms?|first|second|last|follow-?up"
    r"|weeks?|months?|years?|days?|which|them|these|those|whom|this|that|end|course|whole|cases?|events?|addition)(?:\b.*)?$"
)
_GENERIC = re.compile(
    r"(?i)\b(?:groups?|arms?|recipients|participants|patients|users|the|an?|who|had|got|received|treatment)\b"
)


MOST_ARMS = 6
"""More counts than arms that any trial has are a list of something else."""


class ArmCount(NamedTuple):
    """A count, where it stands, and the arm that it is of (empty where none is named)."""

    value: int
    start: int
    end: int
    arm: str
    clause: tuple[int, int]


@lru_cache(maxsize=4_096)
def arm_counts(text: str) -> tuple[ArmCount, ...]:
    """The counts of a text in order, each with its arm."""
    flat = _NUMBERS_IN_BRACKETS.sub(lambda match: " " * len(match[0]), text)
    edges = [0, *(match.end() for match in _CLAUSE.finditer(flat)), len(flat)]
    found: list[ArmCount] = []
    for left, right in pairwise(edges):
        found += _of_clause(flat, left, right)
    return tuple(found)


def _of_clause(text: str, left: int, right: int) -> list[ArmCount]:
    places = [
        match
        for match in _COUNT.finditer(text, left, right)
        if not _NO_COUNT.search(text[max(left, match.start() - 20) : match.start()])
    ]
    starts = [match.start() for match in places] + [right]
    behind = [_arm(text, match.end(), starts[at + 1]) for at, match in enumerate(places)]
    ends = [left] + [match.end() for match in places]
    before = [_arm(text, ends[at], match.start()) for at, match in enumerate(places)]
    arms = before if len(set(filter(None, before))) > len(set(filter(None, behind))) else behind
    return [
        ArmCount(_value(match["n"]), *match.span(), arm, (left, right)) for match, arm in zip(places, arms, strict=True)
    ]


def _value(raw: str) -> int:
    return _VALUES[raw.lower()] if raw.lower() in _VALUES else int(raw.replace(",", "")[:12])


def _arm(text: str, start: int, end: int) -> str:
    """The first arm that is named between two places."""
    for match in _ARM.finditer(text, start, end):
        name = (match["bracket"] or match["name"] or "").lower()
        if name and not _NO_ARM.match(name):
            return " ".join(_GENERIC.sub(" ", name).split()) or ("" if name in {"the", "a", "an"} else name)
    return ""


class Whole(NamedTuple):
    """Counts of two or more arms and what they add up to."""

    value: int
    parts: tuple[ArmCount, ...]


@lru_cache(maxsize=4_096)
def wholes(text: str) -> tuple[Whole, ...]:
    """What the counts of one clause add up to, where each is of another arm."""
    clauses: dict[tuple[int, int], list[ArmCount]] = {}
    for count in arm_counts(text):
        if count.arm:
            clauses.setdefault(count.clause, []).append(count)
    return tuple(
        Whole(sum(part.value for part in parts), tuple(parts))
        for parts in clauses.values()
        if 2 <= len({part.arm for part in parts}) == len(parts) <= MOST_ARMS
    )


def adds_up(value: float | None, shown: float | None, text: str) -> bool:
    """Whether a number is the sum over the arms of which a text gives `shown` for one."""
    return any(whole.value == value and shown in {part.value for part in whole.parts} for whole in wholes(text))
