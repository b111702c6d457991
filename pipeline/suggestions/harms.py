"""Edits of harms: the source's qualifier in a denial, its grade, or its own count where the article says "no"."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.splice import kept_or_lowered, splice

_HARM = (
    r"(?:(?:adverse|side|untoward)[ -](?:events?|effects?|reactions?)|deaths?|toxicit(?:y|ies)"
    r"|complications?|harms?|safety (?:concerns?|signals?|issues?|problems?))"
)
_DENIED = re.compile(rf"\b(?:no|not any|without any|without|zero)\s+((?:[\w-]+\s+){{0,3}}?)({_HARM})", re.IGNORECASE)
_GRADES = re.compile(r"\b(?:mild|moderate|severe)(?:\s*(?:,|to|or|and|-)\s*(?:mild|moderate|severe))+\b", re.IGNORECASE)


def harms_edits(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The source's qualifier in the denial: "no drug-related serious adverse events"; or its grade of harms."""
    text = claim.text
    yield from _counted(text, passage.text)
    grade = _GRADES.search(passage.text)
    if text[slice(*said)].lower() in ("mild", "moderate") and grade:
        yield splice(text, said, grade[0].lower())
        return
    mine = next((each for each in _DENIED.finditer(text) if each.start(2) <= said[1] and said[0] <= each.end(2)), None)
    if mine is None:
        return
    phrase = re.match(rf"((?:[\w-]+\s+){{1,4}}?){_HARM}", passage.text[shown[0] : shown[1]], re.IGNORECASE)
    if phrase:
        yield splice(text, mine.span(1), kept_or_lowered(phrase[1]))
    tail = passage.text[shown[0] :]
    behind = re.search(
        rf"{_HARM}\s+((?:(?:that|which) (?:was|were) )?(?:attribut|related|linked|due|caused|considered)[^.,;]*)", tail
    )
    if behind and len(behind[1].split()) <= 8:
        yield splice(text, (mine.end(2), mine.end(2)), " " + behind[1].strip())


_NUMBER = r"\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NO_EVENTS = re.compile(rf"\b(?:no|zero|not any)\s+(?P<kind>(?:[\w-]+\s+){{0,2}}?)(?P<harm>{_HARM})", re.IGNORECASE)
_NOBODY = re.compile(
    r"\bnobody(?: in (?:the|this) (?:study|trial))? (?P<verb>died|had|suffered|developed|reported)\b", re.IGNORECASE
)


_PEOPLE = r"(?:patients|people|participants|adults|children|women|men|volunteers)"


def _counted(text: str, source: str) -> Iterator[str]:
    """How many there were, where the article says "no": the source's own count of the same thing."""
    none, nobody = _NO_EVENTS.search(text), _NOBODY.search(text)
    if none and none["harm"].lower().endswith("s"):
        kind = none["kind"].strip()
        same = rf"{re.escape(kind)}\s+{re.escape(none['harm'])}" if kind else re.escape(none["harm"])
        there = re.search(rf"\b(?P<n>{_NUMBER})\s+{same}\b", source, re.IGNORECASE)
        if there:
            new = f"{there['n'].lower()} {text[none.start('kind') : none.end()]}"
            yield splice(text, none.span(), new)
    if nobody:
        who = re.search(
            rf"\b(?P<who>(?:{_NUMBER}) {_PEOPLE}) {nobody['verb']}\b",
            source,
            re.IGNORECASE,
        )
        if who:
            yield splice(text, nobody.span(), f"{who['who'].lower()} {nobody['verb']}")
