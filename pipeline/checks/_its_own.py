"""Figures that are the claim's own although another stands nearer: told in words, by their worth, or before their deed.

"Eleven and a half years" beside 11.6; "improved by 5.8" beside "changed by -5.8", where less may be better; "two people
stopped treatment" beside "thirty had nausea, of whom two stopped treatment".
"""

import re

from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.strength.matching import content

NEARLY = 0.02
"""By how much of it a figure told in words may miss the source's."""
_BETTER = re.compile(r"(?i)\b(?:improv\w+|better|worse\w*)\b")
_MOVED = re.compile(r"(?i)\b(?:improv\w+|worsen\w*)\b")
_CLAUSE_END = re.compile(
    r"(?i)[.;:,](?: |$)|\b(?:and|but|or|while|whereas|than|one|two|three|four|five|six|seven|eight|nine|ten)\b|\d"
)
REACH = 60
"""Signs behind a figure in which its deed stands."""


def by_worth(claim: str, passage: str) -> bool:
    """Whether a claim alone tells a move by its worth: whether a fall or a rise is better depends on the scale."""
    return _BETTER.search(claim) is not None and _MOVED.search(passage) is None


def loosely_told(fact: Fact, source: Fact) -> bool:
    """Whether a figure is told in words that are nearly the source's."""
    if any(sign.isdigit() for sign in fact.text) or fact.value is None or source.value is None:
        return False
    mine, theirs = fact.value.low, source.value.low
    return bool(mine and theirs and fact.unit == source.unit and abs(mine - theirs) <= NEARLY * theirs)


def its_deed(claim: str, fact: Fact, passage: Passage) -> bool:
    """Whether a passage has the claim's count in words right before what the claim tells of it, beside its noun."""
    word = fact.text.split()[0].lower() if fact.text.split() else ""
    if not word.isalpha():
        return False
    said = content(claim[fact.end :]) - content(fact.noun)
    for match in re.finditer(rf"(?i)\b{re.escape(word)} (?=[a-z])", passage.text):
        behind = _CLAUSE_END.split(passage.text[match.end() :], maxsplit=1)[0][:REACH]
        if said & content(behind):
            return True
    return False
