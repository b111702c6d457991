"""Harms that a source counts under their own names: "headache was reported by four nurses".

A denial of all side effects is belied by such a count as by a count of side effects. What people were treated for has
the same names: a symptom that another passage speaks of too, or that was there before, counts as none.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.checks._harms import Count, Denial, as_wide, contradiction, denials, words
from pipeline.records.verdict import Passage
from pipeline.text import stem

_NUMBER = (
    r"(?:[1-9]\d{0,3}(?:\.\d+)?(?: ?%| per ?cent)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|twenty|several|some|many|a few|most|half)"
)
_HEAD = "adverse event"
"""What such a symptom is, as a kind of harm."""


def belied(text: str, passages: tuple[Passage, ...]) -> tuple[Denial, Count] | None:
    """The first denial of `text` that a count of harms belies: of harms as such, else of one by its own name."""
    return contradiction(text, passages) or _by_symptom(text, passages)


def _by_symptom(text: str, passages: tuple[Passage, ...]) -> tuple[Denial, Count] | None:
    for denial in denials(text):
        if denial.head != _HEAD or denial.serious or denial.related or denial.narrower or denial.control:
            continue
        if any(as_wide(denial, theirs) for passage in passages for theirs in denials(passage.text)):
            continue
        for passage in passages:
            for count in _symptoms(passage, passages):
                return denial, count
    return None


@cache
def _told() -> tuple[re.Pattern[str], ...]:
    """`itching was reported by six`, `rash occurred in two`; `six men reported itching`."""
    name = words("symptom").pattern
    more = rf"(?P<name>{name})(?:(?:,| and| or) {name})*"
    verb = (
        r"(?:(?:was|were) (?:\w+ )?(?:reported|noted|seen|observed|recorded|felt|found|detected|diagnosed)"
        r"|occurred|developed|arose|appeared|happened)"
    )
    did = (
        r"(?:reported|developed|experienced|complained of|suffered|sustained|showed|withdrew because of"
        r"|were treated for)"
    )
    return (
        re.compile(rf"{more} {verb} (?:by|in|among) (?:only |about )?{_NUMBER}(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<![\w.,-]){_NUMBER} (?:[\w-]+ ){{1,5}}{did} (?:[\w-]+ ){{0,2}}?{more}", re.IGNORECASE),
    )


def _symptoms(passage: Passage, passages: tuple[Passage, ...]) -> Iterator[Count]:
    """The symptoms that a passage counts in people, and that stand in no other."""
    text = passage.text
    if passage.kind in ("cell", "field"):
        return
    if any(words(name).search(text) for name in ("control", "had_before", "plan", "other_study", "background")):
        return
    for pattern in _told():
        for match in pattern.finditer(text):
            root = stem(match["name"].split()[-1].lower())
            if any(
                root in {stem(word) for word in _WORD.findall(one.text.lower())} for one in passages if one != passage
            ):
                continue
            yield Count(
                _HEAD,
                *match.span(),
                serious=False,
                related=False,
                unrelated=False,
                control_only=False,
                passage=passage,
            )


_WORD = re.compile(r"[a-z]+")
