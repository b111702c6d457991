"""Refuses wordings that no editor would print: broken grammar, a figure told twice, a hedge beside a proof.

The guard asks whether a wording is known to be true; this asks whether it can be read. No suggestion is better than a
clumsy one.
"""

import re
from collections import Counter

from pipeline.suggestions.splice import lexicon

_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
_PER = re.compile(r"\bper (\d[\d.,]*)", re.IGNORECASE)
_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"))
_PROOF = (
    r"(?:prov(?:e|es|ed|en|ing)|confirm(?:s|ed)?|establish(?:es|ed)|beyond doubt|certain(?:ly|ty)?"
    r"|(?:clear|solid|strong|robust|compelling|definitive|conclusive) (?:evidence|proof))"
)
_LEAD = r"(?:according to|there is (?:only )?(?:limited|weak|scarce|insufficient|little|preliminary)|although|in an?)"
_AT_ODDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_PROOF}\b[^.;]*\b(?:may|might|could|appears? to|seems? to)\b",
        rf"^{_LEAD}\b.*\b{_PROOF}\b",
        r"^there is [a-z ]*\bevidence that [^.;]*\b(?:recommend(?:ation|ed|s)?|should|must)\b",
        r"[a-z]%|\b(?:more|less) than (?:up to|at least|about)\b|\b(?:about|roughly) (?:about|roughly)\b",
        r"\b(?:an?|the|their|his|her|its|our|your|who|double-blind,) (?:an?|the)\b",
        r"\b(\w+ \w+) as an? \1\b",
        r"\b(?:in|for|by|of|to|at|than|with|over|after) (?:in|for|by|of|to|at|with|after)\b(?! (?:all|least|most))",
        r"\b(?:attributable|related|due|linked) to [\w-]+ of any kind\b",
        r"\bagainst [^,.;]* against\b",
        r"(?<!not )(?<!nothing )(?<!none )(?<!nobody )\bat all\b",
        r"\b(?:completed|terminated|withdrawn|suspended) (?:with|who|aged|whose|in whom)\b",
        r"^according to\b.*\b(?:according to|reports?|announced|said|says)\b",
        r"\.\.$",
        r"\b(?:cure|eradicate|eliminate)[sd]? [^.;]*\b(?:for|until) (?:up to )?[\w.]+ (?:day|week|month|year)s?\b",
        r"\b(?:takes?|took|lasts?|lasted|for|needs?|within|over|than|about) (?:day|week|month|year) \d",
        r"\b[\w.]+-(?:day|week|month|year)(?=[.,;]|$)",
        (
            r"\b(?:associated|correlated|linked|related|tied) (?:with|to)"
            r" (?:[a-z]+er|reduced|increased|less|more) (?:the|your)\b"
        ),
        r"\b([\w.]+ (?:days|weeks|months|years))\b.*\b(?:for|until|after) \1\b",
        r"\bnot only\b(?![^.;]*\bbut\b)",
        (
            r"\b(?:is|are|will) (?:being|be|to|not|still|under|planned|expected|due|investigational|an?)\b[^.;]*"
            r"\b(?:last (?:year|month|week|spring|summer|autumn|winter)|(?:years?|months?|weeks?|days) ago|yesterday)\b"
        ),
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:[\w-]+ ){1,3}?[a-z]+s (?:was|is|has)\b",
        r"\b(?:is|are) (?:not|still|under|being|investigational)\b[^.;]*\bin (?:19|20)\d\d\b",
        r"^(?!.*\b(?:no|not|never|none|nobody|without|neither)\b).*\bwhatsoever\b",
        r"\bsuggest(?:s|ed)? (?:it|this|so)\b|-related [\w -]+ of any kind\b",
        r"\b(in \w+ (?:of )?[\w ]+?) \1\b",
        r"\b(?:at|in|by|for|of|to) from\b",
        r"\b([a-z]+ [a-z]+) \1\b",
        r"\b(?:prospectively|followed|follow-up|years later)\b[^.;]*\bcross-sectional\b",
        r"\b(?:should|must|can|will|may|might|could|would) (?:may|might|could|should|must|can)\b",
        r"\b([a-z]{4,}) (?:more|fewer|less) \1\b",
        r"\b(?:associated|linked) with (?:up|down|off|out|away|back)\b",
        (
            r"\b(?:is|are|was|were) not (?:yet )?(?:been )?(?:approved|cleared|licen[cs]ed|authori[sz]ed|banned|legal)"
            r" (?!for|by|in|as|to|at|on|and|or|but|yet|any|there|here|out|under|with|until|when|if|either|nor)[a-z]"
        ),
        (
            r"\b(?:has|have) been (?:completed|terminated|withdrawn|suspended)\b[^.;]*"
            r"\b(?:will|shall|(?:is|are) (?:due|expected|planned|to)|soon|next (?:year|month|week|spring|autumn))\b"
        ),
        (
            r"\b(?:has|have) (?:not )?(?:yet )?(?:been )?(?:\w+ed|given|won|got)\b[^.;,]*"
            r"\b(?:in (?:19|20)\d\d|ago|yesterday|last (?:year|month|week|spring|summer|autumn|winter))\b"
        ),
    )
)


def clumsy(claim: str, suggestion: str, evidence: str) -> bool:
    """Whether the suggestion reads badly in a way in which the claim does not.

    Args:
        claim: the article's words as they stand.
        suggestion: what they should read, whole.
        evidence: what the suggestion is built from.
    """
    return (
        any(pattern.search(suggestion) and not pattern.search(claim) for pattern in _AT_ODDS)
        or _perfect().search(suggestion) is not None
        or _told_twice(claim, suggestion, evidence)
        or _unbalanced(claim, suggestion)
        or bool(set(_PER.findall(suggestion)) - set(_PER.findall(f"{claim} {evidence}")))
    )


def _perfect() -> re.Pattern[str]:
    """A verb in the third person behind "has" or "have"."""
    forms = [entry.split() for entry in lexicon().effect.forms]
    third = "|".join(each[1] for each in forms if each[1] != each[3])
    return re.compile(rf"\b(?:has|have|had)(?: already| now| also)? (?:{third})\b", re.IGNORECASE)


def _told_twice(claim: str, suggestion: str, evidence: str) -> bool:
    """Whether a figure stands oftener than in the claim, though it stood there, and the passage has it once."""
    mine, new, theirs = (Counter(_FIGURE.findall(text)) for text in (claim, suggestion, evidence))
    return any(count > max(mine[figure], theirs[figure]) and mine[figure] for figure, count in new.items())


def _unbalanced(claim: str, suggestion: str) -> bool:
    return any(
        suggestion.count(left) != suggestion.count(right) and claim.count(left) == claim.count(right)
        for left, right in _BRACKETS
    )
