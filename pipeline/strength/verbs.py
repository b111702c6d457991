"""Whether a form that could be a verb is one, in its place, and acts: grammar of the words round it, no tagger.

"The diet cut deaths" acts; "had the tattoo cut out", "blocked arteries", "got hurt" and "children's lead" do not.
"""

import re

from pipeline.strength.patterns import words_of

_BEFORE = 60
"""Characters before a form in which its auxiliary, determiner or relative pronoun stands."""
_NAMED = re.compile(rf"(?i)(?:\b(?:{words_of('verbs', 'noun.follows')})|['’]s|s['’])\s+\Z")
_COMPARED = re.compile(r"(?i)(?<!more)(?<!less)\s+than\s+\Z")
"""What something is compared with: "than cuts left open", not "more than doubles"."""
_PASSIVE = re.compile(rf"(?i)\b(?:{words_of('verbs', 'passive')})\s+(?:\w+ly\s+)?\Z")
_HAD_DONE = re.compile(
    rf"(?i)\b(?:{words_of('verbs', 'have.done')})\s+(?:{words_of('verbs', 'determiner')})\s+(?:[\w-]+\s+){{1,3}}\Z"
)
_RELATIVE = re.compile(r"(?i)\b(?:that|which|who)\s+(?:\w+ly\s+)?\Z")
_IN_RELATIVE = re.compile(r"(?i)\b(?:who|that|which)\s+[^,;.]{1,60}\s(?:and|or)\s+(?:\w+ly\s+)?\Z")
"""The second of two verbs that tell which people are meant: "those who fell ill and shed weight"."""
_COPULA = re.compile(r"(?i)\b(?:is|are|was|were|be|['’]s)\b")
_DENIED = re.compile(rf"(?i)\s+(?:{words_of('verbs', 'denied.object')})\b")
_NO_OBJECT = re.compile(rf"(?i)\s+(?:{words_of('verbs', 'no.object')})\b")
_FOLLOWS_NOUN = re.compile(rf"(?i)\s+(?:{words_of('verbs', 'follows.noun')}|{words_of('verbs', 'by.itself')})\b")
"""Behind a form in -s: it is a plural noun, or it acts on nothing."""
_VERY_FORM = re.compile(r"(?i)(?:\w+ed|\w+en|cut|hurt|built|brought|left|kept|shut|broken|driven|fed|led)\b")


def acts(text: str, start: int, end: int) -> bool:
    """Whether the form at `start:end` is a verb of the writer's own statement, active, and with something to act on."""
    before = text[max(start - _BEFORE, 0) : start]
    if _NAMED.search(before) or _COMPARED.search(before) or passive(text, start):
        return False
    if text[end - 1 : end] == "s" and (_FOLLOWS_NOUN.match(text, end) or not before.strip(" \"“'‘(")):
        return False
    if _VERY_FORM.match(text, start) and (_HAD_DONE.search(before) or _NO_OBJECT.match(text, end)):
        return False
    if _IN_RELATIVE.search(before):
        return False
    if _RELATIVE.search(before) and not _COPULA.search(before):
        return False
    return not _denied(text, end)


def passive(text: str, start: int) -> bool:
    """Whether the form at `start` is a passive: "was damaged", "got hurt" name no agent."""
    return _PASSIVE.search(text[max(start - _BEFORE, 0) : start]) is not None


def _denied(text: str, end: int) -> bool:
    """Whether what follows the form denies that anything came of it: "caused no trouble"."""
    return _DENIED.match(text, end) is not None
