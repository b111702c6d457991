"""A hedge that a source puts on what the claim states flatly in other words than the source's.

An abstract tells one matter throughout, so that likeness of meaning finds the passage where shared words are too few:
"gum may shorten the time until bowel sounds return" beside "chewing gum gets the bowels going".
"""

import re
from typing import NamedTuple

from pipeline.checks import Dossier
from pipeline.checks._permission import permits
from pipeline.records.verdict import Passage
from pipeline.strength import profile
from pipeline.strength.causality import acting
from pipeline.strength.certainty import reported
from pipeline.strength.context import Scope, context
from pipeline.strength.gaps import owns_up
from pipeline.strength.matching import ABSTRACT, around, content, meant
from pipeline.strength.patterns import find

_ABOUT = 0.4
"""Two fifths of what the claim says, in whatever words: the passage is on the claim's matter."""
_MOST = 0.6
"""Three fifths of that must stand under the hedge: a hedge on an aside is none on the claim."""
_AS_NEAR = 0.75
"""A flat passage that says three quarters as much of the claim bears it out."""
_FLAT = 3
"""From here upwards a claim states: it hedges nothing."""


class Hedge(NamedTuple):
    """What holds a passage back: its words, the level of certainty left, and where."""

    words: str
    level: int
    passage: Passage
    start: int
    end: int


def in_other_words(dossier: Dossier) -> Hedge | None:
    """The hedge, or the low certainty of the evidence, on the passage that means what the claim states as fact."""
    claim = dossier.claim.text
    if len(dossier.passages) > ABSTRACT or profile(claim).certainty < _FLAT or owns_up(around(dossier.claim)):
        return None
    if any(scope.cue.entry.group in ("speculation", "negation") for scope in context(claim).scopes):
        return None
    near = sorted(((meant(claim, each.text), each) for each in dossier.passages), key=lambda each: -each[0])
    if not near or near[0][0] < _ABOUT or not _tells_how_things_are(claim):
        return None
    best, passage = near[0]
    if any(share >= _AS_NEAR * best and _flat(each) for share, each in near[1:]):
        return None
    return _possible(claim, passage, best) or _of_low_certainty(passage)


def withholds_advice(claim: str, text: str) -> bool:
    """Whether both tell that something is not advised: "not recommended", "too little evidence to recommend it"."""
    return _NOT_ADVISED.search(claim) is not None and _TO_ADVISE.search(text) is not None


_NOT_ADVISED = re.compile(r"(?i)(?:\b(?:not|never|against|longer)|n[’']t) (?:\w+ ){0,2}(?:recommend|advis|endors)\w*")
_TO_ADVISE = re.compile(
    r"(?i)\b(?:evidence|data|proof)\b[^.;]{0,40}\b(?:to|for) (?:\w+ )?(?:recommend|advi[sc]|endors)\w*"
)


def _tells_how_things_are(claim: str) -> bool:
    """Whether the claim says what something does, not what was counted in those who took part."""
    return not reported(claim) and bool(acting(claim) or find("lay_causes", claim) or find("absolutes", claim))


def _flat(passage: Passage) -> bool:
    text = passage.text
    return profile(text).certainty >= _FLAT and not profile(text).caveats and not context(text).purpose


def _possible(claim: str, passage: Passage, best: float) -> Hedge | None:
    """The mere possibility under which a passage tells most of what it shares with the claim."""
    for scope in context(passage.text).scopes:
        if _NONE.search(passage.text, scope.start, scope.end):
            return None
        if not _doubts(scope) or permits(passage.text, scope.cue) or on_other_verb(claim, passage.text, scope):
            continue
        if meant(claim, passage.text[scope.start : scope.end]) >= _MOST * best:
            return Hedge(scope.cue.text, scope.cue.entry.level, passage, scope.cue.start, scope.cue.end)
    return None


def on_other_verb(claim: str, text: str, scope: Scope) -> bool:
    """Whether a hedge is on the second of two verbs, "is needless and may harm", and the claim tells only the first."""
    if not _SECOND_VERB.search(text[: scope.cue.start]):
        return False
    return not content(text[scope.cue.end : scope.end]) & content(claim)


_SECOND_VERB = re.compile(r"(?i)\s(?:and|but|yet)\s\Z")
_NONE = re.compile(r"(?i)\b(?:no|not|little|nothing|neither|fail\w*)\b")
"""What may do nothing is denied, not hedged."""


def _doubts(scope: Scope) -> bool:
    return scope.cue.entry.group == "speculation" and scope.cue.entry.level == 1


def _of_low_certainty(passage: Passage) -> Hedge | None:
    """What the passage says of the weight of its own evidence."""
    if _NONE.search(passage.text):
        return None
    limits = [cue for cue in profile(passage.text).all_of("caveats") if cue.group == "limited" and cue.level > 1]
    return Hedge(limits[0].text, 2, passage, limits[0].start, limits[0].end) if limits else None
