"""Which group a number belongs to: the arms that a sentence names, and the one that each of its numbers is of."""

import re
from typing import NamedTuple

from pipeline.facts.nouns import lemma

CONTROL = frozenset(
    "placebo control controls sham comparator usual standard untreated unvaccinated waitlist waiting leaflet"
    " dummy".split()
)
_GENERIC = frozenset(
    """group arm cohort patients participants people those who the a an subjects recipients individuals of in with
    and or
    received receiving given taking treated assigned randomised randomized on to by at for as was were had only than
    dose treatment therapy women men adults children were had not mean median also got getting allocated that""".split()
)
_ARM_NAMED = re.compile(
    (
        r"(?:\b(?:in|on|for|with|to|among|of|from|by|vs\.?|versus|than|and) )?(?:the |a "
        r"|an )?((?:[A-Za-z0-9][\w.+/-]* ){1,4})(?:treated |treatment |intervention )?(?:groups?|arms?"
        r"|cohorts?|recipients|controls|dose|spray|tablets?|capsules?)\b"
    ),
    re.IGNORECASE,
)
_ARM_LETTER = re.compile(r"\b[Gg](?:roup|ROUP) ([A-H]|[1-9])\b(?![.,]\d| ?%)")
_ARM_WORD = re.compile(r"\b(?:group|arm|cohort|recipient|control|dose|spray|tablet|capsule)", re.IGNORECASE)
_NO_DRUG = (
    r"(?:some|any|every|no)?one|pain|brain|skin|spine|urine|\w*migraine|routine|medicine|machine|decline|baseline|line"
    r"|spleen|examine|nine|fine|mine|none|alone|(?:jaw|back|breast|hip|cheek)?bone|phone|zone|ozone|gone|alcohol|school"
    r"|protocol|cholesterol|rate|date|state|late|private|climate|candidate|certificate|estimate|private|plate|appropriate"
    r"|side|wide|outside|inside|worldwide|suicide|guide|bedside|main|gain|train|strain|grain|chain|certain|margin|origin"
    r"|haemoglobin|hemoglobin|bilirubin|albumin|creatinine|protein|within|again|vein|chin|groin|twin|ruin|brine|marine"
)
"""Words that end as names of drugs do."""
_ARM_VERB = re.compile(
    (
        r"\b(?:on|with|receiving|received|receive|taking|took|given|treated with|assigned to"
        r"|randomi[sz]ed to|allocated to|got|for|under|using|in|vs\.?|versus|among|of|after"
        r"|used) (?:the |a |an |those on |those who received |those receiving |those given "
        r"|patients on |patients receiving |patients given )?((?:\d[\d.,]* ?(?:mg|μg|mcg|g|IU"
        r"|ml)(?:/\w+)?)|the (?:drug|treatment|medication|medicine|vaccine|spray)\b|drug\b|(?:active "
        r"|inert |oral )?placebo|controls?\b|dummy (?:pill|tablet|capsule)s?"
        r"|usual care|standard care|sham\b[a-z ]{0,12}"
        rf"|(?!(?:{_NO_DRUG})\b)[A-Za-z][\w-]*(?:mab|nib|tide|statin|pril|olol|azole|cillin|sartan|gliptin|flozin|setron"
        r"|triptan|oxetine|idone|apine|azepam|vir|cin|ine|one|ide|ate|ol|in)\b)"
    ),
    re.IGNORECASE,
)
_ARM_GIVEN = re.compile(
    r"\b(?:assigned|allocated|randomi[sz]ed) to (?:receive |get )?(?:the |an? )?"
    r"(?!(?:one|two|three|four|each|either|both|receive|groups?|arms?|different|\d)\b)([A-Za-z][\w-]+)",
    re.IGNORECASE,
)
_ARM_BARE = re.compile(
    (
        r"\b(placebo|controls?|dummy(?= (?:pill|tablet|capsule|drug))"
        r"|vaccinated|unvaccinated|usual care|untreated|sham|intervention|waitlist"
        r"|smokers|non-?smokers)\b"
    ),
    re.IGNORECASE,
)
_ARM_DOSE = re.compile(
    r"(\d[\d.,]* ?(?:mg|μg|mcg|g|IU|ml)(?:/\w+)?)(?: dose)?(?: (?:group|arm))?[ ,:]*(?:\(?[nN] ?= ?)?$"
)
_ARM_PAREN = re.compile(
    r"^\)?,? ?(?:points? )?\((?:the )?(\d[\d.,]* ?(?:mg|μg|g|IU)[^();]{0,20}|placebo|controls?"
    r"|[A-Za-z][\w -]{2,24}?)(?: group| arm)?\)"
)


def arm_key(phrase: str) -> str:
    """A group's name, reduced to what tells it from other groups."""
    kept = [word for word in re.findall(r"[a-z0-9][\w.+-]*", phrase.lower()) if word not in _GENERIC]
    return " ".join(lemma(word) for word in kept)


class Named(NamedTuple):
    """A group or time named in the sentence."""

    start: int
    end: int
    key: str


def arms(text: str) -> list[Named]:
    """The groups that a sentence names, in order."""
    found = [Named(*match.span(), f"group-{match[1].lower()}") for match in _ARM_LETTER.finditer(text)]
    named = (_ARM_NAMED,) if _ARM_WORD.search(text) else ()
    for pattern in (*named, _ARM_VERB, _ARM_BARE, _ARM_GIVEN):
        for match in pattern.finditer(text):
            start, end = match.span()
            if pattern is _ARM_NAMED:
                start += _inner(match[0])
            key = arm_key(match[1] if pattern is not _ARM_NAMED else text[start:end])
            if key and not any(each.start < end and start < each.end for each in found):
                found.append(Named(start, end, key))
    return sorted(found)


_WITHIN = re.compile(
    r"(?:\d|\b(?:patients|people|participants|women|men|children|adults|infants|those)) (?=(?:in|on|to|among|from) )"
)


def _inner(phrase: str) -> int:
    """Where the name of a group begins behind those counted: "of 1000 patients in the usual-care group"."""
    return max((count.end() for count in _WITHIN.finditer(phrase)), default=0)


_ALLOTTED = re.compile(r"\b(?:assigned|allocated|randomi[sz]ed) to\b", re.IGNORECASE)
_TO = re.compile(r" to (?:receive )?(?:the |an? )?(?!(?:one|two|either|each|both|the)\b)([A-Za-z][\w-]+)")


def allotted(text: str, start: int, end: int) -> str:
    """The group of the second number in "45 were assigned to yoga and 45 to a list"."""
    to = _TO.match(text, end)
    return arm_key(to[1]) if to and _ALLOTTED.search(text, max(0, start - 120), start) else ""


def arm_of(text: str, start: int, end: int, named: list[Named], left: int, right: int) -> str:
    """The group that a number belongs to.

    `left` and `right` bound its own stretch: the neighbouring numbers of the same kind. The group after it wins, then
    the dose that stands right before it, then the last group named before.
    """
    paren = _ARM_PAREN.match(text[end : end + 48])
    if paren is not None and "=" not in paren[1] and "%" not in paren[1]:
        key = arm_key(paren[1])
        if key and not key.isdigit():
            return key
    dose = _ARM_DOSE.search(text[max(0, start - 40) : start])
    if dose is not None:
        return arm_key(dose[1])
    if group := allotted(text, start, end):
        return group
    stop = _stretch_end(text, end, right)
    after = [each for each in named if end <= each.start < stop]
    before = [each for each in named if left <= each.start and each.end <= start]
    if before and re.fullmatch(
        (
            r"(?: [A-Z]\d{0,2})?(?:['’]s?)?[ ,:(]*"
            r"(?:was |were |had |is |it was |by |to |of |a |in |scored |reached |only |n ?= ?|[a-z]+ed |[a-z]+ed by )"
            r"*\(?"
        ),
        text[before[-1].end : start],
    ):
        return before[-1].key
    if after:
        return after[0].key
    if before:
        return before[-1].key
    earlier = [each for each in named if each.end <= start]
    return (
        earlier[-1].key
        if earlier and not re.search(r"\b(?:vs\.?|versus|against|compared)\b", text[earlier[-1].start : start])
        else ""
    )


_BREAK = re.compile(
    r"[;:]|, (?:and|while|whereas|but|against|versus|compared)\b| (?:vs\.?|versus|against"
    r"|compared (?:to|with)|whereas|while|but|than) "
)


def _stretch_end(text: str, end: int, right: int) -> int:
    broken = _BREAK.search(text, end, max(right, end))
    return broken.start() if broken else right


_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_ITEMS = re.compile(
    r"(?:\b(?:in|for|with|among|on|of|to|from) )(?:the )?((?:[\w.%+/-]+ ?){1,5}(?:, (?:[\w.%+/-]+ ?)"
    r"{1,5}){0,4},? and (?:the )?(?:[\w.%+/-]+ ?){1,5})"
)


def respectively(text: str, count: int) -> list[str]:
    """The names that "respectively" hands out to `count` numbers, in order; empty where it does not."""
    at = _RESPECTIVELY.search(text)
    if at is None:
        return []
    for match in reversed(list(_ITEMS.finditer(text[: at.start()]))):
        names = [arm_key(part) for part in re.split(r",? and (?:the )?|, ", match[1])]
        names = [name for name in names if name and not re.fullmatch(r"[\d. %]+", name)]
        if len(names) == count:
            return names
    return []
