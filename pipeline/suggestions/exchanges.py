"""Edits that exchange what differs beside what is the same: the unit or the rate of a figure, the way of a change.

"90 minutes" beside "90 seconds", "24 minutes less a week" beside "24 minutes less a night", "had higher glucose"
beside "had lower glucose". The figure, or the sentence round the word, stands on both sides; only the other part is
taken over.
"""

import re
from collections.abc import Iterator

from pipeline.facts.numbers import numbers
from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection
from pipeline.suggestions.splice import splice
from pipeline.text import stem

_UNIT = re.compile(
    r"(?P<gap>\s?|-)(?P<unit>(?:(?:milli|micro|nano|kilo|centi)?(?:grams?|litres?|liters?|met(?:re|er)s?|mol(?:es?)?)"
    r"|(?:degrees |°)(?:Celsius|Fahrenheit|[CF]\b)"
    r"|[mµnk]?mol|[mµnk]?g|mcg|[mµd]?[lL]|[kmc]m|IU|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)"
    r"(?:(?:/| per )(?:m?mol|[mk]?g|d?[lL]|litre|liter|kilogram|cubic metre|day|week|month|year|hour))?)(?![\w/])"
)
_RATE = re.compile(
    r"\b(?P<rate>(?:once|twice) (?:daily|weekly|monthly|an? (?:day|night|week|month|year|hour))"
    r"|(?<!once )(?<!twice )(?:daily|weekly|an? (?:day|night|week|month|year|hour)"
    r"|per (?:day|night|week|month|year|hour)))\b(?! (?:ahead|later|earlier|before|after|and|ago))"
)
_NAMED_TIME = re.compile(r"\b(day|week|month|year) \d[\d.,]*$", re.IGNORECASE)
"""A point in time, by its number: "week 15"."""
_A_TIME = re.compile(r"\ban? (?P<unit>second|minute|hour|day|night|week|month|year)(?= (?P<next>[a-z]+))")
_MORE = re.compile(r"(?: an?| per| each)?(?: \w+)? (?:more|less|fewer|lower|higher|longer|shorter)\b")
_NEAR = 70
"""Characters behind a figure within which its rate stands."""
_STOP = re.compile(r"[;.](?:\s|$)|,\s(?:and|but|while)\b")
_ADVERBS = {"daily": "a day", "weekly": "a week", "monthly": "a month"}


def unit_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """The source's unit or rate behind a figure that both sides have; none where the source has the figure twice."""
    passage = objection.passage
    if objection.code != "NUM-003" or passage is None:
        return
    for own in _A_TIME.finditer(claim.text):
        for other in _A_TIME.finditer(passage.text):
            if own["next"] == other["next"] and own["unit"] != other["unit"]:
                yield splice(claim.text, own.span(), other[0])
    for mine in numbers(claim.text):
        there = [each for each in numbers(passage.text) if f"{each.value:g}" == f"{mine.value:g}"]
        if len(there) != 1:
            continue
        yield from _unit(claim.text, mine.end, passage.text, there[0].end)
        yield from _rate(claim.text, mine.end, passage.text, there[0].end)


def _unit(text: str, end: int, source: str, there: int) -> Iterator[str]:
    own, other = _UNIT.match(text, end), _UNIT.match(source, there)
    named = _NAMED_TIME.search(source[:there])
    if own and named and other is None and re.fullmatch(r"(?:day|week|month|year)s", own["unit"]):
        yield splice(text, own.span("unit"), f"{named[1].lower()}s")
        return
    if own is None or other is None or _short(own["unit"]) == _short(other["unit"]):
        return
    if text[:end].rstrip()[-1:].isalpha() and "/" in other["unit"]:
        return  # "one µg/L": a word does not stand before a sign
    if _MORE.match(source, other.end()) and not _MORE.match(text, own.end()):
        return  # the source's figure is a difference
    if own["gap"] == "-" or other["gap"] == "-":
        return
    unit = other["unit"]
    if re.match(r"(?: of [a-z -]{1,40}?)? per\b", text[own.end() :]):
        unit = re.split(r"/| per ", unit)[0]
    if "per" in unit.split() and re.match(r"\s+(?:a|per|each|every|of)\b", text[own.end() :]):
        unit = unit.split(" per ")[0]
    yield splice(text, own.span("unit"), unit)


_LONG = (
    ("milli", "m"),
    ("micro", "µ"),
    ("nano", "n"),
    ("kilo", "k"),
    ("centi", "c"),
    ("mcg", "µg"),
    (r"gram\b", "g"),
    (r"lit(?:re|er)\b", "l"),
    (r"met(?:re|er)\b", "m"),
    (r"mole\b", "mol"),
    (" per ", "/"),
)


def _short(unit: str) -> str:
    """One way of writing for a unit: "milligrams per litre" as "mg/l"."""
    short = re.sub(r"s\b", "", unit.lower())
    for long, sign in _LONG:
        short = re.sub(long, sign, short)
    return short


def _rate(text: str, end: int, source: str, there: int) -> Iterator[str]:
    own, other = _rate_behind(text, end), _rate_behind(source, there)
    if own is None or other is None or own["rate"].lower() == other["rate"].lower():
        return
    mine, new = own["rate"].lower(), other["rate"].lower()
    if (mine.split()[0] in ("once", "twice")) != (new.split()[0] in ("once", "twice")):
        return
    if mine.startswith(("a ", "an ")):
        new = _ADVERBS.get(new, re.sub(r"^per ", "a ", new))
    yield splice(text, own.span("rate"), "an hour" if new == "a hour" else new)


def _rate_behind(text: str, end: int) -> re.Match[str] | None:
    """The first rate behind a figure, within its part of the sentence and before another figure."""
    stop = _STOP.search(text, end)
    limit = min(stop.start() if stop else len(text), end + _NEAR)
    return _RATE.search(text, end, limit)


_OPPOSITES = (
    ("more", "less", "fewer"),
    ("higher", "lower"),
    ("longer", "shorter"),
    ("better", "worse"),
    ("larger", "smaller"),
)
_FORM = re.compile(r"(?:ed|[^s]s|er)$")
_AUXILIARY = re.compile(r"\b(?:did|does|do) not $")


def way_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """The source's word for the way of a change in the place of the article's, both in the same form."""
    passage, said, shown = objection.passage, objection.said, objection.shown
    if not objection.code.startswith("NUM-") or passage is None or said is None or shown is None:
        return
    mine, theirs = claim.text[slice(*said)], passage.text[slice(*shown)].lower()
    denied = _AUXILIARY.search(claim.text[: said[0]])
    if denied and stem(mine.lower()) == stem(theirs) and theirs != mine.lower():
        yield splice(claim.text, (denied.start(), said[1]), theirs)
    if denied or not mine.isalpha() or not theirs.isalpha() or mine.lower() == theirs:
        return
    opposed = any(mine.lower() in pair and theirs in pair for pair in _OPPOSITES)
    if opposed or _ending(mine.lower()) == _ending(theirs) != "":
        yield splice(claim.text, said, theirs)


def _ending(word: str) -> str:
    found = _FORM.search(word)
    return "" if found is None else found[0][-1] if found[0].endswith("s") else found[0]
