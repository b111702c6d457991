"""What of a result can't stand in a question: its figure, its past tense, and what is no effect at all.

"Eased pain in 80% of users" is asked as "whether it eases pain"; "mothers who heard music asked for fewer" can't be
asked of people who have not heard it yet.
"""

import re

from pipeline.suggestions.conjugation import known

_N = r"(?:\d[\d.,]*|half|a (?:third|quarter|half|fifth)|two[- ]thirds|three[- ]quarters)"
_ABOUT = r"(?:(?:about|around|up to|more than|less than|nearly|almost|as much as|roughly|at least|an average of) )?"
_UNIT = r"(?: ?%| per ?cent(?:age points?)?| (?!(?:than|after|in|with|among|and)\b)[\w/]+)?"
_SHARE = r"\d[\d.,]*(?: ?%| per ?cent| (?:out )?of \d+) ?(?:of )?(?:the |all )?[a-z]*"
_DROPPED = re.compile(rf" (?:by {_ABOUT}{_N}{_UNIT}|in {_ABOUT}{_SHARE})(?=[.,;]|$| (?:in|among|with|after)\b)")
_FIGURE = re.compile(
    r"\d ?%|\bper ?cent\b|\bpercentage\b|\d (?:out )?of (?:the )?\d"
    r"|\b(?:one|two|three|four|nine|\d+) (?:in|out of) (?:two|three|four|five|ten|\d+)\b"
    rf"|\bby {_ABOUT}{_N}|-?\bfold\b|\b\d[\d.,]* times\b",
    re.IGNORECASE,
)
_NO_SUBJECT = frozenset("a an the of with for in on at by to and or either no more less than their its his her".split())
_PARTICIPLE = frozenset((*_NO_SUBJECT, "is", "are", "be", "been", "being", "was", "were", "when", "if", "not"))
_BEHIND = frozenset("by with in to on at from as".split())
_PRESENT = re.compile(r"\b(?:is|are|has|have|do|does)\b")
_WHO_DID = re.compile(r"\b(?:who|whose [a-z]+) (?:had |was |were )?(?P<verb>[a-z]+)\b")
_PAST = re.compile(
    r"\b(?:fell|rose|lost|slept|had|did|felt|became|went|came|got|saw|gave|took|sent|brought|was|were|thanks to)\b"
)
_ED = re.compile(r"(?P<before>[\w’'-]+),? (?P<verb>[a-z]{2,}ed)\b(?: (?P<behind>[a-z]+))?")


def without_result(text: str) -> str:
    """The text without the size of an effect at the end of its clause: a question asks whether, not how much."""
    return _DROPPED.sub("", text)


def has_result(text: str) -> bool:
    """Whether a share or a size still stands there."""
    return bool(_FIGURE.search(text))


def past_left(text: str) -> bool:
    """Whether something of the question is told as if it had happened."""
    if _PAST.search(text):
        return True
    return did_already(text) or any(_finite(text, found) for found in _ED.finditer(text))


def did_already(text: str) -> bool:
    """Whether it tells of people who have done something: "runners who wore the sock"."""
    return any(_is_past(did["verb"]) for did in _WHO_DID.finditer(text))


def _is_past(verb: str) -> bool:
    forms = known().get(verb)
    return verb.endswith("ed") or (forms is not None and verb == forms.past != forms.base)


def _finite(text: str, found: re.Match[str]) -> bool:
    """Whether a word in -ed is a verb of its own: "asked for", not "treated with" before another verb."""
    before = found["before"].lower()
    if before in _PARTICIPLE or before.isdigit() or before.endswith("ly") or found["verb"].endswith("need"):
        return False
    if found["behind"] in _BEHIND:
        return not _later_verb(text[found.end() :]) and not _later_verb(text[: found.start()])
    behind = found["behind"] or ""
    return not (behind and behind.endswith("s") and _later_verb(text[found.end() :]))


def _later_verb(text: str) -> bool:
    words = re.findall(r"[a-z]+", text)
    return bool(_PRESENT.search(text)) or any((forms := known().get(word)) and word != forms.past for word in words)


def acts(text: str, at: int) -> bool:
    """Whether the word there may be a verb: nothing stands before it that only a noun or an adjective follows."""
    before = re.findall(r"[A-Za-z’'-]+", text[:at])
    return bool(before) and before[-1].lower() not in _NO_SUBJECT


_PROCEDURE = re.compile(
    r"\b(?:enrol(?:l?ed|l?ing)?|recruit(?:ed|ing)?|randomi[sz]ed|assigned|screened|dosed|takes? part|taken part)\b",
    re.IGNORECASE,
)
_HELPS = re.compile(r"(?:have|has|do|does) (?:now |already |not )?(?:been|[a-z]+ed)\b")


def tells_effect(text: str) -> bool:
    """Whether the sentence tells what something does or is worth, not what takers of part are given."""
    if _PROCEDURE.search(text):
        return False
    if re.search(
        r"\b(?:is|are|be) (?:[a-z]+ ){0,3}?(?:[a-z]+(?:ive|al|ful|ed|er)|safe|better|worse|a success)\b", text
    ):
        return True
    words = re.finditer(r"\b[a-z]+\b", text)
    return any(
        word[0] in known() and not _HELPS.match(text, word.start()) and acts(text, word.start()) for word in words
    )
