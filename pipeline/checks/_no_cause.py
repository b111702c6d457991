"""Words of cause that tell none: what they only name, whom a disease killed, what was not brought about."""

import re

from pipeline.strength.certainty import reported
from pipeline.strength.context import context
from pipeline.strength.patterns import Hit, words_of
from pipeline.strength.things import conditions

_NO_OBJECT = re.compile(r"(?i)\s+(?:almost |practically |hardly )?(?:no|none|nothing|little)\b")
_DETERMINED = re.compile(
    r"(?i)\b(?:an?|the|of|with|from|for|by|in|to|on|at|her|his|its|their|our|my|your|these|those|any|no|some|or)\s+\Z"
)
_RELATIVE = re.compile(r"(?i)^\W*(?:(?!(?:is|are|was|were|has|have|had)\b)[\w-]+ ){1,4}(?:that|which) (?:\w+ly )?\Z")
_TO = re.compile(r"(?i)\bto\s+\Z")
_SHOWN_TO = re.compile(rf"(?i)\b(?:{words_of('verbs', 'to.be.shown')})\s+to\s+\Z")
"""An infinitive tells an aim or a need ("it took months to get it back"), unless it was found, or can, or helps."""
_ALONE = re.compile(r"(?i)\s*(?:[.,;:)]|\Z|(?:as|in|with|by|after|within|than|for|at|on|when|while|and|but)\b)")
"""Behind an infinitive without an object: "took as long to heal as"."""


_ASKED = re.compile(
    r"(?i)\b(?:tell|tells|know|knows|known|say|says|sure|clear|unclear|ask|asks|asked|wonder|wonders|test|tested|decide)"
    r"\s+(?:if|whether|what|which|why|how)\b"
)
"""A question in a sentence: "nobody can tell if it was the cause"."""


_NO_ORDER = frozenset("because thanks due owing it what why how since as for given by through".split())
"""Words of cause that open a statement."""
_BEHIND = re.compile(r"(?i)(?:account|lay|lie|lying|ma[dk]e)")
_SHARE = re.compile(
    r"(?i) (?:(?:more than|less than|over|under|about|around|almost|nearly|close to|just|only|roughly|some) )*"
    r"(?:\d|half|an? (?:third|quarter|fifth|tenth)|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|most"
    r"|the (?:majority|bulk|rest))"
)
"""Behind "accounted for" or "lay behind" it is a share that is told, and no cause."""
_NOBODY = re.compile(r"(?i)\W*(?:no one|nobody|none|no (?:[\w-]+ ){1,2}(?:is|are|was|were|has|have))\b")
"""What stands behind it is denied: "no one is advised to skip it because"."""


def otherwise_meant(text: str, hit: Hit) -> bool:
    """Whether a word of cause is an order, part of a compound, tells a share, or stands under a denial.

    "Keep your chin up", "sleep-starved", "accounted for a third", "no one is told to stop because".
    """
    ahead, first = text[: hit.start].strip(" \"“‘'("), hit.text.split()[0]
    if not ahead and not reported(first) and first.lower() not in _NO_ORDER:
        return True
    if text[: hit.start].endswith("-") or _NOBODY.match(text):
        return True
    return _BEHIND.match(hit.text) is not None and _SHARE.match(text, hit.end) is not None


def names_only(text: str, hit: Hit) -> bool:
    """Whether a word of cause only names a thing, or brings nothing about.

    "Blocked arteries", "diseases that destroy the brain": what the sentence tells comes after; "caused no trouble".
    """
    if _NO_OBJECT.match(text, hit.end) or _ASKED.search(text, 0, hit.start):
        return True
    before = text[max(hit.start - 80, 0) : hit.start]
    base = not hit.text.split()[0].endswith(("s", "ed"))
    if base and _TO.search(before) and (_ALONE.match(text, hit.end) or not _SHOWN_TO.search(before)):
        return True
    if hit.text.endswith("ed") and " " not in hit.text and _DETERMINED.search(before):
        return True
    return _RELATIVE.search(text[context(text).clause(hit.start).start : hit.start]) is not None


def of_disease(text: str, hit: Hit) -> bool:
    """Whether "due to" only names the disease that somebody died or suffered of."""
    if _KILLS.fullmatch(hit.text) and (conditions(text[: hit.start]) or _ILLNESS.search(text, 0, hit.start)):
        return True
    named = conditions(text[hit.end : hit.end + 40])
    return hit.text.lower() in ("due to", "because of", "as a result of") and bool(named) and named[0].start <= 12


_KILLS = re.compile(r"(?i)kill(?:s|ed)?")
_ILLNESS = re.compile(
    r"(?i)\b(?:diseases?|illness(?:es)?|infections?|virus(?:es)?|cancers?|tumou?rs?|outbreaks?|epidemics?)\b"
)
