"""Edits of a change: "from 31% to 37%" in the place of "by six per cent".

Per cent and percentage points are so often mistaken for each other that the two levels say it best, where the passage
has them and the article's verb goes the same way.
"""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection
from pipeline.strength.matching import meant, share
from pipeline.suggestions.splice import lexicon, splice

_CODES = frozenset(("NUM-001", "NUM-002", "NUM-003"))
SAME_MATTER = 0.33
"""Least share of the claim's content words in the passage, or of its names by what they mean."""
_SHARE = r"\d[\d.,]*\s?(?:%|per cent|percent)"
_WHEN = r"(?: (?:in|at) (?:\d{4}|baseline|the start|entry))?"
_FROM_TO = re.compile(rf"\bfrom (?P<low>\d[\d.,]*\d|\d)(?P<sign>\s?(?:%|per cent))?{_WHEN} to (?P<high>{_SHARE})")
_UP_FROM = re.compile(rf"\b(?P<high>{_SHARE})[^.;]{{0,40}}?, (?:up|down) from (?P<low>{_SHARE})")
_GOING = frozenset("go goes went gone came come comes".split())
_BY = re.compile(
    r"\b(?P<verb>[a-z]+)(?P<object> [a-z -]{0,60}?)? (?P<by>by (?:about |nearly |almost |roughly |around )?"
    r"(?:[a-z-]+|\d[\d.,]*)\s?(?:%|per cent|percent|percentage points)(?: in relative terms)?)(?! of\b)"
)


def change_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for a change told as a figure, where the passage tells where it began and where it ended."""
    passage = objection.passage
    if objection.code not in _CODES or passage is None:
        return
    levels = [*_FROM_TO.finditer(passage.text), *_UP_FROM.finditer(passage.text)]
    told = _BY.search(claim.text)
    if len(levels) != 1 or told is None or len(_BY.findall(claim.text)) > 1:
        return
    if max(share(claim.text, passage.text), meant(claim.text, passage.text)) < SAME_MATTER:
        return
    low, high = levels[0]["low"], levels[0]["high"]
    way = _way(told["verb"], told["object"] or "")
    if way is None or way != (_value(high) > _value(low)):
        return
    if not low.rstrip().endswith(("%", "t")) and levels[0].re is _FROM_TO and levels[0]["sign"]:
        low += levels[0]["sign"]
    yield splice(claim.text, told.span("by"), f"from {low} to {high}")


def _way(verb: str, behind: str) -> bool | None:
    """Whether the words before "by" tell a rise; None where they tell neither."""
    words = lexicon()
    if _GOING & {verb, *behind.split()}:
        return {"up": True, "down": False}.get(behind.rpartition(" ")[2])
    for verbs, up in ((words.up, True), (words.raising_it, True), (words.down, False), (words.lowering_it, False)):
        forms = {form for entry in verbs.forms for form in entry.split()}
        if forms & {verb, *behind.split()}:
            return up
    return None


def _value(text: str) -> float:
    found = re.match(r"\d+(?:\.\d+)?", text.replace(",", ""))
    return float(found[0]) if found else 0.0
