"""What of a result can't stand in a question: its figure, its past tense, and what is no effect at all.

"Eased pain in 80% of users" is asked as "whether it eases pain"; "mothers who heard music asked for fewer" can't be
asked of people who have not heard it yet.
"""

import re

from pipeline.suggestions.conjugation import known
from pipeline.suggestions.expressions import pattern

_DROPPED = pattern("results", "dropped")
_FIGURE = pattern("results", "figure")
_NO_SUBJECT = pattern("results", "no_subject")
_PARTICIPLE = pattern("results", "participle")
_BEHIND = pattern("results", "behind")
_PRESENT = pattern("results", "present")
_WHO_DID = pattern("results", "who_did")
_PAST = pattern("results", "past")
_ED = pattern("results", "ed")
_PROCEDURE = pattern("results", "procedure")
_IS_WORTH = pattern("results", "is_worth")
_HELPS = pattern("results", "helps")


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
    before, behind = found["before"], found["behind"] or ""
    if _PARTICIPLE.fullmatch(before) or _NO_SUBJECT.fullmatch(before) or found["verb"].endswith("need"):
        return False
    if _BEHIND.fullmatch(behind):
        return not _later_verb(text[found.end() :]) and not _later_verb(text[: found.start()])
    return not (behind.endswith("s") and _later_verb(text[found.end() :]))


def _later_verb(text: str) -> bool:
    words = re.findall(r"[a-z]+", text)
    return bool(_PRESENT.search(text)) or any((forms := known().get(word)) and word != forms.past for word in words)


def acts(text: str, at: int) -> bool:
    """Whether the word there may be a verb: nothing stands before it that only a noun or an adjective follows."""
    before = re.findall(r"[A-Za-z’'-]+", text[:at])
    return bool(before) and not _NO_SUBJECT.fullmatch(before[-1])


def tells_effect(text: str) -> bool:
    """Whether the sentence tells what something does or is worth, not what takers of part are given."""
    if _PROCEDURE.search(text):
        return False
    if _IS_WORTH.search(text):
        return True
    words = re.finditer(r"\b[a-z]+\b", text)
    return any(
        word[0] in known() and not _HELPS.match(text, word.start()) and acts(text, word.start()) for word in words
    )
